#!/bin/sh
# Rebuilds the Coq development in a scratch folder and checks what it rests on.
#
# usage: check.sh SOURCES SCRATCH [JOBS]
#   SOURCES   the folder of the .v files (theorems.txt is expected one level above)
#   SCRATCH   a folder for the build; its previous contents are deleted
#   JOBS      parallel coqc processes, default 1
# DROPCERT_ALL=1: the theorems of Ledger.v too that kernel.txt marks as slow
# exit status: 0 everything checked, 1 something is wrong (a sentence says what),
#              77 Coq, Coquelicot or Interval is missing
#
# For Coq 8.16 (Debian 12) to 8.20 (Debian 13).
set -eu
[ $# -ge 2 ] || { echo "usage: check.sh SOURCES SCRATCH [JOBS]" >&2; exit 1; }
sources=$(cd "$1" && pwd)
scratch=$2
jobs=${3:-1}

fail() { echo "check.sh: $1" >&2; exit 1; }

# ---- The sources, as text, before anything is compiled: every file is listed, none switches a check of the kernel
#      off or leaves a proof open, nothing is assumed outside a section, and no lemma is left over.
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"
cp "$sources"/*.v "$sources"/_CoqProject "$sources"/theorems.sh "$sources"/outside.awk .
modules=$(sed -n 's/^\([A-Za-z0-9_]*\)\.v$/\1/p' _CoqProject)
for file in *.v; do
  echo "$modules" | grep -qx "${file%.v}" || fail "$file is not listed in _CoqProject"
done
for module in $modules; do
  [ -f "$module.v" ] || fail "$module.v is listed in _CoqProject and is not there"
done
forbidden='\b(Admitted|admit|Abort|give_up|bypass_check|rewrite_rule)\b|type-in-type'
forbidden="$forbidden|\bUnset +(Guard|Positivity|Universe) +Checking"
prefix='(^|\.) *(#\[[^]]*\] *)?((Local|Global|Polymorphic) +)*'
forbidden="$forbidden|$prefix(Axioms?|Parameters?|Conjectures?)\b"
statement="s/^ *(Theorem|Lemma|Corollary|Example|Axioms?|Parameters?) +([A-Za-z][A-Za-z0-9_']*).*/\\2/p"
grep -nE "$forbidden" *.v | while IFS=: read -r file line text; do
  echo "$file:$line: $text   (of $(head -n "$line" "$file" | sed -nE "s/(Local|Global) +//; $statement" | tail -n 1))"
done > forbidden.txt
if grep . forbidden.txt; then fail "a forbidden command (above)"; fi
for file in *.v; do awk -f outside.awk "$file"; done > outside.txt
if grep . outside.txt; then fail "a hypothesis outside a section (above)"; fi
if grep -nE '^ *(Section|Variables?|Hypothes[ei]s|Context|Module)\b' Main.v; then
  fail "Main.v states its theorems without sections and hypotheses (above)"
fi
ledger="$sources/../Ledger.v"
[ -f "$ledger" ] || fail "Ledger.v is missing"
grep -ohE "[A-Za-z][A-Za-z0-9_']*" *.v "$ledger" | sort | uniq -c | awk '$1 == 1 { print $2 }' > once.txt
for module in $modules; do
  if [ "$module" != Main ]; then
    sed -nE "s/^ *(Theorem|Lemma|Corollary|Definition|Fixpoint) +([A-Za-z][A-Za-z0-9_']*).*/\2/p" "$module.v"
  fi
done | grep -xFf once.txt > unused.txt || true
if grep . unused.txt; then fail "a lemma or definition that nothing uses (above)"; fi
published="$sources/../theorems.txt"
[ -f "$published" ] || fail "theorems.txt is missing"
sed -nE 's/^Theorem ([A-Za-z0-9_]+).*/theorem \1/p' Main.v > names.txt
grep '^theorem ' "$published" | cmp -s - names.txt || {
  grep '^theorem ' "$published" | diff - names.txt || true
  fail "theorems.txt does not name the theorems of Main.v (< only there, > only in Main.v)"
}

# ---- Coq.
command -v coqc > /dev/null 2>&1 || { echo "coqc is not installed: the proofs were not checked"; exit 77; }
echo 'From Coquelicot Require Coquelicot.' > probe.v
coqc -q -w none probe.v > probe.log 2>&1 ||
  { echo "Coquelicot is not installed: the proofs were not checked"; exit 77; }
echo 'From Interval Require Interval.' > probe.v
coqc -q -w none probe.v > probe.log 2>&1 ||
  { echo "the library Interval is not installed: the proofs were not checked"; exit 77; }
rm -f probe.*

# ---- The build.
coq_makefile -f _CoqProject -o Makefile.coq > makefile.log
make -f Makefile.coq -j"$jobs" > build.log 2>&1 || { cat build.log; fail "the development does not compile"; }

# ---- The independent kernel re-checks every proof, meanwhile if there are jobs for it. RootTexts and what rests on it
#      are left to coqc, as Ledger.v is: coqc computes for seconds what coqchk, without the virtual machine, takes many
#      minutes for.
recheck="coqchk -silent -o -Q . Dropcert $(echo "$modules" | grep -vxE '(Root|Formal|Bound)Texts' | sed 's/^/Dropcert./' | tr '\n' ' ')"
if [ "$jobs" -gt 1 ]; then
  $recheck > coqchk.log 2>&1 &
  coqchk=$!
  trap 'kill $coqchk 2> /dev/null || true' EXIT
fi

cat > allowed.txt << 'END'
Coq.Logic.Classical_Prop.classic
Coq.Logic.FunctionalExtensionality.functional_extensionality_dep
Coq.Reals.ClassicalDedekindReals.sig_forall_dec
Coq.Reals.ClassicalDedekindReals.sig_not_dec
END

# ---- The theorems about the texts of the paper's ledger: computations in the kernel, and those by hand.
grep -qE "$forbidden" "$ledger" && fail "a forbidden command in Ledger.v"
cp "$ledger" "$sources/../kernel.txt" .
sed -n 's/^Theorem \([A-Za-z0-9_]*\) : .*/\1/p' Ledger.v > ledger_names.txt
sed 's/ .*//' kernel.txt | cmp -s - ledger_names.txt || fail "kernel.txt does not name the theorems of Ledger.v"
if [ "${DROPCERT_ALL:-0}" = 0 ]; then
  awk 'FILENAME == ARGV[1] { if (/ slow$/) slow[$1]; next } /^Theorem / { left_out = $2 in slow } !left_out' kernel.txt "$ledger" > Ledger.v
  sed -n 's/^Theorem \([A-Za-z0-9_]*\) : .*/\1/p' Ledger.v > ledger_names.txt
  echo "$(grep -c ' slow$' kernel.txt) theorems of Ledger.v that take long are left to DROPCERT_ALL=1"
fi
coqc -q -w none -Q . Dropcert Ledger.v > ledger.log 2>&1 || { cat ledger.log; fail "Ledger.v does not compile"; }

# ---- What the statements rest on: the assumptions of all of them together, as one term; of a tuple the type would be
#      written once for each of its places.
statements=$(for module in $modules; do
  sed -nE "s/^ *(Theorem|Lemma|Corollary|Example) +([A-Za-z][A-Za-z0-9_']*).*/$module.\2/p" "$module.v"
done)
{
  for module in $modules Ledger; do echo "From Dropcert Require $module."; done
  echo "Definition all_statements :="
  for statement in $statements $(sed 's/^/Ledger./' ledger_names.txt); do echo "  let _ := @$statement in"; done
  echo "  tt. Print Assumptions all_statements."
} > assumptions.v
coqc -q -w none -Q . Dropcert assumptions.v > assumptions.log 2>&1 ||
  { cat assumptions.log; fail "Print Assumptions"; }
grep -q '^Axioms:' assumptions.log || { cat assumptions.log; fail "no answer from Print Assumptions"; }
grep -vE '^([[:space:]]|Axioms:|$)' assumptions.log | sed 's/[ :].*//; s/.*\.//' | sort -u > used.txt
sed 's/.*\.//' allowed.txt | sort > allowed_names.txt
echo "assumptions of all theorems, lemmas and examples:"
sed 's/^/  /' used.txt
if comm -23 used.txt allowed_names.txt | grep .; then fail "an assumption that is not allowed (above)"; fi

# ---- The published list of theorems.  Coq 8.16 and 8.20 print the statements alike; another version may not, so
#      that with it the names only are compared.
sh ./theorems.sh . > theorems.txt
awk '/^theorem / { name = $2 } /^words *$/ { print name; bad = 1 } END { exit bad }' theorems.txt ||
  fail "a theorem of Main.v has no sentence in words above it (its name above)"
case $(coqc -print-version) in
  8.16.*|8.20.*)
    for name in $(sed -n 's/^theorem //p' theorems.txt); do
      for list in "$published" theorems.txt; do sed -n "/^theorem $name$/,/^$/p" "$list"; done > both.txt
      half=$(($(wc -l < both.txt) / 2))
      if [ "$(head -n $half both.txt)" != "$(tail -n $half both.txt)" ]; then
        diff "$published" theorems.txt || true
        fail "theorem $name of Main.v does not state what theorems.txt says: if it should, run theorems.sh"
      fi
    done ;;
  *) echo "this version of Coq may print otherwise: only the names in theorems.txt were compared" ;;
