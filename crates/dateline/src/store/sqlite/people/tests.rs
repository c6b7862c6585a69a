use super::*;
use crate::store::{Hash, NewToken, Role, Scope, sqlite::acts};
use rusqlite::Connection;

const NOON: &str = "2024-03-09T12:00:00Z";
const EVENING: &str = "2024-03-09T20:00:00Z";

fn store() -> Connection {
    let store = crate::store::sqlite::open::in_memory();
    add(&store, "Mara", Role::Owner, "hash of a", "cli").unwrap();
    add(&store, "Idris", Role::Viewer, "hash of b", "Mara").unwrap();
    store
}

#[test]
fn a_session_ends_with_its_time_its_user_or_by_signing_out() {
    let store = store();
    let session = |number: &str| Hash::of(number);
    let idris = of_name(&store, "Idris").unwrap().unwrap().0;
    for number in ["1", "2", "3"] {
        sign_in(&store, &idris, session(number), "2999-03-09T20:00:00Z").unwrap();
    }
    let is_in = |number, at| signed_in(&store, session(number), at).unwrap().is_some();
    assert!(is_in("1", NOON) && !is_in("1", "2999-03-09T20:00:00Z") && !is_in("4", NOON));
    sign_out(&store, session("1")).unwrap();
    assert!(!is_in("1", NOON) && is_in("2", NOON));
    set_password(&store, "Idris", "hash of c", "Idris", Some(session("2"))).unwrap();
    assert!(is_in("2", NOON) && !is_in("3", NOON), "a new password ends the other sessions");
    remove(&store, "Idris", "Mara").unwrap();
    assert!(!is_in("2", NOON));
    assert!(of_name(&store, "Idris").unwrap().is_none());
    assert!(set_role(&store, "Idris", Role::Owner, "Mara").is_err());
    let kinds: Vec<String> =
        acts::on(&store, &["Idris"]).unwrap().into_iter().map(|act| act.kind).collect();
    let all = ["user-add", "sign-in", "sign-in", "sign-in", "sign-out", "user-password"];
    assert_eq!(kinds[..6], all.map(str::to_owned));
    assert_eq!(kinds[6..], ["user-remove".to_owned()]);
}

#[test]
fn a_removed_user_comes_back_and_a_name_is_had_once() {
    let store = store();
    assert!(add(&store, "Idris", Role::Owner, "x", "Mara").is_err());
    assert!(add(&store, " Idris", Role::Owner, "x", "Mara").is_err());
    assert!(add(&store, "", Role::Owner, "x", "Mara").is_err());
    remove(&store, "Idris", "Mara").unwrap();
    add(&store, "Idris", Role::Editor, "new hash", "Mara").unwrap();
    let (idris, password) = of_name(&store, "Idris").unwrap().unwrap();
    assert_eq!((idris.role, password.as_str()), (Role::Editor, "new hash"));
    assert_eq!(all(&store).unwrap().len(), 2);
}

#[test]
fn an_owner_is_always_left() {
    let store = store();
    assert!(set_role(&store, "Mara", Role::Editor, "Mara").is_err());
    assert!(remove(&store, "Mara", "Mara").is_err());
}

#[test]
fn a_key_is_good_until_its_day_is_over_or_it_is_taken_back() {
    let store = store();
    let (mara, idris) =
        (of_name(&store, "Mara").unwrap().unwrap().0, of_name(&store, "Idris").unwrap().unwrap().0);
    let hash = Hash::of("secret");
    let new = NewToken { hash, name: "map", scope: Scope::Write, ends: Some("2024-03-09") };
    add_token(&store, &idris, &new).unwrap();
    let (user, scope) = bearer(&store, hash, EVENING).unwrap().unwrap();
    assert_eq!((user.name.as_str(), scope), ("Idris", Scope::Write));
    assert!(bearer(&store, hash, "2024-03-10T00:00:00Z").unwrap().is_none());
    assert!(bearer(&store, Hash::of("other"), NOON).unwrap().is_none());
    let number = tokens(&store, &idris).unwrap()[0].id;
    assert!(revoke_token(&store, &mara, number).is_err(), "it is not hers");
    revoke_token(&store, &idris, number).unwrap();
    assert!(revoke_token(&store, &idris, number).is_err());
    assert!(bearer(&store, hash, NOON).unwrap().is_none());
}
