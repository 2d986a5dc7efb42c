// The host over the program's own commands: each method is one of them, arguments by the same names. How a command gets
// there is the bridge's business.

import type { LookedView } from "./bindings/LookedView";
import type { OutboxView } from "./bindings/OutboxView";
import type { ProgressView } from "./bindings/ProgressView";
import type { SignInEvent } from "./bindings/SignInEvent";
import type { Bridge } from "./bridge";
import type { Host, OfferedFile } from "./host";

export function hostOver({ invoke, channel, hear }: Bridge): Host {
  return {
    status: () => invoke("status"),
    unlock: (passphrase) => invoke("unlock", { passphrase }),
    settings: () => invoke("settings"),
    setSetting: (key, value) => invoke("set_setting", { key, value }),
    setSecret: (name, value) => invoke("set_secret", { name, value }),
    clearSecret: (name) => invoke("clear_secret", { name }),
    signIn: (method, task, listener) =>
      invoke("sign_in", { method, task, onEvent: channel<SignInEvent>(listener) }),
    signOut: (account) => invoke("sign_out", { account }),
    accounts: () => invoke("accounts"),
    activateAccount: (account) => invoke("use_account", { account }),
    adminConsentUrl: () => invoke("admin_consent_url"),
    cancel: (task) => invoke("cancel", { task }),
    checkLms: (kind, url, token) => invoke("check_lms", { kind, url, token }),
    signInMoodle: (url, user, password) => invoke("sign_in_moodle", { url, user, password }),
    courses: (refresh) => invoke("courses", { refresh }),
    roster: (course, pull) => invoke("roster", { course, pull }),
    meetings: (refresh, from, to) => invoke("meetings", { refresh, from, to }),
    addMeeting: (meeting) => invoke("add_meeting", { meeting }),
    sync: (meetings, calls, task, listener) =>
      invoke("sync", { meetings, calls, task, onProgress: channel<ProgressView>(listener) }),
    show: (meeting) => invoke("show", { meeting }),
    reconcile: (meeting) => invoke("reconcile", { meeting }),
    setCalls: (meeting, calls, included) => invoke("set_calls", { meeting, calls, included }),
    setMatch: (meeting, participant, to) => invoke("set_match", { meeting, participant, to }),
    acceptUnambiguous: (meeting) => invoke("accept_unambiguous", { meeting }),
    mark: (meeting, student, status, note) => invoke("mark", { meeting, student, status, note }),
    undo: () => invoke("undo"),
    redo: () => invoke("redo"),
    history: (meeting) => invoke("history", { meeting }),
    previewRules: (rules, meetings) => invoke("preview_rules", { rules, meetings }),
    adoptRules: (meeting) => invoke("adopt_rules", { meeting }),
    chooseFiles: (kind) => invoke("choose_files", { kind }),
    onFilesOffered: (handler) => hear<OfferedFile[]>("files-offered", handler),
    onFilesOver: (handler) => hear<boolean>("files-over", handler),
    readFiles: (files) => invoke("read_files", { files }),
    importFiles: (items) => invoke("import_files", { items }),
    readRoster: (course, token, columns) => invoke("read_roster", { course: course ?? "", token, columns }),
    importRoster: (course, token, columns) => invoke("import_roster", { course, token, columns }),
    addCourse: (title) => invoke("add_course", { title }),
    forgetFiles: (tokens) => invoke("forget_files", { tokens }),
    planUpload: (meeting) => invoke("plan_upload", { meeting }),
    upload: (meeting, plan, keepTheirs, task) => invoke("upload", { meeting, plan, keepTheirs, task }),
    uploads: (meeting) => invoke("uploads", { meeting }),
    revert: (upload, task) => invoke("revert", { upload, task }),
    outbox: () => invoke("outbox"),
    flushOutbox: (task) => invoke("flush_outbox", { task }),
    cancelWaiting: (id) => invoke("cancel_waiting", { id }),
    statusMap: (meeting) => invoke("status_map", { meeting }),
    chooseStatus: (meeting, status, short) => invoke("choose_status", { meeting, status, short }),
    courseMatrix: (course, limit) => invoke("course_matrix", { course, limit }),
    gradeItems: (course) => invoke("grade_items", { course }),
    grades: (course, item, what, task) =>
      invoke("grades", { course, item, send: what !== "look", overwrite: what === "overwrite", task }),
    people: () => invoke("people"),
    person: (id) => invoke("person", { id }),
    purge: (what, dryRun) => invoke("purge", { what, dryRun }),
    backup: (passphrase) => invoke("backup", { passphrase }),
    restore: (passphrase) => invoke("restore", { passphrase }),
    doctor: () => invoke("doctor"),
    saveDiagnostics: () => invoke("save_diagnostics"),
    revealHome: () => invoke("reveal_home"),
    onOutboxChanged: (handler) => hear<OutboxView>("outbox-changed", handler),
    exportPreview: (what, request) => invoke("export_preview", { what, request }),
    exportFile: (what, request) => invoke("export_file", { what, request }),
    onLookedAgain: (handler) => hear<LookedView>("looked-again", handler),
    notify: (title, body) => invoke("notify", { title, body }),
    openLink: (link) => invoke("open_link", { link }),
    ready: () => invoke("ready"),
  };
}
