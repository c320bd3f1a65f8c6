use super::*;

#[test]
fn the_topic_says_what_is_asked_and_else_the_subject() {
    for (subject, topic, kinds) in [
        ("Algebra", Some("Quadratic equations"), &[Quadratic][..]),
        ("Algebra", Some("linear equations"), &[Linear]),
        (
            "Algebra II",
            Some("Systems of linear equations"),
            &[Systems],
        ),
        ("SAT Math", Some("factor quadratic expressions"), &[Factor]),
        ("Math", Some("Expanding brackets"), &[Expand]),
        ("Math", Some("Simplify the expression"), &[Simplify]),
        ("Math", Some("percentages"), &[Percentages]),
        ("Math", Some("Fractions"), &[Fractions]),
        ("Math", Some("polynomials"), &[Expand, Factor, Simplify]),
        ("mathematics", None, &Kind::ALL),
        ("MATH", Some("warm-up"), &Kind::ALL),
        ("Arithmetic", None, &[Fractions, Percentages]),
        (
            "AP Calculus",
            Some(""),
            &[Expand, Factor, Simplify, Quadratic],
        ),
        ("Geometry", Some("triangles"), &[Linear, Fractions, Systems]),
        (
            "Pre-Algebra",
            None,
            &[Linear, Quadratic, Simplify, Expand, Factor, Systems],
        ),
        ("SAT", Some("solve linear equations"), &[Linear]),
        ("Linear Equations", None, &[Linear]),
        ("Fractions", None, &[Fractions]),
        ("SAT", Some("simultaneous equations"), &[Systems]),
    ] {
        assert_eq!(
            kinds_for(subject, topic),
            Some(kinds),
            "{subject}, {topic:?}"
        );
    }
}

#[test]
fn other_subjects_are_not_mathematics_whatever_their_words_contain() {
    for (subject, topic) in [
        ("Chemistry", None),
        ("Chemistry", Some("balancing equations")),
        ("Chemistry", Some("mole fractions")),
        ("Politics", Some("electoral systems")),
        ("Biology", Some("limiting factors")),
        ("French", Some("idiomatic expressions")),
        ("Aftermath of the War", None),
        ("Biogeometryology", Some("unsolved, mathless")),
        ("History", Some("Resolve and factory work")),
        ("", Some("")),
    ] {
        assert_eq!(kinds_for(subject, topic), None, "{subject}, {topic:?}");
    }
}
