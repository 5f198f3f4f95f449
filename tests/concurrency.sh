#!/usr/bin/env bash
# The long form of the tests on two tabs (10,000 pairs), repeated requests (10,000) and walks by chance over the API.
# Usage: tests/concurrency.sh
set -euo pipefail
cd "$(dirname "$0")/.."
export MARSKB_LONG=1
echo "commit $(git rev-parse --short HEAD), $(uname -sr), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
dotnet test tests/MarsKb.Web.Tests --nologo --filter "FullyQualifiedName~MarsKb.Api.ConcurrencyTests|FullyQualifiedName~MarsKb.Api.FlowWalkTests" --logger "console;verbosity=detailed" |
    grep --line-buffered -v '\[INF\]'
