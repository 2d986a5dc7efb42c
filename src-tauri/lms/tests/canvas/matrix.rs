//! An upload that is hit at each of its requests in turn, and goes on as the engine does: read, send what differs.

use crate::{World, mark, write_of};
use rollbook_core::status::Status;
use rollbook_lms::{Mark, Place};
use rollbook_sandbox::{Action, Fault, Server};
use tokio::task::JoinSet;

/// Requests of an upload that nothing goes wrong with, from the first reading to the last.
const REQUESTS: u32 = 12;

fn plan() -> Vec<Mark> {
    // No "unknown": that is no mark.
    (0..20u32)
        .map(|n| {
            mark(1001 + n, Status::ALL[n as usize % 5], (n % 3 == 0).then_some("bus"), Some(i64::from(n)))
        })
        .collect()
}

/// Uploads until Canvas shows the plan; how often it took.
async fn upload(world: &World, place: &Place, plan: &[Mark]) -> usize {
    for attempt in 0..8 {
        let Ok(held) = world.lms.read_marks(place, &world.ctx).await else { continue };
        let held = held.held();
        let changed: Vec<Mark> = plan
            .iter()
            .filter(|one| held.get(&one.student_id).map(String::as_str) != Some(one.status.word()))
            .cloned()
            .collect();
        if changed.is_empty() {
            return attempt;
        }
        // What became of it, the next reading shows.
        let _ = world.lms.write_marks(&write_of(place, changed), &world.ctx).await;
    }
    panic!("never done");
}

async fn hit(action: Action, at: u32) {
    let world = World::new("demo").await;
    let place = world.place().await;
    let other = world.sandbox.canvas_assignments(2).remove(0).id;
    world.sandbox.inject(Fault::always(Server::Canvas, action.clone()).after(at).times(1));
    world.sandbox.clear_requests();
    upload(&world, &place, &plan()).await;
    assert!(world.sandbox.requests().len() > at as usize, "never hit");
    world.sandbox.clear_faults();
    // Jobs that nobody looked at are done too.
    for _ in 0..6 {
        world.lms.read_marks(&place, &world.ctx).await.unwrap();
    }
    let held = world.lms.read_marks(&place, &world.ctx).await.unwrap().held();
    let want = plan().iter().map(|one| (one.student_id.clone(), one.status.word().to_owned())).collect();
    assert_eq!(held, want, "{action:?} at {at}");
    for (student, said) in world.comments(&place) {
        assert_eq!(said.len(), 1, "{action:?} at {at}: {student} has it twice");
    }
    assert!(world.sandbox.canvas_grades(other).is_empty());
}

#[tokio::test]
async fn an_upload_hit_at_any_request_ends_right_and_doubles_nothing() {
    let mut all = JoinSet::new();
    for at in 0..REQUESTS {
        for action in [Action::Reset, Action::ResetAfterWork, Action::CutAfter(30), Action::Html] {
            all.spawn(hit(action, at));
        }
    }
    while let Some(done) = all.join_next().await {
        done.unwrap();
    }
}
