(** * The sharp l1 condition for convergence

    In words (sharp remedy; claim C52).  The paper proposes |a_j| < 2 pi/d.  The largest constant
    kappa(delta) such that sum_j |a_j| <= kappa(delta) always gives convergence is
      kappa = pi sqrt(3 - 4 delta)                     for delta <= 2/3,
      kappa = pi (1 - delta)/sqrt(2 delta - 1)         for delta >= 2/3;
    it is below sqrt(3) pi < 2 pi.  The boundary is included, and for every K > kappa some a with
    sum_j |a_j| = K diverges. *)

Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid TaylorCoefficients FiniteLaw Dropout.
Import ListNotations.
Open Scope R_scope.

Fixpoint l1_norm (a : list R) : R := match a with [] => 0 | x :: a' => Rabs x + l1_norm a' end.

Definition kappa (delta : R) : R :=
  if Rle_dec delta (2 / 3) then PI * sqrt (3 - 4 * delta) else PI * (1 - delta) / sqrt (2 * delta - 1).

Lemma l1_norm_split a : l1_norm a = larger_sum a + smaller_sum a.
Proof.
  assert (E : l1_norm a = positive_sum a + negative_sum a).
  { induction a as [|x a IH]; simpl; [ring|]. rewrite IH.
    destruct (split_sign x) as [[S [-> ->]]|[S [-> ->]]]; [rewrite Rabs_right|rewrite Rabs_left]; lra. }
  rewrite E. destruct (larger_smaller a) as [[-> [-> _]]|[-> [-> _]]]; ring.
Qed.

Lemma kappa_pos delta : 0 < delta < 1 -> 0 < kappa delta.
Proof.
  intros H. pose proof PI_RGT_0. unfold kappa. destruct (Rle_dec delta (2 / 3)).
  - apply Rmult_lt_0_compat; [assumption|]. apply sqrt_lt_R0. lra.
  - apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|apply sqrt_lt_R0]; lra.
Qed.

Lemma kappa_low delta : 0 < delta <= 2 / 3 -> kappa delta ^ 2 = PI ^ 2 * (3 - 4 * delta).
Proof.
  intros H. unfold kappa. destruct (Rle_dec delta (2 / 3)); [|lra].
  now rewrite Rpow_mult_distr, pow2_sqrt by lra.
Qed.

Lemma kappa_high delta : 2 / 3 < delta < 1 -> kappa delta ^ 2 * (2 * delta - 1) = PI ^ 2 * (1 - delta) ^ 2.
Proof.
  intros H. unfold kappa. destruct (Rle_dec delta (2 / 3)); [lra|].
  assert (S0 : 0 < sqrt (2 * delta - 1)) by (apply sqrt_lt_R0; lra).
  assert (S2 : sqrt (2 * delta - 1) ^ 2 = 2 * delta - 1) by (apply pow2_sqrt; lra).
  unfold Rdiv. rewrite !Rpow_mult_distr, pow_inv, S2. field. lra.
Qed.

(** ** The maximum of the excess for a given l1 norm *)

(** (3 - r) excess <= K^2 for r <= 2: the difference is a square. *)
Lemma excess_low_bound delta a : 0 < delta <= 2 / 3 ->
  excess delta a * (3 - 4 * delta) <= l1_norm a ^ 2 * (1 - delta).
Proof.
  intros H. pose proof (odds_eq delta ltac:(lra)) as Er. rewrite l1_norm_split. unfold excess.
  set (M := larger_sum a). set (m := smaller_sum a). set (r := odds delta) in *.
  replace (3 - 4 * delta) with ((1 - delta) * (3 - r)) by lra. assert (D : 0 <= 1 - delta) by lra.
  destruct (Rle_dec delta (/ 2)).
  - replace ((M + m) ^ 2 * (1 - delta)) with (m * (2 * M - (1 - r) * m) * ((1 - delta) * (3 - r))
      + (1 - delta) * (M + m - (3 - r) * m) ^ 2) by ring.
    pose proof (Rmult_le_pos _ _ D (pow2_ge_0 (M + m - (3 - r) * m))). lra.
  - replace ((M + m) ^ 2 * (1 - delta)) with (M * ((r - 1) * M + 2 * m) * ((1 - delta) * (3 - r))
      + (1 - delta) * (M + m - (3 - r) * M) ^ 2) by ring.
    pose proof (Rmult_le_pos _ _ D (pow2_ge_0 (M + m - (3 - r) * M))). lra.
Qed.

Lemma excess_high_bound delta a : 2 / 3 < delta < 1 ->
  excess delta a * (1 - delta) <= l1_norm a ^ 2 * (2 * delta - 1).
