//! Accounts, settings, connections.

use super::{done, seen};
use crate::app::{Answer, App};
use rollbook_engine::Context;
use rollbook_engine::sign_in::Way;
use rollbook_engine::view::{
    AccountView, AccountsView, LmsCheckView, OkView, SettingView, SignInEvent, StatusView,
};
use secrecy::SecretString;
use tauri::State;
use tauri::ipc::Channel;

#[tauri::command]
pub async fn status(app: State<'_, App>) -> Answer<StatusView> {
    seen(app.engine().await?.status().await)
}

#[tauri::command]
pub async fn unlock(app: State<'_, App>, passphrase: String) -> Answer<StatusView> {
    seen(app.reopen(Some(SecretString::from(passphrase))).await?.status().await)
}

#[tauri::command]
pub async fn settings(app: State<'_, App>) -> Answer<Vec<SettingView>> {
    Ok(app.engine().await?.settings())
}

#[tauri::command]
pub async fn set_setting(app: State<'_, App>, key: String, value: String) -> Answer<OkView> {
    done(app.engine().await?.change_setting(&key, &value).await)
}

#[tauri::command]
pub async fn set_secret(app: State<'_, App>, name: String, value: String) -> Answer<OkView> {
    done(app.engine().await?.set_secret(&name, SecretString::from(value)).await)
}

#[tauri::command]
pub async fn clear_secret(app: State<'_, App>, name: String) -> Answer<OkView> {
    done(app.engine().await?.clear_secret(&name).await)
}

#[tauri::command]
pub async fn sign_in(
    app: State<'_, App>,
    method: String,
    task: String,
    on_event: Channel<SignInEvent>,
) -> Answer<AccountView> {
    let way = if method == "browser" { Way::Browser } else { Way::DeviceCode };
    let engine = app.engine().await?;
    let task = app.tasks.begin(&task);
    let tell = |event: SignInEvent| {
        match &event {
            SignInEvent::Browser { url } => drop(app.system.open_page(url)),
            SignInEvent::DeviceCode { verification_uri, .. } => {
                if let Ok(mut last) = app.device_login.lock() {
                    *last = Some(verification_uri.clone());
                }
            }
            SignInEvent::SignedIn { .. } => {}
        }
        // A page that is gone needs no events.
        let _ = on_event.send(event);
    };
    seen(engine.sign_in(way, tell, &task.context).await)
}

#[tauri::command]
pub async fn accounts(app: State<'_, App>) -> Answer<AccountsView> {
    seen(app.engine().await?.accounts().await)
}

#[tauri::command]
pub async fn use_account(app: State<'_, App>, account: String) -> Answer<OkView> {
    done(app.engine().await?.use_account(&account).await)
}

#[tauri::command]
pub async fn sign_out(app: State<'_, App>, account: Option<String>) -> Answer<OkView> {
    done(app.engine().await?.sign_out(account.as_deref()).await)
}

/// The link for IT; the page shows and copies it.
#[tauri::command]
pub async fn admin_consent_url(app: State<'_, App>) -> Answer<String> {
    seen(app.engine().await?.admin_consent_url())
}

/// The password goes to Moodle for a token and is kept nowhere.
#[tauri::command]
pub async fn sign_in_moodle(
    app: State<'_, App>,
    url: String,
    user: String,
    password: String,
) -> Answer<LmsCheckView> {
    let password = SecretString::from(password);
    seen(app.engine().await?.sign_in_moodle(&url, &user, &password, &Context::default()).await)
}

#[tauri::command]
pub async fn check_lms(
    app: State<'_, App>,
    kind: String,
    url: String,
    token: String,
) -> Answer<LmsCheckView> {
    seen(app.engine().await?.check_lms(&kind, &url, SecretString::from(token), &Context::default()).await)
}
