#!/usr/bin/env bash
# The long form of the tests that kill, starve and switch off the site: with every commit they run a few rounds, here as many as asked for.
# Usage: tests/faults.sh [rounds, default 200] [filter, default all]     Those that mount file systems run as root on Linux only, and say so elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."
export MARSKB_FAULT_ROUNDS=${1:-200}
echo "commit $(git rev-parse --short HEAD), $(uname -sr), $(nproc) cores, $MARSKB_FAULT_ROUNDS rounds, load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
dotnet test tests/MarsKb.Web.Tests --nologo --filter "FullyQualifiedName~MarsKb.Faults.${2:-}" --logger "console;verbosity=detailed"
