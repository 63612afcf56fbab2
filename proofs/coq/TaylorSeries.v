(** * Convergence of the Taylor series of the softplus

    In words (Section 5; claims C35, C42, C44, C51).  Let rho = sqrt(z^2 + pi^2).
    - The Taylor series of the sigmoid and of the softplus at z have radius of convergence exactly rho.
    - The series of the softplus at z converges at h if and only if |h| <= rho, and then to A(z + h):
      the boundary is included.
    - Already its terms of even order are unbounded beyond rho; that is what makes moment series diverge.
      Quantitatively, |A^(m)(z)/m!| rho^m >= (1/2 - e_n) 2/m for m = n or m = 2n, with an explicit e_n that
      decreases geometrically. *)

Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid Theorem1 PoleExpansion DoubleSeries PoleSeries TaylorCoefficients.
Open Scope R_scope.

(** ** Inside the disc *)

Lemma sigmoid_radius_at_least z : Rbar_le (radius z) (CV_radius (taylor sigmoid z)).
Proof.
  pose proof (radius_pos z) as P. apply (radius_at_least _ _ (1 + radius z / 4)); [lra|]. intros [|n].
  - unfold taylor. simpl. pose proof (sigmoid_bounds z). rewrite Rabs_right; lra.
  - pose proof (pow_lt _ (S n) P) as Q. apply Rle_trans with (radius z / 4 / radius z ^ S n * radius z ^ S n).
    + apply Rmult_le_compat_r; [lra|]. apply taylor_sigmoid_bound. lia.
    + unfold Rdiv. rewrite (Rmult_assoc _ (/ _)), Rinv_l; lra.
Qed.

Lemma taylor_0 f z : taylor f z 0 = f z.
Proof. unfold taylor. simpl. field. Qed.

Theorem sigmoid_series_sum z h : Rabs h < radius z ->
  is_series (fun n => taylor sigmoid z n * h ^ n) (sigmoid (z + h)).
Proof.
  intros H.
  assert (E : sigmoid_pole_sum z 0 = sigmoid z - / 2).
  { rewrite <- (taylor_unique (fun y => sigmoid y - / 2) z _ _ (radius_pos z) (sigmoid_minus_half_series z)).
    apply (taylor_0 (fun y => sigmoid y - / 2)). }
  pose proof (is_series_tail _ _ (sigmoid_minus_half_series z h H)) as HS. cbv beta in HS.
  rewrite E, pow_O, Rmult_1_r in HS.
  replace (sigmoid (z + h)) with (taylor sigmoid z 0 * h ^ 0 + (sigmoid (z + h) - / 2 - (sigmoid z - / 2)))
    by (rewrite taylor_0, pow_O; ring).
  apply (is_series_cons (fun n => taylor sigmoid z n * h ^ n)).
  apply (is_series_eq _ _ _ _) with (3 := HS); [|reflexivity].
  intros n. rewrite <- taylor_sigmoid_poles by lia. reflexivity.
Qed.

Lemma softplus_radius_at_least z : Rbar_le (radius z) (CV_radius (taylor softplus z)).
Proof.
  rewrite <- CV_radius_derive. rewrite (CV_radius_ext _ (taylor sigmoid z)); [apply sigmoid_radius_at_least|].
  intros n. unfold PS_derive. rewrite taylor_softplus_S. field. apply not_0_INR. lia.
Qed.

