(** * log cosh(z/2), and the error of its trapezoidal rule

    In words (a tool for the trapezoidal rule): L(z) = log cosh(z/2) = A(z) - z/2 - log 2, and for a step h
      sum_{k>=1} log(1 + (cosh z - 1)/(1 + cosh(2 pi k/h)))
      = sum_{k>=1} L(z + 2 pi k/h) + L(z - 2 pi k/h) - 2 L(2 pi k/h),
    the contribution of the images of z under the period 2 pi/h.  It converges geometrically, and L plus it grows by
    z + pi/h when z grows by 2 pi/h. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries.
Open Scope R_scope.

Definition log_cosh (z : R) : R := ln (cosh (z / 2)).

(** The contribution of the k-th images, k counted from 0. *)
Definition image_term (h z : R) (k : nat) : R :=
  ln (1 + (cosh z - 1) / (1 + cosh (2 * PI * INR (S k) / h))).

(** ** Elementary facts *)

Lemma cosh_pos y : 0 < cosh y.
Proof. unfold cosh. pose proof (exp_pos y). pose proof (exp_pos (- y)). lra. Qed.

Lemma cosh_even y : cosh (- y) = cosh y.
Proof. unfold cosh. rewrite Ropp_involutive. lra. Qed.

Lemma cosh_ge_1 y : 1 <= cosh y.
Proof.
  unfold cosh. pose proof (exp_mult_opp y) as E. pose proof (exp_pos (- y)) as P.
  pose proof (Rmult_le_pos _ _ (Rlt_le _ _ P) (pow2_ge_0 (exp y - 1))) as Q.
  replace (exp (- y) * (exp y - 1) ^ 2) with (exp y * exp (- y) * (exp y - 2) + exp (- y)) in Q by ring.
  rewrite E in Q. lra.
Qed.

Lemma ln_quotient x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
  intros Hx Hy. unfold Rdiv. rewrite ln_mult, ln_Rinv; [reflexivity|exact Hy|exact Hx|now apply Rinv_0_lt_compat].
Qed.

Lemma log_cosh_exp z : log_cosh z = z / 2 - ln 2 + ln (1 + exp (- z)).
Proof.
  unfold log_cosh. pose proof (exp_pos (- z)). rewrite <- (ln_exp (z / 2)) at 2. pose proof (exp_pos (z / 2)).
  unfold Rminus. rewrite <- ln_Rinv by lra. rewrite <- !ln_mult by (try apply Rmult_lt_0_compat; lra).
  f_equal. unfold cosh. replace (- z) with (- (z / 2) + - (z / 2)) by field. rewrite exp_plus.
  pose proof (exp_mult_opp (z / 2)) as E. set (e := exp (z / 2)) in *. set (d := exp (- (z / 2))) in *.
  replace (e * / 2 * (1 + d * d)) with ((e + e * d * d) / 2) by field. rewrite E. field.
Qed.

Lemma log_cosh_even z : log_cosh (- z) = log_cosh z.
Proof. unfold log_cosh. replace (- z / 2) with (- (z / 2)) by field. now rewrite cosh_even. Qed.

Lemma softplus_log_cosh z : softplus z = z / 2 + ln 2 + log_cosh z.
Proof.
  rewrite log_cosh_exp. unfold softplus. pose proof (exp_pos z). pose proof (exp_pos (- z)).
  transitivity (z + ln (1 + exp (- z))); [|field]. rewrite <- (ln_exp z) at 2.
  rewrite <- ln_mult by lra. f_equal. pose proof (exp_mult_opp z). lra.
Qed.

(** log(1 + (cosh z - 1)/(1 + cosh w)) in two other forms. *)
Lemma image_exp z w : ln (1 + (cosh z - 1) / (1 + cosh w))
  = ln (1 + exp (z - w)) + ln (1 + exp (- z - w)) - 2 * ln (1 + exp (- w)).
Proof.
  pose proof (exp_pos (z - w)). pose proof (exp_pos (- z - w)). pose proof (exp_pos (- w)).
  replace (2 * ln (1 + exp (- w))) with (ln ((1 + exp (- w)) * (1 + exp (- w)))) by (rewrite ln_mult by lra; ring).
  rewrite <- ln_mult by lra. rewrite <- ln_quotient by (apply Rmult_lt_0_compat; lra).
  f_equal. unfold cosh, Rminus. rewrite !exp_plus, !exp_Ropp. pose proof (exp_pos z). pose proof (exp_pos w).
  set (F := exp z) in *. set (G := exp w) in *. clearbody F G. field. repeat split; try lra; nra.
Qed.

Lemma image_log_cosh z w : ln (1 + (cosh z - 1) / (1 + cosh w))
  = log_cosh (w + z) + log_cosh (w - z) - 2 * log_cosh w.
Proof.
  rewrite image_exp, !log_cosh_exp. replace (- (w + z)) with (- z - w) by ring.
  replace (- (w - z)) with (z - w) by ring. field.
Qed.

(** log(1 + e^u) <= e^(s u)/s for 0 < s <= 1, by e^(s a) >= e^a for a <= 0. *)
Lemma softplus_exponential s u : 0 < s <= 1 -> softplus u <= exp (s * u) / s.
Proof.
  intros Hs. set (p := softplus u). pose proof (exp_pos u) as U.
  assert (E : exp p = 1 + exp u) by (unfold p, softplus; apply exp_ln; lra).
  assert (P : 0 < p) by (apply exp_lt_inv; rewrite exp_0; lra).
  assert (L : u < p) by (apply exp_lt_inv; lra).
  assert (M : forall a, a < 0 -> exp a <= exp (s * a)).
  { intros a Ha. destruct (Rle_lt_or_eq_dec a (s * a)) as [H|<-]; [nra|left; now apply exp_increasing|lra]. }
  pose proof (M (u - p) ltac:(lra)) as M1. pose proof (M (- p) ltac:(lra)) as M2.
  assert (S1 : exp (u - p) + exp (- p) = 1).
  { unfold Rminus. rewrite exp_plus, exp_Ropp, E. field. lra. }
  assert (S2 : exp (s * p) <= exp (s * u) + 1).
  { replace (exp (s * u) + 1) with (exp (s * p) * (exp (s * (u - p)) + exp (s * - p))).
    - pose proof (exp_pos (s * p)) as Q. rewrite <- (Rmult_1_r (exp (s * p))) at 1.
      apply Rmult_le_compat_l; lra.
    - rewrite Rmult_plus_distr_l, <- !exp_plus. replace (s * p + s * (u - p)) with (s * u) by ring.
      replace (s * p + s * - p) with 0 by ring. rewrite exp_0. reflexivity. }
  assert (S3 : 1 + s * p < exp (s * p)) by (apply exp_ineq1; pose proof (Rmult_lt_0_compat s p); lra).
  apply Rmult_le_reg_l with s; [lra|]. replace (s * (exp (s * u) / s)) with (exp (s * u)) by (field; lra). lra.
Qed.

Section Rule.
Variable h : R.
Hypothesis h_pos : 0 < h.
Let omega : R := 2 * PI / h.

Lemma omega_pos : 0 < omega.
Proof. pose proof PI_RGT_0. apply Rdiv_lt_0_compat; lra. Qed.

Lemma image_frequency k : 2 * PI * INR (S k) / h = INR (S k) * omega.
Proof. unfold omega. field. lra. Qed.

Lemma exp_multiple n y : exp (INR n * y) = exp y ^ n.
Proof.
  induction n as [|n IH]; [simpl; now rewrite Rmult_0_l, exp_0|].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, IH. simpl. ring.
Qed.

(** ** The error: bounds and convergence *)

Lemma image_bounds s z k : 0 < s <= 1 ->
  0 <= image_term h z k <= exp (s * Rabs z) / s * exp (- (s * omega)) ^ S k.
Proof.
  intros Hs. unfold image_term. rewrite image_frequency, <- exp_multiple. set (w := INR (S k) * omega).
  replace (INR (S k) * - (s * omega)) with (- (s * w)) by (unfold w; ring).
  pose proof (cosh_ge_1 z) as C. pose proof (cosh_pos w) as W.
  set (x := (cosh z - 1) / (1 + cosh w)).
  assert (X : 0 <= x) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]). split.
  - rewrite <- ln_1. destruct X as [X|<-]; [left; apply ln_increasing; lra|rewrite Rplus_0_r; lra].
  - apply Rle_trans with (softplus (Rabs z - w)).
    + assert (N : cosh z - 1 <= exp (Rabs z) / 2).
      { replace (cosh z) with (cosh (Rabs z)) by (unfold Rabs; destruct (Rcase_abs z); [apply cosh_even|reflexivity]).
        unfold cosh. pose proof (Rabs_pos z) as P. assert (exp (- Rabs z) <= 1); [|lra].
        rewrite <- exp_0. destruct P as [P|<-]; [left; apply exp_increasing; lra|rewrite Ropp_0; lra]. }
      assert (D : exp w / 2 <= 1 + cosh w) by (unfold cosh; pose proof (exp_pos (- w)); lra).
      assert (B : x <= exp (Rabs z - w)).
      { pose proof (exp_pos w) as Pw. unfold x, Rdiv. apply Rle_trans with (exp (Rabs z) / 2 * / (exp w / 2)).
        - apply Rmult_le_compat; [lra|left; apply Rinv_0_lt_compat; lra|exact N|].
          apply Rinv_le_contravar; lra.
        - unfold Rminus. rewrite exp_plus, exp_Ropp. right. field. lra. }
      unfold softplus. destruct B as [B| ->]; [left; apply ln_increasing; lra|lra].
    + eapply Rle_trans; [apply (softplus_exponential s); exact Hs|]. right.
      replace (s * (Rabs z - w)) with (s * Rabs z + - (s * w)) by ring. rewrite exp_plus. field. lra.
