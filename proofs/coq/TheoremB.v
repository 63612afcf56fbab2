(** E5: Theorem B.  sum|a_j| <= kappa(dl) implies V^2 <= z0^2 + PI^2 (so strict inequality gives convergence),
    and kappa is optimal: for every K > kappa some a with sum|a_j| = K diverges. *)
Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout Parity FiniteLaw DropoutD.
Import ListNotations.
Open Scope R_scope.

Fixpoint l1 (a : list R) : R := match a with [] => 0 | x :: a' => Rabs x + l1 a' end.
Definition kappa (dl : R) : R :=
  if Rle_dec dl (2 / 3) then PI * sqrt (3 - 4 * dl) else PI * (1 - dl) / sqrt (2 * dl - 1).

Lemma l1_pos_neg a : l1 a = pos a + neg a.
Proof.
  induction a as [|x a IH]; simpl; [lra|]. rewrite IH.
  destruct (Rle_dec 0 x); [rewrite Rabs_right, (Rmax_left x 0), (Rmax_right (- x) 0) by lra
                          |rewrite Rabs_left, (Rmax_right x 0), (Rmax_left (- x) 0) by lra]; lra.
Qed.
Lemma l1_big_small a : l1 a = big a + small a.
Proof.
  rewrite l1_pos_neg. unfold big, small. destruct (Rle_dec (pos a) (neg a)).
  - rewrite Rmax_right, Rmin_left by lra. ring.
  - rewrite Rmax_left, Rmin_right by lra. ring.
Qed.
Lemma small_big a : 0 <= small a <= big a.
Proof.
  pose proof (pos_nonneg a). pose proof (neg_nonneg a). unfold big, small. split.
  - apply Rmin_glb; assumption.
  - eapply Rle_trans; [apply Rmin_l|apply Rmax_l].
Qed.

Lemma kappa_pos dl : 0 < dl < 1 -> 0 < kappa dl.
Proof.
  intros H. pose proof PI_RGT_0. unfold kappa. destruct (Rle_dec dl (2 / 3)).
  - apply Rmult_lt_0_compat; [assumption|]. apply sqrt_lt_R0. lra.
  - apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra|]. apply sqrt_lt_R0. lra.
Qed.
Lemma kappa_sq_low dl : 0 < dl <= 2 / 3 -> kappa dl * kappa dl = PI * PI * (3 - 4 * dl).
Proof.
  intros H. unfold kappa. destruct (Rle_dec dl (2 / 3)); [|lra].
  transitivity (PI * PI * (sqrt (3 - 4 * dl) * sqrt (3 - 4 * dl))); [ring|]. rewrite sqrt_sqrt by lra. ring.
Qed.
Lemma kappa_sq_high dl : 2 / 3 <= dl < 1 -> kappa dl * kappa dl * (2 * dl - 1) = PI * PI * ((1 - dl) * (1 - dl)).
Proof.
  intros H. destruct (Req_dec dl (2 / 3)) as [->|Hne]; [rewrite kappa_sq_low by lra; field|].
  unfold kappa. destruct (Rle_dec dl (2 / 3)); [lra|].
  assert (S0 : 0 < sqrt (2 * dl - 1)) by (apply sqrt_lt_R0; lra).
  rewrite <- (sqrt_sqrt (2 * dl - 1)) at 3 by lra. field. lra.
Qed.

Lemma one_plus_ratio dl : dl <> 1 -> (1 - dl) * ratio dl = dl.
Proof. intros H. unfold ratio. field. lra. Qed.

