#!/bin/sh
# The check of the formal proofs refuses what is wrong, and names it: on a small development, changed in one place
# at a time. What needs Coq is skipped with a sentence where it is missing; what can be seen in the text is not.
# Usage: refusals.sh SOURCE_FOLDER DROPCERT_CHECK SCRATCH
set -eu
source=$1
checker=$(realpath "$2")
scratch=$3
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"

fail() { echo "refusals.sh: $1"; exit 1; }

# base/coq: Sigmoid.v of the development, a short Main.v; base/theorems.txt: what Coq prints of it.
mkdir -p base/coq
cp "$source/proofs/coq/check.sh" "$source/proofs/coq/theorems.sh" "$source/proofs/coq/outside.awk" base/coq
cat > base/coq/Small.v << 'END'
Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.
Definition bend (z : R) : R := / (1 + exp (- z)).
Section One.
Variable z : R.
Lemma bend_below_1 : bend z < 1.
Proof.
  unfold bend. rewrite <- Rinv_1. pose proof (exp_pos (- z)). apply Rinv_1_lt_contravar; lra.
Qed.
End One.
END
cat > base/coq/Main.v << 'END'
Require Import Reals.
From Dropcert Require Import Small.
Open Scope R_scope.

(** The sigmoid is less than 1. *)
Theorem bend_bound : forall z : R, bend z < 1.
Proof. exact bend_below_1. Qed.
END
printf '%s\n' '-Q . Dropcert' Small.v Main.v > base/coq/_CoqProject
cat > base/theorems.txt << 'END'
theorem bend_bound
words The sigmoid is less than 1.
proved Small.v
  forall z : R, bend z < 1

END

: > base/Ledger.v  # no theorems about texts
: > base/kernel.txt

# mutant NAME: a copy of base to change.
mutant() { rm -rf "$1"; cp -r base "$1"; }
# refused NAME SENTENCE WORD: the check fails, with this sentence, and names what is at fault.
refused() {
  code=0
  sh "$1/coq/check.sh" "$1/coq" "$scratch/build-$1" > "$1.log" 2>&1 || code=$?
  [ "$code" = 1 ] || { cat "$1.log"; fail "$1: exit code $code, expected 1"; }
  grep -qF "$2" "$1.log" || { cat "$1.log"; fail "$1: refused, but not because of: $2"; }
  grep -qF "$3" "$1.log" || { cat "$1.log"; fail "$1: the refusal does not name $3"; }
  echo "refused as it must be: $1"
}

mutant admitted
printf '%s\n' 'Lemma left_open : bend 0 = 1.' 'Proof.' 'Admitted.' >> admitted/coq/Small.v
refused admitted "a forbidden command" left_open

mutant axiom
echo 'Local Axiom taken_for_granted : bend 0 = 1.' >> axiom/coq/Small.v
refused axiom "a forbidden command" taken_for_granted

mutant hypothesis
echo 'Hypothesis assumed_of_all : bend 0 = 1.' >> hypothesis/coq/Small.v
refused hypothesis "a hypothesis outside a section" assumed_of_all

mutant headline
sed -i '/^Open Scope/a Section Hidden. Hypothesis slipped_in : bend 0 = 1.' headline/coq/Main.v
echo 'End Hidden.' >> headline/coq/Main.v
refused headline "without sections and hypotheses" slipped_in

mutant unlisted
echo 'Definition elsewhere := 0.' > unlisted/coq/Unlisted.v
refused unlisted "is not listed in _CoqProject" Unlisted.v

mutant unused
printf '%s\n' 'Lemma left_over : 1 = 1.' 'Proof. reflexivity. Qed.' >> unused/coq/Small.v
refused unused "that nothing uses" left_over

mutant renamed
sed -i 's/bend_bound/bend_bounded/' renamed/coq/Main.v
refused renamed "does not name the theorems of Main.v" bend_bounded

# A proof that names a theorem about something else: the certificate's digest is not that of the statement.
cert=$source/tests/corpus/good/formal.cert
"$checker" "$cert" --theorems "$source/proofs/theorems.txt" | tail -n 1 | grep -q '^s VERIFIED$' ||
  fail "the certificate that the next one is made of is not accepted"
sed '/^theorem stirling_recurrence$/,/^$/s/^  .*/  forall n : nat, n = n/' "$source/proofs/theorems.txt" > other.txt
if "$checker" "$cert" --theorems other.txt > other.log; then fail "a proof that says something else is accepted"; fi
grep -q "^s REJECTED line [0-9]*: .*theorem 'stirling_recurrence'" other.log || { cat other.log; fail "it is not named"; }
echo "refused as it must be: a proof by a theorem about something else"

command -v coqc > /dev/null 2>&1 || { echo "coqc is not installed: the rest was not tried"; exit 77; }
echo 'From Coquelicot Require Coquelicot.' > probe.v
coqc -q -w none probe.v > probe.log 2>&1 || { echo "Coquelicot is not installed: the rest was not tried"; exit 77; }

mutant weakened
sed -i 's/bend z < 1\.$/bend z <= 1./; s/exact bend_below_1/intros z; apply Rlt_le; exact (bend_below_1 z)/' weakened/coq/Main.v
refused weakened "theorem bend_bound of Main.v does not state what theorems.txt says" "bend z <= 1"

# An axiom of the library, which the text of the sources does not show.
mutant borrowed
sed -i 's/^Open Scope/Require Import Coq.Logic.Epsilon.\nOpen Scope/' borrowed/coq/Small.v
cat >> borrowed/coq/Small.v << 'END'
Lemma chosen : exists n : nat, n = n.
Proof. exists (epsilon (inhabits 0%nat) (fun n => n = n)). exact (eq_refl _). Qed.
Lemma chosen_again : exists n : nat, n = n.
Proof. exact chosen. Qed.
END
sed -i 's/exact bend_below_1/pose proof chosen_again; exact bend_below_1/' borrowed/coq/Main.v
refused borrowed "an assumption that is not allowed" epsilon_statement

# An example counts as a statement: that nothing uses it is no fault, and what it rests on is looked at.
mutant example
sed -i 's/^Open Scope/Require Import Coq.Logic.Epsilon.\nOpen Scope/' example/coq/Small.v
cat >> example/coq/Small.v << 'END'
Example chosen : exists n : nat, n = n.
Proof. exists (epsilon (inhabits 0%nat) (fun n => n = n)). exact (eq_refl _). Qed.
END
refused example "an assumption that is not allowed" epsilon_statement

# Theorems about texts are computations, and listed.
mutant open_ledger
echo 'Theorem A_printed : False. Proof. Admitted.' > open_ledger/Ledger.v
echo 'A_printed 128 8 0' > open_ledger/kernel.txt
refused open_ledger "a forbidden command in Ledger.v" "Ledger.v"
mutant unlisted_ledger
echo 'Theorem A_printed : True. Proof. exact I. Qed.' > unlisted_ledger/Ledger.v
refused unlisted_ledger "kernel.txt does not name the theorems of Ledger.v" "Ledger.v"

# The base itself is accepted, so that none of this was refused for another reason.
sh base/coq/check.sh base/coq "$scratch/build-base" > base.log 2>&1 || { cat base.log; fail "the base is refused"; }
echo "accepted as it must be: the base"
