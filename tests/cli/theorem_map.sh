#!/bin/sh
# The theorem map as committed is the one that the program writes; what explain shows of theorems.
# Usage: theorem_map.sh DROPCERT SOURCE_FOLDER BUILD_FOLDER
set -eu
"$1" explain --map > "$3/theorem_map.md"
diff "$2/proofs/theorem_map.md" "$3/theorem_map.md" || {
  echo "proofs/theorem_map.md differs: write it anew with 'dropcert explain --map > proofs/theorem_map.md'"
  exit 1
}
# A claim and a theorem that must be there, and every theorem of the list.
grep -q '^| C28 | .*stirling_recurrence.*`claim C28`, corrected' "$3/theorem_map.md"
for name in $(sed -n 's/^theorem //p' "$2/proofs/theorems.txt"); do
  grep -q "\[.$name.\](coq/Main.v)" "$3/theorem_map.md" || { echo "the map lacks the theorem $name"; exit 1; }
done

# The statement as Coq prints it stands beside the ledger's own, on a terminal of 80 columns.
"$1" explain C28 > "$3/explained.txt"
grep -q 'stirling2(k + 1, j) = j \* stirling2(k, j) +' "$3/explained.txt"
grep -q '^    Coq theorem stirling_recurrence (Stirling.v): ' "$3/explained.txt"
grep -q '^      stirling2 (S n) (S k) = (S k \* stirling2 n (S k) + stirling2 n k)%nat$' "$3/explained.txt"
"$1" explain C36 > "$3/explained.txt"
grep -q '^      ~ ex_series (fun n : nat => taylor softplus z n \* m n)$' "$3/explained.txt"
# (A long exact number stands on a line of its own; a line with two words is no longer than the terminal.)
if grep -E '^.{81}' "$3/explained.txt" | grep -E '[^ ] +[^ ]'; then echo "a line is longer than 80 columns (above)"; exit 1; fi
