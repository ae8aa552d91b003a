# Runs the command, passes signals on, and tells how it ended by its result, not by Spark's word.

result_of_own() { # status code message hint
  local name="medveil"
  if [[ "${verb_args[0]}" =~ ^[a-z][a-z-]*$ ]]; then name="${verb_args[0]}"; fi
  printf '{"verb":"%s","status":"%s","exitCode":%d,"metrics":{},"outputs":{},"manifest":null,"message":"%s","hint":"%s"}' \
    "$name" "$1" "$2" "$3" "$4"
}

# The files of --metrics-out on the command line.
metrics_files() {
  local before="" word
  for word in "${verb_args[@]}"; do
    if [ "$before" = --metrics-out ]; then printf '%s\0' "$word"; fi
    case "$word" in --metrics-out=*) printf '%s\0' "${word#*=}" ;; esac
    before="$word"
  done
}

# A file of an earlier run must not stand for this one.
forget_metrics() {
  local file
  while IFS= read -r -d '' file; do
    case "$file" in *.json|*.prom) rm -f -- "$file" 2>/dev/null || true ;; esac
  done < <(metrics_files)
}

# What a run that died could not write itself.
keep_metrics() { # line code
  local file attempt
  while IFS= read -r -d '' file; do
    attempt="$(dirname -- "$file")/.$(basename -- "$file").$$"
    case "$file" in
      *.json) printf '%s\n' "$1" ;;
      *.prom)
        printf '# TYPE medveil_run_exit_code gauge\nmedveil_run_exit_code{verb="%s"} %d\n' "${verb_args[0]//[^a-z-]/}" "$2"
        printf '# TYPE medveil_run_end_timestamp_seconds gauge\nmedveil_run_end_timestamp_seconds{verb="%s"} %s\n' \
          "${verb_args[0]//[^a-z-]/}" "$(date +%s)" ;;
      *) continue ;;
    esac >"$attempt" 2>/dev/null && mv -f -- "$attempt" "$file" || true
  done < <(metrics_files)
}

# What launchers left that were killed with signal 9; their number is in the folder's name.
sweep_handed() {
  local folder pid
  for folder in "${TMPDIR:-/tmp}"/medveil.*.????????; do
    pid="${folder##*/medveil.}"
    pid="${pid%%.*}"
    if [[ "$pid" =~ ^[0-9]+$ ]] && [ -O "$folder" ] && ! kill -0 "$pid" 2>/dev/null; then rm -rf -- "$folder"; fi
  done
}

supervise() {
  local code=0 began=false line="" mode="" end status=died message hint word
  sweep_handed
  handed="$(mktemp -d "${TMPDIR:-/tmp}/medveil.$$.XXXXXXXX")"
  child=""
  stopped=0
  trap 'rm -rf "$handed"' EXIT
  # A process in the background ignores SIGINT, so Ctrl-C is passed on as SIGTERM, too.
  trap 'stop 143' TERM
  trap 'stop 130' INT
  trap 'stop 129' HUP
  forget_metrics
  MEDVEIL_RESULT="$handed/result" MEDVEIL_LAUNCHER=$$ "$@" <&0 &
  child=$!
  if [ "$stopped" != 0 ]; then kill -TERM "$child" 2>/dev/null || true; fi
  # A signal ends 'wait', not the child; the child is waited for however long it takes to stop.
  while :; do
    wait "$child" && code=0 || code=$?
    kill -0 "$child" 2>/dev/null || break
  done
  # Asked once more: after a signal the first answer was the signal's.
  if [ "$stopped" != 0 ]; then wait "$child" 2>/dev/null || true; fi

  if [ -e "$handed/result" ]; then
    began=true
    { IFS= read -r line; IFS= read -r mode; } <"$handed/result" || true
  fi
  if [[ "$line" =~ \"exitCode\":([0-9]+) ]]; then
    end="${BASH_REMATCH[1]}"
    if [ "$code" != "$end" ] && [ "$stopped" = 0 ]; then
      echo "medveil: the process ended with $code, its result says $end, which counts" >&2
    fi
    if [ "$mode" = print ]; then printf '%s\n' "$line"; fi
    return "$end"
  fi

  if [ "$stopped" != 0 ]; then
    end="$stopped" status=interrupted
    message="stopped by a signal before the result was there" hint="run the same command again"
  elif [ "$code" -gt 128 ]; then
    end=75
    message="the process was ended by signal $((code - 128)) and left no result"
    hint="signal 9 is often the kernel out of memory: see spark.driver.memory; then run the same command again"
  elif $began || [ "$code" = 0 ]; then
    end=1
    message="the process ended with $code but left no result" hint="the lines above say more; a retry does no harm"
  else
    end=2
    message="Spark did not get as far as Medveil (its code: $code)" hint="the lines above say why: an option behind '--', the profile, SPARK_HOME or Java"
  fi
  echo "medveil ${verb_args[0]}: $message" >&2
  echo "  hint: $hint" >&2
  echo "  exit $end, see docs/exit-codes.md" >&2
  line="$(result_of_own "$status" "$end" "$message" "$hint")"
  keep_metrics "$line" "$end"
  for word in "${verb_args[@]}"; do
    if [ "$word" = --json ]; then printf '%s\n' "$line"; break; fi
  done
  return "$end"
}

stop() {
  stopped="$1"
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null || true; fi
}
