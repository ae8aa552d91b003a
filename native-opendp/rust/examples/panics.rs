//! For the tests of the error policy: a library with the shipped library's `errors.rs` and a native method that
//! panics. The shipped library has none; no argument is known that makes OpenDP 0.16 panic through it.

#[allow(dead_code)]
#[path = "../src/errors.rs"]
mod errors;

use jni::EnvUnowned;
use jni::objects::JClass;
use jni::sys::jdouble;

use errors::{FailedValue, guarded};

/// `static native double panic(double value)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_PanicNatives_panic<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    value: jdouble,
) -> jdouble {
    guarded(&mut unowned, |_| -> Result<jdouble, errors::Failure> {
        panic!("the text of a panic may hold a value: {value}")
    })
}

impl FailedValue for jdouble {
    fn failed() -> Self {
        f64::NAN
    }
}
