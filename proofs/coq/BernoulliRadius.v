(** E3: the exponential generating function of the Bernoulli numbers has radius exactly 2 PI,
    the root-test (Cauchy-Hadamard) constants, and the p-average identity. *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Logistic Radius RadiusZero RadiusAll Dropout Parity.
Open Scope R_scope.

(** candidate for B_n / n!, in terms of the Taylor coefficients of p at 0 *)
Definition bt (n : nat) : R :=
  match n with O => 1 | S m => (-1) ^ n * coef (p 0) m / (2 ^ n - 1) end.

Lemma pow2_gt n : 1 < 2 ^ S n.
Proof. induction n as [|n IH]; [simpl; lra|]. change (2 ^ S (S n)) with (2 * 2 ^ S n). lra. Qed.

Lemma rad_0 : rad 0 = PI.
Proof. unfold rad. rewrite Rmult_0_l, Rplus_0_l. apply sqrt_square. pose proof PI_RGT_0; lra. Qed.

Lemma bt_abs n : Rabs (bt (S n)) = Rabs (coef (p 0) n) / (2 ^ S n - 1).
Proof.
  pose proof (pow2_gt n) as H. unfold bt, Rdiv. rewrite !Rabs_mult, pow_1_abs, Rmult_1_l.
  rewrite (Rabs_right (/ (2 ^ S n - 1))); [reflexivity|]. apply Rle_ge. left. apply Rinv_0_lt_compat. lra.
Qed.

Theorem radius_bt : CV_radius bt = 2 * PI.
Proof.
  pose proof PI_RGT_0 as Hpi.
  assert (Hc : CV_radius (coef (p 0)) = PI) by (rewrite radius_coef, rad_0; reflexivity).
  assert (Lo : forall r, 0 <= r < 2 * PI -> Rbar_le r (CV_radius bt)).
  { intros r Hr. destruct (CV_bounded (coef (p 0)) (r / 2)) as [M HM]; [lra|rewrite Hc; simpl; lra|].
    apply (bounded_CV _ _ (1 + r * M)); [lra|]. intros [|n].
    - simpl. rewrite Rabs_R1. pose proof (HM 0%nat) as H0. rewrite pow_O in H0.
      pose proof (Rabs_pos (coef (p 0) 0)).
      assert (0 <= r * M) by (apply Rmult_le_pos; lra). lra.
    - rewrite bt_abs. pose proof (HM n) as H. pose proof (pow2_gt n) as P.
      apply Rle_trans with (r * M); [|lra].
      apply Rmult_le_reg_r with (2 ^ S n - 1); [lra|].
      replace (Rabs (coef (p 0) n) / (2 ^ S n - 1) * r ^ S n * (2 ^ S n - 1))
        with (r * 2 ^ n * (Rabs (coef (p 0) n) * (r / 2) ^ n)).
      2:{ unfold Rdiv. rewrite (Rpow_mult_distr r), pow_inv by lra. simpl pow in *. field.
          repeat split; first [lra | apply pow_nonzero; lra]. }
      assert (P2 : 2 ^ n <= 2 ^ S n - 1).
      { pose proof (pow_R1_Rle 2 n ltac:(lra)). simpl pow. lra. }
      assert (HM0 : 0 <= M).
      { eapply Rle_trans; [|exact (HM 0%nat)]. rewrite pow_O, Rmult_1_r. apply Rabs_pos. }
      pose proof (pow_lt 2 n ltac:(lra)).
      apply Rle_trans with (r * 2 ^ n * M).
      + apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|exact H].
      + replace (r * M * (2 ^ S n - 1)) with (r * (2 ^ S n - 1) * M) by ring.
        apply Rmult_le_compat_r; [exact HM0|]. apply Rmult_le_compat_l; lra. }
  assert (Up : forall r, 0 <= r -> Rbar_lt r (CV_radius bt) -> r <= 2 * PI).
  { intros r Hr HL. destruct (CV_bounded bt r Hr HL) as [M HM].
    assert (Q : Rbar_le (r / 2) (CV_radius (coef (p 0)))).
    { destruct (Req_dec r 0) as [->|Hr0]; [rewrite Hc; simpl; lra|].
      apply (bounded_CV _ _ (2 * M / r)); [lra|]. intros n.
      pose proof (HM (S n)) as H. rewrite bt_abs in H. pose proof (pow2_gt n) as P.
      apply Rmult_le_reg_r with (r / 2); [lra|].
      replace (2 * M / r * (r / 2)) with M by (field; lra).
      eapply Rle_trans; [|exact H].
      replace (Rabs (coef (p 0) n) * (r / 2) ^ n * (r / 2)) with (Rabs (coef (p 0) n) * (/ 2 ^ S n) * r ^ S n).
      2:{ unfold Rdiv. rewrite (Rpow_mult_distr r), pow_inv by lra. simpl pow. field.
          repeat split; first [lra | apply pow_nonzero; lra]. }
      apply Rmult_le_compat_r; [apply pow_le; lra|]. apply Rmult_le_compat_l; [apply Rabs_pos|].
      apply Rinv_le_contravar; lra. }
    rewrite Hc in Q. simpl in Q. lra. }
  apply Rbar_le_antisym.
  - apply Rbar_not_lt_le. intros HL. destruct (between _ _ HL) as [r [H1 H2]].
    specialize (Up r ltac:(lra) H2). lra.
  - apply Rbar_not_lt_le. intros HL.
    destruct (CV_radius bt) as [c| |] eqn:E; simpl in HL; try contradiction.
    + pose proof (Lo 0 ltac:(lra)) as H0. simpl in H0.
      pose proof (Lo ((c + 2 * PI) / 2) ltac:(lra)) as H. simpl in H. lra.
    + pose proof (Lo 0 ltac:(lra)) as H0. simpl in H0. contradiction.
