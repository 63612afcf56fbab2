(** * Root tests by bounds; even orders of the sigmoid; coefficients of entire functions

    In words: a sequence that is at most C q^n, and at least c q^n infinitely often, has the limit superior q of its n-th
    roots, and 0 if it is at most C_r r^n for every r > 0.  Hence
    - for z other than 0 the even Taylor coefficients of the sigmoid at z have the limit superior 1/sqrt(z^2 + pi^2), as all have
      (claim C44): of cos((2k+1) t) and cos((2k+3) t) one is not small;
    - so have the sums of (-q)^j T(n,j)/n!, which are those coefficients at the logit of q, up to a factor (claims C45, C46);
    - for Bell numbers over n!, and for all sums over j of Stirling numbers with weights up to 2^j, it is 0 (claims C46 to C49). *)

Require Import Arith Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Sigmoid Theorem1 PoleSeries TaylorCoefficients TaylorSeries RootTest PAverage.
Open Scope R_scope.

(** ** Limits superior by bounds *)

Section Bounds.
Variable u : nat -> R.
(** The orders that are looked at. *)
Variable index : nat -> nat.
Hypothesis index_grows : forall k, (k <= index k)%nat.
Let roots (k : nat) : R := root (Rabs (u (index k))) (index k).

Lemma geometric_beats C x : 1 < x -> exists N, forall n, (N <= n)%nat -> C < x ^ n.
Proof.
  intros X. destruct (Pow_x_infinity x ltac:(rewrite Rabs_right; lra) (C + 1)) as [N H]. exists N. intros n L.
  specialize (H n L). rewrite Rabs_right in H by (apply Rle_ge, pow_le; lra). lra.
Qed.
Lemma roots_below C q r : 0 < q < r -> (forall n, (1 <= n)%nat -> Rabs (u n) <= C * q ^ n) ->
  exists N, forall k, (N <= k)%nat -> roots k < r.
