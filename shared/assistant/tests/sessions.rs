//! What the embedded assistant makes of three sessions as they really sound.

use assistant::{Assistant, Extractive, Private, SessionNotes, WrittenSummary};
use domain::SummaryType;
use futures_util::FutureExt;

const ALGEBRA: &str = include_str!("transcripts/algebra.txt");
const CHEMISTRY: &str = include_str!("transcripts/chemistry.txt");
const MIXED: &str = include_str!("transcripts/mixed.txt");

fn summary(
    subject: &str,
    topics: &[&str],
    minutes: u16,
    transcript: Option<&str>,
) -> WrittenSummary {
    let topics: Vec<String> = topics.iter().map(ToString::to_string).collect();
    let notes = SessionNotes {
        subject,
        topics: &topics,
        duration_minutes: minutes,
        transcript,
        private: Private::NOBODY,
    };
    Extractive
        .summarise(notes)
        .now_or_never()
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail")
}

#[track_caller]
fn assert_tells(summary: &WrittenSummary, any_of: &[&str]) {
    let narrative = &summary.narrative;
    assert!(
        any_of.iter().any(|text| narrative.contains(text)),
        "none of {any_of:?} in: {narrative}"
    );
}

#[track_caller]
fn assert_silent(summary: &WrittenSummary, chatter: &[&str]) {
    for text in chatter {
        assert!(
            !summary.narrative.contains(text),
            "{text:?} in: {}",
            summary.narrative
        );
    }
}

fn algebra() -> WrittenSummary {
    summary("Algebra", &["linear equations", "slope"], 55, Some(ALGEBRA))
}

fn chemistry() -> WrittenSummary {
    summary(
        "Chemistry",
        &["balancing equations", "limiting reactants"],
        60,
        Some(CHEMISTRY),
    )
}

#[test]
fn a_session_is_told_with_its_duration_subject_topics_and_what_was_taught() {
    let summary = algebra();
    assert_eq!(summary.summary_type, SummaryType::Normal);
    assert!(
        summary
            .narrative
            .starts_with("This 55-minute session on Algebra covered linear equations and slope. The tutor explained: “")
    );
    assert_tells(&summary, &["y = mx + b"]);
    assert_tells(
        &summary,
        &["Substituting your answer back", "like a balance", "sides"],
    );
}

#[test]
fn greetings_small_talk_and_the_call_itself_are_not_told() {
    assert_silent(
        &algebra(),
        &[
            "hear me",
            "headphones",
            "weekend",
            "lake",
            "share your screen",
            "Thursday",
        ],
    );
    assert_silent(
        &chemistry(),
        &["microphone", "loud and clear", "next week", "That's a lot"],
    );
}

#[test]
fn homework_told_in_passing_becomes_the_next_steps_word_for_word() {
    assert_eq!(
        algebra().next_steps,
        [
            "For next time please finish the follow-up questions 4 to 9 on the two-step equations sheet.",
            "Try to practise finding the slope from two points, at least five times.",
            "Make sure you check every answer by substituting it back.",
        ]
    );
}

#[test]
fn an_announced_list_becomes_the_next_steps_and_is_not_told_twice() {
    let summary = chemistry();
    assert_eq!(
        summary.next_steps,
        [
            "Balance the ten combustion equations on worksheet 7-B",
            "Re-read section 3.2 on molar mass and write a one-page summary",
            "Work out the limiting reactant in the follow-up problem about ammonia",
        ]
    );
    assert_silent(&summary, &["worksheet 7-B", "Re-read", "ammonia"]);
}

#[test]
fn the_point_of_a_lesson_is_told() {
    assert_tells(
        &chemistry(),
        &[
            "is called the limiting reactant",
            "Divide the moles of each reactant",
        ],
    );
    assert_tells(
        &chemistry(),
        &[
            "Balance carbon",
            "law of conservation of mass",
            "coefficients",
        ],
    );
}

#[test]
fn time_stamps_and_speaker_labels_are_not_told() {
    assert_silent(&chemistry(), &["00:0", "Alvarez:", "Jonas:", "[", "]"]);
    assert_silent(&algebra(), &["Tutor:", "Student:"]);
}

#[test]
fn quotations_stand_in_the_order_in_which_they_were_said() {
    for (summary, transcript) in [(algebra(), ALGEBRA), (chemistry(), CHEMISTRY)] {
        let places: Vec<usize> = summary
            .narrative
            .split('“')
            .skip(1)
            .map(|rest| {
                rest.split('”')
                    .next()
                    .expect("split yields at least one piece")
            })
            .map(|quoted| {
                transcript
                    .find(quoted)
                    .expect("a quotation stands in the transcript")
            })
            .collect();
        assert!((3..=5).contains(&places.len()));
        assert!(places.is_sorted());
    }
}

#[test]
fn a_transcript_without_punctuation_or_labels_is_told_all_the_same() {
    let summary = summary("Science", &[], 45, Some(MIXED));
    assert_tells(&summary, &["“acceleration”"]);
    assert_tells(
        &summary,
        &[
            "velocity is speed with a direction",
            "velocity equals starting velocity",
        ],
    );
    assert_silent(&summary, &["good to see you", "see my screen", "bye"]);
    assert_eq!(
        summary.next_steps,
        [
            "Review the three equations of motion and write them on a card",
            "Practise rearranging the distance formula for time and for acceleration",
        ]
    );
}