Qed.

Lemma ex_bt x : Rabs x < 2 * PI -> ex_pseries bt x.
Proof. intros H. apply CV_radius_inside. rewrite radius_bt. exact H. Qed.

(** f(x) - f(2x) = x / (e^x + 1) *)
Lemma bt_double x : Rabs x < PI -> PSeries bt x - PSeries bt (2 * x) = x / (1 + exp x).
Proof.
  intros Hx. pose proof PI_RGT_0 as Hpi.
  assert (H2 : Rabs (2 * x) < 2 * PI) by (rewrite Rabs_mult, (Rabs_right 2) by lra; lra).
  set (b2 := fun n => 2 ^ n * bt n).
  assert (E2 : PSeries bt (2 * x) = PSeries b2 x).
  { unfold PSeries. apply Series_ext. intros n. unfold b2. rewrite Rpow_mult_distr. ring. }
  assert (X2 : ex_pseries b2 x).
  { apply ex_pseries_R. pose proof (proj1 (ex_pseries_R bt (2 * x)) (ex_bt _ H2)) as H.
    eapply ex_series_ext; [|exact H]. intros n. unfold b2. simpl. rewrite Rpow_mult_distr. ring. }
  assert (X1 : ex_pseries bt x) by (apply ex_bt; lra).
  rewrite E2, <- PSeries_minus by assumption.
  rewrite PSeries_decr_1 by (apply ex_pseries_minus; assumption).
  replace (PS_minus bt b2 0%nat) with 0
    by (unfold PS_minus, PS_plus, PS_opp, plus, opp, b2; simpl; ring).
  assert (E3 : PSeries (PS_decr_1 (PS_minus bt b2)) x = p (- x)).
  { transitivity (PSeries (coef (p 0)) (- x)).
    - unfold PSeries. apply Series_ext. intros n.
      change (PS_decr_1 (PS_minus bt b2) n) with (bt (S n) + - (2 ^ S n * bt (S n))).
      replace (- x) with (-1 * x) by ring. rewrite Rpow_mult_distr.
      pose proof (pow2_gt n). unfold bt. change ((-1) ^ S n) with (-1 * (-1) ^ n). field. lra.
    - rewrite <- (PSeries_ext _ _ _ (taylor_p_coef 0)), p_taylor_sum, Rplus_0_l; [reflexivity|].
      rewrite Rabs_Ropp, rad_0. exact Hx. }
  rewrite E3. unfold p. rewrite Ropp_involutive. unfold Rdiv. ring.
Qed.

Definition F (x : R) : R := x / (exp x - 1).

Lemma exp_neq_1 x : x <> 0 -> exp x - 1 <> 0.
Proof. intros Hx H. apply Hx. apply exp_inv. rewrite exp_0. lra. Qed.

