import { describe, expect, it } from "vitest";
import { NO_SYNC, syncReducer } from "./tasks";

const progress = (meeting: string | null, message: string) => ({ meeting, message, done: null, total: null });
const error = (code: string) => ({ code, message: code, hint: "", details: {} });
const synced = (id: string, failure: string | null) => ({
  id,
  state: failure === null ? "synced" : "failed",
  sync: { source: "none", fetched_at: null, completeness: "unknown", next_attempt_at: null, explanation: "" },
  counts: { participants: 0, calls: 0, included: 0 },
  error: failure === null ? null : error(failure),
});

const two = syncReducer(NO_SYNC, { type: "started", task: "t", meetings: ["a", "b"] });

describe("syncReducer", () => {
  it("gives each class its own progress", () => {
    const state = syncReducer(two, { type: "progress", task: "t", progress: progress("a", "60 read") });
    expect(state.running.a?.message).toBe("60 read");
    expect(state.running.b?.message).toBe("");
  });

  it("gives progress without a class to all of the task", () => {
    const state = syncReducer(two, { type: "progress", task: "t", progress: progress(null, "signing in") });
    expect(Object.values(state.running).map(({ message }) => message)).toEqual(["signing in", "signing in"]);
  });

  it("does not listen to other tasks", () => {
    const state = syncReducer(two, { type: "progress", task: "old", progress: progress("a", "late news") });
    expect(state.running.a?.message).toBe("");
  });

  it("keeps what failed, class by class, until the next try", () => {
    const answer = { meetings: [synced("a", null), synced("b", "not-organizer")] };
    const state = syncReducer(two, { type: "answered", task: "t", answer });
    expect(state.running).toEqual({});
    expect(Object.keys(state.failed)).toEqual(["b"]);
    expect(syncReducer(state, { type: "started", task: "u", meetings: ["b"] }).failed).toEqual({});
  });

  it("takes a rejection for all classes of the task, and a cancel for no error", () => {
    const failed = syncReducer(two, { type: "rejected", task: "t", error: error("offline") });
    expect(Object.keys(failed.failed)).toEqual(["a", "b"]);
    const cancelled = syncReducer(two, { type: "rejected", task: "t", error: error("cancelled") });
    expect(cancelled).toEqual(NO_SYNC);
  });
});
