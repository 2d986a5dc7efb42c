//! Events of one person become stays.
//!
//! Events are paired in the order of the file, person by person (a live event: connection by connection):
//! * a join that is listed before the previous leave in time keeps the overlap;
//! * "Joined before", then "Joined": one stay from the earlier;
//! * joins and leaves that come out even are two devices: the first join has the first leave;
//! * a further join without a leave of its own is a reconnection: the stay goes on from the earlier, and ends with the first
//!   leave, for time that nobody saw is not credited;
//! * a leave without a join keeps its time and is marked.

use super::choice::Action;
use super::reading::FileStay;
use chrono::NaiveDateTime;

/// One event.
#[derive(Clone, Copy)]
pub(super) struct Event {
    pub(super) word: usize,
    pub(super) at: NaiveDateTime,
    pub(super) line: u32,
}

/// Pairs the events of one person; see the head of this file. Counts the events without a partner in `odd`.
pub(super) fn pair(events: &[Event], actions: &[Action], odd: &mut usize) -> Vec<FileStay> {
    let action = |event: &Event| actions.get(event.word).copied().unwrap_or(Action::Join);
    let mut stays = Vec::new();
    let mut rest = events;
    while !rest.is_empty() {
        let (block, even) = block(rest, action);
        let mut open: Vec<FileStay> = Vec::new();
        for event in block {
            match action(event) {
                Action::Leave if open.is_empty() => {
                    *odd += 1;
                    stays.push(FileStay { leave: Some(event.at), line: event.line, ..FileStay::default() });
                }
                Action::Leave => {
                    let mut stay = open.remove(0);
                    stay.leave = Some(event.at);
                    stays.push(stay);
                }
                joined => {
                    if !open.is_empty() && !even {
                        *odd += usize::from(open.iter().all(|stay| !stay.joined_before));
                        continue;
                    }
                    if open.last().is_some_and(|stay| stay.joined_before) {
                        continue;
                    }
                    open.push(FileStay {
                        join: Some(event.at),
                        joined_before: joined == Action::JoinedBefore,
                        line: event.line,
                        ..FileStay::default()
                    });
                }
            }
        }
        stays.append(&mut open);
        rest = rest.get(block.len()..).unwrap_or_default();
    }
    stays.sort_by_key(|stay| stay.line);
    stays
}

/// The events up to where as many left as came, and whether that is so.
fn block(events: &[Event], action: impl Fn(&Event) -> Action) -> (&[Event], bool) {
    let mut depth = 0_usize;
    let mut before = false;
    for (at, event) in events.iter().enumerate() {
        match action(event) {
            Action::Leave => {
                depth = depth.saturating_sub(1);
                before = false;
                if depth == 0 {
                    return (events.get(..=at).unwrap_or(events), true);
                }
            }
            Action::JoinedBefore => {
                depth += 1;
                before = true;
            }
            // "Joined" after "Joined before" is the same stay.
            Action::Join => depth += usize::from(!std::mem::take(&mut before)),
        }
    }
    (events, false)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Action::{Join, JoinedBefore, Leave};

    fn stays(events: &[(Action, u32)]) -> Vec<(Option<u32>, Option<u32>)> {
        let base = chrono::NaiveDate::from_ymd_opt(2026, 1, 15).unwrap().and_hms_opt(0, 0, 0).unwrap();
        let actions = [Join, JoinedBefore, Leave];
        let list: Vec<Event> = events
            .iter()
            .zip(1..)
            .map(|((action, minute), line)| Event {
                word: actions.iter().position(|known| known == action).unwrap(),
                at: base + chrono::Duration::minutes(i64::from(*minute)),
                line,
            })
            .collect();
        let minute = |time: Option<NaiveDateTime>| {
            time.map(|time| u32::try_from((time - base).num_minutes()).unwrap())
        };
        pair(&list, &actions, &mut 0).iter().map(|stay| (minute(stay.join), minute(stay.leave))).collect()
    }

    #[test]
    fn events_become_stays() {
        assert_eq!(stays(&[(Join, 1), (Leave, 5), (Join, 7)]), [(Some(1), Some(5)), (Some(7), None)]);
        assert_eq!(stays(&[(JoinedBefore, 1), (Join, 2), (Leave, 9)]), [(Some(1), Some(9))]);
        assert_eq!(
            stays(&[(Join, 1), (Join, 2), (Leave, 5), (Leave, 9)]),
            [(Some(1), Some(5)), (Some(2), Some(9))],
            "two devices"
        );
        assert_eq!(stays(&[(Join, 1), (Join, 2), (Leave, 5)]), [(Some(1), Some(5))], "a lost leave");
        assert_eq!(
            stays(&[(Join, 1), (Join, 2), (Leave, 5), (Join, 8), (Leave, 9)]),
            [(Some(1), Some(5)), (Some(8), Some(9))]
        );
        assert_eq!(stays(&[(Join, 1), (Join, 2)]), [(Some(1), None)]);
        assert_eq!(stays(&[(Leave, 4), (Join, 6)]), [(None, Some(4)), (Some(6), None)]);
        assert_eq!(
            stays(&[(Join, 1), (Leave, 9), (Join, 8), (Leave, 12)]),
            [(Some(1), Some(9)), (Some(8), Some(12))]
        );
    }
}
