// What the page asks of the program behind it. The shell answers in the app, a fixture in development
// and tests; the rest of the page knows only this interface. Every failure rejects with an ErrorView.
import type { AccountsView } from "./bindings/AccountsView";
import type { AccountView } from "./bindings/AccountView";
import type { BackupView } from "./bindings/BackupView";
import type { CourseMatrixView } from "./bindings/CourseMatrixView";
import type { CoursesView } from "./bindings/CoursesView";
import type { DoctorView } from "./bindings/DoctorView";
import type { ExportPreviewView } from "./bindings/ExportPreviewView";
import type { ExportRequest } from "./bindings/ExportRequest";
import type { FileOptions } from "./bindings/FileOptions";
import type { FilesView } from "./bindings/FilesView";
import type { GradeItemsView } from "./bindings/GradeItemsView";
import type { GradesView } from "./bindings/GradesView";
import type { HistoryView } from "./bindings/HistoryView";
import type { IdView } from "./bindings/IdView";
import type { LmsCheckView } from "./bindings/LmsCheckView";
import type { LookedView } from "./bindings/LookedView";
import type { MeetingsView } from "./bindings/MeetingsView";
import type { NewMeeting } from "./bindings/NewMeeting";
import type { OkView } from "./bindings/OkView";
import type { OutboxView } from "./bindings/OutboxView";
import type { PeopleView } from "./bindings/PeopleView";
import type { PersonDetailView } from "./bindings/PersonDetailView";
import type { ProgressView } from "./bindings/ProgressView";
import type { PurgeView } from "./bindings/PurgeView";
import type { PurgeWhat } from "./bindings/PurgeWhat";
import type { ReconcileView } from "./bindings/ReconcileView";
import type { RosterFileView } from "./bindings/RosterFileView";
import type { RosterView } from "./bindings/RosterView";
import type { RulesPreviewView } from "./bindings/RulesPreviewView";
import type { SettingView } from "./bindings/SettingView";
import type { ShowView } from "./bindings/ShowView";
import type { SignInEvent } from "./bindings/SignInEvent";
import type { StatusMapView } from "./bindings/StatusMapView";
import type { StatusView } from "./bindings/StatusView";
import type { SyncAnswer } from "./bindings/SyncAnswer";
import type { UndoneView } from "./bindings/UndoneView";
import type { UploadsView } from "./bindings/UploadsView";
import type { UploadView } from "./bindings/UploadView";

/** Which calls of the class's day a sync counts. */
export type CallChoice = "suggested" | "all-day";

/** Whom an unmatched person is: a student, nobody on the roster, or undecided again. */
export type MatchTarget = { student: string } | "nobody" | "clear";

/** Pages outside the app that the shell may open; never a free address. */
export type OutsideLink = "device-login";

export type SignInMethod = "device-code" | "browser";

/** The secrets the page may set; none can be read back. */
export type SecretName = "call_records.secret" | "call_records.certificate" | "lms.token";

/** A file that the user chose or dropped. The program keeps its path; the page knows a token and the name. */
export interface OfferedFile {
  token: string;
  name: string;
}

/** What the dialog is to look for. */
export type FileKind = "attendance" | "roster";

/** Column number (from 0) to what it is. */
export type ColumnRoles = Record<string, string>;

/** What is exported: one class, or all of a course. */
export type ExportWhat = { meeting: string } | { course: string };

