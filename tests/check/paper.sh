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
tail -n 1 "$4/check.txt" | grep -Eq '^s VERIFIED MODULO [0-9]+ FORMAL$'
# Another ledger is not what the certificate is about.
if "$2" "$made" --claims "$3/tests/corpus/dlmf.claims" > "$4/check.txt"; then exit 1; fi
tail -n 1 "$4/check.txt" | grep -q '^s REJECTED line '
if "$2" "$made" --claims "$3/proofs/paper.claims" --max-k 999 > "$4/check.txt"; then exit 1; fi
# An unreadable file and bad usage are code 2.
code=0
"$2" "$4/no-such-file" 2> "$4/usage.txt" || code=$?
test "$code" = 2
