//! The `rollbook` command line: arguments in, the engine's views out.

mod arguments;
mod commands;
mod exit;
mod output;
mod session;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;
use std::time::Duration;

/// Closing a database takes milliseconds.
const LONGEST_CLOSING: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    session::start_log(&arguments.global);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let Ok(runtime) = runtime else {
        eprintln!("error: Rollbook could not start its threads.");
        return ExitCode::FAILURE;
    };
    let code = runtime.block_on(commands::run(&arguments));
    // The last work on the database may still be closing it: the cryptographic library must not be torn down under it, as
    // it is when `main` returns. A keystore that never answers must not keep the program from ending all the same.
    runtime.shutdown_timeout(LONGEST_CLOSING);
    code
}