Qed.

Lemma exp_neg_omega : 0 < exp (- omega) < 1.
Proof. split; [apply exp_pos|]. rewrite <- exp_0. apply exp_increasing. pose proof omega_pos. lra. Qed.

(** Geometric series from the first power on. *)
Lemma geometric_tail x : 0 <= x < 1 -> is_series (fun k => x ^ S k) (x / (1 - x)).
Proof.
  intros Hx. apply (is_series_scaled x (fun k => x ^ k)). apply is_series_geom. rewrite Rabs_right; lra.
Qed.

Lemma image_converges z : ex_series (image_term h z).
Proof.
  apply (ex_series_dominated _ (fun k => exp (1 * Rabs z) / 1 * exp (- (1 * omega)) ^ S k)).
  - intros k. destruct (image_bounds 1 z k ltac:(lra)). rewrite Rabs_right; lra.
  - apply ex_series_scaled. eexists. apply geometric_tail. rewrite Rmult_1_l. pose proof exp_neg_omega. lra.
Qed.

Lemma image_telescopes z N :
  log_cosh (z + omega) + sum_f_R0 (image_term h (z + omega)) N - (log_cosh z + sum_f_R0 (image_term h z) N)
  = z + omega / 2 + ln (1 + exp (- (z + INR (S (S N)) * omega))) - ln (1 + exp (z - INR (S N) * omega)).
