//! Native methods of `org.medveil.opendp.ThresholdNatives`: each for Laplace and for Gaussian noise.

use jni::EnvUnowned;
use jni::objects::{JClass, JDoubleArray, JLongArray};
use jni::sys::{jboolean, jdouble, jint, jlong};

use super::arrays::{longs, new_doubles, new_longs};
use crate::errors::{Failure, guarded};
use crate::threshold::Threshold;

/// `static native long[] kept(long[] counts, double scale, long threshold, boolean gaussian)`
///
/// Index and noisy count in turn.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_ThresholdNatives_kept<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    counts: JLongArray<'local>,
    scale: jdouble,
    threshold: jlong,
    gaussian: jboolean,
) -> JLongArray<'local> {
    let mechanism = Threshold {
        scale,
        threshold,
        gaussian,
    };
    guarded(&mut unowned, |env| {
        let kept = mechanism.kept(&longs(env, &counts)?)?;
        let pairs: Vec<i64> = kept
            .into_iter()
            .flat_map(|(index, count)| [i64::from(index), count])
            .collect();
        new_longs(env, &pairs)
    })
}

/// `static native double[] laplaceLoss(double scale, long threshold, int groups, long most)`
///
/// Epsilon and delta.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_ThresholdNatives_laplaceLoss<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    scale: jdouble,
    threshold: jlong,
    groups: jint,
    most: jlong,
) -> JDoubleArray<'local> {
    let mechanism = Threshold {
        scale,
        threshold,
        gaussian: false,
    };
    guarded(&mut unowned, |env| {
        let (epsilon, delta) = mechanism.loss(count(groups)?, most)?;
        new_doubles(env, &[epsilon, delta])
    })
}

/// `static native double[] gaussianLoss(double sigma, long threshold, int groups, long most)`
///
/// Rho and delta.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_ThresholdNatives_gaussianLoss<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    sigma: jdouble,
    threshold: jlong,
    groups: jint,
    most: jlong,
) -> JDoubleArray<'local> {
    let mechanism = Threshold {
        scale: sigma,
        threshold,
        gaussian: true,
    };
    guarded(&mut unowned, |env| {
        let (rho, delta) = mechanism.loss(count(groups)?, most)?;
        new_doubles(env, &[rho, delta])
    })
}

fn count(groups: jint) -> Result<u32, Failure> {
    u32::try_from(groups)
        .map_err(|_| Failure::Argument("the number of groups must not be negative"))
}
