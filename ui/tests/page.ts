// What every test in Chromium needs: the page on a scenario, and proof that nothing was refused or failed.
import { test as base, expect, type Page } from "@playwright/test";

export type Theme = "light" | "dark" | "contrast";

export const test = base.extend<{ open: (query?: string, theme?: Theme) => Promise<Page> }>({
  open: async ({ page }, use) => {
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
    await use(async (query = "", theme = "light") => {
      await page.addInitScript((name) => localStorage.setItem("rollbook.theme", name), theme);
      // As the shell does before the page's own script runs.
      await page.addInitScript(() => Object.freeze(Object.prototype));
      await page.goto(`/?${query}`);
      await page.locator("html[data-ready]").waitFor();
      return page;
    });
    expect(problems, "messages on the console").toEqual([]);
  },
});

export { expect };

export const EVERY_FILE = [
  "Seminar 7 - Attendance report.csv",
  "Seminar 7 - Attendance report (1).csv",
  "Lecture report.csv",
  "meetingAttendanceList.csv",
  "Besucherliste Übung.csv",
  "Seminar 6 - Attendance report.csv",
  "grades.xlsx",
];

/** Files held over the window, as the shell tells of them. */
export const hold = (page: Page, over = true) =>
  page.evaluate((detail) => dispatchEvent(new CustomEvent("fixture-over", { detail })), over);

/** Files let go of over the window. */
export async function drop(page: Page, names: string[]) {
  await page.getByTestId("main").waitFor();
  await page.evaluate((detail) => dispatchEvent(new CustomEvent("fixture-drop", { detail })), names);
}

export async function openClassList(page: Page) {
  await page.getByTestId("import-files-more").click();
  await page.getByTestId("import-roster").click();
  await page.getByTestId("roster-file").waitFor();
}

/** Goes to a place of the page. */
export async function toPlace(page: Page, place: string) {
  await page.getByTestId("main").waitFor();
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, `#/${place}`);
}

/** The class that the upload's screens show. */
const SENT = "class/m-stat-11/upload";

export const conflictsOf = (page: Page) => page.locator('[data-group="conflict"] [data-testid="change"]');

/** Sends a class while there is no network, and goes to the list. */
export async function leaveWaiting(page: Page) {
  await toPlace(page, SENT);
  await page.getByTestId("send").click();
  await page.locator('[data-testid="upload-results"][data-state="queued"]').waitFor();
  await page.getByTestId("rail-classes").click();
  await page.getByTestId("outbox-bar").waitFor();
}

/** Opens somebody of the list of people. */
export async function openPerson(page: Page, name: string) {
  await page.getByTestId("people-search").fill(name);
  await page.getByTestId("person-row").first().click();
  await page.getByTestId("person-page").waitFor();
}

/** Brings a section of the settings into sight. */
export async function toSection(page: Page, section: string) {
  await toPlace(page, `settings/${section}`);
  await page.locator(`#settings-${section}`).waitFor();
}

/** Keeps classes for so few days that some are expired. */
export async function keepShortly(page: Page) {
  await toSection(page, "privacy");
  await page.getByTestId("keep-days").fill("7");
  await page.getByTestId("save-keep-days").click();
  await page.locator('[data-testid="save-keep-days"][aria-disabled="true"]').waitFor();
}

