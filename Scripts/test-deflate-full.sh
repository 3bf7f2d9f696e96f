#!/usr/bin/env bash
# The long test of the deflate encoder: a million made-up templates, pages of each, read back by zlib.
# Built for speed, and apart from the product, which is not needed for it. On all cores, each with seeds of its own.
#
#   DEFLATE_PROGRAMS=20000 DEFLATE_PAGES=8 DEFLATE_SEED=7000001 DEFLATE_JOBS=1 Scripts/test-deflate-full.sh
set -euo pipefail
cd "$(dirname "$0")/.."
programs=${DEFLATE_PROGRAMS:-1000000}
jobs=${DEFLATE_JOBS:-$(nproc)}
seed=${DEFLATE_SEED:-1}
export DEFLATE_PAGES=${DEFLATE_PAGES:-2}
for number in "$programs" "$jobs" "$DEFLATE_PAGES"; do
  [[ $number =~ ^[1-9][0-9]*$ ]] || { echo "not a number from 1 on: '$number'" >&2; exit 2; }
done

build=(--package-path Fuzz/Sanitizers -c release -Xswiftc -enable-testing --scratch-path .build/deflate-full)
swift build --build-tests "${build[@]}"
tests=$(swift build "${build[@]}" --show-bin-path)/sanitized-deflatePackageTests.xctest
logs=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$logs"' EXIT

for ((job = 0; job < jobs; job++)); do
  share=$((programs * (job + 1) / jobs - programs * job / jobs))
  DEFLATE_PROGRAMS=$share DEFLATE_SEED=$((seed + programs * job / jobs)) \
    nice -n 10 "$tests" --testing-library swift-testing >"$logs/$job" 2>&1 &
  started+=($!)
done
failed=0
for ((job = 0; job < jobs; job++)); do
  # A run in which nothing was tested says nothing of passing.
  if wait "${started[job]}" && grep -E 'Test run with [1-9][0-9]* tests .* passed' "$logs/$job"; then continue; fi
  failed=1
  # It names the seed.
  grep -vE '^(◇|✔)' "$logs/$job" || true
done
[ $failed = 0 ] || { echo "FAILED" >&2; exit 1; }
echo "$programs templates, $DEFLATE_PAGES pages each, from seed $seed on: every stream came back"
