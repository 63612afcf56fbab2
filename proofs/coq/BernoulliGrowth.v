(** * Euler's formula and the growth of the Bernoulli numbers

    In words (end of eq. 13, eq. 14; claims C49, C50; the senses in which 2 pi is right):
    - sum_n B_n x^n / n! = x/(e^x - 1) for 0 < |x| < 2 pi, with radius of convergence exactly 2 pi;
    - B_2k = (-1)^(k+1) 2 (2k)! zeta(2k) / (2 pi)^(2k) for k >= 1 (an identity, where the paper has an
      asymptotic equality and no sign), and B_(2k+1) = 0;
    - 1 < zeta(2k) <= pi^2/6, so |B_2k/(2k)!|^(1/2k) tends to 1/(2 pi);
    - (2^(n+1) - 1) B_(n+1) = (-1)^(n+1) (n+1) p^(n)(0): the factor 2^(n+1) - 1 turns pi into 2 pi. *)

Require Import Arith Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Sigmoid Theorem1 PoleExpansion DoubleSeries PoleSeries
  TaylorCoefficients PoleTail RootTest.
Open Scope R_scope.

(** ** The expansion of x / (e^x - 1) *)

Lemma even_pole_incr k : even_pole k <= even_pole (S k).
Proof. unfold even_pole. rewrite (S_INR (S k)). pose proof PI_RGT_0. apply Rmult_le_compat_r; lra. Qed.

Lemma even_pole_0 : even_pole 0 = 2 * PI.
Proof. unfold even_pole. simpl. ring. Qed.

Lemma even_pole_ge k : 2 * PI <= even_pole k.
Proof. induction k as [|k IH]; [rewrite even_pole_0; lra|]. pose proof (even_pole_incr k). lra. Qed.

Lemma even_inverse_squares : ex_series (fun k => / even_pole k ^ 2).
Proof.
  apply inverse_squares_converge; [|eexists; apply bose_expansion; lra].
  intros k. pose proof (even_pole_ge k). pose proof PI_gt_3. lra.
Qed.

(** The candidate for B_n / n!. *)
Definition scaled_bernoulli (n : nat) : R :=
  match n with O => 1 | S O => - / 2 | S m => pole_sum even_pole 0 m end.

Lemma pole_sum_even_0 j : pole_sum even_pole 0 (2 * j) = 0.
Proof.
  unfold pole_sum. rewrite (Series_ext _ (fun k => 0 * / even_pole k ^ 2)).
  - rewrite Series_scal_l. ring.
  - intros k. rewrite pole_coefficient_at_0_even by apply even_pole_pos. ring.
Qed.

Lemma scaled_bernoulli_sum x : x <> 0 -> Rabs x < 2 * PI ->
  is_series (fun n => scaled_bernoulli n * x ^ n) (x / (exp x - 1)).
Proof.
  intros Hx0 Hx. pose proof (exp_neq_1 x Hx0) as N.
  assert (HS : is_series (fun n => pole_sum even_pole 0 n * x ^ n) (/ (exp x - 1) - / x + / 2)).
  { rewrite <- (is_series_unique _ _ (bose_expansion x Hx0)).
    assert (In : Rabs x < modulus (even_pole 0) 0)
      by (rewrite modulus_at_0 by apply even_pole_pos; now rewrite even_pole_0).
    pose proof (pole_sum_series even_pole even_pole_pos even_pole_incr even_inverse_squares 0 x In) as HS.
    now rewrite Rplus_0_l in HS. }
  apply is_series_tail, (is_series_scaled x) in HS.
  replace (x / (exp x - 1)) with (scaled_bernoulli 0 * x ^ 0 + (scaled_bernoulli 1 * x ^ 1
    + x * (/ (exp x - 1) - / x + / 2 - pole_sum even_pole 0 (2 * 0) * x ^ 0)))
    by (rewrite pole_sum_even_0; simpl; field; split; assumption).
  apply (is_series_cons (fun n => scaled_bernoulli n * x ^ n)).
  apply (is_series_cons (fun n => scaled_bernoulli (S n) * x ^ S n)).
  apply (is_series_eq _ _ _ _) with (3 := HS); [|reflexivity]. intros n. simpl. ring.
