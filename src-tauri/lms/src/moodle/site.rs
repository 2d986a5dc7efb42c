//! What the site says about the token: whose it is, and which functions it may call (`core_webservice_get_site_info`).

use super::function::Function;
use crate::lenient::{id, text};
use crate::model::{Ability, Deed};
use serde_json::Value;
use std::collections::BTreeSet;

/// The part of the site's information that is kept. The answer also holds `userprivateaccesskey`, which is a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SiteInfo {
    /// Id of the token's owner.
    pub user: String,
    /// Their name.
    pub name: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    functions: BTreeSet<String>,
}

/// Which way marks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By the plug-in's web services.
    Service,
    /// By the form that the plug-in makes for the phone app: all that a token of `moodle_mobile_app` may use.
    Phone,
}

impl SiteInfo {
    /// Reads the answer; `None` without the owner's id.
    pub(super) fn read(json: &Value) -> Option<Self> {
        let functions = json.get("functions").and_then(Value::as_array);
        let names = functions.into_iter().flatten().filter_map(|one| text(one.get("name")?));
        Some(Self {
            user: id(json.get("userid")?)?,
            name: json.get("fullname").and_then(text),
            site: json.get("sitename").and_then(text),
            functions: names.collect(),
        })
    }

    /// Whether the token may call it.
    pub(super) fn may(&self, function: Function) -> bool {
        self.functions.contains(function.name())
    }

    /// The first of these that it may not call.
    fn lacking(&self, functions: &[Function]) -> Option<Function> {
        functions.iter().copied().find(|function| !self.may(*function))
    }

    /// The way to the marks: the phone's form only where the plug-in's services are out of reach.
    pub(super) fn way(&self) -> Way {
        let service = self.may(Function::GetSession) || self.may(Function::UpdateUserStatus);
        if !service && self.may(Function::PhoneContent) { Way::Phone } else { Way::Service }
    }

    /// What the token may do, as far as its service decides; what a course's roles allow shows only when it is done.
    pub(super) fn abilities(&self) -> Vec<Ability> {
        let phone = self.way() == Way::Phone;
        let by = |deed, needs: &[Function], says: &str| match self.lacking(needs) {
            None => Ability { deed, granted: true, says: says.to_owned() },
            Some(missing) => Ability {
                deed,
                granted: false,
                says: format!("{} {}", missing.missing(), missing.missing_hint()),
            },
        };
        let refused = |deed, says: &str| Ability { deed, granted: false, says: says.to_owned() };
        let mut out = vec![by(
            Deed::ReadRoster,
            &[Function::EnrolledUsers],
            "The roster comes with names, addresses and groups.",
        )];
        if phone {
            let needs = [Function::PhoneContent, Function::CourseContents];
            out.push(by(
                Deed::ReadMarks,
                &needs,
                "Classes from six hours ago to a day ahead are found, as in the phone app.",
            ));
            out.push(by(
                Deed::WriteMarks,
                &needs,
                "Marks are written through the phone app's form; Moodle's attendance grades follow.",
            ));
            out.push(refused(
                Deed::Remarks,
                "Moodle's phone form stores no remarks and blanks those typed in Moodle for every student whose mark is sent.",
            ));
            out.push(refused(
                Deed::CreateSessions,
                "With the phone app's service no session can be made: add it in Moodle, or ask the administrator for a \
                 service that holds mod_attendance_add_session.",
            ));
        } else {
            let reads = [Function::CourseContents, Function::GetSessions, Function::GetSession];
            out.push(by(Deed::ReadMarks, &reads, "Sessions and their marks are read."));
            let writes = [Function::GetSession, Function::UpdateUserStatus];
            out.push(by(Deed::WriteMarks, &writes, "Marks are written student by student and read back; Moodle's attendance grades do not follow by themselves."));
            out.push(refused(
                Deed::Remarks,
                "Moodle's web services store no remarks; those typed in Moodle stay.",
            ));
            let makes = [Function::CourseContents, Function::GetSessions, Function::AddSession];
            out.push(by(
                Deed::CreateSessions,
                &makes,
                "Missing sessions can be made where you are an editing teacher.",
            ));
        }
        out.push(self.grades());
        out
    }

