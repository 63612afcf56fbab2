(** * Softmax: the radius of the log-partition function

    In words (claim C59; sense S5 of 2 pi): let eta_1, ..., eta_K be the scores of K classes and v_1, ..., v_K a
    direction.  Then A(t) = log sum_k e^(eta_k + t v_k) is a real function with A'(t) = F'(t)/F(t),
    F(t) = sum_k e^(eta_k + t v_k), and F also has values at complex t.
    - If F has no complex zero with |t| < rho, then the Taylor series of A at 0 converges to A for |t| < rho.
    - F has no zero with |Im t| osc(v) < pi, osc(v) = max v - min v: all terms lie in an open half-plane.
      Hence the radius is at least pi/osc(v), for any number of classes.
    SoftmaxRadius.v shows that the nearest zero is the exact radius; SoftmaxClasses.v has examples. *)

Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleSeries TaylorCoefficients TaylorSeries FiniteLaw
  PolarAnalytic Reciprocal ComplexMoments.
Import ListNotations.
Open Scope R_scope.

(** Classes are pairs (eta_k, v_k) of a score and its slope. *)
Fixpoint partition_function (classes : list (R * R)) (t : R) : R :=
  match classes with [] => 0 | (eta, v) :: rest => exp (eta + t * v) + partition_function rest t end.
Definition log_partition (classes : list (R * R)) (t : R) : R := ln (partition_function classes t).

(** The partition function at t = x + i y. *)
Fixpoint partition_re (classes : list (R * R)) (x y : R) : R :=
  match classes with [] => 0 | (eta, v) :: rest => exp (eta + x * v) * cos (y * v) + partition_re rest x y end.
Fixpoint partition_im (classes : list (R * R)) (x y : R) : R :=
  match classes with [] => 0 | (eta, v) :: rest => exp (eta + x * v) * sin (y * v) + partition_im rest x y end.
Definition partition_zero (classes : list (R * R)) (x y : R) : Prop :=
  partition_re classes x y = 0 /\ partition_im classes x y = 0.

(** ** The partition function as a moment generating function *)

Definition masses (classes : list (R * R)) : list (R * R) := map (fun c => (snd c, exp (fst c))) classes.

Lemma partition_mgf l t : partition_function l t = mgf (masses l) t.
Proof. induction l as [|[e v] l IH]; [reflexivity|]. simpl. rewrite IH, exp_plus. reflexivity. Qed.
Lemma partition_mgf_re l x y : partition_re l x y = mgf_re (masses l) x y.
Proof. induction l as [|[e v] l IH]; [reflexivity|]. simpl. rewrite IH, exp_plus, Rmult_assoc. reflexivity. Qed.
Lemma partition_mgf_im l x y : partition_im l x y = mgf_im (masses l) x y.
Proof. induction l as [|[e v] l IH]; [reflexivity|]. simpl. rewrite IH, exp_plus, Rmult_assoc. reflexivity. Qed.

Lemma masses_positive l : positive_weights (masses l).
Proof.
  intros v w H. apply in_map_iff in H. destruct H as [c [E _]]. injection E as _ <-. apply exp_pos.
Qed.
Lemma masses_nonempty l : l <> [] -> masses l <> [].
Proof. destruct l; [now intros []|discriminate]. Qed.

Lemma partition_pos l t : l <> [] -> 0 < partition_function l t.
Proof. intros H. rewrite partition_mgf. apply mgf_pos; [now apply masses_nonempty|apply masses_positive]. Qed.

(** ** Lower bound: no zero, hence convergence *)
Section NoZero.
Variables (l : list (R * R)) (rho : R).
Hypothesis nonempty : l <> [].
Hypothesis rho_pos : 0 < rho.
Hypothesis no_zero : forall x y, x ^ 2 + y ^ 2 < rho ^ 2 -> ~ partition_zero l x y.

Let m := mgf_coefficient (masses l).

Lemma entire x : Rbar_lt (Rabs x) (CV_radius m).
Proof.
  pose proof (Rabs_pos x) as P. apply Rbar_lt_le_trans with (Finite (Rabs x + 1)); [simpl; lra|].
  destruct (bounded_terms m (Rabs x + 1)) as [M HM]; [eexists; apply mgf_series|].
  rewrite (Rabs_right (Rabs x + 1)) in HM by lra. apply (radius_at_least m _ M); [lra|exact HM].
Qed.

Lemma partition_series x : PSeries m x = partition_function l x.
Proof. rewrite partition_mgf. apply is_series_unique, mgf_series. Qed.

