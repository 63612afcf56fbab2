(** * The trapezoidal rule of the integral identity has an exact, one-signed error

    In words (used by the evaluation of R without its series): A(z) = z/2 + log 2 + L(z), L(z) = log cosh(z/2),
    and L(z) is the integral over t > 0 of (1 - cos z t)/(t sinh(pi t)).  Its trapezoidal sum with step h,
      T_h(z) = h z^2/(4 pi) + sum_{n>=1} (1 - cos n h z)/(n sinh(pi n h)),
    exceeds L(z) by exactly
      sum_{k>=1} log(1 + (cosh z - 1)/(1 + cosh(2 pi k/h))).
    This is Poisson's summation formula for this integrand.  Proof: 1/sinh is a series over the poles; with the
    series of (1 - cos n x)/(n^2 + a^2) and Tonelli, the sum over n becomes a sum over the poles, of exponentials,
    whose geometric series give logarithms.  This for 0 < h z <= pi; both sides are even, and grow by z + pi/h when
    z grows by 2 pi/h, because the cosines have that period and the right side telescopes. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleExpansion PoleSeries TaylorCoefficients CosineSeries CosineSums
  LogCosh.
Open Scope R_scope.

(** The n-th node, n counted from 0. *)
Definition trapezoid_term (h z : R) (n : nat) : R :=
  (1 - cos (INR (S n) * (h * z))) / (INR (S n) * sinh (PI * (INR (S n) * h))).

Section Rule.
Variable h : R.
Hypothesis h_pos : 0 < h.
Let omega : R := 2 * PI / h.

Let omega_positive : 0 < omega := omega_pos h h_pos.
Let exp_neg : 0 < exp (- omega) < 1 := exp_neg_omega h h_pos.

(** ** The rule for 0 < h z <= pi *)
Section Small.
Variable z : R.
Hypothesis z_range : 0 < h * z <= PI.

Lemma z_pos : 0 < z.
Proof. apply Rmult_lt_reg_l with h; [exact h_pos|]. rewrite Rmult_0_r. apply z_range. Qed.
Lemma z_below : z < omega.
Proof.
  pose proof PI_RGT_0. apply Rmult_lt_reg_l with h; [exact h_pos|]. unfold omega.
  replace (h * (2 * PI / h)) with (2 * PI) by (field; lra). lra.
Qed.

(** The sum over n of what the pole at M pi contributes. *)
Let row (M : R) : R := (cosh (M * (PI / h)) - cosh (M * (PI / h - z))) / sinh (M * (PI / h)) / M.

Lemma row_series M : 0 < M -> is_series
  (fun n => (1 - cos (INR (S n) * (h * z))) / INR (S n) * pole_pair (M * PI) (PI * (INR (S n) * h))) (row M).
Proof.
  intros HM. pose proof PI_RGT_0 as pi_pos. assert (Ha : 0 < M / h) by now apply Rdiv_lt_0_compat.
  assert (Q : 0 < M * (PI / h)) by (apply Rmult_lt_0_compat; [lra|apply Rdiv_lt_0_compat; lra]).
  apply (is_series_eq _ _ _ _) with (3 := is_series_scaled (2 / (PI * h)) _ _
    (one_minus_cos_series (M / h) (h * z) Ha z_range)).
  - intros n. pose proof (INR_S_pos n) as P. unfold pole_pair. set (c := INR (S n)) in *.
    set (y := 1 - cos (c * (h * z))). pose proof (pow_lt M 2 HM).
    pose proof (pow_lt c 2 P). pose proof (pow_lt h 2 h_pos).
    assert (0 < c ^ 2 * h ^ 2) by (apply Rmult_lt_0_compat; lra). field. repeat split; try lra; nra.
  - unfold row. replace (M / h * PI) with (M * (PI / h)) by (field; lra).
    replace (M / h * (PI - h * z)) with (M * (PI / h - z)) by (field; lra).
    pose proof (sinh_pos _ Q). field. repeat split; lra.
Qed.

(** The same by exponentials. *)
Lemma row_exp M : 0 < M -> row M = (1 - exp (- (M * z))) / M
  - / M * (exp (M * z) + exp (- (M * z)) - 2) * (exp (- (M * omega)) / (1 - exp (- (M * omega)))).
Proof.
  intros HM. pose proof PI_RGT_0 as pi_pos.
  assert (Q : 0 < M * (PI / h)) by (apply Rmult_lt_0_compat; [lra|apply Rdiv_lt_0_compat; lra]).
  unfold row, cosh, sinh. replace (M * omega) with (M * (PI / h) + M * (PI / h)) by (unfold omega; field; lra).
  replace (M * (PI / h - z)) with (M * (PI / h) + - (M * z)) by ring.
  rewrite !exp_Ropp, !exp_plus, !exp_Ropp. pose proof (exp_increasing 0 _ Q) as E. rewrite exp_0 in E.
  pose proof (exp_pos (M * z)). set (e := exp (M * (PI / h))) in *. set (f := exp (M * z)) in *. clearbody e f.
  field. repeat split; try lra; nra.
Qed.

(** The second part of the rows, summed over all M with alternating signs, is the error. *)
Let a (k m : nat) : R := (-1) ^ m * (/ INR (S m) * (exp (INR (S m) * z) + exp (- (INR (S m) * z)) - 2)
  * exp (- (INR (S m) * omega)) ^ S k).

Lemma a_dominated k m : Rabs (a k m) <= exp (- omega) ^ k * (2 * exp (z - omega) ^ S m).
Proof.
  unfold a. rewrite Rabs_mult, pow_1_abs, Rmult_1_l. pose proof (INR_S_pos m) as P. pose proof z_pos as Z.
  pose proof omega_positive as W. set (M := INR (S m)) in *.
  assert (M1 : 1 <= M) by (unfold M; rewrite S_INR; pose proof (pos_INR m); lra).
  assert (F1 : 1 <= exp (M * z)).
  { rewrite <- exp_0. left. apply exp_increasing. now apply Rmult_lt_0_compat. }
  assert (F2 : exp (M * z) * exp (- (M * z)) = 1) by apply exp_mult_opp.
  pose proof (exp_pos (- (M * z))) as F3. set (y := exp (M * z) + exp (- (M * z)) - 2).
  assert (Y : 0 <= y <= 2 * exp (M * z)) by (unfold y; split; nra).
  rewrite <- exp_multiple. replace (INR (S k) * - (M * omega)) with (- (M * INR (S k) * omega)) by ring.
  rewrite Rabs_right by (apply Rle_ge, Rmult_le_pos;
    [apply Rmult_le_pos; [left; now apply Rinv_0_lt_compat|lra]|left; apply exp_pos]).
  assert (E : exp (- (M * INR (S k) * omega)) <= exp (- omega) ^ k * exp (- (M * omega))).
  { rewrite <- exp_multiple, <- exp_plus.
    assert (L : INR k + M <= M * INR (S k)) by (rewrite (S_INR k); pose proof (pos_INR k); nra).
    destruct (Rle_lt_or_eq_dec _ _ L) as [L1|L1].
    - left. apply exp_increasing. nra.
    - right. f_equal. rewrite <- L1. ring. }
  replace (exp (z - omega) ^ S m) with (exp (M * z) * exp (- (M * omega)))
    by (rewrite <- exp_multiple, <- exp_plus; f_equal; unfold M; ring).
  replace (exp (- omega) ^ k * (2 * (exp (M * z) * exp (- (M * omega)))))
    with (1 * (2 * exp (M * z)) * (exp (- omega) ^ k * exp (- (M * omega)))) by ring.
  apply Rmult_le_compat; [apply Rmult_le_pos; [left; now apply Rinv_0_lt_compat|lra]|left; apply exp_pos| |exact E].
  apply Rmult_le_compat; [left; now apply Rinv_0_lt_compat|lra| |lra]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Lemma a_columns m : Series (fun k => a k m) = (-1) ^ m * (/ INR (S m)
  * (exp (INR (S m) * z) + exp (- (INR (S m) * z)) - 2)
  * (exp (- (INR (S m) * omega)) / (1 - exp (- (INR (S m) * omega))))).
Proof.
  unfold a. rewrite !Series_scal_l. do 2 f_equal. apply is_series_unique, geometric_tail.
  split; [left; apply exp_pos|]. rewrite <- exp_0. apply exp_increasing.
  pose proof (Rmult_lt_0_compat _ _ (INR_S_pos m) omega_positive). lra.
Qed.

Lemma a_rows k : Series (fun m => a k m) = image_term h z k.
Proof.
  unfold image_term. rewrite (image_frequency h h_pos), image_exp. fold omega.
  pose proof z_pos as Z. pose proof z_below as B. pose proof omega_positive as W.
  assert (K : 1 <= INR (S k)) by (rewrite S_INR; pose proof (pos_INR k); lra).
  set (w := INR (S k) * omega). assert (Hw : omega <= w) by (unfold w; nra).
  assert (U : forall y, y <= 0 -> 0 <= exp y <= 1).
  { intros y [Hy| ->]; [|rewrite exp_0; lra]. pose proof (exp_pos y).
    apply exp_increasing in Hy. rewrite exp_0 in Hy. lra. }
  apply is_series_unique.
  apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _
    (is_series_added _ _ _ _ (log_series _ (U (z - w) ltac:(lra))) (log_series _ (U (- z - w) ltac:(lra))))
    (is_series_scaled (-2) _ _ (log_series _ (U (- w) ltac:(lra))))); [|ring].
  intros m. unfold a. rewrite <- !exp_multiple.
  replace (INR (S m) * (z - w)) with (INR (S m) * z + - (INR (S m) * w)) by ring.
  replace (INR (S m) * (- z - w)) with (- (INR (S m) * z) + - (INR (S m) * w)) by ring.
  replace (INR (S m) * - w) with (- (INR (S m) * w)) by ring.
  replace (INR (S k) * - (INR (S m) * omega)) with (- (INR (S m) * w)) by (unfold w; ring).
  rewrite !exp_plus. pose proof (INR_S_pos m). field. lra.
