//! One data folder with its clock, settings, store and connections: what every use case starts from.

use crate::clock::Clock;
use crate::config::{Config, ConfigFile, KeystoreKind};
use crate::error::{Code, Error, Result};
use crate::looking::Quiet;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use rollbook_store::keystore::Keystore;
use rollbook_store::{Key, KeyMode, Store, Unlock};
use rollbook_transport::Error::Cancelled;
use rollbook_transport::{Limits, Transport, TransportOptions};
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OnceCell, Semaphore};

/// What opens the data folder.
#[derive(Clone)]
pub enum Access {
    /// As the settings say: this keystore, or the passphrase where one was given.
    Configured {
        /// The system's keystore.
        keystore: Arc<dyn Keystore>,
        /// The passphrase, where the user gave one.
        passphrase: Option<SecretString>,
    },
    /// A key that lives as long as the program: demonstrations in a throw-away folder.
    Memory(Key),
}

/// How to open an [`Engine`].
pub struct Options {
    /// Data folder.
    pub home: PathBuf,
    /// The program's clock.
    pub clock: Clock,
    /// Touch no network.
    pub offline: bool,
    /// True on the built-in sandbox institution.
    pub demo: bool,
    /// What opens the data folder.
    pub access: Access,
}

/// The use cases on one data folder. Cheap to clone; the store is opened when it is first needed.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    options: Options,
    config: Mutex<ConfigFile>,
    system_zone: Tz,
    store: OnceCell<Arc<Store>>,
    transport: Transport,
    /// One refresh in this program at a time; other programs are held off by the store's lease.
    refresh: tokio::sync::Mutex<()>,
    quiet: Quiet,
    /// The sign-in server's clock less this one, as far as it was heard.
    skew: Mutex<TimeDelta>,
    /// Work on the store under way: a place each.
    work: Arc<Semaphore>,
}

/// More pieces of work on the store than are ever under way at once.
const PLACES: u32 = 1 << 16;

impl Engine {
    /// Reads the settings of a data folder. Nothing is unlocked yet.
    pub fn open(options: Options) -> Result<Self> {
        let config = ConfigFile::read(&options.home)?;
        let transport = Transport::new(TransportOptions {
            user_agent: concat!("Rollbook/", env!("CARGO_PKG_VERSION")).to_owned(),
            offline: options.offline,
            // The pretend institution of a demonstration has no quotas.
            limits: Limits { paced: !options.demo, ..Limits::default() },
        })?;
        let zone = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
        Ok(Self {
            inner: Arc::new(Inner {
                options,
                config: Mutex::new(config),
                system_zone: zone.unwrap_or(Tz::UTC),
                store: OnceCell::new(),
                transport,
                refresh: tokio::sync::Mutex::new(()),
                quiet: Quiet::default(),
                skew: Mutex::new(TimeDelta::zero()),
                work: Arc::new(Semaphore::new(PLACES as usize)),
            }),
        })
    }

    /// The data folder.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.inner.options.home
    }

    /// The program's clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.options.clock.now()
    }

    /// The present by the sign-in server's clock, as far as it was heard.
    pub(crate) fn server_now(&self) -> DateTime<Utc> {
        self.now() + *self.inner.skew.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_skew(&self, skew: TimeDelta) {
        *self.inner.skew.lock().unwrap_or_else(PoisonError::into_inner) = skew;
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.inner.options.clock
    }

    /// True where no network may be touched.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.inner.options.offline
    }

    /// True on the built-in sandbox institution.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.inner.options.demo
    }

    /// The settings in force.
    #[must_use]
    pub fn config(&self) -> Config {
        Config::of(&self.config_file(), self.inner.system_zone)
    }

    pub(crate) fn config_file(&self) -> MutexGuard<'_, ConfigFile> {
        // A panic while it was held left the last good settings in it.
        self.inner.config.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.inner.transport
    }

    pub(crate) fn quiet(&self) -> &Quiet {
        &self.inner.quiet
    }

    pub(crate) async fn refresh_turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.inner.refresh.lock().await
    }

    /// Refuses, with exit code 6, what needs the network.
    pub(crate) fn need_network(&self) -> Result<()> {
        if self.is_offline() {
            return Err(Error::new(
                Code::Offline,
                "This needs the network, and Rollbook was told to stay offline.",
                "Try again without --offline.",
            ));
        }
        Ok(())
    }

    /// Opens the store, once.
    pub async fn unlock(&self) -> Result<Arc<Store>> {
        let store = self.inner.store.get_or_try_init(|| async {
            let home = self.home().to_owned();
            let unlock = self.way_in()?;
            blocking(move || Ok(Arc::new(Store::open(&home, unlock)?))).await
        });
        store.await.cloned()
    }

    /// Whether the store is open already.
    #[must_use]
    pub fn is_unlocked(&self) -> bool {
        self.inner.store.initialized()
    }

    /// What opens the data folder, as it says itself or as the settings say.
    pub(crate) fn way_in(&self) -> Result<Unlock> {
        let (keystore, passphrase) = match &self.inner.options.access {
            Access::Memory(key) => return Ok(Unlock::Memory(key.clone())),
            Access::Configured { keystore, passphrase } => (keystore, passphrase),
        };
        // A folder that exists says itself how it is locked; the setting decides for a new one.
        let by_passphrase = match Store::key_mode(self.home())? {
            Some(mode) => mode == KeyMode::Passphrase,
            None => self.config().keystore == KeystoreKind::Passphrase,
        };
        Ok(if by_passphrase {
            Unlock::Passphrase(passphrase.clone().unwrap_or_else(|| SecretString::from("")))
        } else {
            Unlock::Os(keystore.clone())
        })
    }

    /// Runs a piece of work on the store, away from the async threads.
    pub(crate) async fn db<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> rollbook_store::Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.unlock().await?;
        let place = self.inner.work.clone().acquire_owned().await.map_err(|_| Error::from(Cancelled))?;
        blocking(move || {
            let result = work(&store);
            drop((store, place));
            Ok(result?)
        })
        .await
    }

    /// Lets no further work on the store begin, and waits until what is under way is done, at most for so long. Work that a
    /// program leaves behind when it ends is undone by `SQLite` at the next start; a database library that is taken down
    /// under running work may crash.
    pub async fn shut_down(&self, longest: Duration) {
        let all = tokio::time::timeout(longest, self.inner.work.acquire_many(PLACES)).await;
        // Those who come later must not wait for ever.
        self.inner.work.close();
        drop(all);
    }
}

/// Runs blocking work on the runtime's blocking threads.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Error::internal("panic")))
}