Proof.
  assert (E : log_cosh (z + omega) + sum_f_R0 (image_term h (z + omega)) N - (log_cosh z + sum_f_R0 (image_term h z) N)
    = log_cosh (z + INR (S (S N)) * omega) - log_cosh (INR (S N) * omega - z)).
  { assert (I : forall y k, image_term h y k = log_cosh (INR (S k) * omega + y) + log_cosh (INR (S k) * omega - y)
      - 2 * log_cosh (INR (S k) * omega)).
    { intros y k. unfold image_term. rewrite image_frequency. apply image_log_cosh. }
    induction N as [|N IH].
    - simpl sum_f_R0. rewrite !I. simpl INR.
      replace (1 * omega + (z + omega)) with (z + (1 + 1) * omega) by ring.
      replace (1 * omega - (z + omega)) with (- z) by ring. replace (1 * omega + z) with (z + omega) by ring.
      rewrite log_cosh_even. ring.
    - rewrite !tech5, !I.
      replace (INR (S (S N)) * omega + (z + omega)) with (z + INR (S (S (S N))) * omega)
        by (rewrite (S_INR (S (S N))); ring).
      replace (INR (S (S N)) * omega - (z + omega)) with (INR (S N) * omega - z) by (rewrite (S_INR (S N)); ring).
      replace (INR (S (S N)) * omega + z) with (z + INR (S (S N)) * omega) by ring. lra. }
  rewrite E, !log_cosh_exp. replace (- (INR (S N) * omega - z)) with (z - INR (S N) * omega) by ring.
  rewrite (S_INR (S N)). field.
