import { describe, expect, it } from "vitest";
import {
  backupHelps,
  errorAction,
  errorDetails,
  isBlocking,
  isState,
  leavesFile,
  retryAt,
  toErrorView,
  wantsPassphrase,
} from "./errors";

const error = (code: string, details = {}) => ({ code, message: "m", hint: "h", details });

describe("errors", () => {
  it("are taken apart by code", () => {
    expect(errorAction(error("sign-in-needed"))).toBe("sign-in");
    expect(errorAction(error("call-records-not-configured"))).toBe("call-records");
    expect(errorAction(error("never-heard-of"))).toBeNull();
    expect(isState(error("report-not-ready"))).toBe(true);
    expect(isState(error("offline"))).toBe(false);
    expect(isBlocking(error("locked"))).toBe(true);
  });

  it("never show the text of something that is no ErrorView", () => {
    const shown = toErrorView(new Error("Bearer eyJ0… of https://example.edu/?token=1"));
    expect(JSON.stringify(shown)).not.toMatch(/Bearer|token/);
    expect(shown.code).toBe("internal");
    expect(toErrorView(null).code).toBe("internal");
    expect(toErrorView("secret").message).toBe("");
  });

  it("say when to try again only where a time is given", () => {
    expect(retryAt(error("throttled", { retry_at: "2025-11-27T15:40:00Z" }))).toBe("2025-11-27T15:40:00Z");
    expect(retryAt(error("throttled", { retry_at: "later" }))).toBeNull();
    expect(retryAt(error("throttled"))).toBeNull();
  });

  it("ask for the passphrase only where it is the key", () => {
    expect(wantsPassphrase(error("locked", { reason: "passphrase-needed" }))).toBe(true);
    expect(wantsPassphrase(error("locked", { reason: "wrong-passphrase" }))).toBe(true);
    expect(wantsPassphrase(error("locked", { reason: "silent" }))).toBe(false);
    expect(wantsPassphrase(error("locked"))).toBe(false);
    expect(wantsPassphrase(error("data-damaged", { reason: "wrong-passphrase" }))).toBe(false);
    expect(backupHelps(error("data-damaged", {}))).toBe(true);
    expect(backupHelps(error("locked", { reason: "key-missing" }))).toBe(true);
    expect(backupHelps(error("locked", { reason: "keystore-locked" }))).toBe(false);
  });

  it("copy code and plain details, in a fixed order", () => {
    const text = errorDetails(error("locked", { z: 1, reason: "silent", nested: { name: "Ada" } }), "0.1.0");
    expect(text).toBe("Rollbook 0.1.0\ncode: locked\nmessage: m\nreason: silent\nz: 1");
  });
});

it("names the file as the way that is left only where trying again would not help", () => {
  expect(leavesFile(error("not-organizer"))).toBe(true);
  expect(leavesFile(error("offline"))).toBe(false);
  expect(leavesFile(error("report-not-ready"))).toBe(false);
  expect(leavesFile(undefined)).toBe(false);
});
