//! Who may sign in, who is signed in, and the keys of their programs.

mod sessions;
#[cfg(test)]
mod tests;
mod tokens;
mod users;

pub use sessions::{sign_in, sign_out, signed_in};
pub use tokens::{add_token, bearer, revoke_token, tokens};
pub use users::{add, all, of_name, remove, set_password, set_role};
