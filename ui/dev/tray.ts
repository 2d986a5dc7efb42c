// The shell's tray of offered files: tokens for names, and drops played by the tests as events of the window.
import type { OfferedFile } from "../src/platform/host";

export class Tray {
  private readonly names = new Map<string, string>();
  private readonly waiting = new Set<(files: OfferedFile[]) => void>();
  private readonly watching = new Set<(over: boolean) => void>();

  constructor() {
    addEventListener("fixture-over", (event) => {
      for (const watch of this.watching) watch((event as CustomEvent<boolean>).detail);
    });
    addEventListener("fixture-drop", (event) => {
      const offered = this.offer((event as CustomEvent<string[]>).detail);
      for (const watch of this.watching) watch(false);
      for (const take of this.waiting) take(offered);
    });
  }

  offer(names: readonly string[]): OfferedFile[] {
    return names.map((name) => {
      const token = `token-${this.names.size + 1}`;
      this.names.set(token, name);
      return { token, name };
    });
  }

  name(token: string): string | undefined {
    return this.names.get(token);
  }

  onOffered(handler: (files: OfferedFile[]) => void): () => void {
    this.waiting.add(handler);
    return () => this.waiting.delete(handler);
  }

  onOver(handler: (over: boolean) => void): () => void {
    this.watching.add(handler);
    return () => this.watching.delete(handler);
  }
}
