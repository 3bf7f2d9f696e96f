#!/usr/bin/env bash
# Builds the fuzzers and runs them: `fuzz.sh [compile|render] [libFuzzer options]`; both without a name.
# Options default to 60 seconds each. A finding is left in Fuzz/findings and the exit status is not 0.
# For a long run:  Scripts/fuzz.sh render -runs=10000000
set -euo pipefail
cd "$(dirname "$0")/.." || exit

targets=(compile render)
case ${1:-} in
  compile | render) targets=("$1") && shift ;;
esac
options=("$@")
[ ${#options[@]} -gt 0 ] || options=(-max_total_time=60)

build=.build/fuzz
swift build --package-path Fuzz --scratch-path $build -c release --sanitize fuzzer
bin=$(swift build --package-path Fuzz --scratch-path $build -c release --sanitize fuzzer --show-bin-path)
python3 Scripts/make-fuzz-seeds.py $build/seeds
mkdir -p Fuzz/findings
status=0
for target in "${targets[@]}"; do
  mkdir -p "$build/corpus-$target"
  echo "== fuzzing $target"
  # -timeout: a slow input is a finding too. New inputs go to the first folder, which is not the tree's.
  nice -n 15 "$bin/Fuzz${target^}" -dict=Fuzz/liquid.dict -timeout="${FUZZ_TIMEOUT:-5}" -rss_limit_mb=1024 -max_len=2048 \
    -artifact_prefix="Fuzz/findings/$target-" -print_final_stats=1 "${options[@]}" \
    "$build/corpus-$target" "Fuzz/corpus/$target" $build/seeds || status=1
done
exit $status
