#!/usr/bin/env bash
# Runs the reference storyboard of BILLOW_SHARED (default ../shared) through resolver, painter and PNG encoder beside the
# peers that the workload carries: processor time per frame, files written to memory.
#
#   ROUNDS=3 PEERS="pillow skia chromium" Benchmarks/storyboard/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

workload=${BILLOW_SHARED:-../shared}/bench/storyboard
if [ ! -d "$workload" ]; then
  echo "The workload is not there: $workload (set BILLOW_SHARED)."
  exit 0
fi
Scripts/setup.sh bench
swift build -c release --product storyboard-bench >/dev/null
swift build -c release --product billow >/dev/null
built=$(swift build -c release --show-bin-path)
mkdir -p output/bench
# Not the disk but the work is measured.
memory=$(mktemp -d -p /dev/shm billow-storyboard.XXXXXX)
trap 'rm -rf "$memory"' EXIT
"${PYTHON:-.setup/bench-venv/bin/python}" Benchmarks/storyboard/bench.py "$built" "$workload" "$memory" \
  "${ROUNDS:-3}" output/bench/storyboard.json
echo "written to output/bench/storyboard.json"
