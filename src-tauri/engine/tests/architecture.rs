//! The shape of the whole, as ARCHITECTURE.md states it: who may depend on whom, and what no crate does.
#![allow(clippy::unwrap_used, missing_docs)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The ordinary dependencies of every package of the workspace; those of tests aside.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let ran = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let metadata: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let all = package["dependencies"].as_array().unwrap();
            let ordinary = all.iter().filter(|d| d["kind"].is_null());
            let names = ordinary.map(|d| d["name"].as_str().unwrap().to_owned()).collect();
            (package["name"].as_str().unwrap().to_owned(), names)
        })
        .collect()
}

fn own(names: &BTreeSet<String>) -> BTreeSet<&str> {
    names.iter().filter_map(|name| name.strip_prefix("rollbook-")).collect()
}

#[test]
fn the_core_is_pure() {
    let all = dependencies();
    let core = &all["rollbook-core"];
    assert!(own(core).is_empty());
    for io in ["tokio", "reqwest", "rusqlite", "keyring", "tauri", "axum", "futures", "tempfile", "rand"] {
        assert!(!core.contains(io), "the core depends on {io}");
    }
}

#[test]
fn each_crate_knows_only_those_below_it() {
    let all = dependencies();
    let of = |name: &str| own(&all[&format!("rollbook-{name}")]);
    for (name, may) in [
        ("transport", &[][..]),
        ("microsoft", &["core", "transport"]),
        ("lms", &["core", "transport"]),
        ("files", &["core"]),
        ("store", &["core"]),
        ("engine", &["core", "transport", "microsoft", "lms", "files", "store"]),
        ("sandbox", &[]),
        ("desktop", &["engine", "sandbox"]),
        ("cli", &["engine", "sandbox"]),
    ] {
        let may: BTreeSet<&str> = may.iter().copied().collect();
        let more: Vec<_> = of(name).difference(&may).copied().collect();
        assert!(more.is_empty(), "rollbook-{name} must not know {more:?}");
    }
    assert_eq!(all.len(), 10, "a new crate needs its line here: {:?}", all.keys());
    for (name, needs) in &all {
        for (io, owner) in [("rusqlite", "store"), ("keyring", "store"), ("reqwest", "transport")] {
            let allowed = name == &format!("rollbook-{owner}") || !needs.contains(io);
            assert!(allowed, "{name} goes past rollbook-{owner} to {io}");
        }
    }
}

/// The files below a folder with one of these endings; what is built or installed aside.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "node_modules" | "dist" | "target") {
                found.extend(files(&path, endings));
            }
        } else if path.extension().is_some_and(|ext| endings.iter().any(|e| ext == *e)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn only_the_platform_folder_of_the_page_knows_the_shell() {
    let source = root().join("ui/src");
    let all = files(&source, &["ts", "tsx", "css", "html"]);
    assert!(all.len() > 20);
    let mut shell = 0;
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        let inside = path.strip_prefix(&source).unwrap().starts_with("platform");
        shell += usize::from(text.contains("@tauri-apps/"));
        assert!(inside || !text.contains("@tauri-apps/"), "{} imports the shell", path.display());
        for risky in ["dangerouslySetInnerHTML", ".innerHTML", "eval("] {
            assert!(!text.contains(risky), "{} holds {risky}", path.display());
        }
    }
    assert!(shell > 0, "the page would reach no shell at all");
}

#[test]
fn no_program_code_gives_up_with_a_panic() {
    let folder = root().join("src-tauri");
    let mut read = 0;
    for path in files(&folder, &["rs"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let relative = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let parts: Vec<&str> = relative.split(['/', '\\']).collect();
        let for_tests = parts.contains(&"tests")
            || parts.last().is_some_and(|name| {
                name.ends_with("_tests.rs") || matches!(*name, "tests.rs" | "testing.rs" | "test_server.rs")
            });
        if !parts.contains(&"src") || for_tests {
            continue;
        }
        read += 1;
        // Test modules stand at the end of their files.
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap();
            for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unsafe "] {
                assert!(!line.contains(word), "{relative}:{}: {word}", number + 1);
            }
        }
    }
    assert!(read > 150, "only {read} files were read");
}
