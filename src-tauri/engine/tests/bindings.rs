//! The page's TypeScript types are generated from the views; this test fails when they have drifted.
//!
//! `ROLLBOOK_WRITE_BINDINGS=1 cargo test -p rollbook-engine --test bindings` writes them anew.
#![allow(clippy::unwrap_used, missing_docs)]

use rollbook_engine::view::*;
use std::{fs, path::Path};
use ts_rs::{Config, TS};

fn export(cfg: &Config) {
    ShowView::export_all(cfg).unwrap();
    ReconcileView::export_all(cfg).unwrap();
    UploadView::export_all(cfg).unwrap();
    OutboxView::export_all(cfg).unwrap();
    StatusMapView::export_all(cfg).unwrap();
    CourseMatrixView::export_all(cfg).unwrap();
    UploadsView::export_all(cfg).unwrap();
    StatusView::export_all(cfg).unwrap();
    SettingView::export_all(cfg).unwrap();
    SignInEvent::export_all(cfg).unwrap();
    LmsCheckView::export_all(cfg).unwrap();
    CoursesView::export_all(cfg).unwrap();
    RosterView::export_all(cfg).unwrap();
    MeetingsView::export_all(cfg).unwrap();
    AccountsView::export_all(cfg).unwrap();
    LookedView::export_all(cfg).unwrap();
    NewMeeting::export_all(cfg).unwrap();
    IdView::export_all(cfg).unwrap();
    SyncAnswer::export_all(cfg).unwrap();
    ProgressView::export_all(cfg).unwrap();
    OkView::export_all(cfg).unwrap();
    UndoneView::export_all(cfg).unwrap();
    RulesPreviewView::export_all(cfg).unwrap();
    HistoryView::export_all(cfg).unwrap();
    FilesView::export_all(cfg).unwrap();
    FileOptions::export_all(cfg).unwrap();
    DateReadingView::export_all(cfg).unwrap();
    RosterFileView::export_all(cfg).unwrap();
    ExportRequest::export_all(cfg).unwrap();
    ExportedView::export_all(cfg).unwrap();
    ExportPreviewView::export_all(cfg).unwrap();
    GradeItemsView::export_all(cfg).unwrap();
    GradesView::export_all(cfg).unwrap();
    PeopleView::export_all(cfg).unwrap();
    PersonDetailView::export_all(cfg).unwrap();
    PurgeWhat::export_all(cfg).unwrap();
    PurgeView::export_all(cfg).unwrap();
    BackupView::export_all(cfg).unwrap();
    DoctorView::export_all(cfg).unwrap();
}

fn files(dir: &Path) -> Vec<(String, String)> {
    let mut all: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "ts"))
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn page_types_are_those_of_the_views() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/platform/bindings");
    if std::env::var_os("ROLLBOOK_WRITE_BINDINGS").is_some() {
        let _ = fs::remove_dir_all(&kept);
        export(&Config::new().with_out_dir(&kept).with_large_int("number"));
    }
    let fresh = tempfile::tempdir().unwrap();
    export(&Config::new().with_out_dir(fresh.path()).with_large_int("number"));
    assert_eq!(
        files(fresh.path()),
        files(&kept),
        "run this test with ROLLBOOK_WRITE_BINDINGS=1 and commit the result"
    );
}
