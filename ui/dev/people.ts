// The pretend institution's people, always the same.
import type { RosterStudentView } from "../src/platform/bindings/RosterStudentView";

const NAMES = [
  "Amelia Novak",
  "Ben Okafor",
  "Chiara Rossi",
  "Daniel Kowalski",
  "Élodie Martin",
  "Farid Haddad",
  "Grace Mwangi",
  "Hannah Schmidt",
  "Ibrahim Yılmaz",
  "José Álvarez",
  "Katarzyna Wiśniewska",
  "Liam O’Connor",
  "Mei-Ling Chen",
  "Nikhil Raghunathan",
  "Olivia Brandt",
  "Pedro Gonçalves",
  "Quynh Nguyen",
  "Rania Al-Masri",
  "Søren Lindqvist",
  "Tomás Ferreira",
  "Ursula von Waldenburg-Hohenstein",
  "Valentina Petrova",
  "William Hughes",
  "Xin Zhao",
  "Yara Cohen",
  "Zoltán Szabó",
  "אורי לוי",
  "محمد العلي",
  "山田 花子",
  "Bob Maier",
];

const plain = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/[^\p{ASCII}]/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, ".")
    .replace(/^\.|\.$/g, "");

export function roster(size: number): RosterStudentView[] {
  return Array.from({ length: size }, (_, index) => {
    const round = Math.floor(index / NAMES.length);
    const base = NAMES[index % NAMES.length] ?? "";
    const name = round === 0 ? base : `${base} ${round + 1}`;
    const local = `${plain(base) || `student${index + 1}`}${round === 0 ? "" : round + 1}`;
    return {
      student_id: `stu-${index + 1}`,
      lms_id: `${4100 + index}`,
      name,
      emails: [`${local}@students.example.edu`],
      groups: [],
      active: true,
    };
  });
}

/** Numbers that look random and are the same every time. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
