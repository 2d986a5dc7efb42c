//! What the benchmark of the window is made of.

mod display;
mod folder;

use crate::side_by_side::{median, ms, ratio};
use display::{Display, memory_of};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Makes this program the empty window.
pub const EMPTY: &str = "--empty";
const RUNS: usize = 9;
const CLASSES: usize = 300;
const PEOPLE: usize = 30;
const LARGE: usize = 10_000;
/// What is painted is not all there yet: memory is looked at when nothing moves any more.
const SETTLED: Duration = Duration::from_secs(6);

/// An empty window: the framework and nothing else.
pub fn empty() {
    #[tauri::command]
    async fn ready(window: tauri::WebviewWindow) {
        let _ = window.show();
    }
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![ready])
        .run(tauri::generate_context!("benches/empty/tauri.conf.json"))
        .unwrap();
}

/// Prints the tables.
pub fn measure() {
    let display = Display::open();
    let home = folder::with_classes(CLASSES, PEOPLE);
    let (mut ours, mut theirs) = (vec![], vec![]);
    // The first of each reads from the disk what the others find in memory.
    for run in 0..=RUNS {
        let (mut program, shown) = start(&display, &mut rollbook(home.path(), None), "Rollbook");
        stop(&mut program);
        let (mut other, plain) = start(&display, &mut this_one(), "Empty");
        stop(&mut other);
        if run > 0 {
            ours.push(shown);
            theirs.push(plain);
        }
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!("### The window\n");
    println!(
        "{CLASSES} cached classes of {PEOPLE} people; median of {RUNS} starts, each in a new process.\n"
    );
    println!("| what | Rollbook | an empty Tauri window | ratio |");
    println!("|---|---|---|---|");
    let times = ratio(ours, theirs);
    println!("| start to the painted list of classes | {} | {} | {times:.2} |", ms(ours), ms(theirs));
    let large = folder::large(LARGE);
    let (mut program, _) = start(&display, &mut rollbook(large.0.path(), Some(&large.1)), "Rollbook");
    let (mut other, _) = start(&display, &mut this_one(), "Empty");
    std::thread::sleep(SETTLED);
    let (ours, theirs) = (memory_of(program.id()), memory_of(other.id()));
    stop(&mut program);
    stop(&mut other);
    let (ours, theirs) = (ours as f64 / 1024.0, theirs as f64 / 1024.0);
    let times = ours / theirs;
    println!("| memory, the table of {LARGE} people open | {ours:.0} MiB | {theirs:.0} MiB | {times:.2} |\n");
}

fn rollbook(home: &std::path::Path, class: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollbook-desktop"));
    command.args(["--home", home.to_str().unwrap(), "--offline"]);
    if let Some(class) = class {
        command.args(["--class", class]);
    }
    command
}

fn this_one() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(EMPTY);
    command
}

/// Starts a program, and says how long it took until its window could be seen.
fn start(display: &Display, command: &mut Command, title: &str) -> (Child, Duration) {
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1").stdout(Stdio::null()).stderr(Stdio::null());
    let began = Instant::now();
    let program = command.spawn().unwrap();
    display.wait_for(title);
    (program, began.elapsed())
}

fn stop(program: &mut Child) {
    let _ = program.kill();
    let _ = program.wait();
    // Its web processes end by themselves.
    std::thread::sleep(Duration::from_millis(400));
}
