(** * Taylor coefficients of a sum over conjugate poles

    In words (pole expansion, for all orders).  Let 0 < c_0 <= c_1 <= ... with sum 1/c_k^2 finite,
    and write z + i c_k = rho_k e^(i theta_k) for a real centre z.  Then for |h| < rho_0
      sum_k 2 (z+h)/((z+h)^2 + c_k^2)  =  sum_n b_n h^n,
      b_n = (-1)^n 2 sum_k cos((n+1) theta_k) / rho_k^(n+1),
    and for n >= 1 the poles beyond the nearest pair contribute at most
      2 rho_1^(1-n) sum_{k>=1} 1/rho_k^2.

    One pair is a geometric series with the factor -h e^(-i theta)/rho, summed here in real form; the pairs
    are added by the interchange of two summations. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid PoleExpansion DoubleSeries.
Open Scope R_scope.

Lemma abs_cos y : Rabs (cos y) <= 1.
Proof. apply Rabs_le. exact (COS_bound y). Qed.

(** ** Modulus and argument of z + i c *)

Definition modulus (c z : R) : R := sqrt (z ^ 2 + c ^ 2).
Definition argument (c z : R) : R := acos (z / modulus c z).

Section Pair.
Variables c z : R.
Hypothesis c_pos : 0 < c.

Lemma modulus_pos : 0 < modulus c z.
Proof. apply sqrt_lt_R0, sum_sq_pos, c_pos. Qed.

Lemma modulus_sq : modulus c z ^ 2 = z ^ 2 + c ^ 2.
Proof. apply pow2_sqrt. left. apply sum_sq_pos, c_pos. Qed.

Lemma abs_lt_modulus : Rabs z < modulus c z.
Proof.
  rewrite <- sqrt_Rsqr_abs. apply sqrt_lt_1_alt. unfold Rsqr. pose proof (pow_lt c 2 c_pos).
  pose proof (pow2_ge_0 z). simpl in *. lra.
Qed.

Lemma ratio_bounds : -1 < z / modulus c z < 1.
Proof.
  pose proof abs_lt_modulus as H. apply Rabs_def2 in H. pose proof modulus_pos as P.
  split; (apply Rmult_lt_reg_r with (modulus c z); [assumption|]); unfold Rdiv;
    rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

Lemma cos_argument : modulus c z * cos (argument c z) = z.
Proof.
  pose proof ratio_bounds. pose proof modulus_pos. unfold argument. rewrite cos_acos by lra. field. lra.
Qed.

Lemma argument_bounds : 0 < argument c z < PI.
Proof.
  apply acos_bound_lt, ratio_bounds.
Qed.

(** ** One pair of poles *)

Definition pole_coefficient (n : nat) : R :=
  (-1) ^ n * (2 * cos (INR (S n) * argument c z) / modulus c z ^ S n).

Lemma pole_coefficient_bound n : Rabs (pole_coefficient n) <= 2 / modulus c z ^ S n.
Proof.
  pose proof (pow_lt _ (S n) modulus_pos) as P.
  unfold pole_coefficient. rewrite Rabs_mult, pow_1_abs, Rmult_1_l.
  unfold Rdiv. rewrite !Rabs_mult, (Rabs_right 2) by lra.
  rewrite (Rabs_right (/ _)) by (apply Rle_ge; left; now apply Rinv_0_lt_compat).
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|].
  pose proof (abs_cos (INR (S n) * argument c z)). lra.
Qed.

(** cos((n+2) t) = 2 cos t cos((n+1) t) - cos(n t) *)
Lemma cos_step t n : cos (INR (S (S n)) * t) = 2 * cos t * cos (INR (S n) * t) - cos (INR n * t).
Proof.
  replace (INR (S (S n)) * t) with (INR (S n) * t + t) by (rewrite (S_INR (S n)); ring).
  replace (INR n * t) with (INR (S n) * t - t) by (rewrite S_INR; ring).
  rewrite cos_plus, cos_minus. ring.
Qed.

(** sum_{n<=N} q^n cos((n+1) t), times 1 - 2 q cos t + q^2 *)
Lemma geometric_cos q t N :
  (1 - 2 * q * cos t + q ^ 2) * sum_f_R0 (fun n => q ^ n * cos (INR (S n) * t)) N
  = cos t - q - q ^ S N * cos (INR (S (S N)) * t) + q ^ S (S N) * cos (INR (S N) * t).
Proof.
  induction N as [|N IH].
  - assert (E1 : INR 1 * t = t) by (simpl; ring). assert (E0 : INR 0 * t = 0) by (simpl; ring).
    cbn [sum_f_R0]. rewrite (cos_step t 0), E1, E0, cos_0. simpl pow. ring.
  - rewrite tech5, Rmult_plus_distr_l, IH, (cos_step t (S N)), (cos_step t N). simpl pow. ring.
