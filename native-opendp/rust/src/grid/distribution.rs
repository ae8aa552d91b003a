//! The sampler against the definition of its distribution, on every path it has. Chance alone fails a comparison once
//! in 10 000 times; each is asked again of independent draws where it fails, so once in 1e8.

use super::draw::Draws;
use super::exp::exp_minus;
use super::table::{KAPPA, TAIL_WEIGHT};
use super::tail;
use super::words::{AesWords, Seed};
use dashu::integer::UBig;

/// No comparison is decided in floating point.
const ALL_OPEN: i64 = i64::MAX;
/// Of a standard normal; exceeded with chance 1e-4.
const LARGEST_DEVIATE: f64 = 3.719;

fn words() -> AesWords {
    AesWords::new(&Seed::fresh().unwrap())
}

fn draws<const G: i64>(mut words: AesWords, bits: u32, count: usize) -> Vec<i64> {
    let mut draws = vec![0; count];
    Draws::<G>::guarded(bits).add(&mut words, &vec![0; count], &mut draws, |draw| draw);
    draws
}

/// Pearson's statistic as a standard normal deviate (Wilson and Hilferty 1931).
fn deviate(seen: &[u64], chances: &[f64]) -> f64 {
    let draws = seen.iter().sum::<u64>() as f64;
    let statistic: f64 = (seen.iter().zip(chances))
        .map(|(seen, chance)| (*seen as f64 - chance * draws).powi(2) / (chance * draws))
        .sum();
    let freedom = seen.len() as f64 - 1.0;
    let spread = 2.0 / (9.0 * freedom);
    ((statistic / freedom).cbrt() - (1.0 - spread)) / spread.sqrt()
}

fn holds(mut sample: impl FnMut() -> f64) {
    let first = sample();
    if first >= LARGEST_DEVIATE {
        let second = sample();
        assert!(second < LARGEST_DEVIATE, "{first} and again {second}");
    }
}

/// Shares of the integers from..to of all of them, cut at `edges`, under exp(-(x^2 - x0^2)/(2 sigma^2)), x0 the first edge.
fn chances(edges: &[f64], sigma: f64) -> Vec<f64> {
    let density = |x: f64| (-(x - edges[0]) * (x + edges[0]) / (2.0 * sigma * sigma)).exp();
    let mass = |from: f64, to: f64| -> f64 {
        let width = to - from;
        if width <= 4096.0 {
            return (0..width as u64).map(|i| density(from + i as f64)).sum();
        }
        // Euler and Maclaurin: the sum over from..to-1 is the integral from from-1/2 to to-1/2 up to 1/(24 sigma^2); Simpson's
        // rule with 32 panels of at most sigma/256 is good to 1e-10.
        let h = width / 64.0;
        let odd = |i: usize| if i % 2 == 1 { 4.0 } else { 2.0 };
        let inner: f64 = (1..64)
            .map(|i| odd(i) * density(from - 0.5 + i as f64 * h))
            .sum();
        (density(from - 0.5) + inner + density(to - 0.5)) * h / 3.0
    };
    let masses: Vec<f64> = edges.windows(2).map(|w| mass(w[0], w[1])).collect();
    let total: f64 = masses.iter().sum();
    masses.iter().map(|mass| mass / total).collect()
}

/// 64 bins of sigma/8 from -4 sigma to 4 sigma; the few draws beyond are left out on both sides.
fn body<const G: i64>(bits: u32, count: usize, stretch: f64) -> f64 {
    let width = 1i64 << (bits - 3);
    let edges: Vec<f64> = (-32..=32).map(|i| (i * width) as f64).collect();
    let mut seen = [0u64; 64];
    for draw in draws::<G>(words(), bits, count) {
        let bin = draw.div_euclid(width) + 32;
        if (0..64).contains(&bin) {
            seen[bin as usize] += 1;
        }
    }
    deviate(&seen, &chances(&edges, (1u64 << bits) as f64 * stretch))
}

#[test]
fn draws_follow_the_discrete_gaussian() {
    for bits in [7, 10, 20, 32, 36, 53, 56] {
        holds(|| body::<{ 1 << 23 }>(bits, 4_000_000, 1.0));
    }
}

