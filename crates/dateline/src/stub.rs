pub mod events {
    use dateline_link::{ClaimKey, Facts};
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum DecisionKind {
        Merge,
        Split,
    }
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub struct Decision {
        pub a: ClaimKey,
        pub b: ClaimKey,
        pub kind: DecisionKind,
    }
    #[derive(Clone)]
    pub struct Join {
        pub score: f32,
    }
    impl std::fmt::Display for Join {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "stub")
        }
    }
    pub struct Group {
        pub claims: Vec<ClaimKey>,
        pub joins: Vec<(ClaimKey, ClaimKey, Join)>,
        pub aggregate: bool,
    }
    pub fn handles(f: &Facts) -> Vec<u64> {
        let k = f.kind.0.len() as u64;
        vec![k * 1000 + f.place.as_ref().and_then(|p| p.geonameid).unwrap_or(0) as u64]
    }
    pub fn join(a: &Facts, b: &Facts) -> Option<Join> {
        (a.time == b.time && a.place == b.place).then_some(Join { score: 0.5 })
    }
    pub fn groups(c: &[Facts], _d: &[Decision]) -> Vec<Group> {
        vec![Group { claims: c.iter().map(|f| f.key).collect(), joins: vec![], aggregate: false }]
    }
}
