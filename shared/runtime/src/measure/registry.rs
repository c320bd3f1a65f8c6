//! Which series there are, what each has gathered in the current minute, and what is counted when one can't be kept.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::Moment;
use metrics::Key;

use super::backlog::{Backlog, begin_of, minute_of};
use super::dimension::{NONE, OTHER};
use super::table::losses;
use super::table::{Kind, Metric};
use super::{Datum, Dimension, Points, Values};

/// No environment has more series than this; what would be another one is counted as lost.
pub const MOST_SERIES: usize = 1000;

/// No more keys than this are remembered; others are looked up anew each time.
pub const MOST_KEYS: usize = 2000;

/// Why a figure was lost. In the order of the table's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// Too much waited to be pushed.
    Backlog,
    /// It was no finite number.
    Number,
    /// The sink will never take it.
    Refused,
    /// There were too many series.
    Series,
    /// It waited for two weeks.
    TooOld,
    /// The table does not know the metric.
    Unknown,
    /// Not lost, but put under `other`: a value that its dimension may not have.
    Value,
}

impl Loss {
    const ALL: [Self; 7] = [
        Self::Backlog,
        Self::Number,
        Self::Refused,
        Self::Series,
        Self::TooOld,
        Self::Unknown,
        Self::Value,
    ];
}

