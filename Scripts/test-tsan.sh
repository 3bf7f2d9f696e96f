#!/usr/bin/env bash
# Renders, resumes and verifies with the thread sanitizer watching: any data race is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build --product billow --sanitize thread --scratch-path .build/tsan
billow=.build/tsan/debug/billow
scratch=$(mktemp -d)
# A race ends a command with 66, and so this script: what was found is told before it is removed.
trap 'cat "$scratch"/race.* 2>/dev/null || true; rm -rf "$scratch"' EXIT

# The watch itself, with what billow is linked with: the sanitizer does not see the kernel hand over a lock that is waited for
# (Sources/CSystem/contended_mutex.c tells it), yet sees an access beside the lock. No suppressions are needed.
swiftc -swift-version 6 -sanitize=thread Tests/ThreadSanitizer/contended.swift \
  .build/tsan/debug/CSystem.build/contended_mutex.c.o -o "$scratch/contended"
export TSAN_OPTIONS="halt_on_error=0 exitcode=66 log_path=$scratch/race"
"$scratch/contended"
status=0
TSAN_OPTIONS="exitcode=66 log_path=$scratch/wanted" "$scratch/contended" outside || status=$?
if [ "$status" != 66 ]; then
  echo "thread sanitizer: a race that is there was not reported"
  exit 1
fi

bills=$scratch/bills.ndjson
"$billow" sample --count 3000 --seed 5 >"$bills"
for options in "" "--gzip" "--pack --pack-size 500"; do
  for jobs in 2 8; do
    out=$scratch/out
    # shellcheck disable=SC2086  # the options are words
    "$billow" render templates/energy-bill "$bills" -o "$out" --jobs "$jobs" $options >/dev/null
    "$billow" verify "$out" --jobs "$jobs" --re-render 20% --leaks \
      --template templates/energy-bill --input "$bills" >/dev/null
    rm -rf "$out"
  done
done
# A stop and a resume, with workers and committer busy: after the first commit, and before the last unit is read.
"$billow" render templates/energy-bill "$bills" -o "$scratch/out" --jobs 2 >/dev/null &
run=$!
until [ -s "$scratch/out/documents.ndjson" ] || ! kill -0 "$run" 2>/dev/null; do sleep 0.1; done
kill -TERM "$run" || true
status=0
wait "$run" || status=$?
if [ "$status" != 143 ]; then
  echo "thread sanitizer: the run was to be stopped and ended with $status"
  exit 1
fi
"$billow" render templates/energy-bill "$bills" -o "$scratch/out" --jobs 8 >/dev/null

races=$(find "$scratch" -name 'race.*' | wc -l)
if [ "$races" -gt 0 ]; then
  echo "thread sanitizer: $races reports"
  exit 1
fi
echo "thread sanitizer: no data race"
