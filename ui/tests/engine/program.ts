// A program for each test, with what a test may ask of it beside the page.
import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import type { MeetingsView } from "../../src/platform/bindings/MeetingsView";

export interface Start {
  /** The pretended institution; none is an empty folder of one's own. */
  scenario?: string;
  /** Milliseconds of its servers' answers. */
  latency?: number;
  offline?: boolean;
}

export class Program {
  constructor(
    private readonly request: APIRequestContext,
    private readonly id: string,
    readonly page: Page,
  ) {}

  /** Calls a command as the page would. */
  async call<Answer>(command: string, args: object = {}): Promise<Answer> {
    const response = await this.request.post(`/session/${this.id}/call/${command}`, { data: args });
    const answer = await response.json();
    expect(response.ok(), JSON.stringify(answer)).toBe(true);
    return answer as Answer;
  }

  /** What the next dialogs answer, or files let go of over the window. */
  async desk(next: { choose?: string[]; target?: string; drop?: string[] }): Promise<void> {
    const response = await this.request.post(`/session/${this.id}/system`, { data: next });
    expect(response.status()).toBe(204);
  }

  /** What the desktop was asked for. */
  async asked(): Promise<Record<string, unknown>[]> {
    return (await this.request.get(`/session/${this.id}/system`)).json();
  }

  /** The id of the class with this title. */
  async classNamed(title: string): Promise<string> {
    const args = { refresh: false, from: null, to: null };
    const { meetings } = await this.call<MeetingsView>("meetings", args);
    const found = meetings.find((meeting) => meeting.title === title);
    expect(found, title).toBeDefined();
    return found?.id ?? "";
  }
}

export const test = base.extend<{ run: (start?: Start) => Promise<Program> }>({
  run: async ({ page, request }, use) => {
    const problems: string[] = [];
    page.on("console", (message) => {
      // A command that fails is a 422 here, which the browser writes down.
      const refused = message.text().includes("the server responded with a status of 422");
      if (["error", "warning"].includes(message.type()) && !refused) problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
    const started: string[] = [];
    await use(async (start = { scenario: "demo" }) => {
      const { id } = await (await request.post("/session", { data: start })).json();
      started.push(id);
      await page.addInitScript(() => Object.freeze(Object.prototype));
      await page.goto(`/?session=${id}`);
      await page.locator("html[data-ready]").waitFor({ timeout: 60_000 });
      return new Program(request, id, page);
    });
    for (const id of started) await request.delete(`/session/${id}`);
    expect(problems, "messages on the console").toEqual([]);
  },
});

export { expect };