Qed.

Lemma geometric_cos_series q t : Rabs q < 1 -> 0 < 1 - 2 * q * cos t + q ^ 2 ->
  is_series (fun n => q ^ n * cos (INR (S n) * t)) ((cos t - q) / (1 - 2 * q * cos t + q ^ 2)).
Proof.
  intros Hq HD. set (D := 1 - 2 * q * cos t + q ^ 2) in *.
  assert (V : forall j (w : nat -> R), (forall n,
    Rabs (w n) <= 1) -> is_lim_seq (fun N => q ^ (N + j) * w N) 0).
  { intros j w Hw. apply is_lim_seq_abs_0.
    apply (is_lim_seq_le_le (fun _ => 0) _ (fun N => Rabs q ^ (N + j))).
    - intros N. split; [apply Rabs_pos|]. rewrite Rabs_mult, RPow_abs.
      rewrite <- (Rmult_1_r (Rabs (q ^ (N + j)))) at 2.
      apply Rmult_le_compat_l; [apply Rabs_pos|apply Hw].
    - apply is_lim_seq_const.
    - apply (is_lim_seq_incr_n (fun N => Rabs q ^ N) j 0), is_lim_seq_geom. now rewrite Rabs_Rabsolu. }
  change (is_lim_seq (sum_n (fun n => q ^ n * cos (INR (S n) * t))) ((cos t - q) / D)).
  apply (is_lim_seq_ext (fun N => (cos t - q - q ^ (N + 1) * cos (INR (S (S N)) * t)
    + q ^ (N + 2) * cos (INR (S N) * t)) / D)).
  - intros N. rewrite sum_n_Reals. apply Rmult_eq_reg_l with D; [|lra].
    pose proof (geometric_cos q t N) as G. fold D in G. rewrite G. replace (N + 1)%nat with (S N) by lia.
    replace (N + 2)%nat with (S (S N)) by lia. field. lra.
  - unfold Rdiv. apply (is_lim_seq_scal_r _ (/ D) (cos t - q)).
    replace (Finite (cos t - q)) with (Finite (cos t - q - 0 + 0)) by (f_equal; ring).
    apply is_lim_seq_plus'; [apply is_lim_seq_minus'; [apply is_lim_seq_const|]|]; apply V; intros;
      apply abs_cos.
Qed.

Theorem pole_pair_series h : Rabs h < modulus c z ->
  is_series (fun n => pole_coefficient n * h ^ n) (pole_pair c (z + h)).
