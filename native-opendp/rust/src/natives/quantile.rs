//! Native methods of `org.medveil.opendp.QuantileNatives`: each for the exponential mechanism and for
//! permute-and-flip.

use jni::objects::{JClass, JDoubleArray};
use jni::sys::{jdouble, jint};
use jni::{Env, EnvUnowned};

use super::arrays::doubles;
use crate::errors::{Failure, guarded};
use crate::quantile::Quantile;

/// `static native double exponential(double[] records, double[] candidates, double rank, double scale)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_QuantileNatives_exponential<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    records: JDoubleArray<'local>,
    candidates: JDoubleArray<'local>,
    rank: jdouble,
    scale: jdouble,
) -> jdouble {
    guarded(&mut unowned, |env| {
        let asked = quantile(env, &candidates, rank, scale)?;
        asked.of(&doubles(env, &records)?, true)
    })
}

/// `static native double permuteAndFlip(double[] records, double[] candidates, double rank, double scale)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_QuantileNatives_permuteAndFlip<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    records: JDoubleArray<'local>,
    candidates: JDoubleArray<'local>,
    rank: jdouble,
    scale: jdouble,
) -> jdouble {
    guarded(&mut unowned, |env| {
        let asked = quantile(env, &candidates, rank, scale)?;
        asked.of(&doubles(env, &records)?, false)
    })
}

/// `static native double rho(double[] candidates, double rank, double scale, int records)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_QuantileNatives_rho<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    candidates: JDoubleArray<'local>,
    rank: jdouble,
    scale: jdouble,
    records: jint,
) -> jdouble {
    guarded(&mut unowned, |env| {
        quantile(env, &candidates, rank, scale)?.loss(count(records)?, true)
    })
}

/// `static native double epsilon(double[] candidates, double rank, double scale, int records)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_QuantileNatives_epsilon<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    candidates: JDoubleArray<'local>,
    rank: jdouble,
    scale: jdouble,
    records: jint,
) -> jdouble {
    guarded(&mut unowned, |env| {
        quantile(env, &candidates, rank, scale)?.loss(count(records)?, false)
    })
}

fn quantile(
    env: &mut Env,
    candidates: &JDoubleArray,
    rank: f64,
    scale: f64,
) -> Result<Quantile, Failure> {
    Ok(Quantile {
        candidates: doubles(env, candidates)?,
        rank,
        scale,
    })
}

fn count(records: jint) -> Result<u32, Failure> {
    u32::try_from(records)
        .map_err(|_| Failure::Argument("the number of records must not be negative"))
}
