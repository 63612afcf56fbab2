#!/bin/sh
# Numbers that leave the program as statements: of a model, of the rows of an audit, of a table; each certificate is
# verified, and rejected once a digit is another one.
# Usage: numbers.sh DROPCERT DROPCERT_CHECK SOURCE_FOLDER FOLDER
set -eu
dropcert=$(realpath "$1")
check=$(realpath "$2")
data=$(realpath "$3")/tests/data/breast_cancer
mkdir -p "$4"
work=$(realpath "$4")/numbers.$$
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
cd "$work"

verified() {
  "$check" "$1" > result || { cat result; exit 1; }
  grep -qx 's VERIFIED' result || { cat result; exit 1; }
}

# Usage: rejected CERTIFICATE SED: once SED has changed a line, whose end is made to fit
rejected() {
  sed '$d' "$1" | sed "$2" > other
  if sed '$d' "$1" | cmp -s - other; then echo "'$2' changes nothing"; exit 1; fi
  printf 'end %s %s\n' "$(wc -l < other)" "$(sha256sum < other | cut -d ' ' -f 1)" >> other
  if "$check" other > result; then echo "'$2' is verified"; exit 1; fi
  grep -q '^s REJECTED' result || { cat result; exit 1; }
}

# Usage: refused WORDS COMMAND...
refused() {
  words=$1
  shift
  code=0
  "$@" > refused.out 2> refused.err || code=$?
  if [ "$code" = 2 ] && grep -q "$words" refused.err; then return; fi
  echo "expected '$words' of: $*"
  cat refused.err
  exit 1
}

"$dropcert" regulariser --contributions 1,-1/2,2,0.3,-0.7,1/9,2e-2,-3,0.25,1,-1 --dropout 0.3 --bias=-1/3 --certificate r.cert > report
verified r.cert
grep -q 'regulariser(a, d, b), "' r.cert
rejected r.cert 's/\(prints(regulariser(a, d, b), "0\.[0-9]*\)[0-4]\([0-9]\{5\}"\)/\19\2/; s/\(prints(regulariser(a, d, b), "0\.[0-9]*\)[5-8]\([0-9]\{5\}"\)/\11\2/'
"$dropcert" regulariser --contributions 5,-5,4 --dropout 1/2 --certificate r.cert > report
grep -q 'not converges(a, d, b)' r.cert
verified r.cert
"$dropcert" regulariser --contributions 0,0 --dropout 1/2 --certificate r.cert > report
verified r.cert
refused "no words for other models" "$dropcert" regulariser --contributions 1 --family poisson --dropout 1/2 --certificate p.cert
refused "no words for other models" "$dropcert" regulariser --contributions 1 --noise uniform --scale 1 --certificate p.cert

audit() {
  "$dropcert" audit --data "$data/standardised.csv" --weights "$data/dropout.csv" --dropout 1/2 --ignore benign "$@"
}
if ! audit > summary 2> messages; then cat messages; exit 1; fi
audit --regulariser --certificate rows.cert --rows 2,5-8 > certified
cmp summary certified || audit --regulariser > summary
cmp summary certified
verified rows.cert
test "$(grep -c '^claim L' rows.cert)" = 5
rejected rows.cert '/deviation(a, d), "/{s/\([0-8]\)"/9"/;}'
audit --certificate all.cert > certified
test "$(grep -c '^claim L' all.cert)" = 569
verified all.cert
refused "no row was read from line 1" audit --certificate none.cert --rows 1
refused "run backwards" audit --certificate none.cert --rows 9-2
refused "no number of a line" audit --certificate none.cert --rows two
refused "expected that option too" audit --rows 2
refused "in one run" audit --certificate none.cert --resume saved
test ! -e none.cert

cat > primes.table <<'END'
table primes
title   Primes up to powers of ten
where   x(n) = 10^n
rows    n in 1..5,
        k in {1/2, 3}
column pi
  term    primepi(x(n))
  meaning the number of primes up to 10^n, which
          does not depend on k
column excess
  term    k*(li(x(n)) - primepi(x(n)))
  digits  12
column positive
  term    li(x(n)) > primepi(x(n))
END
"$dropcert" tables primes.table --out made > report
grep -q '^5,3,9592,' made/primes.csv
test -s made/primes.json
test -s made/primes.tex
"$dropcert" tables primes.table --certificate t.cert > report
verified t.cert
rejected t.cert 's/9592/9593/'
sed 's/term    primepi/term    primpi/' primes.table > bad.table
refused "unknown function 'primpi'" "$dropcert" tables bad.table --out made
sed 's/^rows .*/rows n in real,/' primes.table > bad.table
refused "cannot be run through" "$dropcert" tables bad.table --out made
sed 's/^  digits.*/  digits many/' primes.table > bad.table
refused "bad.table:12" "$dropcert" tables bad.table --out made
"$dropcert" tables --only radius,remedy --certificate tables.cert > report
grep -q '^radius: [0-9]* cells are stated$' report
verified tables.cert
rejected tables.cert 's/3\.14159265358979323846264338328/3.14159265358979323846264338329/'