Lemma polar_no_zero r t : Rabs r < rho ->
  polar_re (masses l) r t ^ 2 + polar_im (masses l) r t ^ 2 <> 0.
Proof.
  intros Hr E. apply (no_zero (r * cos t) (r * sin t)).
  - replace ((r * cos t) ^ 2 + (r * sin t) ^ 2) with (r ^ 2 * (Rsqr (sin t) + Rsqr (cos t)))
      by (unfold Rsqr; ring).
    rewrite sin2_cos2, Rmult_1_r, <- (pow2_abs r). pose proof (Rabs_pos r). nra.
  - unfold partition_zero. rewrite partition_mgf_re, partition_mgf_im.
    fold (polar_re (masses l) r t) (polar_im (masses l) r t).
    pose proof (pow2_ge_0 (polar_re (masses l) r t)). pose proof (pow2_ge_0 (polar_im (masses l) r t)).
    split; apply Rsqr_0_uniq; unfold Rsqr; lra.
Qed.

Let b := reciprocal rho (polar_re (masses l)) (polar_im (masses l)).

Lemma b_radius : Rbar_le rho (CV_radius b).
Proof. exact (reciprocal_radius _ _ _ _ _ rho_pos (mgf_analytic _ _) polar_no_zero). Qed.

Lemma b_sum t : Rabs t < rho -> PSeries b t = / partition_function l t.
Proof.
  intros Ht. pose proof (partition_pos l t nonempty) as P.
  assert (E : PSeries (PS_mult m b) t = 1).
  { apply is_series_unique. apply (is_series_eq (fun n => if Nat.eqb n 0 then 1 else 0) _ (1 + 0)); [|ring|].
    - intros n. unfold b, m. rewrite (reciprocal_convolution rho _ _ _ _ _ rho_pos (mgf_analytic _ _)
        (fun r t _ => mgf_series_re _ r t) (fun r t _ => mgf_series_im _ r t)
        (fun r Hr => mgf_series_absolute _ r (proj1 Hr) (masses_positive l)) polar_no_zero).
      destruct n; simpl; ring.
    - apply (is_series_cons (fun n => if Nat.eqb n 0 then 1 else 0)). simpl.
      apply (is_series_eq (fun n => 0 * 0 ^ n) _ (0 * / (1 - 0))); [intros; ring|ring|].
      apply is_series_scaled, is_series_geom. rewrite Rabs_R0. lra. }
  rewrite PSeries_mult in E; [|apply entire|exact (Rbar_lt_le_trans (Rabs t) rho _ Ht b_radius)].
  rewrite partition_series in E. apply Rmult_eq_reg_l with (partition_function l t); [|lra]. rewrite E. field. lra.
Qed.

