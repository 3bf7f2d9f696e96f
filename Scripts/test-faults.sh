#!/usr/bin/env bash
# All the ways a run can be broken: kills, failing calls, tampering, starts, conditions, and ten
# thousand schedules of a simulated disk. A sample of each is part of `make test`.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build -c release --product billow
failed=0
python3 Tests/Faults/run.py --billow .build/release/billow --full || failed=1
BILLOW_FULL=1 swift test --filter CrashScheduleTests || failed=1
exit $failed
