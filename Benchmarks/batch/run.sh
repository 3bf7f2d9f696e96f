#!/usr/bin/env bash
# Runs the bill workload of BILLOW_SHARED (default ../shared) through the batch pipeline, beside the peers that the
# workload builds: documents per second of processor time, everyone on one core and into memory. Then ours as whole runs, synced, on
# every core: a tree and packs in turns.
#
#   BILLS=20000 ROUNDS=5 Benchmarks/batch/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

workload=${BILLOW_SHARED:-../shared}/bench/bill
if [ ! -d "$workload" ]; then
  echo "The workload is not there: $workload (set BILLOW_SHARED)."
  exit 0
fi
Scripts/setup.sh bench
# A run's start is 20 ms, of which a table for the keys of a million records: a night's rate is what is asked for.
bills=${BILLS:-20000}
made=$PWD/.setup/bench
mkdir -p "$made" output/bench
source Benchmarks/peers.sh
build_peers "$workload" "$made" "$bills"
if [ "$(wc -l <"$made/bill/out/bills.ndjson")" -ne "$bills" ]; then
  python3 "$made/bill/gen_bills.py" "$bills" "$made/bill/out/bills.ndjson"
fi
swift build -c release --product batch-bench >/dev/null
bench=$(swift build -c release --show-bin-path)/batch-bench
python3 Benchmarks/batch/make-template.py "$workload" "$made/bill-template"
# Packs learn from a template's samples.
head -n 64 "$made/bill/out/bills.ndjson" >"$made/bill-samples.ndjson"
rm -rf "$made/bill-template-samples"
python3 Benchmarks/batch/make-template.py "$workload" "$made/bill-template-samples" "$made/bill-samples.ndjson"
.setup/bench-venv/bin/python Benchmarks/batch/bench.py "$bench" "$made/bill-template" "$made/bill" \
  "$bills" "${ROUNDS:-5}" output/bench/batch.json
echo "written to output/bench/batch.json"