Proof.
  intros H. pose proof (odds_eq delta ltac:(lra)) as Er. pose proof (smaller_le_larger a) as [S0 SB].
  rewrite l1_norm_split. unfold excess. set (M := larger_sum a) in *. set (m := smaller_sum a) in *.
  assert (Hr : 2 <= odds delta) by (apply Rmult_le_reg_l with (1 - delta); lra). set (r := odds delta) in *.
  replace (2 * delta - 1) with ((1 - delta) * (r - 1)) by lra. destruct (Rle_dec delta (/ 2)); [lra|].
  replace ((M + m) ^ 2 * ((1 - delta) * (r - 1))) with (M * ((r - 1) * M + 2 * m) * (1 - delta)
    + (1 - delta) * (m * (2 * (r - 2) * M + (r - 1) * m))) by ring.
  assert (0 <= (1 - delta) * (m * (2 * (r - 2) * M + (r - 1) * m))); [|lra].
  apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [lra|].
  apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; lra.
Qed.

Lemma l1_norm_nonneg a : 0 <= l1_norm a.
Proof. rewrite l1_norm_split. pose proof (smaller_le_larger a). lra. Qed.

Lemma excess_within delta a : 0 < delta < 1 -> l1_norm a <= kappa delta ->
  excess delta a <= PI ^ 2 * (1 - delta).
Proof.
  intros H L. assert (Q : l1_norm a ^ 2 <= kappa delta ^ 2)
    by (apply pow_incr; split; [apply l1_norm_nonneg|exact L]).
  destruct (Rle_dec delta (2 / 3)) as [C|C].
  - rewrite kappa_low in Q by lra. pose proof (excess_low_bound delta a ltac:(lra)) as B.
    apply Rmult_le_reg_r with (3 - 4 * delta); [lra|]. eapply Rle_trans; [exact B|].
    replace (PI ^ 2 * (1 - delta) * (3 - 4 * delta)) with (PI ^ 2 * (3 - 4 * delta) * (1 - delta)) by ring.
    apply Rmult_le_compat_r; lra.
  - pose proof (kappa_high delta ltac:(lra)) as E. pose proof (excess_high_bound delta a ltac:(lra)) as B.
    apply Rmult_le_reg_r with (1 - delta); [lra|]. eapply Rle_trans; [exact B|].
    replace (PI ^ 2 * (1 - delta) * (1 - delta)) with (kappa delta ^ 2 * (2 * delta - 1))
      by (rewrite E; ring).
    apply Rmult_le_compat_r; lra.
Qed.

Theorem kappa_sufficient delta a : 0 < delta < 1 -> l1_norm a <= kappa delta ->
  is_series (dropout_term delta 0 a) (dropout_expectation delta 0 a).
Proof.
  intros H L. apply dropout_series_sum; [assumption|].
  apply (dropout_series_iff delta 0 a H), (dropout_criterion_exact delta a H). now apply excess_within.
Qed.

(** ** Optimality *)

(** The maximiser of the excess among the vectors of l1 norm K. *)
Definition worst_case (delta K : R) : list R :=
  if Rle_dec delta (2 / 3)
  then [K * (2 - odds delta) / (3 - odds delta); - (K / (3 - odds delta))]
  else [K].

Lemma pair_sums x y : 0 <= x -> 0 <= y -> positive_sum [x; - y] = x /\ negative_sum [x; - y] = y.
Proof.
  intros Hx Hy. simpl. rewrite Ropp_involutive, (Rmax_left x 0), (Rmax_right (- y) 0), (Rmax_right (- x) 0),
    (Rmax_left y 0)
    by lra. lra.
Qed.

Lemma worst_low delta K : 0 < delta <= 2 / 3 -> 0 < K ->
  l1_norm (worst_case delta K) = K /\ excess delta (worst_case delta K) = K ^ 2 / (3 - odds delta).
Proof.
  intros H HK. pose proof (odds_eq delta ltac:(lra)) as Er. pose proof (odds_pos delta ltac:(lra)) as Rp.
  unfold worst_case. destruct (Rle_dec delta (2 / 3)) as [_|]; [|lra]. set (r := odds delta) in *.
  assert (R2 : r <= 2) by (apply Rmult_le_reg_l with (1 - delta); lra).
  set (x := K * (2 - r) / (3 - r)). set (y := K / (3 - r)).
  assert (I : 0 < / (3 - r)) by (apply Rinv_0_lt_compat; lra).
  assert (Hx : 0 <= x) by (repeat apply Rmult_le_pos; lra).
  assert (Hy : 0 < y) by (apply Rmult_lt_0_compat; lra).
  destruct (pair_sums x y Hx (Rlt_le _ _ Hy)) as [Ep En]. split.
  - simpl. rewrite Rabs_Ropp, !Rabs_right by lra. unfold x, y. field. lra.
  - assert (Exy : x = (2 - r) * y) by (unfold x, y; field; lra).
    unfold excess. fold r. destruct (larger_smaller [x; - y]) as [[-> [-> L]]|[-> [-> L]]];
      rewrite Ep, En in *.
    + destruct (Rle_dec delta (/ 2)); [unfold x, y; field; lra|].
      assert (1 < r) by (apply Rmult_lt_reg_l with (1 - delta); lra). nra.
    + destruct (Rle_dec delta (/ 2)); [|unfold x, y; field; lra].
      assert (R1 : r <= 1) by (apply Rmult_le_reg_l with (1 - delta); lra).
      assert (Z : x = y) by nra. assert (Z1 : r = 1) by nra.
      replace (K ^ 2 / (3 - r)) with ((3 - r) * y * y) by (unfold y; field; lra). rewrite Z, Z1. ring.
