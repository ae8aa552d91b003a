//! Native methods of `org.medveil.opendp.GeometricNatives`.

use jni::EnvUnowned;
use jni::objects::JClass;
use jni::sys::{jdouble, jlong};

use crate::errors::guarded;
use crate::geometric::Geometric;

/// `static native long noised(long value, double scale, long lower, long upper)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_GeometricNatives_noised<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    value: jlong,
    scale: jdouble,
    lower: jlong,
    upper: jlong,
) -> jlong {
    let mechanism = Geometric {
        scale,
        lower,
        upper,
    };
    guarded(&mut unowned, |_| mechanism.noised(value))
}

/// `static native double epsilon(double scale, long lower, long upper, long sensitivity)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_GeometricNatives_epsilon<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    scale: jdouble,
    lower: jlong,
    upper: jlong,
    sensitivity: jlong,
) -> jdouble {
    let mechanism = Geometric {
        scale,
        lower,
        upper,
    };
    guarded(&mut unowned, |_| mechanism.epsilon(sensitivity))
}
