#!/usr/bin/env bash
# Times the deflate encoder beside zlib 6 and 1 and libdeflate 1 on pages of the bill workload of BILLOW_SHARED (default
# ../shared), and on the same pages without any word of what is static. Alternates, prints medians of processor time.
#
#   PAGES=364 ROUNDS=9 Benchmarks/deflate/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

workload=$(cd "${BILLOW_SHARED:-../shared}" 2>/dev/null && pwd)/bench/bill
if [ ! -d "$workload" ]; then
  echo "The workload is not there: $workload (set BILLOW_SHARED)."
  exit 0
fi
Scripts/setup.sh bench
made=.setup/bench
count=${PAGES:-364}
mkdir -p "$made"
[ -f "$made/bills-$count.ndjson" ] || python3 "$workload/gen_bills.py" "$count" "$made/bills-$count.ndjson" >/dev/null
[ -f "$made/bills-$count.pages" ] ||
  PYTHONDONTWRITEBYTECODE=1 .setup/bench-venv/bin/python Benchmarks/deflate/make-pages.py "$workload" "$made/bills-$count.ndjson" \
    "$made/bills-$count.pages" "$count"
swift build -c release --product deflate-bench >/dev/null
bench=$(swift build -c release --show-bin-path)/deflate-bench
cc -shared -fPIC -O2 Benchmarks/liquid/count-allocations.c -o "$made/count.so"
LD_PRELOAD=$PWD/$made/count.so "$bench" "$made/bills-$count.pages" allocations
"$bench" "$made/bills-$count.pages" "${ROUNDS:-9}"
