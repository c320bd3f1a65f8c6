//! Percentages: parts, changes, rates and what was before. The numbers are drawn so that every answer is whole.

use super::answer::Answer;
use super::draft::Draft;
use super::draw::Draw;

/// A part of a number, then a price that changes, then by how much it changed, then what it was before, then two changes.
pub(super) fn draft(level: u8, draw: &mut Draw) -> Draft {
    let more = i64::from(level);
    match level {
        ..=2 => part(
            draw.one_of([10, 20, 25, 50, 75]),
            20 * draw.between(1, 10 * more),
        ),
        3..=4 => part(5 * draw.between(1, 19), 20 * draw.between(2, 10 * more)),
        5..=6 => changed(
            5 * draw.between(1, 15),
            20 * draw.between(2, 20),
            draw.coin(),
        ),
        7..=8 => rate(
            5 * draw.between(1, 15),
            20 * draw.between(1, 5 * more),
            draw.coin(),
        ),
        9 => before(
            10 * draw.between(1, 6),
            100 * draw.between(1, 9),
            draw.coin(),
        ),
        _ => twice(
            [10 * draw.between(1, 6), 10 * draw.between(1, 6)],
            100 * draw.between(1, 9),
        ),
    }
}

/// The wrong results that are whole numbers. Each is a number and what it has to be divided by.
fn whole(results: &[(i64, i64)], as_answer: fn(i64) -> Answer) -> Vec<Answer> {
    results
        .iter()
        .filter(|(result, by)| *by != 0 && result % by == 0)
        .map(|(result, by)| as_answer(result / by))
        .collect()
}

fn part(percent: i64, base: i64) -> Draft {
    let number = |value: i64| Answer::number(value.into());
    let part = base * percent / 100;
    let wrong = [
        // The rest instead of the part.
        (base - part, 1),
        // A tenth instead of a hundredth.
        (base * percent, 10),
        // Divided by the rate.
        (base, percent),
        // The rate subtracted.
        (base - percent, 1),
    ];
    Draft {
        question: format!("What is {percent}% of the number {base}?"),
        answer: number(part),
        mistakes: whole(&wrong, number),
        near: Box::new(move |step| number(part + step)),
        explanation: format!(
            "{percent}% of {base} is {base} × {percent}/100 = {}/100 = {part}.",
            base * percent
        ),
    }
}

fn verb(up: bool) -> (&'static str, i64) {
    if up { ("rises", 1) } else { ("falls", -1) }
}

fn changed(percent: i64, base: i64, up: bool) -> Draft {
    let (verb, sign) = verb(up);
    let change = base * percent / 100;
    let after = base + sign * change;
    let wrong = [
        // The change alone.
        (change, 1),
        // The other way.
        (base - sign * change, 1),
        // The rate taken for dollars.
        (base + sign * percent, 1),
    ];
    Draft {
        question: format!("A price of ${base} {verb} by {percent}%. What is the new price?"),
        answer: Answer::dollars(after),
        mistakes: whole(&wrong, Answer::dollars),
        near: Box::new(move |step| Answer::dollars(after + step)),
        explanation: format!(
            "{percent}% of ${base} is ${change}. The price {verb} by that much, so the new price is ${after}."
        ),
    }
}

fn rate(percent: i64, base: i64, up: bool) -> Draft {
    let (verb, sign) = verb(up);
    let change = base * percent / 100;
    let after = base + sign * change;
    let wrong = [
        // Measured by the new price.
        (100 * change, after),
        // The difference in dollars.
        (change, 1),
        // The new price as a percentage of the old.
        (100 * after, base),
        // What is missing to the whole.
        (100 - percent, 1),
    ];
    Draft {
        question: format!(
            "A price {verb} from ${base} to ${after}. By what percentage of the old price does it change?"
        ),
        answer: Answer::percent(percent),
        mistakes: whole(&wrong, Answer::percent),
        near: Box::new(move |step| Answer::percent(percent + 5 * step)),
        explanation: format!(
            "The price changes by ${change}. Measured by the old price that is {change}/{base}, and 100 × {change}/{base} \
             = {percent}, so it is {percent}%."
        ),
    }
}

fn before(percent: i64, base: i64, up: bool) -> Draft {
    let (verb, sign) = verb(up);
    let left = 100 + sign * percent;
    let after = base * left / 100;
    let wrong = [
        // The rate of the new price undone.
        (after * (100 - sign * percent), 100),
        // The rate taken of the new price once more.
        (after * left, 100),
        // The rate taken for dollars.
        (after - sign * percent, 1),
    ];
    Draft {
        question: format!("A price {verb} by {percent}% and is ${after} now. What was it before?"),
        answer: Answer::dollars(base),
        mistakes: whole(&wrong, Answer::dollars),
        near: Box::new(move |step| Answer::dollars(base + 10 * step)),
        explanation: format!(
            "After the change the price is {left}% of what it was. So 1% of it is ${after}/{left}, and 100% is 100 × \
             {after}/{left} = {base} dollars."
        ),
    }
}

fn twice([up, down]: [i64; 2], base: i64) -> Draft {
    let between = base * (100 + up) / 100;
    let after = between * (100 - down) / 100;
    let wrong = [
        // The rates set off against each other.
        (base * (100 + up - down), 100),
        // The second rate taken of the first price, the other way round.
        (base * (100 - up + down), 100),
        // The two ways exchanged.
        (base * (100 - up) * (100 + down), 10_000),
        // Stopped after the first step.
        (between, 1),
    ];
    Draft {
        question: format!(
            "A price of ${base} rises by {up}%, and the new price then falls by {down}%. What is it in the end?"
        ),
        answer: Answer::dollars(after),
        mistakes: whole(&wrong, Answer::dollars),
        near: Box::new(move |step| Answer::dollars(after + 10 * step)),
        explanation: format!(
            "After the rise the price is {base} × {}/100 = {between} dollars. After the fall it is {between} × {}/100 = \
             {after} dollars.",
            100 + up,
            100 - down,
        ),
    }
}