(** The sum of the series of the softplus: the derivative of the difference vanishes. *)
Lemma softplus_series_inside z h : Rabs h < radius z ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof.
  intros Hh. pose proof (softplus_radius_at_least z) as CV.
  assert (In : forall t, Rabs t < radius z -> Rbar_lt (Rabs t) (CV_radius (taylor softplus z)))
    by (intros t Ht; exact (Rbar_lt_le_trans (Rabs t) (radius z) _ Ht CV)).
  set (f := fun t => PSeries (taylor softplus z) t - softplus (z + t)).
  assert (D : forall t, Rabs t < radius z -> is_derive f t 0).
  { intros t Ht. replace 0 with (sigmoid (z + t) - sigmoid (z + t)) by ring. apply @is_derive_minus.
    - evar_last; [apply is_derive_PSeries, In, Ht|].
      rewrite <- (is_series_unique _ _ (sigmoid_series_sum z t Ht)). apply Series_ext. intros n.
      unfold PS_derive. rewrite taylor_softplus_S. field. apply not_0_INR. lia.
    - evar_last.
      + apply (is_derive_comp softplus (fun t => z + t)); [apply softplus_derive|]. auto_derive; reflexivity.
      + apply Rmult_1_l. }
  assert (E : f h = f 0).
  { apply Rabs_def2 in Hh. destruct (Rtotal_order 0 h) as [L|[<-|L]]; [symmetry|reflexivity|];
      (apply (eq_is_derive f); [|assumption]); intros t Ht; apply D, Rabs_def1; lra. }
  unfold f in E. rewrite PSeries_0, taylor_0, Rplus_0_r in E.
  replace (softplus (z + h)) with (PSeries (taylor softplus z) h) by lra.
  apply Series_correct, (ex_pseries_R (taylor softplus z) h), CV_radius_inside, In, Hh.
Qed.

(** ** Beyond the disc: the terms of even order are unbounded *)

Lemma mult_power_limit (s : R) : 0 <= s < 1 -> is_lim_seq (fun n => INR n * s ^ n) 0.
Proof.
  intros Hs. set (e := (1 - s) / 2). set (q := s * (1 + e)).
  assert (He : 0 < e) by (unfold e; lra).
  assert (Hq : 0 <= q < 1) by (unfold q, e; split; [apply Rmult_le_pos|]; nra).
  apply (is_lim_seq_le_le (fun _ => 0) _ (fun n => / e * q ^ n)).
  - intros n. pose proof (pow_le s n (proj1 Hs)) as P. pose proof (pos_INR n) as N.
    split; [now apply Rmult_le_pos|].
    pose proof (poly n e He) as B. unfold q. rewrite Rpow_mult_distr.
    replace (/ e * (s ^ n * (1 + e) ^ n)) with ((1 + e) ^ n / e * s ^ n) by (field; lra).
    apply Rmult_le_compat_r; [assumption|]. apply Rmult_le_reg_r with e; [assumption|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Rbar_mult (/ e) 0) by (simpl; f_equal; ring).
    apply is_lim_seq_scal_l, is_lim_seq_geom. rewrite Rabs_right; lra.
Qed.

