(** * Theorem 1: all derivatives of the sigmoid

    In words (Section 4, Theorem 1, claim C23): for k >= 1
      p^(k) = p' sum_{j=1}^{k} (-1)^(j-1) p^(j-1) T(k,j),
    where p is the sigmoid.  It is the derivative of order k of p, hence of order k+1 of the
    log-partition function A; read with A^(k) instead it fails already at k = 2 (claims C21, C23).

    As in the paper, the proof is by induction on k and rests on the recurrence of T.  With
      P_k(x) = sum_{i=0}^{k} (-1)^i (T(k,i+1) + T(k,i)) x^(i+1)
    the right-hand side is P_k(p) (eq. 9), and the derivative of P_k(p) is the right-hand side for
    k + 1 (eq. 10). *)

Require Import Arith Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Sigmoid.
Open Scope R_scope.

(** p' sum_{j=1}^{k} (-1)^(j-1) p^(j-1) T(k,j) at the point z *)
Definition theorem_1_sum (k : nat) (z : R) : R :=
  sigmoid z * (1 - sigmoid z)
  * sum_f 1 k (fun j => (-1) ^ (j - 1) * sigmoid z ^ (j - 1) * INR (surjections k j)).

Definition derivative_polynomial (k : nat) (x : R) : R :=
  sum_f_R0 (fun i => (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i)) * x ^ S i) k.

