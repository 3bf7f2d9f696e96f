#!/usr/bin/env bash
# Renders the fixtures through the energy-bill template into output/demo, and one customer's bill once more with film and
# e-mail into output/demo-one; says what came of it, and what to look at.
set -euo pipefail
cd "$(dirname "$0")/.."

out=output/demo
one=output/demo-one
as_of=2026-03-31
swift build -c release --product billow
billow=$(swift build -c release --show-bin-path)/billow

# A run refuses a folder that is not empty; these are the demo's own.
rm -rf "$out" "$one"
started=$EPOCHREALTIME
"$billow" render templates/energy-bill fixtures/bills.ndjson -o "$out" --as-of "$as_of"
ended=$EPOCHREALTIME

bills=$(grep -c . fixtures/bills.ndjson)
pages=$(find "$out/documents" -name index.html | wc -l)
bytes=$(find "$out/documents" -name index.html -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')
# EPOCHREALTIME has microseconds after a point, or after the comma of some locales.
awk -v bills="$bills" -v pages="$pages" -v bytes="$bytes" -v from="${started/,/.}" -v to="${ended/,/.}" 'BEGIN {
  seconds = to - from
  printf "%d pages of %d bills, %.2f MB, in %.3f s, start-up included (%d pages/s)\n",
    pages, bills, bytes / 1e6, seconds, pages / seconds
}'

# The first customer, with everything that can be made of a bill: names of links come from a key that is only the demo's.
key=$(grep -o '"number": *"[^"]*"' fixtures/bills.ndjson | head -n 1 | cut -d '"' -f 4)
mkdir -p output
(umask 077 && printf 'the demo has a key that anybody can read' >output/demo.key)
"$billow" render templates/energy-bill fixtures/bills.ndjson -o "$one" --as-of "$as_of" --only "$key" \
  --storyboard --messages --link-key output/demo.key --link-base https://bills.example/ >"$one.log"
document=$(find "$one/documents" -mindepth 2 -maxdepth 2 -type d)

printf '\nThe books balance:\n'
"$billow" verify "$out"
printf '\nSegments:\n'
sed -n '/^"segments":/,/\]/s/.*"name":"\([^"]*\)","rendered":\([0-9]*\),"suppressed":\([0-9]*\).*/  \1 \2/p' \
  "$out/manifest.json"
printf '\nDue first, of %d tasks:\n' "$(grep -c . "$out/tasks.ndjson")"
head -n 3 "$out/tasks.ndjson" | sed -E \
  's/.*"state":"([^"]*)","due":"([^"]*)","key":"([^"]*)".*"action":"([^"]*)","by":"([^"]*)","why":"([^"]*)".*/  \2 \3: \4 by \5 (\1; \6)/'

printf '\nOne customer, %s:\n' "$key"
show() {
  # What is named must be there, and hold something.
  [ -s "$2" ] || { echo "$2 is not there" >&2; exit 1; }
  printf '  %-7s %s\n' "$1" "$PWD/$2"
}
show page "$document/index.html"
show player "$document/storyboard.html"
show e-mail "$document/email.eml"
show report "$out/report.html"