Qed.

Lemma log_exp_limit y : is_lim_seq (fun N => ln (1 + exp (y - INR N * omega))) 0.
Proof.
  apply (is_lim_seq_le_le (fun _ => 0) _ (fun N => exp y * exp (- omega) ^ N)).
  - intros N. rewrite <- exp_multiple, <- exp_plus. replace (y + INR N * - omega) with (y - INR N * omega) by ring.
    pose proof (exp_pos (y - INR N * omega)) as P. set (x := exp (y - INR N * omega)) in *. split.
    + rewrite <- ln_1. left. apply ln_increasing; lra.
    + rewrite <- (ln_exp x) at 2. left. apply ln_increasing; [lra|]. apply exp_ineq1; lra.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Rbar_mult (exp y) 0) by (simpl; f_equal; ring). apply is_lim_seq_scal_l, is_lim_seq_geom.
    pose proof exp_neg_omega. rewrite Rabs_right; lra.
Qed.

Lemma image_shift z : log_cosh (z + omega) + Series (image_term h (z + omega))
  = log_cosh z + Series (image_term h z) + (z + omega / 2).
Proof.
  assert (L1 : is_lim_seq (fun N => log_cosh (z + omega) + sum_f_R0 (image_term h (z + omega)) N
      - (log_cosh z + sum_f_R0 (image_term h z) N))
    (log_cosh (z + omega) + Series (image_term h (z + omega)) - (log_cosh z + Series (image_term h z)))).
  { assert (S0 : forall y, is_lim_seq (fun N => log_cosh y + sum_f_R0 (image_term h y) N)
      (log_cosh y + Series (image_term h y))).
    { intros y. apply is_lim_seq_plus'; [apply is_lim_seq_const|].
      apply (is_lim_seq_ext (sum_n (image_term h y))); [intros; apply sum_n_Reals|].
      exact (Series_correct _ (image_converges y)). }
    apply is_lim_seq_minus'; apply S0. }
  assert (L2 : is_lim_seq (fun N => log_cosh (z + omega) + sum_f_R0 (image_term h (z + omega)) N
      - (log_cosh z + sum_f_R0 (image_term h z) N)) (z + omega / 2 + 0 - 0)).
  { apply (is_lim_seq_ext (fun N => z + omega / 2 + ln (1 + exp (- z - INR (N + 2) * omega))
      - ln (1 + exp (z - INR (N + 1) * omega)))).
    - intros N. rewrite image_telescopes. replace (N + 2)%nat with (S (S N)) by lia.
      replace (N + 1)%nat with (S N) by lia.
      replace (- (z + INR (S (S N)) * omega)) with (- z - INR (S (S N)) * omega) by ring. reflexivity.
    - apply is_lim_seq_minus'; [apply is_lim_seq_plus'; [apply is_lim_seq_const|]|].
      + apply (is_lim_seq_incr_n (fun N => ln (1 + exp (- z - INR N * omega))) 2), log_exp_limit.
      + apply (is_lim_seq_incr_n (fun N => ln (1 + exp (z - INR N * omega))) 1), log_exp_limit. }
  apply is_lim_seq_unique in L1. apply is_lim_seq_unique in L2. rewrite L1 in L2. injection L2. lra.
Qed.

End Rule.
