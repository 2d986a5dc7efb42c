//! Answers of Microsoft Graph as it writes them, of any size: the fields of its documentation, those included that
//! Rollbook does not read, with invented people.

use crate::side_by_side::Numbers;
use std::fmt::Write;

/// 2026-11-24T09:00:00Z, in seconds since 1970.
pub const BEGINS: i64 = 1_795_510_800;
/// The tenant of everybody.
pub const TENANT: &str = "dc368399-474c-4d40-900c-6265431fd81f";

/// A time so many hundreds of nanoseconds after the class began: mostly of three decimals, some of seven, some of none.
fn time(out: &mut String, after: i64, numbers: &mut Numbers) {
    let at = chrono::DateTime::from_timestamp_nanos(BEGINS * 1_000_000_000 + after * 100);
    let form = match numbers.below(10) {
        0 => "%Y-%m-%dT%H:%M:%SZ",
        1..=3 => {
            write!(out, "{}{:07}Z", at.format("%Y-%m-%dT%H:%M:%S."), at.timestamp_subsec_nanos() / 100)
                .unwrap();
            return;
        }
        _ => "%Y-%m-%dT%H:%M:%S%.3fZ",
    };
    write!(out, "{}", at.format(form)).unwrap();
}

/// The object id of a person.
pub fn object_id(person: usize) -> String {
    format!("7c0a3f52-9b1e-4d6c-8f2a-{person:012x}")
}

/// The address of a person.
pub fn address(person: usize) -> String {
    format!("student{person}@contoso.example")
}

/// The name of a person.
pub fn name(person: usize) -> String {
    const GIVEN: [&str; 8] =
        ["Åsa", "Emma", "José", "Nguyễn Thị", "Oluwaseun", "Łukasz", "Mei", "Amélie-Sophie"];
    const FAMILY: [&str; 8] =
        ["Björk", "O’Brien", "García Márquez", "van der Berg", "Kowalski", "Lindqvist", "Tanaka", "Smith"];
    format!("{} {} {person}", GIVEN[person % 8], FAMILY[person / 8 % 8])
}

