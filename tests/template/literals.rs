//! Nothing in the template says in which account or region it is deployed.

use template::TEXT;

/// Without comments, which may name what they like.
fn lines() -> impl Iterator<Item = &'static str> {
    TEXT.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
}

#[test]
fn no_account_is_named() {
    for line in lines() {
        let longest = line
            .split(|character: char| !character.is_ascii_digit())
            .map(str::len)
            .max()
            .unwrap_or_default();
        assert!(longest < 12, "{line}");
    }
}

#[test]
fn no_address_is_named() {
    for line in lines() {
        for word in line.split(|character: char| !(character.is_ascii_digit() || character == '.'))
        {
            let parts: Vec<_> = word.split('.').collect();
            let is_address = parts.len() == 4 && parts.iter().all(|part| !part.is_empty());
            assert!(!is_address, "{line}");
        }
    }
}

#[test]
fn no_region_is_named() {
    // CloudFront takes certificates and web ACLs from there alone, wherever the stack is.
    let of_cloudfront = |line: &&str| {
        let words = [":acm:", ":wafv2:", "Certificate Manager", "CloudFront"];
        line.contains("us-east-1") && words.iter().any(|word| line.contains(word))
    };
    for line in lines().filter(|line| !of_cloudfront(line)) {
        for word in line.split(|character: char| !(character.is_alphanumeric() || character == '-'))
        {
            let parts: Vec<_> = word.split('-').collect();
            let is_region = matches!(parts.as_slice(), [area, place, number]
                if area.len() == 2
                    && place.len() > 3
                    && number.len() == 1
                    && number.chars().all(|digit| digit.is_ascii_digit()));
            assert!(!is_region, "{line}");
        }
    }
}
