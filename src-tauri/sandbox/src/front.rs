//! What every request passes: latency, faults, the record of requests, the institution's `Date`.

use crate::clock::http_date;
use crate::fault::{Action, Server};
use crate::reply::{html, json_bytes, response};
use crate::state::{Seen, Shared, State};
use crate::wire::Line;
use crate::{canvas, control, graph, lms, login, moodle, query};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, Response, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::any;
use futures::stream;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::sync::atomic::Ordering;
use std::time::Duration;

const PORTAL: &str = "<!doctype html><html><head><title>Guest Wi-Fi</title></head><body><h1>Welcome</h1><p>Accept the terms to use this network.</p></body></html>";

/// All servers behind one door.
pub(crate) fn router(state: Shared) -> Router {
    Router::new()
        .merge(login::routes())
        .merge(lms::routes())
        .merge(moodle::routes())
        .merge(canvas::routes())
        .merge(control::routes())
        .route("/graph/v1.0/{*path}", any(graph::serve))
        .route("/relay/v1.0/{*path}", any(graph::relay))
        .layer(from_fn_with_state(state.clone(), pass))
        .with_state(state)
}

async fn pass(
    axum::extract::State(state): axum::extract::State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let Some(server) = Server::of(request.uri().path()) else {
        return dated(&state, next.run(request).await);
    };
    let method = request.method().as_str().to_owned();
    let path = query::decode(request.uri().path());
    let target =
        request.uri().path_and_query().map(|whole| query::decode(whole.as_str())).unwrap_or_default();
    let at = state.clock.now();
    if !state.latency.is_zero() {
        tokio::time::sleep(state.latency).await;
    }
    let struck = state.faults().strike(server, &method, &path, &target);
    let (response, cut) = answer(&state, server, struck, request, next).await;
    let status = if cut { 0 } else { response.status().as_u16() };
    state.seen().push(Seen { at, server, method, path: target, status, in_batch: false });
    if cut {
        line.cut();
    }
    dated(&state, response)
}

/// The response, and whether the connection is to be cut instead of sending it.
async fn answer(
    state: &State,
    server: Server,
    struck: Option<Action>,
    request: Request,
    next: Next,
) -> (Response<Body>, bool) {
    match struck {
        None => (next.run(request).await, false),
        Some(Action::Delay(millis)) => {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            (next.run(request).await, false)
        }
        Some(Action::Status { code, headers, body }) => (own(state, server, code, &headers, body), false),
        Some(Action::Html) => (html(200, PORTAL), false),
        Some(Action::Garbage) => {
            (response(200, "application/json", &[], b"\x00\xff{]not json\xfe\r\n".to_vec()), false)
        }
        Some(Action::Huge(mebibytes)) => (huge(mebibytes), false),
        Some(Action::Bomb(mebibytes)) => (bomb(mebibytes), false),
        Some(Action::Reset) => (response(500, "text/plain", &[], Vec::new()), true),
        Some(Action::ResetAfterWork) => (next.run(request).await, true),
        Some(Action::Hold { after_work }) => {
            if after_work {
                drop(next.run(request).await);
            }
            state.holding.fetch_add(1, Ordering::SeqCst);
            // Dropped when the client is gone.
            std::future::pending().await
        }
        Some(Action::CutAfter(bytes)) => (shortened(next.run(request).await, bytes).await, false),
    }
}

const MEBIBYTE: usize = 1 << 20;

fn huge(mebibytes: u32) -> Response<Body> {
    let blanks = Bytes::from(vec![b' '; MEBIBYTE]);
    let pieces = stream::iter((0..mebibytes).map(move |_| Ok::<_, io::Error>(blanks.clone())));
    let mut response = response(200, "application/json", &[], Vec::new());
    response.headers_mut().remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::from_stream(pieces);
    response
}

fn bomb(mebibytes: u32) -> Response<Body> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let blanks = vec![b' '; MEBIBYTE];
    for _ in 0..mebibytes {
        // Writing to memory does not fail.
        let _ = packed.write_all(&blanks);
    }
    let headers = [("Content-Encoding".to_owned(), "gzip".to_owned())];
    response(200, "application/json", &headers, packed.finish().unwrap_or_default())
}

fn own(
    state: &State,
    server: Server,
    code: u16,
    headers: &BTreeMap<String, String>,
    body: String,
) -> Response<Body> {
    let headers: Vec<(String, String)> =
        headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let bytes = match (body.is_empty(), server) {
        (false, _) => body.into_bytes(),
        (true, Server::Graph) => json_bytes(&graph::status_body(state, code)),
        (true, _) => json_bytes(&json!({"error": "temporarily_unavailable", "status": code})),
    };
    response(code, "application/json", &headers, bytes)
}

/// Announces everything and sends a part: the client sees the connection break in the middle of the body.
async fn shortened(response: Response<Body>, bytes: usize) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let part: Bytes = whole.slice(..bytes.min(whole.len()));
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let pieces = stream::unfold(Some(part), |state| async move {
        if let Some(part) = state {
            return Some((Ok(part), None));
        }
        // The part must leave before the connection breaks, else it would be thrown away unsent.
        tokio::time::sleep(Duration::from_millis(20)).await;
        Some((Err(io::Error::from(io::ErrorKind::ConnectionReset)), None))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}

fn dated(state: &State, mut response: Response<Body>) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(&http_date(state.clock.now())) {
        response.headers_mut().insert(header::DATE, value);
    }
    response
}
