//! Before there is a token: what the site is, and a token for name and password.

use super::answer::{self, Raw};
use super::call::{field, retry_at, root};
use super::fault::{MoodleFault, OwnAddress};
use super::wrong_shape;
use crate::error::LmsError;
use crate::lenient::{text, yes};
use rollbook_transport::{Body, Context, Request, Transport, json};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

/// The services that [`sign_in`] tries: one made for this program, then the phone app's, which every user of a site that
/// has it may use. The plug-in's own service is not among them: it shows neither courses nor people.
pub const SERVICES: [&str; 2] = ["rollbook", "moodle_mobile_app"];

/// What a Moodle says of itself to anybody (`tool_mobile_get_public_config`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent settings of a site
pub struct Site {
    /// Name of the site.
    pub name: Option<String>,
    /// Its own address, where it is not the one that was asked.
    pub own_address: Option<OwnAddress>,
    /// Whether web services are switched on.
    pub web_services: bool,
    /// Whether the phone app's service is switched on.
    pub phone_service: bool,
    /// Whether [`sign_in`] with name and password can work (`typeoflogin` 1); else the site signs in through the browser.
    pub password_login: bool,
    /// Whether it is under maintenance.
    pub maintenance: bool,
}

/// Asks a Moodle what it is, without a token.
pub async fn site(url: &str, transport: &Transport, ctx: &Context) -> Result<Site, LmsError> {
    let base = root(url)?;
    let script = "lib/ajax/service-nologin.php";
    let question = br#"[{"index":0,"methodname":"tool_mobile_get_public_config","args":{}}]"#.to_vec();
    let url = base.join(&format!("{script}?info=tool_mobile_get_public_config"))?;
    let json = post(Request::ask_json(url, question, "moodle-site"), script, transport, ctx).await?;
    read_site(&json, base.as_str())
}

/// The answer, read. `asked` is the address that was asked, with its closing slash.
pub(super) fn read_site(json: &Value, asked: &str) -> Result<Site, LmsError> {
    let first = json.as_array().and_then(|all| all.first()).ok_or_else(wrong_shape)?;
    if first.get("error").and_then(yes) == Some(true) {
        let code = first.get("exception").and_then(|one| one.get("errorcode")).and_then(Value::as_str);
        return Err(answer::of_code(code, None, super::Function::SiteInfo, ""));
    }
    let data = first.get("data").filter(|data| data.is_object()).ok_or_else(wrong_shape)?;
    let is = |name: &str| data.get(name).and_then(yes);
    let own = data.get("wwwroot").and_then(text).ok_or_else(wrong_shape)?;
    let own = OwnAddress::new(&own).filter(|own| own.as_str() != asked.trim_end_matches('/'));
    Ok(Site {
        name: data.get("sitename").and_then(text),
        own_address: own,
        web_services: is("enablewebservices").unwrap_or(false),
        phone_service: is("enablemobilewebservice").unwrap_or(false),
        password_login: data.get("typeoflogin").and_then(crate::lenient::count) == Some(1),
        maintenance: is("maintenanceenabled").unwrap_or(false),
    })
}

/// A token for a name and password, from the first of the `services` that gives one. The password is sent to
/// `login/token.php` and kept nowhere.
///
/// # Errors
/// Whatever ends the matter at once, such as a wrong password; else what the last service said.
pub async fn sign_in(
    url: &str,
    user: &str,
    password: &SecretString,
    services: &[&str],
    transport: &Transport,
    ctx: &Context,
) -> Result<SecretString, LmsError> {
    let base = root(url)?;
    let script = "login/token.php";
    let mut last = LmsError::from(MoodleFault::NoService);
    for service in services {
        let fields = vec![
            field("username", user),
            field("password", password.expose_secret()),
            field("service", *service),
        ];
        let request = Request {
            body: Some(Body::Form(fields)),
            ..Request::post_form(base.join(script)?, Vec::new(), "moodle-sign-in")
        };
        let json = post(request, script, transport, ctx).await?;
        match token(&json, password.expose_secret()) {
            Ok(token) => return Ok(token),
            // This service is not to be had; another may be.
            Err(error @ LmsError::Moodle(MoodleFault::NoService | MoodleFault::MayNotMakeToken)) => {
                last = error;
            }
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// The token of an answer of `login/token.php`; the private token beside it is dropped.
pub(super) fn token(json: &Value, password: &str) -> Result<SecretString, LmsError> {
    if let Some(error) = answer::sign_in_failure(json, password) {
        return Err(error);
    }
    let token = json.get("token").and_then(Value::as_str).map(str::trim);
    let usable = token.filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
    usable.map(|token| SecretString::from(token.to_owned())).ok_or_else(wrong_shape)
}

async fn post(
    request: Request,
    script: &str,
    transport: &Transport,
    ctx: &Context,
) -> Result<Value, LmsError> {
    let answer = transport.send(request, ctx).await?;
    let raw = Raw {
        status: answer.status,
        content_type: answer.header("content-type").unwrap_or_default(),
        location: answer.header("location"),
        body: &answer.body,
        retry_at: retry_at(&answer),
    };
    let body = answer::readable(&raw, &format!("/{script}"))?;
    Ok(json::parse(body, "moodle")?)
}