(** (1-dl) * cond as a polynomial, bounded by K^2 *)
Lemma cond_le_low dl a : 0 < dl <= 2 / 3 -> cond dl a * (3 - 4 * dl) <= l1 a * l1 a * (1 - dl).
Proof.
  intros H. pose proof (one_plus_ratio dl ltac:(lra)) as Er. pose proof (small_big a) as [S0 SB].
  rewrite l1_big_small. set (M := big a) in *. set (m := small a) in *.
  assert (E3 : 3 - 4 * dl = (1 - dl) * (3 - ratio dl)) by lra.
  rewrite E3. set (r := ratio dl) in *.
  unfold cond. fold M m r. destruct (Rle_dec dl (/ 2)).
  - pose proof (Rle_0_sqr (M + m - (3 - r) * m)) as Q. unfold Rsqr in Q.
    replace ((M + m) * (M + m) * (1 - dl)) with ((1 - dl) * (m * (2 * M - (1 - r) * m) * (3 - r)
       + (M + m - (3 - r) * m) * (M + m - (3 - r) * m))) by ring.
    replace (m * (2 * M - (1 - r) * m) * ((1 - dl) * (3 - r))) with ((1 - dl) * (m * (2 * M - (1 - r) * m) * (3 - r))) by ring.
    apply Rmult_le_compat_l; lra.
  - pose proof (Rle_0_sqr (M + m - (3 - r) * M)) as Q. unfold Rsqr in Q.
    replace ((M + m) * (M + m) * (1 - dl)) with ((1 - dl) * (M * ((r - 1) * M + 2 * m) * (3 - r)
       + (M + m - (3 - r) * M) * (M + m - (3 - r) * M))) by ring.
    replace (M * ((r - 1) * M + 2 * m) * ((1 - dl) * (3 - r))) with ((1 - dl) * (M * ((r - 1) * M + 2 * m) * (3 - r))) by ring.
    apply Rmult_le_compat_l; lra.
Qed.
Lemma cond_le_high dl a : 2 / 3 <= dl < 1 -> cond dl a * (1 - dl) <= l1 a * l1 a * (2 * dl - 1).
Proof.
  intros H. pose proof (one_plus_ratio dl ltac:(lra)) as Er. pose proof (small_big a) as [S0 SB].
  rewrite l1_big_small. set (M := big a) in *. set (m := small a) in *.
  assert (E3 : 2 * dl - 1 = (1 - dl) * (ratio dl - 1)) by lra.
  assert (Hr : 2 <= ratio dl).
  { apply Rmult_le_reg_l with (1 - dl); [lra|]. rewrite Er. lra. }
  rewrite E3. set (r := ratio dl) in *.
  unfold cond. fold M m r. destruct (Rle_dec dl (/ 2)); [lra|].
  replace ((M + m) * (M + m) * ((1 - dl) * (r - 1))) with
    ((M * ((r - 1) * M + 2 * m) + m * (2 * (r - 2) * M + (r - 1) * m)) * (1 - dl)) by ring.
  apply Rmult_le_compat_r; [lra|].
  assert (0 <= m * (2 * (r - 2) * M + (r - 1) * m)).
  { apply Rmult_le_pos; [lra|]. apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; lra. }
  lra.
Qed.

Lemma sq_le x y : 0 <= x <= y -> x * x <= y * y.
Proof. intros H. apply Rmult_le_compat; lra. Qed.
Lemma sq_lt x y : 0 <= x < y -> x * x < y * y.
Proof. intros H. nra. Qed.
Lemma l1_nonneg a : 0 <= l1 a.
Proof. rewrite l1_big_small. pose proof (small_big a). lra. Qed.

Lemma cond_kappa dl a K : 0 < dl < 1 -> l1 a <= K -> K <= kappa dl ->
  cond dl a * (kappa dl * kappa dl) <= PI * PI * (1 - dl) * (K * K).
