#!/usr/bin/env bash
# Measures log triage beside `grep -c -F -f` with the same codes and messages on the same file, on one core.
# Usage: bench/triage.sh [rounds]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build bench/MarsKb.Bench.Triage -c Release -o "$work/app" -v q --nologo
run() { taskset -c 0 dotnet "$work/app/MarsKb.Bench.Triage.dll" "$@"; }
echo "commit $(git rev-parse --short HEAD), $(nproc) cores, $(uname -sr), $(grep --version | head -1), load $(cut -d' ' -f1 /proc/loadavg)"
for entries in 1000 10000; do
  run make "$work/$entries" "$entries" 50
  echo "$entries entries, $(stat -c %s "$work/$entries/log.txt") bytes"
  for ((i = 0; i < rounds; i++)); do
    TIMEFORMAT="  grep: %U s of processor, %R s"
    time taskset -c 0 grep -c -F -f "$work/$entries/patterns.txt" "$work/$entries/log.txt" > "$work/count" # not /dev/null: grep would stop at the first line
    run run "$work/$entries" "$entries" 3 | sed 's/^/  /'
  done
done
echo "memory by size, 1,000 entries:"
for size in 1 10 50; do
  run make "$work/m$size" 1000 "$size"
  echo "  $size MiB: $(run run "$work/m$size" 1000 1 | grep -o 'peak.*')"
done
