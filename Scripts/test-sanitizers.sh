#!/usr/bin/env bash
# The tests of the deflate encoder and of what mixes pixels under AddressSanitizer, and with UndefinedBehaviorSanitizer in C.
#
# Swift's compiler has no UndefinedBehaviorSanitizer on Linux; what C leaves undefined in arithmetic is defined in Swift or stops a
# debug build, which this is. In C a finding stops the program where it is (trap), so that no runtime library is needed.
#
#   DEFLATE_PROGRAMS=20000 Scripts/test-sanitizers.sh
set -euo pipefail
cd "$(dirname "$0")/.."

export DEFLATE_PROGRAMS=${DEFLATE_PROGRAMS:-500}
# XCTest itself leaves objects behind when it ends.
export ASAN_OPTIONS=detect_leaks=0
nice -n 10 swift test --package-path Fuzz/Sanitizers --scratch-path .build/sanitizers \
  --sanitize address -Xcc -fsanitize=undefined -Xcc -fsanitize-trap=undefined
echo "sanitizers: nothing found in $DEFLATE_PROGRAMS programs"
