#!/bin/sh
# The commands tables, compare and cite as a user meets them.
set -eu
dropcert="$1"
root="$2"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
fail() {
  echo "$1"
  exit 1
}

# Written by one thread and by two: the same bytes, and those that are committed.
"$dropcert" tables --only radius,remedy,regulariser --out "$work/one" --threads 1 >"$work/said"
"$dropcert" tables --only radius,remedy,regulariser --out "$work/two" --threads 2 >/dev/null
diff -r "$work/one" "$work/two" >/dev/null || fail "the tables depend on the number of threads"
cmp "$work/one/radius.csv" "$root/tables/radius.csv"
grep -q "^3 tables, 15 files in '$work/one'; 15 changed.$" "$work/said" || fail "what tables says: $(cat "$work/said")"
(cd "$work/one" && sha256sum --quiet -c MANIFEST.sha256)
(cd "$root/tables" && sha256sum --quiet -c MANIFEST.sha256)

# A flipped byte is named by file, line and column.
cp -r "$root/tables" "$work/tables"
sed '14s/4\.3439/4.3438/' "$root/tables/radius.csv" >"$work/tables/radius.csv"
status=0
"$dropcert" tables --check --only radius --out "$work/tables" >"$work/said" || status=$?
[ "$status" = 1 ] || fail "a flipped byte: exit code $status"
grep -q "^$work/tables/radius.csv:14:8: found '8" "$work/said" || fail "a flipped byte: $(cat "$work/said")"

# Interrupted in the middle: nothing half-written, the tables that were there untouched.
cp "$root/tables/radius.csv" "$work/tables/radius.csv"
"$dropcert" tables --out "$work/tables" --threads 1 >"$work/said" 2>&1 &
child=$!
sleep 1
# A shell starts what runs beside it deaf to SIGINT (2): it listens once its handler stands, bit 1 of what it catches.
until grep -q '^SigCgt:.*[2367abef]$' "/proc/$child/status" 2>/dev/null; do
  kill -0 "$child" 2>/dev/null || fail "the tables took less than a second"
  sleep 0.1
done
kill -INT "$child" 2>/dev/null || fail "the tables took less than a second"
status=0
wait "$child" || status=$?
[ "$status" = 1 ] || fail "interrupted: exit code $status"
diff -r "$work/tables" "$root/tables" || fail "interrupted: the tables have changed"

# Bad usage: one sentence, exit code 2.
for arguments in "tables --only nosuch" "tables --check --out $work/nowhere" "compare $work/nowhere" "tables --out /dev/null/x --only radius"; do
  status=0
  # shellcheck disable=SC2086
  "$dropcert" $arguments >/dev/null 2>"$work/said" || status=$?
  [ "$status" = 2 ] || fail "$arguments: exit code $status"
  [ "$(wc -l <"$work/said")" = 1 ] || fail "$arguments: $(cat "$work/said")"
done

# Our own files are right; one altered digit is not.
"$dropcert" compare --quiet "$root/tables/radius.csv" | grep -q "right\.$" || fail "radius.csv against itself"
"$dropcert" compare --quiet "$root/tables/regulariser.csv" >/dev/null
"$dropcert" compare --quiet "$root/tables/b019538.txt" >"$work/said"
grep -q "^5050 entries: 5050 right.$" "$work/said" || fail "the b-file: $(cat "$work/said")"
printf 'z0,radius\n3,4.3440\n' >"$work/theirs.csv"
status=0
"$dropcert" compare "$work/theirs.csv" >"$work/said" || status=$?
[ "$status" = 1 ] || fail "a wrong digit: exit code $status"
grep -q "theirs.csv:2: radius at z0 = 3: last digit rounded the wrong way" "$work/said" || fail "$(cat "$work/said")"

# The citation has the version and the digest of the tables, and CITATION.cff is the same.
digest="$(sha256sum "$root/tables/MANIFEST.sha256" | cut -c1-64)"
version="$("$dropcert" --version | sed -n '1s/dropcert //p')"
"$dropcert" cite >"$work/said"
for word in "@misc{dropcert" "$digest" "Version $version"; do
  grep -q "$word" "$work/said" || fail "cite lacks '$word'"
done
"$dropcert" cite --format cff | cmp - "$root/CITATION.cff" ||
  fail "CITATION.cff does not agree with the tables: build/dropcert cite --format cff > CITATION.cff"
echo "tables, compare and cite: all as expected"
