//! Native methods of `org.medveil.opendp.GridNatives`. Stateless; arrays and buffers cross by copies, so nothing is
//! locked while noise is drawn, and where a call fails the caller's memory is as it was.

use jni::EnvUnowned;
use jni::objects::{JByteBuffer, JClass, JFloatArray, JLongArray};
use jni::sys::{jboolean, jdouble, jint};

use super::floats;
use super::mechanism;
use super::shares::noise_each;
use crate::errors::{Failure, guarded};
use crate::natives::arrays::{floats as copied, longs, zeroed};

/// `static native boolean add(long[] values, int bits, int threads)`: true once the noise is in the array
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_GridNatives_add<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    values: JLongArray<'local>,
    bits: jint,
    threads: jint,
) -> jboolean {
    guarded(&mut unowned, |env| {
        let (bits, threads) = (bits.try_into()?, threads.try_into()?);
        let mut copy = longs(env, &values)?;
        noise_each(&mut copy, bits, threads, |value| value, |noisy| noisy)?;
        values.set_region(env, 0, &copy)?;
        Ok(true)
    })
}

/// `static native float[] noised(float[] values, double step, int bits, int threads)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_GridNatives_noised<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    values: JFloatArray<'local>,
    step: jdouble,
    bits: jint,
    threads: jint,
) -> JFloatArray<'local> {
    guarded(&mut unowned, |env| {
        let (bits, threads) = (bits.try_into()?, threads.try_into()?);
        let mut copy = copied(env, &values)?;
        floats::noise(&mut copy, step, bits, threads)?;
        let answer = JFloatArray::new(env, copy.len())?;
        answer.set_region(env, 0, &copy)?;
        Ok(answer)
    })
}

/// `static native boolean noise(ByteBuffer values, double step, int bits, int threads)`: the whole capacity of a
/// direct buffer, floats in the machine's byte order; true once the noise is in it.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_GridNatives_noise<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    values: JByteBuffer<'local>,
    step: jdouble,
    bits: jint,
    threads: jint,
) -> jboolean {
    guarded(&mut unowned, |env| {
        let (bits, threads) = (bits.try_into()?, threads.try_into()?);
        let bytes = env.get_direct_buffer_capacity(&values)?;
        let memory = env.get_direct_buffer_address(&values)?;
        if bytes % size_of::<f32>() != 0 {
            return Err(Failure::Argument("the buffer must hold whole floats"));
        }
        let mut copy = zeroed::<f32>(bytes / size_of::<f32>())?;
        // SAFETY: the JVM vouches for `bytes` bytes at `memory` as long as the buffer is reachable, which `values`
        // keeps it; the copy is as long and does not overlap it. Bytes are copied, so alignment does not matter,
        // and whatever another thread writes meanwhile, only the copy is looked at.
        unsafe { memory.copy_to_nonoverlapping(copy.as_mut_ptr().cast(), bytes) };
        floats::noise(&mut copy, step, bits, threads)?;
        unsafe { memory.copy_from_nonoverlapping(copy.as_ptr().cast(), bytes) };
        Ok(true)
    })
}

/// `static native double rho(int bits, double sensitivity)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_GridNatives_rho<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    bits: jint,
    sensitivity: jdouble,
) -> jdouble {
    guarded(&mut unowned, |_| mechanism::rho(bits, sensitivity))
}
