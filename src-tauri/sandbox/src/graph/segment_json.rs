//! Segments: media detail with network addresses, which attendance has no business to ask for. They are here so
//! that a test can see whether anybody does.

use crate::dice;
use serde_json::{Map, Value, json};

/// A segment as long as its session.
pub(super) fn segment(session: &Map<String, Value>, key: &str, place: usize) -> Value {
    let get = |name: &str| session.get(name).cloned().unwrap_or_default();
    let hash = dice::uuid(&format!("network/{key}/{}", place % 4)).replace('-', "").to_uppercase();
    let mac: Vec<String> =
        hash.chars().collect::<Vec<_>>().chunks(2).take(6).map(|pair| pair.iter().collect()).collect();
    let host = hash.bytes().fold(0_u8, u8::wrapping_add);
    json!({
        "id": get("id"),
        "startDateTime": get("startDateTime"),
        "endDateTime": get("endDateTime"),
        "failureInfo": null,
        "caller": get("caller"),
        "callee": get("callee"),
        "media": [{
            "label": "main-audio",
            "callerNetwork": {
                "ipAddress": format!("192.168.0.{host}"),
                "subnet": "192.168.0.0",
                "linkSpeed": 526_500_000,
                "connectionType": "wifi",
                "port": 50_048,
                "reflexiveIPAddress": format!("203.0.113.{host}"),
                "relayIPAddress": "198.51.100.7",
                "relayPort": 3481,
                "macAddress": mac.join("-"),
                "wifiBand": "frequency50GHz",
                "basicServiceSetIdentifier": mac.iter().rev().cloned().collect::<Vec<_>>().join("-"),
                "wifiRadioType": "wifi80211ac",
                "wifiSignalStrength": 94,
                "networkTransportProtocol": "udp",
                "traceRouteHops": [],
            },
            "calleeNetwork": {"ipAddress": "198.51.100.7", "connectionType": "wired", "port": 3481},
            "streams": [],
        }],
    })
}
