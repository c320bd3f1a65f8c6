//! Calculus by numbers: slow, simple, and without any rule that an item could have been written from.

/// Whether two numbers are one but for the last digits of a float.
pub(crate) fn same(left: f64, right: f64) -> bool {
    near(left, right, 1e-9)
}

/// Whether two numbers differ by no more than a share of the larger one.
pub(crate) fn near(left: f64, right: f64, share: f64) -> bool {
    (left - right).abs() <= share * left.abs().max(right.abs())
}

/// Whether two numbers agree to six digits, near zero in their first six decimals: as good as the methods below.
pub(crate) fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-6 * left.abs().max(right.abs()).max(1.0)
}

/// The slope of a function by five points.
pub(crate) fn slope(f: &dyn Fn(f64) -> f64, x: f64) -> f64 {
    let h = 1e-3;
    (f(x - 2.0 * h) - 8.0 * f(x - h) + 8.0 * f(x + h) - f(x + 2.0 * h)) / (12.0 * h)
}

/// The second derivative by five points.
pub(crate) fn bend(f: &dyn Fn(f64) -> f64, x: f64) -> f64 {
    let h = 1e-2;
    let outer = f(x - 2.0 * h) + f(x + 2.0 * h);
    (16.0 * (f(x - h) + f(x + h)) - outer - 30.0 * f(x)) / (12.0 * h * h)
}

/// The integral by Gauss's three points in each of 4000 parts; `to` may be infinite when `from` is positive.
pub(crate) fn integral(f: &dyn Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    if to.is_infinite() {
        // With x = 1/u.
        return integral(&|u| f(1.0 / u) / (u * u), 0.0, 1.0 / from);
    }
    let parts = 4000_u32;
    let half = (to - from) / f64::from(parts) / 2.0;
    let point = 0.6_f64.sqrt() * half;
    let part = |i: u32| {
        let middle = from + half * f64::from(2 * i + 1);
        half * (5.0 * f(middle - point) + 8.0 * f(middle) + 5.0 * f(middle + point)) / 9.0
    };
    (0..parts).map(part).sum()
}

/// The limit from both sides, good to three digits; `None` where the sides disagree.
pub(crate) fn limit(f: &dyn Fn(f64) -> f64, at: f64) -> Option<f64> {
    if at.is_infinite() {
        return Some(f(1e6));
    }
    let (left, right) = (f(at - 1e-2), f(at + 1e-2));
    ((left - right).abs() < 0.2).then_some((left + right) / 2.0)
}

/// The largest value that is met in 100,000 steps.
pub(crate) fn maximum(f: &dyn Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let steps = 100_000_u32;
    (0..=steps)
        .map(|i| f(from + (to - from) * f64::from(i) / f64::from(steps)))
        .fold(f64::NEG_INFINITY, f64::max)
}
