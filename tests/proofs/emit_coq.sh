#!/bin/sh
# Files that emit-coq writes are accepted by Coq, and rejected once a digit in them is altered; what cannot be
# emitted is named.
# Usage: emit_coq.sh DROPCERT SCRATCH
set -eu
dropcert=$(realpath "$1")
rm -rf "$2"
mkdir -p "$2"
cd "$2"
fail() { echo "emit_coq.sh: $1"; exit 1; }

# ---- What cannot be emitted: a sentence, and the exit code.
refuses() {
  code=0
  "$dropcert" emit-coq "$1" > out.txt 2> err.txt || code=$?
  [ "$code" = 2 ] || fail "emit-coq '$1': exit code $code, expected 2"
  [ ! -s out.txt ] || fail "emit-coq '$1' printed something"
  grep -qF "$2" err.txt || { cat err.txt; fail "emit-coq '$1' does not say: $2"; }
}
refuses 'surjections(201, k)' 'must have an index from 0 to 200, not 201'
refuses 'zeta(3)' "the function 'zeta'"
refuses '1/0' 'division by zero'
refuses 'prints(pi, "3*pi/3")' 'an enclosure does not decide the equality'
refuses 'sigmoid_derivative(41, 1/2)' 'order 41 is not from 0 to 40'
refuses 'surjections(' 'expression:1:'
refuses C61 'no statement of C61 can be emitted'
code=0
"$dropcert" emit-coq C1 > c1.v 2> err.txt || code=$?
[ "$code" = 1 ] || fail "emit-coq C1: exit code $code, expected 1"
grep -q 'not emitted: C1_corrected: ' err.txt || fail "the statement of C1 that is not emitted is not named"
grep -q '^Theorem C1_printed :$' c1.v || fail "the statement of C1 that can be emitted is missing"

command -v coqc > /dev/null 2>&1 || { echo "coqc is not installed: nothing was compiled"; exit 77; }
echo 'From Interval Require Tactic.' > probe.v
coqc -q -w none probe.v > probe.log 2>&1 || { echo "the library Interval is not installed: nothing was compiled"; exit 77; }

# accepted NAME SUBJECT [OPTION...]: Coq accepts the file.
accepted() {
  name=$1
  shift
  "$dropcert" emit-coq "$@" --out "$name.v" || fail "$name is not emitted"
  coqc -q -w none "$name.v" > "$name.log" 2>&1 || { cat "$name.log"; fail "Coq rejects $name.v"; }
  echo "accepted: $name"
}
# altered NAME SED: Coq rejects the file with this change.
altered() {
  sed "$2" "$1.v" > "$1_altered.v"
  if cmp -s "$1.v" "$1_altered.v"; then fail "the change of $1.v changes nothing"; fi
  if coqc -q -w none "$1_altered.v" > "$1_altered.log" 2>&1; then fail "Coq accepts $1.v with an altered digit"; fi
  grep -qiE 'unable to unify|cannot prove|no matching clauses|numerical evaluation|failed to|tactic failure|expected to have type' "$1_altered.log" ||
    { cat "$1_altered.log"; fail "$1.v is rejected for another reason than the altered digit"; }
  echo "rejected as it must be, with one digit altered: $1"
}

accepted row 'surjections(20, k)'
altered row 's/^     1048574;/     1048575;/'
accepted stirling 'stirling2(200, k)'
accepted entry 'sum(j = 0..12, (-1)^j * surjections(12, j))'
accepted enclosure 'softplus(1/2) - log(2) + sin(pi/5)' --digits 30
altered enclosure 's/<= (\(.*\)) <= 1/<= (\1) <= 0/'
accepted penalty 'regulariser([1, -1/2], 1/3)' --digits 25
accepted printed 'prints(log(2), "0.69315") and prints(exp(-40), "< 1e-16")'
altered printed 's/138629/138641/'
accepted printed_cases 'for (n, s) in {(2, "0.69"), (3, "1.0986"), (4, "1.386...")}: prints(log(n), s)'
accepted derivative 'softplus_derivative(12, 1/2)' --digits 30
altered derivative 's/(derivative \[1; 2046;/(derivative [1; 2047;/'
accepted partial 'partial_regulariser(4, [1, -1/2], 1/3) - regulariser([1, -1/2], 1/3)'
accepted claim C28
altered claim 's/forall x_k, 1 <= x_k <= 60/forall x_k, 1 <= x_k <= 61/'
code=0
"$dropcert" emit-coq C38 --out c38.v 2> err.txt || code=$?
[ "$code" = 1 ] || fail "emit-coq C38: exit code $code, expected 1"
coqc -q -w none c38.v > c38.log 2>&1 || { cat c38.log; fail "Coq rejects c38.v"; }
echo "accepted: the statements of C38 on numbers"

# A row of digits rests on no axiom.
echo 'Require row. Print Assumptions row.surjections_row_20.' > assumptions.v
coqc -q -w none assumptions.v | grep -q 'Closed under the global context' || fail "the row rests on an axiom"
