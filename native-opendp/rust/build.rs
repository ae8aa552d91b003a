//! Passes the locked version of OpenDP to the crate, so that what a receipt names is what was linked.

use std::{env, fs, path::Path};

fn main() {
    let lock = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("Cargo.lock");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", lock.display());
    let text = fs::read_to_string(&lock).expect("Cargo.lock is committed next to Cargo.toml");
    let mut lines = text.lines();
    lines
        .find(|line| *line == "name = \"opendp\"")
        .expect("Cargo.lock names opendp");
    let version = lines
        .next()
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|line| line.strip_suffix('"'))
        .expect("a version follows the name in Cargo.lock");
    println!("cargo:rustc-env=OPENDP_VERSION={version}");
}
