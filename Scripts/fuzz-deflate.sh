#!/usr/bin/env bash
# Fuzzes the deflate encoder against zlib's decoder, under AddressSanitizer: `fuzz-deflate.sh [deflate|pages] [libFuzzer options]`;
# both without a name. `deflate` makes a template of each input, `pages` prints pages of sixteen templates made
# once, which is many times as quick. Options default to 60 seconds each. A finding is left in Fuzz/findings and the exit status is not 0.
#
#   Scripts/fuzz-deflate.sh pages -runs=10000000
set -euo pipefail
cd "$(dirname "$0")/.."

targets=(deflate pages)
case ${1:-} in
  deflate | pages) targets=("$1") && shift ;;
esac
options=("$@")
[ ${#options[@]} -gt 0 ] || options=(-max_total_time=60)
declare -A longest=([deflate]=8192 [pages]=256)

build=.build/fuzz-deflate
# Of two --sanitize flags the compiler heeds the last, and SwiftPM hands them on in any order: `fuzzer` is there for its way of linking.
arguments=(--package-path Fuzz/Deflate --scratch-path "$build" -c release --sanitize fuzzer
  -Xswiftc "-sanitize=address,fuzzer" -Xcc -fsanitize=address)
swift build "${arguments[@]}"
bin=$(swift build "${arguments[@]}" --show-bin-path)
encoder=$(nm "$bin/Deflate.build/PageEncoder.swift.o")
for sign in __asan_report __sanitizer_cov; do
  if [[ $encoder != *$sign* ]]; then
    echo "fuzz-deflate: the encoder is built without $sign, so that a run would show nothing" >&2
    exit 2
  fi
done
mkdir -p Fuzz/findings
status=0
for target in "${targets[@]}"; do
  mkdir -p "$build/corpus-$target"
  echo "== fuzzing $target"
  nice -n 15 "$bin/Fuzz${target^}" -max_len="${longest[$target]}" -timeout=20 -rss_limit_mb=2048 \
    -artifact_prefix="Fuzz/findings/deflate-$target-" -print_final_stats=1 "${options[@]}" "$build/corpus-$target" || status=1
done
exit $status