Qed.

Lemma worst_high delta K : 2 / 3 < delta < 1 -> 0 < K ->
  l1_norm (worst_case delta K) = K /\ excess delta (worst_case delta K) = (odds delta - 1) * K ^ 2.
Proof.
  intros H HK. unfold worst_case. destruct (Rle_dec delta (2 / 3)); [lra|].
  split; [simpl; rewrite Rabs_right; lra|].
  unfold excess. destruct (Rle_dec delta (/ 2)); [lra|]. unfold larger_sum, smaller_sum. simpl.
  rewrite (Rmax_left K 0), (Rmax_right (- K) 0), !Rplus_0_r, Rmax_left, Rmin_right by lra. ring.
Qed.

Theorem kappa_sharp delta K : 0 < delta < 1 -> kappa delta < K ->
  l1_norm (worst_case delta K) = K /\ ~ ex_series (dropout_term delta 0 (worst_case delta K)).
Proof.
  intros H L. pose proof (kappa_pos delta H) as Kp. pose proof (odds_eq delta ltac:(lra)) as Er.
  assert (Q : kappa delta ^ 2 < K ^ 2) by (simpl; nra).
  destruct (Rle_dec delta (2 / 3)) as [C|C].
  - destruct (worst_low delta K ltac:(lra) ltac:(lra)) as [E1 E2]. split; [exact E1|].
    rewrite kappa_low in Q by lra.
    rewrite dropout_criterion_exact, E2 by assumption. apply Rlt_not_le.
    assert (R3 : 0 < 3 - odds delta) by (apply Rmult_lt_reg_l with (1 - delta); lra).
    apply Rmult_lt_reg_r with (3 - odds delta); [assumption|]. unfold Rdiv.
    rewrite (Rmult_assoc (K ^ 2)), Rinv_l by lra.
    replace (PI ^ 2 * (1 - delta) * (3 - odds delta)) with (PI ^ 2 * (3 - 4 * delta))
      by (rewrite Rmult_assoc; f_equal; lra).
    lra.
  - destruct (worst_high delta K ltac:(lra) ltac:(lra)) as [E1 E2]. split; [exact E1|].
    rewrite dropout_criterion_exact, E2 by assumption. apply Rlt_not_le.
    apply Rmult_lt_reg_l with (1 - delta); [lra|].
    replace ((1 - delta) * (PI ^ 2 * (1 - delta))) with (kappa delta ^ 2 * (2 * delta - 1))
      by (rewrite kappa_high by lra; ring).
    replace ((1 - delta) * ((odds delta - 1) * K ^ 2)) with (K ^ 2 * (2 * delta - 1))
      by (replace (2 * delta - 1) with ((1 - delta) * odds delta - (1 - delta)) by lra; ring).
    apply Rmult_lt_compat_r; lra.
Qed.

(** kappa stays below sqrt(3) pi, hence below 2 pi. *)
Theorem kappa_below_two_pi delta : 0 < delta < 1 -> kappa delta < sqrt 3 * PI.
Proof.
  intros H. pose proof PI_RGT_0. pose proof (kappa_pos delta H).
  assert (S3 : 0 < sqrt 3) by (apply sqrt_lt_R0; lra).
  apply Rnot_le_lt. intros L. assert (Q : (sqrt 3 * PI) ^ 2 <= kappa delta ^ 2)
    by (apply pow_incr; split; [apply Rmult_le_pos|]; lra).
  rewrite Rpow_mult_distr, pow2_sqrt in Q by lra. assert (P2 : 0 < PI ^ 2) by (apply pow_lt; lra).
  destruct (Rle_dec delta (2 / 3)) as [C|C].
  - rewrite kappa_low in Q by lra. nra.
  - pose proof (kappa_high delta ltac:(lra)) as E. assert ((1 - delta) ^ 2 < 2 * delta - 1) by nra. nra.
Qed.
