//! The built program on a fresh data folder, with a pretend institution behind it over real HTTP.
#![allow(dead_code)]

use chrono::{DateTime, TimeDelta, Utc};
use rollbook_sandbox::{Options, Sandbox};
use serde_json::Value;
use std::io::Write;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "correct horse battery staple";

/// What a run of the program ended with.
pub struct Done {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Done {
    /// The one JSON document on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }

    /// The code of the error object.
    pub fn error(&self) -> String {
        self.json()["error"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("no error: {}", self.stdout))
            .to_owned()
    }

    /// Fails the test where the program failed.
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.stdout, self.stderr);
        self
    }
}

/// A desk with the program on it.
pub struct Desk {
    pub sandbox: Option<Sandbox>,
    pub folder: TempDir,
    now: DateTime<Utc>,
    began: Instant,
}

impl Desk {
    /// Everything connected, nobody signed in.
    pub async fn connected(scenario: &str) -> Self {
        Self::slow(scenario, Duration::ZERO).await
    }

    /// The same, where every answer takes so long.
    pub async fn slow(scenario: &str, latency: Duration) -> Self {
        let options = Options { scenario: scenario.to_owned(), latency, ..Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let info = sandbox.info().clone();
        let desk = Self {
            sandbox: Some(sandbox),
            folder: tempfile::tempdir().unwrap(),
            now: info.now,
            began: Instant::now(),
        };
        // Settings as somebody writes them by hand.
        std::fs::create_dir_all(desk.home()).unwrap();
        let config = format!(
            "timezone = \"{}\"\n[microsoft]\ntenant = \"{}\"\nclient_id = \"{}\"\nlogin_url = \"{}\"\ngraph_url = \"{}\"\n\
             [call_records]\nmode = \"app\"\ntenant = \"{}\"\nclient_id = \"{}\"\n[lms]\nkind = \"http\"\nurl = \"{}\"\n\
             [security]\nkeystore = \"passphrase\"\n",
            info.timezone,
            info.tenant,
            info.client_id,
            info.login_url,
            info.graph_url,
            info.call_records.tenant,
            info.call_records.client_id,
            info.lms_url
        );
        std::fs::write(desk.home().join("config.toml"), config).unwrap();
        desk.run_with(&["secret", "set", "call_records.secret"], Some(&info.call_records.secret)).ok();
        desk.run_with(&["secret", "set", "lms.token"], Some(&info.lms_token)).ok();
        desk
    }

    /// Signed in too.
    pub async fn signed_in(scenario: &str) -> Self {
        let desk = Self::connected(scenario).await;
        desk.run(&["sign-in", "--device-code"]).ok();
        desk
    }

    pub fn home(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    pub fn sandbox(&self) -> &Sandbox {
        self.sandbox.as_ref().unwrap()
    }

    /// What the desk's clock shows: it runs on from one program to the next, as everybody's does.
    pub fn clock(&self) -> DateTime<Utc> {
        self.now + TimeDelta::from_std(self.began.elapsed()).unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollbook"));
        command
            .args(arguments)
            .env("ROLLBOOK_HOME", self.home())
            .env("ROLLBOOK_PASSPHRASE", PASSPHRASE)
            .env("ROLLBOOK_NOW", self.clock().to_rfc3339())
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(arguments, None)
    }

    pub fn run_with(&self, arguments: &[&str], input: Option<&str>) -> Done {
        let mut command = self.command(arguments);
        if input.is_some() {
            command.stdin(Stdio::piped());
        }
        let mut child = command.spawn().unwrap();
        if let Some(input) = input {
            writeln!(child.stdin.take().unwrap(), "{input}").unwrap();
        }
        done(child)
    }

    /// Runs with `--json` and takes the answer.
    pub fn json(&self, arguments: &[&str]) -> Value {
        self.run(&[arguments, &["--json"]].concat()).ok().json()
    }

    /// The conference of 26 November, added and fetched.
    pub fn conference(&self) -> String {
        let added = self.json(&["meeting", "add", "--title", "Conference", "--date", "2025-11-26"]);
        let id = added["id"].as_str().unwrap().to_owned();
        self.run(&["sync", &id]).ok();
        id
    }
}

pub fn done(child: Child) -> Done {
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    Done {
        code: status.code().unwrap_or(-1),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Somebody's minutes in `show`.
pub fn minutes(show: &Value, email: &str) -> Option<f64> {
    let people = show["participants"].as_array().unwrap();
    people.iter().find(|person| person["email"] == email)?["total_minutes"].as_f64()
}