Qed.

Lemma alternating_rows :
  is_series (fun m => (-1) ^ m * row (INR (S m))) (ln 2 - ln (1 + exp (- z)) - Series (image_term h z)).
Proof.
  pose proof z_pos as Z. pose proof z_below as B. pose proof exp_neg as Q.
  assert (Qz : 0 < exp (z - omega) < 1) by (split; [apply exp_pos|rewrite <- exp_0; apply exp_increasing; lra]).
  assert (Ez : 0 <= exp (- z) <= 1)
    by (pose proof (exp_pos (- z)); split; [lra|rewrite <- exp_0; left; apply exp_increasing; lra]).
  assert (I : is_series (fun m => Series (fun k => a k m)) (Series (fun k => Series (fun m => a k m)))).
  { apply (interchange a (fun k => exp (- omega) ^ k) (fun m => 2 * exp (z - omega) ^ S m)); [apply a_dominated| |].
    - eexists. apply is_series_geom. rewrite Rabs_right; lra.
    - apply ex_series_scaled. eexists. apply geometric_tail. lra. }
  rewrite (Series_ext _ _ a_rows) in I.
  apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _
    (is_series_added _ _ _ _ (log_series 1 ltac:(lra)) (is_series_scaled (-1) _ _ (log_series _ Ez)))
    (is_series_scaled (-1) _ _ I)).
  - intros m. rewrite a_columns, pow1, row_exp by apply INR_S_pos. rewrite <- exp_multiple.
    replace (INR (S m) * - z) with (- (INR (S m) * z)) by ring. unfold Rdiv. ring.
  - replace (1 + 1) with 2 by ring. ring.