Qed.

Lemma scaled_bernoulli_converges x : Rabs x < 2 * PI -> ex_series (fun n => scaled_bernoulli n * x ^ n).
Proof.
  intros H. destruct (Req_dec x 0) as [->|Hx]; [|eexists; now apply scaled_bernoulli_sum].
  apply ex_series_incr_1, (ex_series_eq (fun n => 0 * / even_pole n ^ 2)).
  - intros n. simpl. ring.
  - apply ex_series_scaled, even_inverse_squares.
Qed.

Lemma scaled_bernoulli_radius_at_least : Rbar_le (2 * PI) (CV_radius scaled_bernoulli).
Proof.
  apply Rbar_not_lt_le. intros L. pose proof PI_RGT_0.
  assert (B : forall r, 0 <= r < 2 * PI -> Rbar_le r (CV_radius scaled_bernoulli)).
  { intros r Hr. assert (E : Rabs r = r) by (apply Rabs_right; lra).
    destruct (bounded_terms scaled_bernoulli r) as [M HM]; [apply scaled_bernoulli_converges; lra|].
    rewrite E in HM. apply (radius_at_least _ _ M); [lra|exact HM]. }
  pose proof (B 0 ltac:(lra)) as B0. destruct (CV_radius scaled_bernoulli) as [r| |]; simpl in *; try tauto.
  pose proof (B ((r + 2 * PI) / 2) ltac:(lra)). simpl in *. lra.
Qed.

(** ** These coefficients satisfy the recurrence of the Bernoulli numbers *)

(** (e^x - 1)/x *)
Definition exp_quotient (n : nat) : R := / INR (fact (S n)).

Lemma exp_quotient_sum x : exp x - 1 = x * PSeries exp_quotient x.
Proof.
  pose proof (is_exp_Reals x) as H. rewrite <- (is_pseries_unique _ _ _ H).
  rewrite PSeries_decr_1 by (eexists; exact H). simpl (INR (fact 0)). rewrite Rinv_1.
  unfold PS_decr_1, exp_quotient. ring.
Qed.

Lemma exp_quotient_radius : Rbar_le 1 (CV_radius exp_quotient).
Proof.
  apply (radius_at_least _ _ 1); [lra|]. intros n. rewrite pow1, Rmult_1_r. unfold exp_quotient.
  assert (1 <= INR (fact (S n))) by (apply (le_INR 1); apply lt_O_fact).
  rewrite Rabs_right by (apply Rle_ge; left; apply Rinv_0_lt_compat; lra).
  rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Lemma product_is_one n : PS_mult scaled_bernoulli exp_quotient (S n) = 0.
Proof.
  pose proof PI_gt_3 as P3.
  rewrite <- (taylor_unique (fun _ => 1) 0 1 (PS_mult scaled_bernoulli exp_quotient) Rlt_0_1).
  - unfold taylor. rewrite Derive_n_const. unfold Rdiv. ring.
  - intros h Hh.
    assert (R1 : Rbar_lt (Rabs h) (CV_radius scaled_bernoulli)).
    { eapply Rbar_lt_le_trans; [|apply scaled_bernoulli_radius_at_least]. simpl. lra. }
    assert (R2 : Rbar_lt (Rabs h) (CV_radius exp_quotient)).
    { eapply Rbar_lt_le_trans; [|apply exp_quotient_radius]. exact Hh. }
    replace 1 with (PSeries scaled_bernoulli h * PSeries exp_quotient h).
    + refine (proj1 (is_pseries_R (PS_mult scaled_bernoulli exp_quotient) _ _) _).
      apply is_pseries_mult; try assumption; now apply PSeries_correct, CV_radius_inside.
    + destruct (Req_dec h 0) as [->|Hh0]; [rewrite !PSeries_0; unfold exp_quotient; simpl; field|].
      unfold PSeries at 1. rewrite (is_series_unique _ _ (scaled_bernoulli_sum h Hh0 ltac:(lra))).
      pose proof (exp_quotient_sum h) as E. pose proof (exp_neq_1 h Hh0).
      transitivity (h * PSeries exp_quotient h / (exp h - 1)); [field; assumption|]. rewrite <- E. now field.
