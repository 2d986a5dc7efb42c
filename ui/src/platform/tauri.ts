// The host inside the desktop app: each method is one command of the shell, arguments by the same names.
import { Channel, invoke } from "@tauri-apps/api/core";
import type { ProgressView } from "./bindings/ProgressView";
import type { SignInEvent } from "./bindings/SignInEvent";
import type { Host } from "./host";

export function tauriHost(): Host {
  return {
    status: () => invoke("status"),
    unlock: (passphrase) => invoke("unlock", { passphrase }),
    settings: () => invoke("settings"),
    setSetting: (key, value) => invoke("set_setting", { key, value }),
    setSecret: (name, value) => invoke("set_secret", { name, value }),
    clearSecret: (name) => invoke("clear_secret", { name }),
    signIn: (method, task, listener) =>
      invoke("sign_in", { method, task, onEvent: new Channel<SignInEvent>(listener) }),
    signOut: () => invoke("sign_out"),
    cancel: (task) => invoke("cancel", { task }),
    checkLms: (kind, url, token) => invoke("check_lms", { kind, url, token }),
    courses: (refresh) => invoke("courses", { refresh }),
    roster: (course, pull) => invoke("roster", { course, pull }),
    meetings: (refresh, from, to) => invoke("meetings", { refresh, from, to }),
    addMeeting: (meeting) => invoke("add_meeting", { meeting }),
    sync: (meetings, calls, task, listener) =>
      invoke("sync", { meetings, calls, task, onProgress: new Channel<ProgressView>(listener) }),
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
    planUpload: (meeting) => invoke("plan_upload", { meeting }),
    upload: (meeting, plan, task) => invoke("upload", { meeting, plan, task }),
    exportClass: (meeting, format) => invoke("export_class", { meeting, format }),
    openLink: (link) => invoke("open_link", { link }),
    ready: () => invoke("ready"),
  };
}