export interface Host {
  status(): Promise<StatusView>;
  /** Opens a data folder that a passphrase locks. */
  unlock(passphrase: string): Promise<StatusView>;
  settings(): Promise<SettingView[]>;
  setSetting(key: string, value: string): Promise<OkView>;
  setSecret(name: SecretName, value: string): Promise<OkView>;
  clearSecret(name: SecretName): Promise<OkView>;
  signIn(method: SignInMethod, task: string, onEvent: (event: SignInEvent) => void): Promise<AccountView>;
  /** Signs one account out, or the active one. What was fetched stays. */
  signOut(account: string | null): Promise<OkView>;
  /** Everybody who is signed in, the active account first. */
  accounts(): Promise<AccountsView>;
  /** New classes are fetched as this account. */
  activateAccount(account: string): Promise<OkView>;
  /** The page on which an administrator allows the app for everybody. */
  adminConsentUrl(): Promise<string>;
  /** Ends the long command that was started with this task id. */
  cancel(task: string): Promise<OkView>;
  /** Tests the connection, and keeps it when it worked. */
  checkLms(kind: string, url: string, token: string): Promise<LmsCheckView>;
  /** Gets a token from a Moodle for a name and a password, which is not kept. */
  signInMoodle(url: string, user: string, password: string): Promise<LmsCheckView>;
  courses(refresh: boolean): Promise<CoursesView>;
  roster(course: string, pull: boolean): Promise<RosterView>;
  meetings(refresh: boolean, from: string | null, to: string | null): Promise<MeetingsView>;
  addMeeting(meeting: NewMeeting): Promise<IdView>;
  sync(
    meetings: string[],
    calls: CallChoice,
    task: string,
    onProgress: (progress: ProgressView) => void,
  ): Promise<SyncAnswer>;
  show(meeting: string): Promise<ShowView>;
  reconcile(meeting: string): Promise<ReconcileView>;
  setCalls(meeting: string, calls: string[], included: boolean): Promise<ShowView>;
  setMatch(meeting: string, participant: string, to: MatchTarget): Promise<ReconcileView>;
  /** Takes every candidate that nobody could mistake, in one step. */
  acceptUnambiguous(meeting: string): Promise<ReconcileView>;
  mark(meeting: string, student: string, status: string | null, note: string | null): Promise<ReconcileView>;
  undo(): Promise<UndoneView>;
  redo(): Promise<UndoneView>;
  history(meeting: string | null): Promise<HistoryView[]>;
  /** Who would change under these rules, of the named classes or of all; nothing is changed. */
  previewRules(rules: [key: string, value: string][], meetings: string[]): Promise<RulesPreviewView>;
  /** Lets a class that is in the LMS already follow the rules of the settings again. */
  adoptRules(meeting: string): Promise<ReconcileView>;
  /** Lets the user choose files; null when the dialog was closed. */
  chooseFiles(kind: FileKind): Promise<OfferedFile[] | null>;
  /** Files let go of over the window. Answers how to stop listening. */
  onFilesOffered(handler: (files: OfferedFile[]) => void): () => void;
  /** Whether files are being held over the window. Answers how to stop listening. */
  onFilesOver(handler: (over: boolean) => void): () => void;
  /** What files say, and which classes they fit; stores nothing. */
  readFiles(files: { token: string; options: FileOptions }[]): Promise<FilesView>;
  /** All of them, or none. */
  importFiles(items: { token: string; meeting: string; options: FileOptions }[]): Promise<SyncAnswer>;
  /** What a class list says against the roster as it is; null is a course that is yet to be made. */
  readRoster(course: string | null, token: string, columns: ColumnRoles | null): Promise<RosterFileView>;
  importRoster(course: string, token: string, columns: ColumnRoles | null): Promise<RosterFileView>;
  addCourse(title: string): Promise<IdView>;
  /** Lets offered files go. */
  forgetFiles(tokens: string[]): Promise<OkView>;
  planUpload(meeting: string): Promise<UploadView>;
  /** Sends exactly the reviewed plan, or nothing. Of conflicts the named students keep theirs; null: nothing is sent over any. */
  upload(meeting: string, plan: string, keepTheirs: string[] | null, task: string): Promise<UploadView>;
  /** The uploads of a class, oldest first. */
  uploads(meeting: string): Promise<UploadsView>;
  /** The LMS gets what it held before an upload, where nobody has changed it since. */
  revert(upload: string, task: string): Promise<UploadView>;
  /** What waits to be sent. */
  outbox(): Promise<OutboxView>;
  flushOutbox(task: string): Promise<OutboxView>;
  cancelWaiting(id: string): Promise<OkView>;
  /** The LMS's own statuses for a class, and what each status becomes there. */
  statusMap(meeting: string): Promise<StatusMapView>;
  /** Chooses one of them by its short form, for all classes of the course; null takes a choice back. */
  chooseStatus(meeting: string, status: string, short: string | null): Promise<OkView>;
  /** A course as students × classes; the limit is a share in percent. */
  courseMatrix(course: string, limit: number | null): Promise<CourseMatrixView>;
  /** What of a course can hold a grade. */
  gradeItems(course: string): Promise<GradeItemsView>;
  /** The shares of a course as grades: what would change, or what did. What others changed is left to them unless it says so. */
  grades(
    course: string,
    item: string,
    what: "look" | "send" | "overwrite",
    task: string,
  ): Promise<GradesView>;
  /** Everybody on a roster and every visitor, over all courses. */
  people(): Promise<PeopleView>;
  /** One person with every class, by the id of a student or a participant. */
  person(id: string): Promise<PersonDetailView>;
  /** Erases for good, or says only what would go. */
  purge(what: PurgeWhat, dryRun: boolean): Promise<PurgeView>;
  /** Lets the user choose where to, and writes everything there, encrypted; null when the dialog was closed. */
  backup(passphrase: string): Promise<BackupView | null>;
  /** Lets the user choose a backup, and puts it in place of what is here; null when the dialog was closed. */
  restore(passphrase: string): Promise<BackupView | null>;
  /** What is in order and what is not. Asks no network. */
  doctor(): Promise<DoctorView>;
  /** Writes the doctor's report, redacted; the name of the file, or null when the dialog was closed. */
  saveDiagnostics(): Promise<string | null>;
  /** Opens the data folder in the file manager. */
  revealHome(): Promise<OkView>;
  /** The outbox was gone through by itself. Answers how to stop listening. */
  onOutboxChanged(handler: (outbox: OutboxView) => void): () => void;
  /** What a file would hold; nothing is written. */
  exportPreview(what: ExportWhat, request: ExportRequest): Promise<ExportPreviewView>;
  /** Lets the user choose where to; the name that was written, or null when the dialog was closed. */
  exportFile(what: ExportWhat, request: ExportRequest): Promise<string | null>;
  /** Classes that were looked at again by themselves. Answers how to stop listening. */
  onLookedAgain(handler: (looked: LookedView) => void): () => void;
  /** A notification of the system, for when nobody looks at the window. */
  notify(title: string, body: string): Promise<OkView>;
  openLink(link: OutsideLink): Promise<OkView>;
  /** The page has painted: the shell shows its window. */
  ready(): Promise<OkView>;
}
