use anyhow::{Error, anyhow};
use rusqlite::ErrorCode;
use std::path::Path;

/// One line on what a database's error means for this store, and how to mend it.
pub fn explained(path: &Path, error: &Error) -> Error {
    let path = path.display();
    let code = error.downcast_ref().and_then(rusqlite::Error::sqlite_error_code);
    let what = match code {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program is writing to this store; run this again when it is done"
        }
        Some(ErrorCode::DiskFull) => {
            "no room is left for it; make room and run this again: what was acknowledged is kept"
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            "may not be written to; change its rights, or name another file with --store"
        }
        Some(ErrorCode::CannotOpen) => {
            "cannot be opened; check that its folder is there and that you may write in it, or name another file with --store"
        }
        Some(ErrorCode::NotADatabase) => "not a store; name another file with --store",
        Some(ErrorCode::DatabaseCorrupt) => {
            "this store is damaged; take the last copy of it, and add what came after again"
        }
        Some(ErrorCode::SystemIoFailure) => {
            return anyhow!("{path}: the disk does not do as asked ({error:#}); check it");
        }
        _ => return anyhow!("{path}: {error:#}"),
    };
    anyhow!("{path}: {what}")
}
