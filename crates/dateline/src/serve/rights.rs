//! What each role may do: the one place that says so.

use crate::store::{
    Role::{self, Data, Editor, Owner, Reviewer, Viewer},
    Sensitivity,
};
use axum::http::Method;

/// Every address of `routes.rs`, the least role that may look at it, and the least that may send
/// something to it. What is not listed nobody may.
const RIGHTS: &[(&str, Option<Role>, Option<Role>)] = &[
    ("/", Some(Data), None),
    ("/events", Some(Data), None),
    ("/events/{id}", Some(Data), None),
    ("/events/{id}/merge", None, Some(Editor)),
    ("/events/{id}/split", None, Some(Editor)),
    ("/events/{id}/review", None, Some(Reviewer)),
    ("/review", Some(Viewer), None),
    ("/claims/{id}", Some(Viewer), None),
    ("/claims/{id}/judge", None, Some(Reviewer)),
    ("/corrections/{number}/undo", None, Some(Reviewer)),
    ("/reports", Some(Viewer), None),
    ("/reports/{id}", Some(Viewer), None),
    ("/compare", Some(Viewer), None),
    ("/sources", Some(Viewer), None),
    ("/sources/{kind}/{name}", Some(Viewer), Some(Editor)),
    ("/sensitivity/{kind}/{id}", None, Some(Reviewer)),
    ("/log", Some(Editor), None),
    ("/log.jsonl", Some(Editor), None),
    ("/decisions", Some(Viewer), None),
    ("/decisions/{decision}/undo", None, Some(Editor)),
    ("/add", Some(Editor), Some(Editor)),
    ("/watch", None, Some(Editor)),
    ("/download", Some(Data), None),
    ("/land.geojson", Some(Data), None),
    ("/people", Some(Owner), Some(Owner)),
    ("/account", Some(Data), Some(Data)),
    ("/sign-out", None, Some(Data)),
    ("/care", None, Some(Viewer)),
    ("/api/1/events", Some(Data), None),
    ("/api/1/events/{id}", Some(Data), None),
    ("/api/1/events/{id}/review", None, Some(Reviewer)),
    ("/api/1/events/{id}/merge", None, Some(Editor)),
    ("/api/1/events/{id}/split", None, Some(Editor)),
    ("/api/1/decisions", Some(Viewer), None),
    ("/api/1/decisions/{number}/undo", None, Some(Editor)),
    ("/api/1/claims/{id}", Some(Viewer), None),
    ("/api/1/claims/{id}/corrections", None, Some(Reviewer)),
    ("/api/1/corrections/{number}/undo", None, Some(Reviewer)),
    ("/api/1/reviews", Some(Viewer), None),
    ("/api/1/sources", Some(Viewer), None),
    ("/api/1/sources/{kind}/{name}", Some(Viewer), Some(Editor)),
    ("/api/1/sensitivity/{kind}/{id}", Some(Viewer), Some(Reviewer)),
    ("/api/1/presence/{id}", Some(Viewer), None),
    ("/api/1/points", Some(Data), None),
    ("/api/1/tally", Some(Data), None),
    ("/api/1/reports", None, Some(Editor)),
    ("/api/1/reports/{id}", Some(Viewer), None),
    ("/api/1/reports/{id}/changes", Some(Viewer), None),
    ("/api/1/progress", Some(Editor), None),
    ("/api/1/progress/{number}", Some(Editor), None),
    ("/api/1/openapi.json", Some(Data), None),
];

/// The least role that may use an address of `routes.rs` in this way; none when nobody may.
pub fn needed(address: &str, method: &Method) -> Option<Role> {
    let (_, look, send) = RIGHTS.iter().find(|(listed, ..)| *listed == address)?;
    match *method {
        Method::GET | Method::HEAD => *look,
        Method::POST => *send,
        _ => None,
    }
}

/// How sensitive what somebody looks at may be at most. What is more is absent for them wherever it would be, as if it
/// had never come: see `Desk::ask`. The role `data` sees what goes to partners.
pub fn most(role: Role) -> Sensitivity {
    match role {
        Data => Sensitivity::Moderate,
        Viewer => Sensitivity::High,
        Reviewer | Editor | Owner => Sensitivity::Severe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    fn least(address: &str, method: &Method) -> Option<Role> {
        needed(address, method)
    }

    #[test]
    fn what_is_not_listed_nobody_may() {
        assert_eq!(least("/nothing", &Method::GET), None);
        assert_eq!(least("/events/{id}/merge", &Method::GET), None);
        assert_eq!(least("/events", &Method::DELETE), None);
        assert_eq!(least("/events/{id}/merge", &Method::POST), Some(Editor));
        assert_eq!(least("/claims/{id}/judge", &Method::POST), Some(Reviewer));
    }

    /// Changes are made by a connection that shows everything.
    #[test]
    fn who_may_not_see_everything_changes_nothing_but_their_own() {
        let sees_all = |role: Role| most(role) == Sensitivity::Severe;
        let changed = RIGHTS.iter().filter(|(.., send)| send.is_some_and(|role| !sees_all(role)));
        let changed: Vec<&str> = changed.map(|(address, ..)| *address).collect();
        assert_eq!(changed, ["/account", "/sign-out", "/care"]);
    }

    /// A page that asks for an address which is not listed would hide its form from everybody.
    #[test]
    fn what_templates_ask_about_is_listed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/templates");
        let mut asked = 0;
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            for (question, method) in [("may_look(\"", Method::GET), ("may_do(\"", Method::POST)] {
                for rest in text.split(question).skip(1) {
                    let address = rest.split('"').next().unwrap();
                    assert!(least(address, &method).is_some(), "{}: {address}", path.display());
                    asked += 1;
                }
            }
        }
        assert!(asked > 10);
    }
}