esac

# ---- What the independent kernel found.  It lists what is loaded, which from Coq 8.20 on includes the kernel's
#      primitive integers and strings: constants without axioms, on which no statement depends.
primitive='^Coq\.(Numbers\.Cyclic\.Int63\.PrimInt63|Strings\.PrimString|Floats\.PrimFloat)\.'
if [ "$jobs" -gt 1 ]; then wait $coqchk; else $recheck > coqchk.log 2>&1; fi || { cat coqchk.log; fail "coqchk rejects a proof"; }
trap - EXIT
sed -n '/^\* Axioms:/,/^ *$/p' coqchk.log | sed '1d; /^ *$/d; s/^ *//' |
  grep -vE "$primitive" | sort > loaded.txt
cmp -s loaded.txt allowed.txt || { cat loaded.txt; fail "coqchk finds other axioms (above)"; }
for line in 'type-in-type' 'unsafe (co)fixpoints' 'positivity is assumed'; do
  grep -F "$line" coqchk.log | grep -q '<none>' || { cat coqchk.log; fail "coqchk: $line"; }
done

echo "$(wc -l < ledger_names.txt) theorems about the texts of the ledger's statements, $(grep -c " by " kernel.txt) of them by hand"
echo "$(echo "$statements" | wc -l) theorems, lemmas and examples checked, $(wc -l < names.txt) of them published"