Proof.
  intros H H1 H2. pose proof (l1_nonneg a). pose proof (sq_le (l1 a) K ltac:(lra)) as Q.
  pose proof PI_RGT_0 as Hpi. assert (HP : 0 < PI * PI) by (apply Rmult_lt_0_compat; lra).
  destruct (Rle_dec dl (2 / 3)) as [L|L].
  - rewrite kappa_sq_low by lra. pose proof (cond_le_low dl a ltac:(lra)) as C.
    apply Rle_trans with (PI * PI * (l1 a * l1 a * (1 - dl))).
    + replace (cond dl a * (PI * PI * (3 - 4 * dl))) with (PI * PI * (cond dl a * (3 - 4 * dl))) by ring.
      apply Rmult_le_compat_l; lra.
    + replace (PI * PI * (1 - dl) * (K * K)) with (PI * PI * (K * K * (1 - dl))) by ring.
      apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; lra.
  - pose proof (kappa_sq_high dl ltac:(lra)) as Ek. pose proof (cond_le_high dl a ltac:(lra)) as C.
    apply Rmult_le_reg_r with (2 * dl - 1); [lra|].
    replace (cond dl a * (kappa dl * kappa dl) * (2 * dl - 1)) with
      (PI * PI * (1 - dl) * (cond dl a * (1 - dl))).
    2:{ transitivity (cond dl a * (kappa dl * kappa dl * (2 * dl - 1))); [rewrite Ek; ring|ring]. }
    rewrite (Rmult_assoc (PI * PI * (1 - dl))). apply Rmult_le_compat_l.
    + apply Rmult_le_pos; lra.
    + eapply Rle_trans; [exact C|]. apply Rmult_le_compat_r; lra.
Qed.

(** bound, boundary included *)
Theorem thmB_bound dl a : 0 < dl < 1 -> l1 a <= kappa dl ->
  Vsup dl a * Vsup dl a <= total a * total a + PI * PI.
Proof.
  intros H HK. pose proof (kappa_pos dl H) as Kp.
  pose proof (cond_kappa dl a (kappa dl) H HK (Rle_refl _)) as C.
  apply Rmult_le_reg_r in C; [|apply Rmult_lt_0_compat; assumption].
  rewrite <- cond_excess in C by assumption. apply Rmult_le_reg_r in C; lra.
Qed.
(** strict: convergence *)
Theorem thmB_converges dl a : 0 < dl < 1 -> l1 a < kappa dl ->
  is_series (dterm dl 0 a) (Emask dl (length a) (fun m => softplus (noisy dl a m))).
Proof.
  intros H HK. apply corA1_converges; [assumption|]. pose proof (kappa_pos dl H) as Kp.
  pose proof (cond_kappa dl a (l1 a) H (Rle_refl _) (Rlt_le _ _ HK)) as C.
  pose proof (l1_nonneg a) as L0. pose proof (sq_lt (l1 a) (kappa dl) ltac:(lra)) as Q.
  pose proof PI_RGT_0 as Hpi.
  assert (HP : 0 < PI * PI * (1 - dl)) by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
  apply Rmult_lt_reg_r with (kappa dl * kappa dl); [apply Rmult_lt_0_compat; assumption|].
  eapply Rle_lt_trans; [exact C|]. apply Rmult_lt_compat_l; assumption.
Qed.

(** optimality *)
Definition worst dl K : list R :=
  if Rle_dec dl (2 / 3) then [K * (2 - ratio dl) / (3 - ratio dl); - (K / (3 - ratio dl))] else [K].

Lemma ratio_le2 dl : 0 < dl <= 2 / 3 -> 0 < ratio dl <= 2.
Proof.
  intros H. split; [apply ratio_pos; lra|]. apply Rmult_le_reg_l with (1 - dl); [lra|].
  rewrite one_plus_ratio by lra. lra.
Qed.

Theorem thmB_sharp dl K : 0 < dl < 1 -> kappa dl < K ->
  l1 (worst dl K) = K /\ ~ ex_series (dterm dl 0 (worst dl K)).
