#!/usr/bin/env bash
# The long test of the deflate encoder: a million made-up templates, eight pages each, read back by zlib.
# Built for speed, and apart from the product, which is not needed for it; DEFLATE_PROGRAMS and DEFLATE_SEED choose how many and which.
set -euo pipefail
cd "$(dirname "$0")/.."
export DEFLATE_PROGRAMS=${DEFLATE_PROGRAMS:-1000000}
nice -n 10 swift test --package-path Fuzz/Sanitizers -c release -Xswiftc -enable-testing \
  --scratch-path .build/deflate-full
