//! The figures of `conference-74`, computed here from what the server answers, by other means than the product's.

use super::client::Client;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

fn time(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

/// Ticks of 100 ns covered by at least one span: by walking over all borders.
fn covered(spans: &[(DateTime<Utc>, DateTime<Utc>)]) -> TimeDelta {
    let mut borders: Vec<DateTime<Utc>> = spans.iter().flat_map(|(from, to)| [*from, *to]).collect();
    borders.sort();
    borders
        .windows(2)
        .filter(|pair| spans.iter().any(|(from, to)| *from <= pair[0] && pair[1] <= *to))
        .map(|pair| pair[1] - pair[0])
        .sum()
}

async fn stays(client: &Client, calls: &[&Value], upn: &str) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut out = Vec::new();
    for call in calls {
        let path = format!("/communications/callRecords/{}/sessions", call["id"].as_str().unwrap());
        let (sessions, _) = client.pages(&path, &client.app).await;
        let own = sessions.iter().filter(|s| s["caller"]["associatedIdentity"]["userPrincipalName"] == upn);
        out.extend(own.map(|session| (time(&session["startDateTime"]), time(&session["endDateTime"]))));
    }
    out
}

#[tokio::test]
async fn the_case_has_the_figures_that_were_seen() {
    let client = Client::new("conference-74").await;
    let (all, sizes) = client.pages("/communications/callRecords", &client.app).await;
    assert_eq!(sizes, [60, 14]);
    let local =
        |call: &Value| (time(&call["startDateTime"]) + TimeDelta::minutes(330)).date_naive().to_string();
    let day: Vec<&Value> = all.iter().filter(|call| local(call) == "2025-11-26").collect();
    assert_eq!(day.len(), 10);
    let utc =
        all.iter().filter(|call| call["startDateTime"].as_str().unwrap().starts_with("2025-11-26")).count();
    assert_ne!(utc, 10, "UTC's day must be seen to be wrong");
    let on_first_page = all[..60].iter().filter(|call| local(call) == "2025-11-26").count();
    assert!(on_first_page > 0 && on_first_page < 10, "the first page alone must be seen to be wrong");
    let me = client.sandbox.info().account.object_id.clone();
    for call in &day {
        let path = format!("/communications/callRecords/{}/participants_v2", call["id"].as_str().unwrap());
        assert!(client.pages(&path, &client.app).await.0.iter().any(|one| one["id"] == me.as_str()));
    }
    let class: Vec<&Value> = day
        .iter()
        .copied()
        .filter(|c| c["organizer_v2"]["id"] == me.as_str() && c["type"] == "groupCall")
        .collect();
    assert_eq!(class.len(), 3);
    assert!(class.iter().all(|call| call["joinWebUrl"] == class[0]["joinWebUrl"]));
    let (open, close): (DateTime<Utc>, DateTime<Utc>) =
        ("2025-11-26T04:30:00Z".parse().unwrap(), "2025-11-26T05:30:00Z".parse().unwrap());
    assert!(
        class.iter().all(|call| time(&call["startDateTime"]) > open && time(&call["endDateTime"]) < close)
    );
    for (upn, tenths, sessions) in [("hi@nexsy.io", 2784, 3), ("hari@nexsy.io", 4086, 4)] {
        let spans = stays(&client, &class, upn).await;
        assert_eq!(spans.len(), sessions);
        let plain: TimeDelta = spans.iter().map(|(from, to)| *to - *from).sum();
        assert_eq!(covered(&spans), TimeDelta::milliseconds(tenths * 100), "{upn}");
        assert_eq!(plain, covered(&spans), "no overlap: plain sum and union agree");
    }
    let whole = stays(&client, &day, "hari@nexsy.io").await;
    assert!(covered(&whole) > TimeDelta::milliseconds(408_600), "the whole day gives more");
}

#[tokio::test]
async fn the_case_has_no_meeting_and_no_report() {
    let client = Client::new("conference-74").await;
    let (all, _) = client.pages("/communications/callRecords", &client.app).await;
    let url = all.iter().find_map(|call| call["joinWebUrl"].as_str()).unwrap();
    let filter = super::client::encoded(&format!("JoinWebUrl eq '{url}'"));
    let (status, body) = client.me(&format!("/me/onlineMeetings?$filter={filter}")).await;
    assert_eq!(
        (status.as_u16(), &body["error"]["message"]),
        (404, &"3004: Specified meeting is not found".into())
    );
    let info = client.sandbox.info();
    assert_eq!((info.account.username.as_str(), info.timezone.as_str()), ("hi@nexsy.io", "Asia/Kolkata"));
    assert_eq!(info.now.to_rfc3339(), "2025-11-27T09:00:00+00:00");
}
