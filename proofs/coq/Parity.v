(** The even-index Taylor coefficients of softplus already have the full radius:
    for r > rad z0 the numbers |c_(2j)| r^(2j) are unbounded.
    Consequence: no noise whose even moments are at least w r^(2j) can give a convergent series. *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout.
Open Scope R_scope.

Lemma CV_bounded (a : nat -> R) r : 0 <= r -> Rbar_lt r (CV_radius a) ->
  exists M, forall n, Rabs (a n) * r ^ n <= M.
Proof.
  intros Hr H.
  assert (CV : CV_disk a r).
  { apply CV_disk_inside. rewrite Rabs_right by lra. exact H. }
  destruct (filterlim_bounded _ (ex_intro _ 0 (ex_series_lim_0 _ CV))) as [M HM].
  exists M. intros n. specialize (HM n). unfold norm in HM; simpl in HM. unfold abs in HM; simpl in HM.
  rewrite Rabs_Rabsolu, Rabs_mult, (Rabs_right (r ^ n)) in HM by (apply Rle_ge, pow_le; lra). exact HM.
Qed.

Lemma bounded_CV (a : nat -> R) r M : 0 <= r -> (forall n, Rabs (a n) * r ^ n <= M) ->
  Rbar_le r (CV_radius a).
Proof.
  intros Hr H. apply (proj1 (CV_radius_bounded a)). exists M. intros n.
  rewrite Rabs_mult, (Rabs_right (r ^ n)) by (apply Rle_ge, pow_le; lra). apply H.
Qed.

Lemma between (x : R) (y : Rbar) : Rbar_lt x y -> exists r, x < r /\ Rbar_lt r y.
Proof.
  destruct y as [y| |]; simpl; intros H; [exists ((x + y) / 2); lra|exists (x + 1); split; [lra|trivial]|contradiction].
Qed.

Lemma re_im_opp al be n : re (- al) (- be) n = (-1) ^ n * re al be n /\
  im (- al) (- be) n = (-1) ^ n * im al be n.
Proof.
  induction n as [|n [E1 E2]]; [unfold re, im; simpl; split; ring|].
  rewrite !re_S, !im_S, E1, E2. simpl pow. split; ring.
Qed.

Lemma cont_zero (f : R -> R) : continuous f 1 -> (forall t, 0 <= t < 1 -> f t = 0) -> f 1 = 0.
Proof.
  intros C H. destruct (Req_dec (f 1) 0) as [|N]; [assumption|exfalso].
  destruct (C _ (locally_ball (f 1) (mkposreal _ (Rabs_pos_lt _ N)))) as [d Hd].
  pose proof (cond_pos d) as Hdp.
  assert (Ht : 0 <= Rmax 0 (1 - d / 2) < 1) by (split; [apply Rmax_l|apply Rmax_lub_lt; lra]).
  assert (Hb : ball 1 d (Rmax 0 (1 - d / 2))).
  { change (Rabs (Rmax 0 (1 - d / 2) - 1) < d). pose proof (Rmax_r 0 (1 - d / 2)).
    apply Rabs_def1; lra. }
  specialize (Hd _ Hb). rewrite (H _ Ht) in Hd.
  change (Rabs (0 - f 1) < Rabs (f 1)) in Hd. rewrite Rminus_0_l, Rabs_Ropp in Hd. lra.
Qed.

Definition odd_part (a : nat -> R) (n : nat) : R := if Nat.odd n then a n else 0.
Definition even_part (a : nat -> R) (n : nat) : R := if Nat.even n then a n else 0.

Lemma odd_pow n : (if Nat.odd n then 1 else 0) = (1 - (-1) ^ n) / 2.
Proof.
  induction n as [|n IH]; [simpl; lra|].
  rewrite Nat.odd_succ, <- Nat.negb_odd. simpl pow. destruct (Nat.odd n); simpl; lra.
Qed.

Lemma rad_pos z0 : 0 < rad z0.
Proof. eapply Rle_lt_trans; [apply Rabs_pos|apply rad_gt]. Qed.
Lemma rad_sq z0 : rad z0 * rad z0 = z0 * z0 + PI * PI.
Proof. unfold rad. apply sqrt_sqrt. pose proof (Rle_0_sqr z0). pose proof (Rle_0_sqr PI). unfold Rsqr in *. lra. Qed.
Lemma radius_coef z0 : CV_radius (coef (p z0)) = rad z0.
Proof. rewrite <- (CV_radius_ext _ _ (taylor_p_coef z0)). apply radius_p_exact. Qed.

(** (P D) D' - (P' D') D = D' - D, real part *)
Lemma two_lines U V U' V' D1 D2 D1' D2' :
  U * D1 - V * D2 - 1 = 0 -> V * D1 + U * D2 = 0 ->
  U' * D1' - V' * D2' - 1 = 0 -> V' * D1' + U' * D2' = 0 ->
  (U - U') * (D1 * D1' - D2 * D2') - (V - V') * (D1 * D2' + D2 * D1') = D1' - D1.
Proof.
  intros E1 E2 E3 E4.
  transitivity (D1' * (U * D1 - V * D2 - 1) - D2' * (V * D1 + U * D2)
    - D1 * (U' * D1' - V' * D2' - 1) + D2 * (V' * D1' + U' * D2') + D1' - D1); [ring|].
  rewrite E1, E2, E3, E4. ring.
Qed.

(** z0 <> 0: the odd part of the Taylor series of p has radius at most rad z0 *)
Lemma odd_part_radius z0 : z0 <> 0 -> Rbar_le (CV_radius (odd_part (coef (p z0)))) (rad z0).
Proof.
  intros Hz. apply Rbar_not_lt_le. intros Hlt.
  destruct (between _ _ Hlt) as [R1 [HR1 HR1']]. pose proof (rad_pos z0) as Hrad.
  destruct (CV_bounded _ R1 ltac:(lra) HR1') as [M1 HM1].
  set (a := coef (p z0)) in *. set (rho := rad z0) in *.
  assert (Hrho2 : rho * rho = - z0 * - z0 + PI * PI) by (unfold rho; rewrite rad_sq; ring).
  set (al := - z0) in *. set (be := PI) in *.
  set (OU := fun n => odd_part a n * re al be n). set (OV := fun n => odd_part a n * im al be n).
  assert (Hr2 : 1 < R1 / rho).
  { apply Rmult_lt_reg_r with rho; [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (CVo : forall w : nat -> R, (forall n, Rabs (w n) <= rho ^ n) ->
     Rbar_lt (Rabs 1) (CV_radius (fun n => odd_part a n * w n))).
  { intros w Hw. rewrite Rabs_R1. apply Rbar_lt_le_trans with (Finite (R1 / rho)); [exact Hr2|].
    apply (bounded_CV _ _ M1); [lra|]. intros n. rewrite Rabs_mult.
    eapply Rle_trans; [|apply (HM1 n)]. rewrite Rmult_assoc.
    apply Rmult_le_compat_l; [apply Rabs_pos|].
    replace (R1 ^ n) with (rho ^ n * (R1 / rho) ^ n).
    - apply Rmult_le_compat_r; [apply pow_le; lra|apply Hw].
    - rewrite <- Rpow_mult_distr. f_equal. field. lra. }
  assert (Hre : forall n, Rabs (re al be n) <= rho ^ n) by (intros n; apply (re_le al be rho); [lra|exact Hrho2]).
  assert (Him : forall n, Rabs (im al be n) <= rho ^ n) by (intros n; apply (im_le al be rho); [lra|exact Hrho2]).
  pose proof (CVo _ Hre) as CU. pose proof (CVo _ Him) as CV. fold OU in CU. fold OV in CV.
  set (X := fun t => exp (- (z0 + al * t)) * cos (be * t)).
  set (Y := fun t => - (exp (- (z0 + al * t)) * sin (be * t))).
  set (X' := fun t => exp (- (z0 + - al * t)) * cos (- be * t)).
  set (Y' := fun t => - (exp (- (z0 + - al * t)) * sin (- be * t))).
  set (Phi := fun t => (2 * PSeries OU t) * ((1 + X t) * (1 + X' t) - Y t * Y' t)
     - (2 * PSeries OV t) * ((1 + X t) * Y' t + Y t * (1 + X' t)) - ((1 + X' t) - (1 + X t))).
  assert (P0 : forall t, 0 <= t < 1 -> Phi t = 0).
  { intros t Ht.
    set (r1 := (1 + t) / 2).
    assert (Hr1 : t < r1 < 1) by (unfold r1; lra).
    assert (Hrr : 0 <= rho * r1 < rho) by (split; [apply Rmult_le_pos; lra|]; nra).
    assert (Hc : Rbar_lt (rho * r1) (CV_radius a)) by (unfold a; rewrite radius_coef; apply Hrr).
    destruct (CV_bounded a (rho * r1) (proj1 Hrr) Hc) as [M HM].
    assert (Hrho3 : rho * rho = - al * - al + - be * - be) by (rewrite Hrho2; ring).
    assert (At : Rabs t < r1) by (rewrite Rabs_right; lra).
    destruct (line_identity z0 al be rho r1 M ltac:(lra) Hrho2 ltac:(lra) HM t At) as [E1 E2].
    destruct (line_identity z0 (- al) (- be) rho r1 M ltac:(lra) Hrho3 ltac:(lra) HM t At) as [E3 E4].
    assert (Hex : forall w : nat -> R, (forall n, Rabs (w n) <= rho ^ n) -> ex_pseries (fun n => a n * w n) t).
    { intros w Hw. apply CV_radius_inside. apply Rbar_lt_le_trans with (Finite r1); [exact At|].
      apply (bounded_CV _ _ M); [lra|]. intros n. rewrite Rabs_mult.
      eapply Rle_trans; [|apply (HM n)]. rewrite Rmult_assoc.
      apply Rmult_le_compat_l; [apply Rabs_pos|]. rewrite Rpow_mult_distr.
      apply Rmult_le_compat_r; [apply pow_le; lra|apply Hw]. }
    assert (Hopp : forall (w : nat -> R), (forall n, Rabs (w n) <= rho ^ n) ->
      2 * PSeries (fun n => odd_part a n * w n) t =
      PSeries (fun n => a n * w n) t - PSeries (fun n => a n * ((-1) ^ n * w n)) t).
    { intros w Hw. rewrite <- PSeries_minus.
      - rewrite <- PSeries_scal. apply PSeries_ext. intros n.
        unfold PS_scal, PS_minus, PS_plus, PS_opp, scal, plus, opp; simpl. unfold mult; simpl.
        replace (odd_part a n) with ((if Nat.odd n then 1 else 0) * a n)
          by (unfold odd_part; destruct (Nat.odd n); ring).
        rewrite odd_pow. field.
      - apply Hex, Hw.
      - apply Hex. intros n. rewrite Rabs_mult, pow_1_abs, Rmult_1_l. apply Hw. }
    rewrite (PSeries_ext _ (fun n => a n * ((-1) ^ n * re al be n))) in E3, E4
      by (intros n; destruct (re_im_opp al be n) as [-> _]; reflexivity).
    rewrite (PSeries_ext (fun n => _ * im (- al) (- be) n) (fun n => a n * ((-1) ^ n * im al be n))) in E3, E4
      by (intros n; destruct (re_im_opp al be n) as [_ ->]; reflexivity).
    unfold Phi, OU, OV. rewrite (Hopp _ Hre), (Hopp _ Him).
    apply Rminus_diag_eq. exact (two_lines _ _ _ _ _ _ _ _ E1 E2 E3 E4). }
  assert (C : continuous Phi 1).
  { apply @ex_derive_continuous. unfold Phi, X, X', Y, Y'.
    assert (EU : ex_derive (PSeries OU) 1) by (apply ex_derive_PSeries, CU).
    assert (EV : ex_derive (PSeries OV) 1) by (apply ex_derive_PSeries, CV).
    auto_derive. repeat split; assumption. }
  pose proof (cont_zero Phi C P0) as Z. unfold Phi, X, X', Y, Y' in Z.
  rewrite !Rmult_1_r, cos_neg, sin_neg in Z. unfold be, al in Z. rewrite cos_PI, sin_PI in Z.
  replace (- (z0 + - z0)) with 0 in Z by ring. rewrite exp_0 in Z.
  assert (Z1 : exp (- (z0 + - - z0)) = exp 0) by (rewrite exp_0; lra).
  apply exp_inv in Z1. lra.
Qed.

(** z0 = 0: p - 1/2 is odd *)
Lemma taylor_p_0_even n : (1 <= n)%nat -> Nat.even n = true -> coef (p 0) n = 0.
Proof.
  intros Hn He. rewrite <- taylor_p_coef. unfold taylor.
  assert (EX : forall (x : R) k, ex_derive_n p k x).
  { intros x [|k]; [exact I|]. eexists. apply (p_derive_n (S k)). }
  assert (H1 : Derive_n (fun y => p (- y)) n 0 = (-1) ^ n * Derive_n p n 0).
  { rewrite Derive_n_comp_opp, Ropp_0; [reflexivity|].
    apply filter_forall. intros y k _. apply EX. }
  assert (H2 : Derive_n (fun y => p (- y)) n 0 = - Derive_n p n 0).
  { transitivity (Derive_n (fun y => 1 - p y) n 0).
    - apply Derive_n_ext. intros t. unfold p. rewrite Ropp_involutive.
      pose proof (exp_pos t). pose proof (exp_pos (- t)).
      assert (E : exp t * exp (- t) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
      apply Rmult_eq_reg_r with ((1 + exp t) * (1 + exp (- t))); [|apply Rmult_integral_contrapositive_currified; lra].
      field_simplify; lra.
    - destruct n as [|n]; [lia|]. rewrite Derive_n_minus.
      + rewrite Derive_n_const. ring.
      + apply filter_forall. intros y k _. apply ex_derive_n_const.
      + apply filter_forall. intros y k _. apply EX. }
  assert (H3 : (-1) ^ n = 1).
  { apply Nat.even_spec in He. destruct He as [m ->]. apply pow_1_even. }
  rewrite H1, H3 in H2. replace (Derive_n p n 0) with 0 by lra. unfold Rdiv. ring.
Qed.

Theorem even_unbounded z0 r M : rad z0 < r ->
  ~ (forall j, Rabs (taylor softplus z0 (2 * j)) * r ^ (2 * j) <= M).
Proof.
  intros Hr H. pose proof (rad_pos z0) as Hrad.
  assert (HM : 0 <= M).
  { eapply Rle_trans; [|apply (H 0%nat)]. apply Rmult_le_pos; [apply Rabs_pos|apply pow_le; lra]. }
  assert (H1 : Rbar_le r (CV_radius (even_part (taylor softplus z0)))).
  { apply (bounded_CV _ _ M); [lra|]. intros n. unfold even_part.
    destruct (Nat.even n) eqn:E.
    - apply Nat.even_spec in E. destruct E as [m ->]. apply H.
    - rewrite Rabs_R0. lra. }
  assert (H2 : CV_radius (even_part (taylor softplus z0)) = CV_radius (odd_part (coef (p z0)))).
  { rewrite <- CV_radius_derive. apply CV_radius_ext. intros n.
    unfold PS_derive, even_part, odd_part. rewrite Nat.even_succ.
    destruct (Nat.odd n); [|ring]. rewrite <- taylor_p_coef. unfold taylor.
    rewrite (is_derive_n_unique _ _ _ _ (softplus_derive_n n z0)).
    change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR. field.
    split; [apply INR_fact_neq_0|apply not_0_INR; lia]. }
  rewrite H2 in H1.
  assert (H3 : Rbar_lt (rad z0) (CV_radius (odd_part (coef (p z0)))))
    by (eapply Rbar_lt_le_trans; [|exact H1]; exact Hr).
  destruct (Req_dec z0 0) as [->|Hz].
  - destruct (between _ _ H3) as [r' [Hr1 Hr2]].
    destruct (CV_bounded _ r' ltac:(lra) Hr2) as [M' HM'].
    assert (Q : Rbar_le r' (CV_radius (coef (p 0)))).
    { apply (bounded_CV _ _ (M' + Rabs (coef (p 0) 0%nat))); [lra|]. intros n.
      pose proof (HM' n) as B. unfold odd_part in B.
      pose proof (Rabs_pos (coef (p 0) 0%nat)) as B0.
      destruct (Nat.odd n) eqn:E; [lra|].
      rewrite Rabs_R0, Rmult_0_l in B.
      destruct n as [|n]; [rewrite pow_O; lra|].
      rewrite (taylor_p_0_even (S n)); [rewrite Rabs_R0; lra|lia|].
      rewrite <- Nat.negb_odd, E. reflexivity. }
    rewrite radius_coef in Q. simpl in Q. lra.
  - apply (Rbar_lt_not_le _ _ H3), odd_part_radius, Hz.
Qed.

(** Any moment sequence whose even moments dominate w r^(2j) with r > rad z0 (for instance those of
    any noise D with P(|D| >= r) >= w > 0) makes the series diverge: its terms are unbounded. *)
Theorem moments_unbounded z0 w r (m : nat -> R) : 0 < w -> rad z0 < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) ->
  forall M, ~ (forall n, Rabs (taylor softplus z0 n * m n) <= M).
Proof.
  intros Hw Hr Hm M H. pose proof (rad_pos z0).
  apply (even_unbounded z0 r (M / w) Hr). intros j. specialize (H (2 * j)%nat). specialize (Hm j).
  assert (P : 0 <= r ^ (2 * j)) by (apply pow_le; lra).
  assert (P' : 0 <= w * r ^ (2 * j)) by (apply Rmult_le_pos; lra).
  rewrite Rabs_mult, (Rabs_right (m _)) in H by lra.
  apply Rmult_le_reg_r with w; [assumption|]. unfold Rdiv.
  rewrite (Rmult_assoc M), Rinv_l, Rmult_1_r by lra.
  eapply Rle_trans; [|exact H]. rewrite Rmult_assoc.
  apply Rmult_le_compat_l; [apply Rabs_pos|lra].
Qed.

Theorem moments_diverge z0 w r (m : nat -> R) : 0 < w -> rad z0 < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) ->
  ~ ex_series (fun n => taylor softplus z0 n * m n).
Proof.
  intros Hw Hr Hm Hex.
  destruct (filterlim_bounded _ (ex_intro _ 0 (ex_series_lim_0 _ Hex))) as [M HM].
  apply (moments_unbounded z0 w r m Hw Hr Hm M). exact HM.
Qed.

