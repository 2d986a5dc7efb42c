// Times, minutes and counts as the user reads them: the user's locale, the instructor's zone.

export interface Formats {
  /** Hours on the user's clock: times with AM and PM take more room. */
  clock: 12 | 24;
  /** 10:02 */
  time: (iso: string) => string;
  /** 10:02:31 */
  exactTime: (iso: string) => string;
  /** Wed 26 Nov 2025 */
  day: (iso: string) => string;
  /** 26 Nov, 10:02 */
  moment: (iso: string) => string;
  /** Fri 14:00 */
  soon: (iso: string) => string;
  /** Wed 26 Nov, 10:02 */
  weekdayMoment: (iso: string) => string;
  /** Wed 26 Nov 2025, 10:02 – 11:30; a day that is left out is the same one. */
  span: (start: string, end: string | null) => string;
  /** Wed 26 Nov */
  dayOfMonth: (iso: string) => string;
  /** 24 Nov, of a calendar day. */
  shortDate: (day: string) => string;
  /** Wed 26 Nov, of a calendar day. */
  shortDay: (day: string) => string;
  /** A calendar day that is no instant: 2025-11-26. */
  date: (day: string) => string;
  /** 26 November 2025, of a calendar day. */
  longDay: (day: string) => string;
  /** Minutes with two decimals. */
  minutes: (minutes: number) => string;
  /** Seconds as whole minutes. */
  wholeMinutes: (seconds: number) => string;
  count: (n: number) => string;
  percent: (share: number) => string;
  /** 2 hours ago */
  ago: (iso: string, now: number) => string;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `locale` is a BCP 47 tag, `zone` an IANA name; one the engine does not know falls back to the system's. */
export function formats(locale: string, zone: string): Formats {
  const timeZone = knownZone(zone);
  const dates = (options: Intl.DateTimeFormatOptions, tz = timeZone) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: tz });
    return (iso: string) => {
      const at = Date.parse(iso);
      return Number.isNaN(at) ? iso : format.format(at);
    };
  };
  const spans = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  const longDay = dates({ day: "numeric", month: "long", year: "numeric" }, "UTC");
  const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const calendarDay = dates({ weekday: "short", day: "numeric", month: "short", year: "numeric" }, "UTC");
  const shortDate = dates({ day: "numeric", month: "short" }, "UTC");
  const shortDay = dates({ weekday: "short", day: "numeric", month: "short" }, "UTC");
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: "2-digit" }).resolvedOptions();
  return {
    clock: hour12 === true ? 12 : 24,
    time: dates({ hour: "2-digit", minute: "2-digit" }),
    exactTime: dates({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    day: dates({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    moment: dates({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }),
    soon: dates({ weekday: "short", hour: "2-digit", minute: "2-digit" }),
    weekdayMoment: dates({
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }),
    span: (start, end) => {
      const [from, to] = [Date.parse(start), Date.parse(end ?? start)];
      if (Number.isNaN(from) || Number.isNaN(to)) return start;
      return to > from ? spans.formatRange(from, to) : spans.format(from);
    },
    longDay: (day) => longDay(`${day}T00:00:00Z`),
    dayOfMonth: dates({ weekday: "short", day: "numeric", month: "short" }),
    shortDate: (day) => shortDate(`${day}T00:00:00Z`),
    shortDay: (day) => shortDay(`${day}T00:00:00Z`),
    date: (day) => calendarDay(`${day}T00:00:00Z`),
    minutes: (minutes) => twoDecimals.format(minutes),
    wholeMinutes: (seconds) => whole.format(Math.round(seconds / 60)),
    count: (n) => whole.format(n),
    percent: (value) => share.format(value),
    ago: (iso, now) => {
      const seconds = (Date.parse(iso) - now) / 1000;
      for (const [unit, size] of UNITS) {
        if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
      }
      return relative.format(0, "minute");
    },
  };
}

function knownZone(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The user's regional form of the page's language: times as in en-GB for a British user. */
export function regionalLocale(language: string, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}