(** The sum of Theorem 1 with the factor p' = p (1 - p), as a polynomial in p. *)
Definition factored_polynomial (k : nat) (x : R) : R :=
  x * (1 - x) * sum_f_R0 (fun i => (-1) ^ i * x ^ i * INR (surjections (S k) (S i))) k.

Lemma theorem_1_sum_factored k z : theorem_1_sum (S k) z = factored_polynomial k (sigmoid z).
Proof.
  unfold theorem_1_sum, factored_polynomial, sum_f. replace (S k - 1)%nat with k by lia. f_equal.
  apply sum_eq. intros i _. replace (i + 1)%nat with (S i) by lia. now rewrite Nat.sub_succ, Nat.sub_0_r.
Qed.

(** Summation by parts: T(k+1,0) = 0 at the lower end, T(k+1,k+2) = 0 at the upper. *)
Lemma factored_is_derivative_polynomial k x :
  factored_polynomial k x = derivative_polynomial (S k) x.
Proof.
  assert (G : forall m,
    sum_f_R0 (fun i => (-1) ^ i * (INR (surjections (S k) (S i)) + INR (surjections (S k) i)) * x ^ S i) m
    = x * (1 - x) * sum_f_R0 (fun i => (-1) ^ i * x ^ i * INR (surjections (S k) (S i))) m
      + (-1) ^ m * INR (surjections (S k) (S m)) * x ^ S (S m)).
  { induction m as [|m IH]; [cbn [sum_f_R0]; rewrite surjections_S_0; simpl INR; simpl pow; ring|].
    rewrite !tech5, IH. simpl pow. ring. }
  unfold derivative_polynomial. rewrite G, tech5, (surjections_above (S k) (S (S k))) by lia.
  unfold factored_polynomial. simpl INR. ring.
Qed.

(** The derivative of a finite sum of functions. *)
Lemma is_derive_sum (f : nat -> R -> R) (f' : nat -> R) n z :
  (forall i, is_derive (f i) z (f' i)) ->
  is_derive (fun y => sum_f_R0 (fun i => f i y) n) z (sum_f_R0 f' n).
Proof. intros H. induction n as [|n IH]; [apply H|]. exact (is_derive_plus _ _ _ _ _ IH (H (S n))). Qed.

Lemma derivative_polynomial_derive k z :
  is_derive (fun y => derivative_polynomial k (sigmoid y)) z (factored_polynomial k (sigmoid z)).
Proof.
  evar_last.
  - apply (is_derive_sum (fun i y =>
      (-1) ^ i * (INR (surjections k (S i)) + INR (surjections k i)) * sigmoid y ^ S i)).
    intros i. apply (is_derive_scal (fun y => sigmoid y ^ S i)).
    apply (is_derive_pow sigmoid), sigmoid_derive.
  - unfold factored_polynomial. rewrite Rmult_comm, scal_sum. apply sum_eq. intros i _.
    rewrite surjections_S_S, mult_INR, plus_INR. simpl pred. simpl pow. ring.
Qed.

Lemma sigmoid_derive_n k : forall z, is_derive_n sigmoid k z (derivative_polynomial k (sigmoid z)).
Proof.
  induction k as [|k IH]; intros z; [unfold derivative_polynomial; simpl; ring|].
  apply (is_derive_ext (fun y => derivative_polynomial k (sigmoid y))).
  - intros y. symmetry. apply is_derive_n_unique, IH.
  - rewrite <- factored_is_derivative_polynomial. apply derivative_polynomial_derive.
Qed.

Theorem sigmoid_derivatives k z : (1 <= k)%nat -> is_derive_n sigmoid k z (theorem_1_sum k z).
Proof.
  destruct k as [|k]; [lia|]. intros _.
  rewrite theorem_1_sum_factored, factored_is_derivative_polynomial. apply sigmoid_derive_n.
Qed.

(** The form that eq. 13 uses, with the factor -(1 - p) that it drops (claim C45). *)
Theorem sigmoid_derivatives_powers k z : (1 <= k)%nat -> Derive_n sigmoid k z
  = - (1 - sigmoid z) * sum_f 1 k (fun j => (- sigmoid z) ^ j * INR (surjections k j)).
Proof.
  intros Hk. rewrite (is_derive_n_unique _ _ _ _ (sigmoid_derivatives k z Hk)).
  unfold theorem_1_sum, sum_f. set (p := sigmoid z). rewrite !scal_sum. apply sum_eq. intros i _.
  rewrite Nat.add_1_r, Nat.sub_succ, Nat.sub_0_r.
  replace (- p) with (-1 * p) by ring. rewrite Rpow_mult_distr. simpl pow. ring.
Qed.

(** ** The softplus: one order higher *)

Lemma sigmoid_smooth k z : ex_derive_n sigmoid k z.
Proof. destruct k as [|k]; [exact I|]. eexists. apply (sigmoid_derive_n (S k)). Qed.

Lemma softplus_Derive_n k : forall z, Derive_n softplus (S k) z = Derive_n sigmoid k z.
Proof.
  induction k as [|k IH]; intros z; [apply is_derive_unique, softplus_derive|].
  apply Derive_ext, IH.
Qed.

Lemma softplus_smooth k z : ex_derive_n softplus k z.
Proof.
  destruct k as [|[|k]]; [exact I|eexists; apply softplus_derive|].
  apply (ex_derive_ext (Derive_n sigmoid k)); [intros; symmetry; apply softplus_Derive_n|].
  apply (sigmoid_smooth (S k)).
Qed.

Lemma softplus_polynomial k z : Derive_n softplus (S k) z = derivative_polynomial k (sigmoid z).
Proof. rewrite softplus_Derive_n. apply is_derive_n_unique, sigmoid_derive_n. Qed.

Theorem softplus_derivatives k z : (1 <= k)%nat -> is_derive_n softplus (S k) z (theorem_1_sum k z).
Proof.
  intros Hk. rewrite <- (is_derive_n_unique _ _ _ _ (sigmoid_derivatives k z Hk)), <- softplus_Derive_n.
  apply Derive_correct. exact (softplus_smooth (S k) z).
Qed.

(** The unshifted reading, A^(k) in place of p^(k): at k = 2, z = 0 it would say 1/4 = 0. *)
Theorem unshifted_reading_false : Derive_n softplus 2 0 <> theorem_1_sum 2 0.
Proof.
  rewrite softplus_polynomial. unfold derivative_polynomial, theorem_1_sum, sum_f.
  rewrite sigmoid_0. simpl. lra.
Qed.

(** The Taylor coefficients of the softplus are those of the sigmoid, integrated. *)
Lemma taylor_softplus_S z n : taylor softplus z (S n) = taylor sigmoid z n / INR (S n).
Proof.
  unfold taylor. rewrite softplus_Derive_n. change (fact (S n)) with (S n * fact n)%nat.
  rewrite mult_INR. field. split; [apply INR_fact_neq_0|apply not_0_INR; lia].
Qed.
