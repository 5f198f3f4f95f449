#!/usr/bin/env bash
# Measures the whole site on its own content: start, latency, throughput beside an empty Razor page, size of a first visit.
# Needs wrk, curl and python3. Everything runs on the loopback address. Usage: bench/site.sh [seconds per round]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-5}
work=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT

dotnet publish bench/MarsKb.Bench.Site -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o "$work/app" -v q --nologo

start() {
  rm -rf "$work/data"; mkdir "$work/data"
  MarsKb__ContentDirectory="$PWD/content" MarsKb__DataDirectory="$work/data" MarsKb__RateLimit__PerMinute=0 Serilog__MinimumLevel__Default=Warning \
    dotnet "$work/app/MarsKb.Bench.Site.dll" --urls "http://127.0.0.1:$port" > "$work/site.log" 2>&1 &
  pid=$!
}
stop() { kill "$pid"; wait "$pid" 2>/dev/null || true; pid=; }
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

echo "commit $(git rev-parse --short HEAD), $(nproc) cores, $(uname -sr), $(dotnet --version), load $(cut -d' ' -f1 /proc/loadavg)"
echo "start to first answered search, ms:"
for _ in 1 2 3 4 5; do
  began=$(date +%s%N); start
  until curl -fs "$url/api/v1/search?q=34513" > /dev/null; do sleep 0.005; done
  echo "  $((($(date +%s%N) - began) / 1000000))"
  stop
done

start; until curl -fs "$url/api/v1/search?q=34513" > /dev/null; do sleep 0.05; done
measure() { wrk -t1 -c"$1" -d"${seconds}s" --latency "${@:3}" "$url$2" | awk -v what="$2" -v c="$1" '
  /50%/ { p50 = $2 } /99%/ { p99 = $2 } /Requests\/sec/ { r = $2 } /Non-2xx/ { bad = $0 } END { printf "  %-16s c=%-3s %9.0f req/s  p50 %-9s p99 %-9s %s\n", what, c, r, p50, p99, bad }'; }
search() { BENCH_PATH="$2" measure "$1" "${2%%\?*}" -s bench/queries.lua; }
unseen() { echo -n "  each new:"; BENCH_UNIQUE=1 search "$@"; }
measure 16 /bench/empty > /dev/null; search 16 '/api/v1/search?q=' > /dev/null; search 16 '/search?q=' > /dev/null
for round in 1 2 3; do
  echo "round $round:"
  search 1 '/api/v1/search?q='; unseen 1 '/api/v1/search?q='
  measure 16 /bench/empty; search 16 '/api/v1/search?q='; unseen 16 '/api/v1/search?q='; search 16 '/search?q='; measure 16 /entries/34513
done

echo "first visit, bytes transferred and requests (favicon aside):"
python3 bench/first_visit.py "$url" / /search?q=34513 /entries/34513 /matrix/supported-operating-systems /e/0x800700DF
echo "memory of the process: $(awk '/VmRSS/ { print int($2 / 1024) " MB" }' "/proc/$pid/status")"
stop
