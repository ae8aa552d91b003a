//! Native methods of `org.medveil.opendp.OpenDp`. Stateless: nothing is kept between calls, no handle leaves,
//! arrays cross by copies, and no lock of the garbage collector is held while noise is drawn.

mod errors;
mod gaussian;

use jni::EnvUnowned;
use jni::objects::{JClass, JLongArray, JString};
use jni::sys::{jdouble, jsize};

use errors::{FailedValue, Failure, ThrowOpenDpException, install_quiet_panic_hook};

/// `static native long[] noised(long[] values, double sigma)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_OpenDp_noised<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    values: JLongArray<'local>,
    sigma: jdouble,
) -> JLongArray<'local> {
    install_quiet_panic_hook();
    unowned
        .with_env(|env| -> Result<JLongArray, Failure> {
            let mut copy = vec![0i64; values.len(env)?];
            values.get_region(env, 0, &mut copy)?;
            let noised = gaussian::noised(&copy, sigma)?;
            let answer = JLongArray::new(env, noised.len())?;
            answer.set_region(env, 0 as jsize, &noised)?;
            Ok(answer)
        })
        .resolve::<ThrowOpenDpException>()
}

/// `static native double rho(double sigma, double sensitivity)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_OpenDp_rho<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    sigma: jdouble,
    sensitivity: jdouble,
) -> jdouble {
    install_quiet_panic_hook();
    unowned
        .with_env(|_| gaussian::rho(sigma, sensitivity))
        .resolve::<ThrowOpenDpException>()
}

/// `static native String version()`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_OpenDp_version<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
) -> JString<'local> {
    install_quiet_panic_hook();
    unowned
        .with_env(|env| -> Result<JString, Failure> { Ok(env.new_string(env!("OPENDP_VERSION"))?) })
        .resolve::<ThrowOpenDpException>()
}

impl FailedValue for JLongArray<'_> {
    fn failed() -> Self {
        JLongArray::null()
    }
}

impl FailedValue for JString<'_> {
    fn failed() -> Self {
        JString::null()
    }
}

impl FailedValue for jdouble {
    fn failed() -> Self {
        f64::NAN
    }
}
