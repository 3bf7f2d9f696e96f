#!/usr/bin/env bash
# The run as a whole: what syncing, packing, a second worker and a longer input cost. Prints ratios.
#
#   Benchmarks/batch-run/run.sh                 about five minutes on two cores
#   RECORDS=50000 LONG=1000000 ROUNDS=5 Benchmarks/batch-run/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

swift build -c release --product billow >/dev/null
exec python3 Benchmarks/batch-run/measure.py "${BILLOW:-$(swift build -c release --show-bin-path)/billow}"
