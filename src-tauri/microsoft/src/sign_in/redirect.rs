//! The port on this computer that the browser comes back to (RFC 8252, section 7.3).
//!
//! It answers one page that never changes and shows nothing of what came in, takes the first request with the right
//! `state`, and closes. Anything else that reaches it (another program, a browser asking for an icon) gets a page and
//! changes nothing.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use url::Url;

/// What the browser brought.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Returned {
    /// An authorization code.
    Code(String),
    /// An error (RFC 6749, section 4.1.2.1).
    Error { word: String, description: Option<String> },
}

/// A listener on both loopback addresses: with one of them free, another program could sit on it and wait for the
/// browser, which tries either for `localhost`.
pub(super) struct Listener {
    v4: TcpListener,
    v6: Option<TcpListener>,
    port: u16,
}

/// A request line longer than this is not ours.
const LONGEST: usize = 16 << 10;
/// For one connection to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);
/// Ports to try until one is free on both addresses.
const TRIES: usize = 20;

impl Listener {
    pub(super) async fn open() -> io::Result<Self> {
        for _ in 0..TRIES {
            let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let port = v4.local_addr()?.port();
            match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
                Ok(v6) => return Ok(Self { v4, v6: Some(v6), port }),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                // No IPv6 on this machine.
                Err(_) => return Ok(Self { v4, v6: None, port }),
            }
        }
        Err(io::ErrorKind::AddrInUse.into())
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the request that carries `state`.
    pub(super) async fn wait(&self, state: &str) -> Returned {
        let (sender, mut receiver) = mpsc::channel(1);
        // Dropped with this future, and every open connection with it.
        let mut connections = tokio::task::JoinSet::new();
        loop {
            let stream = tokio::select! {
                Some(returned) = receiver.recv() => return returned,
                Ok((stream, _)) = self.v4.accept() => stream,
                Ok((stream, _)) = accept(self.v6.as_ref()) => stream,
                Some(_) = connections.join_next(), if !connections.is_empty() => continue,
                // Only errors of accept: too many open files, most likely.
                else => { tokio::time::sleep(Duration::from_millis(100)).await; continue }
            };
            let (sender, state) = (sender.clone(), state.to_owned());
            connections.spawn(async move {
                if let Ok(Some(returned)) = tokio::time::timeout(PATIENCE, serve(stream, &state)).await {
                    let _ = sender.send(returned).await;
                }
            });
        }
    }
}

async fn accept(listener: Option<&TcpListener>) -> io::Result<(TcpStream, std::net::SocketAddr)> {
    match listener {
        Some(listener) => listener.accept().await,
        None => std::future::pending().await,
    }
}

/// Answers one connection; the result is `Some` for the request that was waited for.
async fn serve(mut stream: TcpStream, state: &str) -> Option<Returned> {
    let line = request_line(&mut stream).await?;
    let returned = read(&line, state);
    let (status, text) = match &returned {
        Some(Returned::Code(_)) => ("200 OK", "You can close this page and go back to Rollbook."),
        Some(Returned::Error { .. }) => ("200 OK", "You were not signed in. Rollbook tells you more."),
        None => ("404 Not Found", "There is nothing here."),
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Rollbook</title><p>{text}</p></html>"
    );
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Content-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        page.len()
    );
    // The code counts even if the browser has gone already.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(page.as_bytes()).await;
    let _ = stream.shutdown().await;
    returned
}

/// The first line, once the whole head has come: a browser that is cut off while it sends shows an error page.
async fn request_line(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut chunk = [0; 2048];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        head.extend_from_slice(chunk.get(..count)?);
        if head.len() > LONGEST {
            return None;
        }
    }
    let end = head.windows(2).position(|end| end == b"\r\n")?;
    String::from_utf8(head.get(..end)?.to_vec()).ok()
}

/// What a request line brings, if it is the one with this `state`.
fn read(line: &str, state: &str) -> Option<Returned> {
    let target = line.strip_prefix("GET ")?.split(' ').next()?;
    let url = Url::parse("http://localhost/").ok()?.join(target.strip_prefix('/').map(|_| target)?).ok()?;
    if url.path() != "/" || url.host_str() != Some("localhost") {
        return None;
    }
    // A parameter that comes twice is nobody's honest answer (RFC 6749, section 3.1).
    let one = |name: &str| {
        let mut found = url.query_pairs().filter(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        found.next().filter(|_| found.next().is_none())
    };
    if !same(&one("state")?, state) {
        return None;
    }
    if let Some(word) = one("error") {
        return Some(Returned::Error { word, description: one("error_description") });
    }
    one("code").filter(|code| !code.is_empty()).map(Returned::Code)
}

/// Comparison that takes as long for any difference.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (x, y)| all | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_request_brings_a_code() {
        let code = Some(Returned::Code("c/1+2".into()));
        assert_eq!(read("GET /?code=c%2F1%2B2&state=s HTTP/1.1", "s"), code);
        let refused = Returned::Error { word: "access_denied".into(), description: Some("<script>".into()) };
        let line = "GET /?error=access_denied&error_description=%3Cscript%3E&state=s HTTP/1.1";
        assert_eq!(read(line, "s"), Some(refused));
        for line in [
            "GET /?code=c&state=x HTTP/1.1",
            "GET /?code=c HTTP/1.1",
            "GET /?state=s HTTP/1.1",
            "GET /?code=&state=s HTTP/1.1",
            "GET /?code=a&code=b&state=s HTTP/1.1",
            "GET /?code=a&state=s&state=s HTTP/1.1",
            "POST /?code=c&state=s HTTP/1.1",
            "GET /favicon.ico HTTP/1.1",
            "GET //evil.example/?code=c&state=s HTTP/1.1",
            "GET http://evil.example/?code=c&state=s HTTP/1.1",
            "rubbish",
            "",
        ] {
            assert_eq!(read(line, "s"), None, "{line}");
        }
    }
}
