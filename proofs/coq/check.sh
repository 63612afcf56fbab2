#!/bin/sh
# Rebuilds the Coq development in a scratch folder and checks what it rests on.
#
# usage: check.sh SOURCES SCRATCH [JOBS]
#   SOURCES   the folder of the .v files (theorems.txt is expected one level above)
#   SCRATCH   a folder for the build; its previous contents are deleted
#   JOBS      parallel coqc processes, default 1
# exit status: 0 everything checked, 1 something is wrong (a sentence says what),
#              77 Coq or Coquelicot is missing
#
# For Coq 8.16 (Debian 12) to 8.20 (Debian 13).
set -eu
[ $# -ge 2 ] || { echo "usage: check.sh SOURCES SCRATCH [JOBS]" >&2; exit 1; }
sources=$(cd "$1" && pwd)
scratch=$2
jobs=${3:-1}

fail() { echo "check.sh: $1" >&2; exit 1; }

command -v coqc > /dev/null 2>&1 || { echo "coqc is not installed: the proofs were not checked"; exit 77; }
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"
echo 'From Coquelicot Require Coquelicot.' > probe.v
coqc -q -w none probe.v > probe.log 2>&1 ||
  { echo "Coquelicot is not installed: the proofs were not checked"; exit 77; }
rm -f probe.*

# ---- The sources: every file is listed, and none switches a check of the kernel off.
cp "$sources"/*.v "$sources"/_CoqProject "$sources"/theorems.sh .
modules=$(sed -n 's/^\([A-Za-z0-9_]*\)\.v$/\1/p' _CoqProject)
for file in *.v; do
  echo "$modules" | grep -qx "${file%.v}" || fail "$file is not listed in _CoqProject"
done
forbidden='\b(Admitted|admit|Abort|give_up|bypass_check|rewrite_rule)\b|type-in-type'
forbidden="$forbidden|\bUnset +(Guard|Positivity|Universe) +Checking"
prefix='(^|\.) *(#\[[^]]*\] *)?((Local|Global|Polymorphic) +)*'
forbidden="$forbidden|$prefix(Axioms?|Parameters?|Conjectures?)\b"
if grep -nE "$forbidden" *.v; then fail "a forbidden command (above)"; fi

# ---- The build.
coq_makefile -f _CoqProject -o Makefile.coq > makefile.log
make -f Makefile.coq -j"$jobs" > build.log 2>&1 || { cat build.log; fail "the development does not compile"; }

cat > allowed.txt << 'END'
Coq.Logic.Classical_Prop.classic
Coq.Logic.FunctionalExtensionality.functional_extensionality_dep
Coq.Reals.ClassicalDedekindReals.sig_forall_dec
Coq.Reals.ClassicalDedekindReals.sig_not_dec
END

# ---- What the statements rest on: the assumptions of all of them together, as one tuple.
statements=$(for module in $modules; do
  sed -nE "s/^ *(Theorem|Lemma|Corollary) +([A-Za-z][A-Za-z0-9_']*).*/$module.\2/p" "$module.v"
done)
{
  for module in $modules; do echo "From Dropcert Require $module."; done
  echo "Definition all_statements := (tt"
  for statement in $statements; do echo "  , @$statement"; done
  echo "). Print Assumptions all_statements."
} > assumptions.v
coqc -q -w none -Q . Dropcert assumptions.v > assumptions.log 2>&1 ||
  { cat assumptions.log; fail "Print Assumptions"; }
grep -q '^Axioms:' assumptions.log || { cat assumptions.log; fail "no answer from Print Assumptions"; }
grep -vE '^([[:space:]]|Axioms:|$)' assumptions.log | sed 's/[ :].*//; s/.*\.//' | sort -u > used.txt
sed 's/.*\.//' allowed.txt | sort > allowed_names.txt
echo "assumptions of all theorems and lemmas:"
sed 's/^/  /' used.txt
if comm -23 used.txt allowed_names.txt | grep .; then fail "an assumption that is not allowed (above)"; fi

# ---- The independent kernel re-checks every proof.  It lists what is loaded, which from Coq 8.20 on includes
#      the kernel's primitive integers and strings: constants without axioms, on which no statement depends.
primitive='^Coq\.(Numbers\.Cyclic\.Int63\.PrimInt63|Strings\.PrimString|Floats\.PrimFloat)\.'
coqchk -silent -o -Q . Dropcert $(echo "$modules" | sed 's/^/Dropcert./') > coqchk.log 2>&1 ||
  { cat coqchk.log; fail "coqchk rejects a proof"; }
sed -n '/^\* Axioms:/,/^ *$/p' coqchk.log | sed '1d; /^ *$/d; s/^ *//' |
  grep -vE "$primitive" | sort > loaded.txt
cmp -s loaded.txt allowed.txt || { cat loaded.txt; fail "coqchk finds other axioms (above)"; }
for line in 'type-in-type' 'unsafe (co)fixpoints' 'positivity is assumed'; do
  grep -F "$line" coqchk.log | grep -q '<none>' || { cat coqchk.log; fail "coqchk: $line"; }
done

# ---- The published list of theorems.  Coq 8.16 and 8.20 print the statements alike; another version may not, so
#      that with it the names only are compared.
sh ./theorems.sh . > theorems.txt
published="$sources/../theorems.txt"
[ -f "$published" ] || fail "theorems.txt is missing"
grep '^theorem ' theorems.txt > names.txt
awk '/^theorem / { name = $2 } /^words *$/ { print name; bad = 1 } END { exit bad }' theorems.txt ||
  fail "a theorem of Main.v has no sentence in words above it (its name above)"
grep '^theorem ' "$published" | cmp -s - names.txt || fail "theorems.txt does not name the theorems of Main.v"
case $(coqc -print-version) in
  8.16.*|8.20.*) diff "$published" theorems.txt || fail "theorems.txt differs from Main.v: run theorems.sh" ;;
  *) echo "this version of Coq may print otherwise: only the names in theorems.txt were compared" ;;
esac

echo "$(echo "$statements" | wc -l) theorems and lemmas checked, $(wc -l < names.txt) of them published"
