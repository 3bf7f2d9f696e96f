#!/usr/bin/env bash
# What rules and a ladder cost a record: generated bills through a page of two values, without them, with the energy bill's
# rules.yaml, and with its ladder.yaml too. Into packs, so that the disk has little to do; alternates, one worker, medians.
#
#   RECORDS=20000 ROUNDS=5 Benchmarks/rules/run.sh [FOLDER WITH A BUILT billow]
set -euo pipefail
cd "$(dirname "$0")/../.."

records=${RECORDS:-20000}
rounds=${ROUNDS:-5}
if [ $# -gt 0 ]; then
  billow=$1/billow
else
  swift build -c release --product billow >/dev/null
  billow=$(swift build -c release --show-bin-path)/billow
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$billow" sample --count "$records" --seed 1 >"$scratch/bills.ndjson"

# A page that reads nothing of the rules, so that they are all that differs.
for name in none rules ladder; do
  folder=$scratch/$name
  mkdir -p "$folder/pages" "$folder/locales"
  cp templates/energy-bill/schema.json "$folder"
  printf '{}\n' >"$folder/locales/en.json"
  printf '{{ bill.number }} {{ bill.amount_due }}\n' >"$folder/pages/page.liquid"
  cat >"$folder/template.yaml" <<YAML
name: $name
record: { schema: schema.json, key: bill.number, as_of: bill.issue_date, locale: customer.language, fallback_locale: en }
outputs: { page: { page: pages/page.liquid, as: page.txt } }
YAML
done
cp templates/energy-bill/rules.yaml "$scratch/rules"
cp templates/energy-bill/rules.yaml templates/energy-bill/ladder.yaml "$scratch/ladder"
cp -r templates/energy-bill/calendars "$scratch/ladder"
# The ladder's clauses must be in the page and have words.
printf '{{ bill.number }} {{ bill.amount_due }}{%% for clause in ladder.clauses %%}{{ clause }}{%% endfor %%}\n' \
  >"$scratch/ladder/pages/page.liquid"
cp templates/energy-bill/locales/en.json "$scratch/ladder/locales/en.json"

for round in $(seq "$rounds"); do
  for name in none rules ladder; do
    /usr/bin/time -f "$name %U %M" -a -o "$scratch/times" "$billow" render "$scratch/$name" "$scratch/bills.ndjson" \
      -o "$scratch/out" --as-of 2026-03-31 --jobs 1 --pack --log-level error --json >"$scratch/result.json"
    grep -q "\"rendered\":$records," "$scratch/result.json"
    rm -rf "$scratch/out"
  done
  echo "round $round of $rounds" >&2
done

median() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$scratch/times" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
echo "$records generated bills into packs, one worker, medians of $rounds:"
for name in none rules ladder; do
  awk -v name="$name" -v n="$records" -v user="$(median "$name" 2)" -v base="$(median none 2)" -v peak="$(median "$name" 3)" 'BEGIN {
    printf "  %-8s %7.1f us user CPU a record, %+6.1f; peak memory %.1f MB\n", name, user * 1e6 / n, (user - base) * 1e6 / n, peak / 1e3
  }'
done
