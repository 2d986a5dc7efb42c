//! The program's page in an ordinary browser, on the program's own commands: for development and tests, and no part of what
//! is released (an example, built with the development dependencies).
//!
//! Each session is the whole program on Tauri's mock runtime: the same commands, the same permissions, the same pretended
//! institution as `--demo`; only the web view is the browser's. It listens on 127.0.0.1 alone.

mod session;
mod system;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use clap::Parser;
use futures::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use session::{Answer, Session};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The shell's own policy, but for the way to the program.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-loopback'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Serves the page and the program behind it on 127.0.0.1.
#[derive(Parser)]
struct Arguments {
    /// 0: any free port.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Folder of the built page.
    #[arg(long)]
    page: PathBuf,
}

struct Server {
    page: PathBuf,
    sessions: Mutex<BTreeMap<String, Arc<Session>>>,
}

impl Server {
    fn session(&self, id: &str) -> Result<Arc<Session>, StatusCode> {
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.get(id).cloned().ok_or(StatusCode::NOT_FOUND)
    }
}

/// How a program is started.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Start {
    /// The pretended institution; none is one's own empty folder.
    scenario: Option<String>,
    /// Milliseconds of its servers' answers.
    latency: u64,
    /// Touch no network.
    offline: bool,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let server = Arc::new(Server { page: arguments.page, sessions: Mutex::default() });
    let router = Router::new()
        .route("/session", post(start))
        .route("/session/{id}", axum::routing::delete(end))
        .route("/session/{id}/call/{command}", post(call))
        .route("/session/{id}/events", get(events))
        .route("/session/{id}/system", get(asked).post(answer))
        .fallback(page)
        .with_state(server);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", arguments.port)).await?;
    println!("{}", json!({ "url": format!("http://{}", listener.local_addr()?) }));
    axum::serve(listener, router).await?;
    Ok(())
}

async fn start(
    State(server): State<Arc<Server>>,
    Json(start): Json<Start>,
) -> Result<Json<Value>, StatusCode> {
    let session = tokio::task::spawn_blocking(move || Session::start(&start)).await;
    let session = session.ok().flatten().ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
    let id = uuid::Uuid::new_v4().simple().to_string();
    let mut sessions = server.sessions.lock().unwrap_or_else(PoisonError::into_inner);
    sessions.insert(id.clone(), Arc::new(session));
    Ok(Json(json!({ "id": id })))
}

async fn end(State(server): State<Arc<Server>>, Path(id): Path<String>) -> StatusCode {
    let session = server.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    match session {
        Some(session) => {
            session.end().await;
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}

/// A command: 200 with what it answers, 422 with its error.
async fn call(
    State(server): State<Arc<Server>>,
    Path((id, command)): Path<(String, String)>,
    Json(arguments): Json<Value>,
) -> Result<(StatusCode, Json<Value>), StatusCode> {
    let session = server.session(&id)?;
    Ok(match session.call(&command, arguments).await {
        Answer::Ok(value) => (StatusCode::OK, Json(value)),
        Answer::Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)),
    })
}

/// What channels and events say, in order.
async fn events(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, StatusCode> {
    let listener = server.session(&id)?.listen();
    Ok(Sse::new(futures::stream::unfold(listener, |mut listener| async {
        let said = listener.recv().await.ok()?;
        Some((Ok(Event::default().data(said.to_string())), listener))
    })))
}

/// What the program asked of the desktop so far.
async fn asked(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Result<Json<Value>, StatusCode> {
    Ok(Json(server.session(&id)?.desk().asked()))
}

/// What the next dialogs answer, and files that are let go of over the window.
async fn answer(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    Json(next): Json<system::Next>,
) -> Result<StatusCode, StatusCode> {
    server.session(&id)?.answer(next);
    Ok(StatusCode::NO_CONTENT)
}

/// The built page; nothing outside its folder.
async fn page(State(server): State<Arc<Server>>, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    let file = if plain { tokio::fs::read(server.page.join(path)).await.ok() } else { None };
    let Some(file) = file else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    let mut response = ([(header::CONTENT_TYPE, kind)], file).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}