#[test]
fn mixed_subjects_are_named_as_such_unless_the_narrative_says_then_or_also() {
    let topics = ["algebra", "physics", "chemistry"];
    let plain = summary("Science", &topics, 45, Some(MIXED));
    assert!(
        plain
            .narrative
            .starts_with("Several subjects were covered in this session. This 45-minute")
    );

    let two = summary("Science", &topics[..2], 45, Some(MIXED));
    assert!(two.narrative.starts_with("This 45-minute"));
    let no_science = summary("Maths", &["algebra", "geometry", "sets"], 45, Some(MIXED));
    assert!(no_science.narrative.starts_with("This 45-minute"));

    let said =
        "Tutor: We solve the linear equation and then we balance the whole reaction formula.";
    let then = summary("Science", &topics, 45, Some(said));
    assert!(then.narrative.contains("and then we balance"));
    assert!(then.narrative.starts_with("This 45-minute"));

    let inside_a_word = "Tutor: Strong hydrogen bonds strengthen the whole water molecule lattice.";
    let strengthen = summary("Science", &topics, 45, Some(inside_a_word));
    assert!(strengthen.narrative.contains("strengthen"));
    assert!(strengthen.narrative.starts_with("Several subjects"));
}

#[test]
fn a_session_under_ten_minutes_is_brief_and_says_so_first() {
    let brief = summary("Algebra", &["slope"], 9, Some(ALGEBRA));
    assert_eq!(brief.summary_type, SummaryType::Brief);
    assert!(
        brief
            .narrative
            .starts_with("Brief 9-minute session. This 9-minute session on Algebra")
    );
    assert_eq!(
        summary("Algebra", &[], 10, Some(ALGEBRA)).summary_type,
        SummaryType::Normal
    );
}

#[test]
fn a_missing_transcript_wins_over_brief_and_has_fixed_words() {
    for transcript in [None, Some(""), Some(" \n\t\u{feff}")] {
        let missing = summary("Algebra", &["slope"], 5, transcript);
        assert_eq!(missing.summary_type, SummaryType::MissingTranscript);
        assert!(missing.narrative.contains("5-minute"));
        assert!(missing.narrative.contains("Algebra"));
        assert!(missing.narrative.contains("transcript is unavailable"));
        assert_eq!(missing.next_steps.len(), 3);
    }
}

#[test]
fn without_any_homework_the_steps_follow_from_the_topics_or_the_session_s_own_words() {
    let said = "Tutor: The slope of a line is rise over run.\nTutor: A slope may be negative as well.\n\
                Tutor: The slope of a flat line is zero.\nStudent: A flat line never rises.";
    let topics = summary("Algebra", &["slope", "lines"], 30, Some(said));
    assert_eq!(topics.next_steps.len(), 3);
    assert!(topics.next_steps[0].contains("slope") && topics.next_steps[1].contains("lines"));

    let words = summary("Algebra", &[], 30, Some(said));
    assert!(words.next_steps[0].contains("“slope”"));

    let nothing = summary("Algebra", &[], 30, Some("... ?! ..."));
    assert!(nothing.next_steps[0].contains("Algebra"));
}

#[test]
fn last_week_s_homework_and_the_student_s_own_plans_are_no_next_steps() {
    let said = "Tutor: Good morning, did you finish your homework for next time?\n\
                Tutor: The area of a circle is pi times the radius squared.\n\
                Student: I should review my notes for next time.\n\
                Tutor: The circles you drew for homework last week were fine.\n\
                Tutor: Did you review the circles for homework?";
    let summary = summary("Geometry", &["circles"], 30, Some(said));
    assert!(
        summary
            .next_steps
            .iter()
            .all(|step| step.contains("circles") || step.contains("Geometry"))
    );
}

#[test]
fn a_tutor_s_written_notes_are_told_although_their_steps_stand_in_the_same_paragraph() {
    let said = "We looked at the causes of the war. The alliance system turned a local conflict into a European \
                one, because each power was bound to help its partners. Nationalism in the Balkans threatened \
                Austria-Hungary from the inside. Next steps: revise the timeline of July 1914; read chapter 4.";
    let summary = summary("History", &["causes of the war"], 40, Some(said));
    assert_tells(
        &summary,
        &["The alliance system turned a local conflict into a European one, because"],
    );
    assert_silent(&summary, &["Next steps", "timeline", "chapter 4"]);
    assert_eq!(
        summary.next_steps,
        ["Revise the timeline of July 1914", "Read chapter 4."]
    );
}

#[test]
fn a_chinese_lesson_is_told_sentence_by_sentence() {
    let said = "老师：今天我们学习直线的斜率。斜率表示直线的倾斜程度！\n学生：斜率可以是负数吗？\n\
                老师：如果直线向下倾斜，斜率就是负数。";
    let summary = summary("数学", &["斜率"], 30, Some(said));
    assert!(
        summary.narrative.contains("“今天我们学习直线的斜率。”"),
        "{}",
        summary.narrative
    );
    assert!(!summary.narrative.contains("老师"));
}

#[test]
fn the_fallback_names_duration_and_subject_and_quotes_nothing() {
    let notes = SessionNotes {
        subject: "Algebra",
        topics: &[],
        duration_minutes: 55,
        transcript: Some(ALGEBRA),
        private: Private::NOBODY,
    };
    let fallback = assistant::fallback(&notes);
    assert_eq!(fallback.summary_type, SummaryType::Normal);
    assert!(fallback.narrative.contains("55-minute session on Algebra"));
    assert_eq!(fallback.next_steps.len(), 3);
}

#[test]
fn debug_output_holds_no_word_of_the_student() {
    let notes = SessionNotes {
        subject: "Algebra",
        topics: &[],
        duration_minutes: 55,
        transcript: Some(ALGEBRA),
        private: Private::NOBODY,
    };
    let shown = format!("{notes:?} {:?}", algebra());
    assert!(
        !shown.contains("Maya") && !shown.contains("slope"),
        "{shown}"
    );
}