    fn grades(&self) -> Ability {
        let assignment =
            [Function::Assignments, Function::AssignGrades, Function::SaveGrades, Function::GradeItems];
        let gradebook = [Function::CourseContents, Function::GradeItems, Function::UpdateGrades];
        let says = match (self.lacking(&assignment), self.lacking(&gradebook)) {
            (None, None) => {
                "Grades can go to an assignment or to the attendance activity's own grade.".to_owned()
            }
            (None, Some(_)) => "Grades can go to an assignment.".to_owned(),
            (Some(_), None) => "Grades can go to the attendance activity's own grade.".to_owned(),
            (Some(missing), Some(_)) => {
                let says = format!("{} {}", missing.missing(), missing.missing_hint());
                return Ability { deed: Deed::WriteGrades, granted: false, says };
            }
        };
        Ability { deed: Deed::WriteGrades, granted: true, says }
    }

    /// The ways to grades that are open: by assignment, by the gradebook.
    pub(super) fn grade_ways(&self) -> (bool, bool) {
        (
            self.lacking(&[Function::Assignments, Function::AssignGrades]).is_none(),
            self.lacking(&[Function::CourseContents, Function::GradeItems]).is_none(),
        )
    }
}

/// What the plug-in's own service allows: sessions by number, and nothing to find them by.
pub(super) fn plugin_service_abilities() -> Vec<Ability> {
    let says = super::fault::MoodleFault::PluginServiceOnly;
    let says = format!("{} {}", says.message(), says.hint());
    let deeds = [
        Deed::ReadRoster,
        Deed::ReadMarks,
        Deed::WriteMarks,
        Deed::Remarks,
        Deed::CreateSessions,
        Deed::WriteGrades,
    ];
    deeds.into_iter().map(|deed| Ability { deed, granted: false, says: says.clone() }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn info(functions: &[Function]) -> SiteInfo {
        let names: Vec<Value> = functions.iter().map(|one| json!({"name": one.name()})).collect();
        SiteInfo::read(&json!({"userid": "3", "fullname": "T", "functions": names})).unwrap()
    }

    fn granted(info: &SiteInfo, deed: Deed) -> bool {
        info.abilities().iter().find(|one| one.deed == deed).unwrap().granted
    }

    #[test]
    fn what_is_missing_is_named() {
        use Function::{CourseContents, EnrolledUsers, GetSession, GetSessions, UpdateUserStatus};
        let info = info(&[EnrolledUsers, CourseContents, GetSession, GetSessions, UpdateUserStatus]);
        assert!(granted(&info, Deed::WriteMarks) && granted(&info, Deed::ReadRoster));
        assert!(!granted(&info, Deed::Remarks));
        let create = info.abilities().into_iter().find(|one| one.deed == Deed::CreateSessions).unwrap();
        assert!(!create.granted && create.says.contains("mod_attendance_add_session"));
        assert!(!granted(&info, Deed::WriteGrades));
    }

    #[test]
    fn the_phone_way_is_for_tokens_that_have_no_other() {
        let phone = info(&[Function::PhoneContent, Function::CourseContents]);
        assert_eq!(phone.way(), Way::Phone);
        assert!(granted(&phone, Deed::WriteMarks) && !granted(&phone, Deed::CreateSessions));
        assert_eq!(info(&[Function::PhoneContent, Function::GetSession]).way(), Way::Service);
        assert_eq!(info(&[]).way(), Way::Service);
    }

    #[test]
    fn the_secret_in_the_answer_is_not_kept() {
        let info =
            SiteInfo::read(&json!({"userid": 3, "userprivateaccesskey": "s3cret", "functions": 7})).unwrap();
        assert!(!format!("{info:?}").contains("s3cret"));
        assert_eq!(SiteInfo::read(&json!({"userid": null})), None);
    }
}