Qed.

Theorem trapezoid_small :
  is_series (trapezoid_term h z) (log_cosh z + Series (image_term h z) - h * z ^ 2 / (4 * PI)).
Proof.
  pose proof PI_RGT_0 as pi_pos. set (c := fun n => (1 - cos (INR (S n) * (h * z))) / INR (S n)).
  set (s := fun n => PI * (INR (S n) * h)).
  assert (Ps : forall n, 0 < s n)
    by (intros n; apply Rmult_lt_0_compat; [lra|apply Rmult_lt_0_compat; [apply INR_S_pos|lra]]).
  assert (Pc : forall n, 0 <= c n).
  { intros n. apply Rmult_le_pos; [pose proof (COS_bound (INR (S n) * (h * z))); lra|].
    left. apply Rinv_0_lt_compat, INR_S_pos. }
  assert (T : is_series (fun n => c n * (/ s n - / sinh (s n))) (ln 2 - ln (1 + exp (- z)) - Series (image_term h z))).
  { apply (tonelli (fun l n => c n * pole_step (s n) l)
      (fun l => row (2 * INR l + 1) + -1 * row (2 * INR (S l)))).
    - intros l n. apply Rmult_le_pos; [apply Pc|apply pole_step_nonneg, Ps].
    - intros l. pose proof (pos_INR l). pose proof (INR_S_pos l).
      apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ (row_series (2 * INR l + 1) ltac:(lra))
        (is_series_scaled (-1) _ _ (row_series (2 * INR (S l)) ltac:(lra)))); [|reflexivity].
      intros n. unfold pole_step, odd_pole, even_pole, c, s. ring.
    - intros n. apply is_series_scaled, inverse_sinh_series, Ps.
    - apply (is_series_eq _ _ _ _) with (3 := series_pairs _ _ alternating_rows); [|reflexivity]. intros l.
      cbv beta. replace (S (2 * l + 1)) with (2 * S l)%nat by lia. rewrite pow_1_even.
      replace (2 * l + 1)%nat with (S (2 * l)) by lia. rewrite pow_1_odd.
      rewrite (S_INR (2 * l)), !mult_INR. simpl (INR 2). replace (1 + 1) with 2 by ring. ring. }
  apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _
    (is_series_scaled (/ (PI * h)) _ _ (one_minus_cos_series_0 (h * z) z_range)) (is_series_scaled (-1) _ _ T)).
  - intros n. unfold trapezoid_term, c, s. pose proof (INR_S_pos n). specialize (Ps n). unfold s in Ps.
    pose proof (sinh_pos _ Ps). set (si := sinh _) in *. field. repeat split; lra.
  - rewrite log_cosh_exp. field. lra.
