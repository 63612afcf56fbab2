(** * Rows of the triangle T(n,k) that compute

    In words: [surjections_row n] is the list T(n,0), ..., T(n,n), built row by row from the recurrence over
    binary integers.  With its correctness proof, the statement "row n of the triangle is this list" is a
    computation in the kernel (vm_compute): the bridge from the triangle that a program prints to the T of
    Theorem 1.  No axioms. *)

Require Import ZArith List Lia.
From Dropcert Require Import Stirling.
Import ListNotations.
Open Scope Z_scope.

(** From T(n,j-1) = [left] and the list T(n,j), T(n,j+1), ..., the list T(n+1,j), T(n+1,j+1), ... *)
Fixpoint next_row (j left : Z) (row : list Z) : list Z :=
  match row with
  | [] => [j * left]
  | x :: rest => j * (x + left) :: next_row (j + 1) x rest
  end.

Fixpoint surjections_row (n : nat) : list Z :=
  match n with O => [1] | S m => next_row 0 0 (surjections_row m) end.

(** T(n,j-1), read as 0 for j = 0. *)
Definition left_neighbour (n j : nat) : Z :=
  match j with O => 0 | S i => Z.of_nat (surjections n i) end.

Lemma surjections_step n j :
  Z.of_nat (surjections (S n) j) = Z.of_nat j * (Z.of_nat (surjections n j) + left_neighbour n j).
Proof.
  destruct j as [|j]; [reflexivity|]. unfold left_neighbour.
  now rewrite surjections_S_S, Nat2Z.inj_mul, Nat2Z.inj_add.
Qed.

Lemma next_row_correct n row : forall j,
  (forall i, nth i row 0 = Z.of_nat (surjections n (j + i))) ->
  forall i, nth i (next_row (Z.of_nat j) (left_neighbour n j) row) 0 = Z.of_nat (surjections (S n) (j + i)).
Proof.
  induction row as [|x row IH]; intros j H i.
  - assert (Z0 : forall m, Z.of_nat (surjections n (j + m)) = 0) by (intros m; rewrite <- H; now destruct m).
    rewrite surjections_step, Z0. destruct i as [|[|i]]; cbn [next_row nth].
    + now rewrite Nat.add_0_r.
    + rewrite Nat.add_succ_r. unfold left_neighbour. rewrite Z0. lia.
    + rewrite Nat.add_succ_r. unfold left_neighbour. rewrite Z0. lia.
  - pose proof (H 0%nat) as H0. cbn [nth] in H0. rewrite Nat.add_0_r in H0.
    destruct i as [|i]; cbn [next_row nth].
    + now rewrite Nat.add_0_r, surjections_step, H0.
    + replace (Z.of_nat j + 1) with (Z.of_nat (S j)) by lia. rewrite H0.
      change (Z.of_nat (surjections n j)) with (left_neighbour n (S j)).
      rewrite (IH (S j)); [do 2 f_equal; lia|]. intros m. specialize (H (S m)). cbn [nth] in H.
      rewrite H. do 2 f_equal. lia.
Qed.

Theorem surjections_row_correct n : forall k, nth k (surjections_row n) 0 = Z.of_nat (surjections n k).
Proof.
  induction n as [|n IH]; intros k.
  - destruct k as [|[|k]]; [reflexivity| |]; now rewrite surjections_0_S.
  - exact (next_row_correct n (surjections_row n) 0 IH k).
Qed.
