// Everybody over all courses: finding, filtering, keys, one person, and erasing one.
import { expect, openPerson, test, toPlace } from "./page";

test("search, course, limit and those not matched narrow the list, and leaving keeps it so", async ({
  open,
  page,
}) => {
  await open("");
  await page.getByTestId("rail-people").click();
  const list = page.getByTestId("people");
  await page.getByTestId("person-row").first().waitFor();
  const all = Number(await list.getAttribute("data-count"));
  expect(all).toBeGreaterThan(30);
  await page.getByTestId("people-unmatched").check();
  await expect(list).toHaveAttribute("data-count", "3");
  await expect(page.getByTestId("people-sums")).toContainText(`3 of ${all} people`);
  // What a stranger typed to hide something is seen, and does nothing.
  await expect(list).toContainText("nurse[U+202E]txt.exe");
  await page.getByTestId("people-unmatched").uncheck();
  await page.getByTestId("people-limit").fill("60");
  await page.getByTestId("people-below").check();
  await expect.poll(async () => Number(await list.getAttribute("data-count"))).toBeLessThan(all);
  for (const row of await page.getByTestId("person-row").all()) {
    await expect(row).toHaveAttribute("data-below", "true");
  }
  await page.getByTestId("people-below").uncheck();
  await page.getByTestId("people-course").selectOption("Introduction to Statistics");
  await page.getByTestId("people-search").fill("ALVAREZ");
  await expect(list).toHaveAttribute("data-count", "1");
  await page.getByTestId("person-row").first().click();
  await expect(page).toHaveURL(/#\/people\/stu-10$/);
  await expect(page.getByTestId("main")).toBeFocused();
  await page.goBack();
  await expect(page.getByTestId("people-search")).toHaveValue("ALVAREZ");
  await expect(page.getByTestId("people-course")).toHaveValue("Introduction to Statistics");
});

test("headings sort, and nothing known stands last", async ({ open, page }) => {
  await open("#/people");
  const rows = page.getByTestId("person-row");
  await rows.first().waitFor();
  const classes = page.getByRole("columnheader", { name: "Classes" });
  await classes.getByRole("button").click();
  await expect(classes).toHaveAttribute("aria-sort", "ascending");
  await expect(rows.first()).toHaveAttribute("data-below", "true");
  await classes.getByRole("button").click();
  await expect(classes).toHaveAttribute("aria-sort", "descending");
  await expect(rows.first()).toContainText("100%");
});

test("keys move, choose, copy, search and open", async ({ open, page }) => {
  await open("#/people");
  const rows = page.getByTestId("person-row");
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.locator('tr[aria-selected="true"]')).toHaveCount(2);
  await page.keyboard.press("Control+c");
  await expect(page.getByTestId("live-region")).toHaveText("2 rows copied");
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(copied).toHaveLength(3);
  expect(copied[0]?.split("\t")).toEqual(["Name", "E-mail", "Courses", "Classes", "Time", "Last seen"]);
  expect(copied[1]?.split("\t")[0]).toBe("Ben Okafor");
  await page.keyboard.press("Home");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Amelia Novak");
  await page.goBack();
  await rows.first().focus();
  await page.keyboard.press("b");
  await page.keyboard.type("ob");
  await expect(page.getByTestId("people-search")).toHaveValue("bob");
});

test("ten thousand people: only those in sight are drawn, and the last is a key away", async ({
  open,
  page,
}) => {
  await open("people=10000#/people");
  const list = page.getByTestId("people");
  await expect(list).toHaveAttribute("aria-rowcount", "10005");
  const rows = page.getByTestId("person-row");
  expect(await rows.count()).toBeLessThan(60);
  await rows.first().focus();
  await page.keyboard.press("End");
  await expect(page.locator('tr[aria-rowindex="10004"]')).toBeFocused();
  expect(await rows.count()).toBeLessThan(60);
  // Every row of one line is as high as the list reckons.
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(new Set(heights)).toEqual(new Set([44]));
  const bottom = await page.getByTestId("people-scroller").evaluate(({ scrollTop }) => scrollTop);
  await page.keyboard.press("Enter");
  await page.getByTestId("person-page").waitFor();
  await page.goBack();
  await expect(page.locator('tr[aria-rowindex="10004"]')).toBeVisible();
  expect(
    Math.abs((await page.getByTestId("people-scroller").evaluate(({ scrollTop }) => scrollTop)) - bottom),
  ).toBeLessThan(100);
});

test("a person's classes lead to their participants", async ({ open, page }) => {
  await open("#/people/stu-10");
  const classes = page.getByTestId("person-class");
  await expect(classes).toHaveCount(4);
  await expect(page.getByTestId("person-sums")).toContainText("4 classes");
  await expect(page.getByTestId("person-numbers")).toContainText("4 of 4");
  await page.getByRole("link", { name: "Seminar 6: Clocks and order" }).click();
  await expect(page).toHaveURL(/#\/class\/m-dist-6\/participants$/);
});

test("a visitor who is matched is no visitor any more", async ({ open, page }) => {
  await open("#/people");
  await openPerson(page, "bobby");
  await expect(page.getByText("In 3 classes nobody has said yet who this is")).toBeVisible();
  await toPlace(page, "class/m-dist-6/reconcile");
  await page.getByTestId("candidate").first().click();
  await expect(page.getByTestId("candidate")).toHaveCount(0);
  await toPlace(page, "people");
  await openPerson(page, "bobby");
  await expect(page.getByText("In 2 classes nobody has said yet who this is")).toBeVisible();
});

test("a person is erased after a look and a yes, with a receipt", async ({ open, page }) => {
  await open("slow=100#/people");
  await openPerson(page, "alvarez");
  const button = page.getByTestId("erase-person");
  await button.press("Enter");
  await expect(page.getByTestId("erase-counts")).toContainText("4 attendance records");
  const now = page.getByTestId("erase-now");
  await expect(now).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await button.press("Enter");
  await page.getByTestId("erase-tick").check();
  await now.click();
  await expect(page.getByTestId("erase-receipt")).toContainText("everything about");
  await expect(page.getByTestId("erase-close")).toBeFocused();
  await page.getByTestId("copy-receipt").click();
  const receipt = await page.evaluate(() => navigator.clipboard.readText());
  expect(receipt).toContain("José Álvarez");
  expect(receipt).toContain("- 4 attendance records");
  await page.getByTestId("erase-close").click();
  await expect(page).toHaveURL(/#\/people$/);
  await page.getByTestId("people-search").fill("alvarez");
  await expect(page.getByText("Nobody fits")).toBeVisible();
  await toPlace(page, "class/m-dist-6/participants");
  await page.getByTestId("participant-search").fill("alvarez");
  await expect(page.getByText("Nobody here matches your search")).toBeVisible();
  await page.goto("/?slow=100#/people/nobody");
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "not-found");
});

test("while it is being erased nothing can be closed, and a failure changes nothing", async ({
  open,
  page,
}) => {
  await open("slow=8000&fail=disk-full#/people/stu-10");
  await page.getByTestId("erase-person").click();
  await page.getByTestId("erase-tick").check();
  await page.getByTestId("erase-now").click();
  await expect(page.getByTestId("erase-now")).toHaveText("Deleting…");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("erase-dialog")).toBeVisible();
  await expect(page.getByTestId("error")).toHaveAttribute("data-code", "disk-full");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("erase-dialog")).toHaveCount(0);
  await expect(page.getByTestId("person-class")).toHaveCount(4);
});