/** Each screen and state worth looking at: how to get there. */
export const SCREENS: Record<string, { query: string; reach?: (page: Page) => Promise<void> }> = {
  "start-doors": { query: "start&real" },
  "start-microsoft": { query: "start&real", reach: async (page) => page.getByTestId("connect").click() },
  "start-code": {
    query: "start&real&slow=60000",
    reach: async (page) => {
      await page.getByTestId("connect").click();
      await page.getByRole("button", { name: "Sign in on another device" }).click();
      await page.getByTestId("user-code").waitFor();
    },
  },
  "start-blocked": {
    query: "start&real&signin=device-code-blocked",
    reach: async (page) => {
      await page.getByTestId("connect").click();
      await page.getByRole("button", { name: "Sign in on another device" }).click();
      await page.getByTestId("error").waitFor();
    },
  },
  "start-lms": {
    query: "start&real&slow=100",
    reach: async (page) => {
      await page.getByTestId("connect").click();
      await page.getByTestId("start-next").click();
      await page.getByTestId("lms-form").waitFor();
    },
  },
  classes: { query: "", reach: async (page) => page.getByTestId("class-row").first().waitFor() },
  "classes-syncing": {
    query: "slow=60000",
    reach: async (page) => {
      await page.getByTestId("fetch-due").click();
      await page.getByTestId("sync-progress").first().waitFor();
    },
  },
  grades: {
    query: "#/course",
    reach: async (page) => {
      await page.getByTestId("course-grades").click();
      await page.getByTestId("grade-item").selectOption("g-1");
      await page.getByTestId("grades-send").waitFor();
    },
  },
  outbox: { query: "offline", reach: leaveWaiting },
  "upload-conflicts": {
    query: "conflict",
    reach: async (page) => {
      await toPlace(page, SENT);
      await conflictsOf(page).first().waitFor();
    },
  },
  "upload-statuses": {
    query: "own",
    reach: async (page) => {
      await toPlace(page, SENT);
      await page.getByTestId("status-map").locator("summary").click();
    },
  },
  "upload-past": {
    query: "",
    reach: async (page) => {
      await toPlace(page, SENT);
      await page.getByTestId("send").click();
      await page.getByRole("button", { name: "Compare again" }).click();
      await page.getByTestId("take-back").first().scrollIntoViewIfNeeded();
    },
  },
  "settings-moodle": {
    query: "",
    reach: async (page) => {
      await toPlace(page, "settings/lms");
      await page.getByTestId("lms-form").getByRole("combobox").selectOption("moodle");
      await page.getByTestId("lms-url").fill("https://moodle.example.edu");
      await page.getByTestId("lms-token").fill("abc");
      await page.getByTestId("lms-test").click();
      await page.getByTestId("abilities").waitFor();
    },
  },
  course: {
    query: "#/course",
    reach: async (page) => page.getByTestId("matrix-row").first().waitFor(),
  },
  people: {
    query: "#/people",
    reach: async (page) => page.getByTestId("person-row").first().waitFor(),
  },
  "people-unmatched": {
    query: "#/people",
    reach: async (page) => {
      await page.getByTestId("people-unmatched").check();
      await page.getByTestId("to-match").first().waitFor();
    },
  },
  "people-nobody": {
    query: "#/people",
    reach: async (page) => {
      await page.getByTestId("people-search").fill("zzzz");
      await page.getByText("Nobody fits").waitFor();
    },
  },
  "people-empty": { query: "empty#/people", reach: async (page) => page.getByText("Nobody yet").waitFor() },
  person: {
    query: "#/people/stu-10",
    reach: async (page) => page.getByTestId("person-class").first().waitFor(),
  },
  "person-visitor": {
    query: "#/people",
    reach: async (page) => {
      await openPerson(page, "bobby");
      await page.getByTestId("person-class").first().waitFor();
    },
  },
  "person-unknown": {
    query: "#/people/nobody",
    reach: async (page) => page.getByTestId("error").waitFor(),
  },
  "erase-person": {
    query: "#/people/stu-10",
    reach: async (page) => {
      await page.getByTestId("erase-person").click();
      await page.getByTestId("erase-tick").check();
    },
  },
  "erase-going": {
    query: "slow=60000#/people/stu-10",
    reach: async (page) => {
      await page.getByTestId("erase-person").click();
      await page.getByTestId("erase-tick").check();
      await page.getByTestId("erase-now").click();
      await page.getByText("Deleting…").waitFor();
    },
  },
  "erase-receipt": {
    query: "slow=100#/people/stu-10",
    reach: async (page) => {
      await page.getByTestId("erase-person").click();
      await page.getByTestId("erase-tick").check();
      await page.getByTestId("erase-now").click();
      await page.getByTestId("erase-receipt").waitFor();
    },
  },
  "erase-failed": {
    query: "slow=100&fail=disk-full#/people/stu-10",
    reach: async (page) => {
      await page.getByTestId("erase-person").click();
      await page.getByTestId("erase-tick").check();
      await page.getByTestId("erase-now").click();
      await page.getByTestId("error").waitFor();
    },
  },
  queue: {
    query: "offline&slow=100&fail=report-not-ready",
    reach: async (page) => {
      await leaveWaiting(page);
      await page.getByTestId("fetch-due").click();
      await page.getByText("look again from").first().waitFor();
      await page.getByTestId("rail-queue").click();
      await page.getByTestId("queue-again").waitFor();
    },
  },
  "queue-running": {
    query: "slow=60000",
    reach: async (page) => {
      await page.getByTestId("fetch-due").click();
      await page.getByTestId("rail-queue").click();
      await page.getByTestId("queue-running").waitFor();
    },
  },
  "queue-failed": {
    query: "slow=100&fail=not-organizer",
    reach: async (page) => {
      await page.getByTestId("fetch-due").click();
      await page.getByTestId("rail-queue").click();
      await page.getByTestId("queue-failed").waitFor();
    },
  },
  "queue-done": { query: "#/queue", reach: async (page) => page.getByText("All is done").waitFor() },
  "settings-privacy": { query: "", reach: async (page) => toSection(page, "privacy") },
  "settings-diagnostics": {
    query: "unwell",
    reach: async (page) => {
      await toSection(page, "diagnostics");
      await page.getByTestId("save-report").click();
      await page.getByTestId("report-saved").scrollIntoViewIfNeeded();
    },
  },
  "erase-expired": {
    query: "",
    reach: async (page) => {
      await keepShortly(page);
      await page.getByTestId("erase-expired").click();
      await page.getByTestId("erase-kept").waitFor();
    },
  },
  "erase-nothing": {
    query: "",
    reach: async (page) => {
      await toSection(page, "privacy");
      await page.getByTestId("erase-expired").click();
      await page.getByTestId("nothing-to-erase").waitFor();
    },
  },
  "erase-everything": {
    query: "",
    reach: async (page) => {
      await toSection(page, "privacy");
      await page.getByTestId("erase-everything").click();
      await page.getByTestId("erase-word").fill("Delete");
    },
  },
  backup: {
    query: "",
    reach: async (page) => {
      await toSection(page, "backup");
      await page.getByTestId("backup").click();
      await page.getByTestId("backup-passphrase").fill("blue kettle runs over");
      await page.getByTestId("backup-again").fill("blue kettle");
      await page.getByText("The two are not the same").waitFor();
    },
  },
  "backup-done": {
    query: "slow=100",
    reach: async (page) => {
      await toSection(page, "backup");
      await page.getByTestId("backup").click();
      await page.getByTestId("backup-passphrase").fill("blue kettle runs over");
      await page.getByTestId("backup-again").fill("blue kettle runs over");
      await page.getByTestId("backup-now").click();
      await page.getByTestId("backup-done").waitFor();
    },
  },
  restore: {
    query: "slow=100",
    reach: async (page) => {
      await toSection(page, "backup");
      await page.getByTestId("restore").click();
      await page.getByTestId("restore-passphrase").fill("wrong");
      await page.getByTestId("restore-now").click();
      await page.getByTestId("error").waitFor();
    },
  },
  "restore-done": {
    query: "slow=100&unwell",
    reach: async (page) => {
      await toSection(page, "backup");
      await page.getByTestId("restore").click();
      await page.getByTestId("restore-passphrase").fill("blue kettle runs over");
      await page.getByTestId("restore-now").click();
      await page.getByTestId("set-aside").waitFor();
    },
  },
  "classes-empty": { query: "empty&real&offline" },
  "classes-add": {
    query: "",
    reach: async (page) => {
      await page.getByTestId("add-class").click();
      await page.getByTestId("add-title").waitFor();
    },
  },
  "drop-overlay": {
    query: "",
    reach: async (page) => {
      await page.getByTestId("class-row").first().waitFor();
      await hold(page);
      await page.getByTestId("drop-overlay").waitFor();
    },
  },
  import: {
    query: "",
    reach: async (page) => {
      await page.getByTestId("import-files").click();
      await page.getByTestId("import-class").waitFor();
    },
  },
  "import-menu": {
    query: "",
    reach: async (page) => {
      await page.getByTestId("import-files-more").click();
      await page.getByTestId("import-roster").waitFor();
    },
  },
  "import-many": {
    query: "",
    reach: async (page) => {
      await drop(page, EVERY_FILE);
      await page.getByTestId("import-dates").waitFor();
    },
  },
  "import-many-below": {
    query: "",
    reach: async (page) => {
      await drop(page, EVERY_FILE);
      await page.getByTestId("column-role").first().scrollIntoViewIfNeeded();
      await page.getByTestId("import-file").last().scrollIntoViewIfNeeded();
    },
  },
  "import-opened": {
    query: "",
    reach: async (page) => {
      await page.getByTestId("import-files").click();
      await page.getByTestId("import-read-as").locator("summary").click();
    },
  },
  "import-words": {
    query: "choose=jelenléti lista.csv",
    reach: async (page) => {
      await page.getByTestId("import-files").click();
      await page.getByTestId("action-meaning").first().waitFor();
    },
  },
  "import-new-class": {
    query: "empty&choose=meetingAttendanceList.csv",
    reach: async (page) => {
      await page.getByTestId("import-files-empty").click();
      await page.getByText("2 March 2025").click();
      await page.getByTestId("import-class").selectOption({ label: "New class from this file…" });
      await page.getByTestId("import-new").waitFor();
    },
  },
  "import-failed": {
    query: "fail=disk-full",
    reach: async (page) => {
      await page.getByTestId("import-files").click();
      await page.getByTestId("import-start").and(page.getByText("Import 1 file into 1 class")).click();
      await page.getByTestId("error").waitFor();
    },
  },
  "import-outcome": {
    query: "choose=Seminar 7 - Attendance report.csv|Besucherliste Übung.csv",
    reach: async (page) => {
      await page.getByTestId("import-files").click();
      const roles = page.getByTestId("column-role");
      await roles.nth(2).selectOption("join");
      await roles.nth(3).selectOption("leave");
      await page.getByTestId("import-columns").click();
      await page.getByText("Import 2 files into 2 classes").click();
      await page.getByTestId("import-outcome").waitFor();
    },
  },
  "class-list": {
    query: "",
    reach: async (page) => {
      await openClassList(page);
      await page.getByTestId("roster-course").selectOption("course-1");
      await page.getByTestId("roster-hidden").waitFor();
    },
  },
  "class-list-new-course": {
    query: "choose=list without headings.csv",
    reach: async (page) => {
      await openClassList(page);
      await page.getByTestId("roster-course").selectOption("new");
      await page.getByTestId("roster-problem").waitFor();
    },
  },
  export: {
    query: "#/class/m-dist-6/participants",
    reach: async (page) => {
      await page.getByTestId("export").click();
      await page.getByTestId("export-row").first().waitFor();
    },
  },
  "export-columns": {
    query: "#/class/m-dist-6/participants",
    reach: async (page) => {
      await page.getByTestId("export").click();
      await page.getByText("Excel workbook").click();
      await page.getByTestId("export-columns").locator("summary").click();
    },
  },
  "export-moodle": {
    query: "#/class/m-dist-6/participants",
    reach: async (page) => {
      await page.getByTestId("export").click();
      await page.getByText("Moodle attendance").click();
      await page.getByTestId("export-left-out").locator("summary").click();
    },
  },
  "export-canvas": {
    query: "#/class/m-dist-6/participants",
    reach: async (page) => {
      await page.getByTestId("export").click();
      await page.getByText("Canvas gradebook").click();
      await page.getByText("Points Possible").waitFor();
    },
  },
  "export-refused": {
    query: "noroster#/class/m-dist-6/participants",
    reach: async (page) => {
      await page.getByTestId("export").click();
      await page.getByText("Moodle grades").click();
      await page.getByTestId("error").waitFor();
    },
  },
  "export-course": {
    query: "",
    reach: async (page) => {
      await page.getByTestId("import-files-more").click();
      await page.getByTestId("export-course-button").click();
      await page.getByTestId("export-course").selectOption("course-1");
      await page.getByTestId("export-row").first().waitFor();
    },
  },
  "reconcile-no-roster": {
    query: "noroster#/class/m-dist-6/reconcile",
    reach: async (page) => page.getByTestId("import-roster-here").waitFor(),
  },
  "class-not-fetched": { query: "#/class/m-dist-7/participants" },
  participants: {
    query: "#/class/m-dist-6/participants",
    reach: async (page) => page.getByTestId("participant-row").first().waitFor(),
  },
  "participants-open": {
    query: "#/class/m-dist-6/participants",
    reach: async (page) => {
      await page.getByTestId("participant-row").nth(1).locator('[data-col="email"]').click();
      await page.getByTestId("participant-row").nth(4).locator('[data-col="email"]').click();
      await page.getByTestId("session").first().waitFor();
    },
  },
  "instant-participants": {
    query: "slow=100#/class/m-instant/participants",
    reach: async (page) => {
      await page.getByTestId("sync").click();
      await page.getByTestId("participant-row").first().waitFor();
    },
  },
  "instant-calls": {
    query: "slow=100#/class/m-instant/calls",
    reach: async (page) => {
      await page.getByTestId("sync").click();
      await page.getByTestId("call").first().waitFor();
    },
  },
  reconcile: {
    query: "#/class/m-dist-6/reconcile",
    reach: async (page) => page.getByTestId("student-row").first().waitFor(),
  },
  "reconcile-menu": {
    query: "#/class/m-dist-6/reconcile",
    reach: async (page) => {
      await page.getByTestId("mark").nth(3).click();
      await page.getByTestId("mark-excused").waitFor();
    },
  },
  upload: {
    query: "#/class/m-stat-11/upload",
    reach: async (page) => page.getByTestId("change").first().waitFor(),
  },
  "upload-changed": {
    query: "#/class/m-stat-10/upload",
    reach: async (page) => page.getByTestId("change").first().waitFor(),
  },
  "upload-results": {
    query: "slow=100&partial#/class/m-stat-11/upload",
    reach: async (page) => {
      await page.getByTestId("send").click();
      await page.getByTestId("upload-results").waitFor();
    },
  },
  "upload-no-lms": { query: "nolms#/class/m-stat-11/upload" },
  log: { query: "#/class/m-dist-6/log", reach: async (page) => page.getByTestId("log").waitFor() },
  "error-report-not-ready": {
    query: "slow=100&fail=report-not-ready#/class/m-dist-7/participants",
    reach: async (page) => {
      await page.getByTestId("sync").click();
      await page.getByTestId("error").waitFor();
    },
  },
  "error-call-records": {
    query: "slow=100&fail=call-records-not-configured#/class/m-instant/participants",
    reach: async (page) => {
      await page.getByTestId("sync").click();
      await page.getByTestId("error").waitFor();
    },
  },
  "error-sign-in": {
    query: "slow=100&fail=sign-in-needed#/class/m-dist-6/participants",
    reach: async (page) => {
      await page.getByTestId("sync").click();
      await page.getByTestId("error").waitFor();
    },
  },
  settings: { query: "#/settings", reach: async (page) => page.getByTestId("lms-form").waitFor() },
  accounts: {
    query: "accounts",
    reach: async (page) => {
      await page.getByTestId("account").click();
      await page.getByTestId("use-account").waitFor();
    },
  },
  "accounts-settings": {
    query: "accounts#/settings",
    reach: async (page) => {
      await page.getByTestId("for-it").locator("summary").click();
    },
  },
  "admin-consent": {
    query: "start&real&signin=admin-consent-needed",
    reach: async (page) => {
      await page.getByTestId("connect").click();
      await page.getByRole("button", { name: "Sign in on another device" }).click();
      await page.getByTestId("error").waitFor();
    },
  },
  "call-records-certificate": {
    query: "#/settings",
    reach: async (page) => {
      await page.getByRole("radio", { name: "Certificate" }).click();
      await page.getByTestId("certificate").scrollIntoViewIfNeeded();
    },
  },
  "rules-preview": {
    query: "#/settings",
    reach: async (page) => {
      await page.getByLabel("Absent below").fill("97");
      const preview = page.getByTestId("rules-preview");
      await preview.locator("summary").first().click();
      await preview.scrollIntoViewIfNeeded();
    },
  },
  passphrase: {
    query: "blocked=passphrase-needed",
    reach: async (page) => page.getByTestId("passphrase").waitFor(),
  },
  "passphrase-wrong": {
    query: "blocked=passphrase-needed",
    reach: async (page) => {
      await page.getByTestId("passphrase").fill("wrong");
      await page.getByTestId("unlock").click();
      await page.getByText("The passphrase is wrong.").waitFor();
    },
  },
  damaged: { query: "blocked=data-damaged", reach: async (page) => page.getByTestId("blocking").waitFor() },
  locked: { query: "blocked=locked", reach: async (page) => page.getByTestId("blocking").waitFor() },
};
