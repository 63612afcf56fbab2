(** * Averages over the probability p

    In words (p-averages; the sense in which 1/(2 pi) is the right constant).  Averaged over p uniform
    in (0,1), the n-th derivative of the log-partition function is the Bernoulli number B_n, n >= 2:
      integral_0^1 A^(n)(logit q) dq = B_n.
    The limit 1/(2 pi) of eq. 14 belongs to these averages, not to the coefficients at a fixed point. *)

Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Sigmoid Theorem1.
Open Scope R_scope.

Definition logit (q : R) : R := ln (q / (1 - q)).

Lemma sigmoid_logit q : 0 < q < 1 -> sigmoid (logit q) = q.
Proof.
  intros H. unfold sigmoid, logit. rewrite exp_Ropp, exp_ln by (apply Rdiv_lt_0_compat; lra). field. lra.
Qed.

(** The integral of the polynomial of Theorem 1, term by term. *)
Lemma derivative_polynomial_average k : (1 <= k)%nat ->
  sum_f_R0 (fun i => (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i)) / INR (S (S i))) k
  = bernoulli (S k).
Proof.
  intros Hk. unfold bernoulli. symmetry. rewrite decomp_sum by lia. rewrite surjections_S_0.
  cbn [pred].
  transitivity (sum_f_R0 (fun i =>
      (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i)) / INR (S (S i))
      - (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i))) k).
  - simpl (INR 0). unfold Rdiv at 1. rewrite Rmult_0_r, Rmult_0_l, Rplus_0_l. apply sum_eq. intros i _.
    rewrite surjections_S_S, mult_INR, plus_INR, !(S_INR (S i)), !(S_INR i). simpl pow.
    pose proof (pos_INR i). field. lra.
  - rewrite minus_sum, alternating_telescope, (surjections_above k (S k)) by lia.
    destruct k as [|k]; [lia|]. rewrite surjections_S_0. simpl (INR 0). ring.
Qed.

Lemma is_RInt_sum (F : nat -> R -> R) (I : nat -> R) a b n :
  (forall i, is_RInt (F i) a b (I i)) ->
  is_RInt (fun x => sum_f_R0 (fun i => F i x) n) a b (sum_f_R0 I n).
Proof.
  intros H. induction n as [|n IH]; [apply H|].
  exact (is_RInt_plus (fun x => sum_f_R0 (fun i => F i x) n) (F (S n)) a b _ _ IH (H (S n))).
Qed.

Lemma power_average n : is_RInt (fun x => x ^ n) 0 1 (/ INR (S n)).
Proof.
  assert (P : 0 < INR (S n)) by (apply lt_0_INR; lia).
  replace (/ INR (S n)) with (/ INR (S n) * 1 ^ S n - / INR (S n) * 0 ^ S n)
    by (rewrite pow1, pow_i by lia; ring).
  apply (@is_RInt_derive R_CompleteNormedModule (fun x => / INR (S n) * x ^ S n)).
  - intros x _. evar_last; [apply is_derive_scal, (is_derive_pow (fun x => x)), @is_derive_id|].
    change (/ INR (S n) * (INR (S n) * 1 * x ^ n) = x ^ n). field. lra.
  - intros x _. apply @ex_derive_continuous. auto_derive. trivial.
Qed.

Theorem sigmoid_p_average k : (1 <= k)%nat -> is_RInt (derivative_polynomial k) 0 1 (bernoulli (S k)).
Proof.
  intros Hk. rewrite <- derivative_polynomial_average by assumption.
  apply (is_RInt_sum (fun i x => (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i)) * x ^ S i)).
  intros i. exact (is_RInt_scal _ 0 1 _ _ (power_average (S i))).
Qed.

Theorem softplus_p_average n : (2 <= n)%nat ->
  is_RInt (fun q => Derive_n softplus n (logit q)) 0 1 (bernoulli n).
Proof.
  intros Hn. destruct n as [|k]; [lia|].
  apply (is_RInt_ext (derivative_polynomial k)); [|apply sigmoid_p_average; lia].
  intros q Hq. rewrite Rmin_left, Rmax_right in Hq by lra.
  now rewrite softplus_polynomial, sigmoid_logit.
Qed.
