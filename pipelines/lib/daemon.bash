# Processes that outlive the script, known by a pid file: pid, start time and boot, so that a number
# the kernel gave to another process meanwhile is never taken for ours, and never killed.

start_of() { # pid -> clock ticks since boot; the name in field 2 may hold blanks and brackets
  local stat
  stat="$(cat "/proc/$1/stat" 2>/dev/null)" || return 1
  stat="${stat##*) }"
  # Field 3 is the state. A zombie is dead, but while other threads of it are still ending, its ports
  # are open.
  if [ "${stat%% *}" = Z ] && [ "$(ls "/proc/$1/task" 2>/dev/null | wc -l)" -le 1 ]; then return 1; fi
  cut -d' ' -f20 <<<"$stat"
}

boot() { cat /proc/sys/kernel/random/boot_id; }

# Starts a command as a daemon: daemon FILE LOG COMMAND...
daemon() {
  local file="$1" log="$2" pid
  shift 2
  setsid "$@" </dev/null >>"$log" 2>&1 9>&- &
  pid=$!
  echo "$pid $(start_of "$pid") $(boot)" >"$file"
}

# Prints the pid when the very process of the file runs.
running() {
  local pid start boot
  [ -f "$1" ] && read -r pid start boot <"$1" || return 1
  [ "$boot" = "$(boot)" ] && [ "$(start_of "$pid" || true)" = "$start" ] && echo "$pid"
}

# Ends the process of the file, by force after 20 seconds; false when it did not run.
end() {
  local file="$1" pid turn
  if ! pid="$(running "$file")"; then rm -f "$file"; return 1; fi
  kill -TERM "$pid" 2>/dev/null || true
  for ((turn = 0; turn < 200; turn++)); do
    if ! running "$file" >/dev/null; then rm -f "$file"; return 0; fi
    sleep 0.1
  done
  echo "medveil cluster: $(basename "$file" .pid) did not end in 20 seconds and is killed" >&2
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$file"
}

# True when something listens there.
listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# What a Spark daemon says of itself at http://HOST:PORT/json/.
ask() {
  timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "GET /json/ HTTP/1.0\r\nHost: $0\r\n\r\n" >&3 && cat <&3' \
    "$1" "$2" 2>/dev/null
}
