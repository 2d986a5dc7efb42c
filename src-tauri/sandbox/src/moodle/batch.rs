//! `tool_mobile_call_external_functions`: calls one after the other, up to the first error.

use super::{Answer, Asked, Fault};
use crate::query::Query;
use serde_json::{Value, json};

/// A value comes as JSON inside a text.
fn in_text(value: &Value) -> Value {
    if value.is_null() { Value::Null } else { Value::String(value.to_string()) }
}

pub(super) fn call(asked: &Asked<'_>) -> Answer {
    asked.only(&["requests"])?;
    let mut responses = Vec::new();
    for place in 0.. {
        let Some(function) = asked.form.get(&format!("requests[{place}][function]")) else { break };
        let arguments = asked.form.text(&format!("requests[{place}][arguments]"));
        let arguments: Value = serde_json::from_str(arguments).map_err(|_| Fault::parameter())?;
        let mut form = Query::default();
        flatten(String::new(), &arguments, &mut form);
        let inner = Asked { form: &form, ..*asked };
        match super::call(&inner, function) {
            Ok(value) => responses.push(json!({"error": false, "data": in_text(&value)})),
            Err(fault) => {
                let text = exception(asked, &fault).to_string();
                responses.push(json!({"error": true, "exception": text}));
                break;
            }
        }
    }
    Ok(json!({"responses": responses}))
}

/// An exception inside a batch has other fields than one outside.
fn exception(asked: &Asked<'_>, fault: &Fault) -> Value {
    if fault.1 == "accessexception" {
        return json!({"errorcode": fault.1, "module": "webservice"});
    }
    json!({
        "message": fault.2,
        "errorcode": fault.1,
        "link": format!("{}/", asked.state.info.moodle_url),
        "moreinfourl": format!("https://docs.moodle.org/405/en/error/moodle/{}", fault.1),
    })
}

/// JSON arguments as the flat names of a form.
fn flatten(name: String, value: &Value, form: &mut Query) {
    let inner = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}[{key}]") };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| flatten(inner(key), value, form)),
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(place, value)| flatten(inner(&place.to_string()), value, form));
        }
        Value::String(text) => form.0.push((name, text.clone())),
        Value::Bool(yes) => form.0.push((name, i32::from(*yes).to_string())),
        Value::Number(number) => form.0.push((name, number.to_string())),
        Value::Null => {}
    }
}
