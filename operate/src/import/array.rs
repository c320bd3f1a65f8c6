//! PostgreSQL's text form of a one-dimensional array: `{a,"b, c",NULL}`.

/// Its elements, NULLs left out; `None` when the text is no such array.
pub(super) fn texts(text: &str) -> Option<Vec<String>> {
    let mut rest = text.strip_prefix('{')?.chars().peekable();
    let mut found = Vec::new();
    if rest.next_if_eq(&'}').is_some() {
        return rest.next().is_none().then_some(found);
    }
    loop {
        found.extend(element(&mut rest)?);
        match rest.next()? {
            ',' => {}
            '}' => return rest.next().is_none().then_some(found),
            _ => return None,
        }
    }
}

/// One element: `Some(None)` is NULL, `None` no element.
fn element(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Option<String>> {
    let mut element = String::new();
    if rest.next_if_eq(&'"').is_some() {
        loop {
            match rest.next()? {
                '"' => return Some(Some(element)),
                '\\' => element.push(rest.next()?),
                c => element.push(c),
            }
        }
    }
    while let Some(c) = rest.next_if(|c| !matches!(c, ',' | '}')) {
        match c {
            // An array in it, or a quote that begins too late.
            '{' | '"' => return None,
            '\\' => element.push(rest.next()?),
            c => element.push(c),
        }
    }
    if element.is_empty() {
        return None;
    }
    Some((!element.eq_ignore_ascii_case("null")).then_some(element))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::texts;

    #[test]
    fn arrays_are_read_as_postgresql_writes_them() {
        for (text, elements) in [
            ("{}", vec![]),
            ("{a}", vec!["a"]),
            ("{a,b c,d}", vec!["a", "b c", "d"]),
            (
                r#"{"a, b","say \"hi\"","back\\slash","{x}",""}"#,
                vec!["a, b", "say \"hi\"", "back\\slash", "{x}", ""],
            ),
            ("{a,NULL,b}", vec!["a", "b"]),
            (r#"{"NULL"}"#, vec!["NULL"]),
            ("{été,日本}", vec!["été", "日本"]),
        ] {
            assert_eq!(texts(text).unwrap(), elements, "{text}");
        }
    }

    #[test]
    fn what_is_no_array_is_told() {
        for text in [
            "", "a", "{", "{a", "{a,}", "{,a}", "{a}b", "{{a}}", r#"{"a"#, r#"{a"b}"#, r"{a\",
        ] {
            assert_eq!(texts(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_postgresql_quotes_comes_back(elements in prop::collection::vec(".*", 0..5)) {
            let quoted: Vec<_> = elements
                .iter()
                .map(|text| format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\"")))
                .collect();
            prop_assert_eq!(texts(&format!("{{{}}}", quoted.join(","))), Some(elements));
        }
    }
}
