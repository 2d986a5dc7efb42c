// Decisions that can be taken back, as the program keeps them.
import type { HistoryView } from "../src/platform/bindings/HistoryView";
import type { Classroom, Decisions } from "./classroom";
import { NOW } from "./meetings";

interface Entry {
  room: Classroom;
  what: string;
  before: Decisions;
  after: Decisions;
}

export class History {
  #entries: Entry[] = [];
  #done = 0;

  decide(room: Classroom, what: string, change: (decisions: Decisions) => Decisions): void {
    const before = room.decisions;
    const after = change(before);
    room.decisions = after;
    this.#entries = [...this.#entries.slice(0, this.#done), { room, what, before, after }];
    this.#done = this.#entries.length;
  }

  undo(): string | null {
    const entry = this.#entries[this.#done - 1];
    if (entry === undefined) return null;
    this.#done -= 1;
    entry.room.decisions = entry.before;
    return entry.what;
  }

  redo(): string | null {
    const entry = this.#entries[this.#done];
    if (entry === undefined) return null;
    this.#done += 1;
    entry.room.decisions = entry.after;
    return entry.what;
  }

  list(meeting: string | null): HistoryView[] {
    return this.#entries
      .map((entry, index) => ({ entry, undone: index >= this.#done }))
      .filter(({ entry }) => meeting === null || entry.room.meeting.id === meeting)
      .map(({ entry, undone }) => ({ at: NOW, what: entry.what, undone }));
  }
}
