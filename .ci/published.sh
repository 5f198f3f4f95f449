#!/usr/bin/env bash
# Runs the restore and publish commands of the Dockerfile, starts what it made with an empty data folder, asks it a question and backs it up.
set -euo pipefail
work=$1
out="$work/app"

export TARGETARCH
case $(uname -m) in aarch64|arm64) TARGETARCH=arm64 ;; *) TARGETARCH=amd64 ;; esac
commands=$(sed -nE 's/^RUN (dotnet (restore|publish) [^\\]*).*$/\1/p' Dockerfile)
[ "$(grep -c . <<< "$commands")" -eq 3 ] || { echo "The Dockerfile has not one 'RUN dotnet restore' and two 'RUN dotnet publish'."; exit 1; }
while read -r command; do eval "${command//-o \/app/-o "$out"}" < /dev/null; done <<< "$commands"

mkdir "$work/data"
MarsKb__ContentDirectory="$PWD/content" MarsKb__DataDirectory="$work/data" \
  dotnet "$out/MarsKb.Web.dll" --urls http://127.0.0.1:0 > "$work/site.log" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null || true' EXIT

url=
for _ in $(seq 100); do
  url=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/site.log" | head -n 1 || true)
  [ -n "$url" ] && curl -fsS "$url/healthz/ready" > "$work/ready.json" 2>/dev/null && break
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.1
done
answer=$(curl -fsS "$url/api/v1/search?q=0x186D2" || true)
case "$answer" in
  *'"key":"100050"'*) echo "The published site answers: $(cat "$work/ready.json")" ;;
  *) echo "The published site does not answer."; cat "$work/site.log"; exit 1 ;;
esac

dotnet "$out/cli/marskb.dll" backup "$work/backup.db" --data "$work/data" || { echo "The published command does not back up the site."; exit 1; }
