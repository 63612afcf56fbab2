#!/bin/sh
# Coq's kernel decides the statements of a ledger by their texts: each as it is, none otherwise.
# Usage: ledger.sh DROPCERT PROOFS COMPILED SCRATCH
#   PROOFS     the folder proofs
#   COMPILED   the folder in which the test "coq" has compiled proofs/coq
set -eu
dropcert=$(realpath "$1")
proofs=$(realpath "$2")
compiled=$3
rm -rf "$4"
mkdir -p "$4"
cd "$4"
fail() { echo "ledger.sh: $1"; exit 1; }

# ---- The paper's ledger: the file that is kept is the one that is written, and the engine comes to the same verdicts.
"$dropcert" emit-coq > Paper.v
cmp -s Paper.v "$proofs/Ledger.v" || fail "proofs/Ledger.v is not what emit-coq writes: write it anew (emit-coq --out)"
"$dropcert" verify --format json > report.json
python3 - "$proofs/kernel.txt" report.json << 'END' || fail "kernel.txt and the report differ"
import json, sys
listed = [line.split()[0] for line in open(sys.argv[1])]
names = []
for claim in json.load(open(sys.argv[2]))["claims"]:
    for role in ("printed", "corrected", "instead", "evidence"):
        found = claim.get(role) or []
        names += [one["kernel"] for one in (found if isinstance(found, list) else [found]) if one["kernel"]]
sys.exit(sorted(listed) != sorted(names))
END

# ---- The statements without a theorem are those that proofs/coq/README.md names.
"$dropcert" emit-coq --ledger "$proofs/paper.claims" | sed -n 's/^Definition \([A-Za-z0-9_]*\) := ltac:(theorem_of.*/\1/p' | sort > all.txt
sed 's/ .*//' "$proofs/kernel.txt" | sort | comm -23 all.txt - > without.txt
sed -n '/^| statements | what they need |/,/^$/p' "$proofs/coq/README.md" | cut -d'|' -f2 | grep -oE '[A-Z]+[0-9]+_[a-z]+(_[0-9]+)?' | sort |
  diff - without.txt || fail "proofs/coq/README.md names other statements without a theorem (< only there, > without one)"

# ---- A claim a line: the verdict that is expected, and the statement.
cat > statements.txt << 'END'
holds|2 + 2 = 4 = 2^2 and 1/3 != 0.3 and 1e-3 = 1/1000 and -2^2 = -4 and 2^3^2 = 512 and 3! = 6
refuted|2 + 2 = 5
holds|for n in 1..8: fib(n + 1)*fib(n - 1) - fib(n)^2 = (-1)^n
refuted|for n in 0..10: fib(n) = n
refuted|fib(-1) = 1
holds|for (a, b) in {(1, 2), (3, 4)}, n in a..b: a <= n <= b
holds vacuously|for n in 2..1: n = 5
holds vacuously|for n in 1..3: n > 3 implies n = 7
refuted|for x in {0, 1}: x/x = 1
holds|for x in {0, 1} wherever defined: x/x = 1
holds|some n in 1..5: n^2 = 9
refuted|some n in 1..5: n^2 = 10
holds|for x in [0, 1]: exp(x) > 1/2 + x and sin(x) < 1
undecided|for x in [0, 1]: exp(x) >= 1 + x
holds|D(p, 3) = D(p)*(1 - 6*p + 6*p^2) and at(D(p), 1/2) = 1/4 and mean_over_p(D(p)) = 1/6
refuted|D(p) = p
refuted|p < 2
holds|D(p) != p and D(3) = 0
holds|sum(k = 1..100, k) = 5050 and prod(x in [1, 2, 3], x) = 6 and sum([1/2, 1/2]) = 1 and length(3*[1, 2]) = 2
holds|surjections(5, 3) = 150 and stirling2(5, 3) = 25 and bell(5) = 52 and bernoulli(12) = -691/2730 and binomial(1/2, 2) = -1/8
holds|sigmoid(0) = 1/2 and exp(0) = 1 and sqrt(9/4) = 3/2 and abs(-2) = max(1, 2) and floor(-1/2) = -1 and mod(-7, 3) = 2
refuted|log(0) = 0
refuted|length([1/(1 - 1)]) = 1
holds|abs(regulariser([1], 1/2) - 0.09677) < 1e-5 and partial_regulariser(2, [1, -1], 1/2) = 1/4
holds|mean(x in dropout([1, 2], 1/4), x) = 3 and mean(x in law([(0, 1/3), (3, 2/3)]), x) = 2
refuted|for x in law([(0, 1/3), (3, 1/3)]): x >= 0
holds|converges([1], 1/2) and not converges([2, -2], 1/2) and deviation([2, -2], 1/2) = 4
holds|for c in {1, 2}: if(c = 1, (c < 2), (c > 1)) and (c = 1 iff not c = 2)
holds|radius(1) > 3.2969 and pi < 22/7 and cosh(1)^2 - sinh(1)^2 < 1.0000001
undecided|zeta(3) > 1
holds|pi/2 + pi/2 = pi and pi^3/pi^2 = pi and sqrt(4*pi^2) = 2*pi and 1/(1/pi) - pi = 0 and abs(-pi) = pi and 0*pi = 0
refuted|2*pi/7*3 = 7*pi/8
holds|(-pi/2)^3 < pi^2/2 - pi^2/2 and pi^-1 = 1/pi and 3*pi < pi^2 and (for k in 2..9: 2*pi*(k - 1)/k >= pi)
refuted|pi^2 - 2*pi^2/2 > 0
refuted|1/(pi - pi) = 1
undecided|(pi + 1)^2 = pi^2 + 2*pi + 1
holds|zeta(2) = pi^2/6 and zeta(4) = pi^4/90 and 1.0009 < zeta(10) < 1.001
refuted|zeta(1) > 0
refuted|zeta(2) = pi^2/7
holds|converges([pi/2, -pi/2], 1/2) and radius(0) = pi and deviation([pi/2, -pi/2], 1/2) = pi and not converges([pi/2, -1.5708], 1/2)
holds|deviation([1, 1, 1, -1, 1, 1, -1, 1, 1, 1, 1, 1, -1, 1, 1, 1], 1/3) = 29/2 and moment([1, 1, 1, -1, 1, 1, -1, 1, 1, 1, 1, 1, -1, 1, 1, 1], 1/3, 2) = 8
refuted|moment([1, 1, 1, -1, 1, 1, -1, 1, 1, 1, 1, 1, -1, 1, 1, 1], 1/3, 4) = 200
holds|max(sqrt(2), sqrt(2)) < 1.5 and min(pi, sqrt(2)) < 1.42
holds|bernoulli(40) < -19296579341940068 and bernoulli(41) = 0 and bernoulli(1) = -1/2
undecided|for x in real: exp(x) > 0
undecided|for x in {1/2, 1/3}^2: x[1] + x[2] <= 1
holds|bar(3, 4) = 13 and later = 4
END
{
  echo 'ledger "statements for the kernel"'
  echo 'parameter N = 4'
  echo 'where fib(0) = 0, fib(1) = 1, fib(n) = fib(n - 1) + fib(n - 2)'
  echo 'where square(x) = x^2'
  echo 'where bar(a, b) = square(a) + b'
  echo 'where later = N'
  number=0
  while IFS='|' read -r verdict statement; do
    number=$((number + 1))
    printf 'claim T%d "" printed %s\n' "$number" "$statement"
  done < statements.txt
  echo 'claim T0 "" printed prints(1/3, "0.333")'
} > ledger.claims
"$dropcert" emit-coq --ledger ledger.claims --out Ledger.v
grep -q 'T0_printed is not read' Ledger.v || fail "a statement with strings is not named"

