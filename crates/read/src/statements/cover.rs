use super::draft::Draft;
use dateline_doc::{Entity, EntityKind, Segments, TokenSpan};

/// Makes a source that ends with a body's name hold the whole of it: "Doctors Without Borders", which small
/// words divide.
pub(super) fn names(segments: &Segments, text: &str, entities: &[Entity], drafts: &mut [Draft]) {
    let bodies = entities.iter().filter(|entity| entity.kind != EntityKind::Person);
    let names: Vec<TokenSpan> = bodies
        .flat_map(|entity| &entity.mentions)
        .filter(|mention| text[**mention].starts_with(char::is_uppercase))
        .map(|mention| segments.tokens_in(*mention))
        .collect();
    for draft in drafts {
        let Some(source) = draft.source else { continue };
        let divided = |name: &&TokenSpan| {
            name.end() == source.end()
                && name.start() < source.start()
                && !(name.start()..source.start()).any(|at| draft.says(at))
        };
        if let Some(name) = names.iter().find(divided) {
            draft.source = Some(TokenSpan::new(name.start(), source.end()));
        }
    }
}
