// How good a passphrase is, roughly: by its length and by how much of it is not the same again. Pure.

/** Fewer characters the program does not take. */
export const SHORTEST = 8;

export type Strength = "short" | "weak" | "fair" | "strong";

// Lengths from which a passphrase of many different characters is fair, and strong.
const FAIR = 12;
const STRONG = 20;

export function strengthOf(passphrase: string): Strength {
  const characters = [...passphrase];
  if (characters.length < SHORTEST) return "short";
  const different = new Set(characters.map((one) => one.toLowerCase())).size;
  const runs = characters.filter((one, at) => {
    const before = characters[at - 1]?.codePointAt(0) ?? Number.NaN;
    return Math.abs((one.codePointAt(0) ?? 0) - before) <= 1;
  }).length;
  // "aaaaaaaa" and "12345678" are as long as they look and as easy as one character.
  const length = characters.length - runs;
  if (length < FAIR || different < 6) return "weak";
  return length < STRONG || different < 9 ? "fair" : "strong";
}
