//! The practice items that the embedded assistant writes.

use std::collections::HashSet;

use assistant::{Assistant, Extractive, ItemsWanted, Private, Source, SourceKind, bank_text};
use domain::practice::bank::QuestionText;
use domain::practice::difficulty::Difficulty;
use domain::practice::item::QuestionKey;
use domain::practice::quality::Draft;
use futures_util::FutureExt;
use proptest::prelude::*;

const BIOLOGY: &str = include_str!("transcripts/biology.txt");
const LABEL: &str = "your session of 20 November 2026 on Biology";

fn said(text: &str) -> Source<'_> {
    Source {
        kind: SourceKind::Transcript,
        label: LABEL,
        text,
    }
}

fn wanted<'a>(sources: &'a [Source<'a>], count: usize, seed: u64) -> ItemsWanted<'a> {
    ItemsWanted {
        subject: "Biology",
        topic: None,
        difficulty: Difficulty::parse(5).expect("within 1 and 10"),
        count,
        sources,
        avoid: &[],
        seed,
        private: Private::NOBODY,
    }
}

fn items(wanted: ItemsWanted<'_>) -> Vec<Draft> {
    Extractive
        .write_items(wanted)
        .now_or_never()
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail")
}

fn key(question: &str) -> QuestionKey {
    QuestionKey::of(&QuestionText::parse(question).expect("a question within its bounds"))
}

/// The sentence that a cloze item was made of.
fn completed(item: &Draft) -> String {
    item.question
        .trim_start_matches("Which word completes this sentence? “")
        .trim_end_matches('”')
        .replacen("______", &item.answer, 1)
}

#[test]
fn a_fact_is_asked_for_one_of_its_words_and_explained_by_the_whole_sentence() {
    let sources = [said(BIOLOGY)];
    let written = items(wanted(&sources, 20, 1));
    assert!(written.len() >= 8, "{}", written.len());
    for item in &written {
        let whole = completed(item);
        assert!(BIOLOGY.contains(&whole), "{whole}");
        assert_eq!(
            item.explanation,
            format!("The whole sentence reads: “{whole}” It is from {LABEL}.")
        );
    }
}

#[test]
fn wrong_choices_stand_elsewhere_and_never_beside_the_answer() {
    let sources = [said(BIOLOGY)];
    for seed in 0..30 {
        for item in items(wanted(&sources, 20, seed)) {
            for wrong in &item.wrong {
                assert!(BIOLOGY.contains(wrong.as_str()));
                for line in BIOLOGY.lines() {
                    let holds = |word: &str| line.to_lowercase().contains(&word.to_lowercase());
                    assert!(
                        !(holds(wrong) && holds(&item.answer)),
                        "{wrong} and {}: {line}",
                        item.answer
                    );
                }
            }
        }
    }
}

#[test]
fn what_would_complete_the_sentence_as_truthfully_is_no_wrong_choice() {
    // Plants take in both water and oxygen; the solvent is another name of the acid.
    let told = "Green plants take in a small amount of water, which is what they need.\n\
        Green plants take in a small amount of oxygen, which is what they burn.\n\
        The crystal is dissolved by the strong acid of the stomach.\n\
        The metal is attacked by a layer of the oxide.\n\
        The engine is driven by a mixture of the vapour.\n\
        The acid that is attacked is also called the solvent.";
    let sources = [said(told)];
    let mut seen = 0;
    for seed in 0..40 {
        for item in items(wanted(&sources, 20, seed)) {
            seen += 1;
            for pair in [["water", "oxygen"], ["acid", "solvent"]] {
                let clashes = |answer: &str, wrong: &str| {
                    item.answer == answer && item.wrong.iter().any(|other| other == wrong)
                };
                assert!(
                    !clashes(pair[0], pair[1]) && !clashes(pair[1], pair[0]),
                    "{}",
                    item.question
                );
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn talk_questions_and_the_student_s_own_words_are_not_asked_for() {
    let sources = [said(BIOLOGY)];
    for item in items(wanted(&sources, 20, 1)) {
        for talk in ["Welcome", "green stuff", "stomach", "next week", "homework"] {
            assert!(!completed(&item).contains(talk));
        }
    }
}

#[test]
fn what_names_a_person_or_was_said_by_the_student_is_not_asked_for() {
    let told = format!(
        "{BIOLOGY}\nMaya: The gizzard is a part of the stomach.\nTutor: The poster of Maya Lopez is a map of the retina."
    );
    let sources = [said(&told)];
    let private = Private {
        student: &["Maya Lopez"],
        tutors: &[],
    };
    let written = items(ItemsWanted {
        private,
        ..wanted(&sources, 20, 1)
    });
    assert!(!written.is_empty());
    for item in written {
        assert!(!completed(&item).contains("gizzard") && !completed(&item).contains("Maya"));
    }
}

#[test]
fn a_bank_item_is_asked_the_other_way_round() {
    let bank: Vec<String> = [
        ("Which gas do plants take in?", "carbon dioxide"),
        ("Which organelle holds most of the DNA?", "the nucleus"),
        ("What are the building blocks of proteins?", "amino acids"),
        ("Which liquid carries oxygen to the cells?", "blood"),
        ("Which part of the blood carries oxygen?", "red blood cells"),
    ]
    .map(|(question, answer)| bank_text(question, answer, "It is so because nothing else fits."))
    .to_vec();
    let sources: Vec<Source<'_>> = bank
        .iter()
        .map(|text| Source {
            kind: SourceKind::BankItem,
            label: "an exercise on Biology",
            text,
        })
        .collect();
    let written = items(wanted(&sources, 20, 4));
    let gas = written
        .iter()
        .find(|item| item.question == "Which of these questions has the answer “carbon dioxide”?")
        .expect("four of the others have answers that differ");
    assert_eq!(gas.answer, "Which gas do plants take in?");
    assert_eq!(gas.explanation, "It is so because nothing else fits.");
    // "Blood" answers both of the last two, as far as words tell.
    let blood = written
        .iter()
        .find(|item| item.question.contains("“blood”"))
        .expect("three are left");
    assert!(
        !blood
            .wrong
            .iter()
            .any(|wrong| wrong.starts_with("Which part of the blood"))
    );
}

#[test]
fn a_harder_item_asks_for_a_rarer_word() {
    let told = format!(
        "{BIOLOGY}\nTutor: The muscle is a tissue.\nTutor: The muscle is one more tissue of a limb."
    );
    let sources = [said(&told)];
    let asked = |level| -> HashSet<String> {
        let difficulty = Difficulty::parse(level).expect("within 1 and 10");
        let written = items(ItemsWanted {
            difficulty,
            ..wanted(&sources, 20, 1)
        });
        written.into_iter().map(|item| item.answer).collect()
    };
    // "Food is pushed along the oesophagus by waves of muscle."
    assert!(asked(1).contains("muscle") && !asked(1).contains("oesophagus"));
    assert!(asked(10).contains("oesophagus"));
}

#[test]
fn items_about_the_topic_come_first() {
    let sources = [said(BIOLOGY)];
    for seed in 0..20 {
        let topic = Some("enzymes");
        let written = items(ItemsWanted {
            topic,
            ..wanted(&sources, 1, seed)
        });
        assert!(completed(&written[0]).contains("enzyme"));
    }
}

#[test]
fn the_same_seed_writes_the_same_and_another_writes_others() {
    let sources = [said(BIOLOGY)];
    let first = items(wanted(&sources, 5, 1));
    assert_eq!(first.len(), 5);
    assert_eq!(first, items(wanted(&sources, 5, 1)));
    assert_ne!(first, items(wanted(&sources, 5, 2)));
}

#[test]
fn a_known_question_never_comes_again_whatever_its_case_and_white_space() {
    let sources = [said(BIOLOGY)];
    let first = items(wanted(&sources, 20, 1));
    let avoid: Vec<String> = first
        .iter()
        .take(5)
        .map(|item| item.question.to_uppercase().replace(' ', "  "))
        .collect();
    let avoid: Vec<&str> = avoid.iter().map(String::as_str).collect();
    let known: HashSet<QuestionKey> = avoid.iter().map(|text| key(text)).collect();
    let rest = items(ItemsWanted {
        avoid: &avoid,
        ..wanted(&sources, 20, 1)
    });
    assert_eq!(rest.len(), first.len() - avoid.len());
    assert!(
        rest.iter()
            .all(|item| !known.contains(&key(&item.question)))
    );
}

#[test]
fn nothing_is_written_when_there_is_nothing_to_write_from() {
    for text in [
        "",
        "Tutor: Hello there, how are you?",
        "Tutor: Osmosis is the flow of water through a wall.",
    ] {
        assert!(items(wanted(&[said(text)], 20, 1)).is_empty(), "{text}");
    }
    assert!(items(wanted(&[], 20, 1)).is_empty());
}

#[test]
fn megabytes_that_are_all_alike_are_read_in_bounded_work() {
    let name = |mut n: usize| {
        let letter = |n: usize| char::from(b"bcdfghjklm"[n % 10]);
        let mut name = String::from("zu");
        for _ in 0..5 {
            name.push(letter(n));
            n /= 10;
        }
        name
    };
    let told: String = (0..20_000)
        .map(|i| {
            format!(
                "The strong {} of the green river is called the calm {}.\n",
                name(i),
                name(i + 50_000)
            )
        })
        .collect();
    let sources = [said(&told)];
    // Every word would complete every sentence, as far as the sentences tell.
    assert!(items(wanted(&sources, 20, 1)).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_fit_and_new_and_no_more_than_wanted(
        pieces in prop::collection::vec(prop_oneof![
            3 => prop::sample::select(BIOLOGY.lines().collect::<Vec<_>>()).prop_map(str::to_owned),
            1 => any::<String>(),
            1 => "The \\PC{1,9} of the [a-zéß]{4,9} is called the [a-zA-Zİ]{4,9}\\.",
        ], 0..40),
        as_bank in any::<bool>(),
        level in 1_i64..=10,
        count in 0_usize..40,
        seed in any::<u64>(),
    ) {
        let text = pieces.join("\n");
        let kind = if as_bank { SourceKind::BankItem } else { SourceKind::Transcript };
        let sources = [Source { kind, label: LABEL, text: &text }, said(BIOLOGY)];
        let difficulty = Difficulty::parse(level).expect("within 1 and 10");
        let written = items(ItemsWanted { difficulty, ..wanted(&sources, count, seed) });
        prop_assert!(written.len() <= count.min(20));
        let keys: HashSet<QuestionKey> = written.iter().map(|item| key(&item.question)).collect();
        prop_assert_eq!(keys.len(), written.len());
        for item in written {
            prop_assert!(item.fit(seed).is_some());
        }
    }
}

#[test]
fn a_question_is_not_asked_for_by_a_result_by_what_it_holds_or_without_its_choices() {
    let bank = [
        (
            "What is the pH of strong acid?",
            "3",
            "It splits, as has been seen in the lesson on it.",
        ),
        (
            "Which is polar: methane or ammonia?",
            "ammonia",
            "It has a lone pair, as has been seen in the lesson on it.",
        ),
        (
            "Which sentence is written correctly?",
            "The dogs run fast.",
            "It is plural, as has been seen in the lesson on it.",
        ),
        (
            "Which word fits: \"She ___ home.\"",
            "went",
            "It is past, as has been seen in the lesson on it.",
        ),
        (
            "What are proteins made of?",
            "amino acids",
            "They are chains, as has been seen in the lesson on it.",
        ),
        (
            "Where does glycolysis take place?",
            "cytoplasm",
            "It needs no oxygen, as has been seen in the lesson on it.",
        ),
        (
            "Which gas do plants take in?",
            "carbon dioxide",
            "They build sugar, as has been seen in the lesson on it.",
        ),
        (
            "Which blood cells defend the body?",
            "leukocytes",
            "They find germs, as has been seen in the lesson on it.",
        ),
    ]
    .map(|(question, answer, explanation)| bank_text(question, answer, explanation));
    let sources = bank.each_ref().map(|text| Source {
        kind: SourceKind::BankItem,
        label: "the bank",
        text,
    });
    let written = items(wanted(&sources, 20, 1));
    let asked: Vec<&str> = written.iter().map(|item| item.question.as_str()).collect();
    for answer in ["amino acids", "cytoplasm", "carbon dioxide", "leukocytes"] {
        let is_for = |question: &&str| question.contains(&format!("“{answer}”"));
        assert!(asked.iter().any(is_for), "{answer}: {asked:?}");
    }
    for answer in ["“3”", "“ammonia”", "“The dogs run fast.”", "“went”"] {
        assert!(
            !asked.iter().any(|question| question.contains(answer)),
            "{answer}"
        );
    }
    let is_without_choices =
        |choice: &String| choice.contains("Which sentence") || choice.contains("___");
    assert!(
        written
            .iter()
            .all(|item| !item.wrong.iter().any(is_without_choices))
    );
}

#[test]
fn what_is_worked_out_for_one_exercise_is_no_fact() {
    let bank = [
        "The acid contains 25 times 0.16 = 4 mmol of the salt.",
        "In all, 12 g of it are 1 mol of carbon, which gives 1 mol of gas.",
    ]
    .map(|explanation| bank_text("How much is it?", "4", explanation));
    let sources = bank.each_ref().map(|text| Source {
        kind: SourceKind::BankItem,
        label: "the bank",
        text,
    });
    let all = [&sources[..], &[said(BIOLOGY)]].concat();
    for item in items(wanted(&all, 20, 3)) {
        assert!(!item.question.contains("mol"), "{}", item.question);
    }
}
