(** The corrected statement about the dropout Taylor series, for every real z0. *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Moments Radius RadiusZero RadiusAll.
Open Scope R_scope.

Definition rad (z0 : R) : R := sqrt (z0 * z0 + PI * PI).

Lemma rad_gt z0 : Rabs z0 < rad z0.
Proof.
  unfold rad. rewrite <- sqrt_Rsqr_abs. apply sqrt_lt_1_alt. pose proof PI_RGT_0.
  pose proof (Rle_0_sqr z0). unfold Rsqr in *. split; nra.
Qed.

(** Inside the radius the Taylor series of p sums to p. *)
Theorem p_taylor_sum z0 h : Rabs h < rad z0 -> PSeries (taylor p z0) h = p (z0 + h).
Proof.
  intros Hh. rewrite (PSeries_ext _ _ _ (taylor_p_coef z0)).
  set (r := (Rabs h + rad z0) / 2).
  pose proof (Rabs_pos h) as Hh0.
  assert (Hr : Rabs h < r < rad z0) by (unfold r; lra).
  assert (CV : CV_disk (coef (p z0)) r).
  { apply CV_disk_inside.
    rewrite <- (CV_radius_ext _ _ (taylor_p_coef z0)), radius_p_exact, Rabs_right by lra.
    simpl. apply Hr. }
  pose proof (ex_series_lim_0 _ CV) as L.
  destruct (filterlim_bounded _ (ex_intro _ 0 L)) as [M HM].
  assert (R1 : forall n, re 1 0 n = 1 /\ im 1 0 n = 0).
  { induction n as [|n [E1 E2]]; [split; reflexivity|]. rewrite re_S, im_S, E1, E2. split; ring. }
  destruct (line_identity z0 1 0 1 r M) with (t := h) as [E _]; try lra.
  { intros n. rewrite Rmult_1_l. specialize (HM n). unfold norm in HM; simpl in HM. unfold abs in HM; simpl in HM.
    rewrite Rabs_Rabsolu, Rabs_mult, (Rabs_right (r ^ n)) in HM by (apply Rle_ge, pow_le; lra). exact HM. }
  rewrite (PSeries_ext _ (coef (p z0))) in E by (intros n; destruct (R1 n) as [-> _]; ring).
  rewrite Rmult_0_l, cos_0, sin_0 in E. rewrite (Rmult_1_l h) in E.
  unfold p at 2. pose proof (den_pos (z0 + h)) as Hp.
  apply Rmult_eq_reg_r with (1 + exp (- (z0 + h))); [|lra].
  rewrite Rinv_l by lra. lra.
Qed.

Theorem softplus_taylor_sum z0 h : Rabs h < rad z0 ->
  is_series (fun n => taylor softplus z0 n * h ^ n) (softplus (z0 + h)).
Proof.
  intros Hh.
  assert (D : forall t, Rabs t < rad z0 ->
    is_derive (fun t => PSeries (taylor softplus z0) t - softplus (z0 + t)) t 0).
  { intros t Ht.
    replace 0 with (p (z0 + t) - p (z0 + t)) by ring.
    apply @is_derive_minus.
    - evar_last.
      + apply is_derive_PSeries. rewrite radius_softplus_exact. exact Ht.
      + rewrite <- p_taylor_sum by assumption. apply PSeries_ext. intros n.
        unfold PS_derive, taylor. rewrite (is_derive_n_unique _ _ _ _ (softplus_derive_n n z0)).
        change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR. field.
        split; [apply INR_fact_neq_0|apply not_0_INR; lia].
    - evar_last.
      + apply (is_derive_comp softplus (fun t => z0 + t) t).
        * apply softplus_derive.
        * auto_derive; [trivial|reflexivity].
      + unfold scal; simpl; unfold mult; simpl. ring. }
  assert (E : PSeries (taylor softplus z0) h - softplus (z0 + h)
            = PSeries (taylor softplus z0) 0 - softplus (z0 + 0)).
  { apply Rabs_def2 in Hh. destruct (Rtotal_order 0 h) as [H|[H|H]].
    - symmetry. apply (eq_is_derive (fun t => PSeries (taylor softplus z0) t - softplus (z0 + t)) 0 h); [|lra].
      intros s Hs. apply D, Rabs_def1; lra.
    - subst; reflexivity.
    - apply (eq_is_derive (fun t => PSeries (taylor softplus z0) t - softplus (z0 + t)) h 0); [|lra].
      intros s Hs. apply D, Rabs_def1; lra. }
  rewrite PSeries_0, Rplus_0_r in E. unfold taylor at 2 in E. simpl in E.
  replace (softplus (z0 + h)) with (PSeries (taylor softplus z0) h) by lra.
  apply Series_correct. apply (ex_pseries_R (taylor softplus z0) h), CV_radius_inside.
  rewrite radius_softplus_exact. exact Hh.
Qed.

(** E xi-moment series: sum_n L^(n)(z)/n! E[(z xi - z)^n] *)
Definition dropout_term (d z : R) (n : nat) : R :=
  taylor softplus z n * E d (fun xi => (z * xi - z) ^ n).

Lemma term_split d z n : d <> 1 -> dropout_term d z n =
  d * (taylor softplus z n * (- z) ^ n) + (1 - d) * (taylor softplus z n * (z * (d / (1 - d))) ^ n).
Proof.
  intros H. unfold dropout_term, E.
  replace (z * 0 - z) with (- z) by ring.
  replace (z * (1 / (1 - d)) - z) with (z * (d / (1 - d))) by (field; lra). ring.
Qed.

Theorem dropout_series_converges d z : d <> 1 -> Rabs (z * (d / (1 - d))) < rad z ->
  is_series (dropout_term d z) (E d (fun xi => softplus (z * xi))).
Proof.
  intros Hd Hz.
  pose proof (softplus_taylor_sum z (- z) ltac:(rewrite Rabs_Ropp; apply rad_gt)) as H1.
  pose proof (softplus_taylor_sum z _ Hz) as H2.
  pose proof (is_series_plus _ _ _ _ (is_series_scal d _ _ H1) (is_series_scal (1 - d) _ _ H2)) as H.
  unfold E.
  replace (z * 0) with (z + - z) by ring.
  replace (z * (1 / (1 - d))) with (z + z * (d / (1 - d))) by (field; lra).
  eapply is_series_ext; [|exact H]. intros n. rewrite term_split by assumption. reflexivity.
Qed.

Theorem dropout_series_diverges d z : d <> 1 -> rad z < Rabs (z * (d / (1 - d))) ->
  ~ ex_series (dropout_term d z).
Proof.
  intros Hd Hz [l Hl].
  pose proof (softplus_taylor_sum z (- z) ltac:(rewrite Rabs_Ropp; apply rad_gt)) as H1.
  apply (softplus_taylor_diverges z (z * (d / (1 - d))) Hz).
  pose proof (is_series_ext _ _ _ (fun n => term_split d z n Hd) Hl) as Hl'. clear Hl. rename Hl' into Hl.
  exists (scal (/ (1 - d)) (minus l (scal d (softplus (z + - z))))).
  pose proof (is_series_scal (/ (1 - d)) _ _ (is_series_minus _ _ _ _ Hl (is_series_scal d _ _ H1))) as H.
  eapply is_series_ext; [|exact H]. intros n.
  unfold scal, minus, plus, opp; simpl. unfold mult; simpl. field. lra.
Qed.

(** d <= 1/2: always convergent, whatever z *)
Corollary dropout_half_converges d z : 0 <= d <= / 2 ->
  is_series (dropout_term d z) (E d (fun xi => softplus (z * xi))).
Proof.
  intros Hd. apply dropout_series_converges; [lra|].
  eapply Rle_lt_trans; [|apply rad_gt]. rewrite Rabs_mult.
  apply Rle_trans with (Rabs z * 1); [|lra].
  apply Rmult_le_compat_l; [apply Rabs_pos|].
  assert (0 <= d / (1 - d) <= 1).
  { split.
    - apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra].
    - apply Rmult_le_reg_r with (1 - d); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  rewrite Rabs_right; lra.
Qed.

