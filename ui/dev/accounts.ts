// The pretended accounts: one, or with `accounts` in the address two.
import type { AccountRowView } from "../src/platform/bindings/AccountRowView";

export const ADA = {
  id: "account-ada",
  name: "Dr. Ada Teacher",
  username: "ada.teacher@example.edu",
  tenant_id: "0b6f3c1e-0000-4000-8000-000000000001",
};
export const BEN = {
  id: "account-ben",
  name: "Ben Lecturer",
  username: "ben@college.example",
  tenant_id: "0b6f3c1e-0000-4000-8000-000000000002",
};

type Known = typeof ADA;

export class Accounts {
  private all: Known[];

  constructor(start: readonly Known[]) {
    this.all = [...start];
  }

  get active(): { name: string; username: string; tenant_id: string } | null {
    const [first] = this.all;
    return first === undefined
      ? null
      : { name: first.name, username: first.username, tenant_id: first.tenant_id };
  }

  rows(): AccountRowView[] {
    return this.all.map((account, place) => ({
      ...account,
      active: place === 0,
      signed_in_at: "2025-11-27T08:00:00Z",
    }));
  }

  use(id: string): void {
    this.all = [...this.all.filter((one) => one.id === id), ...this.all.filter((one) => one.id !== id)];
  }

  signOut(id: string | null): void {
    this.all = this.all.filter((one, place) => (id === null ? place > 0 : one.id !== id));
  }
}
