(** P1, P2 : all derivatives of the logistic function and of softplus. *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling.
Open Scope R_scope.

Definition p (z : R) : R := / (1 + exp (- z)).
Definition softplus (z : R) : R := ln (1 + exp z).

Lemma den_pos z : 0 < 1 + exp (- z).
Proof. pose proof (exp_pos (- z)); lra. Qed.

Lemma p_derive z : is_derive p z (p z * (1 - p z)).
Proof.
  unfold p. pose proof (den_pos z) as H.
  auto_derive; [lra|]. field. lra.
Qed.

Lemma p_pos z : 0 < p z < 1.
Proof.
  unfold p. pose proof (exp_pos (- z)) as H. split.
  - apply Rinv_0_lt_compat; lra.
  - rewrite <- Rinv_1 at 2. apply Rinv_lt_contravar; lra.
Qed.

Lemma softplus_derive z : is_derive softplus z (p z).
Proof.
  unfold softplus, p. pose proof (exp_pos z) as H. pose proof (exp_pos (- z)) as H'.
  auto_derive; [lra|].
  assert (E : exp z * exp (- z) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  field_simplify_eq; [|split; lra]. rewrite Rmult_plus_distr_l || idtac. nra.
Qed.

(** c(k,j) = j! S2(k+1,j+1): coefficients of the derivative in powers of p. *)
Definition c (k j : nat) : R := INR (fact j * S2 (S k) (S j)).

Lemma c_0_0 : c 0 0 = 1. Proof. reflexivity. Qed.
Lemma c_gt k j : (k < j)%nat -> c k j = 0.
Proof. intros H. unfold c. rewrite S2_gt by lia. rewrite Nat.mul_0_r. reflexivity. Qed.
Lemma c_S_0 k : c (S k) 0 = c k 0.
Proof. unfold c. f_equal. change (S2 (S (S k)) 1) with (1 * S2 (S k) 1 + S2 (S k) 0)%nat.
  change (S2 (S k) 0) with 0%nat. simpl (fact 0). lia. Qed.
Lemma c_S_S k j : c (S k) (S j) = INR (S (S j)) * c k (S j) + INR (S j) * c k j.
Proof. unfold c. rewrite <- !mult_INR, <- plus_INR. f_equal.
  change (S2 (S (S k)) (S (S j))) with (S (S j) * S2 (S k) (S (S j)) + S2 (S k) (S j))%nat.
  change (fact (S j)) with (S j * fact j)%nat. ring. Qed.

Definition Poly (k N : nat) (x : R) : R :=
  sum_f_R0 (fun j => (-1) ^ j * c k j * x ^ S j) N.

(* derivative of the polynomial composed with p *)
Definition DPoly (k N : nat) (x : R) : R :=
  sum_f_R0 (fun j => (-1) ^ j * c k j * (INR (S j) * (x ^ S j - x ^ S (S j)))) N.

Lemma is_derive_sumf (f : nat -> R -> R) (f' : nat -> R) N (z : R) :
  (forall j, is_derive (f j) z (f' j)) ->
  is_derive (fun y => sum_f_R0 (fun j => f j y) N) z (sum_f_R0 f' N).
Proof.
  intros H. induction N as [|N IH].
  - exact (H 0%nat).
  - exact (is_derive_plus _ _ _ _ _ IH (H (S N))).
Qed.

Lemma Poly_derive k N z : is_derive (fun y => Poly k N (p y)) z (DPoly k N (p z)).
Proof.
  unfold Poly, DPoly.
  apply (is_derive_sumf (fun j y => (-1) ^ j * c k j * p y ^ S j)).
  intros j. evar_last.
  - apply (is_derive_scal (fun y => p y ^ S j) z).
    apply (is_derive_pow p (S j) z). apply p_derive.
  - cbn [pred]. simpl (_ ^ S (S j)). simpl (p z ^ S j). ring.
Qed.

Lemma DPoly_rec k N x :
  DPoly k N x = Poly (S k) N x + (-1) ^ S N * INR (S N) * c k N * x ^ S (S N).
Proof.
  unfold DPoly, Poly. induction N as [|N IH].
  - simpl sum_f_R0. rewrite c_S_0. simpl. ring.
  - rewrite !tech5, IH, c_S_S, !S_INR. simpl pow. ring.
Qed.

Lemma p_derive_n k : forall z, is_derive_n p k z (Poly k k (p z)).
Proof.
  induction k as [|k IH]; intros z.
  - simpl. unfold Poly. simpl. rewrite c_0_0. ring.
  - apply (is_derive_ext (fun z => Poly k k (p z))).
    + intros t. symmetry. apply is_derive_n_unique, IH.
    + evar_last. apply Poly_derive.
      rewrite DPoly_rec. unfold Poly at 2. rewrite tech5. fold (Poly (S k) k (p z)).
      rewrite c_S_S, (c_gt k (S k)) by lia. simpl pow. ring.
Qed.

(** The form in the paper *)
Definition Thm1_rhs (k : nat) (z : R) : R :=
  p z * (1 - p z) *
  sum_f 1 k (fun j => (-1) ^ (j - 1) * p z ^ (j - 1) * INR (fact j * S2 k j)).

Lemma Poly_Thm1 k x : Poly (S k) (S k) x =
  x * (1 - x) * sum_f_R0 (fun i => (-1) ^ i * x ^ i * INR (T (S k) (S i))) k.
Proof.
  assert (G : forall N, Poly (S k) N x =
    x * (1 - x) * sum_f_R0 (fun i => (-1) ^ i * x ^ i * INR (T (S k) (S i))) N
     + (-1) ^ N * x ^ S (S N) * INR (T (S k) (S N))).
  { unfold Poly. induction N as [|N IH].
    - simpl sum_f_R0. rewrite c_S_0. unfold c, T.
      assert (E : forall m, S2 (S m) 1 = 1%nat).
      { clear. induction m as [|m IH]; [reflexivity|].
        change (S2 (S (S m)) 1) with (1 * S2 (S m) 1 + S2 (S m) 0)%nat. rewrite IH. reflexivity. }
      rewrite !E. simpl. ring.
    - rewrite !tech5, IH.
      assert (E : c (S k) (S N) = INR (T (S k) (S N)) + INR (T (S k) (S (S N)))).
      { unfold c, T. rewrite <- plus_INR. f_equal.
        change (S2 (S (S k)) (S (S N))) with (S (S N) * S2 (S k) (S (S N)) + S2 (S k) (S N))%nat.
        change (fact (S (S N))) with (S (S N) * fact (S N))%nat. ring. }
      rewrite E. simpl pow. ring. }
  rewrite (G (S k)), tech5, (T_gt (S k) (S (S k))) by lia.
  change (INR 0) with 0. ring.
Qed.

Theorem theorem1 : forall k, (1 <= k)%nat -> forall z, is_derive_n p k z (Thm1_rhs k z).
Proof.
  intros [|k] H z; [lia|].
  replace (Thm1_rhs (S k) z) with (Poly (S k) (S k) (p z)); [apply p_derive_n|].
  rewrite Poly_Thm1. unfold Thm1_rhs, sum_f. f_equal.
  replace (S k - 1)%nat with k by lia. apply sum_eq. intros i _.
  replace (i + 1)%nat with (S i) by lia. replace (S i - 1)%nat with i by lia. reflexivity.
Qed.

Corollary theorem1_Derive_n : forall k, (1 <= k)%nat -> forall z, Derive_n p k z = Thm1_rhs k z.
Proof. intros k H z. apply is_derive_n_unique, theorem1, H. Qed.

(** P2 *)
Lemma softplus_derive_n k z : is_derive_n softplus (S k) z (Derive_n p k z).
Proof.
  assert (E : forall n x, Derive_n softplus (S n) x = Derive_n p n x).
  { induction n as [|n IH]; intros x.
    - apply is_derive_unique, softplus_derive.
    - change (Derive (Derive_n softplus (S n)) x = Derive (Derive_n p n) x).
      apply Derive_ext, IH. }
  change (is_derive (Derive_n softplus k) z (Derive_n p k z)).
  destruct k as [|k].
  - apply softplus_derive.
  - apply (is_derive_ext (Derive_n p k)); [intros t; symmetry; apply E|].
    evar_last. apply Derive_correct. exists (Poly (S k) (S k) (p z)). apply (p_derive_n (S k)).
    reflexivity.
Qed.

Theorem softplus_shift : forall k, (1 <= k)%nat -> forall z,
  is_derive_n softplus (S k) z (Thm1_rhs k z).
Proof. intros k H z. rewrite <- theorem1_Derive_n by assumption. apply softplus_derive_n. Qed.

(** Refutation of the unshifted reading: the SECOND derivative of softplus at 0 is 1/4,
    while the unshifted claim (k = 2 in place of k = 1) would give 0. *)
Corollary softplus_unshifted_false :
  Derive_n softplus 2 0 <> Thm1_rhs 2 0.
Proof.
  rewrite (is_derive_n_unique _ _ _ _ (softplus_shift 1 (le_n 1) 0)).
  assert (P0 : p 0 = / 2). { unfold p. rewrite Ropp_0, exp_0. f_equal; lra. }
  unfold Thm1_rhs, sum_f. rewrite P0. simpl. lra.
Qed.