Qed.
End Small.

(** ** All z *)

Let rule (z : R) : Prop :=
  is_series (trapezoid_term h z) (log_cosh z + Series (image_term h z) - h * z ^ 2 / (4 * PI)).

Lemma rule_0 : rule 0.
Proof.
  unfold rule. apply (is_series_eq (fun n => 0 * 0 ^ n) _ (0 * / (1 - 0))).
  - intros n. unfold trapezoid_term. rewrite !Rmult_0_r, cos_0. unfold Rdiv. ring.
  - rewrite (Series_ext _ (fun k => 0 * image_term h 0 k)).
    + rewrite Series_scal_l. unfold log_cosh. replace (0 / 2) with 0 by field. rewrite cosh_0, ln_1.
      unfold Rdiv. ring.
    + intros k. unfold image_term. rewrite cosh_0. replace (1 - 1) with 0 by ring. unfold Rdiv.
      rewrite Rmult_0_l, Rplus_0_r, ln_1. ring.
  - apply is_series_scaled, is_series_geom. rewrite Rabs_R0. lra.
Qed.

Lemma rule_opp z : rule z -> rule (- z).
Proof.
  unfold rule. intros H. apply (is_series_eq _ _ _ _) with (3 := H).
  - intros n. unfold trapezoid_term. replace (INR (S n) * (h * - z)) with (- (INR (S n) * (h * z))) by ring.
    now rewrite cos_neg.
  - rewrite log_cosh_even. replace ((- z) ^ 2) with (z ^ 2) by ring. do 2 f_equal. apply Series_ext. intros k.
    unfold image_term. now rewrite cosh_even.
Qed.

Lemma rule_shift z : rule z -> rule (z + omega).
Proof.
  unfold rule. intros H. pose proof PI_RGT_0. apply (is_series_eq _ _ _ _) with (3 := H).
  - intros n. unfold trapezoid_term.
    replace (INR (S n) * (h * (z + omega))) with (INR (S n) * (h * z) + 2 * INR (S n) * PI)
      by (unfold omega; field; lra). now rewrite cos_period.
  - pose proof (image_shift h h_pos z) as E. fold omega in E. rewrite E. unfold omega. field. lra.
Qed.

Lemma rule_up_to N : forall z, 0 <= z <= (INR N + / 2) * omega -> rule z.
Proof.
  pose proof PI_RGT_0 as pi_pos. pose proof omega_positive as W.
  assert (Hh : h * omega = 2 * PI) by (unfold omega; field; lra).
  assert (Base : forall z, 0 <= z <= omega / 2 -> rule z).
  { intros z [[Hz|<-] Hz2]; [|apply rule_0]. apply trapezoid_small. split; [now apply Rmult_lt_0_compat|].
    apply Rmult_le_compat_l with (r := h) in Hz2; lra. }
  induction N as [|N IH]; intros z Hz.
  - apply Base. simpl in Hz. lra.
  - rewrite S_INR in Hz. destruct (Rle_lt_dec z (omega / 2)) as [L|L]; [now apply Base|].
    replace z with ((z - omega) + omega) by ring. apply rule_shift.
    destruct (Rle_lt_dec 0 (z - omega)) as [P|P]; [apply IH; lra|].
    replace (z - omega) with (- (omega - z)) by ring. apply rule_opp, Base. lra.
Qed.

Theorem trapezoid_exact z : rule z.
Proof.
  pose proof omega_positive as W. assert (P : forall y, 0 <= y -> rule y).
  { intros y Hy. destruct (nfloor_ex (y / omega)) as [N HN]; [now apply Rdiv_le_0_compat|].
    apply (rule_up_to (S N)). split; [exact Hy|]. rewrite S_INR.
    apply Rle_trans with ((INR N + 1) * omega); [|nra].
    replace y with (y / omega * omega) by (field; lra). apply Rmult_le_compat_r; lra. }
  destruct (Rle_lt_dec 0 z) as [L|L]; [now apply P|]. rewrite <- (Ropp_involutive z). apply rule_opp, P. lra.
Qed.
End Rule.
