#!/bin/sh
# The paper's certificate as committed is the one that the engine makes, with any number of threads, and the
# checker accepts it for just the paper's ledger.
# Usage: paper.sh DROPCERT DROPCERT_CHECK SOURCE_FOLDER BUILD_FOLDER
set -eu
for threads in 1 3; do
  made=$4/paper-$threads.cert
  "$1" verify "$3/proofs/paper.claims" --threads "$threads" --certificate "$made" > "$4/paper.txt"
  cmp "$made" "$3/proofs/certificates/paper.cert"
done
"$2" "$made" --claims "$3/proofs/paper.claims" --threads 2 > "$4/check.txt"
test "$(tail -n 1 "$4/check.txt")" = 's VERIFIED'
# What is taken on trust from Coq is listed, and is what the list of theorems states; the headlines are shown.
grep -q ', tied by reading$' "$4/check.txt"
test "$(grep -c '^h ' "$4/check.txt")" = "$(grep -c '^headline ' "$made")"
grep -Eq '^t softplus_radius [0-9a-f]{64}$' "$4/check.txt"
test "$(grep -c '^t ' "$4/check.txt")" = "$(grep -c '^theorem ' "$made")"
"$2" "$made" --theorems "$3/proofs/theorems.txt" --threads 2 > "$4/check.txt"
test "$(tail -n 1 "$4/check.txt")" = 's VERIFIED'
# A theorem with a weaker statement, and a theorem that is gone, are named.
sed '/^theorem softplus_radius$/,/^$/s/=/<=/' "$3/proofs/theorems.txt" > "$4/weaker.txt"
if "$2" "$made" --theorems "$4/weaker.txt" > "$4/check.txt"; then exit 1; fi
tail -n 1 "$4/check.txt" | grep -q "^s REJECTED line [0-9]*: the digest of theorem 'softplus_radius' is not"
sed '/^theorem softplus_radius$/,/^$/d' "$3/proofs/theorems.txt" > "$4/fewer.txt"
if "$2" "$made" --theorems "$4/fewer.txt" > "$4/check.txt"; then exit 1; fi
tail -n 1 "$4/check.txt" | grep -q "^s REJECTED line [0-9]*: .* no theorem 'softplus_radius'"
# Another ledger is not what the certificate is about.
if "$2" "$made" --claims "$3/tests/corpus/dlmf.claims" > "$4/check.txt"; then exit 1; fi
tail -n 1 "$4/check.txt" | grep -q '^s REJECTED line '
if "$2" "$made" --claims "$3/proofs/paper.claims" --max-k 999 > "$4/check.txt"; then exit 1; fi
# An unreadable file and bad usage are code 2.
code=0
"$2" "$4/no-such-file" 2> "$4/usage.txt" || code=$?
test "$code" = 2
