//! What an answer of Moodle's REST server or of `login/token.php` means. Pure.
//!
//! A JSON object with the field `exception` is a failure, whatever the status (webservice/rest/locallib.php); token.php
//! has an envelope of its own with `error` and `errorcode`.

use super::fault::{MoodleFault, OwnAddress};
use super::function::Function;
use crate::error::{LmsError, Nonsense};
use crate::server_text::ServerText;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// An answer as it came.
pub(super) struct Raw<'a> {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, empty where there is none.
    pub content_type: &'a str,
    /// `Location` of a redirect.
    pub location: Option<&'a str>,
    /// Body.
    pub body: &'a [u8],
    /// When to come back, where the answer says it.
    pub retry_at: Option<DateTime<Utc>>,
}

/// The body of an answer that may be read, or what went wrong before there was any JSON. `script` is the path that was
/// asked for: a redirect that keeps it names the site's own address, any other one leads to a login page.
pub(super) fn readable<'a>(answer: &Raw<'a>, script: &str) -> Result<&'a [u8], LmsError> {
    let status = answer.status;
    match status {
        200 => {}
        301 | 302 | 303 | 307 | 308 => {
            let own = answer
                .location
                .and_then(|to| to.split(['?', '#']).next()?.strip_suffix(script))
                .and_then(OwnAddress::new);
            return Err(own.map_or(LmsError::Portal, |own| MoodleFault::OtherAddress(Some(own)).into()));
        }
        403 if answer.body.trim_ascii().is_empty() => return Err(MoodleFault::WebServicesOff.into()),
        401 | 403 => return Err(LmsError::NotPermitted(None)),
        404 | 405 | 410 => return Err(MoodleFault::NotMoodle.into()),
        407 | 511 => return Err(LmsError::Portal),
        429 => return Err(LmsError::Throttled { retry_at: answer.retry_at }),
        503 if answer.retry_at.is_some() => return Err(LmsError::Throttled { retry_at: answer.retry_at }),
        503 => return Err(MoodleFault::Maintenance.into()),
        400..500 => return Err(LmsError::Refused { status, says: None }),
        500..600 => return Err(LmsError::Down { status }),
        _ => return Err(LmsError::Nonsense(Nonsense::Status(status))),
    }
    let body = answer.body.trim_ascii();
    if is_html(answer.content_type) {
        return Err(LmsError::Portal);
    }
    // Asked for without `moodlewsrestformat`, Moodle answers XML; it never is.
    if body.is_empty() || body.starts_with(b"<?xml") {
        return Err(LmsError::Nonsense(Nonsense::NotJson));
    }
    Ok(body)
}

fn is_html(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml")
}

/// The failure in an answer to `function`, if it is one. `secret` must not come back in a message.
pub(super) fn failure(json: &Value, function: Function, secret: &str) -> Option<LmsError> {
    let body = json.as_object()?;
    if !body.contains_key("exception") {
        return None;
    }
    Some(of_code(word(json, "errorcode"), word(json, "message"), function, secret))
}

/// What an `errorcode` means for a call of `function`.
pub(super) fn of_code(
    code: Option<&str>,
    message: Option<&str>,
    function: Function,
    secret: &str,
) -> LmsError {
    let says = || message.and_then(|text| ServerText::clean(text, secret));
    let fault = match code.unwrap_or_default() {
        // A PHP error has no code at all.
        "" | "generalexceptionmessage" | "dmlwriteexception" | "dmlreadexception" | "ddlexception" => {
            MoodleFault::Crashed
        }
        "invalidtoken" => return LmsError::BadToken,
        // One code for five causes; the caller asks for the site's information to tell them apart.
        "accessexception" => MoodleFault::NotInService(function),
        "invalidrecord" | "invalidrecordunknown" | "invalidcoursemodule" | "invalidcourseid" => {
            return LmsError::NotFound(None);
        }
        "invaliduser" => MoodleFault::UnknownUser,
        "invalidparameter" => MoodleFault::BadValue,
        // The message names the capability.
        "nopermissions" | "nopermissiontoviewgrades" => return LmsError::NotPermitted(says()),
        "requireloginerror" | "errorcoursecontextnotvalid" | "notingroup" => MoodleFault::NotInCourse,
        "sitemaintenance" | "upgraderunning" => MoodleFault::Maintenance,
        "requirecorrectaccess" => MoodleFault::OtherAddress(None),
        "enablewsdescription" => MoodleFault::WebServicesOff,
        "sitepolicynotagreed" | "forcepasswordchangenotice" => MoodleFault::AccountHeldUp,
        _ => return LmsError::Refused { status: 200, says: says() },
    };
    fault.into()
}

/// The failure in an answer of `login/token.php`, if it is one.
pub(super) fn sign_in_failure(json: &Value, secret: &str) -> Option<LmsError> {
    let body = json.as_object()?;
    if !body.contains_key("errorcode") && !body.contains_key("error") && !body.contains_key("exception") {
        return None;
    }
    let fault = match word(json, "errorcode").unwrap_or_default() {
        "invalidlogin" => MoodleFault::BadLogin,
        "cannotcreatetoken" => MoodleFault::MayNotMakeToken,
        "servicenotavailable" | "missingparam" => MoodleFault::NoService,
        "passwordisexpired"
        | "usernotconfirmed"
        | "restoredaccountresetpassword"
        | "sitepolicynotagreed"
        | "forcepasswordchangenotice" => MoodleFault::AccountHeldUp,
        code => {
            let message = word(json, "error").or_else(|| word(json, "message"));
            return Some(of_code(Some(code), message, Function::SiteInfo, secret));
        }
    };
    Some(fault.into())
}

fn word<'a>(json: &'a Value, name: &str) -> Option<&'a str> {
    json.get(name)?.as_str()
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
