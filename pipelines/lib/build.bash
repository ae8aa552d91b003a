# Building on first use. Two launchers never build at the same time.

target="$home/jobs/target"
app="$target/medveil-jobs-0.1.0.jar"
stamp="$target/built.stamp"

# Nothing that is compiled is newer than the last build.
built() {
  [ -f "$stamp" ] && [ -z "$(find "$home" \( -name target -o -name .git -o -name docs \) -prune -o \
    \( -name '*.java' -o -name '*.rs' -o -name 'pom.xml' -o -name 'Cargo.toml' -o -path '*/src/main/resources/*' \) \
    -newer "$stamp" -print -quit)" ]
}

build() {
  if built; then return; fi
  command -v mvn >/dev/null || fail "Maven is not on the PATH" "install Maven 3.8 or later"
  command -v "$java_bin" >/dev/null || fail "Java is not on the PATH" "install JDK 17"
  mkdir -p "$home/target" "$target"
  (
    flock 9
    # Whoever waited finds the work done.
    if built; then exit 0; fi
    echo "medveil: building (once; a few minutes on a fresh machine, Rust and Maven fetch what they need)" >&2
    # The stamp's time is the build's start: what is edited meanwhile is built next time.
    : >"$home/target/build.began"
    if ! (cd "$home" && mvn -B -DskipTests -Dspotless.check.skip package 9>&- 2>&1 | tee "$home/target/build.log" |
        grep --line-buffered -E 'Building Medveil|ERROR|BUILD' >&2; exit "${PIPESTATUS[0]}"); then
      exit 2
    fi
    mv -f "$home/target/build.began" "$stamp"
  ) 9>"$home/target/build.lock" || fail "the build failed" "read $home/target/build.log"
}

# What the questions answer, kept since the build; false when it cannot be kept or is not known.
page() {
  local pages="$target/help" name="$1"
  if [ ! -e "$pages/list" ] || [ "$app" -nt "$pages/list" ]; then
    [ -w "$target" ] || return 1
    (
      flock 9
      if [ -e "$pages/list" ] && [ ! "$app" -nt "$pages/list" ]; then exit 0; fi
      rm -rf "$pages.new" && mkdir "$pages.new" &&
        "${plain_java[@]}" org.medveil.jobs.HelpPages "$pages.new" >&2 9>&- &&
        rm -rf "$pages" && mv "$pages.new" "$pages"
    ) 9>"$target/help.lock" || return 1
  fi
  [ -f "$pages/$name" ] && cat "$pages/$name"
}
