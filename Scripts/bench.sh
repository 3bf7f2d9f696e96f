#!/usr/bin/env bash
# Runs every benchmark. Each lives in a folder of Benchmarks/ and starts with its run.sh, which
# measures beside a peer in the same run and prints ratios.
set -euo pipefail
cd "$(dirname "$0")/.."
shopt -s nullglob

echo "Benchmarks live in Benchmarks/, one folder each."
found=(Benchmarks/*/run.sh)
if [ ${#found[@]} -eq 0 ]; then
  echo "There are none yet."
fi
for script in "${found[@]}"; do
  printf '\n== %s\n' "$(dirname "$script")"
  bash "$script"
done
