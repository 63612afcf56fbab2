#!/bin/sh
# dropcert-proved decides as the engine does, and as Coq's kernel does.
# Usage: proved.sh DROPCERT PROVED RANDOM_TEXTS SOURCE WORK SCRATCH
#   PROVED         the program dropcert-proved
#   RANDOM_TEXTS   the program that draws statements
#   SOURCE         the root of the project
#   WORK           the folder in which proved/build.sh worked
# DROPCERT_STATEMENTS is the number of random statements (500).
set -eu
dropcert=$(realpath "$1")
proved=$(realpath "$2")
random_texts=$(realpath "$3")
source=$(realpath "$4")
work=$(realpath "$5")
rm -rf "$6"
mkdir -p "$6"
cd "$6"
count=${DROPCERT_STATEMENTS:-500}
seed=${DROPCERT_FIRST_SEED:-1}
fail() { echo "proved.sh: $1"; exit 1; }
# answers FILE: NAME VERDICT, of those that are decided.
answers() { sed -n 's/^c \([^ ]*\) is refuted$/\1 refuted/p; s/^c \([^ ]*\) holds$/\1 holds/p; s/^c \([^ ]*\) holds vacuously$/\1 vacuous/p' "$1" | sort; }
# code EXPECTED FILE ARGUMENT...: runs the program, output in FILE.
code() {
  expected=$1
  file=$2
  shift 2
  result=0
  "$proved" "$@" > "$file" 2> error.txt || result=$?
  [ $result = "$expected" ] || { tail -n 3 "$file" error.txt; fail "exit code $result, not $expected, of: $*"; }
}

# ---- The paper's ledger: what the kernel decides is decided alike; ledger and certificate are read alike.
code 3 paper.txt --seconds 10 "$source/proofs/paper.claims"
answers paper.txt > paper_answers.txt
sed -n 's/^Theorem \([A-Za-z0-9_]*\) : text_holds$/\1 holds/p; s/^Theorem \([A-Za-z0-9_]*\) : text_refuted$/\1 refuted/p
        s/^Theorem \([A-Za-z0-9_]*\) : text_holds_vacuously$/\1 vacuous/p' "$source/proofs/Ledger.v" | sort > kernel_answers.txt
[ "$(wc -l < kernel_answers.txt)" = "$(wc -l < "$source/proofs/kernel.txt")" ] || fail "theorems of Ledger.v are not found"
# Those by hand are not computed.
awk '$2 == "by" { print $1 }' "$source/proofs/kernel.txt" | sort > by_hand.txt
join -v 1 kernel_answers.txt by_hand.txt > computed.txt && mv computed.txt kernel_answers.txt
if comm -13 paper_answers.txt kernel_answers.txt | grep .; then fail "the kernel decides these, dropcert-proved does not, or otherwise"; fi
"$dropcert" verify --certificate paper.cert > report.txt
code 3 certificate.txt --seconds 10 paper.cert
answers certificate.txt > certificate_answers.txt                   # what takes all of its time may be decided of one only
join paper_answers.txt certificate_answers.txt | awk '$2 != $3' > otherwise.txt
if grep . otherwise.txt; then fail "ledger and certificate are decided otherwise"; fi
if comm -13 certificate_answers.txt kernel_answers.txt | grep .; then fail "the kernel decides these, of the certificate dropcert-proved does not"; fi
tail -n 1 certificate.txt

# ---- Each verdict turned is found, where the statement is decided.
{ echo 'claim A "" printed 1 + 1 = 2 evidence 1 + 1 = 3 claim B "" where f(x) = x^2 printed for n in 1..3: f(n) < 9'; } > small.claims
"$dropcert" verify small.claims --certificate small.cert > report.txt || true
code 0 small.txt small.cert
for line in $(grep -n '^verdict' small.cert | sed 's/:.*//'); do
  sed "${line}s/holds/was/; ${line}s/refuted/holds/; ${line}s/was/refuted/" small.cert > turned.cert
  code 1 turned.txt turned.cert
  grep -q '^s REJECTED line [0-9]*: the certificate does not say that ' turned.txt || fail "line $line turned: $(tail -n 1 turned.txt)"
done

