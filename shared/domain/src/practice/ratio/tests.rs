use super::*;

fn of(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// Every fraction with small parts, and some near the edge.
fn samples() -> Vec<Ratio> {
    let small = (-6..=6).flat_map(|n| (1..=5).map(move |d| Ratio::new(n, d).unwrap()));
    let large = [
        Ratio::new(i128::MAX, 1),
        Ratio::new(-i128::MAX, 1),
        Ratio::new(1, i128::MAX),
        Ratio::new(i128::MAX, i128::MAX - 1),
        Ratio::new(i128::MAX - 1, i128::MAX),
    ];
    small.chain(large.into_iter().flatten()).collect()
}

#[test]
fn fractions_are_kept_and_shown_in_lowest_terms_with_the_sign_in_front() {
    for (numerator, denominator, shown) in [
        (6, 8, "3/4"),
        (6, -8, "-3/4"),
        (-6, -8, "3/4"),
        (4, 2, "2"),
        (0, -7, "0"),
        (i128::MIN, 2, "-85070591730234615865843651857942052864"),
    ] {
        let ratio = Ratio::new(numerator, denominator).unwrap();
        assert_eq!(ratio.to_string(), shown);
    }
    assert_eq!(Ratio::new(1, 0), None);
    assert_eq!(Ratio::new(i128::MIN, 1), None);
}

#[test]
fn the_spellings_of_a_number_are_the_same_number() {
    for (text, numerator, denominator) in [
        ("3/4", 3, 4),
        (" 6 / 8 ", 3, 4),
        ("0.75", 3, 4),
        (".75", 3, 4),
        ("00.7500", 3, 4),
        ("-2", -2, 1),
        ("\u{2212}2", -2, 1),
        ("-0.5", -1, 2),
        ("-4/6", -2, 3),
        ("-0", 0, 1),
    ] {
        assert_eq!(
            of(text),
            Ratio::new(numerator, denominator).unwrap(),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_number_is_refused() {
    let long = "9".repeat(60);
    let places = format!("0.{}1", "0".repeat(60));
    for text in [
        "", " ", "-", "--2", "+2", "1/0", "1/-2", "1.5/2", "1/2/3", "1.", ".", "1.2.3", "1,000",
        "1e3", "2x", "٣", "½", "0x10", &long, &places,
    ] {
        assert_eq!(text.parse::<Ratio>(), Err(NotANumber), "{text}");
    }
}

#[test]
fn every_fraction_reads_back_from_what_is_shown() {
    for ratio in samples() {
        assert_eq!(of(&ratio.to_string()), ratio);
    }
}

#[test]
fn sums_products_and_powers_are_exact() {
    assert_eq!(of("1/6").checked_add(of("1/10")), Some(of("4/15")));
    assert_eq!(of("1/6").checked_sub(of("2/3")), Some(of("-1/2")));
    assert_eq!(of("-2/3").checked_mul(of("9/4")), Some(of("-3/2")));
    assert_eq!(of("2/3").checked_div(of("-4/9")), Some(of("-3/2")));
    assert_eq!(of("-2/3").checked_pow(3), Some(of("-8/27")));
    assert_eq!(of("-2/3").checked_pow(0), Some(Ratio::ONE));
    assert_eq!(Ratio::ONE.checked_div(Ratio::ZERO), None);
}

#[test]
fn arithmetic_keeps_its_laws_and_never_wraps_around() {
    for a in samples() {
        for b in samples() {
            assert_eq!(a.checked_add(b), b.checked_add(a));
            assert_eq!(a.checked_mul(b), b.checked_mul(a));
            if let Some(sum) = a.checked_add(b) {
                assert!(sum.checked_sub(b).is_none_or(|back| back == a), "{a} + {b}");
            }
            if let Some(product) = a.checked_mul(b).filter(|_| !b.is_zero()) {
                assert_eq!(product.checked_div(b), Some(a), "{a} * {b}");
            }
        }
    }
    let largest = Ratio::new(i128::MAX, 1).unwrap();
    assert_eq!(largest.checked_add(Ratio::ONE), None);
    assert_eq!(largest.checked_mul(Ratio::whole(2)), None);
    assert_eq!(largest.checked_pow(2), None);
    assert_eq!((-largest).checked_sub(Ratio::ONE), None);
}

#[test]
fn order_is_that_of_the_numbers_however_large_their_parts() {
    for a in samples() {
        for b in samples() {
            if let Some(difference) = a.checked_sub(b) {
                assert_eq!(a.cmp(&b), difference.numerator().cmp(&0), "{a} and {b}");
            }
            assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        }
    }
    let (below, above) = (
        Ratio::new(i128::MAX - 1, i128::MAX).unwrap(),
        Ratio::new(i128::MAX, i128::MAX - 1).unwrap(),
    );
    assert!(below < Ratio::ONE && Ratio::ONE < above);
}
