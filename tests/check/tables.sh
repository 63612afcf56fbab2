#!/bin/sh
# Every table of the program as statements: all of its cells that have a term are verified; with another last digit in
# one of them the certificate is rejected, and compare names the row, the column and the digit.
# Usage: tables.sh DROPCERT DROPCERT_CHECK SOURCE_FOLDER FOLDER
set -eu
dropcert=$(realpath "$1")
check=$(realpath "$2")
tables=$(realpath "$3")/tables
mkdir -p "$4"
work=$(realpath "$4")/tables.$$
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
cd "$work"

# Usage: tried TABLE COLUMN KEYS CELL: the cell, which stands in the column at the row with these keys
tried() {
  table=$1; column=$2; keys=$3; cell=$4
  "$dropcert" tables --only "$table" --certificate "$table.cert" > report
  if grep -q 'without a term' report; then cat report; exit 1; fi
  "$check" "$table.cert" --seconds 1000 > result || { echo "$table"; cat result; exit 1; }
  grep -qx 's VERIFIED' result || { echo "$table"; cat result; exit 1; }
  last=${cell#"${cell%?}"}
  wrong=${cell%?}$(((last + 1) % 10))
  pattern=$(printf '%s' "$cell" | sed 's/\./\\./g')
  sed '$d' "$table.cert" | sed "s/\([^0-9]\)$pattern\([^0-9]\)/\1$wrong\2/" > other.cert
  if sed '$d' "$table.cert" | cmp -s - other.cert; then echo "$table: the certificate lacks $cell"; exit 1; fi
  printf 'end %s %s\n' "$(wc -l < other.cert)" "$(sha256sum < other.cert | cut -d ' ' -f 1)" >> other.cert
  if "$check" other.cert --seconds 1000 > result; then echo "$table: $wrong is verified"; exit 1; fi
  grep -q '^s REJECTED' result || { echo "$table"; cat result; exit 1; }
  sed "0,/[,]$pattern[,]/s//,$wrong,/" "$tables/$table.csv" > other.csv
  if cmp -s other.csv "$tables/$table.csv"; then echo "$table: the table lacks $cell"; exit 1; fi
  code=0
  "$dropcert" compare --table "$table" other.csv > said || code=$?
  test "$code" = 1 || { echo "$table: exit code $code"; cat said; exit 1; }
  # As it is printed, lines may be folded.
  tr -s ' \n' ' ' < said | grep -q "$column at [^:]*$keys" || { echo "$table: $column at $keys expected"; cat said; exit 1; }
  grep -q "$wrong" said || { echo "$table: $wrong expected"; cat said; exit 1; }
}

tried triangle T 'n = 10, k = 5' 5103000
tried theorem1 largest_bits 'k = 100' 574
tried derivatives sigmoid_coefficient 'z0 = -10, n = 0' 0.0000453978687024343945047762327635
tried radius radius 'z0 = 3' 4.34391579120605866042581749812
tried remedy kappa 'delta = 1\/100' 5.405000372546194516288903
tried regulariser R 'model = one-1' 0.09677590828323606888148397
tried partial-regularisers R_k 'k = 2' 0.1539778059830054161192310
tried quadratic-error bound_third 'model = one-1' 0.01603750747748960457
tried dropout-region larger 'step = 1' 62.863268998331762702
tried equation-13 left_root 'link = 1, p = 1\/2, n = 10' 0.30273306101343129626
tried root-test upper 'n = 10' 0.9192800609985024809328830
