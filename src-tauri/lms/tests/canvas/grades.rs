//! Grades for presence.

use crate::{SMALL, World};
use rollbook_lms::Grade;

fn grade(id: u32, points: Option<f64>) -> Grade {
    Grade { student_id: id.to_string(), points }
}

#[tokio::test]
async fn grades_go_to_an_assignment_that_is_no_class_and_no_homework() {
    let world = World::new("demo").await;
    let items = world.lms.grade_items(SMALL, &world.ctx).await.unwrap().items;
    let found: Vec<_> = items.iter().map(|one| (one.title.as_str(), one.max)).collect();
    assert_eq!(found, [("Participation", 100.0)]);
    let item = items[0].id.as_str();
    world.sandbox.canvas_grade(item.parse().unwrap(), 1003, Some(55.0));
    let new = [grade(1001, Some(87.5)), grade(1002, None), grade(77, Some(1.0))];
    world.lms.write_grades(SMALL, item, &new, &world.ctx).await.unwrap();
    let held = world.lms.read_grades(SMALL, item, &world.ctx).await.unwrap().items;
    assert_eq!(held.len(), 30);
    assert_eq!(held[..3], [grade(1001, Some(87.5)), grade(1002, None), grade(1003, Some(55.0))]);
    world.lms.write_grades(SMALL, item, &[grade(1001, None)], &world.ctx).await.unwrap();
    let held = world.lms.read_grades(SMALL, item, &world.ctx).await.unwrap().items;
    assert_eq!(held[0], grade(1001, None));
    let asked = world.sandbox.requests().len();
    world.lms.write_grades(SMALL, item, &[], &world.ctx).await.unwrap();
    assert_eq!(world.sandbox.requests().len(), asked, "nothing to send");
}
