#!/bin/sh
# Random statements in Coq: the readers of Text.v make the trees that the parser makes, and what the kernel decides
# the engine decides alike.
# Usage: random_texts.sh DROPCERT RANDOM_TEXTS COMPILED SCRATCH
#   RANDOM_TEXTS   the program that draws them
#   COMPILED       the folder in which the test "coq" has compiled proofs/coq
# DROPCERT_STATEMENTS is their number (200).
set -eu
dropcert=$(realpath "$1")
random_texts=$(realpath "$2")
compiled=$3
rm -rf "$4"
mkdir -p "$4"
cd "$4"
count=${DROPCERT_STATEMENTS:-200}
seed=${DROPCERT_FIRST_SEED:-1}
fail() { echo "random_texts.sh: $1"; exit 1; }
[ -f "$compiled/Text.vo" ] || { echo "proofs/coq is not compiled in $compiled: nothing was compared"; exit 77; }
coq() { coqc -q -w none -Q "$compiled" Dropcert "$1.v" > "$1.txt" 2>&1; }

"$random_texts" trees "$seed" "$count" > Trees.v
coq Trees || { cat Trees.txt; fail "seed $seed: a text is read otherwise (Trees.v)"; }

"$random_texts" ledger "$seed" "$count" > random.claims
"$dropcert" emit-coq --ledger random.claims > All.v
# Less patience than for a ledger that matters.
sed 's/^Local Open Scope string_scope.$/&\nLtac theorem_of name where_ s := first [timeout 3 (theorem_found 128%positive 4%nat name where_ s)|idtac name "is not decided"; exact (Nothing_is_said where_ s)]./' All.v > Random.v
coq Random || { cat Random.txt; fail "Coq rejects Random.v"; }
"$dropcert" verify random.claims --certificate engine.cert > engine.txt 2>&1 || true
awk '/^claim /{ id = $2 } /^verdict /{ print "\"" id "_printed\"", $2 }' engine.cert > engine_verdicts.txt
awk 'NR == FNR { engine[$1] = $2; next }
     { verdict = /is not decided/ ? "" : /is refuted/ ? "refuted" : "holds" }
     verdict != "" && engine[$1] != "undecided" { ++both; if (engine[$1] != verdict) { print; ++wrong } }
     verdict != "" { ++decided }
     END { print decided + 0, "decided by Coq,", both + 0, "by both,", wrong + 0, "otherwise" > "counts.txt" }' \
  engine_verdicts.txt Random.txt > disagreements.txt
if grep . disagreements.txt; then fail "seed $seed: Coq and the engine differ (random.claims)"; fi
echo "$(grep -c '^Goal' Trees.v) trees alike; $(cat counts.txt)"
[ "$(cut -d' ' -f1 counts.txt)" -ge $((count / 4)) ] || fail "Coq decides too few of $count statements"
