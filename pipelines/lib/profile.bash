# A Spark profile of conf/spark, expanded to --conf items: Spark's --properties-file would silently
# drop the site's own spark-defaults.conf.

# Sets profile to the file of --cluster NAME: NAME.conf, NAME-cpu.conf, or a file of the site's own.
find_profile() {
  local name="$1" folder="$home/conf/spark" known
  if [[ "$name" == */*.conf ]]; then
    [ -f "$name" ] || fail "there is no Spark profile $name" "check the path"
    profile="$name"
    return
  fi
  for profile in "$folder/$name.conf" "$folder/$name-cpu.conf"; do
    if [[ "$name" != */* ]] && [ -f "$profile" ]; then return; fi
  done
  known="$(cd "$folder" && ls -- *.conf | sed 's/\.conf$//' | tr '\n' ' ')"
  fail "there is no Spark profile '$name'" "known: ${known% }; or the path of a file that ends in .conf"
}

# The caller's own word for a Spark key, as --conf key=value or as spark-submit's option for it.
given() {
  local key="$1" word option="" before=""
  case "$key" in
    spark.master) option=--master ;;
    spark.submit.deployMode) option=--deploy-mode ;;
    spark.app.name) option=--name ;;
    spark.driver.memory) option=--driver-memory ;;
    spark.driver.cores) option=--driver-cores ;;
    spark.driver.extraJavaOptions) option=--driver-java-options ;;
    spark.executor.memory) option=--executor-memory ;;
    spark.executor.cores) option=--executor-cores ;;
    spark.executor.instances) option=--num-executors ;;
    spark.cores.max) option=--total-executor-cores ;;
  esac
  for word in "${spark_args[@]+"${spark_args[@]}"}"; do
    case "$word" in
      "$key="*) if [[ "$before" == --conf || "$before" == -c ]]; then echo "${word#*=}"; return; fi ;;
      "--conf=$key="*) word="${word#--conf=}"; echo "${word#*=}"; return ;;
    esac
    if [ -n "$option" ]; then
      if [ "$before" = "$option" ]; then echo "$word"; return; fi
      case "$word" in "$option="*) echo "${word#*=}"; return ;; esac
    fi
    before="$word"
  done
  return 1
}

# Sets conf_args, master and jars_shared from the profile and what the caller said.
read_profile() {
  local line key value deploy
  conf_args=()
  master=""
  jars_shared=""
  deploy="$(given spark.submit.deployMode || true)"
  while IFS= read -r line || [ -n "$line" ]; do
    read -r key value <<<"$line"
    case "$key" in ''|'#'*) continue ;; esac
    [[ "$key" == spark.* ]] || fail "'$key' is no Spark setting ($profile)" "keys start with 'spark.'; options of a verb stand in --conf FILE"
    if [ "$key" = spark.master ]; then
      # A profile for one machine stays on it, whatever the environment says.
      if [[ -n "${MEDVEIL_MASTER:-}" && ! "$value" =~ ^local(\[|$) ]]; then value="$MEDVEIL_MASTER"; fi
      master="$value"
    fi
    if given "$key" >/dev/null; then continue; fi
    case "$key" in
      spark.submit.deployMode) deploy="$value" ;;
      spark.medveil.jars) jars_shared="$value" ;;
    esac
    conf_args+=(--conf "$key=$value")
  done <"$profile"
  if [ -n "${MEDVEIL_MASTER_UI:-}" ] && ! given spark.medveil.master.ui >/dev/null; then
    conf_args+=(--conf "spark.medveil.master.ui=$MEDVEIL_MASTER_UI")
  fi
  master="$(given spark.master || echo "$master")"
  jars_shared="$(given spark.medveil.jars || echo "$jars_shared")"
  # In cluster mode the result is made on another machine, and Spark's exit code says nothing about it.
  [ "${deploy:-client}" = client ] || fail "only Spark's client mode is supported, not '$deploy'" "see docs/cluster.md"
}

# Is the whole cluster on this machine?
here_only() {
  [[ "$master" == local* || "$master" =~ ^spark://(127\.[0-9.]+|localhost|\[::1\]): ]]
}

# Sets classpath: where driver and executors find the application's jars.
find_jars() {
  if [[ "$master" =~ ^local(\[|$) ]]; then
    # Driver and executors are one JVM: the jars are read in place.
    classpath=(--driver-class-path "$target/lib/*")
    return
  fi
  if [ -z "$jars_shared" ]; then
    # A cluster on this machine sees this folder; from any other the jars have to come.
    if here_only; then jars_shared=shared; else jars_shared=travel; fi
  fi
  case "$jars_shared" in
    shared)
      given spark.executor.extraClassPath >/dev/null &&
        fail "spark.executor.extraClassPath and shared jars exclude each other" "set spark.medveil.jars=travel"
      classpath=(--driver-class-path "$target/lib/*" --conf "spark.executor.extraClassPath=$app:$target/lib/*") ;;
    travel) classpath=(--driver-class-path "$target/lib/*" --jars "$(printf '%s,' "$target"/lib/*.jar | sed 's/,$//')") ;;
    *) fail "spark.medveil.jars is 'shared' or 'travel', not '$jars_shared'" "see docs/cluster.md" ;;
  esac
}