(** Doubling an angle keeps its cosine from tending to 0:  cos 2x = 2 cos^2 x - 1. *)
Lemma cos_multiples_not_vanishing t : ~ is_lim_seq (fun j => cos (INR (2 * j) * t)) 0.
Proof.
  intros H.
  assert (H2 : is_lim_seq (fun j => cos (INR (2 * (2 * j)) * t)) 0).
  { apply (is_lim_seq_subseq (fun j => cos (INR (2 * j) * t)) 0 (fun j => (2 * j)%nat)); [|exact H].
    apply eventually_subseq. intros n. lia. }
  assert (H3 : is_lim_seq (fun j => 2 * (cos (INR (2 * j) * t) * cos (INR (2 * j) * t)) - 1)
                          (2 * (0 * 0) - 1)).
  { apply is_lim_seq_minus'; [|apply is_lim_seq_const].
    apply (is_lim_seq_scal_l _ 2 (Finite (0 * 0))). apply is_lim_seq_mult'; exact H. }
  apply (is_lim_seq_ext _ (fun j => cos (INR (2 * (2 * j)) * t))) in H3.
  - apply is_lim_seq_unique in H2. apply is_lim_seq_unique in H3. rewrite H2 in H3. injection H3. lra.
  - intros j. rewrite (mult_INR 2 (2 * j)). simpl (INR 2).
    replace ((1 + 1) * INR (2 * j) * t) with (2 * (INR (2 * j) * t)) by ring. rewrite cos_2a_cos. ring.
Qed.

(** What the farther poles contribute at most, relative to the leading term 2/(n rho^n). *)
Definition relative_tail (z : R) (n : nat) : R :=
  tail_constant * second_radius z ^ 2 * (radius z / second_radius z) ^ n.

Lemma radius_quotient z : 0 < radius z / second_radius z < 1.
Proof.
  pose proof (radius_pos z) as P. pose proof (radius_lt_second z) as L. split; [apply Rdiv_lt_0_compat; lra|].
  apply Rmult_lt_reg_r with (second_radius z); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

Lemma relative_tail_nonneg z n : 0 <= relative_tail z n.
Proof.
  pose proof (radius_quotient z). apply Rmult_le_pos; [|apply pow_le; lra].
  apply Rmult_le_pos; [apply tail_constant_pos|apply pow2_ge_0].
Qed.

(** The cosine of the leading term, read off from the coefficient. *)
Lemma cos_from_coefficient z n : (2 <= n)%nat -> Rabs (cos (INR n * angle z))
  <= INR n * (Rabs (taylor softplus z n) * radius z ^ n) / 2 + relative_tail z n.
Proof.
  intros Hn. destruct n as [|n]; [lia|]. pose proof (taylor_sigmoid_tail z n ltac:(lia)) as T.
  pose proof (radius_pos z) as P. pose proof (radius_lt_second z) as L.
  set (rho := radius z) in *. set (rho1 := second_radius z) in *.
  pose proof (pow_lt _ (S n) P) as Q. assert (N : 1 <= INR (S n)) by (apply (le_INR 1); lia).
  assert (Eb : taylor sigmoid z n = INR (S n) * taylor softplus z (S n))
    by (rewrite taylor_softplus_S; field; lra).
  rewrite Eb in T. set (c := taylor softplus z (S n)) in *. set (x := cos (INR (S n) * angle z)) in *.
  assert (El : Rabs (leading_coefficient z n) = 2 * Rabs x / rho ^ S n).
  { unfold leading_coefficient, Rdiv. fold rho x. rewrite !Rabs_mult, pow_1_abs, (Rabs_right 2) by lra.
    rewrite (Rabs_right (/ _)) by (apply Rle_ge; left; now apply Rinv_0_lt_compat). ring. }
  assert (B : Rabs (leading_coefficient z n) <= INR (S n) * Rabs c + 2 * tail_constant * (rho1 / rho1 ^ n)).
  { replace (leading_coefficient z n) with (INR (S n) * c - (INR (S n) * c - leading_coefficient z n))
      by ring.
    eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp, Rabs_mult, (Rabs_right (INR (S n))) by lra.
    lra. }
  rewrite El in B. apply Rmult_le_compat_r with (r := rho ^ S n / 2) in B; [|lra].
  replace (2 * Rabs x / rho ^ S n * (rho ^ S n / 2)) with (Rabs x) in B by (field; lra).
  eapply Rle_trans; [exact B|]. right. unfold relative_tail. fold rho rho1. unfold Rdiv.
  rewrite Rpow_mult_distr, pow_inv. simpl pow. field. split; [apply pow_nonzero|]; lra.
Qed.

Theorem even_terms_unbounded z r M : radius z < r ->
  ~ (forall j, Rabs (taylor softplus z (2 * j)) * r ^ (2 * j) <= M).
Proof.
  intros Hr H. pose proof (radius_pos z) as P. pose proof (radius_lt_second z) as L.
  pose proof tail_constant_pos as C.
  set (s := Rmax (radius z / r) (radius z / second_radius z)).
  assert (lt1 : forall x y, 0 < x < y -> 0 <= x / y < 1).
  { intros x y Hxy. split; [left; apply Rdiv_lt_0_compat; lra|].
    apply Rmult_lt_reg_r with y; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  pose proof (lt1 (radius z) r ltac:(lra)) as B1.
  pose proof (lt1 (radius z) (second_radius z) ltac:(lra)) as B2.
  assert (Hs : 0 <= s < 1)
    by (unfold s; split; [eapply Rle_trans; [apply B1|apply Rmax_l]|apply Rmax_lub_lt; tauto]).
  set (K := M + tail_constant * second_radius z ^ 2).
  assert (bound : forall j, (1 <= j)%nat -> Rabs (cos (INR (2 * j) * angle z))
    <= K * (INR (2 * j) * s ^ (2 * j))).
  { intros j Hj. eapply Rle_trans; [apply cos_from_coefficient; lia|]. set (n := (2 * j)%nat).
    assert (N : 1 <= INR n) by (apply (le_INR 1); lia).
    pose proof (Rmult_le_pos _ _ (Rabs_pos (taylor softplus z n)) (pow_le _ n (Rlt_le _ _ P))) as X.
    pose proof (relative_tail_nonneg z n) as Y.
    apply Rle_trans with (INR n * (Rabs (taylor softplus z n) * radius z ^ n + relative_tail z n)).
    { pose proof (Rmult_le_pos (INR n) _ ltac:(lra) X).
      pose proof (Rmult_le_compat_r _ _ _ Y N). rewrite Rmult_plus_distr_l. lra. }
    replace (K * (INR n * s ^ n)) with (INR n * (K * s ^ n)) by ring.
    apply Rmult_le_compat_l; [apply pos_INR|].
    unfold K. rewrite Rmult_plus_distr_r. apply Rplus_le_compat.
    - apply Rle_trans with (M * (radius z / r) ^ n).
      + replace (Rabs (taylor softplus z n) * radius z ^ n)
          with (Rabs (taylor softplus z n) * r ^ n * (radius z / r) ^ n)
          by (unfold Rdiv; rewrite Rpow_mult_distr, pow_inv by lra; field; apply pow_nonzero; lra).
        apply Rmult_le_compat_r; [now apply pow_le|apply H].
      + apply Rmult_le_compat_l; [|apply pow_incr; split; [lra|apply Rmax_l]].
        eapply Rle_trans; [|apply (H 0%nat)]. apply Rmult_le_pos; [apply Rabs_pos|apply pow_le; lra].
    - apply Rmult_le_compat_l; [apply Rmult_le_pos; [assumption|apply pow2_ge_0]|].
      apply pow_incr. split; [lra|apply Rmax_r]. }
  apply (cos_multiples_not_vanishing (angle z)), is_lim_seq_abs_0.
  apply (is_lim_seq_le_le_loc (fun _ => 0) _ (fun j => K * (INR (2 * j) * s ^ (2 * j)))).
  - exists 1%nat. intros j Hj. split; [apply Rabs_pos|now apply bound].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Rbar_mult K 0) by (simpl; f_equal; ring). apply is_lim_seq_scal_l.
    apply (is_lim_seq_subseq (fun n => INR n * s ^ n) 0 (fun j => (2 * j)%nat));
      [|now apply mult_power_limit].
    apply eventually_subseq. intros n. lia.
Qed.

(** One of the coefficients of order n and 2n is not small: cos x and cos 2x are not both below 1/2. *)
Theorem softplus_coefficient_lower z n : (2 <= n)%nat -> exists m, (m = n \/ m = (2 * n)%nat) /\
  (/ 2 - relative_tail z n) * (2 / INR m) <= Rabs (taylor softplus z m) * radius z ^ m.
Proof.
  intros Hn.
  assert (G : forall m, (n <= m)%nat -> / 2 <= Rabs (cos (INR m * angle z)) ->
    (/ 2 - relative_tail z n) * (2 / INR m) <= Rabs (taylor softplus z m) * radius z ^ m).
  { intros m Hm Hc. pose proof (cos_from_coefficient z m ltac:(lia)) as B.
    assert (M : 0 < INR m) by (apply lt_0_INR; lia).
    assert (T : relative_tail z m <= relative_tail z n).
    { apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply tail_constant_pos|apply pow2_ge_0]|].
      pose proof (radius_quotient z) as Q. replace m with (n + (m - n))%nat by lia. rewrite pow_add.
      rewrite <- (Rmult_1_r (_ ^ n)) at 2. apply Rmult_le_compat_l; [apply pow_le; lra|].
      rewrite <- (pow1 (m - n)). apply pow_incr. lra. }
    apply Rmult_le_reg_l with (INR m / 2); [lra|].
    replace (INR m / 2 * ((/ 2 - relative_tail z n) * (2 / INR m))) with (/ 2 - relative_tail z n)
      by (field; lra).
    lra. }
  destruct (Rle_dec (/ 2) (Rabs (cos (INR n * angle z)))) as [L|L].
  - exists n. split; [now left|]. now apply G.
  - exists (2 * n)%nat. split; [now right|]. apply G; [lia|].
    assert (E : cos (INR (2 * n) * angle z) = 2 * cos (INR n * angle z) ^ 2 - 1).
    { rewrite mult_INR. replace (INR 2 * INR n * angle z) with (2 * (INR n * angle z)) by (simpl; ring).
      rewrite cos_2a_cos. ring. }
    rewrite E. apply Rnot_le_lt, Rabs_def2 in L.
    assert (Q : cos (INR n * angle z) ^ 2 <= / 4) by (simpl; nra).
    rewrite Rabs_left1; lra.
