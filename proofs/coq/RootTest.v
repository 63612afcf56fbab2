(** * The root test

    In words (claims C44, C50, C51): for a power series with radius of convergence r, 0 < r < infinity,
      limsup |a_n|^(1/n) = 1/r   (Cauchy-Hadamard),
    and if 0 < lo <= u_k <= hi for all k >= 1 then (c u_k / q^(2k))^(1/(2k)) tends to 1/q, which is the step
    from eq. 13 to eq. 14.  For the softplus the coefficients of even order alone have the same limit
    superior 1/sqrt(z^2 + pi^2), which is the first equality of eq. 13 read for the derivatives of A. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleSeries TaylorCoefficients TaylorSeries.
Open Scope R_scope.

(** The n-th root of x >= 0. *)
Definition root (x : R) (n : nat) : R := if Req_EM_T x 0 then 0 else Rpower x (/ INR n).

Lemma root_power x n : (1 <= n)%nat -> 0 <= x -> root x n ^ n = x.
Proof.
  intros Hn Hx. unfold root. destruct (Req_EM_T x 0) as [->|Hx0]; [now apply pow_i|].
  rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult, Rinv_l, Rpower_1; [reflexivity|lra|].
  apply not_0_INR. lia.
Qed.

Lemma root_nonneg x n : 0 <= root x n.
Proof. unfold root. destruct (Req_EM_T x 0); [lra|left; apply exp_pos]. Qed.

Lemma root_le x y n : (1 <= n)%nat -> 0 <= x -> root x n <= y -> x <= y ^ n.
Proof. intros Hn Hx H. rewrite <- (root_power x n Hn Hx). apply pow_incr. split; [apply root_nonneg|exact H].
Qed.

Lemma root_lt x y n : (1 <= n)%nat -> 0 <= x -> 0 <= y -> x < y ^ n -> root x n < y.
Proof.
  intros Hn Hx Hy H. apply Rnot_le_lt. intros L. apply (Rlt_irrefl x).
  apply Rlt_le_trans with (1 := H). rewrite <- (root_power x n Hn Hx). apply pow_incr. lra.
Qed.

(** Finitely many values are bounded. *)
Lemma bounded_below_index (u : nat -> R) (N : nat) : exists M, forall n, (n <= N)%nat -> u n <= M.
Proof.
  induction N as [|N [M HM]].
  - exists (u 0%nat). intros n Hn. replace n with 0%nat by lia. lra.
  - exists (Rmax M (u (S N))). intros n Hn. destruct (Nat.eq_dec n (S N)) as [->|Hne]; [apply Rmax_r|].
    eapply Rle_trans; [apply HM; lia|apply Rmax_l].
Qed.

Theorem cauchy_hadamard (a : nat -> R) (r : R) : 0 < r -> CV_radius a = r ->
  is_LimSup_seq (fun n => root (Rabs (a n)) n) (/ r).
Proof.
  intros Hr CV eps. pose proof (cond_pos eps) as He. pose proof (Rinv_0_lt_compat r Hr) as Hi. split.
  - (* Otherwise |a_n| <= s^n from some N on with s < 1/r, and the radius would exceed r. *)
    intros N. apply Classical_Prop.NNPP. intros none.
    set (s := Rmax (/ r - eps) (/ r / 2)).
    assert (Hs : 0 < s < / r).
    { unfold s. split; [eapply Rlt_le_trans; [|apply Rmax_r]; lra|apply Rmax_lub_lt; lra]. }
    assert (small : forall n, (S N <= n)%nat -> Rabs (a n) * (/ s) ^ n <= 1).
    { intros n Hn. rewrite pow_inv by lra. pose proof (pow_lt s n (proj1 Hs)) as P.
      apply Rmult_le_reg_r with (s ^ n); [assumption|]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l
        by lra.
      apply root_le; [lia|apply Rabs_pos|]. apply Rle_trans with (/ r - eps); [|apply Rmax_l].
      apply Rnot_lt_le. intros L. apply none. exists n. split; [lia|exact L]. }
    destruct (bounded_below_index (fun n => Rabs (a n) * (/ s) ^ n) N) as [M HM].
    assert (B : Rbar_le (/ s) (CV_radius a)).
    { apply (radius_at_least a _ (Rmax 1 M)); [left; apply Rinv_0_lt_compat; lra|]. intros n.
      destruct (Nat.le_gt_cases n N); [eapply Rle_trans; [now apply HM|apply Rmax_r]|].
      eapply Rle_trans; [apply small; lia|apply Rmax_l]. }
    rewrite CV in B. simpl in B. apply (Rlt_irrefl r). eapply Rlt_le_trans; [|exact B].
    rewrite <- (Rinv_inv r). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat|]; lra.
  - (* At 1/(1/r + eps) < r the terms tend to 0. *)
    set (y := / r + eps). assert (Hy : 0 < y) by (unfold y; lra).
    assert (Hyr : / y < r).
    { rewrite <- (Rinv_inv r). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat|unfold y]; lra. }
    pose proof (Rinv_0_lt_compat y Hy) as Hy'.
    assert (D : CV_disk a (/ y)) by (apply CV_disk_inside; rewrite CV, Rabs_right by lra; exact Hyr).
    pose proof (ex_series_lim_0 _ D) as L. apply is_lim_seq_spec in L.
    destruct (L (mkposreal 1 Rlt_0_1)) as [N HN]. exists (S N). intros n Hn. specialize (HN n ltac:(lia)).
    simpl in HN. rewrite Rminus_0_r, Rabs_Rabsolu, Rabs_mult in HN.
    rewrite (Rabs_right ((/ y) ^ n)), pow_inv in HN by (apply Rle_ge, pow_le; lra).
    pose proof (pow_lt y n Hy) as P. apply root_lt; [lia|apply Rabs_pos|lra|].
    apply Rmult_lt_reg_r with (/ y ^ n); [now apply Rinv_0_lt_compat|]. rewrite Rinv_r by lra. exact HN.
