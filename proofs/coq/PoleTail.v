(** * The pole expansion of the derivatives of the sigmoid, cut after any number of poles

    In words (the evaluation of derivatives of high order; with Main.pole_tail_bound, claim C51): the pairs of poles after
    the first K contribute to p^(n)(z)/n! at most rho_K^(1-n)/(2 K pi^2), rho_K = sqrt(z^2 + ((2K+1) pi)^2), because
      sum_{k>=K} 1/((2k+1) pi)^2 <= 1/(4 pi^2) sum_{k>=K} (1/k - 1/(k+1)) = 1/(4 K pi^2). *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleExpansion PoleSeries TaylorCoefficients.
Open Scope R_scope.

Lemma telescoping_inverses (K : nat) :
  is_series (fun k => / INR (S (K + k)) - / INR (S (S (K + k)))) (/ INR (S K)).
Proof.
  change (is_lim_seq (sum_n (fun k => / INR (S (K + k)) - / INR (S (S (K + k))))) (/ INR (S K))).
  apply (is_lim_seq_ext (fun N => / INR (S K) - / INR (S (S (K + N))))).
  - intros N. rewrite sum_n_Reals. induction N as [|N IH].
    + simpl sum_f_R0. replace (K + 0)%nat with K by lia. reflexivity.
    + rewrite tech5, <- IH. replace (K + S N)%nat with (S (K + N)) by lia. ring.
  - replace (Finite (/ INR (S K))) with (Finite (/ INR (S K) - 0)) by (f_equal; ring).
    apply is_lim_seq_minus'; [apply is_lim_seq_const|].
    apply (is_lim_seq_ext (fun N => / INR (N + S (S K)))); [intros N; do 2 f_equal; lia|].
    apply (is_lim_seq_incr_n (fun n => / INR n) (S (S K))).
    replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
    apply is_lim_seq_inv; [apply is_lim_seq_INR|discriminate].
Qed.

Lemma inverse_square_tail_after z K :
  0 <= Series (fun k => / modulus (odd_pole (S K + k)) z ^ 2) <= / (4 * INR (S K) * PI ^ 2).
Proof.
  pose proof PI_RGT_0 as pi_pos. pose proof (pow_lt PI 2 pi_pos) as P2.
  assert (B : forall k, 0 <= / modulus (odd_pole (S K + k)) z ^ 2
    <= / (4 * PI ^ 2) * (/ INR (S (K + k)) - / INR (S (S (K + k))))).
  { intros k. destruct (inverse_square_bound odd_pole odd_pole_pos z (S K + k)) as [L U]. split; [lra|].
    eapply Rle_trans; [exact U|]. unfold odd_pole. replace (S K + k)%nat with (S (K + k)) by lia.
    rewrite (S_INR (S (K + k))). set (x := INR (S (K + k))). assert (X : 0 < x) by (apply lt_0_INR; lia).
    replace (/ (4 * PI ^ 2) * (/ x - / (x + 1))) with (/ (4 * x * (x + 1) * PI ^ 2)) by (field; lra).
    apply Rinv_le_contravar.
    - apply Rmult_lt_0_compat; [|lra]. apply Rmult_lt_0_compat; lra.
    - replace (((2 * x + 1) * PI) ^ 2) with ((4 * x * (x + 1) + 1) * PI ^ 2) by ring.
      apply Rmult_le_compat_r; lra. }
  pose proof (is_series_scaled (/ (4 * PI ^ 2)) _ _ (telescoping_inverses K)) as T. split.
  - apply Series_nonneg; [intros k; apply B|].
    apply (ex_series_dominated _ (fun k => / (4 * PI ^ 2) * (/ INR (S (K + k)) - / INR (S (S (K + k))))));
      [|eexists; exact T]. intros k. rewrite Rabs_right; [apply B|apply Rle_ge, B].
  - apply Rle_trans with (/ (4 * PI ^ 2) * / INR (S K)).
    + rewrite <- (is_series_unique _ _ T). apply Series_le; [intros k; apply B|eexists; exact T].
    + right. field. split; [|apply not_0_INR; lia]. lra.
Qed.

Theorem taylor_sigmoid_tail_after z n K : (1 <= n)%nat ->
  Rabs (taylor sigmoid z n - sum_f_R0 (fun k => pole_coefficient (odd_pole k) z n) K)
  <= modulus (odd_pole (S K)) z / modulus (odd_pole (S K)) z ^ n / (2 * INR (S K) * PI ^ 2).
Proof.
  intros Hn. rewrite taylor_sigmoid_poles by exact Hn.
  pose proof (modulus_pos (odd_pole (S K)) z (odd_pole_pos (S K))) as P. set (rho := modulus (odd_pole (S K)) z) in *.
  pose proof (pow_lt rho n P) as Pn. pose proof PI_RGT_0 as pi_pos. pose proof (pow_lt PI 2 pi_pos) as P2.
  assert (K0 : 0 < INR (S K)) by (apply lt_0_INR; lia).
  pose proof (pole_sum_converges odd_pole odd_pole_pos odd_pole_incr odd_inverse_squares z n) as HX.
  unfold sigmoid_pole_sum, pole_sum. rewrite (Series_split _ K HX).
  replace (_ + _ - _) with (Series (fun k => pole_coefficient (odd_pole (S K + k)) z n)) by ring.
  apply Rle_trans with (Series (fun k => / modulus (odd_pole (S K + k)) z ^ 2 * (2 * rho / rho ^ n))).
  - apply Series_dominated.
    + exact (fun k => pole_coefficient_dominated odd_pole odd_pole_pos odd_pole_incr z (S K) k n).
    + apply ex_series_scaled_r. exact (ex_series_shift _ (S K) (inverse_square_sum_converges z)).
  - rewrite Series_scal_r. destruct (inverse_square_tail_after z K) as [_ U].
    assert (Q : 0 <= 2 * rho / rho ^ n) by (left; apply Rdiv_lt_0_compat; lra).
    apply Rle_trans with (/ (4 * INR (S K) * PI ^ 2) * (2 * rho / rho ^ n)); [now apply Rmult_le_compat_r|].
    right. field. lra.
Qed.

(** pi^2 <= 10: the sum of all 1/((2k+1) pi)^2 is 1/8, and without the first at most 1/(4 pi^2). *)
Lemma PI_sq_le_10 : PI ^ 2 <= 10.
Proof.
  pose proof PI_RGT_0 as pi_pos. pose proof (pow_lt PI 2 pi_pos) as P2.
  pose proof odd_inverse_square_sum as E. rewrite (Series_first _ odd_inverse_squares), odd_pole_0 in E.
  destruct (inverse_square_tail_after 0 0) as [_ U].
  rewrite (Series_ext _ (fun k => / odd_pole (S k) ^ 2)) in U.
  - replace (/ (4 * INR 1 * PI ^ 2)) with (/ 4 * / PI ^ 2) in U by (simpl INR; field; lra).
    assert (B : / 8 <= 5 / 4 * / PI ^ 2) by lra. apply Rmult_le_compat_r with (r := 8 * PI ^ 2) in B; [|lra].
    replace (/ 8 * (8 * PI ^ 2)) with (PI ^ 2) in B by field.
    replace (5 / 4 * / PI ^ 2 * (8 * PI ^ 2)) with 10 in B by (field; lra). exact B.
  - intros k. unfold modulus. rewrite pow2_sqrt; [f_equal; simpl; ring|].
    pose proof (pow2_ge_0 (odd_pole (1 + k))). simpl in *. lra.
Qed.