/// One attendance report, as an element of `attendanceReports`.
pub fn report(id: usize, people: usize) -> String {
    let mut text =
        format!(r#"{{"id":"{}","totalParticipantCount":{people},"meetingStartDateTime":""#, report_id(id));
    let mut numbers = Numbers(id as u64);
    time(&mut text, 0, &mut numbers);
    text.push_str(r#"","meetingEndDateTime":""#);
    time(&mut text, 54_000_000_000, &mut numbers);
    text.push_str(r#"","attendanceRecords":[]}"#);
    text
}

/// The id of a report.
pub fn report_id(id: usize) -> String {
    format!("c9b6db1c-d5eb-427d-a5c0-{id:012x}")
}

/// A page of `attendanceRecords` with the people of `range`, each with so many intervals.
pub fn records(report: usize, range: std::ops::Range<usize>, intervals: usize) -> Vec<u8> {
    let mut numbers = Numbers((report as u64) << 32 | range.start as u64);
    let id = report_id(report);
    let mut text = format!(
        r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('{}')/onlineMeetings('MSo1N2Y5ZGFjYy03MWJmLTQ3NDMtYjQxMy01M2EdFGkdRWHJlQ')/attendanceReports('{id}')/attendanceRecords","value":["#,
        object_id(0)
    );
    for person in range.clone() {
        if person > range.start {
            text.push(',');
        }
        record(&mut text, person, intervals, &mut numbers);
    }
    text.push_str("]}");
    text.into_bytes()
}

fn record(out: &mut String, person: usize, intervals: usize, numbers: &mut Numbers) {
    let (id, name) = (object_id(person), name(person));
    let role = if person == 0 { "Organizer" } else { "Attendee" };
    let mut times = String::new();
    let (mut at, mut total) = (0, 0);
    let step = 54_000_000_000 / intervals as i64;
    for interval in 0..intervals {
        let length = step / 2 + numbers.below(step as u64 / 4) as i64;
        at = at.max(step * interval as i64) + numbers.below(step as u64 / 4) as i64;
        times.push_str(if interval == 0 { r#"{"joinDateTime":""# } else { r#",{"joinDateTime":""# });
        time(&mut times, at, numbers);
        times.push_str(r#"","leaveDateTime":""#);
        time(&mut times, at + length, numbers);
        write!(times, r#"","durationInSeconds":{}}}"#, length / 10_000_000).unwrap();
        at += length;
        total += length / 10_000_000;
    }
    write!(
        out,
        r##"{{"id":"{id}","emailAddress":"student{person}@contoso.example","totalAttendanceInSeconds":{total},"role":"{role}","registrationId":null,"externalRegistrationInformation":null,"identity":{{"@odata.type":"#microsoft.graph.communicationsUserIdentity","id":"{id}","displayName":"{name}","tenantId":"{TENANT}"}},"attendanceIntervals":[{times}]}}"##,
    )
    .unwrap();
}

/// The id of a call.
pub fn call_id(call: usize) -> String {
    format!("5f3e7b8a-1c2d-4e5f-8a9b-{call:012x}")
}

/// A call record of the class, as an element of `callRecords`.
pub fn call_record(call: usize) -> String {
    let (id, organizer) = (call_id(call), object_id(0));
    let mut times = String::new();
    let mut numbers = Numbers(call as u64);
    for (field, after) in
        [("startDateTime", 0), ("endDateTime", 54_000_000_000), ("lastModifiedDateTime", 90_000_000_000)]
    {
        write!(times, r#","{field}":""#).unwrap();
        time(&mut times, after, &mut numbers);
        times.push('"');
    }
    format!(
        r#"{{"id":"{id}","version":1,"type":"groupCall","modalities":["audio","video"]{times},"joinWebUrl":"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{call}%40thread.v2/0","organizer":null,"participants":[],"organizer_v2":{{"id":"{organizer}","administrativeUnitInfos":[],"identity":{{"application":null,"device":null,"user":{{"id":"{organizer}","displayName":"{}","tenantId":"{TENANT}","userPrincipalName":"student0@contoso.example"}}}}}}}}"#,
        name(0)
    )
}

/// A page of the sessions of a call: so many of the people of `range`, one after the other.
pub fn sessions(call: usize, range: std::ops::Range<usize>, of_each: usize) -> Vec<u8> {
    let mut numbers = Numbers((call as u64) << 32 | 7);
    let mut text = r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#communications/callRecords","value":["#.to_owned();
    let step = 54_000_000_000 / of_each as i64;
    let mut first = true;
    for part in 0..of_each {
        for person in range.clone() {
            if !std::mem::take(&mut first) {
                text.push(',');
            }
            let from = step * part as i64 + numbers.below(step as u64 / 4) as i64;
            let to = from + step / 2 + numbers.below(step as u64 / 4) as i64;
            let (session, id, name) = (numbers.next() & 0xffff_ffff_ffff, object_id(person), name(person));
            write!(
                text,
                r#"{{"id":"0b1c2d3e-4f50-4162-8374-{session:012x}","modalities":["audio"],"startDateTime":""#
            )
            .unwrap();
            time(&mut text, from, &mut numbers);
            text.push_str(r#"","endDateTime":""#);
            time(&mut text, to, &mut numbers);
            write!(
                text,
                r##"","isTest":false,"failureInfo":null,"caller":{{"@odata.type":"#microsoft.graph.callRecords.participantEndpoint","name":"LAPTOP-{person}","cpuName":"Intel(R) Core(TM) i7","cpuCoresCount":4,"cpuProcessorSpeedInMhz":2811,"userAgent":{{"@odata.type":"#microsoft.graph.callRecords.clientUserAgent","headerValue":"CallSignalingAgent (27/1.4.00.8872//;release_2026/w40)","applicationVersion":null,"platform":"windows","productFamily":"teams"}},"identity":{{"@odata.type":"#microsoft.graph.communicationsIdentitySet","user":{{"id":"{id}","displayName":"{name}","tenantId":"{TENANT}"}}}},"associatedIdentity":{{"@odata.type":"#microsoft.graph.callRecords.userIdentity","id":"{id}","displayName":"{name}","tenantId":"{TENANT}","userPrincipalName":"student{person}@contoso.example"}},"feedback":null}},"callee":{{"@odata.type":"#microsoft.graph.callRecords.serviceEndpoint","userAgent":{{"@odata.type":"#microsoft.graph.callRecords.serviceUserAgent","headerValue":null,"applicationVersion":null,"role":"mediationServerOrGateway"}}}}}}"##,
            )
            .unwrap();
        }
    }
    text.push_str("]}");
    text.into_bytes()
}
