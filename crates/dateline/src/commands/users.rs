use super::{Outcome, store_file::StoreFile};
use crate::{
    password,
    store::{People as _, Role, User},
};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use std::io::{self, BufRead, IsTerminal, Write};

/// Say who may sign in where the workbench is for many
///
/// Passwords are asked for at the terminal, or are one line of standard input; only their hashes are kept.
#[derive(Args)]
pub struct Users {
    #[command(subcommand)]
    what: What,

    #[command(flatten)]
    store: StoreFile,

    /// Who decides: kept in the log
    #[arg(
        long,
        value_name = "NAME",
        env = "USER",
        default_value = "the command line",
        global = true
    )]
    author: String,
}

#[derive(Subcommand)]
enum What {
    /// Let somebody sign in
    Add {
        /// Their name
        name: String,
        /// What they may do
        #[arg(long, value_enum)]
        role: Role,
    },
    /// List who may sign in, and what they may do
    List,
    /// Give somebody another role
    Role {
        /// Their name
        name: String,
        /// What they may do from now on
        #[arg(value_enum)]
        role: Role,
    },
    /// Give somebody another password, and sign them out everywhere
    Password {
        /// Their name
        name: String,
    },
    /// Let somebody sign in no more; what they did stays under their name
    Remove {
        /// Their name
        name: String,
    },
}

impl Users {
    pub fn run(self) -> Result<Outcome> {
        // The first owner may be there before the first report.
        let mut store = self.store.open()?;
        let by = &self.author;
        match &self.what {
            What::Add { name, role } => {
                store.add_user(name, *role, &password::hashed(&asked(name)?)?, by)?;
            }
            What::List => print(&store.users()?)?,
            What::Role { name, role } => store.set_role(name, *role, by)?,
            What::Password { name } => {
                let hash = password::hashed(&asked(name)?)?;
                store.set_password(name, &hash, by, None)?;
            }
            What::Remove { name } => store.remove_user(name, by)?,
        }
        Ok(Outcome::Done)
    }
}

/// A new password for somebody.
fn asked(name: &str) -> Result<String> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).context("no password on standard input")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let ask = |what: &str| rpassword::prompt_password(what).context("no password was typed");
    let once = ask(&format!("Password for {name}: "))?;
    if once != ask("The same again: ")? {
        bail!("the two differ; try again");
    }
    Ok(once)
}

fn print(users: &[User]) -> Result<()> {
    let mut out = anstream::stdout().lock();
    for user in users {
        let removed = user.removed.as_ref().map(|at| format!(", removed {at}"));
        let (name, role) = (&user.name, user.role.word());
        writeln!(out, "{name}: {role} since {}{}", user.added, removed.unwrap_or_default())
            .context("cannot write")?;
    }
    Ok(())
}
