// Names come from strangers. Characters that act on a line without being seen on it (controls, direction
// overrides, invisible fillers) are shown as a bracketed code instead of doing their work.

// Joiners are part of the spelling of a word in these scripts, and of emoji made of several.
const JOINER_NEIGHBOUR =
  /[\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Mongolian}\p{M}]/u;

// Format characters, controls, line and paragraph separators, lone surrogates, private use.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115F\u1160\u3164\uFFA0\u2800]/u;
const ANY_UNSEEN = new RegExp(UNSEEN.source, "u");

/** The text as it may be shown; unchanged when nothing in it hides. */
export function visibleText(text: string): string {
  if (!ANY_UNSEEN.test(text)) return text;
  const characters = [...text];
  return characters
    .map((character, at) => {
      if (!UNSEEN.test(character)) return character;
      const joiner = character === "\u200C" || character === "\u200D";
      if (joiner && joins(characters[at - 1]) && joins(characters[at + 1])) return character;
      return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
    })
    .join("");
}

function joins(neighbour: string | undefined): boolean {
  return neighbour !== undefined && JOINER_NEIGHBOUR.test(neighbour);
}

/** A name inside a sentence of ours: visible, and its direction cannot reach the words around it. */
export function isolated(name: string): string {
  return `\u2068${visibleText(name)}\u2069`;
}
