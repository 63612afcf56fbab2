(** * Analytic functions in polar coordinates, and their integrals over circles

    In words (a tool for softmax, claim C59): a complex function u + i v of the point r e^(i t), given by two
    real functions of r and t, is analytic on the disc of radius rho when it satisfies the equations of
    Cauchy and Riemann in polar form,
      du/dt = - r dv/dr,   dv/dt = r du/dr.
    Then its integral over a circle against e^(-i n t) is proportional to r^n, for every integer n, and is
    zero for n < 0: these are Cauchy's formulas, here without complex analysis, by differentiation of the
    integral in r and integration by parts in t. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(** An equation between real numbers that is typed in one of their algebraic structures. *)
Ltac in_R := match goal with |- ?a = ?b => change (a = b :> R) end.

(** u + i v is analytic in r e^(i t) for |r| < rho; du and dv are the derivatives in r. *)
Record analytic (rho : R) (u v du dv : R -> R -> R) : Prop := {
  radial_u : forall r t, Rabs r < rho -> is_derive (fun s => u s t) r (du r t);
  radial_v : forall r t, Rabs r < rho -> is_derive (fun s => v s t) r (dv r t);
  angular_u : forall r t, Rabs r < rho -> is_derive (u r) t (- (r * dv r t));
  angular_v : forall r t, Rabs r < rho -> is_derive (v r) t (r * du r t);
  continuous_u : forall r t, Rabs r < rho -> continuity_2d_pt u r t;
  continuous_v : forall r t, Rabs r < rho -> continuity_2d_pt v r t;
  continuous_du : forall r t, Rabs r < rho -> continuity_2d_pt du r t;
  continuous_dv : forall r t, Rabs r < rho -> continuity_2d_pt dv r t;
  periodic_u : forall r, u r (2 * PI) = u r 0;
  periodic_v : forall r, v r (2 * PI) = v r 0 }.
Arguments radial_u {rho u v du dv}.
Arguments radial_v {rho u v du dv}.
Arguments angular_u {rho u v du dv}.
Arguments angular_v {rho u v du dv}.
Arguments continuous_u {rho u v du dv}.
Arguments continuous_v {rho u v du dv}.
Arguments continuous_du {rho u v du dv}.
Arguments continuous_dv {rho u v du dv}.
Arguments periodic_u {rho u v du dv}.
Arguments periodic_v {rho u v du dv}.

Ltac use_analytic H := first [now apply (radial_u H) | now apply (radial_v H) | now apply (angular_u H)
  | now apply (angular_v H) | now apply (continuous_u H) | now apply (continuous_v H)
  | now apply (continuous_du H) | now apply (continuous_dv H)].

Lemma continuity_2d_square (f : R -> R -> R) r t :
  continuity_2d_pt f r t -> continuity_2d_pt (fun s a => f s a ^ 2) r t.
Proof.
  intros H. apply (continuity_2d_pt_ext (fun s a => f s a * f s a)); [intros; ring|].
  now apply continuity_2d_pt_mult.
Qed.

(** 1/(U + i V) is analytic where U + i V has no zero. *)
Section Inverse.
Variables (rho : R) (U V dU dV : R -> R -> R).
Hypothesis F : analytic rho U V dU dV.
Hypothesis no_zero : forall r t, Rabs r < rho -> U r t ^ 2 + V r t ^ 2 <> 0.

Let norm2 (r t : R) : R := U r t ^ 2 + V r t ^ 2.
Definition inverse_re (r t : R) : R := U r t / norm2 r t.
Definition inverse_im (r t : R) : R := - V r t / norm2 r t.
(** - (dU + i dV) / (U + i V)^2 *)
Definition inverse_dre (r t : R) : R :=
  - (dU r t * (U r t ^ 2 - V r t ^ 2) + 2 * (U r t * V r t) * dV r t) / norm2 r t ^ 2.
Definition inverse_dim (r t : R) : R :=
  - (dV r t * (U r t ^ 2 - V r t ^ 2) - 2 * (U r t * V r t) * dU r t) / norm2 r t ^ 2.

Lemma quotient_derive (f g : R -> R) (x df dg : R) : is_derive f x df -> is_derive g x dg ->
  f x ^ 2 + g x ^ 2 <> 0 ->
  is_derive (fun y => f y / (f y ^ 2 + g y ^ 2)) x
    ((df * (g x ^ 2 - f x ^ 2) - 2 * (f x * g x) * dg) / (f x ^ 2 + g x ^ 2) ^ 2).
Proof.
  intros Hf Hg Hn. auto_derive.
  - repeat split; try (eexists; eassumption). simpl in *. lra.
  - replace (Derive (fun y => f y) x) with df by (symmetry; now apply is_derive_unique).
    replace (Derive (fun y => g y) x) with dg by (symmetry; now apply is_derive_unique).
    field. simpl in *. lra.
Qed.

Lemma no_zero' r t : Rabs r < rho -> V r t ^ 2 + U r t ^ 2 <> 0.
Proof. rewrite Rplus_comm. apply no_zero. Qed.

Lemma opp_derive (f : R -> R) (x l : R) : is_derive f x l -> is_derive (fun y => - f y) x (- l).
Proof. exact (is_derive_opp f x l). Qed.

Theorem analytic_inverse : analytic rho inverse_re inverse_im inverse_dre inverse_dim.
Proof.
  assert (N : forall r t, Rabs r < rho -> continuity_2d_pt norm2 r t).
  { intros r t Hr. apply continuity_2d_pt_plus; apply continuity_2d_square; use_analytic F. }
  assert (Q : forall (g : R -> R -> R) (k : R -> R -> R) r t, continuity_2d_pt g r t ->
    continuity_2d_pt k r t -> k r t <> 0 -> continuity_2d_pt (fun s a => g s a / k s a) r t).
  { intros g k r t Hg Hk H0. apply continuity_2d_pt_mult; [exact Hg|]. now apply continuity_2d_pt_inv. }
  assert (C : forall r t, Rabs r < rho -> continuity_2d_pt (fun s a => U s a ^ 2 - V s a ^ 2) r t /\
    continuity_2d_pt (fun s a => 2 * (U s a * V s a)) r t).
  { intros r t Hr. split.
    - apply continuity_2d_pt_minus; apply continuity_2d_square; use_analytic F.
    - apply continuity_2d_pt_mult; [apply continuity_2d_pt_const|].
      apply continuity_2d_pt_mult; use_analytic F. }
  assert (Z : forall r t, Rabs r < rho -> norm2 r t ^ 2 <> 0)
    by (intros r t Hr; apply pow_nonzero, no_zero, Hr).
  unfold inverse_re, inverse_im, inverse_dre, inverse_dim.
  split; [intros r t Hr..|intros r|intros r].
  - evar_last; [apply (quotient_derive (fun s => U s t) (fun s => V s t) r (dU r t) (dV r t)
      (radial_u F r t Hr) (radial_v F r t Hr)); now apply (no_zero r t Hr)|].
    unfold norm2. field. now apply (no_zero r t Hr).
  - evar_last.
    + apply (is_derive_ext (fun s => - (V s t / (V s t ^ 2 + U s t ^ 2)))).
      { intros s. unfold norm2. rewrite (Rplus_comm (V s t ^ 2)). unfold Rdiv. in_R. ring. }
      apply opp_derive, (quotient_derive (fun s => V s t) (fun s => U s t) r (dV r t) (dU r t)
        (radial_v F r t Hr) (radial_u F r t Hr)). exact (no_zero' r t Hr).
    + pose proof (no_zero r t Hr). pose proof (no_zero' r t Hr). unfold norm2. field; repeat split; assumption.
  - evar_last; [apply (quotient_derive (U r) (V r) t _ _ (angular_u F r t Hr)
      (angular_v F r t Hr)); now apply (no_zero r t Hr)|].
    unfold norm2. field. now apply (no_zero r t Hr).
  - evar_last.
    + apply (is_derive_ext (fun a => - (V r a / (V r a ^ 2 + U r a ^ 2)))).
      { intros a. unfold norm2. rewrite (Rplus_comm (V r a ^ 2)). unfold Rdiv. in_R. ring. }
      apply opp_derive, (quotient_derive (V r) (U r) t _ _ (angular_v F r t Hr)
        (angular_u F r t Hr)). exact (no_zero' r t Hr).
    + pose proof (no_zero r t Hr). pose proof (no_zero' r t Hr). unfold norm2. field; repeat split; assumption.
  - apply Q; [use_analytic F|now apply N|now apply (no_zero r t Hr)].
  - apply Q; [apply continuity_2d_pt_opp; use_analytic F|now apply N|now apply (no_zero r t Hr)].
  - apply Q; [|apply continuity_2d_square, N, Hr|now apply Z]. apply continuity_2d_pt_opp.
    apply continuity_2d_pt_plus; apply continuity_2d_pt_mult; try (now apply C); use_analytic F.
  - apply Q; [|apply continuity_2d_square, N, Hr|now apply Z]. apply continuity_2d_pt_opp.
    apply continuity_2d_pt_minus; apply continuity_2d_pt_mult; try (now apply C); use_analytic F.
  - unfold norm2. now rewrite (periodic_u F), (periodic_v F).
  - unfold norm2. now rewrite (periodic_u F), (periodic_v F).
Qed.
End Inverse.

(** ** Integrals over circles *)
Section Circle.
Variables (rho : R) (u v du dv : R -> R -> R).
Hypothesis f_analytic : analytic rho u v du dv.

(** The real part of (u + i v) e^(-i n t), and its derivative in r. *)
Definition rotated (n r t : R) : R := u r t * cos (n * t) + v r t * sin (n * t).
Let drotated (n r t : R) : R := du r t * cos (n * t) + dv r t * sin (n * t).
Definition circle_integral (n r : R) : R := RInt (rotated n r) 0 (2 * PI).

Lemma rotated_radial n r t : Rabs r < rho -> is_derive (fun s => rotated n s t) r (drotated n r t).
Proof.
  intros Hr. unfold rotated, drotated.
  pose proof (radial_u f_analytic r t Hr) as Hu. pose proof (radial_v f_analytic r t Hr) as Hv.
  auto_derive; [repeat split; eexists; eassumption|].
  replace (Derive (fun s => u s t) r) with (du r t) by (symmetry; now apply is_derive_unique).
  replace (Derive (fun s => v s t) r) with (dv r t) by (symmetry; now apply is_derive_unique). ring.
Qed.

Lemma rotated_continuous n r t : Rabs r < rho -> continuous (rotated n r) t.
Proof.
  intros Hr. unfold rotated. apply @ex_derive_continuous.
  pose proof (angular_u f_analytic r t Hr). pose proof (angular_v f_analytic r t Hr).
  auto_derive. repeat split; eexists; eassumption.
Qed.

Lemma rotated_integrable n r : Rabs r < rho -> ex_RInt (rotated n r) 0 (2 * PI).
Proof. intros Hr. apply (@ex_RInt_continuous R_CompleteNormedModule). intros t _. now apply rotated_continuous.
Qed.

Lemma drotated_continuity n r t : Rabs r < rho -> continuity_2d_pt (drotated n) r t.
Proof.
  intros Hr. unfold drotated.
  assert (K : forall g, continuity g -> continuity_2d_pt (fun _ a => g (n * a)) r t).
  { intros g Hg. apply (continuity_1d_2d_pt_comp g (fun _ a => n * a)); [apply Hg|].
    apply continuity_2d_pt_mult; [apply continuity_2d_pt_const|apply continuity_2d_pt_id2]. }
  apply continuity_2d_pt_plus; apply continuity_2d_pt_mult; try use_analytic f_analytic; apply K;
    [apply continuity_cos|apply continuity_sin].
Qed.

Lemma drotated_integrable n r : Rabs r < rho -> ex_RInt (drotated n r) 0 (2 * PI).
Proof.
  intros Hr. apply (@ex_RInt_continuous R_CompleteNormedModule). intros t _.
  pose proof (drotated_continuity n r t Hr) as H. intros P [eps HP]. destruct (H eps) as [d Hd].
  exists d. intros a Ha. apply HP. apply (Hd r a); [rewrite Rminus_eq_0, Rabs_R0; apply cond_pos|exact Ha].
Qed.

Lemma near_radius r : Rabs r < rho -> exists d : posreal, forall s, Rabs (s - r) < d -> Rabs s < rho.
Proof.
  intros Hr. assert (P : 0 < rho - Rabs r) by lra. exists (mkposreal _ P). intros s Hs. simpl in Hs.
  pose proof (Rabs_triang (s - r) r). replace (s - r + r) with s in * by ring. lra.
Qed.

Lemma circle_derive n r : Rabs r < rho ->
  is_derive (circle_integral n) r (RInt (drotated n r) 0 (2 * PI)).
Proof.
  intros Hr. destruct (near_radius r Hr) as [d Hd].
  assert (E : forall s t, Rabs (s - r) < d -> Derive (fun x => rotated n x t) s = drotated n s t).
  { intros s t Hs. apply is_derive_unique, rotated_radial, Hd, Hs. }
  replace (RInt (drotated n r) 0 (2 * PI))
    with (RInt (fun t => Derive (fun x => rotated n x t) r) 0 (2 * PI)).
  - apply is_derive_RInt_param.
    + exists d. intros s Hs t _. eexists. apply rotated_radial, Hd, Hs.
    + intros t _. apply continuity_2d_pt_ext_loc with (2 := drotated_continuity n r t Hr).
      exists d. intros s a Hs _. symmetry. apply E, Hs.
    + exists d. intros s Hs. apply rotated_integrable, Hd, Hs.
  - apply (@RInt_ext R_CompleteNormedModule). intros t _. apply E.
    rewrite Rminus_eq_0, Rabs_R0. apply cond_pos.
Qed.

(** Integration by parts in t: r J'(r) = n J(r) for integers n. *)
Lemma circle_equation n r : cos (n * (2 * PI)) = 1 -> sin (n * (2 * PI)) = 0 -> Rabs r < rho ->
  r * RInt (drotated n r) 0 (2 * PI) = n * circle_integral n r.
Proof.
  intros C S Hr. unfold circle_integral.
  assert (P : is_RInt (fun t => r * drotated n r t - n * rotated n r t) 0 (2 * PI)
    (r * RInt (drotated n r) 0 (2 * PI) - n * RInt (rotated n r) 0 (2 * PI))).
  { apply (is_RInt_minus (fun t => r * drotated n r t) (fun t => n * rotated n r t)).
    - apply (is_RInt_scal (drotated n r)), (@RInt_correct R_CompleteNormedModule), drotated_integrable, Hr.
    - apply (is_RInt_scal (rotated n r)), (@RInt_correct R_CompleteNormedModule), rotated_integrable, Hr. }
  assert (Q : is_RInt (fun t => r * drotated n r t - n * rotated n r t) 0 (2 * PI)
    ((v r (2 * PI) * cos (n * (2 * PI)) - u r (2 * PI) * sin (n * (2 * PI)))
     - (v r 0 * cos (n * 0) - u r 0 * sin (n * 0)))).
  { apply (@is_RInt_derive R_CompleteNormedModule (fun t => v r t * cos (n * t) - u r t * sin (n * t))).
    - intros t _. pose proof (angular_u f_analytic r t Hr) as Hu. pose proof (angular_v f_analytic r t Hr) as Hv.
      auto_derive; [repeat split; eexists; eassumption|].
      replace (Derive (fun x => u r x) t) with (- (r * dv r t)) by (symmetry; now apply is_derive_unique).
      replace (Derive (fun x => v r x) t) with (r * du r t) by (symmetry; now apply is_derive_unique).
      unfold drotated, rotated. ring.
    - intros t _. apply (continuous_minus (fun t => r * drotated n r t) (fun t => n * rotated n r t)).
      + apply (continuous_scal_r r (drotated n r)). intros A [eps HA].
        destruct (drotated_continuity n r t Hr eps) as [d Hd]. exists d. intros a Ha. apply HA.
        apply (Hd r a); [rewrite Rminus_eq_0, Rabs_R0; apply cond_pos|exact Ha].
      + apply (continuous_scal_r n (rotated n r)), rotated_continuous, Hr. }
  apply (@is_RInt_unique R_CompleteNormedModule) in P. apply (@is_RInt_unique R_CompleteNormedModule) in Q.
  rewrite P in Q. rewrite C, S, (periodic_v f_analytic), (Rmult_0_r n), cos_0, sin_0 in Q. lra.
Qed.

Lemma integer_frequency k : cos (INR k * (2 * PI)) = 1 /\ sin (INR k * (2 * PI)) = 0.
Proof.
  replace (INR k * (2 * PI)) with (0 + 2 * INR k * PI) by ring.
  rewrite cos_period, sin_period, cos_0, sin_0. split; reflexivity.
Qed.

(** Negative frequencies vanish. *)
Theorem circle_negative k r : (1 <= k)%nat -> 0 < r < rho -> circle_integral (- INR k) r = 0.
Proof.
  intros Hk Hr. destruct k as [|k]; [lia|]. set (J := circle_integral (- INR (S k))).
  set (g := fun s => J s * s ^ S k).
  assert (D : forall s, Rabs s < rho -> is_derive g s 0).
  { intros s Hs. pose proof (circle_derive (- INR (S k)) s Hs) as DJ. fold J in DJ.
    destruct (integer_frequency (S k)) as [C S0].
    pose proof (circle_equation (- INR (S k)) s) as E.
    rewrite Ropp_mult_distr_l_reverse, cos_neg, sin_neg, C, S0 in E.
    specialize (E eq_refl Ropp_0 Hs). fold J in E. unfold g.
    auto_derive; [eexists; exact DJ|].
    replace (Derive (fun x => J x) s) with (RInt (drotated (- INR (S k)) s) 0 (2 * PI))
      by (symmetry; now apply is_derive_unique).
    change (match k with O => 1 | S _ => INR k + 1 end) with (INR (S k)). simpl pow. simpl Nat.pred.
    transitivity ((s * RInt (drotated (- INR (S k)) s) 0 (2 * PI)) * s ^ k + INR (S k) * J s * s ^ k);
      [ring|]. rewrite E. ring. }
  assert (E : g 0 = g r).
  { apply (eq_is_derive g); [|lra]. intros s Hs. apply D. rewrite Rabs_right; lra. }
  unfold g in E. rewrite pow_i, Rmult_0_r in E by lia. symmetry in E.
  apply Rmult_integral in E. destruct E as [E|E]; [exact E|]. exfalso. revert E. apply pow_nonzero. lra.
Qed.

(** The others are proportional to r^k. *)
Theorem circle_power k r s : 0 < r < rho -> 0 < s < rho ->
  circle_integral (INR k) r / r ^ k = circle_integral (INR k) s / s ^ k.
Proof.
  set (J := circle_integral (INR k)). set (g := fun x => J x / x ^ k).
  assert (D : forall x, 0 < x < rho -> is_derive g x 0).
  { intros x Hx. assert (Ha : Rabs x < rho) by (rewrite Rabs_right; lra).
    pose proof (circle_derive (INR k) x Ha) as DJ. fold J in DJ.
    destruct (integer_frequency k) as [C Z]. pose proof (circle_equation (INR k) x C Z Ha) as E. fold J in E.
    assert (P : x ^ k <> 0) by (apply pow_nonzero; lra). unfold g.
    auto_derive; [split; [eexists; exact DJ|split; [exact P|trivial]]|].
    replace (Derive (fun y => J y) x) with (RInt (drotated (INR k) x) 0 (2 * PI))
      by (symmetry; now apply is_derive_unique).
    destruct k as [|k].
    - simpl INR in *. rewrite Rmult_0_l in E. apply Rmult_integral in E. destruct E as [E|E]; [lra|].
      rewrite E. simpl. field.
    - simpl Nat.pred. change (x ^ S k) with (x * x ^ k) in *.
      assert (Q : x ^ k <> 0) by (apply pow_nonzero; lra).
      replace (RInt (drotated (INR (S k)) x) 0 (2 * PI)) with (INR (S k) * J x / x)
        by (rewrite <- E; field; lra).
      field. split; [exact Q|lra]. }
  enough (M : forall a b, 0 < a -> a < b -> b < rho -> g a = g b).
  { intros Hr Hs. destruct (Rtotal_order r s) as [L|[->|L]]; [apply M; lra|reflexivity|symmetry; apply M; lra]. }
  intros a b Ha Hab Hb. apply (eq_is_derive g); [|exact Hab]. intros t Ht. apply D. lra.
Qed.

(** A bound on one circle. *)
Theorem circle_bound r : 0 <= r < rho -> exists M, 0 < M /\
  (forall t, 0 <= t <= 2 * PI -> Rabs (u r t) <= M /\ Rabs (v r t) <= M) /\
  forall n, Rabs (circle_integral n r) <= 2 * PI * (2 * M).
Proof.
  intros Hr. pose proof PI_RGT_0 as pi_pos. assert (Ha : Rabs r < rho) by (rewrite Rabs_right; lra).
  assert (B : forall f, (forall t, is_derive f t (Derive f t)) ->
    exists M, 0 < M /\ forall t, 0 <= t <= 2 * PI -> Rabs (f t) <= M).
  { intros f Hf. destruct (continuity_ab_maj (fun t => Rabs (f t)) 0 (2 * PI)) as [m [Hm _]]; [lra| |].
    - intros t _. apply (continuity_pt_comp f Rabs); [|apply Rcontinuity_abs].
      apply derivable_continuous_pt. exists (Derive f t). apply is_derive_Reals, Hf.
    - exists (Rabs (f m) + 1). split; [pose proof (Rabs_pos (f m)); lra|]. intros t Ht.
      specialize (Hm t Ht). simpl in Hm. lra. }
  destruct (B (u r)) as [Mu [Pu Hu]].
  { intros t. apply Derive_correct. eexists. apply (angular_u f_analytic r t Ha). }
  destruct (B (v r)) as [Mv [Pv Hv]].
  { intros t. apply Derive_correct. eexists. apply (angular_v f_analytic r t Ha). }
  exists (Mu + Mv). split; [lra|]. split.
  - intros t Ht. specialize (Hu t Ht). specialize (Hv t Ht). split; lra.
  - intros n. unfold circle_integral. rewrite <- (Rminus_0_r (2 * PI)) at 2.
    apply abs_RInt_le_const; [lra|now apply rotated_integrable|]. intros t Ht.
    specialize (Hu t Ht). specialize (Hv t Ht). unfold rotated.
    eapply Rle_trans; [apply Rabs_triang|]. rewrite !Rabs_mult.
    assert (C : Rabs (cos (n * t)) <= 1) by apply Rabs_le, COS_bound.
    assert (Z : Rabs (sin (n * t)) <= 1) by apply Rabs_le, SIN_bound.
    pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) Hu C).
    pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) Hv Z). lra.
Qed.
End Circle.