Lemma F_double x : x <> 0 -> F x - F (2 * x) = x / (1 + exp x).
Proof.
  intros Hx. unfold F. replace (exp (2 * x)) with (exp x * exp x) by (rewrite <- exp_plus; f_equal; ring).
  pose proof (exp_neq_1 x Hx). pose proof (exp_pos x).
  field. repeat split; try lra.
  replace (exp x * exp x - 1) with ((exp x - 1) * (exp x + 1)) by ring.
  apply Rmult_integral_contrapositive_currified; lra.
Qed.

(** the generating function *)
Theorem bt_sum x : x <> 0 -> Rabs x < 2 * PI -> PSeries bt x = x / (exp x - 1).
Proof.
  intros Hx0 Hx. fold (F x). pose proof PI_RGT_0 as Hpi.
  set (u := fun n => x * (/ 2) ^ n).
  assert (U0 : forall n, u n <> 0).
  { intros n. unfold u. apply Rmult_integral_contrapositive_currified; [assumption|]. apply pow_nonzero; lra. }
  assert (Uc : forall n, PSeries bt (u n) - F (u n) = PSeries bt x - F x).
  { induction n as [|n IH]; [unfold u; simpl; rewrite Rmult_1_r; reflexivity|].
    rewrite <- IH. replace (u n) with (2 * u (S n)) by (unfold u; simpl; field).
    assert (B : Rabs (u (S n)) < PI).
    { unfold u. rewrite Rabs_mult, (Rabs_right ((/ 2) ^ S n)) by (apply Rle_ge, pow_le; lra).
      assert ((/ 2) ^ S n <= / 2).
      { pose proof (pow_incr (/ 2) 1 n ltac:(lra)) as P1. rewrite pow1 in P1. simpl pow. lra. }
      apply Rle_lt_trans with (Rabs x * / 2); [|lra].
      apply Rmult_le_compat_l; [apply Rabs_pos|assumption]. }
    pose proof (bt_double _ B). pose proof (F_double _ (U0 (S n))). lra. }
  assert (Ul : is_lim_seq u 0).
  { replace (Finite 0) with (Rbar_mult x 0) by (simpl; f_equal; ring).
    unfold u. apply is_lim_seq_scal_l. apply is_lim_seq_geom. rewrite Rabs_right; lra. }
  assert (L1 : is_lim_seq (fun n => PSeries bt (u n)) 1).
  { replace 1 with (PSeries bt 0) by (rewrite PSeries_0; reflexivity).
    apply (is_lim_seq_continuous (PSeries bt) u 0); [|exact Ul].
    apply PSeries_continuity. rewrite radius_bt, Rabs_R0. simpl. lra. }
  assert (L2 : is_lim_seq (fun n => F (u n)) 1).
  { apply (is_lim_seq_ext (fun n => / ((exp (u n) - 1) / u n))).
    - intros n. unfold F. pose proof (exp_neq_1 _ (U0 n)). pose proof (U0 n). field. split; assumption.
    - replace (Finite 1) with (Rbar_inv 1) by (simpl; f_equal; field).
      apply is_lim_seq_inv; [|intros HH; injection HH; lra].
      apply (is_lim_comp_seq (fun y => (exp y - 1) / y) u 0 1 is_lim_div_expm1_0); [|exact Ul].
      exists 0%nat. intros n _ HH. apply (U0 n). injection HH. trivial. }
  pose proof (is_lim_seq_minus' _ _ _ _ L1 L2) as L.
  apply (is_lim_seq_ext _ (fun _ => PSeries bt x - F x)) in L; [|exact Uc].
  apply is_lim_seq_unique in L. rewrite Lim_seq_const in L. injection L. lra.
Qed.

(** the coefficients obey the Bernoulli recurrence *)
Definition phi (n : nat) : R := / INR (fact (S n)).

Lemma fact_ge1 n : 1 <= INR (fact n).
Proof. apply (le_INR 1). pose proof (lt_O_fact n). lia. Qed.

Lemma phi_radius : Rbar_le 1 (CV_radius phi).
Proof.
  apply (bounded_CV _ _ 1); [lra|]. intros n. rewrite pow1, Rmult_1_r. unfold phi.
  pose proof (fact_ge1 (S n)). rewrite Rabs_right by (apply Rle_ge; left; apply Rinv_0_lt_compat; lra).
  rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Lemma phi_sum x : exp x - 1 = x * PSeries phi x.
Proof.
  pose proof (is_exp_Reals x) as H. rewrite <- (is_pseries_unique _ _ _ H).
  rewrite PSeries_decr_1 by (eexists; exact H). simpl (INR (fact 0)).
  rewrite Rinv_1. unfold PS_decr_1, phi. ring.
Qed.

Lemma bt_phi n : PS_mult bt phi n = (if Nat.eqb n 0 then 1 else 0).
Proof.
  pose proof PI2_1 as H21. set (d0 := fun n => if Nat.eqb n 0 then 1 else 0).
  assert (HR : Rbar_lt 0 (CV_radius (PS_mult bt phi))).
  { apply Rbar_lt_le_trans with (Finite (/ 2)); [simpl; lra|]. apply Rbar_not_lt_le. intros HL.
    rewrite <- (Rabs_right (/ 2)) in HL by lra. apply (CV_disk_outside _ _ HL). apply ex_series_lim_0.
    apply (proj1 (ex_pseries_R (PS_mult bt phi) (/ 2))). eexists. apply is_pseries_mult.
    - apply PSeries_correct, ex_bt. rewrite Rabs_right; lra.
    - apply PSeries_correct, CV_radius_inside. eapply Rbar_lt_le_trans; [|apply phi_radius].
      rewrite Rabs_right by lra. simpl. lra.
    - rewrite radius_bt, Rabs_right by lra. simpl. lra.
    - eapply Rbar_lt_le_trans; [|apply phi_radius]. rewrite Rabs_right by lra. simpl. lra. }
  assert (Hd : forall x, is_pseries d0 x 1).
  { intros x. apply is_pseries_R. 
    apply (is_series_decr_1 (fun n => d0 n * x ^ n)).
    match goal with |- is_series _ ?l => replace l with 0 end.
    2:{ unfold plus, opp, d0; simpl. ring. }
    apply is_series_ext with (a := fun _ => 0).
    - intros n0. unfold d0. simpl. symmetry. exact (Rmult_0_l _).
    - assert (G := is_series_geom 0 ltac:(rewrite Rabs_R0; lra)).
      apply (is_series_scal_l 0) in G. 
      assert (G0 : is_series (fun _ : nat => 0) 0).
      { evar_last; [eapply is_series_ext; [|exact G]; intros k; exact (Rmult_0_l _)|exact (Rmult_0_l _)]. }
      exact G0. }
  apply (PSeries_ext_recip (PS_mult bt phi) d0 n HR).
  - apply Rbar_lt_le_trans with (Finite 1); [simpl; lra|].
    apply (bounded_CV _ _ 1); [lra|]. intros k. rewrite pow1, Rmult_1_r. unfold d0.
    destruct (Nat.eqb k 0); [rewrite Rabs_R1|rewrite Rabs_R0]; lra.
  - exists (mkposreal 1 Rlt_0_1). intros x Hx. change (Rabs (x - 0) < 1) in Hx. rewrite Rminus_0_r in Hx.
    rewrite (is_pseries_unique _ _ _ (Hd x)).
    assert (B1 : Rbar_lt (Rabs x) (CV_radius bt)) by (rewrite radius_bt; simpl; lra).
    assert (B2 : Rbar_lt (Rabs x) (CV_radius phi)) by (eapply Rbar_lt_le_trans; [|apply phi_radius]; exact Hx).
    rewrite PSeries_mult by assumption.
    destruct (Req_dec x 0) as [->|Hx0].
    + rewrite !PSeries_0. unfold phi; simpl. field.
    + rewrite bt_sum by (try assumption; lra). apply Rmult_eq_reg_l with x; [|assumption].
      pose proof (phi_sum x) as E. pose proof (exp_neq_1 x Hx0).
      transitivity (x / (exp x - 1) * (x * PSeries phi x)); [ring|]. rewrite <- E. field. assumption.
Qed.

Lemma binom_fact n : forall k, (k <= n)%nat ->
  INR (binom n k) * INR (fact k) * INR (fact (n - k)) = INR (fact n).
Proof.
  induction n as [|n IH]; intros k Hk.
  - replace k with 0%nat by lia. simpl. ring.
  - destruct k as [|k]; [rewrite binom_n_0; simpl (fact 0); rewrite Nat.sub_0_r; simpl (INR 1); ring|].
    pose proof (binom_absorb n k) as A. apply (f_equal INR) in A. rewrite !mult_INR in A.
    specialize (IH k ltac:(lia)). change (S n - S k)%nat with (n - k)%nat.
    change (fact (S k)) with (S k * fact k)%nat. change (fact (S n)) with (S n * fact n)%nat.
    rewrite !mult_INR, <- IH.
    transitivity (INR (S k) * INR (binom (S n) (S k)) * INR (fact k) * INR (fact (n - k))); [ring|].
    rewrite A. ring.
Qed.

Theorem Bern_bt n : Bern n = INR (fact n) * bt n.
Proof.
  symmetry. apply (Bern_unique (fun n => INR (fact n) * bt n)); [simpl; ring|].
  clear n. intros n Hn. pose proof (bt_phi n) as H. destruct (Nat.eqb_spec n 0); [lia|].
  apply Rmult_eq_reg_l with (/ INR (fact (S n))); [|apply Rinv_neq_0_compat, INR_fact_neq_0].
  rewrite Rmult_0_r, <- H, scal_sum. unfold PS_mult. apply sum_eq. intros k Hk. unfold phi.
  pose proof (binom_fact (S n) k ltac:(lia)) as E. rewrite <- E.
  replace (S (n - k)) with (S n - k)%nat by lia.
  pose proof (INR_fact_neq_0 k). pose proof (INR_fact_neq_0 (S n - k)).
  assert (INR (binom (S n) k) <> 0).
  { intros Z. rewrite Z, !Rmult_0_l in E. symmetry in E. exact (INR_fact_neq_0 _ E). }
  field. repeat split; assumption.
Qed.

(** Main results *)
Definition Bern_egf (n : nat) : R := Bern n / INR (fact n).
Lemma Bern_egf_bt n : Bern_egf n = bt n.
Proof. unfold Bern_egf. rewrite Bern_bt. field. apply INR_fact_neq_0. Qed.

Theorem Bern_egf_radius : CV_radius Bern_egf = 2 * PI.
Proof. rewrite (CV_radius_ext _ _ Bern_egf_bt). apply radius_bt. Qed.

Theorem Bern_egf_sum x : x <> 0 -> Rabs x < 2 * PI ->
  is_series (fun n => Bern n / INR (fact n) * x ^ n) (x / (exp x - 1)).
Proof.
  intros H0 H. rewrite <- bt_sum by assumption.
  pose proof (PSeries_correct _ _ (ex_bt x H)) as G. apply is_pseries_R in G.
  eapply is_series_ext; [|exact G]. intros n. simpl. rewrite <- Bern_egf_bt. reflexivity.
Qed.

(** the exact relation between derivatives at p = 1/2 and Bernoulli numbers: the factor 2^n - 1 *)
Theorem Bern_from_p n : (2 ^ S n - 1) * Bern (S n) = (-1) ^ S n * INR (S n) * Derive_n p n 0.
Proof.
  rewrite Bern_bt. unfold bt. rewrite <- taylor_p_coef. unfold taylor.
  change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR. pose proof (pow2_gt n).
  field. split; [apply INR_fact_neq_0|lra].
Qed.

(** * Root test (Cauchy-Hadamard) *)
Definition root (x : R) (n : nat) : R := if Req_EM_T x 0 then 0 else Rpower x (/ INR n).

Lemma root_lt x y n : (1 <= n)%nat -> 0 <= x -> 0 < y -> x < y ^ n -> root x n < y.
Proof.
  intros Hn Hx Hy H. unfold root. destruct (Req_EM_T x 0) as [|Hx0]; [assumption|].
  assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  replace y with (Rpower (y ^ n) (/ INR n)).
  - unfold Rpower. apply exp_increasing. apply Rmult_lt_compat_l; [now apply Rinv_0_lt_compat|].
    apply ln_increasing; lra.
  - rewrite <- Rpower_pow, Rpower_mult, Rinv_r, Rpower_1 by lra. reflexivity.
Qed.
Lemma root_le x y n : (1 <= n)%nat -> 0 <= x -> 0 < y -> root x n <= y -> x <= y ^ n.
Proof.
  intros Hn Hx Hy H. unfold root in H. destruct (Req_EM_T x 0) as [->|Hx0]; [apply pow_le; lra|].
  assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  replace x with (Rpower x (/ INR n) ^ n).
  - apply pow_incr. split; [left; apply exp_pos|exact H].
  - rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult, Rinv_l, Rpower_1 by lra. reflexivity.
Qed.

Theorem cauchy_hadamard (a : nat -> R) (r : R) : 0 < r -> CV_radius a = r ->
  is_LimSup_seq (fun n => root (Rabs (a n)) n) (/ r).
Proof.
  intros Hr HC eps. pose proof (cond_pos eps) as He. pose proof (Rinv_0_lt_compat r Hr) as Hi. split.
  - intros N. apply Classical_Prop.NNPP. intros Hno.
    assert (Hall : forall n, (N <= n)%nat -> root (Rabs (a n)) n <= / r - eps).
    { intros n Hn. apply Rnot_lt_le. intros HL. apply Hno. exists n. split; assumption. }
    set (s := Rmax (/ r - eps) (/ r / 2)).
    assert (Hs : 0 < s < / r).
    { unfold s. split; [eapply Rlt_le_trans; [|apply Rmax_r]; lra|apply Rmax_lub_lt; lra]. }
    set (t := (s + / r) / 2).
    assert (Ht : s < t < / r) by (unfold t; lra).
    assert (Hrt : r < / t).
    { rewrite <- (Rinv_inv r). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra|lra]. }
    apply (CV_disk_outside a (/ t)).
    + rewrite HC, Rabs_right by lra. exact Hrt.
    + apply is_lim_seq_abs_0.
      apply (is_lim_seq_le_le_loc (fun _ => 0) _ (fun n => (s / t) ^ n)).
      * exists (S N). intros n Hn. split; [apply Rabs_pos|].
        rewrite Rabs_mult, (Rabs_right ((/ t) ^ n)) by (apply Rle_ge, pow_le; left; apply Rinv_0_lt_compat; lra).
        unfold Rdiv. rewrite Rpow_mult_distr.
        apply Rmult_le_compat_r; [apply pow_le; left; apply Rinv_0_lt_compat; lra|].
        apply root_le; [lia|apply Rabs_pos|lra|].
        eapply Rle_trans; [apply Hall; lia|apply Rmax_l].
      * apply is_lim_seq_const.
      * apply is_lim_seq_geom. rewrite Rabs_right.
        -- apply Rmult_lt_reg_r with t; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
        -- apply Rle_ge. left. apply Rdiv_lt_0_compat; lra.
  - set (y := / r + eps). assert (Hy : 0 < y) by (unfold y; lra).
    assert (Hq : / y < r).
    { rewrite <- (Rinv_inv r). apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra|unfold y; lra]. }
    pose proof (Rinv_0_lt_compat y Hy) as Hiy.
    assert (CV : CV_disk a (/ y)).
    { apply CV_disk_inside. rewrite HC, Rabs_right by lra. exact Hq. }
    pose proof (ex_series_lim_0 _ CV) as L. apply is_lim_seq_spec in L.
    destruct (L (mkposreal 1 Rlt_0_1)) as [N HN]. exists (S N). intros n Hn.
    specialize (HN n ltac:(lia)). simpl in HN. rewrite Rminus_0_r, Rabs_Rabsolu, Rabs_mult in HN.
    rewrite (Rabs_right ((/ y) ^ n)), pow_inv in HN by (apply Rle_ge, pow_le; lra).
    apply root_lt; [lia|apply Rabs_pos|exact Hy|].
    pose proof (pow_lt y n Hy).
    apply Rmult_lt_reg_r with (/ y ^ n); [apply Rinv_0_lt_compat; assumption|].
    rewrite Rinv_r by lra. exact HN.
Qed.

(** limsup |B_n/n!|^(1/n) = 1/(2 PI);  limsup |softplus^(n)(z0)/n!|^(1/n) = 1/sqrt(z0^2+PI^2) *)
Theorem Bern_root_test : is_LimSup_seq (fun n => root (Rabs (Bern n / INR (fact n))) n) (/ (2 * PI)).
Proof. apply (cauchy_hadamard Bern_egf); [pose proof PI_RGT_0; lra|apply Bern_egf_radius]. Qed.
Theorem softplus_root_test z0 : is_LimSup_seq (fun n => root (Rabs (taylor softplus z0 n)) n) (/ rad z0).
Proof. apply cauchy_hadamard; [apply rad_pos|apply radius_softplus_exact]. Qed.
Theorem p_root_test z0 : is_LimSup_seq (fun n => root (Rabs (taylor p z0 n)) n) (/ rad z0).
Proof. apply cauchy_hadamard; [apply rad_pos|apply radius_p_exact]. Qed.