# ---- Files as they come.
{ printf 'headline refuted A "printed # claim"\nparameter N = 3 # printed 1 = 2\nwhere g(x) = x + N\n'
  printf 'claim A "a string\nof two lines, printed" says "where" printed g(1) = 4 # corrected 1 = 2\n proof softplus_radius\n'
  printf 'because "evidence" evidence g(0) = 3\nevidence h(0) = 2 where h(x) = x + 2\nclaim B "" historical "no claim"\n'; } > shapes.claims
code 0 shapes.txt shapes.claims
printf 'c A_printed holds\nc A_evidence_1 holds\nc A_evidence_2 holds\ns PROVED 3 OF 3\n' | cmp -s - shapes.txt || { cat shapes.txt; fail "shapes.claims"; }
code 3 strings.txt - << 'END'
claim A "" printed prints(1/3, "0.333") evidence 2 = 2
END
code 1 empty.txt /dev/null
grep -qx 's NOTHING TO PROVE' empty.txt || fail "an empty file: $(cat empty.txt)"
code 2 bad.txt missing.claims
code 2 bad.txt .
code 2 bad.txt --seconds 0 small.claims
code 2 bad.txt
printf 'claim A "open\n' > open.claims
code 2 bad.txt open.claims
grep -q 'open.claims: line 1: the string that begins here is not closed' error.txt || fail "an open string: $(cat error.txt)"
printf 'claim A "" printed %s = 1' "$(awk 'BEGIN { for (i = 0; i < 100000; ++i) printf "("; print 1 }')" > deep.claims
code 3 deep.txt deep.claims
printf 'claim A "" printed for n in 1..10^30: n > 0 evidence 2^(10^12) > 0' > large.claims
code 3 large.txt --seconds 2 large.claims

# ---- Random statements: what both decide, they decide alike.
"$random_texts" ledger "$seed" "$count" > random.claims
"$dropcert" verify random.claims --certificate engine.cert > engine.txt 2>&1 || true
result=0
"$proved" --seconds 2 engine.cert > random.txt || result=$?
[ $result = 3 ] || { tail -n 1 random.txt; fail "seed $seed: the engine and dropcert-proved differ (engine.cert)"; }
decided=$(answers random.txt | wc -l)
echo "$decided of $count random statements decided, none otherwise than by the engine"
[ "$decided" -ge $((count / 4)) ] || fail "too few are decided"

# ---- integers.ml against what Coq extracts of its own.
cat > Reference.v << 'END'
From Coq Require Import BinNums BinInt Extraction ExtrOcamlBasic ExtrOcamlZBigInt.
From Flocq Require Import Zaux.
From Interval Require Import Specific_stdz.
Extraction "reference.ml" BinInt.Z.div_eucl Zfast_div_eucl StdZRadix2.digits_aux.
END
cat > compare.ml << 'END'
let random bits = let n = ref Z.zero in for _ = 1 to bits do n := Z.add (Z.shift_left !n 1) (Z.of_int (Random.int 2)) done; !n
let signed bits = let n = random bits in if Random.bool () then n else Z.neg n
let same name a b = if not (a = b) then (print_endline ("integers.ml: " ^ name); exit 1)
let equal (a, b) (c, d) = Z.equal a c && Z.equal b d
let () =
  for i = 1 to 20000 do
    let a = signed (Random.int 150) and b = signed (Random.int (if i mod 2 = 0 then 4 else 150)) in
    same "divided" true (equal (Integers.divided a b) (Reference.Z.div_eucl a b) && equal (Integers.divided a b) (Reference.zfast_div_eucl a b));
    let m = Z.succ (random (Random.int 150)) in
    same "digits_beyond" true (Z.equal (Integers.digits_beyond m b) (Reference.StdZRadix2.digits_aux m b) || Z.sign b <= 0);
    let back = Integers.positive (fun p -> Z.succ (Z.shift_left p 1)) (fun p -> Z.shift_left p 1) (fun () -> Z.one) m in
    same "positive" true (Z.equal back m)
  done;
  print_endline "integers.ml: 20000 numbers as Coq's own"
END
cp "$source/proofs/proved/integers.ml" .
coqc -q -w none -Q "$work" Dropcert Reference.v > reference.txt 2>&1 || { cat reference.txt; fail "Reference.v"; }
ocamlfind ocamlopt -package zarith -linkpkg integers.ml reference.mli reference.ml compare.ml -o compare > compare.txt 2>&1 || { cat compare.txt; fail "compare.ml"; }
./compare || fail "integers.ml differs from Coq's own"