# ---- The engine says the same of those that are decided.
"$dropcert" verify ledger.claims --certificate engine.cert > engine.txt 2>&1 || true
sed -n 's/^verdict //p' engine.cert > engine_verdicts.txt
sed 's/|.*//; s/ vacuously//' statements.txt | paste -d' ' - engine_verdicts.txt | sed '$d' | while read -r expected engine; do
  [ "$expected" = undecided ] || [ "$expected" = "$engine" ] || echo "$expected here, $engine there"
done > disagreements.txt
if grep . disagreements.txt; then fail "the engine decides otherwise"; fi

# ---- Coq.
[ -d "$compiled" ] && [ -f "$compiled/Text.vo" ] ||
  { echo "proofs/coq is not compiled in $compiled: nothing was decided by Coq"; exit 77; }
coq() { coqc -q -w none -Q "$compiled" Dropcert -Q . Here "$1.v" > "$1.txt" 2>&1; }
coq Ledger || { cat Ledger.txt; fail "Coq rejects the file"; }
number=0
while IFS='|' read -r verdict statement; do
  number=$((number + 1))
  case $verdict in refuted) verdict="is refuted" ;; undecided) verdict="is not decided" ;; esac
  grep -qxF "\"T${number}_printed\" $verdict" Ledger.txt ||
    { grep "\"T${number}_printed\"" Ledger.txt; fail "expected '$verdict' of: $statement"; }
done < statements.txt

# ---- The types are about the texts: a theorem about another text is refused.
says() {
  printf '%s\n' 'From Coq Require Import String List.' 'From Dropcert Require Import Text.' 'From Here Require Import Ledger.' \
    'Import ListNotations.' 'Local Open Scope string_scope.' "Check T2_printed : $1." > Type.v
  coq Type
}
says 'text_refuted [] "2 + 2 = 5"' || { cat Type.txt; fail "the type of T2_printed is another one"; }
for wrong in 'text_holds [] "2 + 2 = 5"' 'text_refuted [] "2 + 2 = 4"' 'text_refuted ["f = 5"] "2 + 2 = 5"'; do
  if says "$wrong"; then fail "Coq accepts T2_printed : $wrong"; fi
done
echo "$number statements as expected"
