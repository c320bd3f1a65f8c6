//! Reads back what [`super::quoting`] told: who said what a summary quotes, without the words around it.

use super::quoting::unframed;
use super::sentences::Sentence;
use super::speakers::Speaker;

/// The sentences of a summary as they were said. A summary that quotes nobody stays as it is.
pub(super) fn retold<'a>(sentences: &mut [Sentence<'a>]) {
    let mut speaker = Speaker::Unknown;
    for sentence in sentences {
        let framed = unframed(sentence.text);
        if let Some((said_by, _)) = framed {
            speaker = said_by;
        }
        let quoted: &'a str = framed.map_or(sentence.text, |(_, quoted)| quoted);
        let Some(quoted) = quoted.strip_prefix('“') else {
            continue;
        };
        let bare = quoted.strip_suffix('”').unwrap_or(quoted).trim();
        if !bare.is_empty() {
            sentence.text = bare;
            sentence.speaker = speaker;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentences::sentences;
    use super::super::turns::turns;
    use super::*;

    #[test]
    fn what_a_summary_quotes_is_read_as_it_was_said() {
        let text = "We met. The tutor explained: “Halve it.” “It is called osmosis.” The student said: “I halve it.”";
        let mut read = sentences(&turns(text));
        retold(&mut read);
        let said: Vec<_> = read.iter().map(|one| (one.speaker, one.text)).collect();
        assert_eq!(
            said,
            [
                (Speaker::Unknown, "We met."),
                (Speaker::Tutor, "Halve it."),
                (Speaker::Tutor, "It is called osmosis."),
                (Speaker::Student, "I halve it."),
            ]
        );
    }
}
