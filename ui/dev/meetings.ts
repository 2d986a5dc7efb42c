// The pretend term: a seminar and a lecture, two weeks of them, and one instant meeting.
import type { MeetingView } from "../src/platform/bindings/MeetingView";

export const NOW = "2025-11-27T15:10:00Z";
export const ZONE = "Europe/Berlin";

export const COURSES = [
  { id: "course-1", title: "Distributed Systems (CS 4120)", lms_id: "412" },
  { id: "course-2", title: "Introduction to Statistics", lms_id: "77" },
];

const timed = (
  id: string,
  title: string,
  day: string,
  start: string,
  end: string,
  course: string,
): MeetingView => ({
  id,
  title,
  start: `${day}T${start}:00Z`,
  end: `${day}T${end}:00Z`,
  date: day,
  timezone: ZONE,
  join_url: "https://teams.microsoft.com/l/meetup-join/19%3ameeting_sample",
  course_id: course,
  lms_id: null,
});

export const MEETINGS: MeetingView[] = [
  timed("m-upcoming", "Seminar 8: Consensus in practice", "2025-11-28", "09:00", "10:30", "course-1"),
  timed("m-stat-12", "Lecture 12: Confidence intervals", "2025-11-27", "13:00", "14:30", "course-2"),
  timed("m-dist-7", "Seminar 7: Replication", "2025-11-27", "09:00", "10:30", "course-1"),
  {
    id: "m-instant",
    title: "Questions about the project (instant meeting)",
    start: null,
    end: null,
    date: "2025-11-26",
    timezone: ZONE,
    join_url: null,
    course_id: null,
    lms_id: null,
  },
  timed("m-stat-11", "Lecture 11: The central limit theorem", "2025-11-25", "13:00", "14:30", "course-2"),
  timed("m-dist-6", "Seminar 6: Clocks and order", "2025-11-20", "09:00", "10:30", "course-1"),
  timed("m-stat-10", "Lecture 10: Sampling", "2025-11-18", "13:00", "14:30", "course-2"),
  timed("m-dist-5", "Seminar 5: Failure detectors", "2025-11-13", "09:00", "10:30", "course-1"),
];