Proof.
  intros Q U. destruct (geometric_beats C (r / q)) as [N H].
  { apply Rmult_lt_reg_r with q; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  exists (S N). intros k L. pose proof (index_grows k) as I. pose proof (pow_lt q (index k) (proj1 Q)) as P.
  apply root_lt; [lia|apply Rabs_pos|lra|]. eapply Rle_lt_trans; [apply U; lia|].
  specialize (H (index k) ltac:(lia)). unfold Rdiv in H. rewrite Rpow_mult_distr, pow_inv in H.
  apply Rmult_lt_compat_r with (r := q ^ index k) in H; [|exact P]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r in H; lra.
Qed.
Theorem limsup_by_bounds C c q : 0 < q -> 0 < c -> (forall n, (1 <= n)%nat -> Rabs (u n) <= C * q ^ n) ->
  (forall N, exists k, (N <= k)%nat /\ c * q ^ index k <= Rabs (u (index k))) -> is_LimSup_seq roots q.
Proof.
  intros Q P U L eps. pose proof (cond_pos eps) as E. split.
  - intros N. destruct (Rle_dec (q - eps) 0) as [D|D].
    + destruct (L (S N)) as [k [K H]]. exists k. split; [lia|].
      assert (0 < roots k); [|lra]. unfold roots, root. pose proof (pow_lt q (index k) Q).
      pose proof (Rmult_lt_0_compat _ _ P H0). destruct (Req_EM_T _ 0); [lra|]. apply exp_pos.
    + apply Rnot_le_lt in D. destruct (geometric_beats (/ c) (q / (q - eps))) as [M B].
      { apply Rmult_lt_reg_r with (q - eps); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
      destruct (L (S (N + M))) as [k [K H]]. exists k. split; [lia|]. apply Rnot_le_lt. intros R.
      pose proof (index_grows k) as I. apply (root_le _ _ (index k) ltac:(lia) (Rabs_pos _)) in R.
      specialize (B (index k) ltac:(lia)). pose proof (pow_lt (q - eps) (index k) ltac:(lra)) as W.
      unfold Rdiv in B. rewrite Rpow_mult_distr, pow_inv in B.
      apply Rmult_lt_compat_r with (r := (q - eps) ^ index k) in B; [|exact W].
      rewrite Rmult_assoc, Rinv_l, Rmult_1_r in B by lra. apply Rmult_lt_compat_l with (r := c) in B; [|exact P].
      rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in B by lra. lra.
  - exact (roots_below C q (q + eps) ltac:(lra) U).
Qed.
Theorem limsup_0_by_bounds : (forall r, 0 < r -> exists C, forall n, (1 <= n)%nat -> Rabs (u n) <= C * r ^ n) ->
  is_LimSup_seq roots 0.
Proof.
  intros H eps. pose proof (cond_pos eps) as E. split.
  - intros N. exists N. split; [lia|]. pose proof (root_nonneg (Rabs (u (index N))) (index N)). unfold roots. lra.
  - destruct (H (eps / 2) ltac:(lra)) as [C U]. rewrite Rplus_0_l. exact (roots_below C (eps / 2) eps ltac:(lra) U).
Qed.
End Bounds.

Lemma double_grows k : (k <= 2 * k)%nat.
Proof. lia. Qed.

(** ** Even orders of the sigmoid *)

(** One of two cosines two steps apart is not small. *)
Lemma two_cosines t k : Rabs (cos t * sin t) <= Rabs (cos (INR (S (2 * k)) * t))
  \/ Rabs (cos t * sin t) <= Rabs (cos (INR (S (2 * S k)) * t)).
Proof.
  set (x := INR (2 * S k) * t).
  assert (E1 : INR (S (2 * k)) * t = x - t) by (unfold x; rewrite S_INR, !mult_INR, !S_INR; simpl; ring).
  assert (E2 : INR (S (2 * S k)) * t = x + t) by (unfold x; rewrite S_INR; ring).
  rewrite E1, E2, cos_minus, cos_plus. destruct (Rle_dec (Rabs (cos t * sin t)) (Rabs (cos x * cos t + sin x * sin t))) as [L|L]; [now left|].
  right. apply Rnot_le_lt in L. apply Rsqr_lt_abs_1 in L. apply Rsqr_le_abs_0. unfold Rsqr in *.
  pose proof (sin2_cos2 x) as X. pose proof (sin2_cos2 t) as T. unfold Rsqr in X, T.
  set (a := cos x) in *. set (b := sin x) in *. set (c := cos t) in *. set (s := sin t) in *.
  assert (I : (a * c - b * s) * (a * c - b * s) + (a * c + b * s) * (a * c + b * s) >= 2 * (c * s * (c * s))).
  { assert (C1 : c * c = 1 - s * s) by lra. assert (A1 : a * a = 1 - b * b) by lra.
    replace ((a * c - b * s) * (a * c - b * s) + (a * c + b * s) * (a * c + b * s)) with (2 * (a * a * (c * c) + b * b * (s * s))) by ring.
    replace (c * s * (c * s)) with (c * c * (s * s)) by ring. pose proof (Rle_0_sqr a). pose proof (Rle_0_sqr b). unfold Rsqr in *.
    pose proof (Rle_0_sqr c). pose proof (Rle_0_sqr s). unfold Rsqr in *.
    assert (0 <= a * a * (c * c * (c * c))) by (apply Rmult_le_pos; nra). assert (0 <= b * b * (s * s * (s * s))) by (apply Rmult_le_pos; nra).
    replace (c * c * (s * s)) with ((a * a + b * b) * (c * c * (s * s))) by (rewrite A1; ring).
    replace (a * a * (c * c) + b * b * (s * s)) with ((a * a * (c * c) + b * b * (s * s)) * (c * c + s * s)) by (rewrite C1; ring). nra. }
  lra.
Qed.
Lemma even_sigmoid_lower z : z <> 0 -> exists c, 0 < c /\
  forall N, exists k, (N <= k)%nat /\ c * (/ radius z) ^ (2 * k) <= Rabs (taylor sigmoid z (2 * k)).
Proof.
  intros Z. pose proof (radius_pos z) as P. pose proof (radius_lt_second z) as L. pose proof (abs_lt_radius z) as A.
  pose proof tail_constant_pos as T. set (r := radius z) in *. set (s := second_radius z) in *. set (t := angle z).
  assert (bounds : -1 < z / r < 1).
  { enough (Rabs (z / r) < 1) as B by (apply Rabs_def2 in B; lra). unfold Rdiv. rewrite Rabs_mult, (Rabs_right (/ r)) by (apply Rle_ge, Rlt_le, Rinv_0_lt_compat; lra).
    apply Rmult_lt_reg_r with r; [lra|]. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (D : 0 < Rabs (cos t * sin t)).
  { apply Rabs_pos_lt, Rmult_integral_contrapositive_currified; unfold t, angle; fold r.
    - rewrite cos_acos by lra. intros E. apply Z. apply (Rmult_eq_reg_r (/ r)); [|apply Rinv_neq_0_compat; lra]. unfold Rdiv in E. lra.
    - pose proof (acos_bound_lt (z / r) bounds). apply Rgt_not_eq, sin_gt_0; lra. }
  set (d := Rabs (cos t * sin t)) in *.
  assert (Q : 0 <= r / s < 1).
  { split; [apply Rlt_le, Rdiv_lt_0_compat; lra|]. apply Rmult_lt_reg_r with s; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  set (K := 2 * tail_constant * s * r). assert (K0 : 0 <= K) by (unfold K; repeat apply Rmult_le_pos; lra).
  destruct (pow_lt_1_zero (r / s) ltac:(rewrite Rabs_right; lra) (d / (K + 1)) ltac:(apply Rdiv_lt_0_compat; lra)) as [M small].
  exists (d / r). split; [apply Rdiv_lt_0_compat; lra|]. intros N.
  assert (G : forall k, (S (N + M) <= k)%nat -> d <= Rabs (cos (INR (S (2 * k)) * t)) ->
    d / r * (/ r) ^ (2 * k) <= Rabs (taylor sigmoid z (2 * k))).
  { intros k Hk C. set (n := (2 * k)%nat) in *. pose proof (taylor_sigmoid_tail z n ltac:(lia)) as B. fold s in B.
    pose proof (pow_lt r n P) as R. pose proof (pow_lt s n ltac:(lra)) as S0.
    assert (El : Rabs (leading_coefficient z n) = 2 * Rabs (cos (INR (S n) * t)) / r / r ^ n).
    { unfold leading_coefficient, Rdiv. fold r t. rewrite !Rabs_mult, pow_1_abs, (Rabs_right 2), Rmult_1_l by lra.
      rewrite (Rabs_right (/ _)) by (apply Rle_ge, Rlt_le, Rinv_0_lt_compat; simpl; nra). simpl pow. field. lra. }
    specialize (small n ltac:(lia)). rewrite Rabs_right in small by (apply Rle_ge, pow_le; lra).
    assert (W : 2 * tail_constant * (s / s ^ n) <= d / r / r ^ n).
    { apply Rmult_le_reg_r with (r * r ^ n); [nra|]. replace (d / r / r ^ n * (r * r ^ n)) with d by (field; lra).
      replace (2 * tail_constant * (s / s ^ n) * (r * r ^ n)) with (K * (r / s) ^ n)
        by (unfold K, Rdiv; rewrite Rpow_mult_distr, pow_inv; field; lra).
      apply Rle_trans with (K * (d / (K + 1))); [apply Rmult_le_compat_l; lra|].
      apply Rmult_le_reg_r with (K + 1); [lra|]. unfold Rdiv. replace (K * (d * / (K + 1)) * (K + 1)) with (K * d) by (field; lra). nra. }
    assert (Y : 2 * (d / r / r ^ n) <= Rabs (leading_coefficient z n)).
    { rewrite El. unfold Rdiv. replace (2 * (d * / r * / r ^ n)) with (2 * d * (/ r * / r ^ n)) by ring.
      replace (2 * Rabs (cos (INR (S n) * t)) * / r * / r ^ n) with (2 * Rabs (cos (INR (S n) * t)) * (/ r * / r ^ n)) by ring.
      apply Rmult_le_compat_r; [|lra]. apply Rlt_le, Rmult_lt_0_compat; apply Rinv_0_lt_compat; lra. }
    pose proof (Rabs_triang_inv (leading_coefficient z n) (leading_coefficient z n - taylor sigmoid z n)) as V.
    replace (leading_coefficient z n - (leading_coefficient z n - taylor sigmoid z n)) with (taylor sigmoid z n) in V by ring.
    rewrite <- Rabs_Ropp in B. replace (- (taylor sigmoid z n - leading_coefficient z n)) with (leading_coefficient z n - taylor sigmoid z n) in B by ring.
    rewrite pow_inv. unfold Rdiv in *. lra. }
  destruct (two_cosines t (S (N + M))) as [C|C]; [exists (S (N + M))|exists (S (S (N + M)))]; (split; [lia|apply G; [lia|exact C]]).
Qed.
Lemma sigmoid_upper z n : (1 <= n)%nat -> Rabs (taylor sigmoid z n) <= radius z / 4 * (/ radius z) ^ n.
Proof. intros N. rewrite pow_inv. exact (taylor_sigmoid_bound z n N). Qed.
Theorem sigmoid_even_root_limsup z : z <> 0 ->
  is_LimSup_seq (fun k => root (Rabs (taylor sigmoid z (2 * k))) (2 * k)) (/ radius z).
Proof.
  intros Z. destruct (even_sigmoid_lower z Z) as [c [C L]]. pose proof (radius_pos z) as P.
  apply (limsup_by_bounds (taylor sigmoid z) (fun k => 2 * k)%nat double_grows (radius z / 4) c);
    [now apply Rinv_0_lt_compat|exact C|intros n; apply sigmoid_upper|exact L].
Qed.
Theorem sigmoid_even_root_limsup_at_0 : is_LimSup_seq (fun k => root (Rabs (taylor sigmoid 0 (2 * k))) (2 * k)) 0.
Proof.
  apply is_LimSup_seq_ext_loc with (fun _ => 0); [|apply is_LimSup_seq_const].
  exists 1%nat. intros k K. destruct k as [|k]; [lia|]. rewrite taylor_sigmoid_even_0, Rabs_R0. unfold root.
  destruct (Req_EM_T 0 0); [reflexivity|tauto].
Qed.

(** ** Sums over the triangle T(n,j), which are those coefficients up to a factor *)

Definition surjection_sum (q : R) (n : nat) : R := sum_f 1 n (fun j => (- q) ^ j * INR (surjections n j)).
Lemma surjection_sum_is q n : 0 < q < 1 -> (1 <= n)%nat ->
  surjection_sum q n / INR (fact n) = - / (1 - q) * taylor sigmoid (logit q) n.
Proof.
  intros Q N. unfold taylor, surjection_sum. rewrite sigmoid_derivatives_powers, sigmoid_logit by assumption.
  field. split; [apply INR_fact_neq_0|lra].
Qed.
Lemma logit_not_0 q : 0 < q < 1 -> q <> / 2 -> logit q <> 0.
Proof. intros Q H E. apply H. rewrite <- (sigmoid_logit q Q), E. apply sigmoid_0. Qed.
Theorem surjection_sum_root_limsup q : 0 < q < 1 -> q <> / 2 ->
  is_LimSup_seq (fun k => root (Rabs (surjection_sum q (2 * k) / INR (fact (2 * k)))) (2 * k)) (/ radius (logit q)).
Proof.
  intros Q H. destruct (even_sigmoid_lower _ (logit_not_0 q Q H)) as [c [C L]]. pose proof (radius_pos (logit q)) as P.
  assert (I : 0 < / (1 - q)) by (apply Rinv_0_lt_compat; lra).
  assert (E : forall n, (1 <= n)%nat -> Rabs (surjection_sum q n / INR (fact n)) = / (1 - q) * Rabs (taylor sigmoid (logit q) n)).
  { intros n N. rewrite surjection_sum_is, Rabs_mult, Rabs_Ropp, (Rabs_right (/ (1 - q))) by (assumption || lra). reflexivity. }
  apply (limsup_by_bounds (fun n => surjection_sum q n / INR (fact n)) (fun k => 2 * k)%nat double_grows
    (/ (1 - q) * (radius (logit q) / 4)) (/ (1 - q) * c)); [now apply Rinv_0_lt_compat|now apply Rmult_lt_0_compat| |].
  - intros n N. rewrite E, Rmult_assoc by exact N. apply Rmult_le_compat_l; [lra|]. now apply sigmoid_upper.
  - intros N. destruct (L (S N)) as [k [K B]]. exists k. split; [lia|]. rewrite E, Rmult_assoc by lia.
    apply Rmult_le_compat_l; [lra|exact B].
Qed.
(** ** Entire generating functions *)

Lemma reversed (f : nat -> R) m : sum_f_R0 (fun k => f (m - k)%nat) m = sum_f_R0 f m.
Proof.
  induction m as [|m IH]; [reflexivity|]. rewrite decomp_sum by lia. cbn [pred]. rewrite tech5, <- IH, Rplus_comm. f_equal.
Qed.
(** T(n,j) r^n/n! <= (e^r)^j: from T(m,j) + T(m,j+1) = sum_k C(m,k) T(k,j). *)
Lemma surjections_growth r j : 0 < r -> forall n, INR (surjections n j) * r ^ n / INR (fact n) <= exp r ^ j.
Proof.
  intros R. induction j as [|j IH]; intros m; pose proof (INR_fact_lt_0 m) as F; pose proof (pow_lt r m R) as W.
  { destruct m as [|m]; [unfold surjections; simpl; lra|]. rewrite surjections_S_0. cbn [pow]. unfold Rdiv.
    change (INR 0) with 0. rewrite !Rmult_0_l. lra. }
  apply Rle_trans with ((INR (surjections m j) + INR (surjections m (S j))) * r ^ m / INR (fact m)).
  { unfold Rdiv. apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; lra|]. apply Rmult_le_compat_r; [lra|].
    pose proof (pos_INR (surjections m j)). lra. }
  rewrite <- binomial_transform. unfold Rdiv. rewrite Rmult_assoc, Rmult_comm, scal_sum. cbn [pow].
  apply Rle_trans with (sum_f_R0 (fun k => exp r ^ j * (r ^ (m - k) / INR (fact (m - k)))) m).
  { apply sum_Rle. intros k K. pose proof (binomial_fact m k K) as B. apply (f_equal INR) in B. rewrite !mult_INR in B.
    pose proof (INR_fact_lt_0 k) as F1. pose proof (INR_fact_lt_0 (m - k)) as F2.
    replace (INR (binomial m k) * INR (surjections k j) * (r ^ m * / INR (fact m)))
      with (INR (surjections k j) * r ^ k / INR (fact k) * (r ^ (m - k) / INR (fact (m - k)))).
    - apply Rmult_le_compat_r; [|apply IH]. apply Rlt_le, Rdiv_lt_0_compat; [apply pow_lt|]; lra.
    - rewrite <- B. replace (r ^ m) with (r ^ k * r ^ (m - k)) by (rewrite <- pow_add; f_equal; lia).
      assert (INR (binomial m k) <> 0) by (intros Z; rewrite Z in B; lra). field. lra. }
  rewrite (sum_eq _ (fun k => r ^ (m - k) / INR (fact (m - k)) * exp r ^ j)) by (intros; ring). rewrite <- scal_sum, Rmult_comm.
  apply Rmult_le_compat_r; [apply pow_le, Rlt_le, exp_pos|].
  rewrite (reversed (fun k => r ^ k / INR (fact k))). apply exp_ge_taylor. lra.
Qed.
Theorem stirling_sums_root_limsup (w : nat -> R) (u : nat -> R) : (forall j, Rabs (w j) <= 2 ^ j) ->
  (forall n, (1 <= n)%nat -> u n = sum_f_R0 (fun j => w j * INR (stirling2 n j)) n) ->
  is_LimSup_seq (fun k => root (Rabs (u (2 * k)%nat / INR (fact (2 * k)))) (2 * k)) 0.
Proof.
  intros W U. apply (limsup_0_by_bounds (fun n => u n / INR (fact n)) (fun k => 2 * k)%nat double_grows).
  intros r R. exists (exp (2 * exp (/ r))). intros n N. pose proof (INR_fact_lt_0 n) as F. pose proof (Rinv_0_lt_compat _ R) as I.
  rewrite U by exact N. unfold Rdiv. rewrite Rmult_comm, scal_sum. eapply Rle_trans; [apply Rsum_abs|].
  apply Rle_trans with (sum_f_R0 (fun j => (2 * exp (/ r)) ^ j / INR (fact j) * r ^ n) n).
  - apply sum_Rle. intros j _. pose proof (INR_fact_lt_0 j) as G. pose proof (surjections_growth (/ r) j I n) as B.
    rewrite pow_inv in B. unfold surjections in B. rewrite mult_INR in B. pose proof (pow_lt r n R) as P.
    rewrite !Rabs_mult, (Rabs_right (INR (stirling2 n j))), (Rabs_right (/ INR (fact n))) by
      (apply Rle_ge; [apply pos_INR|apply Rlt_le, Rinv_0_lt_compat; lra] || apply Rle_ge, pos_INR || (apply Rle_ge, Rlt_le, Rinv_0_lt_compat; lra)).
    rewrite Rpow_mult_distr. assert (S0 : 0 <= INR (stirling2 n j) * / INR (fact n))
      by (apply Rmult_le_pos; [apply pos_INR|apply Rlt_le, Rinv_0_lt_compat; lra]).
    rewrite Rmult_assoc. apply Rle_trans with (2 ^ j * (INR (stirling2 n j) * / INR (fact n))); [now apply Rmult_le_compat_r|].
    replace (2 ^ j * exp (/ r) ^ j / INR (fact j) * r ^ n) with (2 ^ j * (exp (/ r) ^ j / INR (fact j) * r ^ n)) by (unfold Rdiv; ring).
    apply Rmult_le_compat_l; [apply pow_le; lra|]. apply Rmult_le_reg_r with (INR (fact j) * / r ^ n).
    + apply Rmult_lt_0_compat; [lra|now apply Rinv_0_lt_compat].
    + replace (exp (/ r) ^ j / INR (fact j) * r ^ n * (INR (fact j) * / r ^ n)) with (exp (/ r) ^ j) by (field; lra).
      eapply Rle_trans; [|exact B]. right. unfold Rdiv. ring.
  - rewrite <- scal_sum, Rmult_comm. apply Rmult_le_compat_r; [apply Rlt_le, pow_lt; lra|]. apply exp_ge_taylor.
    pose proof (exp_pos (/ r)). lra.
Qed.
Theorem inverse_factorial_root_limsup (u : nat -> R) : (forall n, (1 <= n)%nat -> Rabs (u n) <= 1) ->
  is_LimSup_seq (fun k => root (Rabs (u (2 * k)%nat / INR (fact (2 * k)))) (2 * k)) 0.
Proof.
  intros U. apply (limsup_0_by_bounds (fun n => u n / INR (fact n)) (fun k => 2 * k)%nat double_grows).
  intros r R. exists (exp (/ r)). intros n N. pose proof (INR_fact_lt_0 n) as F. pose proof (Rinv_0_lt_compat _ R) as I.
  unfold Rdiv. rewrite Rabs_mult, (Rabs_right (/ INR (fact n))) by (apply Rle_ge, Rlt_le, Rinv_0_lt_compat; lra).
  apply Rle_trans with (/ INR (fact n)).
  - rewrite <- (Rmult_1_l (/ INR (fact n))) at 2. apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat; lra|now apply U].
  - pose proof (exp_ge_taylor (/ r) n ltac:(lra)) as B. pose proof (pow_lt r n R) as P.
    assert (T : (/ r) ^ n / INR (fact n) <= exp (/ r)).
    { eapply Rle_trans; [|exact B]. destruct n as [|n]; [lia|]. rewrite tech5. rewrite <- (Rplus_0_l (_ / _)) at 1.
      apply Rplus_le_compat_r, cond_pos_sum. intros k. apply Rlt_le, Rdiv_lt_0_compat; [now apply pow_lt|apply INR_fact_lt_0]. }
    apply Rmult_le_compat_r with (r := r ^ n) in T; [|lra]. rewrite pow_inv in T.
    replace (/ r ^ n / INR (fact n) * r ^ n) with (/ INR (fact n)) in T by (field; lra). exact T.
Qed.
