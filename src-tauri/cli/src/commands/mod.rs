//! One function a command: arguments to one use case, its view to the output.

mod care;
mod classes;
mod connect;
mod decide;
mod export;
mod fetch;
mod files;
mod rules;
mod sandbox;
mod send;

use crate::arguments::{Arguments, Command, Roster};
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::session;
use clap::CommandFactory;
use rollbook_engine::upload::OnConflict;
use rollbook_engine::{Engine, MeetingId};
use std::process::ExitCode;

type Result<T = Exit> = std::result::Result<T, Failure>;

/// Runs the command; what went wrong is printed as asked for.
pub async fn run(arguments: &Arguments) -> ExitCode {
    let output = Output::new(&arguments.global);
    let result = match &arguments.command {
        Command::Sandbox(options) => sandbox::run(options, &output).await,
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Arguments::command(), "rollbook", &mut std::io::stdout());
            Ok(Exit::DONE)
        }
        command => match session::open(&arguments.global) {
            Ok(engine) => on(&engine, command, arguments.global.json, &output).await,
            Err(error) => Err(error.into()),
        },
    };
    let code = match result {
        Ok(Exit(code)) => code,
        Err(failure) => {
            output.failure(&failure.view());
            failure.code()
        }
    };
    ExitCode::from(code)
}

async fn on(engine: &Engine, command: &Command, json: bool, output: &Output) -> Result {
    let context = session::context();
    match command {
        Command::Status => connect::status(engine, output).await,
        Command::SignIn { browser, no_open, .. } => {
            connect::sign_in(engine, *browser, *no_open, output, &context).await
        }
        Command::SignOut { account, all } => {
            connect::sign_out(engine, account.as_deref(), *all, output).await
        }
        Command::Accounts { change } => connect::accounts(engine, change.as_ref(), output).await,
        Command::AdminConsent => connect::admin_consent(engine, output),
        Command::Config(config) => connect::config(engine, config, output).await,
        Command::Secret(secret) => connect::secret(engine, secret, output).await,
        Command::Courses { refresh } => classes::courses(engine, *refresh, output, &context).await,
        Command::Course(course) => classes::course(engine, course, output).await,
        Command::Roster(Roster::Pull { course }) => {
            classes::roster(engine, course, true, output, &context).await
        }
        Command::Roster(Roster::Show { course }) => {
            classes::roster(engine, course, false, output, &context).await
        }
        Command::Meetings { refresh, from, to } => {
            classes::meetings(engine, *refresh, (*from, *to), output, &context).await
        }
        Command::Meeting(meeting) => classes::meeting(engine, meeting, output).await,
        Command::Sync(sync) => fetch::sync(engine, sync, output, &context).await,
        Command::Import(import) => files::import(engine, import, output).await,
        Command::Files { files, reading } => files::files(engine, files, reading, output).await,
        Command::Roster(Roster::Import { course, file, columns, dry_run }) => {
            files::roster(engine, course, file, columns, *dry_run, output).await
        }
        Command::Show { meeting, why } => fetch::show(engine, meeting, *why, output).await,
        Command::Calls { meeting, change } => {
            fetch::calls(engine, meeting, change.as_ref(), output, &context).await
        }
        Command::Reconcile { meeting } => decide::reconcile(engine, meeting, output).await,
        Command::Match(matching) => decide::matching(engine, matching, output).await,
        Command::Mark(mark) => decide::mark(engine, mark, output).await,
        Command::Rules(rules) => rules::rules(engine, rules, output).await,
        Command::Undo => decide::undo(engine, output).await,
        Command::Redo => decide::redo(engine, output).await,
        Command::History { meeting } => decide::history(engine, meeting.as_deref(), output).await,
        Command::Export(export) => export::export(engine, export, json, output).await,
        Command::Upload { meeting, dry_run, overwrite } => {
            send::upload(engine, meeting, *dry_run, *overwrite, output, &context).await
        }
        Command::Uploads => send::uploads(engine, output).await,
        Command::Revert { upload } => send::revert(engine, upload, output, &context).await,
        Command::Outbox { change } => send::outbox(engine, change.as_ref(), output, &context).await,
        Command::Statuses { meeting, change } => {
            send::statuses(engine, meeting, change.as_ref(), output, &context).await
        }
        Command::Grades { course, item, dry_run, overwrite } => {
            let on_conflict = if *overwrite { OnConflict::Overwrite } else { OnConflict::Stop };
            let send = (!dry_run).then_some(on_conflict);
            send::grades(engine, course, item.as_deref(), send, output, &context).await
        }
        Command::Lms { connect } => send::lms(engine, connect.as_ref(), output, &context).await,
        Command::People { person } => care::people(engine, person.as_deref(), output).await,
        Command::Backup(to) => care::backup(engine, to, output).await,
        Command::Restore(from) => care::restore(engine, from, output).await,
        Command::Purge(purge) => care::purge(engine, purge, json, output).await,
        Command::Doctor => care::doctor(engine, output).await,
        Command::Sandbox(_) | Command::Completions { .. } => Ok(Exit::DONE),
    }
}

async fn class(engine: &Engine, name: &str) -> Result<MeetingId> {
    Ok(engine.find_meeting(name).await?)
}
