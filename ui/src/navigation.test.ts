import { describe, expect, it } from "vitest";
import { type Place, parsePlace, placeFragment } from "./navigation";

describe("places", () => {
  it.each<Place>([
    { page: "classes" },
    { page: "class", meeting: "a/b#c %", tab: "upload" },
    { page: "people", person: null },
    { page: "people", person: "p/1 %#" },
    { page: "course", course: "c-1" },
    { page: "queue" },
    { page: "settings", section: null },
    { page: "settings", section: "call-records" },
  ])("come back from the address: %j", (place) => {
    expect(parsePlace(placeFragment(place))).toEqual(place);
  });

  it("fall back to the list of classes and to the first tab", () => {
    expect(parsePlace("")).toEqual({ page: "classes" });
    expect(parsePlace("#/nowhere/x")).toEqual({ page: "classes" });
    expect(parsePlace("#/class/m1/nonsense")).toEqual({ page: "class", meeting: "m1", tab: "participants" });
    expect(parsePlace("#/class/%E0%A4%A")).toMatchObject({ page: "class", meeting: "%E0%A4%A" });
  });
});