Proof.
  intros Hh. pose proof modulus_pos as P. pose proof modulus_sq as E2. pose proof cos_argument as Ec.
  set (rho := modulus c z) in *. set (t := argument c z) in *. set (q := - h / rho).
  assert (ED : rho ^ 2 * (1 - 2 * q * cos t + q ^ 2) = (z + h) ^ 2 + c ^ 2).
  { transitivity (rho ^ 2 + 2 * h * (rho * cos t) + h ^ 2); [unfold q; field; lra|]. rewrite Ec, E2. ring. }
  pose proof (sum_sq_pos c (z + h) c_pos) as Q.
  assert (Hq : Rabs q < 1).
  { unfold q, Rdiv. rewrite Rabs_mult, Rabs_Ropp, (Rabs_right (/ rho))
      by (apply Rle_ge; left; now apply Rinv_0_lt_compat).
    apply Rmult_lt_reg_r with rho; [assumption|]. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (HD : 0 < 1 - 2 * q * cos t + q ^ 2).
  { apply Rmult_lt_reg_l with (rho ^ 2); [now apply pow_lt|]. rewrite Rmult_0_r, ED. exact Q. }
  pose proof (is_series_scaled (2 / rho) _ _ (geometric_cos_series q t Hq HD)) as HS.
  apply (is_series_eq _ _ _ _) with (3 := HS).
  - intros n. unfold pole_coefficient. fold rho t. cbv beta. unfold q, Rdiv.
    replace (- h * / rho) with (-1 * h * / rho) by ring. rewrite !Rpow_mult_distr, pow_inv by lra.
    simpl pow. field. split; [apply pow_nonzero|]; lra.
  - unfold pole_pair. rewrite <- ED. rewrite <- Ec at 1. set (D := 1 - 2 * q * cos t + q ^ 2) in *.
    clearbody D.
    unfold q. field. lra.
Qed.
End Pair.

(** ** All the poles *)

Lemma modulus_incr c c' z : 0 < c <= c' -> modulus c z <= modulus c' z.
Proof.
  intros H. apply sqrt_le_1_alt, Rplus_le_compat_l. apply pow_incr. lra.
Qed.

Section Poles.
Variable c : nat -> R.
Hypothesis c_pos : forall k, 0 < c k.
Hypothesis c_incr : forall k, c k <= c (S k).
Hypothesis inverse_squares : ex_series (fun k => / c k ^ 2).
Variable z : R.

Let rho (k : nat) : R := modulus (c k) z.

Lemma rho_pos k : 0 < rho k.
Proof. apply modulus_pos, c_pos. Qed.

Lemma rho_incr j k : rho j <= rho (j + k).
Proof.
  induction k as [|k IH]; [rewrite Nat.add_0_r; lra|]. eapply Rle_trans; [exact IH|].
  rewrite Nat.add_succ_r. apply modulus_incr. split; [apply c_pos|apply c_incr].
Qed.

Lemma inverse_square_bound k : 0 < / rho k ^ 2 <= / c k ^ 2.
Proof.
  pose proof (pow_lt _ 2 (c_pos k)). pose proof (pow2_ge_0 z). unfold rho.
  rewrite modulus_sq by apply c_pos. split; [apply Rinv_0_lt_compat|apply Rinv_le_contravar]; lra.
Qed.

Lemma inverse_squares_at : ex_series (fun k => / rho k ^ 2).
Proof.
  apply (ex_series_dominated _ (fun k => / c k ^ 2)); [|exact inverse_squares].
  intros k. pose proof (inverse_square_bound k). rewrite Rabs_right; lra.
Qed.

(** Bound by the radius of a nearer pole, and a summable factor. *)
Lemma pole_coefficient_dominated j k n :
  Rabs (pole_coefficient (c (j + k)) z n) <= / rho (j + k) ^ 2 * (2 * rho j / rho j ^ n).
Proof.
  pose proof (rho_pos j) as Pj. pose proof (rho_pos (j + k)) as Pk. pose proof (rho_incr j k) as L.
  pose proof (Rinv_0_lt_compat _ (pow_lt _ 2 Pk)) as I. destruct n as [|n].
  - replace (pole_coefficient (c (j + k)) z 0) with (/ rho (j + k) ^ 2 * (2 * z)).
    + rewrite Rabs_mult, (Rabs_right (/ _)) by lra. apply Rmult_le_compat_l; [lra|].
      rewrite Rabs_mult, (Rabs_right 2) by lra. pose proof (abs_lt_modulus (c j) z (c_pos j)). unfold rho.
      simpl. lra.
    + unfold pole_coefficient. fold (rho (j + k)). pose proof (cos_argument (c (j + k)) z (c_pos _)) as E.
      fold (rho (j + k)) in E. set (r := rho (j + k)) in *. set (t := argument (c (j + k)) z) in *.
      replace (2 * z) with (2 * (r * cos t)) by (now rewrite E).
      replace (INR 1 * t) with t by (simpl; ring). simpl. field. lra.
  - eapply Rle_trans; [apply pole_coefficient_bound, c_pos|]. fold (rho (j + k)).
    replace (2 / rho (j + k) ^ S (S n)) with (/ rho (j + k) ^ 2 * (2 * / rho (j + k) ^ n))
      by (simpl; field; split; [apply pow_nonzero|]; lra).
    replace (2 * rho j / rho j ^ S n) with (2 * / rho j ^ n)
      by (simpl; field; split; [apply pow_nonzero|]; lra).
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [lra|].
    apply Rinv_le_contravar; [now apply pow_lt|]. apply pow_incr. lra.
Qed.

(** b_n *)
Definition pole_sum (n : nat) : R := Series (fun k => pole_coefficient (c k) z n).

Lemma pole_sum_converges n : ex_series (fun k => pole_coefficient (c k) z n).
Proof.
  apply (ex_series_dominated _ (fun k => / rho k ^ 2 * (2 * rho 0 / rho 0 ^ n))).
  - exact (fun k => pole_coefficient_dominated 0 k n).
  - apply ex_series_scaled_r, inverse_squares_at.
Qed.

Theorem pole_sum_bound n :
  Rabs (pole_sum n) <= Series (fun k => / rho k ^ 2) * (2 * rho 0 / rho 0 ^ n).
Proof.
  unfold pole_sum. rewrite <- Series_scal_r. apply Series_dominated.
  - exact (fun k => pole_coefficient_dominated 0 k n).
  - apply ex_series_scaled_r, inverse_squares_at.
Qed.

(** The nearest pair dominates. *)
Theorem pole_sum_tail n : Rabs (pole_sum n - pole_coefficient (c 0) z n)
  <= Series (fun k => / rho (S k) ^ 2) * (2 * rho 1 / rho 1 ^ n).
Proof.
  unfold pole_sum. rewrite Series_first by apply pole_sum_converges.
  replace (_ + _ - _) with (Series (fun k => pole_coefficient (c (S k)) z n)) by ring.
  rewrite <- Series_scal_r. apply Series_dominated.
  - exact (fun k => pole_coefficient_dominated 1 k n).
  - apply ex_series_scaled_r. exact (ex_series_shift _ 1 inverse_squares_at).
Qed.

Theorem pole_sum_series h : Rabs h < rho 0 ->
  is_series (fun n => pole_sum n * h ^ n) (Series (fun k => pole_pair (c k) (z + h))).
Proof.
  intros Hh. pose proof (rho_pos 0) as P.
  assert (Q : ex_series (fun n => 2 * rho 0 * (Rabs h / rho 0) ^ n)).
  { apply ex_series_scaled, ex_series_geom.
    assert (0 <= Rabs h / rho 0) by (apply Rmult_le_pos; [apply Rabs_pos|left; now apply Rinv_0_lt_compat]).
    rewrite Rabs_right by lra. apply Rmult_lt_reg_r with (rho 0); [assumption|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (D : forall k n, Rabs (pole_coefficient (c k) z n * h ^ n)
    <= / rho k ^ 2 * (2 * rho 0 * (Rabs h / rho 0) ^ n)).
  { intros k n. pose proof (pole_coefficient_dominated 0 k n) as B. simpl (0 + k)%nat in B.
    rewrite Rabs_mult. replace (/ rho k ^ 2 * (2 * rho 0 * (Rabs h / rho 0) ^ n))
      with (/ rho k ^ 2 * (2 * rho 0 / rho 0 ^ n) * Rabs (h ^ n)).
    - apply Rmult_le_compat_r; [apply Rabs_pos|exact B].
    - unfold Rdiv. rewrite Rpow_mult_distr, RPow_abs, pow_inv by lra. ring. }
  apply (is_series_eq _ _ _ _) with (3 := interchange _ _ _ D inverse_squares_at Q).
  - intros n. apply Series_scal_r.
  - apply Series_ext. intros k. apply is_series_unique, pole_pair_series; [apply c_pos|].
    apply Rlt_le_trans with (1 := Hh). exact (rho_incr 0 k).
Qed.
End Poles.

(** ** The coefficients of a convergent expansion are the Taylor coefficients *)

Lemma bounded_terms (a : nat -> R) (h : R) : ex_series (fun n => a n * h ^ n) ->
  exists M, forall n, Rabs (a n) * Rabs h ^ n <= M.
Proof.
  intros H. destruct (filterlim_bounded _ (ex_intro _ 0 (ex_series_lim_0 _ H))) as [M HM].
  exists M. intros n. specialize (HM n). change (Rabs (a n * h ^ n) <= M) in HM.
  now rewrite Rabs_mult, <- RPow_abs in HM.
Qed.

Lemma radius_at_least (a : nat -> R) (r M : R) : 0 <= r -> (forall n, Rabs (a n) * r ^ n <= M) ->
  Rbar_le r (CV_radius a).
Proof.
  intros Hr H. apply (proj1 (CV_radius_bounded a)). exists M. intros n.
  rewrite Rabs_mult, (Rabs_right (r ^ n)) by (apply Rle_ge, pow_le, Hr). apply H.
Qed.

Theorem taylor_unique (f : R -> R) (z r : R) (a : nat -> R) : 0 < r ->
  (forall h, Rabs h < r -> is_series (fun n => a n * h ^ n) (f (z + h))) ->
  forall n, taylor f z n = a n.
Proof.
  intros Hr H n.
  assert (CV : Rbar_lt 0 (CV_radius a)).
  { assert (Q : Rabs (r / 2) = r / 2) by (apply Rabs_right; lra).
    destruct (bounded_terms a (r / 2)) as [M HM].
    - eexists. apply H. lra.
    - rewrite Q in HM. apply Rbar_lt_le_trans with (Finite (r / 2)); [simpl; lra|].
      apply (radius_at_least a _ M); [lra|exact HM]. }
  unfold taylor. replace (Derive_n f n z) with (a n * INR (fact n)); [field; apply INR_fact_neq_0|].
  rewrite <- (Derive_n_coef _ n CV).
  transitivity (Derive_n (fun y => f (y + z)) n 0); [|rewrite Derive_n_comp_trans, Rplus_0_l; reflexivity].
  apply Derive_n_ext_loc. exists (mkposreal r Hr). intros h Hh.
  change (Rabs (h - 0) < r) in Hh. rewrite Rminus_0_r in Hh.
  rewrite Rplus_comm. apply is_series_unique, H, Hh.
Qed.