Qed.

Lemma sigmoid_limsup z : is_LimSup_seq (fun n => root (Rabs (taylor sigmoid z n)) n) (/ radius z).
Proof. exact (cauchy_hadamard _ _ (radius_pos z) (sigmoid_radius_exact z)). Qed.
Lemma softplus_limsup z : is_LimSup_seq (fun n => root (Rabs (taylor softplus z n)) n) (/ radius z).
Proof. exact (cauchy_hadamard _ _ (radius_pos z) (softplus_radius_exact z)). Qed.

(** ** Limits of even roots *)

Lemma even_root_limit (u : nat -> R) (lo hi c q : R) : 0 < lo -> 0 < c -> 0 < q ->
  (forall k, (1 <= k)%nat -> lo <= u k <= hi) ->
  is_lim_seq (fun k => Rpower (c * u k / q ^ (2 * k)) (/ INR (2 * k))) (/ q).
Proof.
  intros Hlo Hc Hq Hu.
  assert (Npos : forall k, (1 <= k)%nat -> 0 < INR (2 * k)) by (intros k Hk; apply lt_0_INR; lia).
  apply (is_lim_seq_ext_loc (fun k => exp (ln (c * u k) * / INR (2 * k) - ln q))).
  { exists 1%nat. intros k Hk. unfold Rpower. f_equal. pose proof (Npos k Hk) as N.
    assert (U : 0 < c * u k) by (apply Rmult_lt_0_compat; [|pose proof (Hu k Hk)]; lra).
    pose proof (pow_lt q (2 * k) Hq) as Q.
    unfold Rdiv. rewrite (ln_mult (c * u k)), ln_Rinv by (try apply Rinv_0_lt_compat; assumption).
    rewrite <- (Rpower_pow _ _ Hq). unfold Rpower. rewrite ln_exp. field. lra. }
  replace (/ q) with (exp (0 - ln q)) by (rewrite Rminus_0_l, exp_Ropp, exp_ln by assumption; reflexivity).
  apply (is_lim_seq_continuous exp); [apply derivable_continuous_pt, derivable_pt_exp|].
  apply (is_lim_seq_minus' _ (fun _ => ln q)); [|apply is_lim_seq_const].
  assert (I : is_lim_seq (fun k => / INR (2 * k)) 0).
  { replace (Finite 0) with (Rbar_inv p_infty) by reflexivity. apply is_lim_seq_inv; [|discriminate].
    apply (is_lim_seq_subseq INR p_infty (fun k => (2 * k)%nat)); [apply eventually_subseq;
      lia|apply is_lim_seq_INR]. }
  assert (scaled : forall x, is_lim_seq (fun k => ln x * / INR (2 * k)) 0).
  { intros x. replace (Finite 0) with (Rbar_mult (ln x) 0) by (simpl; f_equal; ring).
    apply is_lim_seq_scal_l, I. }
  apply (is_lim_seq_le_le_loc (fun k => ln (c * lo) * / INR (2 * k)) _ (fun k => ln (c * hi) * / INR (2
    * k)));
    [|apply scaled|apply scaled].
  exists 1%nat. intros k Hk. pose proof (Hu k Hk). pose proof (Rinv_0_lt_compat _ (Npos k Hk)).
  assert (0 < c * lo) by (apply Rmult_lt_0_compat; lra).
  assert (c * lo <= c * u k) by (apply Rmult_le_compat_l; lra).
  assert (c * u k <= c * hi) by (apply Rmult_le_compat_l; lra).
  split; (apply Rmult_le_compat_r; [lra|]; apply ln_le; lra).
Qed.

(** ** Even orders suffice for the softplus *)

Theorem softplus_even_root_limsup z :
  is_LimSup_seq (fun k => root (Rabs (taylor softplus z (2 * k))) (2 * k)) (/ radius z).
Proof.
  pose proof (radius_pos z) as P. pose proof (Rinv_0_lt_compat _ P) as Hi.
  intros eps. pose proof (cond_pos eps) as He. split.
  - (* Otherwise |c_2k| <= s^(2k) from some N on with s < 1/rho, against the unbounded even terms. *)
    intros N. apply Classical_Prop.NNPP. intros none.
    set (s := Rmax (/ radius z - eps) (/ radius z / 2)).
    assert (Hs : 0 < s < / radius z).
    { unfold s. split; [eapply Rlt_le_trans; [|apply Rmax_r]; lra|apply Rmax_lub_lt; lra]. }
    assert (small : forall k, (S N <= k)%nat -> Rabs (taylor softplus z (2 * k)) * (/ s) ^ (2 * k) <= 1).
    { intros k Hk. rewrite pow_inv by lra. pose proof (pow_lt s (2 * k) (proj1 Hs)) as Q.
      apply Rmult_le_reg_r with (s ^ (2 * k)); [assumption|].
      rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l by lra.
      apply root_le; [lia|apply Rabs_pos|]. apply Rle_trans with (/ radius z - eps); [|apply Rmax_l].
      apply Rnot_lt_le. intros L. apply none. exists k. split; [lia|exact L]. }
    destruct (bounded_below_index (fun k => Rabs (taylor softplus z (2 * k)) * (/ s) ^ (2 * k)) N) as [M HM].
    apply (even_terms_unbounded z (/ s) (Rmax 1 M)).
    + rewrite <- (Rinv_inv (radius z)). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat|]; lra.
    + intros k. destruct (Nat.le_gt_cases k N); [eapply Rle_trans; [now apply HM|apply Rmax_r]|].
      eapply Rle_trans; [apply small; lia|apply Rmax_l].
  - destruct (proj2 (softplus_limsup z eps)) as [N HN].
    exists N. intros k Hk. apply HN. lia.
Qed.