#[test]
fn the_test_sees_a_sigma_that_is_half_a_percent_off() {
    assert!(body::<{ 1 << 23 }>(20, 4_000_000, 1.005) > 2.0 * LARGEST_DEVIATE);
}

#[test]
fn so_they_do_where_integers_decide_what_is_open() {
    for bits in [7, 36, 53] {
        holds(|| body::<ALL_OPEN>(bits, 2_000_000, 1.0));
    }
}

/// Integers and floating point agree wherever the latter dares to decide: the same words give the same draws.
#[test]
fn both_ways_to_decide_give_the_same_draws() {
    for bits in [7, 20, 36, 53, 56] {
        let seed = Seed::fresh().unwrap();
        let quick = draws::<{ 1 << 23 }>(AesWords::new(&seed), bits, 1_000_000);
        assert!(quick == draws::<ALL_OPEN>(AesWords::new(&seed), bits, 1_000_000));
    }
}

#[test]
fn the_tail_follows_its_part_of_the_discrete_gaussian() {
    for bits in [7u32, 36, 56] {
        holds(|| {
            let start = 9u128 << bits;
            let width = 1u128 << (bits - 5);
            let edges: Vec<f64> = (0..=12).map(|i| (start + i * width) as f64).collect();
            let mut seen = [0u64; 12];
            let mut words = words();
            for _ in 0..20_000 {
                if let Some(magnitude) = tail::magnitude(&mut words, bits) {
                    let bin = ((magnitude - start) / width) as usize;
                    if bin < seen.len() {
                        seen[bin] += 1;
                    }
                }
            }
            deviate(&seen, &chances(&edges, (1u64 << bits) as f64))
        });
    }
}

/// The tail as a whole has the weight it should have next to the body.
#[test]
fn the_tail_is_kept_as_often_as_its_weight_asks() {
    let bits = 7u32;
    let (proposals, mut kept) = (40_000, 0);
    let mut words = words();
    for _ in 0..proposals {
        kept += tail::magnitude(&mut words, bits).is_some() as u32;
    }
    // Sum of kappa exp(-x^2/(2 sigma^2)) / w over x >= 9 sigma, over the weight of the outcome.
    let sum: u128 = (9u64 << bits..20 << bits)
        .map(|x| exp_minus(&UBig::from(x * x), 15, 160).times(KAPPA).low)
        .map(|bound| u128::try_from(bound >> 60).unwrap())
        .sum();
    let chance = sum as f64 / 2f64.powi(100) / 2.0 / TAIL_WEIGHT as f64;
    let expected = chance * proposals as f64;
    let deviation = (expected * (1.0 - chance)).sqrt();
    // Five standard deviations: chance alone crosses them once in 1.7 million runs.
    assert!((kept as f64 - expected).abs() < 5.0 * deviation);
    assert!(chance > 0.5 && chance < 1.0);
}

/// One known key, known draws. The Java twin has the same figures, so both are one algorithm.
#[test]
fn known_words_give_known_draws() {
    let known = |tag: u8| AesWords::new(&Seed::known(std::array::from_fn(|i| i as u8 ^ tag)));
    let fold = |hash: i64, draw: i64| hash.wrapping_mul(31).wrapping_add(draw);
    let of = |draws: Vec<i64>| draws.into_iter().fold(0, fold);
    let body = |bits: u32| of(draws::<{ 1 << 23 }>(known(bits as u8), bits, 100_000));
    let open = |bits: u32| of(draws::<ALL_OPEN>(known(bits as u8), bits, 100_000));
    let tail = |bits: u32| {
        let mut words = known(bits as u8);
        (0..500).fold(0, |hash, _| {
            let kept = tail::magnitude(&mut words, bits);
            fold(hash, kept.map_or(-1, |magnitude| magnitude as i64))
        })
    };
    let bits = [7, 20, 36, 53, 56];
    assert_eq!(
        bits.map(body),
        [
            7085915806181981961,
            9062152586295677862,
            -4356990271248341867,
            2869259427396407249,
            5662950344752081047
        ]
    );
    assert_eq!(bits.map(open), bits.map(body));
    assert_eq!(
        bits.map(tail),
        [
            -4502563815207988240,
            -8899152770044728297,
            1188035783559747453,
            -8118858336620525018,
            -4057066392816754732
        ]
    );
}
