//! The display, asked what can be seen; and the memory of a program with its processes.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// Longer than any window takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// The X display of this session.
pub struct Display {
    connection: RustConnection,
    root: Window,
}

impl Display {
    /// The one that `DISPLAY` names.
    pub fn open() -> Self {
        let (connection, screen) = x11rb::connect(None).expect("a display (make bench gives one)");
        let root = connection.setup().roots[screen].root;
        Self { connection, root }
    }

    /// Waits until a window of this title can be seen.
    pub fn wait_for(&self, title: &str) {
        let began = Instant::now();
        while !self.shows(self.root, title, 0) {
            assert!(began.elapsed() < PATIENCE, "{title} never showed a window");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn shows(&self, window: Window, title: &str, depth: usize) -> bool {
        if depth > 0 && self.is(window, title) == Some(true) {
            return true;
        }
        // A window manager may put a frame around it.
        let Some(tree) = self.connection.query_tree(window).ok().and_then(|tree| tree.reply().ok()) else {
            return false;
        };
        depth < 3 && tree.children.into_iter().any(|child| self.shows(child, title, depth + 1))
    }

    fn is(&self, window: Window, title: &str) -> Option<bool> {
        let attributes = self.connection.get_window_attributes(window).ok()?.reply().ok()?;
        if attributes.map_state != MapState::VIEWABLE {
            return Some(false);
        }
        let named =
            self.connection.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64).ok()?;
        Some(named.reply().ok()?.value == title.as_bytes())
    }
}

/// Proportional set size in KiB of a process and everything that it started.
pub fn memory_of(program: u32) -> u64 {
    let mut parents: BTreeMap<u32, u32> = BTreeMap::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        // pid (comm) state ppid …; the name may hold anything but a last parenthesis.
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
        parents.extend(parent.map(|parent: u32| (id, parent)));
    }
    let is_ours = |mut id: u32| loop {
        if id == program {
            return true;
        }
        match parents.get(&id) {
            Some(parent) => id = *parent,
            None => return false,
        }
    };
    parents.keys().filter(|id| is_ours(**id)).map(|id| proportional(*id)).sum()
}

fn proportional(id: u32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find(|line| line.starts_with("Pss:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
