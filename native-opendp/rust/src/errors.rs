//! One policy for everything that can go wrong: an OpenDP error, a JNI error and a panic all become an
//! `org.medveil.opendp.OpenDpException`, and the native method returns null or NaN, which the Java side refuses.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, Once, PoisonError};

use jni::errors::ErrorPolicy;
use jni::objects::{JThrowable, JValue};
use jni::{Env, EnvUnowned, jni_sig, jni_str};

/// Longest message that crosses into Java; OpenDP prints scales with hundreds of digits.
const LONGEST_MESSAGE: usize = 300;

thread_local! {
    static PANICKED_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What a native method fails with.
#[derive(Debug)]
pub enum Failure {
    /// OpenDP refused or could not draw.
    OpenDp(opendp::error::Error),
    /// The JVM refused (null array, no memory, ...).
    Jni(jni::errors::Error),
    /// The arguments are outside what this library accepts.
    Argument(&'static str),
}

impl From<opendp::error::Error> for Failure {
    fn from(error: opendp::error::Error) -> Self {
        Failure::OpenDp(error)
    }
}

impl From<jni::errors::Error> for Failure {
    fn from(error: jni::errors::Error) -> Self {
        Failure::Jni(error)
    }
}

impl Failure {
    /// OpenDP's name of the kind of error (or ours), and what it says about it.
    pub fn describe(self) -> (String, String) {
        match self {
            Failure::OpenDp(error) => (
                error.variant.to_string(),
                error.message.unwrap_or_else(|| "no message".to_string()),
            ),
            Failure::Jni(error) => ("Jni".to_string(), error.to_string()),
            Failure::Argument(message) => ("Argument".to_string(), message.to_string()),
        }
    }
}

/// Keeps panics off the standard error stream and remembers only where one happened: its text could hold a
/// value of the data.
pub fn install_quiet_panic_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        panic::set_hook(Box::new(|info| {
            let place = info
                .location()
                .map(|at| format!("{}:{}", at.file(), at.line()));
            let _ = PANICKED_AT.try_with(|slot| *slot.borrow_mut() = place);
        }));
    });
}

/// One caller at a time. OpenDP's rounded arithmetic takes the panic hook of the whole library away and puts it
/// back; two threads doing so at once could leave the default hook behind, which prints what a panic says.
/// Privacy maps and conversions, the users of that arithmetic, go through here. Samplers do not.
pub fn alone<T>(body: impl FnOnce() -> T) -> T {
    static TURN: Mutex<()> = Mutex::new(());
    let _held = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    body()
}

/// Where the last panic of this thread happened, once.
pub fn take_panic_place() -> String {
    PANICKED_AT
        .try_with(|slot| slot.borrow_mut().take())
        .ok()
        .flatten()
        .unwrap_or_else(|| "an unknown place".to_string())
}

/// Every native method is one call of this: what fails or panics inside is thrown in Java.
pub fn guarded<'local, T, F>(unowned: &mut EnvUnowned<'local>, body: F) -> T
where
    T: FailedValue + Default,
    F: FnOnce(&mut Env<'local>) -> Result<T, Failure>,
{
    install_quiet_panic_hook();
    unowned.with_env(body).resolve::<ThrowOpenDpException>()
}

/// Throws, unless an exception is pending already, and returns null or NaN.
pub struct ThrowOpenDpException;

impl<T: FailedValue> ErrorPolicy<T, Failure> for ThrowOpenDpException {
    type Captures<'env: 'native, 'native> = ();

    fn on_error<'env: 'native, 'native>(
        env: &mut Env<'env>,
        _captures: &mut (),
        failure: Failure,
    ) -> jni::errors::Result<T> {
        let (variant, message) = failure.describe();
        throw(env, &variant, &message)?;
        Ok(T::failed())
    }

    fn on_panic<'env: 'native, 'native>(
        env: &mut Env<'env>,
        _captures: &mut (),
        payload: Box<dyn Any + Send + 'static>,
    ) -> jni::errors::Result<T> {
        discard(payload);
        throw(env, "Panic", &format!("at {}", take_panic_place()))?;
        Ok(T::failed())
    }

    fn on_internal_jni_error<'env: 'native, 'native>(_: &mut (), _: jni::errors::Error) -> T
    where
        T: Default,
    {
        T::failed()
    }

    fn on_internal_panic<'env: 'native, 'native>(
        _: &mut (),
        payload: Box<dyn Any + Send + 'static>,
    ) -> T
    where
        T: Default,
    {
        discard(payload);
        T::failed()
    }
}

/// The value a native method returns when it failed, recognisable as such even without an exception.
pub trait FailedValue {
    fn failed() -> Self;
}

/// Drops what a panic carried. Dropping may itself panic; then that is leaked rather than let into the JVM.
fn discard(payload: Box<dyn Any + Send + 'static>) {
    if let Err(again) = panic::catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
    }
}

fn throw(env: &mut Env, variant: &str, message: &str) -> jni::errors::Result<()> {
    if env.exception_check() {
        return Ok(());
    }
    let short: String = message.chars().take(LONGEST_MESSAGE).collect();
    let variant = env.new_string(variant)?;
    let message = env.new_string(short)?;
    let exception = env.new_object(
        jni_str!("org/medveil/opendp/OpenDpException"),
        jni_sig!("(Ljava/lang/String;Ljava/lang/String;)V"),
        &[JValue::Object(&variant), JValue::Object(&message)],
    )?;
    let exception = env.cast_local::<JThrowable>(exception)?;
    match env.throw(exception) {
        // `throw` answers so when it worked.
        Err(jni::errors::Error::JavaException) => Ok(()),
        other => other,
    }
}

/// The kind of a failure, for the tests of the mechanisms.
#[cfg(test)]
pub fn variant<T>(answer: Result<T, Failure>) -> String {
    match answer {
        Ok(_) => "no failure".to_string(),
        Err(failure) => failure.describe().0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_leaves_its_place_and_not_its_text() {
        let caught = alone(|| {
            install_quiet_panic_hook();
            panic::catch_unwind(|| panic!("a value of the data"))
        });
        assert!(caught.is_err());
        let place = take_panic_place();
        assert!(place.contains("errors.rs:"), "{place}");
        assert!(!place.contains("value"), "{place}");
        assert_eq!(take_panic_place(), "an unknown place");
    }
}
