//! One thread that owns the keystore, and a time-out for whoever asks it.
//!
//! A keystore call can hang for ever (a session bus that accepts and never answers), and Windows does not keep the
//! order of calls from several threads. So all calls go to one thread, and askers wait only so long. A call that
//! hangs keeps its thread; later askers then time out too, until it comes back.

use super::{Keystore, KeystoreError};
use crate::key::Key;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

type Reply = Result<Option<Key>, KeystoreError>;

enum Ask {
    Get,
    Set(Key),
    Delete,
}

struct Request {
    folder_id: String,
    ask: Ask,
    reply: Sender<Reply>,
}

/// The asking end of the owner thread.
#[derive(Clone)]
pub(super) struct Owner(Sender<Request>);

impl Owner {
    /// Starts the thread; `None` when the system has no thread to give.
    pub(super) fn start(name: &str, store: impl Keystore + 'static) -> Option<Self> {
        let (sender, requests) = channel();
        thread::Builder::new().name(name.to_owned()).spawn(move || serve(&store, &requests)).ok()?;
        Some(Self(sender))
    }

    pub(super) fn get(&self, folder_id: &str, within: Duration) -> Reply {
        self.ask(folder_id, Ask::Get, within)
    }

    pub(super) fn set(&self, folder_id: &str, key: &Key, within: Duration) -> Result<(), KeystoreError> {
        self.ask(folder_id, Ask::Set(key.clone()), within).map(|_| ())
    }

    pub(super) fn delete(&self, folder_id: &str, within: Duration) -> Result<(), KeystoreError> {
        self.ask(folder_id, Ask::Delete, within).map(|_| ())
    }

    fn ask(&self, folder_id: &str, ask: Ask, within: Duration) -> Reply {
        let (reply, answer) = channel();
        let request = Request { folder_id: folder_id.to_owned(), ask, reply };
        self.0.send(request).map_err(|_| KeystoreError::Other)?;
        answer.recv_timeout(within).unwrap_or_else(|why| {
            Err(match why {
                RecvTimeoutError::Timeout => KeystoreError::Silent,
                RecvTimeoutError::Disconnected => KeystoreError::Other,
            })
        })
    }
}

fn serve(store: &dyn Keystore, requests: &Receiver<Request>) {
    for Request { folder_id, ask, reply } in requests {
        let answer = match ask {
            Ask::Get => store.get(&folder_id),
            Ask::Set(key) => store.set(&folder_id, &key).map(|()| None),
            Ask::Delete => store.delete(&folder_id).map(|()| None),
        };
        // Whoever asked may have given up.
        let _ = reply.send(answer);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::MemoryKeystore;
    use super::*;
    use std::time::Instant;

    struct Hanging;

    impl Keystore for Hanging {
        fn get(&self, _: &str) -> Result<Option<Key>, KeystoreError> {
            thread::sleep(Duration::from_hours(1));
            Ok(None)
        }
        fn set(&self, _: &str, _: &Key) -> Result<(), KeystoreError> {
            Ok(())
        }
        fn delete(&self, _: &str) -> Result<(), KeystoreError> {
            Ok(())
        }
    }

    #[test]
    fn a_hanging_keystore_costs_the_time_out_and_no_more() {
        let owner = Owner::start("test-hanging", Hanging).unwrap();
        let began = Instant::now();
        let within = Duration::from_millis(100);
        assert_eq!(owner.get("f", within).err(), Some(KeystoreError::Silent));
        // The thread is still stuck in the first call; the second asker is not.
        assert_eq!(owner.delete("f", within).err(), Some(KeystoreError::Silent));
        assert!(began.elapsed() < Duration::from_secs(2));
    }

    #[test]
    fn calls_arrive_in_order_from_many_threads() {
        let owner = Owner::start("test-order", MemoryKeystore::new()).unwrap();
        let within = Duration::from_secs(5);
        thread::scope(|scope| {
            for n in 0..8_u8 {
                let owner = owner.clone();
                scope.spawn(move || {
                    let folder = format!("folder-{n}");
                    owner.set(&folder, &Key::from_bytes([n; 48]), within).unwrap();
                    assert_eq!(owner.get(&folder, within).unwrap().unwrap().expose(), &[n; 48]);
                    owner.delete(&folder, within).unwrap();
                    assert!(owner.get(&folder, within).unwrap().is_none());
                });
            }
        });
    }
}