Qed.

Theorem bernoulli_scaled n : bernoulli n = INR (fact n) * scaled_bernoulli n.
Proof.
  symmetry. revert n. apply bernoulli_unique; [simpl; ring|]. intros n Hn. destruct n as [|n]; [lia|].
  pose proof (product_is_one n) as E. set (m := S n) in *.
  apply Rmult_eq_reg_l with (/ INR (fact (S m))); [|apply Rinv_neq_0_compat, INR_fact_neq_0].
  rewrite Rmult_0_r, <- E, scal_sum. unfold PS_mult. apply sum_eq. intros k Hk. unfold exp_quotient.
  pose proof (binomial_fact (S m) k ltac:(lia)) as B. apply (f_equal INR) in B. rewrite !mult_INR in B.
  replace (S (m - k)) with (S m - k)%nat by lia.
  pose proof (INR_fact_neq_0 (S m - k)). pose proof (INR_fact_neq_0 (S m)).
  apply Rmult_eq_reg_r with (INR (fact (S m)) * INR (fact (S m - k)));
    [|now apply Rmult_integral_contrapositive_currified].
  transitivity (scaled_bernoulli k * (INR (binomial (S m) k) * INR (fact k) * INR (fact (S m - k))));
    [now field|].
  rewrite B. now field.
Qed.

Theorem bernoulli_series_sum x : x <> 0 -> Rabs x < 2 * PI ->
  is_series (fun n => bernoulli n / INR (fact n) * x ^ n) (x / (exp x - 1)).
Proof.
  intros Hx0 Hx. apply (is_series_eq (fun n => scaled_bernoulli n * x ^ n) _ (x / (exp x - 1)));
    [|reflexivity|now apply scaled_bernoulli_sum].
  intros n. rewrite bernoulli_scaled. field. apply INR_fact_neq_0.
Qed.

