// Writes src-tauri/files/src/teams/cldr_words.rs: day periods, month names and unit words of all CLDR locales.
//
//   npm pack cldr-dates-full cldr-units-full && (unpack both)
//   node scripts/cldr-words.mjs DATES_FOLDER UNITS_FOLDER > src-tauri/files/src/teams/cldr_words.rs
//
// The folders are the packages' own ("package.json" and "main" inside). Words are folded as fold.rs folds them.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const [dates, units] = process.argv.slice(2);
if (!dates || !units) {
  console.error("usage: cldr-words.mjs DATES_FOLDER UNITS_FOLDER");
  process.exit(2);
}
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const version = json(join(dates, "package.json")).version;

const fold = (text) => {
  let out = "";
  for (const char of text.normalize("NFKD")) {
    if (/\p{M}/u.test(char)) continue;
    for (const low of char.toLowerCase().normalize("NFKD")) {
      if (/\p{M}/u.test(low)) continue;
      if (/[\p{Alphabetic}\p{N}]/u.test(low)) out += low === "ς" ? "σ" : low;
    }
  }
  return out;
};

/** Languages that Teams speaks: their meaning of a word weighs more. */
const TEAMS = new Set("ar bg bs ca cs cy da de el en es et eu fa fi fil fr gl gu he hi hr hu id is it ja ka kk km kn ko lo lt lv mk ml mr ms nb nl nn no pl pt ro ru sk sl sq sr sv ta te th tr uk ur vi zh".split(" "));
/** word -> meaning -> number of languages that give it that meaning */
const tally = () => new Map();
const count = (words, word, meaning, language) => {
  const key = fold(word);
  if (!key || /\p{N}/u.test(key)) return;
  const meanings = words.get(key) ?? words.set(key, new Map()).get(key);
  (meanings.get(meaning) ?? meanings.set(meaning, new Set()).get(meaning)).add(language);
  if (TEAMS.has(language)) for (let n = 1; n < 5; n++) meanings.get(meaning).add(`${language} ${n}`);
};

const periods = tally();
const months = tally();
const unitWords = tally();
const halves = (name) => {
  if (name === "am" || name.startsWith("am-")) return "Am";
  if (name === "pm" || name.startsWith("pm-")) return "Pm";
  if (name.startsWith("morning")) return "Am";
  if (name.startsWith("afternoon")) return "Midday";
  if (name.startsWith("evening")) return "Pm";
  if (name.startsWith("night")) return "Night";
  return null;
};

for (const locale of readdirSync(join(dates, "main"))) {
  const path = join(dates, "main", locale, "ca-gregorian.json");
  if (!existsSync(path)) continue;
  const gregorian = json(path).main[locale].dates.calendars.gregorian;
  const language = locale.split("-")[0];
  for (const context of ["format", "stand-alone"]) {
    for (const [width, names] of Object.entries(gregorian.dayPeriods[context])) {
      for (const [name, word] of Object.entries(names)) {
        const half = halves(name);
        // One letter stands for a part of the day only in "a" and "p" of am and pm.
        if (half && !(width === "narrow" && half !== "Am" && half !== "Pm")) count(periods, word, half, language);
      }
    }
    for (const width of ["wide", "abbreviated"]) {
      for (const [month, word] of Object.entries(gregorian.months[context][width])) {
        if (fold(word).length > 1) count(months, word, Number(month), language);
      }
    }
  }
}
for (const locale of readdirSync(join(units, "main"))) {
  const path = join(units, "main", locale, "units.json");
  if (!existsSync(path)) continue;
  const widths = json(path).main[locale].units;
  const language = locale.split("-")[0];
  for (const width of ["long", "short", "narrow"]) {
    for (const unit of ["Day", "Hour", "Minute", "Second"]) {
      for (const [key, pattern] of Object.entries(widths[width][`duration-${unit.toLowerCase()}`] ?? {})) {
        if (key.startsWith("unitPattern") && pattern.includes("{0}")) {
          count(unitWords, pattern.replace("{0}", " "), unit, language);
        }
      }
    }
  }
}
// What Microsoft's own texts use beside CLDR's: English AM and PM stand in files of every language, Polish "sek.".
for (const [word, half] of [["am", "Am"], ["pm", "Pm"]]) for (let n = 0; n < 999; n++) count(periods, word, half, `all${n}`);
for (const [word, unit] of [["h", "Hour"], ["m", "Minute"], ["s", "Second"], ["d", "Day"], ["sek", "Second"], ["sec", "Second"], ["seg", "Second"], ["std", "Hour"], ["hr", "Hour"], ["hrs", "Hour"], ["min", "Minute"], ["時間", "Hour"], ["小時", "Hour"], ["小时", "Hour"], ["分钟", "Minute"], ["分鐘", "Minute"], ["시간", "Hour"], ["분", "Minute"], ["초", "Second"], ["분간", "Minute"]]) {
  for (let n = 0; n < 999; n++) count(unitWords, word, unit, `all${n}`);
}

const order = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
/** The meaning that most languages give a word; none where two are close. */
const winner = (meanings) => {
  const ranked = [...meanings].map(([meaning, languages]) => [meaning, languages.size]).sort((a, b) => b[1] - a[1]);
  return ranked.length > 1 && ranked[1][1] * 2 > ranked[0][1] ? null : ranked[0][0];
};
const table = (words, show) =>
  [...words.keys()].sort(order).flatMap((word) => {
    const text = show(words.get(word));
    return text === null ? [] : [`    (${JSON.stringify(word)}, ${text}),`];
  }).join("\n");
// A month that one small language calls by another's word does not make the word doubtful.
const mask = (meanings) => {
  const most = Math.max(...[...meanings.values()].map((languages) => languages.size));
  const kept = [...meanings].filter(([, languages]) => languages.size * 8 >= most);
  return `0x${kept.reduce((bits, [month]) => bits | (1 << month), 0).toString(16).padStart(4, "0")}`;
};
// am and pm of one language beat the looser parts of the day of another.
const half = (meanings) => {
  const strict = new Map([...meanings].filter(([meaning]) => meaning === "Am" || meaning === "Pm"));
  const best = winner(strict.size > 0 ? strict : meanings);
  return best === null ? null : `Half::${best}`;
};
const unit = (meanings) => {
  const best = winner(meanings);
  return best === null ? null : `Unit::${best}`;
};

console.log(`//! Words of dates and durations in every language of CLDR, folded. Generated by \`scripts/cldr-words.mjs\`: do not edit.
//!
//! Source: Unicode CLDR ${version} (npm packages \`cldr-dates-full\` and \`cldr-units-full\`), Copyright © 1991-2025 Unicode, Inc.,
//! under the Unicode License v3 (SPDX: Unicode-3.0, <https://www.unicode.org/license.txt>). Where languages disagree on
//! a word, the meaning of most stands; a word without a clear majority is left out. A month's bits are all the months
//! that some language calls so.

#![allow(clippy::unicode_not_nfc, reason = "folded words are decomposed")]

use super::words::{Half, Unit};

/// Parts of the day, sorted by their bytes.
#[rustfmt::skip]
pub(super) const PERIODS: &[(&str, Half)] = &[
${table(periods, half)}
];

/// Months as bits 1 to 12, sorted by their bytes.
#[rustfmt::skip]
pub(super) const MONTHS: &[(&str, u16)] = &[
${table(months, mask)}
];

/// Units of durations, sorted by their bytes.
#[rustfmt::skip]
pub(super) const UNITS: &[(&str, Unit)] = &[
${table(unitWords, unit)}
];`);
