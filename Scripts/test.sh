#!/usr/bin/env bash
# Every test: the Swift ones, those of the scripts, and the pages in a browser. One kind failing does
# not hide what the others have to say; the exit status is 1 when any failed.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

python=.setup/venv/bin/python
[ -x "$python" ] || python=python3

# Real invoices and conformance data live beside the repository; tests that need them are skipped
# without. An absolute path, because tests run in folders of their own.
shared=${BILLOW_SHARED:-../shared}
if [ -d "$shared" ]; then
  BILLOW_SHARED=$(cd "$shared" && pwd)
  export BILLOW_SHARED
else
  unset BILLOW_SHARED
  echo "SKIPPED where they need it: no folder $shared (set BILLOW_SHARED)"
fi

failed=()
times=()
part() {
  local name=$1
  shift
  local began=$SECONDS
  printf '\n== %s\n' "$name"
  "$@" || failed+=("$name")
  times+=("$((SECONDS - began)) s $name")
}

if command -v shellcheck >/dev/null; then
  part "shell scripts" shellcheck Scripts/*.sh .ci/run
else
  echo "SKIPPED shell scripts: shellcheck is not installed"
fi
part "scripts" "$python" Tests/Scripts/run.py
# The tests that run the tool run the one that is handed out, which is also the quick one.
part "optimised tool" swift build -c release --product billow
part "optimised harness" swift build -c release --product liquid-bench
bin=$(swift build -c release --show-bin-path)
export BILLOW_BINARY=$bin/billow BILLOW_LIQUID_BENCH=$bin/liquid-bench
part "swift test" swift test
part "sanitizers" env DEFLATE_PROGRAMS=20 Scripts/test-sanitizers.sh
part "faults" python3 Tests/Faults/run.py --billow "$BILLOW_BINARY"
part "pages" "$python" Tests/Browser/run.py
part "delivery" "$python" Tests/Delivery/run.py
part "channels" "$python" Tests/Channels/run.py
part "letters" "$python" Tests/Browser/run.py --pages output/test/channels
part "studio" "$python" Tests/Studio/run.py
part "goldens" "$python" Tests/Studio/goldens.py
part "films" "$python" Tests/Browser/video.py
part "bombs" "$python" Tests/Bombs/run.py
part "hostile values" "$python" Tests/Browser/hostile.py

printf '\nseconds of each part, %s in all\n' "$SECONDS"
printf '%s\n' "${times[@]}"
if [ ${#failed[@]} -gt 0 ]; then
  printf '\nfailed: %s\n' "${failed[*]}" >&2
  exit 1
fi
