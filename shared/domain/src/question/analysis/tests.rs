use proptest::prelude::*;

use super::*;
use crate::question::vocabulary::{OFF_TOPIC, SUBJECTS};

const LAST: Option<Exchange<'static>> = Some(Exchange {
    query: "What is a quadratic?",
    answer: "A polynomial of degree two.",
});

fn analysis(query: &str, last: Option<Exchange<'_>>) -> Analysis {
    Analysis::of(&Query::parse(query).unwrap(), &Context::default(), last)
}

#[test]
fn the_strongest_reason_alone_decides_the_impact() {
    for (query, last, impact) in [
        ("Which movie has the best actor?", LAST, Impact::Nothing),
        ("weather", None, Impact::Nothing),
        ("What about that?", LAST, Impact::Half),
        ("help me", None, Impact::Half),
        ("What about cubic equations?", LAST, Impact::Slightly),
        ("What about cubic equations?", None, Impact::Whole),
        ("How do I solve cubic equations?", LAST, Impact::Whole),
    ] {
        assert_eq!(analysis(query, last).impact(), impact, "{query}");
    }
}

#[test]
fn only_an_ambiguous_question_is_asked_back() {
    assert_eq!(analysis("help me", None).clarifications.len(), 3);
    assert!(analysis("What is a noun?", None).clarifications.is_empty());
    assert!(analysis("weather?", None).clarifications.is_empty());
}

#[test]
fn a_session_grounds_a_question_by_words_of_content_alone() {
    let grounding = |query: &str, sessions: &str, last| {
        let context = serde_json::from_str(sessions).unwrap();
        Analysis::of(&Query::parse(query).unwrap(), &context, last).grounding
    };
    let sessions = r#"{"recent_sessions": ["The art of algebra"]}"#;
    assert_eq!(
        grounding("Is Algebra hard?", sessions, None),
        Grounding::Session
    );
    assert_eq!(
        grounding(
            "What is the start of pre-algebraic thought?",
            sessions,
            LAST
        ),
        Grounding::Untold
    );
    assert_eq!(
        grounding("Is algebra hard?", r#"{"mood": 1}"#, None),
        Grounding::Told
    );
    assert_eq!(grounding("Is algebra hard?", "{}", LAST), Grounding::Told);
    assert_eq!(grounding("Is algebra hard?", "{}", None), Grounding::Untold);
}

#[test]
fn debug_never_shows_what_was_asked() {
    let shown = format!(
        "{:?}",
        analysis("What is secretword? Why is secretword?", LAST)
    );
    assert!(!shown.contains("secretword"), "{shown}");
    assert!(!format!("{:?}", LAST.unwrap()).contains("quadratic"));
}

/// Neither word of school nor formula; no function word turns into one by it.
fn neutral() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Tell everybody where",
        "My neighbours found seven",
        "Somebody asked Peter",
    ])
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "\\PC{1,200}", answer in "\\PC{0,200}", again in "\\PC{0,200}") {
        let last = Exchange { query: &again, answer: &answer };
        let analysis = analysis(&text, Some(last));
        prop_assert!(!(analysis.is_ambiguous && analysis.is_out_of_scope));
        prop_assert_eq!(analysis.is_ambiguous, !analysis.clarifications.is_empty());
        for part in &analysis.parts {
            prop_assert!(text.contains(part.as_str()));
        }
    }

    #[test]
    fn words_of_a_question_in_any_order_can_be_read(
        words in prop::collection::vec(prop::sample::select(vec![
            "and", "also", "plus", "please", "what", "explain", "it", "math", "movie", "don't", "?", ".", ",", "2x=3", "Ж", "between",
        ]), 1..40),
    ) {
        let text = words.join(" ");
        let analysis = analysis(&text, LAST);
        for part in &analysis.parts {
            prop_assert!(text.contains(part.as_str()));
        }
    }

    #[test]
    fn large_letters_and_punctuation_change_nothing(
        text in "[a-z]{1,8}( (and|what about|math|movie|it|explain|[a-z]{1,9})){0,9}",
    ) {
        let (small, large) = (analysis(&text, LAST), analysis(&format!("«{}!»", text.to_uppercase()), LAST));
        prop_assert_eq!(small.impact(), large.impact());
        prop_assert_eq!(small.is_educational, large.is_educational);
        prop_assert_eq!(small.parts.len(), large.parts.len());
    }

    #[test]
    fn a_word_counts_whole_and_never_inside_another(
        sentence in neutral(),
        word in prop::sample::select([&SUBJECTS[..], &OFF_TOPIC].concat()),
        before in "[bcdfgjkqvwz]{1,3}",
        after in "[bcfgjkqvwxz]{1,3}",
    ) {
        let of_school = SUBJECTS.contains(&word);
        let whole = analysis(&format!("{sentence} ({word})."), None);
        prop_assert_eq!(whole.is_educational, of_school);
        prop_assert_eq!(whole.is_out_of_scope, !of_school);
        for hidden in [format!("{before}{word}"), format!("{word}{after}"), format!("{before}{word}{after}")] {
            let inside = analysis(&format!("{sentence} {hidden}"), None);
            prop_assert!(!inside.is_educational && !inside.is_out_of_scope, "{}", hidden);
        }
    }
}
