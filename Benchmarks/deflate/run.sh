#!/usr/bin/env bash
# Times the deflate encoder beside zlib 6 and 1 and libdeflate 1, and the whole way from JSON to gzip beside the same with zlib 6, and
# on the bill workload beside the fastest peer's (Go quicktemplate, its mode c): on pages of templates/energy-bill, and of the bill workload of BILLOW_SHARED (default ../shared) where it is there. Alternates,
# prints medians of processor time; stops when a page costs a heap allocation after warm-up.
#
#   PAGES=300 ROUNDS=9 Benchmarks/deflate/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

workload=${BILLOW_SHARED:-../shared}/bench/bill
Scripts/setup.sh bench
made=.setup/bench/deflate
pages=${PAGES:-300}
# As many bills of the workload are its template's samples.
samples=64
mkdir -p "$made"
swift build -c release --product deflate-bench >/dev/null
swift build -c release --product billow >/dev/null
built=$(swift build -c release --show-bin-path)
cc -shared -fPIC -O2 Benchmarks/liquid/count-allocations.c -o "$made/count.so"

# FOLDER BILLS FILTERS
compare() {
  LD_PRELOAD=$PWD/$made/count.so "$built/deflate-bench" "$@" allocations
  "$built/deflate-bench" "$@" "${ROUNDS:-9}" ${peer:+"$peer"}
}
peer=

"$built/billow" sample --count "$pages" >"$made/energy-bills.ndjson"
compare templates/energy-bill "$made/energy-bills.ndjson" house
if [ ! -d "$workload" ]; then
  echo "The bill workload is not there: $workload (set BILLOW_SHARED)."
  exit 0
fi
python3 "$workload/gen_bills.py" $((pages + samples)) "$made/all.ndjson" >/dev/null
head -n $samples "$made/all.ndjson" >"$made/samples.ndjson"
tail -n +$((samples + 1)) "$made/all.ndjson" >"$made/bills.ndjson"
rm -rf "$made/bill"
python3 Benchmarks/batch/make-template.py "$workload" "$made/bill" "$made/samples.ndjson"
source Benchmarks/peers.sh
build_peers "$workload" "$PWD/.setup/bench" 4000
peer=$PWD/.setup/bench/bill/out/gopeer
compare "$made/bill" "$made/bills.ndjson" bill
