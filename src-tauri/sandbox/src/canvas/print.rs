//! Canvas's objects as JSON (`doc/api`: Users, Enrollments, Courses, Assignments, Submissions, Progress).

use super::TEACHER;
use super::gradebook::{CanvasAssignment, CanvasGrade};
use super::jobs::Job;
use crate::clock::plain_time;
use crate::state::State;
use crate::world::{Course, Student};
use serde_json::{Value, json};

pub(super) fn course(course: &Course) -> Value {
    json!({
        "id": course.number,
        "name": course.title,
        "course_code": course.short,
        "sis_course_id": format!("SIS-{}", course.short),
        "workflow_state": "available",
        "enrollments": [{"type": "teacher", "role": "TeacherEnrollment", "role_id": 4, "user_id": TEACHER, "enrollment_state": "active"}],
        "calendar": null,
        "time_zone": "Europe/Berlin",
    })
}

/// Ids of a course's two sections.
pub(super) fn sections(course: &Course) -> [(u32, &'static str); 2] {
    [(course.number * 10 + 1, "Group A"), (course.number * 10 + 2, "Group B")]
}

pub(super) fn section(course: &Course, id: u32, name: &str) -> Value {
    json!({"id": id, "course_id": course.number, "name": name, "start_at": null, "end_at": null})
}

/// A user as their teacher sees them, with the enrollment in one of the two sections.
pub(super) fn user(course: &Course, student: &Student, email: bool, enrollments: bool) -> Value {
    let [even, odd] = sections(course);
    let section = if student.number.is_multiple_of(2) { even.0 } else { odd.0 };
    let mut user = json!({
        "id": student.number,
        "name": student.name,
        "sortable_name": format!("{}, {}", student.family, student.given),
        "short_name": student.given,
        "sis_user_id": format!("SIS{}", student.number),
        "login_id": student.username,
        "created_at": "2024-09-01T08:00:00+02:00",
    });
    if email {
        user["email"] = json!(student.emails.first());
    }
    if enrollments {
        let state = if student.active { "active" } else { "inactive" };
        user["enrollments"] = json!([{
            "id": course.number * 100_000 + student.number,
            "user_id": student.number,
            "course_id": course.number,
            "course_section_id": section,
            "type": "StudentEnrollment",
            "role": "StudentEnrollment",
            "enrollment_state": state,
        }]);
    }
    user
}

pub(super) fn assignment(state: &State, one: &CanvasAssignment) -> Value {
    json!({
        "id": one.id,
        "course_id": one.course,
        "name": one.name,
        "description": one.description,
        "due_at": one.due.map(plain_time),
        "unlock_at": null,
        "lock_at": null,
        "points_possible": one.points,
        "grading_type": one.grading_type,
        "submission_types": one.submission_types,
        "published": one.published,
        "workflow_state": if one.published { "published" } else { "unpublished" },
        "omit_from_final_grade": one.omitted,
        "html_url": format!("{}/courses/{}/assignments/{}", state.info.canvas_url, one.course, one.id),
    })
}

pub(super) fn submission(assignment: u32, grade: &CanvasGrade, name: &str, comments: bool) -> Value {
    let shown =
        if grade.excused { Some("EX".to_owned()) } else { grade.score.map(|score| score.to_string()) };
    let done = grade.excused || grade.score.is_some();
    let mut out = json!({
        "id": assignment * 10_000 + grade.student % 10_000,
        "assignment_id": assignment,
        "user_id": grade.student,
        "grade": shown,
        "entered_grade": shown,
        "score": grade.score,
        "entered_score": grade.score,
        "excused": grade.excused,
        "late": false,
        "missing": false,
        "workflow_state": if done { "graded" } else { "unsubmitted" },
        "graded_at": grade.graded.map(|(at, _)| plain_time(at)),
        "grader_id": grade.graded.map(|(_, who)| who),
        "grade_matches_current_submission": true,
    });
    if comments {
        let all: Vec<Value> = grade
            .comments
            .iter()
            .map(|one| {
                json!({"id": one.id, "author_id": one.author, "author_name": name, "comment": one.text,
                       "created_at": plain_time(one.at)})
            })
            .collect();
        out["submission_comments"] = Value::Array(all);
    }
    out
}

pub(super) fn progress(state: &State, job: &Job) -> Value {
    json!({
        "id": job.id,
        "context_id": job.course,
        "context_type": "Course",
        "user_id": null,
        "tag": "submissions_update",
        "completion": if job.left == 0 { 100 } else { 0 },
        "workflow_state": job.word(),
        "message": job.message,
        "results": null,
        "url": format!("{}/api/v1/progress/{}", state.info.canvas_url, job.id),
    })
}
