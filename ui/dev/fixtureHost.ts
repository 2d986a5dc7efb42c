// The program's place taken by an institution in memory: slow like a network, forgetful at every reload.

import type { Host } from "../src/platform/host";
import { Accounts, ADA, BEN } from "./accounts";
import { backupOf, doctorOf, purge } from "./care";
import { CLASS_LIST, pretendClassList } from "./classLists";
import { type Classroom, NO_DECISIONS, reconcile, row, show } from "./classroom";
import { directoryOf } from "./directory";
import { pretendExport } from "./exports";
import { fault } from "./faults";
import { fetchClass, progressOf } from "./fetched";
import { CHOSEN, pretendFiles } from "./files";
import { gradesOf, type Held, itemsOf } from "./grades";
import { History } from "./history";
import { lookedInVain, pretendLooks } from "./looking";
import { matrixOf } from "./matrix";
import { COURSES, MEETINGS, NOW, ZONE } from "./meetings";
import { roster } from "./people";
import { pretendQr } from "./qr";
import { rulesPreview } from "./rules";
import type { Scenario } from "./scenario";
import { Tray } from "./tray";
import { changedThere, LMS_URL, PretendLms, planFor, rightsOf } from "./uploads";

const OK = { ok: true };

export function fixtureHost(scenario: Scenario): Host {
  const bare = scenario.start || scenario.empty;
  const state = {
    accounts: new Accounts(scenario.start ? [] : scenario.accounts ? [ADA, BEN] : [ADA]),
    lms: !scenario.start && !scenario.noLms,
    settings: new Map<string, string | number | boolean | null>([
      ["microsoft.tenant", "organizations"],
      ["microsoft.cloud", "global"],
      ["microsoft.webinars", false],
      ["microsoft.client_id", "5f1d1c1e-6f0c-4f0e-9d55-2a8f5a8f1c11"],
      ["call_records.mode", "app"],
      ["call_records.tenant", "example.edu"],
      ["call_records.client_id", "9a3f7c52-1f5e-4f64-8c2c-6d0f0f5a7b22"],
      ["call_records.relay_url", null],
      ["timezone", ZONE],
      ["privacy.keep_days", 400],
      ["rules.min_present_percent", 50],
      ["rules.late_after_minutes", 10],
      ["rules.left_early_minutes", 10],
      ["rules.count_outside_window", false],
    ]),
    grades: new Map() as Held,
    rooms: bare ? [] : MEETINGS.map((meeting, index) => newRoom(meeting, index, scenario)),
  };
  const erased = new Set<string>();
  const courses = COURSES.map((course) => ({ ...course, students: scenario.noRoster ? 0 : 30 }));
  const tray = new Tray();
  const tasks = new Map<string, () => void>();
  const history = new History();

  const room = (id: string): Classroom => {
    const found = state.rooms.find(({ meeting }) => meeting.id === id);
    if (found === undefined) throw fault("not-found");
    return found;
  };
  const courseOf = (id: string) => {
    const found = courses.find((course) => course.id === id);
    if (found === undefined) throw fault("not-found");
    return found;
  };
  const rosterOf = (size: number) => roster(size).filter(({ student_id }) => !erased.has(student_id));
  const matrixWithout = (id: string, limit: number | null) => {
    const matrix = matrixOf(courseOf(id), state.rooms, limit);
    return { ...matrix, students: matrix.students.filter(({ student_id }) => !erased.has(student_id)) };
  };
  const wait = (ms: number, task?: string) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => resolve(), ms);
      if (task !== undefined) {
        tasks.set(task, () => {
          clearTimeout(timer);
          reject(fault("cancelled"));
        });
      }
    });
  const lms = new PretendLms(scenario);
  let blocked = scenario.blocked;
  const answer = async <Value>(value: () => Value): Promise<Value> => {
    await wait(30);
    if (blocked !== null) throw fault(blocked);
    return structuredClone(value());
  };

  const status = () =>
    answer(() => ({
      version: "0.1.0",
      home: "/home/ada/.local/share/rollbook",
      demo: scenario.demo,
      offline: scenario.offline,
      keystore: "os",
      account: state.accounts.active,
      call_records: { mode: "app", configured: true, credential: "secret" },
      lms: { kind: state.lms ? "http" : "none", url: state.lms ? LMS_URL : null, configured: state.lms },
      timezone: String(state.settings.get("timezone")),
      meetings: state.rooms.length,
      now: NOW,
    }));

  const personOf = (id: string) => {
    const found = directoryOf(state.rooms, courses).find(
      (one) => one.student === id || one.participants.has(id),
    );
    if (found === undefined) throw fault("not-found");
    return found;
  };
  const forgetAll = () => {
    courses.splice(0);
    state.accounts = new Accounts([]);
    state.lms = false;
    for (const { id } of lms.outbox().entries) lms.cancel(id);
  };

  return {
    status,
    unlock: async (passphrase) => {
      await wait(200);
      if (passphrase !== "open sesame") throw fault("wrong-passphrase");
      blocked = null;
      return status();
    },
    settings: () => answer(() => [...state.settings].map(([key, value]) => ({ key, value, set: true }))),
    setSetting: (key, value) =>
      answer(() => {
        state.settings.set(key, value);
        return OK;
      }),
    setSecret: () => answer(() => OK),
    clearSecret: () => answer(() => OK),
    signIn: async (method, task, onEvent) => {
      await wait(300, task);
      if (method === "device-code") {
        if (scenario.signIn !== null) throw fault(scenario.signIn);
        onEvent({
          event: "device-code",
          user_code: "F7QX2M9KD",
          verification_uri: "https://microsoft.com/devicelogin",
          expires_in: 900,
          message: "To sign in, use a web browser to open the page and enter the code.",
          qr_svg: pretendQr(),
        });
      } else onEvent({ event: "browser", url: "https://login.microsoftonline.com/…" });
      await wait(scenario.slow, task);
      const account = { name: ADA.name, username: ADA.username, tenant_id: ADA.tenant_id };
      state.accounts = new Accounts([ADA, ...(scenario.accounts ? [BEN] : [])]);
      onEvent({ event: "signed-in", account });
      return account;
    },
    signOut: (account) =>
      answer(() => {
        state.accounts.signOut(account);
        return OK;
      }),
    accounts: () => answer(() => ({ accounts: state.accounts.rows() })),
    activateAccount: (account) =>
      answer(() => {
        state.accounts.use(account);
        return OK;
      }),
    adminConsentUrl: () =>
      answer(() => "https://login.microsoftonline.com/organizations/v2.0/adminconsent?client_id=5f1d"),
    cancel: async (task) => {
      tasks.get(task)?.();
      return OK;
    },
    checkLms: async (kind, _url, token) => {
      await wait(400);
      if (token === "wrong") throw fault("bad-input");
      state.lms = true;
      return { who: "Dr. Ada Teacher", courses: COURSES.length, ...rightsOf(kind) };
    },
    signInMoodle: async (_url, user, password) => {
      await wait(400);
      if (password === "wrong") throw fault("bad-input");
      state.lms = true;
      return { who: user, courses: COURSES.length, ...rightsOf("moodle") };
    },
    courses: () => answer(() => ({ courses })),
    roster: (id) =>
      answer(() => {
        const course = courses.find((candidate) => candidate.id === id);
        if (course === undefined) throw fault("not-found");
        const changes = { at: NOW, added: ["Noor Haddad"], changed: [], gone: ["Tom Berg", "Ida Lund"] };
        return { course, students: rosterOf(course.students), changes: id === "course-2" ? changes : null };
      }),
    meetings: async (refresh) => {
      if (refresh) await wait(400);
      if (refresh && !scenario.empty && state.rooms.length === 0) {
        state.rooms = MEETINGS.map((meeting, index) => newRoom(meeting, index, scenario));
      }
      return answer(() => ({ meetings: state.rooms.map(row) }));
    },
    addMeeting: (meeting) =>
      answer(() => {
        const id = `m-added-${state.rooms.length}`;
        const date = meeting.date ?? meeting.start?.slice(0, 10) ?? "";
        const times = {
          start: meeting.start && `${meeting.start}:00Z`,
          end: meeting.end && `${meeting.end}:00Z`,
        };
        state.rooms.unshift({
          meeting: {
            id,
            title: meeting.title,
            ...times,
            date,
            timezone: ZONE,
            join_url: meeting.join_url,
            course_id: meeting.course,
            lms_id: null,
          },
          roster: meeting.course === null ? [] : roster(30),
          fetched: null,
          decisions: NO_DECISIONS,
          lms: null,
        });
        return { id };
      }),
    sync: async (ids, calls, task, onProgress) => {
      for (const id of ids) {
        const steps = progressOf(room(id));
        for (const step of steps) {
          onProgress(step);
          await wait(scenario.slow / steps.length / ids.length, task);
        }
        const target = room(id);
        target.look = scenario.fail === null ? null : lookedInVain(scenario.fail);
        if (scenario.fail === null) {
          target.fetched = fetchClass(target, state.rooms.indexOf(target) + 11, calls === "all-day");
        }
      }
      const error = scenario.fail === null ? null : fault(scenario.fail);
      return {
        meetings: ids.map((id) => {
          const shown = show(room(id));
          return {
            id,
            state: error === null ? "synced" : "failed",
            sync: shown.sync,
            counts: { participants: shown.participants.length, calls: shown.calls.length, included: 1 },
            error,
          };
        }),
      };
    },
    ...pretendLooks((ids) => ({
      looked: ids,
      changed: ids.map((id) => {
        const target = room(id);
        const before = target.fetched?.participants.length ?? null;
        target.fetched = fetchClass(target, state.rooms.indexOf(target) + 11, false);
        target.look = null;
        return {
          ...target.meeting,
          participants_before: before,
          participants: target.fetched.participants.length,
        };
      }),
    })),
    show: (id) => answer(() => show(room(id))),
    reconcile: (id) => answer(() => reconcile(room(id))),
    setCalls: (id, calls, included) =>
      answer(() => {
        history.decide(room(id), included ? "Count a call" : "Do not count a call", (decisions) => ({
          ...decisions,
          included: { ...decisions.included, ...Object.fromEntries(calls.map((call) => [call, included])) },
        }));
        return show(room(id));
      }),
    setMatch: (id, participant, to) =>
      answer(() => {
        history.decide(room(id), "Match a person", (decisions) => {
          const { [participant]: _, ...others } = decisions.matches;
          if (to === "clear") return { ...decisions, matches: others };
          return {
            ...decisions,
            matches: { ...others, [participant]: to === "nobody" ? "nobody" : to.student },
          };
        });
        return reconcile(room(id));
      }),
    mark: (id, student, status, note) =>
      answer(() => {
        const name = room(id).roster.find(({ student_id }) => student_id === student)?.name ?? student;
        history.decide(room(id), `${name}: ${status ?? "back to the rule"}`, (decisions) => {
          const { [student]: _, ...others } = decisions.marks;
          return {
            ...decisions,
            marks: status === null ? others : { ...others, [student]: { status, note } },
          };
        });
        return reconcile(room(id));
      }),
    acceptUnambiguous: (id) =>
      answer(() => {
        const sure = reconcile(room(id)).unmatched.filter(({ unambiguous }) => unambiguous);
        history.decide(room(id), "Match people", (decisions) => ({
          ...decisions,
          matches: {
            ...decisions.matches,
            ...Object.fromEntries(
              sure.map(({ participant_id, candidates }) => [participant_id, candidates[0]?.student_id ?? ""]),
            ),
          },
        }));
        return reconcile(room(id));
      }),
    previewRules: (changes) => answer(() => rulesPreview(state.rooms, changes)),
    adoptRules: (id) => answer(() => reconcile(room(id))),
    undo: () => answer(() => ({ what: history.undo() })),
    redo: () => answer(() => ({ what: history.redo() })),
    history: (id) => answer(() => history.list(id)),
    chooseFiles: async (kind) => {
      await wait(50);
      return tray.offer(scenario.choose ?? (kind === "roster" ? [CLASS_LIST] : CHOSEN));
    },
    onFilesOffered: (handler) => tray.onOffered(handler),
    onFilesOver: (handler) => tray.onOver(handler),
    readFiles: async (files) => {
      await wait(120);
      return answer(() => ({
        files: pretendFiles(
          files.map(({ token, options }) => ({ name: tray.name(token) ?? token, options })),
          state.rooms,
        ),
      }));
    },
    importFiles: async (items) => {
      await wait(300);
      if (scenario.fail !== null) throw fault(scenario.fail);
      return answer(() => ({
        meetings: [...new Set(items.map(({ meeting }) => meeting))].map((id) => {
          const target = room(id);
          const fetched = fetchClass(target, state.rooms.indexOf(target) + 11, false);
          target.fetched = {
            ...fetched,
            sync: {
              ...fetched.sync,
              source: "teams-csv",
              completeness: "final",
              next_attempt_at: null,
              explanation: "The attendance file that you imported overlaps the class.",
            },
          };
          return {
            id,
            state: "synced",
            sync: target.fetched.sync,
            counts: { participants: target.fetched.participants.length, calls: 1, included: 1 },
            error: null,
          };
        }),
      }));
    },
    readRoster: async (course, token, columns) => {
      await wait(120);
      const known = courses.some(({ id, students }) => id === course && students > 0);
      return answer(() => pretendClassList(tray.name(token) ?? token, known, columns, scenario.people));
    },
    importRoster: async (id, token, columns) => {
      await wait(200);
      const course = courses.find((candidate) => candidate.id === id);
      if (course === undefined) throw fault("not-found");
      return answer(() => {
        const view = pretendClassList(
          tray.name(token) ?? token,
          course.students > 0,
          columns,
          scenario.people,
        );
        course.students = view.students.length;
        for (const one of state.rooms) {
          if (one.meeting.course_id === id) one.roster = roster(view.students.length);
        }
        return view;
      });
    },
    addCourse: (title) =>
      answer(() => {
        const id = `course-added-${courses.length}`;
        courses.push({ id, title, lms_id: "", students: 0 });
        return { id };
      }),
    forgetFiles: () => answer(() => OK),
    planUpload: (id) => answer(() => planFor(room(id))),
    upload: async (id, plan, keep, task) => {
      await wait(scenario.slow, task);
      if (plan !== planFor(room(id)).plan) throw fault("conflict");
      return answer(() => lms.send(room(id), keep));
    },
    uploads: (id) => answer(() => ({ uploads: lms.uploads(room(id)) })),
    revert: async (upload, task) => {
      await wait(scenario.slow, task);
      return answer(() => lms.revert(upload, state.rooms));
    },
    outbox: () => answer(() => lms.outbox()),
    flushOutbox: async (task) => {
      await wait(scenario.slow, task);
      return answer(() => lms.flush(state.rooms));
    },
    cancelWaiting: (id) =>
      answer(() => {
        lms.cancel(id);
        return OK;
      }),
    statusMap: () => answer(() => lms.statuses()),
    chooseStatus: (_id, status, short) =>
      answer(() => {
        lms.choose(status, short);
        return OK;
      }),
    courseMatrix: (id, limit) => answer(() => matrixWithout(id, limit)),
    gradeItems: (id) => answer(() => itemsOf(courseOf(id))),
    grades: async (id, item, what, task) => {
      await wait(scenario.slow / 4, task);
      if (scenario.offline) throw fault("offline");
      return answer(() => gradesOf(matrixWithout(id, null), item, what, state.grades));
    },
    people: () =>
      answer(() => ({ people: directoryOf(state.rooms, courses).map(({ view }) => view.person) })),
    person: (id) => answer(() => personOf(id).view),
    purge: async (what, dryRun) => {
      if (!dryRun) await wait(scenario.slow);
      if (!dryRun && scenario.fail !== null) throw fault(scenario.fail);
      return answer(() => {
        const waiting = new Set(lms.outbox().entries.map(({ meeting_id }) => meeting_id));
        const kept = {
          rooms: state.rooms,
          erased,
          keepDays: Number(state.settings.get("privacy.keep_days")),
          courses: courses.length,
          accounts: state.accounts.rows().length,
          waiting,
        };
        const view = purge(kept, what, dryRun, personOf);
        if ("everything" in what && !dryRun) forgetAll();
        return view;
      });
    },
    backup: async () => {
      await wait(scenario.closed ? 50 : scenario.slow);
      if (scenario.closed) return null;
      if (scenario.fail !== null) throw fault(scenario.fail);
      return backupOf(state.rooms.length);
    },
    restore: async (passphrase) => {
      await wait(scenario.closed ? 50 : scenario.slow);
      if (scenario.closed) return null;
      if (passphrase === "wrong") throw fault("wrong-passphrase");
      if (scenario.fail !== null) throw fault(scenario.fail);
      state.accounts = new Accounts([]);
      state.rooms = MEETINGS.map((meeting, index) => newRoom(meeting, index, scenario));
      blocked = null;
      return {
        ...backupOf(state.rooms.length),
        set_aside: scenario.unwell ? "damaged-20251127T151000Z" : null,
      };
    },
    doctor: () => answer(() => doctorOf(scenario.unwell, lms.outbox().entries.length)),
    saveDiagnostics: async () => {
      await wait(50);
      if (scenario.fail !== null) throw fault(scenario.fail);
      return scenario.closed ? null : "rollbook-report.txt";
    },
    revealHome: async () => {
      if (scenario.fail !== null) throw fault(scenario.fail);
      return OK;
    },
    onOutboxChanged: () => () => {},
    exportPreview: async (what, request) => {
      await wait(80);
      return answer(() => pretendExport(what, request, state.rooms, courses));
    },
    exportFile: async (what, request) => {
      await wait(80);
      if (scenario.fail !== null) throw fault(scenario.fail);
      return pretendExport(what, request, state.rooms, courses).file_name;
    },
    openLink: async () => OK,
    ready: async () => {
      document.documentElement.dataset.ready = "true";
      return OK;
    },
  };
}

function newRoom(meeting: (typeof MEETINGS)[number], index: number, scenario: Scenario): Classroom {
  const big = meeting.id === "m-dist-6";
  const room: Classroom = {
    meeting,
    roster: meeting.course_id === null || scenario.noRoster ? [] : roster(big ? scenario.people : 30),
    fetched: null,
    decisions: NO_DECISIONS,
    lms: null,
  };
  const old = meeting.date < "2025-11-26";
  if (old) room.fetched = fetchClass(room, index + 11, false);
  // What was uploaded before: everything for the oldest, and an older state of another.
  if (meeting.date < "2025-11-20") {
    room.lms = Object.fromEntries(
      reconcile(room).students.map(({ student_id, status }) => [student_id, status]),
    );
    if (meeting.id === "m-stat-10") {
      room.lms["stu-2"] = "absent";
      delete room.lms["stu-9"];
    }
  }
  if (scenario.own) room.makesSession = true;
  if (meeting.id === "m-stat-11") {
    if (scenario.conflict) room.theirs = changedThere();
    room.decisions = {
      ...NO_DECISIONS,
      matches: Object.fromEntries(
        reconcile(room).unmatched.map(({ participant_id }) => [participant_id, "nobody"]),
      ),
    };
  }
  return room;
}