(** The coefficients of A', and those of A. *)
Let g := PS_mult (PS_derive m) b.
Definition log_coefficient (n : nat) : R :=
  match n with O => log_partition l 0 | S k => g k / INR (S k) end.

Lemma partition_derive x : is_derive (partition_function l) x (PSeries (PS_derive m) x).
Proof.
  apply (is_derive_ext (PSeries m)); [intros; apply partition_series|]. apply is_derive_PSeries, entire.
Qed.

Lemma g_sum t : Rabs t < rho -> is_series (fun n => g n * t ^ n) (PSeries (PS_derive m) t / partition_function l t).
Proof.
  intros Ht. assert (R1 : Rbar_lt (Rabs t) (CV_radius (PS_derive m))) by (rewrite CV_radius_derive; apply entire).
  pose proof (Rbar_lt_le_trans (Rabs t) rho _ Ht b_radius) as R2.
  unfold Rdiv. rewrite <- b_sum by exact Ht. exact (product_series (PS_derive m) b t R1 R2).
Qed.

Lemma log_radius : Rbar_le rho (CV_radius log_coefficient).
Proof.
  rewrite <- CV_radius_derive. rewrite (CV_radius_ext _ g).
  - apply radius_from_below; [exact rho_pos|]. intros r Hr.
    destruct (bounded_terms g r) as [M HM]; [eexists; apply g_sum; rewrite Rabs_right; lra|].
    rewrite Rabs_right in HM by lra. apply (radius_at_least g r M); [lra|exact HM].
  - intros n. unfold PS_derive, log_coefficient. field. apply not_0_INR. lia.
Qed.

Lemma log_sum t : Rabs t < rho -> is_series (fun n => log_coefficient n * t ^ n) (log_partition l t).
Proof.
  intros Ht.
  assert (In : forall s, Rabs s < rho -> Rbar_lt (Rabs s) (CV_radius log_coefficient))
    by (intros s Hs; exact (Rbar_lt_le_trans (Rabs s) rho _ Hs log_radius)).
  set (f := fun s => PSeries log_coefficient s - log_partition l s).
  assert (D : forall s, Rabs s < rho -> is_derive f s 0).
  { intros s Hs. pose proof (partition_pos l s nonempty) as P.
    set (d := PSeries (PS_derive m) s / partition_function l s).
    replace 0 with (d - d) by ring. apply @is_derive_minus.
    - evar_last; [apply is_derive_PSeries, In, Hs|]. unfold d. rewrite <- (is_series_unique _ _ (g_sum s Hs)).
      apply Series_ext. intros n. unfold PS_derive, log_coefficient. f_equal. field. apply not_0_INR. lia.
    - unfold log_partition. evar_last.
      + apply (is_derive_comp ln (partition_function l)); [apply is_derive_Reals, derivable_pt_lim_ln, P|].
        apply partition_derive.
      + unfold scal; simpl; unfold mult; simpl. unfold d. field. lra. }
  assert (E : f t = f 0).
  { apply Rabs_def2 in Ht. destruct (Rtotal_order 0 t) as [L|[<-|L]]; [symmetry|reflexivity|];
      (apply (eq_is_derive f); [|assumption]); intros s Hs; apply D, Rabs_def1; lra. }
  unfold f in E. rewrite PSeries_0 in E. simpl log_coefficient in E.
  replace (log_partition l t) with (PSeries log_coefficient t) by lra.
  apply inside_series, In, Ht.
Qed.

Theorem log_partition_coefficient n : taylor (log_partition l) 0 n = log_coefficient n.
Proof.
  apply (taylor_unique (log_partition l) 0 rho); [exact rho_pos|]. intros h Hh. rewrite Rplus_0_l.
  now apply log_sum.
Qed.

Theorem log_partition_radius_at_least : Rbar_le rho (CV_radius (taylor (log_partition l) 0)).
Proof. rewrite (CV_radius_ext _ _ log_partition_coefficient). apply log_radius. Qed.

Theorem log_partition_series t : Rabs t < rho ->
  is_series (fun n => taylor (log_partition l) 0 n * t ^ n) (log_partition l t).
Proof.
  intros Ht. apply (is_series_eq _ _ _ _) with (3 := log_sum t Ht); [|reflexivity].
  intros n. now rewrite log_partition_coefficient.
Qed.
End NoZero.

(** ** The half-plane: |Im t| osc(v) < pi *)

Definition spread_at_most (l : list (R * R)) (D : R) : Prop :=
  forall e v e' v', In (e, v) l -> In (e', v') l -> v - v' <= D.

(** Two real numbers between which all slopes lie, at distance at most D. *)
Lemma slopes_between l D : l <> [] -> spread_at_most l D ->
  exists a c, c - a <= D /\ forall e v, In (e, v) l -> a <= v <= c.
Proof.
  intros Hl HD. assert (E : exists a c, (exists e, In (e, a) l) /\ (exists e, In (e, c) l) /\
    forall e v, In (e, v) l -> a <= v <= c).
  { clear HD. induction l as [|[e v] l IH]; [now destruct Hl|].
    destruct l as [|p l'].
    - exists v, v. repeat split; try (exists e; now left);
        (intros; destruct H as [H|[]]; injection H as _ ->; lra).
    - destruct (IH ltac:(discriminate)) as [a [c [[ea Ha] [[ec Hc] H]]]].
      exists (Rmin a v), (Rmax c v). repeat split.
      + unfold Rmin. destruct (Rle_dec a v); [exists ea; now right|exists e; now left].
      + unfold Rmax. destruct (Rle_dec c v); [exists e; now left|exists ec; now right].
      + destruct H0 as [H0|H0]; [injection H0 as _ <-; apply Rmin_r|].
        eapply Rle_trans; [apply Rmin_l|]. now apply (H e0).
      + destruct H0 as [H0|H0]; [injection H0 as _ <-; apply Rmax_r|].
        eapply Rle_trans; [|apply Rmax_l]. now apply (H e0). }
  destruct E as [a [c [[ea Ha] [[ec Hc] H]]]]. exists a, c. split; [|exact H]. now apply (HD ec _ ea).
Qed.

(** After the rotation by -y (a+c)/2 all terms have positive real part. *)
Theorem half_plane l D x y : l <> [] -> spread_at_most l D -> Rabs y * D < PI -> ~ partition_zero l x y.
Proof.
  intros Hl HD Hy [Z1 Z2]. destruct (slopes_between l D Hl HD) as [a [c [Hac H]]].
  set (mid := (a + c) / 2).
  assert (E : forall l', cos (y * mid) * partition_re l' x y + sin (y * mid) * partition_im l' x y
    = fold_right (fun p s => exp (fst p + x * snd p) * cos (y * (snd p - mid)) + s) 0 l').
  { induction l' as [|[e v] l' IH]; simpl; [ring|]. rewrite <- IH.
    replace (y * (v - mid)) with (y * v - y * mid) by ring. rewrite cos_minus. ring. }
  specialize (E l). rewrite Z1, Z2, !Rmult_0_r, Rplus_0_r in E.
  assert (P : forall l', (forall e v, In (e, v) l' -> a <= v <= c) ->
    0 <= fold_right (fun p s => exp (fst p + x * snd p) * cos (y * (snd p - mid)) + s) 0 l'
    /\ (l' <> [] -> 0 < fold_right (fun p s => exp (fst p + x * snd p) * cos (y * (snd p - mid)) + s) 0 l')).
  { induction l' as [|[e v] l' IH]; intros H'; [split; [simpl; lra|now intros []]|].
    destruct (IH (fun e0 v0 Hv => H' e0 v0 (or_intror Hv))) as [IH0 _].
    assert (T : 0 < exp (e + x * v) * cos (y * (v - mid))).
    { apply Rmult_lt_0_compat; [apply exp_pos|]. destruct (H' e v (or_introl eq_refl)) as [L1 L2].
      assert (B : Rabs (y * (v - mid)) < PI / 2).
      { rewrite Rabs_mult. apply Rle_lt_trans with (Rabs y * (D / 2)).
        - apply Rmult_le_compat_l; [apply Rabs_pos|]. apply Rabs_le. unfold mid. lra.
        - lra. }
      apply Rabs_def2 in B. apply cos_gt_0; lra. }
    simpl. split; [|intros _]; lra. }
  destruct (P l H) as [_ Q]. specialize (Q Hl). lra.
Qed.

Lemma half_plane_disc l D : l <> [] -> 0 < D -> spread_at_most l D ->
  forall x y, x ^ 2 + y ^ 2 < (PI / D) ^ 2 -> ~ partition_zero l x y.
Proof.
  intros Hl PD HD x y Hxy. apply (half_plane l D x y Hl HD). pose proof PI_RGT_0 as pi_pos.
  assert (P : 0 < PI / D) by (apply Rdiv_lt_0_compat; lra). pose proof (pow2_ge_0 x).
  assert (L : Rabs y < PI / D).
  { apply Rnot_le_lt. intros L. pose proof (pow_incr (PI / D) (Rabs y) 2 ltac:(lra)). rewrite pow2_abs in *. lra. }
  apply Rmult_lt_compat_r with (r := D) in L; [|exact PD].
  replace (PI / D * D) with PI in L by (field; lra). exact L.
Qed.

Theorem log_partition_radius_spread l D : l <> [] -> 0 < D -> spread_at_most l D ->
  Rbar_le (PI / D) (CV_radius (taylor (log_partition l) 0)).
Proof.
  intros Hl PD HD. apply log_partition_radius_at_least; [exact Hl|apply Rdiv_lt_0_compat; [apply PI_RGT_0|exact PD]|].
  now apply half_plane_disc.
Qed.

Theorem log_partition_spread_series l D t : l <> [] -> spread_at_most l D -> Rabs t * D < PI ->
  is_series (fun n => taylor (log_partition l) 0 n * t ^ n) (log_partition l t).
Proof.
  intros Hl HD Ht. pose proof PI_RGT_0 as pi_pos. destruct (Rlt_le_dec 0 D) as [PD|ND].
  - apply (log_partition_series l (PI / D) Hl); [apply Rdiv_lt_0_compat; lra|now apply half_plane_disc|].
    apply Rmult_lt_reg_r with D; [exact PD|]. replace (PI / D * D) with PI by (field; lra). exact Ht.
  - pose proof (Rabs_pos t) as P. apply (log_partition_series l (Rabs t + 1) Hl); [lra| |lra].
    intros x y _. apply (half_plane l D x y Hl HD). pose proof (Rabs_pos y).
    apply Rle_lt_trans with 0; [|lra]. rewrite <- (Rmult_0_r (Rabs y)). now apply Rmult_le_compat_l.
Qed.
