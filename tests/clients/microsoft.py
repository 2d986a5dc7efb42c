"""Microsoft's own client libraries against the pretended institution: whoever knows them should feel at home.

Usage: microsoft.py INFO.json, the answer of the sandbox's /_sandbox/info. Prints one line for each step that worked.
MSAL wants https authorities; the adapter below brings the requests for Microsoft's hosts to the sandbox instead.
"""

import asyncio
import json
import sys
import threading
import urllib.request
from datetime import datetime, timedelta, timezone

import msal
import requests
from requests.adapters import HTTPAdapter

LOGIN = "https://login.microsoftonline.com"
GRAPH = "https://graph.microsoft.com"
SCOPES = ["User.Read", "Calendars.Read", "OnlineMeetings.Read", "OnlineMeetingArtifact.Read.All"]


class ToSandbox(HTTPAdapter):
    """Sends a request for one of Microsoft's hosts to the sandbox."""

    def __init__(self, host: str, root: str):
        super().__init__()
        self.host, self.root = host, root

    def send(self, request, **kwargs):
        request.url = request.url.replace(self.host, self.root, 1)
        answer = super().send(request, **kwargs)
        # The addresses in the provider's metadata are the sandbox's own.
        answer._content = answer.content.replace(self.root.encode(), self.host.encode())
        return answer


def session(info: dict) -> requests.Session:
    made = requests.Session()
    made.mount(LOGIN, ToSandbox(LOGIN, info["login_url"]))
    return made


def approve(info: dict, user_code: str) -> None:
    body = json.dumps({"user_code": user_code}).encode()
    request = urllib.request.Request(info["url"] + "/_sandbox/approve", data=body)
    urllib.request.urlopen(request).read()


def by_device_code(info: dict) -> str:
    app = msal.PublicClientApplication(
        info["client_id"],
        authority=f"{LOGIN}/{info['tenant']}",
        http_client=session(info),
        instance_discovery=False,
    )
    flow = app.initiate_device_flow(scopes=SCOPES)
    assert "user_code" in flow, flow.get("error_description")
    threading.Timer(0.5, approve, (info, flow["user_code"])).start()
    result = app.acquire_token_by_device_flow(flow)
    assert "access_token" in result, result.get("error_description")
    assert result["id_token_claims"]["preferred_username"] == info["account"]["username"]
    print("ok: device code")
    account = app.get_accounts()[0]
    again = app.acquire_token_silent_with_error(SCOPES, account=account, force_refresh=True)
    assert again and "access_token" in again, again
    print("ok: refresh")
    return again["access_token"]


def as_app(info: dict, credential) -> str:
    records = info["call_records"]
    app = msal.ConfidentialClientApplication(
        records["client_id"],
        client_credential=credential,
        authority=f"{LOGIN}/{records['tenant']}",
        http_client=session(info),
        instance_discovery=False,
    )
    result = app.acquire_token_for_client([f"{GRAPH}/.default"])
    assert "access_token" in result, result.get("error_description")
    return result["access_token"]


def pages(root: str, path: str, token: str, params: dict) -> list:
    """Follows every link, as the libraries' page iterators do."""
    url, out = root + path, []
    while url:
        answer = requests.get(url, params=params, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200, answer.text
        body = answer.json()
        out += body["value"]
        url, params = body.get("@odata.nextLink"), None
    return out


async def by_sdk(info: dict, token: str) -> None:
    from azure.core.credentials import AccessToken
    from kiota_abstractions.authentication import AccessTokenProvider, AllowedHostsValidator
    from kiota_abstractions.authentication import BaseBearerTokenAuthenticationProvider
    from msgraph import GraphRequestAdapter, GraphServiceClient

    class Provider(AccessTokenProvider):
        async def get_authorization_token(self, uri, additional_authentication_context={}):
            return token

        def get_allowed_hosts_validator(self):
            return AllowedHostsValidator(["127.0.0.1"])

    adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(Provider()))
    adapter.base_url = info["graph_url"] + "/v1.0"
    client = GraphServiceClient(request_adapter=adapter)
    me = await client.me.get()
    assert me.id == info["account"]["object_id"], me
    print("ok: msgraph-sdk reads the profile")


def main() -> None:
    info = json.load(open(sys.argv[1]))
    token = by_device_code(info)
    records = info["call_records"]
    app_token = as_app(info, records["secret"])
    print("ok: app by secret")
    key, _, certificate = records["certificate"].partition("-----BEGIN CERTIFICATE-----")
    as_app(info, {"private_key": key, "public_certificate": "-----BEGIN CERTIFICATE-----" + certificate})
    print("ok: app by certificate")

    now = datetime.fromisoformat(info["now"].replace("Z", "+00:00")).astimezone(timezone.utc)
    span = {"startDateTime": (now - timedelta(days=30)).isoformat(), "endDateTime": now.isoformat()}
    graph = info["graph_url"] + "/v1.0"
    events = pages(graph, "/me/calendarView", token, span)
    assert len(events) > 10, len(events)
    print(f"ok: calendar, {len(events)} events over several pages")
    since = (now - timedelta(days=29)).strftime("%Y-%m-%dT%H:%M:%SZ")
    calls = pages(graph, "/communications/callRecords", app_token, {"$filter": f"startDateTime ge {since}"})
    assert calls, "no call records"
    print(f"ok: call records, {len(calls)}")
    try:
        import msgraph  # noqa: F401
    except ImportError:
        print("skipped: msgraph-sdk is not installed")
    else:
        asyncio.run(by_sdk(info, token))
    print("all steps worked")


if __name__ == "__main__":
    main()
