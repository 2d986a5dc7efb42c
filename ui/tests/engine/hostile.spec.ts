// Names typed by strangers are text on every screen: nothing in them runs, loads, or becomes a part of the page.
import { expect, test } from "./program";

test("hostile names are only ever text", async ({ run, page }) => {
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      document.documentElement.dataset.violation = `${violatedDirective} ${blockedURI}`;
    });
  });
  page.on("dialog", () => {
    throw new Error("a name opened a dialog");
  });
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).hostname !== "127.0.0.1") elsewhere.push(request.url());
  });
  const program = await run({ scenario: "hostile-names" });
  const meetings = await program.call<{ meetings: { id: string; course_id: string; state: string }[] }>(
    "meetings",
    { refresh: false, from: null, to: null },
  );
  const one = meetings.meetings.find(({ state }) => state === "not-fetched");
  expect(one).toBeDefined();
  const id = one?.id ?? "";
  await program.call("sync", { meetings: [id], calls: "suggested", task: "t", onProgress: "__CHANNEL__:9" });
  const go = (place: string) =>
    page.evaluate((fragment) => {
      location.hash = fragment;
    }, `#/${place}`);
  const plain = async () => {
    // What markup in a name would have made.
    const made = await page.evaluate(() => ({
      scripts: document.querySelectorAll("body script, body iframe, body object, body img[onerror]").length,
      handlers: [...document.querySelectorAll("body *")].filter((one) =>
        one.getAttributeNames().some((name) => name.startsWith("on")),
      ).length,
      links: [...document.querySelectorAll<HTMLAnchorElement>("body a")].filter(
        ({ protocol }) => !/^https?:$/.test(protocol),
      ).length,
      violation: document.documentElement.dataset.violation ?? null,
    }));
    expect(made).toEqual({ scripts: 0, handlers: 0, links: 0, violation: null });
    // A name that is long or turned around breaks no frame.
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide).toBe(0);
  };
  for (const tab of ["participants", "calls", "reconcile", "upload", "log"]) {
    await go(`class/${id}/${tab}`);
    await expect(page.getByTestId(`tab-${tab}`)).toHaveAttribute("aria-selected", "true");
    await page.waitForTimeout(500);
    await plain();
  }
  await go(`class/${id}/participants`);
  const names = page.locator('[data-testid="participant-row"] [data-col="name"]');
  const shown = (await names.allTextContents()).join("\n");
  expect(shown).toContain("<");
  // Controls and turns of direction are shown as what they are.
  expect(shown).toMatch(/\[U\+[0-9A-F]{4,5}\]/);
  for (const row of (await page.getByTestId("participant-row").all()).slice(0, 5)) await row.click();
  await plain();
  await go(`course/${one?.course_id ?? ""}`);
  await page.waitForTimeout(1000);
  await plain();
  await go("classes");
  await expect(page.getByTestId("class-row").first()).toBeVisible();
  await plain();
  expect(elsewhere).toEqual([]);
});
