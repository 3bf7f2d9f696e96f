#!/usr/bin/env bash
# Fuzzes the deflate encoder against zlib's decoder, under AddressSanitizer: for a minute, or as libFuzzer's options say.
# A finding is left in Fuzz/findings and the exit status is not 0.
#
#   Scripts/fuzz-deflate.sh -runs=10000000
set -euo pipefail
cd "$(dirname "$0")/.."

options=("$@")
[ ${#options[@]} -gt 0 ] || options=(-max_total_time=60)
build=.build/fuzz-deflate
arguments=(--package-path Fuzz/Deflate --scratch-path "$build" -c release --sanitize address --sanitize fuzzer)
swift build "${arguments[@]}"
bin=$(swift build "${arguments[@]}" --show-bin-path)
mkdir -p Fuzz/findings "$build/corpus"
nice -n 15 "$bin/FuzzDeflate" -max_len=8192 -timeout=20 -rss_limit_mb=2048 \
  -artifact_prefix=Fuzz/findings/deflate- -print_final_stats=1 "${options[@]}" "$build/corpus"
