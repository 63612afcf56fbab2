(** Computable rows of T(k,.) over Z with a correctness proof: the target of certificates
    emitted by a program ("row k = [...]" closed by vm_compute). *)
Require Import ZArith List Lia.
From Dropcert Require Import Stirling.
Import ListNotations.
Open Scope Z_scope.

(* given [T k j; T k (j+1); ...; T k k] and prev = T k (j-1), produce T (k+1) j, ... *)
Fixpoint next (j prev : Z) (l : list Z) : list Z :=
  match l with
  | [] => [j * prev]
  | x :: l' => j * (x + prev) :: next (j + 1) x l'
  end.
Fixpoint rowp (k : nat) : list Z :=
  match k with O => [1] | S k' => next 0 0 (rowp k') end.

Lemma next_spec k l : forall j prev,
  (forall i, nth i l 0 = Z.of_nat (T k (j + i))) ->
  (match j with O => prev = 0 | S j' => prev = Z.of_nat (T k j') end) ->
  forall i, nth i (next (Z.of_nat j) prev l) 0 = Z.of_nat (T (S k) (j + i)).
Proof.
  assert (R : forall j prev x, x = Z.of_nat (T k j) ->
     (match j with O => prev = 0 | S j' => prev = Z.of_nat (T k j') end) ->
     Z.of_nat j * (x + prev) = Z.of_nat (T (S k) j)).
  { intros [|j] prev x Hx Hp; [rewrite T_S_0; lia|].
    rewrite T_S_S, Nat2Z.inj_mul, Nat2Z.inj_add, Hx, Hp. reflexivity. }
  induction l as [|x l IH]; intros j prev Hl Hp i; simpl.
  - assert (Z0 : forall i, T k (j + i) = 0%nat).
    { intros i0. specialize (Hl i0). destruct i0; simpl in Hl; lia. }
    pose proof (Z0 0%nat) as Z1. rewrite Nat.add_0_r in Z1.
    pose proof (R j prev 0 ltac:(rewrite Z1; reflexivity) Hp) as H. rewrite Z.add_0_l in H.
    destruct i as [|i]; [rewrite Nat.add_0_r; exact H|].
    rewrite Nat.add_succ_r, T_S_S, <- Nat.add_succ_r, !Z0.
    destruct i; simpl; lia.
  - pose proof (Hl 0%nat) as H0. simpl in H0. rewrite Nat.add_0_r in H0.
    destruct i as [|i].
    + rewrite Nat.add_0_r. apply R; assumption.
    + replace (Z.of_nat j + 1) with (Z.of_nat (S j)) by lia.
      rewrite (IH (S j) x).
      * f_equal. f_equal. lia.
      * intros i'. specialize (Hl (S i')). simpl in Hl. rewrite Hl. f_equal. f_equal. lia.
      * exact H0.
Qed.

Theorem rowp_spec k : forall i, nth i (rowp k) 0 = Z.of_nat (T k i).
Proof.
  induction k as [|k IH]; intros i.
  - destruct i as [|[|i]]; simpl; reflexivity || (rewrite T_0_S; reflexivity).
  - simpl. change 0 with (Z.of_nat 0) at 1. apply (next_spec k (rowp k) 0 0); auto.
Qed.
