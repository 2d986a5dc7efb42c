// The "Add a class" form as the program takes it: either start and end, or the day alone.
import type { NewMeeting } from "../../platform/bindings/NewMeeting";

export interface MeetingForm {
  title: string;
  date: string;
  start: string;
  end: string;
  course: string;
  link: string;
}

export type FormProblem = "title" | "date" | "times";

export const EMPTY_FORM: MeetingForm = { title: "", date: "", start: "", end: "", course: "", link: "" };

export function problemsOf(form: MeetingForm): FormProblem[] {
  const problems: FormProblem[] = [];
  if (form.title.trim() === "") problems.push("title");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(form.date)) problems.push("date");
  // One time alone says nothing about the class window.
  if ((form.start === "") !== (form.end === "") || (form.start !== "" && form.start === form.end))
    problems.push("times");
  return problems;
}

export function newMeeting(form: MeetingForm): NewMeeting {
  const timed = form.start !== "" && form.end !== "";
  // A class that ends past midnight ends on the next day.
  const lastDay = timed && form.end < form.start ? dayAfter(form.date) : form.date;
  return {
    title: form.title.trim(),
    start: timed ? `${form.date}T${form.start}` : null,
    end: timed ? `${lastDay}T${form.end}` : null,
    date: timed ? null : form.date,
    timezone: null,
    course: form.course === "" ? null : form.course,
    join_url: form.link.trim() === "" ? null : form.link.trim(),
    lms_id: null,
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
