#!/bin/sh
# The theorem map as committed is the one that the program writes.
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
