#!/usr/bin/env bash
# Times the Liquid engine beside its peers on the fixtures of BILLOW_SHARED (default ../shared), and counts its heap
# allocations. Installs the peers first: Debian's golang and ruby-liquid, PyPI's engines in .setup/bench-venv.
#
#   ROUNDS=7 BUDGET_MS=40 Benchmarks/liquid/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

fixtures=${BILLOW_SHARED:-../shared}/bench/liquid
if [ ! -d "$fixtures" ]; then
  echo "The fixtures are not there: $fixtures (set BILLOW_SHARED)."
  exit 0
fi
Scripts/setup.sh bench
venv=.setup/bench-venv
made=.setup/bench
mkdir -p "$made" output/bench
swift build -c release --product liquid-bench >/dev/null
bench=$(swift build -c release --show-bin-path)/liquid-bench
(cd Benchmarks/liquid/peers/go && GO111MODULE=off go build -o ../../../../"$made"/gopeer .)
cc -shared -fPIC -O2 Benchmarks/liquid/count-allocations.c -o "$made/count.so"

LD_PRELOAD=$PWD/$made/count.so "$bench" "$fixtures" allocations >"$made/allocations.txt" ||
  { grep -v ': 0 ' "$made/allocations.txt"; exit 1; }
echo "heap allocations after warm-up: 0 in every fixture ($(wc -l <"$made/allocations.txt") renders counted, text and html)"
"$venv/bin/python" Benchmarks/liquid/bench.py "$bench" "$made/gopeer" "$fixtures" \
  output/bench/liquid.json "${ROUNDS:-7}"
echo "written to output/bench/liquid.json"
