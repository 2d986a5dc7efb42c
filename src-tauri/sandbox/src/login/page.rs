//! The sign-in pages: plain forms without scripts.

use crate::info::{Account, Info};
use crate::query::Query;

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn whole(title: &str, content: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:16px/1.5 'Segoe UI',system-ui,sans-serif;background:#f3f2f1;margin:0}}\
         main{{max-width:26rem;margin:12vh auto;background:#fff;padding:2rem;box-shadow:0 2px 8px #0002}}\
         h1{{font-size:1.3rem;margin:0 0 1rem}}button{{font:inherit;padding:.4rem 1.4rem;margin-right:.6rem}}\
         input[type=text]{{font:inherit;padding:.4rem;width:100%;box-sizing:border-box;margin-bottom:1rem}}\
         small{{color:#605e5c}}</style></head><body><main><h1>{title}</h1>{content}\
         <p><small>Pretend sign-in of the Rollbook sandbox. No password is asked.</small></p></main></body></html>"
    )
}

const BUTTONS: &str = "<button name=\"decision\" value=\"approve\" id=\"approve\">Approve</button>\
     <button name=\"decision\" value=\"decline\" id=\"decline\">Decline</button>";

pub(super) fn enter_code(info: &Info, code: &str, message: Option<&str>) -> String {
    let message = message.map(|text| format!("<p role=\"alert\">{}</p>", escape(text))).unwrap_or_default();
    whole(
        "Enter code",
        &format!(
            "{message}<form method=\"post\" action=\"{}/device\"><label for=\"code\">Enter the code displayed on your app</label>\
             <input type=\"text\" id=\"code\" name=\"user_code\" value=\"{}\" autocomplete=\"off\">\
             <button id=\"next\">Next</button></form>",
            escape(&info.login_url),
            escape(code)
        ),
    )
}

pub(super) fn confirm_code(info: &Info, code: &str) -> String {
    whole(
        "Are you trying to sign in to Rollbook?",
        &format!(
            "<form method=\"post\" action=\"{}/device\">{}<input type=\"hidden\" name=\"user_code\" value=\"{}\">{BUTTONS}</form>",
            escape(&info.login_url),
            accounts(info, ""),
            escape(code)
        ),
    )
}

pub(super) fn done(_info: &Info, approved: bool) -> String {
    if approved {
        whole("You have signed in to Rollbook", "<p>You may now close this window.</p>")
    } else {
        whole("You declined", "<p>Nobody was signed in. You may now close this window.</p>")
    }
}

pub(super) fn consent(info: &Info, query: &Query) -> String {
    let (hidden, scopes) = (hidden(query), permissions(query));
    whole(
        "Permissions requested",
        &format!(
            "<form method=\"post\">{}<ul>{scopes}</ul>{hidden}{BUTTONS}</form>",
            accounts(info, query.text("login_hint"))
        ),
    )
}

pub(super) fn admin_consent(_info: &Info, query: &Query) -> String {
    let hidden = hidden(query);
    let scopes = permissions(query);
    whole(
        "Permissions requested for your organization",
        &format!("<ul>{scopes}</ul><form method=\"post\">{hidden}{BUTTONS}</form>"),
    )
}

fn hidden(query: &Query) -> String {
    let fields = query.0.iter().filter(|(name, _)| !matches!(name.as_str(), "decision" | "account"));
    let field = |(name, value): &(String, String)| {
        format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value))
    };
    fields.map(field).collect()
}

fn permissions(query: &Query) -> String {
    let items: Vec<String> =
        query.text("scope").split_whitespace().map(|scope| format!("<li>{}</li>", escape(scope))).collect();
    items.concat()
}

/// The accounts to choose from; whom the client names comes chosen.
fn accounts(info: &Info, named: &str) -> String {
    let known = info.accounts.iter().any(|one| one.username.eq_ignore_ascii_case(named));
    let choice = |(place, one): (usize, &Account)| {
        let chosen = if known { one.username.eq_ignore_ascii_case(named) } else { place == 0 };
        format!(
            "<p><label><input type=\"radio\" name=\"account\" value=\"{}\"{}> <strong>{}</strong><br>{}</label></p>",
            escape(&one.username),
            if chosen { " checked" } else { "" },
            escape(&one.name),
            escape(&one.username)
        )
    };
    info.accounts.iter().enumerate().map(choice).collect()
}

pub(super) fn problem(_info: &Info, code: u32, text: &str) -> String {
    whole("Sign-in failed", &format!("<p>AADSTS{code}: {}</p>", escape(text)))
}
