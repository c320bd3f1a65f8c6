use super::*;

fn score(marked: Marked, seconds: i64, hints: i64) -> u8 {
    let time = TimeTaken::parse(seconds).unwrap();
    let hints = HintsUsed::parse(hints).unwrap();
    Performance::of(marked, time, hints).hundredths()
}

#[test]
fn the_score_is_what_the_old_service_gave() {
    assert_eq!(score(Marked::Right, 30, 0), 100);
    assert_eq!(score(Marked::Wrong, 30, 0), 30);
    assert_eq!(score(Marked::Wrong, 500, 20), 0);
}

#[test]
fn time_counts_in_full_up_to_a_minute_and_not_at_all_from_three_on() {
    for (seconds, hundredths) in [
        (0, 100),
        (60, 100),
        (61, 100),
        (120, 90),
        (179, 80),
        (180, 80),
        (86_400, 80),
    ] {
        assert_eq!(score(Marked::Right, seconds, 0), hundredths, "{seconds} s");
    }
}

#[test]
fn each_hint_costs_a_hundredth_up_to_ten() {
    for (hints, hundredths) in [(0, 100), (1, 99), (9, 91), (10, 90), (100, 90)] {
        assert_eq!(score(Marked::Right, 10, hints), hundredths, "{hints} hints");
    }
}

#[test]
fn a_right_answer_always_beats_a_wrong_one() {
    assert!(score(Marked::Right, 86_400, 100) > score(Marked::Wrong, 0, 0));
}

#[test]
fn times_and_hints_have_bounds() {
    assert!(TimeTaken::parse(-1).is_err() && TimeTaken::parse(86_401).is_err());
    assert!(HintsUsed::parse(-1).is_err() && HintsUsed::parse(101).is_err());
}

#[test]
fn a_score_is_sent_with_two_decimals_and_read_again() {
    for hundredths in 0..=100 {
        let sent = serde_json::to_string(&Performance(hundredths)).unwrap();
        assert!(sent.len() <= 4, "{sent}");
        let read: Performance = serde_json::from_str(&sent).unwrap();
        assert_eq!(read.hundredths(), hundredths);
    }
}