/// Names and values of a series' dimensions.
type Dimensions = Arc<[(&'static str, String)]>;

#[derive(Debug)]
struct Series {
    metric: &'static Metric,
    dimensions: Dimensions,
    /// The minute of [`Self::points`].
    minute: i64,
    points: Points,
}

/// Which series a key is recorded in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) kind: Kind,
    pub(super) series: Vec<usize>,
    /// Counted each time that the key is asked for; such a key is not remembered, for there may be any number of them.
    pub(super) loss: Option<Loss>,
}

/// The series and what they gathered.
#[derive(Debug)]
pub(super) struct Registry {
    series: Vec<Series>,
    places: HashMap<(&'static str, Dimensions), usize>,
    /// The different values of each dimension that has no list of its own.
    words: HashMap<&'static str, BTreeSet<String>>,
    /// Where losses are counted, by their order. They are the first series, there from the start: nothing can crowd them out. What
    /// they gathered never waits by its minute but stands in that of the last loss, so that no loss is lost in turn.
    losses: [Vec<usize>; 7],
    /// How many series those are.
    of_losses: usize,
    backlog: Backlog,
}

impl Registry {
    pub(super) fn new() -> Self {
        let mut new = Self {
            series: Vec::new(),
            places: HashMap::new(),
            words: HashMap::new(),
            losses: Default::default(),
            of_losses: 0,
            backlog: Backlog::default(),
        };
        let words = losses();
        for loss in Loss::ALL {
            let labels = vec![metrics::Label::new("reason", words[loss as usize])];
            let target = new.target(&Key::from_parts("metrics.dropped", labels), Kind::Counter);
            new.losses[loss as usize] = target.series;
        }
        new.of_losses = new.series.len();
        new
    }

    /// Which series a key is recorded in. Makes those that are new.
    pub(super) fn target(&mut self, key: &Key, kind: Kind) -> Target {
        let lost = |loss| Target {
            kind,
            series: Vec::new(),
            loss: Some(loss),
        };
        let metric = Metric::named(key.name()).filter(|metric| metric.kind == kind);
        let Some(metric) = metric else {
            return lost(Loss::Unknown);
        };
        let (values, mut loss) = self.values(metric, key);
        let mut series = Vec::with_capacity(metric.published.len());
        for set in metric.published {
            let of_set = values.iter().filter(|(name, _)| set.contains(name));
            match self.place(metric, of_set.cloned().collect()) {
                Some(place) => series.push(place),
                None => loss = Some(Loss::Series),
            }
        }
        Target { kind, series, loss }
    }

    /// What the key says of each dimension of the metric. A label that is none of its dimensions says nothing.
    fn values(
        &mut self,
        metric: &'static Metric,
        key: &Key,
    ) -> (Vec<(&'static str, String)>, Option<Loss>) {
        let known = |name| metric.dimensions.iter().any(|d| d.name == name);
        let stray = key.labels().any(|label| !known(label.key()));
        let mut loss = stray.then_some(Loss::Value);
        let mut values = Vec::with_capacity(metric.dimensions.len());
        for dimension in metric.dimensions {
            let label = key.labels().find(|label| label.key() == dimension.name);
            let value = label.map_or(NONE, metrics::Label::value);
            let fits = label.is_none() || value == OTHER || dimension.admits(value);
            let value = if fits && self.has_room(dimension, value) {
                value
            } else {
                loss = Some(Loss::Value);
                OTHER
            };
            values.push((dimension.name, value.to_owned()));
        }
        (values, loss)
    }

    /// Whether the dimension has had the value, or may have another one.
    fn has_room(&mut self, dimension: &Dimension, value: &str) -> bool {
        if let Values::Among(_) = dimension.values {
            return true;
        }
        let words = self.words.entry(dimension.name).or_default();
        if words.contains(value) {
            return true;
        }
        let has_room = words.len() < dimension.most();
        if has_room {
            words.insert(value.to_owned());
        }
        has_room
    }

    fn place(&mut self, metric: &'static Metric, dimensions: Dimensions) -> Option<usize> {
        let identity = (metric.name, Arc::clone(&dimensions));
        if let Some(place) = self.places.get(&identity) {
            return Some(*place);
        }
        if self.series.len() >= MOST_SERIES {
            return None;
        }
        let place = self.series.len();
        self.series.push(Series {
            metric,
            dimensions,
            minute: i64::MIN,
            points: Points::new(metric.kind),
        });
        self.places.insert(identity, place);
        Some(place)
    }

    /// Changes what these series have gathered in this minute. What they gathered in another one waits to be pushed from now on;
    /// only then is something allocated.
    pub(super) fn record(
        &mut self,
        series: &[usize],
        now: Moment,
        mut change: impl FnMut(&mut Points),
    ) {
        let minute = minute_of(now);
        let mut gone = 0;
        for place in series {
            let of = &mut self.series[*place];
            if of.minute != minute {
                if *place >= self.of_losses && !of.points.is_empty() {
                    let points = std::mem::replace(&mut of.points, Points::new(of.metric.kind));
                    gone += self.backlog.put((of.minute, *place), points);
                }
                of.minute = minute;
            }
            change(&mut of.points);
        }
        self.lose(Loss::Backlog, gone, now);
    }

    /// Counts what was lost.
    pub(super) fn lose(&mut self, loss: Loss, times: u64, now: Moment) {
        if times == 0 {
            return;
        }
        let series = std::mem::take(&mut self.losses[loss as usize]);
        self.record(&series, now, |points| points.increment(times));
        self.losses[loss as usize] = series;
    }

    /// Everything gathered so far, oldest first. Nothing of it is here any more.
    pub(super) fn take(&mut self, now: Moment) -> Vec<Datum> {
        let mut gone = 0;
        for (place, of) in self.series.iter_mut().enumerate() {
            if !of.points.is_empty() {
                let points = std::mem::replace(&mut of.points, Points::new(of.metric.kind));
                gone += self.backlog.put((of.minute, place), points);
            }
        }
        let (young, old) = self.backlog.take(now);
        let taken = young.into_iter().filter_map(|(place, points)| {
            let of = &self.series[place.1];
            Some(Datum {
                name: of.metric.name,
                unit: of.metric.unit,
                dimensions: Arc::clone(&of.dimensions),
                // A moment has a minute that began, unless it is the very first.
                minute: begin_of(place.0)?,
                points,
                place,
            })
        });
        let taken = taken.collect();
        self.lose(Loss::Backlog, gone, now);
        self.lose(Loss::TooOld, old, now);
        taken
    }

    /// Takes back what could not be sent.
    pub(super) fn give_back(&mut self, data: &[Datum], now: Moment) {
        let mut gone = 0;
        for datum in data {
            let series = datum.place.1;
            if series < self.of_losses {
                let of = &mut self.series[series];
                of.points.add_earlier(&datum.points);
                of.minute = of.minute.max(datum.place.0);
            } else {
                gone += self.backlog.give_back(datum.place, datum.points.clone());
            }
        }
        self.lose(Loss::Backlog, gone, now);
    }

    /// How many series there are.
    pub(super) fn len(&self) -> usize {
        self.series.len()
    }

    /// How many data wait, less those of the current minute.
    pub(super) fn waiting(&self) -> usize {
        self.backlog.len()
    }
}
