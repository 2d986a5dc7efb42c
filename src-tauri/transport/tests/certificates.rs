//! Only certificates that the system trusts: a server with one of its own making gets nothing.
#![allow(clippy::unwrap_used)]

use rollbook_transport::{Base, Context, Error, Request, Transport, TransportOptions, Unreachable};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A TLS server with a certificate for these names that nobody has signed; counts the bytes of requests it gets to see.
async fn server(names: &[&str]) -> (u16, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (connections, seen) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, read) = (connections.clone(), seen.clone());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            let (acceptor, read) = (acceptor.clone(), read.clone());
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let count = stream.read(&mut [0; 4096]).await.unwrap_or(0);
                read.fetch_add(count, Ordering::SeqCst);
            });
        }
    });
    (port, connections, seen)
}

fn secret_request(host: &str, port: u16) -> Request {
    let url = Base::parse(&format!("https://{host}:{port}")).unwrap().join("token").unwrap();
    Request::get(url, "test").bearer("SECRET".into())
}

#[tokio::test]
async fn a_certificate_of_ones_own_is_refused_before_a_word_is_said() {
    for (names, host) in
        [(["localhost"], "localhost"), (["elsewhere.example"], "localhost"), (["x.y"], "127.0.0.1")]
    {
        let (port, connections, seen) = server(&names).await;
        let transport = Transport::new(TransportOptions::default()).unwrap();
        let error = transport.send(secret_request(host, port), &Context::default()).await.unwrap_err();
        assert_eq!(error, Error::Tls, "{names:?}");
        assert_eq!(connections.load(Ordering::SeqCst), 1, "not tried again");
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(seen.load(Ordering::SeqCst), 0, "no byte of the request");
    }
}

#[tokio::test]
async fn a_handshake_that_is_cut_off_is_a_broken_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = connections.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            // The client's hello is read and not answered.
            let _ = stream.read(&mut [0; 4096]).await;
        }
    });
    let limits = rollbook_transport::Limits { tries: 2, ..rollbook_transport::Limits::default() };
    let transport = Transport::new(TransportOptions { limits, ..TransportOptions::default() }).unwrap();
    let error = transport.send(secret_request("127.0.0.1", port), &Context::default()).await.unwrap_err();
    assert!(matches!(error, Error::Offline(Unreachable::Connect | Unreachable::Broken)), "{error:?}");
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}
