(** P8: the radius at 0 is exactly PI (majorant by tan), consequences for softplus. *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius.
Open Scope R_scope.

Lemma is_derive_atan' x : is_derive atan x (/ (1 + x * x)).
Proof. apply is_derive_Reals. generalize (derivable_pt_lim_atan x). unfold Rsqr.
  replace (/ (1 + x * x)) with (/ (1 + x ^ 2)) by (f_equal; ring). auto. Qed.

(** sum_{j<=N} sum_{i<=j} c_i c_{j-i} <= (sum_{i<=N} c_i)^2 for c >= 0 *)
Lemma conv_le (c : nat -> R) N : (forall i, 0 <= c i) ->
  sum_f_R0 (fun j => sum_f_R0 (fun i => c i * c (j - i)%nat) j) N
    <= sum_f_R0 c N * sum_f_R0 c N.
Proof.
  intros Hc.
  assert (E : sum_f_R0 (fun j => sum_f_R0 (fun i => c i * c (j - i)%nat) j) N
            = sum_f_R0 (fun i => c i * sum_f_R0 c (N - i)) N).
  { induction N as [|N IH]; [reflexivity|].
    rewrite (tech5 _ N), IH, !tech5, Nat.sub_diag. clear IH.
    rewrite <- Rplus_assoc. f_equal.
    rewrite <- sum_plus. apply sum_eq. intros i Hi.
    replace (S N - i)%nat with (S (N - i)) by lia. rewrite (tech5 c). ring. }
  rewrite E, scal_sum. apply sum_Rle. intros i Hi.
  apply Rmult_le_compat_l; [apply Hc|].
  clear -Hc Hi. replace N with (i + (N - i))%nat at 2 by lia.
  generalize (N - i)%nat. intros m. induction i as [|i IH].
  - simpl. lra.
  - simpl (S i + m)%nat. rewrite tech5. specialize (Hc (S (i + m))). 
    assert (Hi' : (i <= N)%nat) by lia. specialize (IH Hi'). lra.
Qed.

Definition a0 := coef (/ 2).
Definition b (n : nat) : R := match n with O => 0 | S _ => Rabs (a0 n) end.

Lemma p_0 : p 0 = / 2.
Proof. unfold p. rewrite Ropp_0, exp_0. f_equal; lra. Qed.

Lemma b_pos n : 0 <= b n.
Proof. destruct n; simpl; [lra|apply Rabs_pos]. Qed.

(* inner part of the convolution *)
Lemma conv_split n : PS_mult a0 a0 (S n) =
  a0 (S n) + sum_f_R0 (fun i => (if Nat.eqb i 0 then 0 else if Nat.eqb i (S n) then 0
                                 else a0 i * a0 (S n - i)%nat)) (S n).
Proof.
  unfold PS_mult. rewrite !tech5, Nat.sub_diag.
  replace (Nat.eqb (S n) 0) with false by reflexivity. rewrite Nat.eqb_refl.
  change (a0 0%nat) with (/ 2).
  assert (G : forall m, (m <= n)%nat ->
     sum_f_R0 (fun i => a0 i * a0 (S n - i)%nat) m = a0 (S n) / 2 +
     sum_f_R0 (fun i => (if Nat.eqb i 0 then 0 else if Nat.eqb i (S n) then 0
                                 else a0 i * a0 (S n - i)%nat)) m).
  { induction m as [|m IH]; intros Hm.
    - cbn [sum_f_R0]. rewrite Nat.sub_0_r. change (a0 0%nat) with (/ 2). simpl. field.
    - rewrite !tech5, IH by lia. destruct (Nat.eqb_spec (S m) 0); [lia|].
      destruct (Nat.eqb_spec (S m) (S n)); [lia|]. ring. }
  rewrite G by lia. field.
Qed.

Lemma b_rec n : INR (S n) * b (S n) <= (if Nat.eqb n 0 then / 4 else 0) + PS_mult b b n.
Proof.
  assert (P : 0 < INR (S n)) by (apply lt_0_INR; lia).
  simpl (b (S n)). rewrite <- (Rabs_right (INR (S n))) at 1 by lra. rewrite <- Rabs_mult.
  unfold a0 at 1. rewrite coef_rec. fold a0. destruct n as [|n].
  - unfold PS_mult. simpl. change (a0 0%nat) with (/ 2).
    rewrite Rabs_right by lra. lra.
  - simpl (Nat.eqb _ _). rewrite conv_split.
    match goal with |- Rabs (?u - (?u + ?x)) <= _ => replace (u - (u + x)) with (- x) by ring end.
    rewrite Rabs_Ropp, Rplus_0_l. eapply Rle_trans; [apply Rsum_abs|].
    unfold PS_mult. apply sum_Rle. intros i Hi.
    pose proof (b_pos i). pose proof (b_pos (S n - i)).
    destruct (Nat.eqb_spec i 0); [rewrite Rabs_R0; now apply Rmult_le_pos|].
    destruct (Nat.eqb_spec i (S n)); [rewrite Rabs_R0; now apply Rmult_le_pos|].
    rewrite Rabs_mult. destruct i as [|i]; [lia|].
    replace (S n - S i)%nat with (S (n - S i)) by lia. apply Rle_refl.
Qed.

Definition SN (N : nat) (x : R) : R := sum_f_R0 (fun j => b j * x ^ j) N.
Definition DS (N : nat) (x : R) : R := sum_f_R0 (fun j => b j * (INR j * x ^ pred j)) N.

Lemma SN_derive N x : is_derive (SN N) x (DS N x).
Proof.
  unfold SN, DS. apply (is_derive_sumf (fun j x => b j * x ^ j)). intros j.
  auto_derive; [trivial|]. ring.
Qed.

Lemma SN_pos N x : 0 <= x -> 0 <= SN N x.
Proof. intros Hx. apply cond_pos_sum. intros j. apply Rmult_le_pos; [apply b_pos|now apply pow_le]. Qed.

Lemma SN_0 N : SN N 0 = 0.
Proof. unfold SN. induction N as [|N IH]; [simpl; ring|]. rewrite tech5, IH. simpl. ring. Qed.

Lemma SN_incr N x : 0 <= x -> SN N x <= SN (S N) x.
Proof. intros Hx. unfold SN. rewrite tech5. pose proof (b_pos (S N)). pose proof (pow_le x (S N) Hx).
  pose proof (Rmult_le_pos _ _ H H0). lra. Qed.

Lemma DS_le N x : 0 <= x -> DS N x <= / 4 + SN N x * SN N x.
Proof.
  intros Hx. destruct N as [|N].
  - unfold DS, SN. simpl. lra.
  - apply Rle_trans with (/ 4 + SN N x * SN N x).
    + unfold DS. rewrite decomp_sum by lia. simpl (pred (S N)).
      apply Rle_trans with (sum_f_R0 (fun j => (if Nat.eqb j 0 then / 4 else 0)
               + PS_mult (fun i => b i * x ^ i) (fun i => b i * x ^ i) j) N).
      * simpl (b 0). rewrite Rmult_0_l, Rplus_0_l. apply sum_Rle. intros j Hj.
        simpl (pred (S j)).
        replace (PS_mult (fun i => b i * x ^ i) (fun i => b i * x ^ i) j) with (PS_mult b b j * x ^ j).
        -- apply Rle_trans with ((INR (S j) * b (S j)) * x ^ j); [right; ring|].
           apply Rle_trans with (((if Nat.eqb j 0 then / 4 else 0) + PS_mult b b j) * x ^ j).
           ++ apply Rmult_le_compat_r; [now apply pow_le|apply b_rec].
           ++ destruct (Nat.eqb_spec j 0) as [->|]; [simpl|]; right; ring.
        -- unfold PS_mult. rewrite Rmult_comm, scal_sum. apply sum_eq. intros i Hi.
           replace (x ^ j) with (x ^ i * x ^ (j - i)); [ring|].
           rewrite <- pow_add. f_equal. lia.
      * rewrite sum_plus. apply Rplus_le_compat.
        -- right. clear. induction N as [|N IH]; [reflexivity|]. rewrite tech5, IH. simpl; ring.
        -- apply conv_le. intros i. apply Rmult_le_pos; [apply b_pos|now apply pow_le].
    + pose proof (SN_pos N x Hx). pose proof (SN_incr N x Hx). nra.
Qed.

Lemma atan_SN N x : 0 <= x -> atan (2 * SN N x) <= x / 2.
Proof.
  intros Hx.
  assert (D : forall t, is_derive (fun t => atan (2 * SN N t) - t / 2) t
              (2 * DS N t * / (1 + (2 * SN N t) * (2 * SN N t)) - / 2)).
  { intros t. apply @is_derive_minus.
    - evar_last.
      + apply (is_derive_comp atan (fun t => 2 * SN N t) t).
        * apply is_derive_atan'.
        * apply (is_derive_scal (SN N)). apply SN_derive.
      + unfold scal; simpl; unfold mult; simpl. ring.
    - auto_derive; [trivial|]. lra. }
  destruct (MVT_gen (fun t => atan (2 * SN N t) - t / 2) 0 x _ (fun t _ => D t)) as [c [Hc E]].
  { intros t _. apply derivable_continuous_pt. exists (2 * DS N t * / (1 + (2 * SN N t) * (2 * SN N t)) - / 2).
    apply is_derive_Reals, D. }
  rewrite Rmin_left, Rmax_right in Hc by assumption.
  rewrite SN_0, Rmult_0_r, atan_0 in E.
  assert (L : 2 * DS N c * / (1 + 2 * SN N c * (2 * SN N c)) - / 2 <= 0).
  { pose proof (DS_le N c (proj1 Hc)) as H. set (s := SN N c) in *.
    assert (P : 0 < 1 + 2 * s * (2 * s)) by (pose proof (Rle_0_sqr s); unfold Rsqr in *; nra).
    apply Rmult_le_reg_r with (1 + 2 * s * (2 * s)); [assumption|].
    rewrite Rmult_minus_distr_r, Rmult_assoc, Rinv_l by lra. lra. }
  nra.
Qed.

Lemma SN_tan N x : 0 <= x < PI -> 2 * SN N x <= tan (x / 2).
Proof.
  intros Hx. pose proof (atan_SN N x (proj1 Hx)) as H.
  pose proof (atan_bound (2 * SN N x)) as B. 
  rewrite <- (tan_atan (2 * SN N x)).
  destruct H as [H| ->]; [|lra].
  left. apply tan_increasing; lra.
Qed.

Lemma b_term n x : 0 <= x < PI -> b n * x ^ n <= tan (x / 2) / 2.
Proof.
  intros Hx. apply Rle_trans with (SN n x); [|pose proof (SN_tan n x Hx); lra].
  destruct n as [|n]; [unfold SN; simpl; lra|].
  unfold SN. rewrite tech5. fold (SN n x). pose proof (SN_pos n x (proj1 Hx)). lra.
Qed.

Theorem radius_p_0_lower : Rbar_le PI (CV_radius (taylor p 0)).
Proof.
  rewrite (CV_radius_ext _ a0) by (intros n; rewrite taylor_p_coef, p_0; reflexivity).
  assert (G : forall x, 0 <= x < PI -> Rbar_le x (CV_radius a0)).
  { intros x Hx. apply (proj1 (CV_radius_bounded a0)). exists (tan (x / 2) / 2 + / 2). intros n.
    rewrite Rabs_mult, (Rabs_right (x ^ n)) by (apply Rle_ge, pow_le; lra).
    pose proof (b_term n x Hx) as H. pose proof (b_term 0 x Hx) as H0. simpl (b 0) in H0.
    destruct n as [|n]; [|simpl (b (S n)) in H; lra].
    change (a0 0%nat) with (/ 2). rewrite Rabs_right by lra. simpl. lra. }
  pose proof PI_RGT_0 as Hpi.
  destruct (CV_radius a0) as [r| |] eqn:E; simpl; [|trivial|].
  - apply Rnot_lt_le. intros Hr.
    assert (0 <= r) by (pose proof (G 0 ltac:(lra)) as H; simpl in H; lra).
    specialize (G ((r + PI) / 2) ltac:(lra)). simpl in G. lra.
  - specialize (G 0 ltac:(lra)). simpl in G. contradiction.
Qed.

Theorem radius_p_0 : CV_radius (taylor p 0) = PI.
Proof.
  apply Rbar_le_antisym; [|apply radius_p_0_lower].
  eapply Rbar_le_trans; [apply radius_p_upper|]. simpl. right.
  replace (0 * 0 + PI * PI) with (Rsqr PI) by (unfold Rsqr; ring).
  apply sqrt_Rsqr. pose proof PI_RGT_0; lra.
Qed.

(** softplus: same radius at every centre *)
Theorem radius_softplus z0 : CV_radius (taylor softplus z0) = CV_radius (taylor p z0).
Proof.
  rewrite <- CV_radius_derive. apply CV_radius_ext. intros n.
  unfold PS_derive, taylor.
  rewrite (is_derive_n_unique _ _ _ _ (softplus_derive_n n z0)).
  change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR. field.
  split; [apply INR_fact_neq_0|apply not_0_INR; lia].
Qed.

Theorem radius_softplus_0 : CV_radius (taylor softplus 0) = PI.
Proof. rewrite radius_softplus. apply radius_p_0. Qed.

Theorem radius_softplus_0_not_2pi : CV_radius (taylor softplus 0) <> Finite (2 * PI).
Proof. rewrite radius_softplus_0. intros H. injection H as H. pose proof PI_RGT_0; lra. Qed.

Theorem radius_softplus_upper z0 :
  Rbar_le (CV_radius (taylor softplus z0)) (sqrt (z0 * z0 + PI * PI)).
Proof. rewrite radius_softplus. apply radius_p_upper. Qed.

(** Divergence, in plain words: beyond that distance the terms do not even tend to 0. *)
Theorem softplus_taylor_diverges z0 h : sqrt (z0 * z0 + PI * PI) < Rabs h ->
  ~ ex_series (fun n => taylor softplus z0 n * h ^ n).
Proof.
  intros H Hex. apply (CV_disk_outside (taylor softplus z0) h).
  - eapply Rbar_le_lt_trans; [apply radius_softplus_upper|exact H].
  - exact (ex_series_lim_0 _ Hex).
Qed.

