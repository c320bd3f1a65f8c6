//! Cuts a transcript into turns: stretches that one speaker said, without labels, time stamps and subtitle frames.

use super::speakers::{Speaker, Speakers, inline_label};
use super::timestamps::{is_frame, without_timestamp};
use crate::Private;
use crate::masking::Mask;

/// What one speaker said without interruption: an unbroken piece of the transcript.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn<'a> {
    pub(super) speaker: Speaker,
    /// May hold several lines.
    pub(super) text: &'a str,
    /// Where it stands, counted in bytes from the transcript's start.
    pub(super) at: usize,
}

/// The turns of a transcript in order. None of them is empty.
pub(super) fn turns(transcript: &str) -> Vec<Turn<'_>> {
    turns_among(&Mask::new(Private::NOBODY), transcript)
}

/// The same, among people whose names are known.
pub(super) fn turns_among<'a>(people: &Mask, transcript: &'a str) -> Vec<Turn<'a>> {
    let mut speakers = Speakers::among(people);
    for line in transcript.lines() {
        speakers.note(without_timestamp(line));
    }
    let mut turns = Cutter {
        transcript,
        turns: Vec::new(),
        open: None,
        end: 0,
        speaker: Speaker::Unknown,
    };
    for line in transcript.lines() {
        if is_frame(line) {
            turns.close();
            continue;
        }
        let mut rest = without_timestamp(line);
        if let Some((speaker, said)) = speakers.label(rest) {
            turns.change(speaker);
            rest = said;
        }
        while let Some(label) = inline_label(rest) {
            turns.extend(&rest[..label]);
            let Some((speaker, said)) = speakers.label(&rest[label..]) else {
                break;
            };
            turns.change(speaker);
            rest = said;
        }
        turns.extend(rest);
    }
    turns.close();
    turns.turns
}

struct Cutter<'a> {
    transcript: &'a str,
    turns: Vec<Turn<'a>>,
    /// Where the turn that is being read starts.
    open: Option<usize>,
    end: usize,
    speaker: Speaker,
}

impl<'a> Cutter<'a> {
    fn extend(&mut self, piece: &'a str) {
        if piece.trim().is_empty() {
            return;
        }
        // Pieces are slices of the transcript, so their distance to its start is their place.
        let start = piece.as_ptr() as usize - self.transcript.as_ptr() as usize;
        self.open.get_or_insert(start);
        self.end = start + piece.len();
    }

    fn close(&mut self) {
        if let Some(at) = self.open.take() {
            let text = &self.transcript[at..self.end];
            self.turns.push(Turn {
                speaker: self.speaker,
                text,
                at,
            });
        }
    }

    fn change(&mut self, speaker: Speaker) {
        self.close();
        self.speaker = speaker;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(transcript: &str) -> Vec<(Speaker, &str)> {
        turns(transcript)
            .iter()
            .map(|turn| (turn.speaker, turn.text.trim()))
            .collect()
    }

    #[test]
    fn labels_are_taken_off_and_their_speakers_known() {
        let said =
            read("[00:01] Tutor: Hello.\nMs Alvarez (tutor): Again.\n**Student:** Hi: there.");
        assert_eq!(
            said,
            [
                (Speaker::Tutor, "Hello."),
                (Speaker::Tutor, "Again."),
                (Speaker::Student, "Hi: there."),
            ]
        );
    }

    #[test]
    fn the_names_of_known_people_are_labels_at_once() {
        let people = Mask::new(Private {
            student: &["Jonas Weber"],
            tutors: &["Ana Alvarez"],
        });
        let said: Vec<Speaker> = turns_among(&people, "Jonas: So.\nMs Alvarez: No.\nKim: Oh.")
            .iter()
            .map(|turn| turn.speaker)
            .collect();
        assert_eq!(said, [Speaker::Student, Speaker::Tutor]);
    }

    #[test]
    fn a_name_is_a_label_only_when_it_recurs() {
        assert_eq!(
            read("Maria: One.\nJo: Two.\nMaria: Three.\nJo: Four.").len(),
            4
        );
        assert_eq!(
            read("Pythagoras: a and b."),
            [(Speaker::Unknown, "Pythagoras: a and b.")]
        );
        assert_eq!(
            read("Remember: one.\nRemember: two."),
            [(Speaker::Unknown, "Remember: one.\nRemember: two.")]
        );
    }

    #[test]
    fn a_transcript_on_one_line_is_cut_at_its_labels() {
        let said = read("Tutor: What is x? Student: Two. Tutor: Right.");
        assert_eq!(
            said,
            [
                (Speaker::Tutor, "What is x?"),
                (Speaker::Student, "Two."),
                (Speaker::Tutor, "Right.")
            ]
        );
    }

    #[test]
    fn subtitle_frames_are_not_what_was_said() {
        let said = read(
            "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nTutor: Look here.\n\n2\n00:00:05.000 --> 00:00:06.000\nStudent: Yes.",
        );
        assert_eq!(
            said,
            [(Speaker::Tutor, "Look here."), (Speaker::Student, "Yes.")]
        );
    }
}
