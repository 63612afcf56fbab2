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
many=$(awk 'BEGIN { for (i = 1; i <= 200; ++i) printf "%s%d/1000", (i > 1 ? "," : ""), (i * 7919) % 601 - 300 }')
"$dropcert" regulariser "--contributions=$many" --dropout 1/2 --certificate r.cert > report
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

# Columns made of columns that are irrational, empty or statements; closed forms of few digits; what is large.
cat > 2-own.table <<'END'
table 2-own
where   sq(n) = n^2
rows    (n, name) in {(1, "one"), (3, "three"), (4, "four")}
column number
  from    n
column r = sqrt(sq(n))*sqrt(2)
column big = r > 4
column h = 1/r
  only    n > 3
column u = h * r
column v = if(big, r, -r)
column s = sum(n = 1..3, n) + r
column zero = exp(log(n)) - n
column low = exp(log(n))
  rounding down
  digits  5
column large = exp(20000*n)
column long = n * 10^12000
column third = 10^12000 / 3
END
"$dropcert" tables 2-own.table --out made > report
grep -q '^one,1,1.4142135623730950488,false,,1,-1.4142135623730950488,7.4142135623730950488,0,1,7.7560047259868610458e8685,' made/2-own.csv
"$dropcert" tables 2-own.table --out made > report # what is there already is no obstacle
echo mine > made/2-own.json
rm made/2-own.csv
refused "'made/2-own.json' exists; --force replaces it" "$dropcert" tables 2-own.table --out made
test ! -e made/2-own.csv # all files or none
rm made/2-own.json
"$dropcert" tables 2-own.table --out made > report
"$dropcert" tables 2-own.table --certificate own.cert > report
grep -q '^2-own: 31 cells are stated$' report
verified own.cert
rejected own.cert 's/7\.7560047259868610458/7.7560047259868610459/'
rejected own.cert 's/"-1\.4142135623730950488"/"-1.4142135623730950489"/'
"$dropcert" compare --quiet --table 2-own.table made/2-own.csv > report
grep -q '^31 entries: 31 right\.$' report
printf 'number,v,h\n4,5.6569,0.17678\n1,1.4142,\n3,4.2427,0.2\n' > theirs.csv
code=0
"$dropcert" compare --table 2-own.table theirs.csv > report || code=$?
test "$code" = 1
grep -q '  sign: prints(-x, "1.4142")' report
grep -q "the table has 'h' only where n > 3" report
grep -q '^5 entries: 2 right, 1 with the last digit rounded the wrong way, 1 wrong, 1 not comparable\.$' report
sed 's/^column r .*/column r = log(n - 3)/' 2-own.table > bad.table
refused "bad.table:6:1: column r at name = \"one\", number = 1: undefined" "$dropcert" tables bad.table --out made
sed 's/^column r .*/column r = root(5*sqrt(n + 1) + 7, 3) - (1 + sqrt(n + 1))/' 2-own.table > bad.table
refused "bad.table:6:1: column r at name = \"one\", number = 1: [0-9]* bits do not tell" "$dropcert" tables bad.table --out made
sed 's/10^12000$/10^120000/' 2-own.table > bad.table
refused "the cell of 'long' at name = one, number = 1 has 120001 characters" "$dropcert" tables bad.table --certificate bad.cert
test ! -e bad.cert

printf 'ledger "l"\nclaim A "a" printed for n in 1..10: n != 3 and n != 5\n' > cases.claims
"$dropcert" verify --quiet --all-counterexamples cases.claims > report
grep -qx '1 claim: 1 refuted; 2 of 10 cases fail in 1 refuted statement\.' report

"$dropcert" tables --only radius,remedy --certificate tables.cert > report
grep -q '^radius: [0-9]* cells are stated$' report
verified tables.cert
rejected tables.cert 's/3\.14159265358979323846264338328/3.14159265358979323846264338329/'
