//! A small client with both kinds of token.

use reqwest::{RequestBuilder, Response, StatusCode};
use rollbook_sandbox::{Options, Sandbox};
use serde_json::{Value, json};

pub const NOW: &str = "2026-03-18T12:00:00Z";
pub const SCOPES: &str = "openid profile offline_access User.Read Calendars.Read OnlineMeetings.Read OnlineMeetingArtifact.Read.All";

pub struct Client {
    pub sandbox: Sandbox,
    pub http: reqwest::Client,
    pub user: String,
    pub app: String,
}

pub async fn sandbox(scenario: &str) -> Sandbox {
    let now = (scenario != "conference-74").then(|| NOW.parse().unwrap());
    Sandbox::start(Options { scenario: scenario.to_owned(), now, ..Options::default() }).await.unwrap()
}

pub fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

impl Client {
    pub async fn new(scenario: &str) -> Self {
        let (sandbox, http) = (sandbox(scenario).await, http());
        let user =
            super::login::by_device(&sandbox, &http).await["access_token"].as_str().unwrap().to_owned();
        let call_records = &sandbox.info().call_records;
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &call_records.client_id),
            ("client_secret", &call_records.secret),
            ("scope", &format!("{}/.default", sandbox.info().graph_url)),
        ];
        let url = format!("{}/{}/oauth2/v2.0/token", sandbox.info().login_url, call_records.tenant);
        let answer: Value = http.post(url).form(&form).send().await.unwrap().json().await.unwrap();
        let app = answer["access_token"].as_str().unwrap().to_owned();
        Self { sandbox, http, user, app }
    }

    pub fn request(&self, path: &str, token: &str) -> RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}/v1.0{path}", self.sandbox.info().graph_url)
        };
        self.http.get(url).bearer_auth(token)
    }

    pub async fn me(&self, path: &str) -> (StatusCode, Value) {
        parts(self.request(path, &self.user).send().await.unwrap()).await
    }

    pub async fn org(&self, path: &str) -> (StatusCode, Value) {
        parts(self.request(path, &self.app).send().await.unwrap()).await
    }

    /// All pages of a collection, and their sizes.
    pub async fn pages(&self, path: &str, token: &str) -> (Vec<Value>, Vec<usize>) {
        let (mut all, mut sizes, mut next) = (Vec::new(), Vec::new(), Some(path.to_owned()));
        while let Some(path) = next {
            let (status, body) = parts(self.request(&path, token).send().await.unwrap()).await;
            assert_eq!(status, 200, "{path}: {body}");
            let value = body["value"].as_array().unwrap().clone();
            sizes.push(value.len());
            all.extend(value);
            next = body["@odata.nextLink"].as_str().map(str::to_owned);
            if let Some(link) = &next {
                assert!(link.starts_with(&self.sandbox.info().graph_url));
            }
        }
        (all, sizes)
    }

    pub async fn batch(&self, requests: Value) -> (StatusCode, Value) {
        let url = format!("{}/v1.0/$batch", self.sandbox.info().graph_url);
        let request = self.http.post(url).bearer_auth(&self.user).json(&json!({"requests": requests}));
        parts(request.send().await.unwrap()).await
    }
}

pub async fn parts(response: Response) -> (StatusCode, Value) {
    (response.status(), response.json().await.unwrap())
}

pub fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}
