/// A number and what it counts: "1 report", "3 reports".
pub fn many(number: u32, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
