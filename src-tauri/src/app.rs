//! What the commands share: the engine, opened once, and the work under way.

use crate::arguments::Arguments;
use crate::demo::{self, Demo};
use crate::home;
use crate::system::{Filter, System};
use crate::tasks::Tasks;
use crate::tray::Tray;
use rollbook_engine::view::ErrorView;
use rollbook_engine::{Engine, Error};
use secrecy::SecretString;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::{OnceCell, RwLock};

/// What a command answers.
pub type Answer<T> = Result<T, ErrorView>;

/// A window that is gone must not leave its program behind for longer.
const LONGEST_END: Duration = Duration::from_secs(5);

/// The state of the program.
pub struct App {
    arguments: Arguments,
    demo: OnceCell<Demo>,
    own: RwLock<Option<Engine>>,
    /// Files that the user chose or dropped.
    pub tray: Tray,
    /// Work that can be cancelled.
    pub tasks: Tasks,
    /// What the desktop does for the program.
    pub system: Box<dyn System>,
    /// Where the last device code is to be entered.
    pub device_login: Mutex<Option<String>>,
}

impl App {
    /// A program with these arguments. Nothing is opened yet.
    pub fn new(arguments: Arguments, system: Box<dyn System>) -> Self {
        Self {
            arguments,
            system,
            demo: OnceCell::new(),
            own: RwLock::new(None),
            tray: Tray::default(),
            tasks: Tasks::default(),
            device_login: Mutex::new(None),
        }
    }

    /// The use cases; on the pretend institution they wait until it stands.
    pub async fn engine(&self) -> Answer<Engine> {
        if self.arguments.demo {
            let demo = self.demo.get_or_try_init(|| demo::start(&self.arguments)).await;
            return demo.map(|demo| demo.engine.clone()).map_err(|error| error.view());
        }
        if let Some(engine) = &*self.own.read().await {
            return Ok(engine.clone());
        }
        self.reopen(None).await
    }

    /// The use cases, where somebody has asked for them already.
    pub async fn open_engine(&self) -> Option<Engine> {
        match self.demo.get() {
            Some(demo) => Some(demo.engine.clone()),
            None => self.own.read().await.clone(),
        }
    }

    /// The files that the user chooses; nothing where the dialog was closed.
    pub async fn choose(&self, filter: Filter, several: bool) -> Option<Vec<PathBuf>> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.system.choose(filter, several, sender);
        receiver.await.ok()
    }

    /// Where the user wants a file; nothing where the dialog was closed.
    pub async fn choose_target(&self, name: &str) -> Option<PathBuf> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.system.choose_target(name, sender);
        receiver.await.ok()
    }

    /// Stops what is under way and waits until the database is at rest.
    pub async fn end(&self) {
        self.tasks.cancel_all();
        if let Some(engine) = self.open_engine().await {
            engine.shut_down(LONGEST_END).await;
        }
    }

    /// Opens the data folder anew, with a passphrase that the user typed.
    pub async fn reopen(&self, passphrase: Option<SecretString>) -> Answer<Engine> {
        let engine = home::open(&self.arguments, passphrase).map_err(|error: Error| error.view())?;
        *self.own.write().await = Some(engine.clone());
        Ok(engine)
    }
}
