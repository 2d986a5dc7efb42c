//! The loopback address that the browser comes back to (RFC 8252, section 7.3).

use super::aadsts::Refusal;
use super::errors::SignInError;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Url;

/// What the browser brought back.
pub(super) enum Answer {
    /// An authorization code.
    Code(String),
    /// An error of the authorization endpoint (RFC 6749, section 4.1.2.1).
    Refused(SignInError),
}

/// One port on the loopback addresses of both protocols.
pub(super) struct Listener {
    v4: TcpListener,
    v6: Option<TcpListener>,
    port: u16,
}

/// Ports to try before giving up.
const TRIES: u32 = 10;
/// Connections at a time: a browser opens a few ahead of need.
const CONNECTIONS: usize = 16;
/// How long one connection may take.
const ONE_CONNECTION: Duration = Duration::from_secs(10);
/// Bytes of a request's head.
const HEAD: usize = 32 << 10;

impl Listener {
    /// Takes a free port. On a machine with IPv6 it is taken there as well: `localhost` may mean either address, and
    /// another program must not sit on the one that is left.
    pub(super) async fn open() -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for _ in 0..TRIES {
            let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let port = v4.local_addr()?.port();
            match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
                Ok(v6) => return Ok(Self { v4, v6: Some(v6), port }),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
                Err(_) => return Ok(Self { v4, v6: None, port }),
            }
        }
        Err(last)
    }

    /// The port.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the one request with this `state`, answers it and closes the port. Other requests are turned away and
    /// do not end it.
    pub(super) async fn answer(self, state: &str) -> Answer {
        // Each connection by itself, because a browser may open one and send nothing.
        let mut open = JoinSet::new();
        loop {
            let stream = tokio::select! {
                done = open.join_next(), if !open.is_empty() => match done {
                    Some(Ok(Some(answer))) => return answer,
                    _ => continue,
                },
                stream = self.accept(), if open.len() < CONNECTIONS => stream,
            };
            match stream {
                Ok(stream) => {
                    let state = state.to_owned();
                    open.spawn(async move { timeout(ONE_CONNECTION, serve(stream, &state)).await.ok()? });
                }
                // Out of file handles, most likely: not a reason to spin.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    async fn accept(&self) -> io::Result<TcpStream> {
        let v6 = async {
            match &self.v6 {
                Some(listener) => listener.accept().await,
                None => std::future::pending().await,
            }
        };
        let (stream, _) = tokio::select! {
            stream = self.v4.accept() => stream?,
            stream = v6 => stream?,
        };
        Ok(stream)
    }
}

async fn serve(mut stream: TcpStream, state: &str) -> Option<Answer> {
    let target = target(&head(&mut stream).await?).map(str::to_owned);
    let read = target.ok_or(400).and_then(|target| read(&target, state));
    let page = page(read.as_ref().err().copied());
    // A browser that is gone has no less brought the code.
    let _ = stream.write_all(page.as_bytes()).await;
    let _ = stream.shutdown().await;
    read.ok()
}

/// The head of a request; `None` for one that ends early or is too long.
async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut chunk = [0; 2048];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        head.extend_from_slice(chunk.get(..count)?);
        if head.len() > HEAD {
            return None;
        }
    }
    String::from_utf8(head).ok()
}

/// The target of a GET.
fn target(head: &str) -> Option<&str> {
    let mut words = head.lines().next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let whole = method == "GET" && target.starts_with('/') && version.starts_with("HTTP/1.");
    (whole && words.next().is_none()).then_some(target)
}

/// Reads a target; the HTTP status for one that is not ours.
fn read(target: &str, state: &str) -> Result<Answer, u16> {
    let url = Url::parse(&format!("http://localhost{target}")).map_err(|_| 400u16)?;
    if url.path() != "/" {
        return Err(404);
    }
    let one = |wanted: &str| {
        let mut values = url.query_pairs().filter(|(name, _)| name == wanted).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (value, None) => Ok(value.map(String::from).filter(|value| !value.is_empty())),
            _ => Err(400u16),
        }
    };
    if one("state")?.as_deref() != Some(state) {
        return Err(400);
    }
    match (one("code")?, one("error")?) {
        (Some(code), None) => Ok(Answer::Code(code)),
        (None, Some(error)) => {
            let refusal = Refusal { error, error_description: one("error_description")?, error_codes: None };
            Ok(Answer::Refused(refusal.sort()))
        }
        _ => Err(400),
    }
}

/// A fixed page: nothing of the request comes back in it.
fn page(refused: Option<u16>) -> String {
    let (status, text) = match refused {
        None => ("200 OK", "Microsoft has answered. You can close this page and go back to Rollbook."),
        Some(404) => ("404 Not Found", "There is nothing here."),
        Some(_) => ("400 Bad Request", "This is not the sign-in that Rollbook waits for."),
    };
    let body = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Rollbook</title></head>\
         <body><h1>Rollbook</h1><p>{text}</p></body></html>"
    );
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

#[cfg(test)]
#[path = "redirect_tests.rs"]
mod tests;
