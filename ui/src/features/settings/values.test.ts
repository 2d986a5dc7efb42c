import { expect, it } from "vitest";
import { changedValues, settingText } from "./values";
import { zonesByRegion, zonesLike } from "./zones";

const settings = [
  { key: "rules.late_after_minutes", value: 10, set: true },
  { key: "microsoft.client_id", value: null, set: false },
  { key: "rules.count_outside_window", value: false, set: false },
];

it("saves only what was changed", () => {
  expect(settingText(settings, "microsoft.client_id")).toBe("");
  const form = {
    "rules.late_after_minutes": "10",
    "microsoft.client_id": " abc ",
    "rules.count_outside_window": "true",
  };
  expect(changedValues(settings, form)).toEqual([
    { key: "microsoft.client_id", value: "abc" },
    { key: "rules.count_outside_window", value: "true" },
  ]);
});

it("finds zones by any part of their name", () => {
  const known = ["America/New_York", "Europe/Berlin", "Europe/Paris"];
  expect(zonesLike("new york", known)).toEqual(["America/New_York"]);
  expect(zonesLike("europe", known)).toEqual(["Europe/Berlin", "Europe/Paris"]);
  expect(zonesLike("Europe/Berlin", known)).toContain("Europe/Berlin");
  expect(zonesLike("atlantis", known)).toEqual([]);
});

it("lists every time zone by its region, the chosen one always", () => {
  const regions = new Map(zonesByRegion("Asia/Kolkata", ["Europe/Berlin", "Asia/Calcutta", "Europe/Paris"]));
  expect([...regions.keys()]).toEqual(["Asia", "Europe", "UTC"]);
  expect(regions.get("Asia")).toEqual(["Asia/Calcutta", "Asia/Kolkata"]);
  expect(regions.get("UTC")).toEqual(["UTC"]);
});
