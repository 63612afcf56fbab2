#!/bin/sh
# How the checker ends: its last line and its exit code.
# Usage: exits.sh DROPCERT_CHECK BUILD_FOLDER
set -eu
program=$1
cert=$2/exits.cert
out=$2/exits.txt

# certificate LINE...: a certificate of these lines.
certificate() {
  { printf 'dropcert-certificate 3\n'; printf '%s\n' "$@"; } > "$cert"
  set -- "$(wc -l < "$cert" | tr -d ' ')" "$(sha256sum < "$cert" | cut -d' ' -f1)"
  printf 'end %s %s\n' "$1" "$2" >> "$cert"
}

# ends CODE LINE [OPTION...]: so the program ends.
ends() {
  expected=$1
  last=$2
  shift 2
  code=0
  "$program" "$cert" "$@" > "$out" 2> "$out.err" || code=$?
  if [ "$code" != "$expected" ] || { [ -n "$last" ] && [ "$(tail -n 1 "$out")" != "$last" ]; }; then
    echo "exit code $code, not $expected, or another last line than '$last':"
    cat "$out" "$out.err"
    exit 1
  fi
}

true_one='printed 1 = 1'
holds='verdict holds'
exact='trust exact'
certificate 'claim A' "$true_one" "$holds" "$exact" 'cases 1'
ends 0 's VERIFIED'
ends 0 's VERIFIED' --threads 64
certificate 'title T' 'headline confirmed A one' 'headline refuted A two' 'claim A' "$true_one" "$holds" "$exact" 'cases 1'
ends 0 's VERIFIED'
grep -q '^c T$' "$out"
grep -q '^h one$' "$out"
if grep -q '^h two$' "$out"; then exit 1; fi
certificate 'claim A' "$true_one" "$holds" "$exact" 'cases 1' 'claim B' 'printed max(zeta(5/2), zeta(7/2)) = zeta(5/2)' 'verdict undecided' 'reason equal'
ends 3 's VERIFIED 1 OF 2, 0 KERNEL, 1 UNDECIDED, 0 UNREACHED'
grep -q '^n line 8, B printed: equal$' "$out"
certificate 'claim A' "$true_one" "$holds" "$exact" 'cases 1' 'claim B' 'printed max(zeta(5/2), zeta(7/2)) = zeta(5/2)' "$holds" 'trust enclosure' 'cases 1'
ends 3 's VERIFIED 1 OF 2, 0 KERNEL, 0 UNDECIDED, 1 UNREACHED'
grep -q '^u line 8, B printed: ' "$out"
certificate 'claim A' 'printed 1 = 2' "$holds" "$exact" 'cases 1' 'printed 1 = 3' "$holds" "$exact" 'cases 1'
ends 1 's REJECTED line 3: A printed: the statement fails in case 1'
ends 1 's REJECTED line 3: A printed: the statement fails in case 1' --all
test "$(grep -c '^r line ' "$out")" = 2
certificate 'claim A'
ends 1 's NOTHING TO VERIFY'
certificate 'claim A' 'printed for n in 1..1000000000: n > 0' "$holds" "$exact" 'cases 1000000000'
ends 3 's VERIFIED 0 OF 1, 0 KERNEL, 0 UNDECIDED, 1 UNREACHED' --steps 100000
ends 3 's VERIFIED 0 OF 1, 0 KERNEL, 0 UNDECIDED, 1 UNREACHED' --seconds 1
printf 'x\n' >> "$cert"
ends 1 ''

# What cannot be read, or has no end, is told at once.
for cert in /dev/zero "$2" "$2/no-such-file"; do ends 2 ''; done
test "$(wc -l < "$out.err" | tr -d ' ')" = 1
cert=$2/exits.cert
ends 2 '' --claims /dev/zero
ends 2 '' --theorems /dev/zero
ends 2 '' --no-such-option
# A result that cannot be written has not been given.
if [ -w /dev/full ]; then
  certificate 'claim A' "$true_one" "$holds" "$exact" 'cases 1'
  code=0
  "$program" "$cert" > /dev/full 2> "$out.err" || code=$?
  test "$code" = 2
fi
