//! One call of Moodle's web services: a form posted to `webservice/rest/server.php`, never a GET, which would leave the
//! token in logs, and no redirect followed.

use super::answer::{self, Raw};
use super::fault::MoodleFault;
use super::function::Function;
use super::site::SiteInfo;
use super::sparse::Sparse;
use crate::address::fault;
use crate::error::LmsError;
use chrono::Utc;
use rollbook_transport::{Answer, Base, Body, Context, Lane, Request, Transport, json, retry_after};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::OnceCell;

/// The script of the REST server.
const SERVER: &str = "webservice/rest/server.php";
/// What people paste along with the address.
const PASTED: [&str; 7] = [
    "/webservice/rest/server.php",
    "/login/token.php",
    "/login/index.php",
    "/login",
    "/my",
    "/my/courses.php",
    "/index.php",
];

/// Parameters of a call, flat as PHP reads them.
pub(super) type Fields = Vec<(String, String)>;

/// A parameter.
pub(super) fn field(name: impl Into<String>, value: impl Into<String>) -> (String, String) {
    (name.into(), value.into())
}

/// The root of a Moodle (`wwwroot`).
pub(super) fn root(url: &str) -> Result<Base, LmsError> {
    let base = Base::parse(url).map_err(|_| fault(url))?;
    let text = base.as_str().trim_end_matches('/');
    let text = PASTED.iter().find_map(|tail| text.strip_suffix(tail)).unwrap_or(text);
    Base::parse(text).map_err(|_| fault(url).into())
}

/// When the answer asks to come back.
pub(super) fn retry_at(answer: &Answer) -> Option<chrono::DateTime<Utc>> {
    let wait = retry_after(answer.header("retry-after"), answer.date(), Utc::now())?;
    Utc::now().checked_add_signed(chrono::TimeDelta::from_std(wait).ok()?)
}

/// A Moodle, and a token for it.
pub(super) struct Caller {
    base: Base,
    token: SecretString,
    transport: Transport,
    info: OnceCell<SiteInfo>,
}

impl Caller {
    pub(super) fn new(url: &str, token: &SecretString, transport: Transport) -> Result<Self, LmsError> {
        let base = root(url)?;
        let plain = token.expose_secret().trim();
        if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(LmsError::UnusableToken);
        }
        let token = SecretString::from(plain.to_owned());
        Ok(Self { base, token, transport, info: OnceCell::new() })
    }

    /// The site's information, asked for once.
    pub(super) async fn info(&self, ctx: &Context) -> Result<&SiteInfo, LmsError> {
        self.info.get_or_try_init(|| self.ask_info(ctx)).await
    }

    /// Asks for it anew. The answer holds `userprivateaccesskey`, a secret: what is not needed is dropped here.
    pub(super) async fn ask_info(&self, ctx: &Context) -> Result<SiteInfo, LmsError> {
        match self.once::<Value>(Function::SiteInfo, Vec::new(), true, ctx).await {
            Ok(json) => SiteInfo::read(&json).ok_or_else(super::wrong_shape),
            Err(LmsError::Moodle(MoodleFault::NotInService(_))) => Err(self.why_no_info(ctx).await?.into()),
            Err(error) => Err(error),
        }
    }

    /// Refused the site's information: is it the plug-in's own service, which lacks it, or is the token let in nowhere?
    async fn why_no_info(&self, ctx: &Context) -> Result<MoodleFault, LmsError> {
        // User 0 is nobody: the answer is `invaliduser` where the function may be called at all.
        let fields = vec![field("userid", "0")];
        match self.once::<Value>(Function::TodaySessions, fields, true, ctx).await {
            Err(LmsError::Moodle(MoodleFault::NotInService(_))) => Ok(MoodleFault::TokenBlocked),
            Ok(_)
            | Err(
                LmsError::Moodle(MoodleFault::UnknownUser | MoodleFault::BadValue) | LmsError::NotFound(_),
            ) => Ok(MoodleFault::PluginServiceOnly),
            Err(error) => Err(error),
        }
    }

    /// A read: repeated by the transport where that may help.
    pub(super) async fn read(
        &self,
        function: Function,
        fields: Fields,
        ctx: &Context,
    ) -> Result<Value, LmsError> {
        let result = self.once::<Value>(function, fields, true, ctx).await;
        self.explained(result, function, ctx).await
    }

    /// A read of a list without the roster that each record repeats.
    pub(super) async fn read_sparse(
        &self,
        function: Function,
        fields: Fields,
        ctx: &Context,
    ) -> Result<Value, LmsError> {
        let result = self.once::<Sparse>(function, fields, true, ctx).await;
        self.explained(result, function, ctx).await
    }

    /// A write: sent once, one at a time.
    pub(super) async fn write(
        &self,
        function: Function,
        fields: Fields,
        ctx: &Context,
    ) -> Result<Value, LmsError> {
        let result = self.once::<Value>(function, fields, false, ctx).await;
        self.explained(result, function, ctx).await
    }

    /// Finds out what an `accessexception` means: the service lacks the function, or the token is let in no more.
    pub(super) async fn explained<T>(
        &self,
        result: Result<T, LmsError>,
        function: Function,
        ctx: &Context,
    ) -> Result<T, LmsError> {
        match result {
            Err(LmsError::Moodle(MoodleFault::NotInService(_))) => {
                let info = self.ask_info(ctx).await?;
                Err(if info.may(function) {
                    LmsError::NotPermitted(None)
                } else {
                    MoodleFault::NotInService(function).into()
                })
            }
            other => other,
        }
    }

    async fn once<T: DeserializeOwned + Into<Value>>(
        &self,
        function: Function,
        mut fields: Fields,
        repeatable: bool,
        ctx: &Context,
    ) -> Result<Value, LmsError> {
        fields.push(field("wstoken", self.token.expose_secret()));
        fields.push(field("wsfunction", function.name()));
        fields.push(field("moodlewsrestformat", "json"));
        let url = self.base.join(SERVER)?;
        let request = Request {
            body: Some(Body::Form(fields)),
            idempotent: repeatable,
            lane: if repeatable { Lane::Other } else { Lane::Single },
            ..Request::post_form(url, Vec::new(), function.name())
        };
        let answer = self.transport.send(request, ctx).await?;
        let raw = Raw {
            status: answer.status,
            content_type: answer.header("content-type").unwrap_or_default(),
            location: answer.header("location"),
            body: &answer.body,
            retry_at: retry_at(&answer),
        };
        let body = answer::readable(&raw, &format!("/{SERVER}"))?;
        let value: Value = json::parse::<T>(body, "moodle")?.into();
        match answer::failure(&value, function, self.token.expose_secret()) {
            Some(error) => Err(error),
            None => Ok(value),
        }
    }

    /// What must not be shown.
    pub(super) fn secret(&self) -> &str {
        self.token.expose_secret()
    }
}

impl From<Sparse> for Value {
    fn from(sparse: Sparse) -> Self {
        sparse.0
    }
}
