#!/usr/bin/env bash
# Renders generated bills through the energy-bill template: documents a second on one worker and on all, and
# whether memory stays flat from 10,000 records to 100,000. Alternates and prints medians of the rates.
#
#   RECORDS=100000 ROUNDS=3 Benchmarks/energy-bill/run.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

records=${RECORDS:-20000}
rounds=${ROUNDS:-3}
swift build -c release --product billow >/dev/null
billow=$(swift build -c release --show-bin-path)/billow
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# name, records, jobs: renders from standard input into a fresh folder, prints seconds and peak kilobytes.
measure() {
  "$billow" sample --count "$2" --seed 1 >"$scratch/bills.ndjson"
  /usr/bin/time -f '%e %U %S %M' -o "$scratch/time" \
    "$billow" render templates/energy-bill "$scratch/bills.ndjson" -o "$scratch/$1" \
    --jobs "$3" --json >"$scratch/result.json"
  grep -q '"rejected":0' "$scratch/result.json"
  cat "$scratch/time"
  rm -rf "${scratch:?}/$1"
}

cores=$(nproc)
declare -a one all
for round in $(seq "$rounds"); do
  read -r wall user system _ < <(measure "one-$round" "$records" 1)
  one+=("$(awk -v n="$records" -v s="$wall" 'BEGIN { printf "%.0f", n / s }')")
  cpu=$(awk -v n="$records" -v s="$user" -v t="$system" 'BEGIN { printf "%.0f", (s + t) * 1e6 / n }')
  read -r wall _ _ _ < <(measure "all-$round" "$records" "$cores")
  all+=("$(awk -v n="$records" -v s="$wall" 'BEGIN { printf "%.0f", n / s }')")
done

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
echo "energy-bill, $records records into a tree, wall time, medians of $rounds:"
echo "  one worker        $(median "${one[@]}") documents/s, ${cpu} us CPU a document"
echo "  $cores workers         $(median "${all[@]}") documents/s"

read -r _ _ _ small < <(measure small 10000 "$cores")
read -r _ _ _ large < <(measure large 100000 "$cores")
awk -v a="$small" -v b="$large" 'BEGIN {
  printf "  peak memory       %.1f MB at 10,000 records, %.1f MB at 100,000: x %.3f\n", a / 1e3, b / 1e3, b / a
}'
