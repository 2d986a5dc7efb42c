//! Runs one test again in a process of its own, with another environment or on another disk.

use std::path::Path;
use std::process::{Command, Output};

const MARK: &str = "ROLLBOOK_TEST_CHILD";

/// What the child was told to do; `None` in the parent.
pub(super) fn role() -> Option<String> {
    std::env::var(MARK).ok()
}

/// A command that runs only the test `name` (with its module path) in the role `role`.
pub(super) fn command(name: &str, role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", name, "--nocapture"]).env(MARK, role);
    command
}

/// The text after `OUTCOME ` in what the child printed.
pub(super) fn outcome(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    // The test runner prints its own words on the same line.
    let found = text.lines().find_map(|line| line.split_once("OUTCOME ")).map(|(_, rest)| rest.trim());
    found
        .unwrap_or_else(|| panic!("no outcome: {text} {}", String::from_utf8_lossy(&output.stderr)))
        .to_owned()
}

/// True when a program is on the path.
pub(super) fn has(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|paths| {
        std::env::split_paths(&paths).any(|folder| Path::new(&folder).join(program).is_file())
    })
}