Proof.
  intros H HK. pose proof (kappa_pos dl H) as Kp. pose proof PI_RGT_0 as Hpi.
  pose proof (sq_lt (kappa dl) K ltac:(lra)) as Q.
  unfold worst. destruct (Rle_dec dl (2 / 3)) as [L|L].
  - pose proof (ratio_le2 dl ltac:(lra)) as Hr. pose proof (one_plus_ratio dl ltac:(lra)) as Er.
    set (r := ratio dl) in *. set (x := K * (2 - r) / (3 - r)). set (y := K / (3 - r)).
    assert (Hi : 0 < / (3 - r)) by (apply Rinv_0_lt_compat; lra).
    assert (Hx : 0 <= x) by (unfold x, Rdiv; apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    assert (Hy : 0 < y) by (unfold y, Rdiv; apply Rmult_lt_0_compat; lra).
    split; [simpl; rewrite Rabs_Ropp, !Rabs_right by lra; unfold x, y; field; lra|].
    apply corA1_diverges; [assumption|]. rewrite kappa_sq_low in Q by lra.
    assert (Ep : pos [x; - y] = x).
    { simpl. rewrite (Rmax_left x 0), (Rmax_right (- y) 0) by lra. ring. }
    assert (En : neg [x; - y] = y).
    { simpl. rewrite (Rmax_right (- x) 0), Ropp_involutive, (Rmax_left y 0) by lra. ring. }
    assert (C : cond dl [x; - y] = K * K / (3 - r)).
    { unfold cond. fold r. unfold big, small. rewrite Ep, En. destruct (Rle_dec dl (/ 2)) as [Lh|Lh].
      - assert (Hr1 : r <= 1) by (apply Rmult_le_reg_l with (1 - dl); lra).
        assert (y <= x).
        { unfold x, y, Rdiv. apply Rmult_le_compat_r; [lra|]. rewrite <- (Rmult_1_r K) at 1. apply Rmult_le_compat_l; lra. }
        rewrite Rmin_right, Rmax_left by lra. unfold x, y. field. lra.
      - assert (Hr1 : 1 <= r) by (apply Rmult_le_reg_l with (1 - dl); lra).
        assert (x <= y).
        { unfold x, y, Rdiv. apply Rmult_le_compat_r; [lra|]. rewrite <- (Rmult_1_r K) at 2. apply Rmult_le_compat_l; lra. }
        rewrite Rmin_left, Rmax_right by lra. unfold x, y. field. lra. }
    rewrite C. apply Rmult_lt_reg_r with (3 - r); [lra|].
    unfold Rdiv. rewrite (Rmult_assoc (K * K)), Rinv_l, Rmult_1_r by lra.
    replace (PI * PI * (1 - dl) * (3 - r)) with (PI * PI * (3 - 4 * dl)); [exact Q|].
    replace (3 - 4 * dl) with (3 * (1 - dl) - (1 - dl) * r) by lra. ring.
  - split; [simpl; rewrite Rabs_right; lra|].
    apply corA1_diverges; [assumption|].
    assert (C : cond dl [K] = (ratio dl - 1) * (K * K)).
    { unfold cond. destruct (Rle_dec dl (/ 2)); [lra|]. unfold big, small.
      assert (Ep : pos [K] = K) by (simpl; rewrite Rmax_left by lra; ring).
      assert (En : neg [K] = 0) by (simpl; rewrite Rmax_right by lra; ring).
      rewrite Ep, En, Rmax_left, Rmin_right by lra. ring. }
    rewrite C. pose proof (one_plus_ratio dl ltac:(lra)) as Er.
    pose proof (kappa_sq_high dl ltac:(lra)) as Ek.
    apply Rmult_lt_reg_r with (1 - dl); [lra|].
    replace ((ratio dl - 1) * (K * K) * (1 - dl)) with (K * K * (2 * dl - 1))
      by (replace (2 * dl - 1) with ((1 - dl) * ratio dl - (1 - dl)) by lra; ring).
    rewrite (Rmult_assoc (PI * PI)), <- Ek. apply Rmult_lt_compat_r; lra.
Qed.
