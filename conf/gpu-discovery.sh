#!/usr/bin/env bash
# Which GPUs may Spark hand out on this machine? One line of JSON on stdout, as Spark wants it:
#   {"name":"gpu","addresses":["0","1"]}
# For spark.worker.resource.gpu.discoveryScript (standalone) and
# spark.executor.resource.gpu.discoveryScript (YARN, Kubernetes). Needs nvidia-smi and nothing else.
#
# An address is the CUDA ordinal within the process: with CUDA_DEVICE_ORDER=PCI_BUS_ID (the GPU
# profiles set it for executors) that is nvidia-smi's index; under CUDA_VISIBLE_DEVICES it counts
# from 0 through the list there.
#
# No GPU is a failure and not an empty list: a worker that was told to offer GPUs and has none must
# not start, and its log must say why. So is MIG, unless CUDA_VISIBLE_DEVICES names the instance: a
# CUDA process sees one MIG instance at most, so a task could not choose the one it was given.
#
# MEDVEIL_FAKE_GPUS="0 1" invents addresses, for tests of scheduling. It says so on stderr.
set -euo pipefail

fail() { echo "gpu-discovery: $1" >&2; echo "  hint: $2" >&2; exit 1; }

print() {
  local list="" address
  for address in "$@"; do
    [[ "$address" =~ ^[0-9]+$ ]] || fail "'$address' is not a GPU address" "addresses are 0, 1, 2, ..."
    list="$list${list:+,}\"$address\""
  done
  echo "{\"name\":\"gpu\",\"addresses\":[$list]}"
}

if [ -n "${MEDVEIL_FAKE_GPUS+set}" ]; then
  echo "gpu-discovery: FAKE GPUs from MEDVEIL_FAKE_GPUS: '$MEDVEIL_FAKE_GPUS'" >&2
  read -ra invented <<<"$MEDVEIL_FAKE_GPUS"
  print "${invented[@]+"${invented[@]}"}"
  exit 0
fi

command -v nvidia-smi >/dev/null || fail "there is no nvidia-smi on the PATH" \
  "install NVIDIA's driver, or take a profile that ends in -cpu"
answer="$(nvidia-smi --query-gpu=index,mig.mode.current --format=csv,noheader 2>&1)" ||
  fail "nvidia-smi failed: $(head -n 1 <<<"$answer")" "is NVIDIA's driver loaded? run nvidia-smi by hand"

addresses=()
partitioned=()
while IFS=', ' read -r index mig _; do
  [ -n "$index" ] || continue
  addresses+=("$index")
  if [ "$mig" = Enabled ]; then partitioned+=("$index"); fi
done <<<"$answer"
[ ${#addresses[@]} -gt 0 ] || fail "nvidia-smi lists no GPU" "take a profile that ends in -cpu"

if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
  IFS=', ' read -ra visible <<<"$CUDA_VISIBLE_DEVICES"
  [ ${#visible[@]} -gt 0 ] || fail "CUDA_VISIBLE_DEVICES hides every GPU" "unset it, or name the GPUs of this worker"
  case "$CUDA_VISIBLE_DEVICES" in
    *MIG*) [ ${#visible[@]} -eq 1 ] || fail "CUDA_VISIBLE_DEVICES names several MIG instances; a process sees one" \
      "one worker for each instance" ;;
    *) [ ${#partitioned[@]} -eq 0 ] || fail "MIG is on (GPU ${partitioned[*]}) and CUDA_VISIBLE_DEVICES names no instance" \
      "one worker for each instance, with CUDA_VISIBLE_DEVICES=MIG-<uuid> (nvidia-smi -L lists them)" ;;
  esac
  addresses=()
  for index in "${!visible[@]}"; do addresses+=("$index"); done
elif [ ${#partitioned[@]} -gt 0 ]; then
  fail "MIG is on (GPU ${partitioned[*]}): a task could not choose its instance" \
    "turn MIG off (nvidia-smi -mig 0), or start one worker for each instance with CUDA_VISIBLE_DEVICES=MIG-<uuid>"
fi
print "${addresses[@]}"