(** ** Euler's formula *)

Definition zeta (s : nat) : R := Series (fun k => / INR (S k) ^ s).

Lemma INR_S_pos k : 0 < INR (S k).
Proof. apply lt_0_INR. lia. Qed.

Lemma even_pole_power k s : / even_pole k ^ s = / (2 * PI) ^ s * / INR (S k) ^ s.
Proof.
  unfold even_pole. replace (2 * INR (S k) * PI) with (2 * PI * INR (S k)) by ring.
  now rewrite Rpow_mult_distr, Rinv_mult.
Qed.

Lemma pole_sum_zeta j :
  pole_sum even_pole 0 (S (2 * j)) = (-1) ^ j * (2 * zeta (2 * S j) / (2 * PI) ^ (2 * S j)).
Proof.
  unfold pole_sum, zeta, Rdiv.
  replace (2 * Series (fun k => / INR (S k) ^ (2 * S j)) * / (2 * PI) ^ (2 * S j))
    with (2 * / (2 * PI) ^ (2 * S j) * Series (fun k => / INR (S k) ^ (2 * S j))) by ring.
  rewrite <- !Series_scal_l. apply Series_ext. intros k.
  rewrite pole_coefficient_at_0_odd by apply even_pole_pos. unfold Rdiv. rewrite even_pole_power. ring.
Qed.

Theorem bernoulli_even j : bernoulli (2 * S j)
  = (-1) ^ j * (2 * INR (fact (2 * S j)) * zeta (2 * S j) / (2 * PI) ^ (2 * S j)).
Proof.
  rewrite bernoulli_scaled. replace (scaled_bernoulli (2 * S j)) with (pole_sum even_pole 0 (S (2 * j)))
    by (now replace (2 * S j)%nat with (S (S (2 * j))) by lia).
  rewrite pole_sum_zeta. unfold Rdiv. ring.
Qed.

Theorem bernoulli_odd j : bernoulli (2 * S j + 1) = 0.
Proof.
  rewrite bernoulli_scaled. replace (2 * S j + 1)%nat with (S (S (S (2 * j)))) by lia.
  change (scaled_bernoulli (S (S (S (2 * j))))) with (pole_sum even_pole 0 (S (S (2 * j)))).
  replace (S (S (2 * j))) with (2 * S j)%nat by lia. rewrite pole_sum_even_0. ring.
Qed.

Theorem zeta_2 : zeta 2 = PI ^ 2 / 6.
Proof.
  pose proof (bernoulli_even 0) as E. change (2 * 1)%nat with 2%nat in E.
  replace (bernoulli 2) with (/ 6) in E by (unfold bernoulli, surjections; simpl; field).
  pose proof PI_RGT_0. replace (INR (fact 2)) with 2 in E by (simpl; ring).
  apply Rmult_eq_reg_l with (4 / (2 * PI) ^ 2); [|apply Rmult_integral_contrapositive_currified; [lra|]].
  - transitivity (/ 6); [rewrite E; simpl; field; lra|simpl; field; lra].
  - apply Rinv_neq_0_compat, pow_nonzero. lra.
Qed.

Lemma inverse_powers_converge_nat s : (2 <= s)%nat -> ex_series (fun k => / INR (S k) ^ s).
Proof.
  intros Hs. pose proof PI_RGT_0. apply (ex_series_dominated _ (fun k => (2 * PI) ^ 2 * / even_pole k ^ 2)).
  - intros k. pose proof (INR_S_pos k) as P. assert (1 <= INR (S k)) by (apply (le_INR 1); lia).
    rewrite even_pole_power, <- Rmult_assoc, Rinv_r, Rmult_1_l by (apply pow_nonzero; lra).
    rewrite Rabs_right by (apply Rle_ge; left; apply Rinv_0_lt_compat, pow_lt, P).
    apply Rinv_le_contravar; [now apply pow_lt|]. now apply Rle_pow.
  - apply ex_series_scaled, even_inverse_squares.
Qed.

(** zeta(s) = 1 + 2^-s + ..., and beyond 1 it decreases at least like 4^-k. *)
Lemma zeta_first s : (2 <= s)%nat -> zeta s = 1 + Series (fun k => / INR (S (S k)) ^ s).
Proof.
  intros Hs. unfold zeta. rewrite (Series_first _ (inverse_powers_converge_nat s Hs)).
  simpl (INR 1). now rewrite pow1, Rinv_1.
Qed.

Lemma zeta_tail_bound j :
  / 2 ^ (2 * S j) <= Series (fun k => / INR (S (S k)) ^ (2 * S j)) <= (zeta 2 - 1) * (/ 4) ^ j.
Proof.
  assert (P : forall k s, 0 < / INR (S k) ^ s) by (intros; apply Rinv_0_lt_compat, pow_lt, INR_S_pos).
  pose proof (inverse_powers_converge_nat (2 * S j) ltac:(lia)) as C.
  pose proof (ex_series_shift _ 1 C) as C1.
  pose proof (ex_series_shift _ 1 (inverse_powers_converge_nat 2 (le_n 2))) as D1.
  split.
  - rewrite (Series_first (fun k => / INR (S (S k)) ^ (2 * S j)) C1). replace (INR 2) with 2 by (simpl; ring).
    pose proof (ex_series_shift _ 2 C) as C2.
    pose proof (Series_nonneg (fun k => / INR (S (S (S k))) ^ (2 * S j)) (fun k => Rlt_le _ _ (P _ _)) C2).
    lra.
  - rewrite (zeta_first 2 (le_n 2)). replace (1 + _ - 1) with (Series (fun k => / INR (S (S k)) ^ 2)) by ring.
    rewrite <- Series_scal_r. apply Series_le; [|now apply ex_series_scaled_r]. intros k.
    split; [left; apply P|].
    replace (2 * S j)%nat with (2 + 2 * j)%nat by lia. rewrite pow_add, Rinv_mult.
    apply Rmult_le_compat_l; [left; apply P|]. rewrite pow_mult, <- pow_inv
      by (apply pow_nonzero, not_0_INR; lia).
    apply pow_incr. split; [left; apply P|]. assert (2 <= INR (S (S k))) by (apply (le_INR 2); lia).
    set (x := INR (S (S k))) in *. apply Rinv_le_contravar; [lra|]. replace (x ^ 2) with (x * x) by ring. nra.
Qed.

Theorem zeta_bounds k : (1 <= k)%nat -> 1 < zeta (2 * k) <= PI ^ 2 / 6.
Proof.
  destruct k as [|j]; [lia|]. intros _. pose proof (zeta_tail_bound j) as [L U].
  rewrite (zeta_first (2 * S j)) by lia.
  assert (0 < / 2 ^ (2 * S j)) by (apply Rinv_0_lt_compat, pow_lt; lra). split; [lra|].
  assert (Z1 : 0 <= zeta 2 - 1).
  { pose proof (zeta_tail_bound 0) as [L0 U0]. rewrite pow_O in U0.
    pose proof (Rinv_0_lt_compat _ (pow_lt 2 (2 * 1) Rlt_0_2)). lra. }
  assert (Q : (/ 4) ^ j <= 1) by (rewrite <- (pow1 j); apply pow_incr; lra).
  rewrite <- zeta_2. pose proof (Rmult_le_compat_l _ _ _ Z1 Q). lra.
Qed.

Theorem zeta_limit : is_lim_seq (fun k => zeta (2 * k)) 1.
Proof.
  apply is_lim_seq_incr_1. apply (is_lim_seq_le_le (fun _ => 1) _ (fun j => 1 + (zeta 2 - 1) * (/ 4) ^ j)).
  - intros j. split; [left; apply zeta_bounds; lia|]. rewrite zeta_first by lia.
    apply Rplus_le_compat_l, zeta_tail_bound.
  - apply is_lim_seq_const.
  - replace (Finite 1) with (Finite (1 + (zeta 2 - 1) * 0)) by (f_equal; ring).
    apply is_lim_seq_plus'; [apply is_lim_seq_const|]. apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply is_lim_seq_geom. rewrite Rabs_right; lra.
Qed.

(** ** Two-sided bounds and eq. 14 *)

Lemma bernoulli_abs k : (1 <= k)%nat ->
  Rabs (bernoulli (2 * k) / INR (fact (2 * k))) = 2 * zeta (2 * k) / (2 * PI) ^ (2 * k).
Proof.
  intros Hk. pose proof (zeta_bounds k Hk) as B. destruct k as [|j]; [lia|]. pose proof PI_RGT_0.
  pose proof (pow_lt (2 * PI) (2 * S j) ltac:(lra)) as P. rewrite bernoulli_even.
  replace ((-1) ^ j * (2 * INR (fact (2 * S j)) * zeta (2 * S j) / (2 * PI) ^ (2 * S j)) / INR (fact (2
    * S j)))
    with ((-1) ^ j * (2 * zeta (2 * S j) / (2 * PI) ^ (2 * S j))) by (field; split;
      [lra|apply INR_fact_neq_0]).
  rewrite Rabs_mult, pow_1_abs, Rmult_1_l. apply Rabs_right, Rle_ge. left. apply Rdiv_lt_0_compat; lra.
Qed.

Theorem bernoulli_two_sided k : (1 <= k)%nat ->
  1 < Rabs (bernoulli (2 * k)) * (2 * PI) ^ (2 * k) / (2 * INR (fact (2 * k))) <= PI ^ 2 / 6.
Proof.
  intros Hk. pose proof (bernoulli_abs k Hk) as E. pose proof PI_RGT_0.
  pose proof (INR_fact_neq_0 (2 * k)) as F.
  pose proof (pow_lt (2 * PI) (2 * k) ltac:(lra)) as P. assert (Fp : 0 < INR (fact (2 * k)))
    by (apply lt_0_INR, lt_O_fact).
  unfold Rdiv in E at 1. rewrite Rabs_mult, (Rabs_right (/ _)) in E
    by (apply Rle_ge; left; now apply Rinv_0_lt_compat).
  replace (Rabs (bernoulli (2 * k)) * (2 * PI) ^ (2 * k) / (2 * INR (fact (2 * k)))) with (zeta (2 * k));
    [now apply zeta_bounds|].
  apply Rmult_eq_reg_l with (2 / (2 * PI) ^ (2 * k)); [|apply Rmult_integral_contrapositive_currified;
    [lra|apply Rinv_neq_0_compat; lra]].
  transitivity (2 * zeta (2 * k) / (2 * PI) ^ (2 * k)); [field; lra|]. rewrite <- E. field. lra.
Qed.

Theorem bernoulli_root_limit_exact :
  is_lim_seq (fun k => Rpower (Rabs (bernoulli (2 * k) / INR (fact (2 * k)))) (/ INR (2 * k))) (/ (2 * PI)).
Proof.
  pose proof PI_RGT_0.
  apply (is_lim_seq_ext_loc (fun k => Rpower (2 * zeta (2 * k) / (2 * PI) ^ (2 * k)) (/ INR (2 * k)))).
  - exists 1%nat. intros k Hk. now rewrite bernoulli_abs.
  - apply (even_root_limit (fun k => zeta (2 * k)) 1 (PI ^ 2 / 6)); try lra.
    intros k Hk. pose proof (zeta_bounds k Hk). lra.
Qed.

(** Equation 14, as a limit. *)
Theorem zeta_root_limit_exact :
  is_lim_seq (fun k => Rpower (2 * zeta (2 * k) / (2 * PI) ^ (2 * k)) (/ INR (2 * k))) (/ (2 * PI)).
Proof.
  pose proof PI_RGT_0. apply (even_root_limit (fun k => zeta (2 * k)) 1 (PI ^ 2 / 6)); try lra.
  intros k Hk. pose proof (zeta_bounds k Hk). lra.
Qed.

(** How fast zeta(2k) tends to 1. *)
Theorem zeta_geometric_bounds k : (1 <= k)%nat -> 1 < zeta (2 * k) < 1 + 3 / 4 ^ k.
Proof.
  intros Hk. split; [now apply zeta_bounds|]. destruct k as [|j]; [lia|].
  rewrite zeta_first by lia. destruct (zeta_tail_bound j) as [_ U]. pose proof PI_sq_le_10. rewrite zeta_2 in U.
  assert (Q : 0 < (/ 4) ^ j) by (apply pow_lt; lra).
  replace (3 / 4 ^ S j) with (3 / 4 * (/ 4) ^ j) by (rewrite pow_inv; simpl; field; apply pow_nonzero; lra).
  pose proof (Rmult_le_compat_r ((/ 4) ^ j) (PI ^ 2 / 6 - 1) (2 / 3) ltac:(lra) ltac:(lra)). lra.
Qed.

(** ** Radius of convergence 2 pi *)

Theorem bernoulli_radius_exact : CV_radius (fun n => bernoulli n / INR (fact n)) = 2 * PI.
Proof.
  pose proof PI_RGT_0. assert (E : forall n, bernoulli n / INR (fact n) = scaled_bernoulli n)
    by (intros n; rewrite bernoulli_scaled; field; apply INR_fact_neq_0).
  apply Rbar_le_antisym; [|rewrite (CV_radius_ext _ _ E); apply scaled_bernoulli_radius_at_least].
  apply (proj2 (CV_radius_bounded _)). intros r [M HM]. apply Rnot_lt_le. intros L.
  assert (Q : 1 < (r / (2 * PI)) ^ 2).
  { rewrite <- (pow1 2) at 1. assert (1 < r / (2 * PI)); [|simpl; nra].
    apply Rmult_lt_reg_r with (2 * PI); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  destruct (Pow_x_infinity ((r / (2 * PI)) ^ 2) ltac:(rewrite Rabs_right; lra) (Rmax 1 (M + 1))) as [N HN].
  specialize (HN (S N) ltac:(lia)). specialize (HM (2 * S N)%nat). cbv beta in HM.
  rewrite Rabs_mult, bernoulli_abs in HM by lia. pose proof (zeta_bounds (S N) ltac:(lia)) as B.
  rewrite Rabs_right in HN by (apply Rle_ge, pow_le; lra). rewrite <- pow_mult in HN.
  set (n := (2 * S N)%nat) in *. pose proof (pow_lt (2 * PI) n ltac:(lra)) as P.
  rewrite (Rabs_right (r ^ n)) in HM by (apply Rle_ge, pow_le; lra).
  assert (G : (r / (2 * PI)) ^ n <= 2 * zeta n / (2 * PI) ^ n * r ^ n).
  { unfold Rdiv. rewrite Rpow_mult_distr, pow_inv by lra.
    replace (2 * zeta n * / (2 * PI) ^ n * r ^ n) with (2 * zeta n * (r ^ n * / (2 * PI) ^ n)) by ring.
    rewrite <- (Rmult_1_l (r ^ n * _)) at 1. apply Rmult_le_compat_r; [|lra].
    apply Rmult_le_pos; [apply pow_le; lra|left; now apply Rinv_0_lt_compat]. }
  pose proof (Rmax_r 1 (M + 1)). lra.
Qed.

Theorem bernoulli_root_limsup_exact :
  is_LimSup_seq (fun n => root (Rabs (bernoulli n / INR (fact n))) n) (/ (2 * PI)).
Proof. apply cauchy_hadamard; [pose proof PI_RGT_0; lra|apply bernoulli_radius_exact]. Qed.

(** ** The derivatives at p = 1/2 *)

(** sum_{k>=0} 1/((2k+1) pi)^s = (1 - 2^-s) zeta(s) / pi^s: the sum over all integers minus the even ones. *)
Lemma odd_even_split s N : sum_f_R0 (fun i => / INR (S i) ^ s) (2 * N + 1)
  = sum_f_R0 (fun k => / INR (S (2 * k)) ^ s) N + / 2 ^ s * sum_f_R0 (fun k => / INR (S k) ^ s) N.
Proof.
  assert (E : forall k, / INR (S (S (2 * k))) ^ s = / 2 ^ s * / INR (S k) ^ s).
  { intros k. replace (S (S (2 * k))) with (2 * S k)%nat by lia. rewrite mult_INR.
    replace (INR 2) with 2 by (simpl; ring).
    now rewrite Rpow_mult_distr, Rinv_mult. }
  induction N as [|N IH].
  - change (2 * 0 + 1)%nat with 1%nat. cbn [sum_f_R0]. pose proof (E 0%nat) as E0.
    change (S (S (2 * 0))) with 2%nat in E0. rewrite E0. change (2 * 0)%nat with 0%nat. ring.
  - replace (2 * S N + 1)%nat with (S (S (2 * N + 1))) by lia.
    rewrite !(tech5 _ (S _)), !(tech5 _ N), tech5, IH.
    replace (S (S (S (2 * N + 1)))) with (S (S (2 * S N))) by lia. rewrite E.
    replace (S (S (2 * N + 1))) with (S (2 * S N)) by lia. ring.
Qed.

Lemma odd_power_sum s : (2 <= s)%nat ->
  Series (fun k => / odd_pole k ^ s) = (1 - / 2 ^ s) * zeta s / PI ^ s.
Proof.
  intros Hs. pose proof (Series_correct _ (inverse_powers_converge_nat s Hs)) as Z. fold (zeta s) in Z.
  assert (Z1 : is_lim_seq (fun N => sum_f_R0 (fun k => / INR (S k) ^ s) N) (zeta s))
    by (apply (is_lim_seq_ext (sum_n (fun k => / INR (S k) ^ s))); [intros; apply sum_n_Reals|exact Z]).
  assert (Z2 : is_lim_seq (fun N => sum_f_R0 (fun k => / INR (S k) ^ s) (2 * N + 1)) (zeta s)).
  { apply (is_lim_seq_subseq (fun N => sum_f_R0 (fun k => / INR (S k) ^ s) N) (zeta s) (fun N => (2 * N
      + 1)%nat));
      [apply eventually_subseq; lia|exact Z1]. }
  assert (O : is_series (fun k => / INR (S (2 * k)) ^ s) (zeta s - / 2 ^ s * zeta s)).
  { change (is_lim_seq (sum_n (fun k => / INR (S (2 * k)) ^ s)) (zeta s - / 2 ^ s * zeta s)).
    apply (is_lim_seq_ext (fun N => sum_f_R0 (fun i => / INR (S i) ^ s) (2 * N + 1)
      - / 2 ^ s * sum_f_R0 (fun k => / INR (S k) ^ s) N)).
    - intros N. rewrite sum_n_Reals, odd_even_split. ring.
    - apply is_lim_seq_minus'; [exact Z2|]. apply is_lim_seq_mult'; [apply is_lim_seq_const|exact Z1]. }
  apply is_series_unique. apply (is_series_eq _ _ _ _) with (3 := is_series_scaled (/ PI ^ s) _ _ O).
  - intros k. unfold odd_pole. rewrite S_INR, mult_INR. replace (INR 2) with 2 by (simpl; ring).
    rewrite Rpow_mult_distr, Rinv_mult. ring.
  - unfold Rdiv. ring.
Qed.

Lemma minus_one_even j : (-1) ^ S (S (2 * j)) = 1.
Proof. replace (S (S (2 * j))) with (2 * S j)%nat by lia. apply pow_1_even. Qed.

Theorem bernoulli_from_sigmoid n :
  (2 ^ S n - 1) * bernoulli (S n) = (-1) ^ S n * INR (S n) * Derive_n sigmoid n 0.
Proof.
  destruct (Nat.Even_or_Odd n) as [[j ->]|[j ->]].
  - destruct j as [|j].
    + change (2 * 0)%nat with 0%nat. rewrite bernoulli_scaled. simpl. rewrite sigmoid_0. field.
    + pose proof (taylor_sigmoid_even_0 j) as E.
      unfold taylor in E. replace (S (2 * S j)) with (2 * S j + 1)%nat by lia. rewrite bernoulli_odd.
      apply (f_equal (fun x => x * INR (fact (2 * S j)))) in E. unfold Rdiv in E.
      rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_0_l in E by apply INR_fact_neq_0. rewrite E. ring.
  - pose proof (taylor_softplus_even_0 j) as E. rewrite odd_power_sum in E by lia.
    replace (2 * j + 1)%nat with (S (2 * j)) by lia.
    replace (2 * S j)%nat with (S (S (2 * j))) in E by lia. rewrite taylor_softplus_S in E.
    unfold taylor in E.
    pose proof (bernoulli_even j) as B. replace (2 * S j)%nat with (S (S (2 * j))) in B by lia.
    set (m := S (2 * j)) in *. replace ((-1) ^ S m) with 1 by (symmetry; apply minus_one_even).
    assert (D : Derive_n sigmoid m 0
      = (-1) ^ j * (2 * ((1 - / 2 ^ S m) * zeta (S m) / PI ^ S m)) * INR (fact m)).
    { pose proof (INR_fact_neq_0 m) as F. pose proof (INR_S_pos m) as N.
      apply (f_equal (fun x => x * (INR (S m) * INR (fact m)))) in E.
      transitivity (Derive_n sigmoid m 0 / INR (fact m) / INR (S m) * (INR (S m) * INR (fact m))); [field;
        lra|].
      rewrite E. pose proof PI_RGT_0. field. repeat split; [apply pow_nonzero|apply pow_nonzero|]; lra. }
    rewrite D, B. change (fact (S m)) with (S m * fact m)%nat. rewrite mult_INR, Rpow_mult_distr.
    pose proof PI_RGT_0. field. split; apply pow_nonzero; lra.
Qed.

(** A^(2j)(0) = (4^j - 1) B_2j / (2j): the largest value of |A^(2j)|. *)
Theorem taylor_softplus_even_bernoulli j : (1 <= j)%nat ->
  taylor softplus 0 (2 * j) = (4 ^ j - 1) * bernoulli (2 * j) / (INR (2 * j) * INR (fact (2 * j))).
Proof.
  destruct j as [|j]; [lia|]. intros _. replace 4 with (2 ^ 2) by ring. rewrite <- pow_mult.
  replace (2 * S j)%nat with (S (S (2 * j))) by lia. rewrite bernoulli_from_sigmoid, taylor_softplus_S.
  rewrite minus_one_even.
  change (fact (S (S (2 * j)))) with (S (S (2 * j)) * fact (S (2 * j)))%nat. rewrite mult_INR. unfold taylor.
  pose proof (INR_S_pos (S (2 * j))). field. split; [apply INR_fact_neq_0|lra].
Qed.