Qed.

Lemma softplus_series_diverges z h : radius z < Rabs h -> ~ ex_series (fun n => taylor softplus z n * h ^ n).
Proof.
  intros Hh Hex. destruct (bounded_terms _ _ Hex) as [M HM].
  apply (even_terms_unbounded z (Rabs h) M Hh). intros j. apply HM.
Qed.

(** ** On the circle *)

(** Dirichlet's test for sum q^n cos((n+1) t) / (n+1), |q| = 1. *)
Lemma dirichlet_cos q t : Rabs q = 1 -> 0 < 1 - 2 * q * cos t + q ^ 2 ->
  ex_series (fun n => / INR (S n) * (q ^ n * cos (INR (S n) * t))).
Proof.
  intros Hq HD. set (D := 1 - 2 * q * cos t + q ^ 2) in *.
  assert (Hqn : forall n, Rabs (q ^ n) = 1) by (intros n; now rewrite <- RPow_abs, Hq, pow1).
  assert (L : is_lim_seq (fun n => / INR (S n)) 0).
  { replace (Finite 0) with (Rbar_inv p_infty) by reflexivity. apply is_lim_seq_inv; [|discriminate].
    apply -> (is_lim_seq_incr_1 INR p_infty). apply is_lim_seq_INR. }
  apply (partial_summation_R (fun n => / INR (S n))).
  - exists (4 / D). intros n. change (Rabs (sum_n (fun k => q ^ k * cos (INR (S k) * t)) n) <= 4 / D).
    rewrite sum_n_Reals. pose proof (geometric_cos q t n) as G. fold D in G.
    apply Rmult_le_reg_l with D; [assumption|]. rewrite <- (Rabs_right D) at 1 by lra.
    rewrite <- Rabs_mult, G.
    replace (D * (4 / D)) with (1 + 1 + 1 + 1) by (field; lra).
    assert (B : forall k y, Rabs (q ^ k * cos y) <= 1).
    { intros k y. rewrite Rabs_mult, Hqn, Rmult_1_l. apply abs_cos. }
    unfold Rminus. repeat (eapply Rle_trans; [apply Rabs_triang|]; apply Rplus_le_compat).
    + apply abs_cos.
    + rewrite Rabs_Ropp. lra.
    + rewrite Rabs_Ropp. apply B.
    + apply B.
  - exact L.
  - apply (ex_series_eq (fun n => / INR (S n) - / INR (S (S n)))).
    + intros n. change (/ INR (S n) - / INR (S (S n)) = Rabs (/ INR (S (S n)) - / INR (S n))).
      rewrite Rabs_left1; [ring|]. enough (/ INR (S (S n)) <= / INR (S n)) by lra.
      apply Rinv_le_contravar; [apply lt_0_INR; lia|]. apply le_INR. lia.
    + exists 1. change (is_lim_seq (sum_n (fun n => / INR (S n) - / INR (S (S n)))) 1).
      apply (is_lim_seq_ext (fun n => 1 - / INR (S (S n)))).
      * intros n. rewrite sum_n_Reals. induction n as [|n IH]; [simpl; field|]. rewrite tech5, <- IH. ring.
      * replace (Finite 1) with (Finite (1 - 0)) by (f_equal; ring).
        apply is_lim_seq_minus'; [apply is_lim_seq_const|].
        now apply -> (is_lim_seq_incr_1 (fun n => / INR (S n)) 0).
Qed.

Lemma boundary_series_converges z h : Rabs h = radius z -> ex_series (fun n => taylor softplus z n * h ^ n).
Proof.
  intros Hh. pose proof (radius_pos z) as P. pose proof (radius_lt_second z) as L.
  pose proof tail_constant_pos as C.
  set (rho := radius z) in *. set (rho1 := second_radius z) in *. set (q := - h / rho).
  assert (Eh : h = - (q * rho)) by (unfold q; field; lra).
  assert (Hq : Rabs q = 1).
  { unfold q, Rdiv. rewrite Rabs_mult, Rabs_Ropp, Hh, (Rabs_right (/ _))
      by (apply Rle_ge; left; now apply Rinv_0_lt_compat).
    field. lra. }
  assert (Qn : forall n, Rabs (q ^ n) = 1) by (intros n; now rewrite <- RPow_abs, Hq, pow1).
  assert (HD : 0 < 1 - 2 * q * cos (angle z) + q ^ 2).
  { assert (Q2 : q ^ 2 = 1) by (rewrite <- (Qn 2%nat); symmetry; apply Rabs_right, Rle_ge, pow2_ge_0).
    pose proof (ratio_bounds PI z PI_RGT_0) as B. pose proof (argument_bounds PI z PI_RGT_0) as A.
    assert (E : cos (angle z) = z / radius z) by (apply cos_acos; change (-1 <= z / modulus PI z <= 1); lra).
    change (modulus PI z) with (radius z) in B. rewrite <- E in B.
    assert (Rabs (q * cos (angle z)) < 1) by (rewrite Rabs_mult, Hq, Rmult_1_l; apply Rabs_def1; lra).
    apply Rabs_def2 in H. lra. }
  set (main := fun n => leading_coefficient z n / INR (S n) * h ^ S n).
  set (rest := fun n => (taylor sigmoid z n - leading_coefficient z n) / INR (S n) * h ^ S n).
  assert (N : forall n, 1 <= INR (S n)) by (intros n; apply (le_INR 1); lia).
  apply ex_series_incr_1, (ex_series_eq (fun n => main n + rest n)).
  { intros n. unfold main, rest. rewrite taylor_softplus_S. pose proof (N n). field. lra. }
  apply (ex_series_plus main rest).
  - apply (ex_series_eq (fun n => - (2 * q) * (/ INR (S n) * (q ^ n * cos (INR (S n) * angle z))))).
    + intros n. unfold main, leading_coefficient. fold rho. rewrite Eh. pose proof (N n).
      replace (- (q * rho)) with (-1 * q * rho) by ring. rewrite !Rpow_mult_distr.
      assert (S2 : (-1) ^ n * (-1) ^ n = 1)
        by (rewrite <- Rpow_mult_distr; replace (-1 * -1) with 1 by ring; apply pow1).
      pose proof (pow_lt rho (S n) P). set (x := cos (INR (S n) * angle z)).
      transitivity ((-1) ^ n * (-1) ^ n * (- (2 * q) * (/ INR (S n) * (q ^ n * x)))); [rewrite S2; ring|].
      change ((-1) ^ S n) with (-1 * (-1) ^ n). change (q ^ S n) with (q * q ^ n). field. lra.
    + apply ex_series_scaled, dirichlet_cos; assumption.
  - apply ex_series_incr_1, (ex_series_dominated _ (fun n => 2 * tail_constant * rho1 * rho
      * (rho / rho1) ^ S n)).
    + intros n. unfold rest, Rdiv. rewrite !Rabs_mult, <- RPow_abs, Hh.
      pose proof (taylor_sigmoid_tail z (S n) ltac:(lia)) as T. fold rho1 in T. pose proof (N (S n)) as N1.
      rewrite (Rabs_right (/ INR (S (S n)))) by (apply Rle_ge; left; apply Rinv_0_lt_compat; lra).
      replace (2 * tail_constant * rho1 * rho * (rho * / rho1) ^ S n)
        with (2 * tail_constant * (rho1 / rho1 ^ S n) * 1 * rho ^ S (S n))
        by (rewrite Rpow_mult_distr, pow_inv by lra; simpl; field; split; [apply pow_nonzero|]; lra).
      apply Rmult_le_compat_r; [apply pow_le; lra|].
      apply Rmult_le_compat; [apply Rabs_pos|left; apply Rinv_0_lt_compat; lra|exact T|].
      rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
    + apply ex_series_scaled. apply (ex_series_shift (fun n => (rho / rho1) ^ n) 1), ex_series_geom.
      assert (0 < rho / rho1) by (apply Rdiv_lt_0_compat; lra). rewrite Rabs_right by lra.
      apply Rmult_lt_reg_r with rho1; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

Theorem softplus_series_iff z h : ex_series (fun n => taylor softplus z n * h ^ n) <-> Rabs h <= radius z.
Proof.
  split.
  - intros H. apply Rnot_lt_le. intros L. exact (softplus_series_diverges z h L H).
  - intros [L|E]; [eexists; now apply softplus_series_inside|now apply boundary_series_converges].
Qed.

(** Abel: the sum at the boundary is the limit of the sums inside. *)
Lemma softplus_series_boundary z h : Rabs h = radius z ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof.
  intros Hh. pose proof (radius_pos z) as P.
  set (a := fun n => taylor softplus z n * h ^ n).
  assert (Ea : forall t n, a n * t ^ n = taylor softplus z n * (t * h) ^ n)
    by (intros t n; unfold a; rewrite Rpow_mult_distr; ring).
  assert (inside : forall t, 0 <= t < 1 -> is_series (fun n => a n * t ^ n) (softplus (z + t * h))).
  { intros t Ht. apply (is_series_eq (fun n => taylor softplus z n * (t * h) ^ n) _ (softplus (z + t * h)));
      [intros n; now rewrite Ea|reflexivity|].
    apply softplus_series_inside. rewrite Rabs_mult, Hh, Rabs_right by lra. nra. }
  assert (outside : forall t, 1 < t -> ~ ex_series (fun n => a n * t ^ n)).
  { intros t Ht H. apply (softplus_series_diverges z (t * h)).
    - rewrite Rabs_mult, Hh, Rabs_right by lra. nra.
    - apply (ex_series_eq (fun n => a n * t ^ n)); [intros; apply Ea|exact H]. }
  assert (CV : CV_radius a = 1).
  { apply Rbar_le_antisym.
    - apply Rbar_not_lt_le. intros L.
      assert (exists t, 1 < t /\ Rbar_lt t (CV_radius a)) as [t [Ht1 Ht2]].
      { destruct (CV_radius a) as [r| |]; simpl in L; [exists ((1 + r) / 2)|exists 2|contradiction]; simpl;
          split; lra || trivial. }
      apply (outside t Ht1). apply ex_series_Rabs, CV_disk_inside. rewrite Rabs_right by lra. exact Ht2.
    - assert (X : ex_series (fun n => a n * 1 ^ n)).
      { apply (ex_series_eq a); [intros n; rewrite pow1; ring|]. now apply boundary_series_converges. }
      destruct (bounded_terms a 1 X) as [M HM]. rewrite Rabs_R1 in HM.
      apply (radius_at_least a 1 M); [lra|exact HM]. }
  assert (X : ex_pseries a 1).
  { apply ex_pseries_R, (ex_series_eq a); [intros n; rewrite pow1; ring|].
    now apply boundary_series_converges. }
  assert (A : filterlim (PSeries a) (at_left 1) (locally (PSeries a 1))).
  { pose proof (Abel a) as A. rewrite CV in A. apply A; [simpl; lra|exact I|exact X]. }
  assert (B : filterlim (fun t => softplus (z + t * h)) (at_left 1) (locally (softplus (z + 1 * h)))).
  { eapply filterlim_filter_le_1; [apply filter_le_within|].
    apply (ex_derive_continuous (fun t => softplus (z + t * h))).
    assert (ex_derive softplus (z + 1 * h)) by (eexists; apply softplus_derive). auto_derive. tauto. }
  assert (E : PSeries a 1 = softplus (z + 1 * h)).
  { apply (filterlim_locally_unique (F := at_left 1) (PSeries a)); [exact A|].
    apply (filterlim_ext_loc (fun t => softplus (z + t * h))); [|exact B].
    exists (mkposreal 1 Rlt_0_1). intros t Ht Ht1. change (Rabs (t - 1) < 1) in Ht. apply Rabs_def2 in Ht.
    symmetry. apply is_series_unique, inside. lra. }
  rewrite Rmult_1_l in E. rewrite <- E. apply (is_series_eq (fun n => a n * 1 ^ n) _ (PSeries a 1)).
  - intros n. rewrite pow1. unfold a. ring.
  - reflexivity.
  - apply is_pseries_R, PSeries_correct, X.
Qed.

Theorem softplus_series_sum z h : Rabs h <= radius z ->
  is_series (fun n => taylor softplus z n * h ^ n) (softplus (z + h)).
Proof. intros [L|E]; [now apply softplus_series_inside|now apply softplus_series_boundary]. Qed.

(** ** The radius of convergence *)

Lemma radius_softplus_sigmoid z : CV_radius (taylor softplus z) = CV_radius (taylor sigmoid z).
Proof.
  rewrite <- CV_radius_derive. apply CV_radius_ext. intros n. unfold PS_derive. rewrite taylor_softplus_S.
  field. apply not_0_INR. lia.
Qed.

Theorem softplus_radius_exact z : CV_radius (taylor softplus z) = radius z.
Proof.
  apply Rbar_le_antisym; [|apply softplus_radius_at_least].
  apply (proj2 (CV_radius_bounded (taylor softplus z))). intros r [M HM]. apply Rnot_lt_le. intros L.
  apply (even_terms_unbounded z r M L). intros j. specialize (HM (2 * j)%nat).
  pose proof (radius_pos z). now rewrite Rabs_mult, (Rabs_right (r ^ _)) in HM by (apply Rle_ge, pow_le; lra).
Qed.

Theorem sigmoid_radius_exact z : CV_radius (taylor sigmoid z) = radius z.
Proof. rewrite <- radius_softplus_sigmoid. apply softplus_radius_exact. Qed.
