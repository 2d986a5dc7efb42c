//! What a Moodle tells and gives to somebody without a token.

use super::people::{COLLEAGUE, TEACHER};
use super::site::{Service, token_of};
use super::{is_own_host, parameters};
use crate::reply::Reply;
use crate::state::{Shared, State};
use axum::body::{Body, Bytes};
use axum::extract;
use axum::http::{HeaderMap, Response, Uri};
use serde_json::{Value, json};

/// `login/token.php`: its own envelope for errors, status 200 as well. Every password but `wrong` signs in.
pub(super) async fn token(
    extract::State(state): extract::State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let body = answer(&state, &uri, &headers, &body);
    Reply::ok(body).with("Access-Control-Allow-Origin", "*").into_response()
}

fn answer(state: &State, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Value {
    let form = parameters(uri, headers, body);
    let refuse = |code: &str, text: &str| json!({"error": text, "errorcode": code, "stacktrace": null, "debuginfo": null, "reproductionlink": null});
    if !is_own_host(state, headers) {
        return json!({"error": "Invalid url or port.", "stacktrace": null, "debuginfo": null, "errorcode": "requirecorrectaccess"});
    }
    let site = state.switches.moodle;
    if site.closed {
        return refuse("enablewsdescription", "Web services must be enabled in Advanced features.");
    }
    if form.text("appsitecheck") == "1" {
        return json!({"appsitecheck": "ok"});
    }
    if ["username", "password", "service"].iter().any(|name| form.text(name).is_empty()) {
        return refuse("missingparam", "A required parameter (service) was missing");
    }
    if site.maintenance {
        return refuse(
            "sitemaintenance",
            "The site is undergoing maintenance and is currently not available",
        );
    }
    let user = state.info.accounts.iter().position(|one| one.username == form.text("username"));
    let user = match user {
        Some(0) => TEACHER,
        Some(1) => COLLEAGUE,
        _ => 0,
    };
    if user == 0 || form.text("password") == "wrong" {
        return refuse("invalidlogin", "Invalid login, please try again");
    }
    let Some(service) = Service::named(form.text("service")) else {
        return refuse(
            "servicenotavailable",
            "Web service is not available (it doesn't exist or might be disabled)",
        );
    };
    if let Some(token) = token_of(&state.info, user, service) {
        return json!({"token": token, "privatetoken": null});
    }
    let text = format!("No permission to create web service token for the service {}.", form.text("service"));
    refuse("cannotcreatetoken", &text)
}

/// `lib/ajax/service-nologin.php` for `tool_mobile_get_public_config`, whatever is asked.
pub(super) async fn config(extract::State(state): extract::State<Shared>) -> Response<Body> {
    let (site, root) = (state.switches.moodle, &state.info.moodle_url);
    let data = json!({
        "wwwroot": root,
        "httpswwwroot": root,
        "sitename": state.world.tenant.institution,
        "guestlogin": 1,
        "rememberusername": 2,
        "authloginviaemail": 0,
        "registerauth": "",
        "forgottenpasswordurl": "",
        "authinstructions": "",
        "authnoneenabled": 0,
        "enablewebservices": i32::from(!site.closed),
        "enablemobilewebservice": i32::from(!site.closed),
        "maintenanceenabled": i32::from(site.maintenance),
        "maintenancemessage": "",
        "typeoflogin": 1,
        "launchurl": format!("{root}/admin/tool/mobile/launch.php"),
        "mobilecssurl": "",
        "tool_mobile_disabledfeatures": "",
        "country": "0",
        "agedigitalconsentverification": false,
        "supportpage": "",
        "supportavailability": 1,
        "autolang": 1,
        "lang": "en",
        "langmenu": 1,
        "langlist": "",
        "locale": "",
        "tool_mobile_minimumversion": "",
        "tool_mobile_iosappid": "633359593",
        "tool_mobile_androidappid": "com.moodle.moodlemobile",
        "tool_mobile_setuplink": "https://download.moodle.org/mobile",
        "tool_mobile_qrcodetype": 1,
        "warnings": [],
        "showloginform": 1,
    });
    Reply::ok(json!([{"error": false, "data": data}])).into_response()
}
