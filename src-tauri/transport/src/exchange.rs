//! One request and its answer: how it is put on the wire, and how it is read to its end.

use crate::answer::Answer;
use crate::error::{Error, Unreachable};
use crate::request::{Body, Method, Request};
use reqwest::{Client, RequestBuilder};
use secrecy::ExposeSecret;

/// Puts a request into the client's form.
pub(crate) fn build(client: &Client, request: &Request) -> RequestBuilder {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
    };
    let mut builder = client.request(method, request.url.clone());
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    if let Some(token) = &request.bearer {
        builder = builder.bearer_auth(token.expose_secret());
    }
    match &request.body {
        None => builder,
        Some(Body::Form(pairs)) => builder.form(pairs),
        Some(Body::Json(bytes)) => builder.header("content-type", "application/json").body(bytes.clone()),
        Some(Body::Raw(bytes)) => builder.body(bytes.clone()),
    }
}

/// Reads the body with the limit on what comes out of decompression, so that a small bomb cannot fill the memory.
pub(crate) async fn read(mut response: reqwest::Response, limit: usize) -> Result<Answer, Error> {
    let status = response.status().as_u16();
    if status == 407 {
        return Err(Error::Offline(Unreachable::Proxy));
    }
    let text = |value: &reqwest::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers =
        response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    // The length is of what travels, so it only helps where nothing is compressed.
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(Error::TooLarge);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| Error::sort(&error.without_url()))? {
        if body.len() + chunk.len() > limit {
            return Err(Error::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { status, headers, body })
}
