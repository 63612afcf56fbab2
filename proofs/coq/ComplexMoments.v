(** * The moment generating function of a finite law, at complex arguments

    In words (a tool for softmax, claim C59): for a finite law of a number v, E e^(t v) at t = x + i y is
      E[e^(x v) cos(y v)] + i E[e^(x v) sin(y v)],
    an analytic function of t (PolarAnalytic.v), and the sum of its power series E[v^k]/k! t^k everywhere. *)

Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import DoubleSeries PoleSeries PolarAnalytic FiniteLaw.
Import ListNotations.
Open Scope R_scope.

(** ** Operations under a finite expectation *)

Lemma expectation_derive {A : Type} (l : list (A * R)) (f : A -> R -> R) (g : A -> R) (x : R) :
  (forall v, is_derive (f v) x (g v)) -> is_derive (fun y => expectation l (fun v => f v y)) x (expectation l g).
Proof.
  intros H. induction l as [|[v w] l IH]; simpl; [apply @is_derive_const|].
  apply (is_derive_plus (fun y => w * f v y) (fun y => expectation l (fun v => f v y))); [|exact IH].
  apply (is_derive_scal (f v)), H.
Qed.

Lemma expectation_continuity {A : Type} (l : list (A * R)) (f : A -> R -> R -> R) (x y : R) :
  (forall v, continuity_2d_pt (f v) x y) -> continuity_2d_pt (fun s t => expectation l (fun v => f v s t)) x y.
Proof.
  intros H. induction l as [|[v w] l IH]; simpl; [apply continuity_2d_pt_const|].
  apply continuity_2d_pt_plus; [|exact IH].
  apply continuity_2d_pt_mult; [apply continuity_2d_pt_const|apply H].
Qed.

Lemma expectation_series {A : Type} (l : list (A * R)) (f : nat -> A -> R) (g : A -> R) :
  (forall v w, In (v, w) l -> is_series (fun n => f n v) (g v)) ->
  is_series (fun n => expectation l (f n)) (expectation l g).
Proof.
  induction l as [|[v w] l IH]; intros H; simpl.
  - apply (is_series_eq (fun n => 0 * 0 ^ n) _ (0 * / (1 - 0))); [intros; ring|ring|].
    apply is_series_scaled, is_series_geom. rewrite Rabs_R0. lra.
  - apply is_series_added; [apply is_series_scaled, (H v w); now left|].
    apply IH. intros y u Hy. apply (H y u). now right.
Qed.

(** ** One exponential *)

Lemma exp_series x : is_series (fun n => x ^ n / INR (fact n)) (exp x).
Proof.
  pose proof (is_exp_Reals x) as H. unfold is_pseries in H.
  apply (is_series_eq _ _ _ _) with (3 := H); [|reflexivity]. intros n. rewrite pow_n_pow. reflexivity.
Qed.

Lemma factorial_radius (c : nat -> R) (x : R) : (forall n, Rabs (c n) <= 1) ->
  Rbar_lt (Rabs x) (CV_radius (fun n => c n / INR (fact n))).
Proof.
  intros H. apply Rbar_lt_le_trans with (Finite (Rabs x + 1)); [simpl; lra|].
  pose proof (Rabs_pos x) as P. destruct (bounded_terms (fun n => / INR (fact n)) (Rabs x + 1)) as [M HM].
  { eexists. apply (is_series_eq _ _ _ _) with (3 := exp_series (Rabs x + 1)); [|reflexivity].
    intros n. apply Rmult_comm. }
  apply (radius_at_least _ _ M); [lra|]. intros n. specialize (HM n).
  rewrite (Rabs_right (Rabs x + 1)) in HM by lra. eapply Rle_trans; [|exact HM].
  apply Rmult_le_compat_r; [apply pow_le; lra|]. unfold Rdiv. rewrite Rabs_mult.
  rewrite <- (Rmult_1_l (Rabs (/ _))) at 2. apply Rmult_le_compat_r; [apply Rabs_pos|apply H].
Qed.

(** e^(a e^(i t)) by its power series in a. *)
Section Exponential.
Variable t : R.
Let c (n : nat) : R := cos (INR n * t) / INR (fact n).
Let d (n : nat) : R := sin (INR n * t) / INR (fact n).

Lemma cos_bounded n : Rabs (cos (INR n * t)) <= 1.
Proof. apply Rabs_le, COS_bound. Qed.
Lemma sin_bounded n : Rabs (sin (INR n * t)) <= 1.
Proof. apply Rabs_le, SIN_bound. Qed.

Lemma derived_coefficients n : PS_derive c n = cos t * c n + - (sin t * d n)
                             /\ PS_derive d n = sin t * c n + cos t * d n.
Proof.
  unfold PS_derive, c, d. change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR.
  replace (INR (S n) * t) with (INR n * t + t) by (rewrite S_INR; ring). rewrite cos_plus, sin_plus.
  pose proof (INR_fact_neq_0 n). assert (INR (S n) <> 0) by (apply not_0_INR; lia). split; field; now split.
Qed.

Lemma cos_series_derive a : is_derive (PSeries c) a (cos t * PSeries c a - sin t * PSeries d a).
Proof.
  pose proof (factorial_radius _ a cos_bounded) as Rc. pose proof (factorial_radius _ a sin_bounded) as Rd.
  evar_last; [apply (is_derive_PSeries c), Rc|]. in_R.
  rewrite <- !PSeries_scal. unfold Rminus. rewrite <- PSeries_opp, <- PSeries_plus.
  - apply PSeries_ext. intros n. apply derived_coefficients.
  - apply ex_pseries_scal; [apply Rmult_comm|]. now apply CV_radius_inside.
  - apply ex_pseries_opp, ex_pseries_scal; [apply Rmult_comm|]. now apply CV_radius_inside.
Qed.

Lemma sin_series_derive a : is_derive (PSeries d) a (sin t * PSeries c a + cos t * PSeries d a).
Proof.
  pose proof (factorial_radius _ a cos_bounded) as Rc. pose proof (factorial_radius _ a sin_bounded) as Rd.
  evar_last; [apply (is_derive_PSeries d), Rd|]. in_R.
  rewrite <- !PSeries_scal, <- PSeries_plus.
  - apply PSeries_ext. intros n. apply derived_coefficients.
  - apply ex_pseries_scal; [apply Rmult_comm|]. now apply CV_radius_inside.
  - apply ex_pseries_scal; [apply Rmult_comm|]. now apply CV_radius_inside.
Qed.

Lemma constant_of_derivative_0 (f : R -> R) : (forall a, is_derive f a 0) -> forall a, f a = f 0.
Proof.
  intros H a. destruct (Rtotal_order 0 a) as [L|[<-|L]]; [symmetry|reflexivity|];
    (apply (eq_is_derive f); [|assumption]); intros s _; apply H.
Qed.

(** e^(-a e^(it)) times the sum of the series is constant. *)
Lemma unwound_derive (f g : R -> R) (b : R) : is_derive f b (cos t * f b - sin t * g b) ->
  is_derive g b (sin t * f b + cos t * g b) ->
  is_derive (fun a => exp (- (a * cos t)) * (f a * cos (a * sin t) + g a * sin (a * sin t))) b 0 /\
  is_derive (fun a => exp (- (a * cos t)) * (g a * cos (a * sin t) - f a * sin (a * sin t))) b 0.
Proof.
  intros Hf Hg. split; (auto_derive; [repeat split; eexists; eassumption|]);
    replace (Derive (fun x => f x) b) with (cos t * f b - sin t * g b)
      by (symmetry; now apply is_derive_unique);
    replace (Derive (fun x => g x) b) with (sin t * f b + cos t * g b)
      by (symmetry; now apply is_derive_unique); ring.
Qed.

Lemma exponential_sums a : PSeries c a = exp (a * cos t) * cos (a * sin t)
                        /\ PSeries d a = exp (a * cos t) * sin (a * sin t).
Proof.
  set (X := fun a => exp (- (a * cos t)) * (PSeries c a * cos (a * sin t) + PSeries d a * sin (a * sin t))).
  set (Y := fun a => exp (- (a * cos t)) * (PSeries d a * cos (a * sin t) - PSeries c a * sin (a * sin t))).
  assert (D : forall a, is_derive X a 0 /\ is_derive Y a 0).
  { intros b. apply unwound_derive; [apply cos_series_derive|apply sin_series_derive]. }
  assert (X1 : X a = 1).
  { rewrite (constant_of_derivative_0 X) by apply D. unfold X. rewrite !PSeries_0, !Rmult_0_l, Ropp_0.
    unfold c, d. simpl INR. rewrite Rmult_0_l, exp_0, cos_0, sin_0. simpl. field. }
  assert (Y0 : Y a = 0).
  { rewrite (constant_of_derivative_0 Y) by apply D. unfold Y. rewrite !PSeries_0, !Rmult_0_l, Ropp_0.
    unfold c, d. simpl INR. rewrite Rmult_0_l, exp_0, cos_0, sin_0. simpl. field. }
  unfold X, Y in *. pose proof (sin2_cos2 (a * sin t)) as SC. unfold Rsqr in SC.
  pose proof (Sigmoid.exp_mult_opp (a * cos t)) as E.
  set (p := PSeries c a) in *. set (q := PSeries d a) in *. set (co := cos (a * sin t)) in *.
  set (si := sin (a * sin t)) in *. set (e := exp (a * cos t)) in *. set (e' := exp (- (a * cos t))) in *.
  assert (P : p * co + q * si = e) by (transitivity (e * (e' * (p * co + q * si)));
    [rewrite <- Rmult_assoc, E; ring|rewrite X1; ring]).
  assert (Q : q * co - p * si = 0) by (transitivity (e * (e' * (q * co - p * si)));
    [rewrite <- Rmult_assoc, E; ring|rewrite Y0; ring]).
  split.
  - transitivity (p * (si * si + co * co)); [rewrite SC; ring|].
    transitivity ((p * co + q * si) * co - (q * co - p * si) * si); [ring|]. rewrite P, Q. ring.
  - transitivity (q * (si * si + co * co)); [rewrite SC; ring|].
    transitivity ((p * co + q * si) * si + (q * co - p * si) * co); [ring|]. rewrite P, Q. ring.
Qed.

Lemma exponential_series a :
  is_series (fun n => a ^ n / INR (fact n) * cos (INR n * t)) (exp (a * cos t) * cos (a * sin t)) /\
  is_series (fun n => a ^ n / INR (fact n) * sin (INR n * t)) (exp (a * cos t) * sin (a * sin t)).
Proof.
  destruct (exponential_sums a) as [<- <-].
  split; (eapply is_series_eq; [|reflexivity|apply Series_correct;
    apply (ex_pseries_R _ a), CV_radius_inside; first [exact (factorial_radius _ a cos_bounded)
                                                     |exact (factorial_radius _ a sin_bounded)]]);
    intros n; unfold c, d, Rdiv; ring.
Qed.
End Exponential.

(** ** The generating function *)

(** The real and imaginary parts of E e^((x + i y) v). *)
Definition mgf_re (l : list (R * R)) (x y : R) : R := expectation l (fun v => exp (x * v) * cos (y * v)).
Definition mgf_im (l : list (R * R)) (x y : R) : R := expectation l (fun v => exp (x * v) * sin (y * v)).

Section Polar.
Variable l : list (R * R).
Definition polar_re (r t : R) : R := mgf_re l (r * cos t) (r * sin t).
Definition polar_im (r t : R) : R := mgf_im l (r * cos t) (r * sin t).
Definition polar_dre (r t : R) : R := expectation l (fun v =>
  v * exp (r * cos t * v) * (cos t * cos (r * sin t * v) - sin t * sin (r * sin t * v))).
Definition polar_dim (r t : R) : R := expectation l (fun v =>
  v * exp (r * cos t * v) * (sin t * cos (r * sin t * v) + cos t * sin (r * sin t * v))).

Ltac continuity_2d := repeat first
  [ apply continuity_2d_pt_plus | apply continuity_2d_pt_opp | apply continuity_2d_pt_mult
  | apply continuity_2d_pt_id1 | apply continuity_2d_pt_id2 | apply continuity_2d_pt_const
  | apply (continuity_1d_2d_pt_comp exp); [apply derivable_continuous_pt, derivable_pt_exp|]
  | apply (continuity_1d_2d_pt_comp cos); [apply continuity_cos|]
  | apply (continuity_1d_2d_pt_comp sin); [apply continuity_sin|] ].

Theorem mgf_analytic rho : analytic rho polar_re polar_im polar_dre polar_dim.
Proof.
  unfold polar_re, polar_im, polar_dre, polar_dim, mgf_re, mgf_im. split; [intros r t _..|intros r|intros r].
  - apply (expectation_derive l (fun v s => exp (s * cos t * v) * cos (s * sin t * v))). intros v.
    auto_derive; [trivial|]. in_R. ring.
  - apply (expectation_derive l (fun v s => exp (s * cos t * v) * sin (s * sin t * v))). intros v.
    auto_derive; [trivial|]. in_R. ring.
  - rewrite <- Ropp_mult_distr_l_reverse, <- expectation_scale.
    apply (expectation_derive l (fun v a => exp (r * cos a * v) * cos (r * sin a * v))). intros v.
    auto_derive; [trivial|]. in_R. ring.
  - rewrite <- expectation_scale.
    apply (expectation_derive l (fun v a => exp (r * cos a * v) * sin (r * sin a * v))). intros v.
    auto_derive; [trivial|]. in_R. ring.
  - apply (expectation_continuity l (fun v r t => exp (r * cos t * v) * cos (r * sin t * v))). intros v. continuity_2d.
  - apply (expectation_continuity l (fun v r t => exp (r * cos t * v) * sin (r * sin t * v))). intros v. continuity_2d.
  - apply (expectation_continuity l (fun v r t => v * exp (r * cos t * v)
      * (cos t * cos (r * sin t * v) - sin t * sin (r * sin t * v)))). intros v. continuity_2d.
  - apply (expectation_continuity l (fun v r t => v * exp (r * cos t * v)
      * (sin t * cos (r * sin t * v) + cos t * sin (r * sin t * v)))). intros v. continuity_2d.
  - rewrite cos_2PI, sin_2PI, cos_0, sin_0. reflexivity.
  - rewrite cos_2PI, sin_2PI, cos_0, sin_0. reflexivity.
Qed.

(** The coefficients of the power series. *)
Definition mgf_coefficient (k : nat) : R := moment l k / INR (fact k).

Theorem mgf_series_re r t :
  is_series (fun k => mgf_coefficient k * r ^ k * cos (INR k * t)) (polar_re r t).
Proof.
  apply (is_series_eq (fun n => expectation l (fun v => (r * v) ^ n / INR (fact n) * cos (INR n * t))) _
    (expectation l (fun v => exp (r * v * cos t) * cos (r * v * sin t)))).
  - intros n. unfold mgf_coefficient, moment.
    replace (expectation l (fun v => v ^ n) / INR (fact n) * r ^ n * cos (INR n * t))
      with (r ^ n / INR (fact n) * cos (INR n * t) * expectation l (fun v => v ^ n)) by (unfold Rdiv; ring).
    rewrite <- expectation_scale. apply expectation_eq. intros v. rewrite Rpow_mult_distr. unfold Rdiv. ring.
  - apply expectation_eq. intros v. now rewrite !(Rmult_assoc r), !(Rmult_comm v).
  - apply (expectation_series l _ (fun v => exp (r * v * cos t) * cos (r * v * sin t))).
    intros v w _. apply exponential_series.
Qed.

Theorem mgf_series_im r t :
  is_series (fun k => mgf_coefficient k * r ^ k * sin (INR k * t)) (polar_im r t).
Proof.
  apply (is_series_eq (fun n => expectation l (fun v => (r * v) ^ n / INR (fact n) * sin (INR n * t))) _
    (expectation l (fun v => exp (r * v * cos t) * sin (r * v * sin t)))).
  - intros n. unfold mgf_coefficient, moment.
    replace (expectation l (fun v => v ^ n) / INR (fact n) * r ^ n * sin (INR n * t))
      with (r ^ n / INR (fact n) * sin (INR n * t) * expectation l (fun v => v ^ n)) by (unfold Rdiv; ring).
    rewrite <- expectation_scale. apply expectation_eq. intros v. rewrite Rpow_mult_distr. unfold Rdiv. ring.
  - apply expectation_eq. intros v. now rewrite !(Rmult_assoc r), !(Rmult_comm v).
  - apply (expectation_series l _ (fun v => exp (r * v * cos t) * sin (r * v * sin t))).
    intros v w _. apply exponential_series.
Qed.

Theorem mgf_series_absolute r : 0 <= r -> positive_weights l ->
  ex_series (fun k => Rabs (mgf_coefficient k) * r ^ k).
Proof.
  intros Hr W. apply (ex_series_dominated _ (fun n => expectation l (fun v => (Rabs v * r) ^ n / INR (fact n)))).
  - intros n. unfold mgf_coefficient, moment, Rdiv. pose proof (INR_fact_lt_0 n) as P.
    assert (Q : 0 <= r ^ n) by now apply pow_le.
    assert (I : 0 < / INR (fact n)) by now apply Rinv_0_lt_compat.
    rewrite (Rabs_right (_ * r ^ n)) by (apply Rle_ge, Rmult_le_pos; [apply Rabs_pos|exact Q]).
    rewrite Rabs_mult, (Rabs_right (/ _)) by lra.
    apply Rle_trans with (r ^ n * / INR (fact n) * expectation l (fun v => Rabs (v ^ n))).
    + replace (Rabs (expectation l (fun v => v ^ n)) * / INR (fact n) * r ^ n)
        with (r ^ n * / INR (fact n) * Rabs (expectation l (fun v => v ^ n))) by ring.
      apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|]. now apply expectation_abs.
    + right. rewrite <- expectation_scale. apply expectation_eq. intros v.
      rewrite Rpow_mult_distr, RPow_abs. ring.
  - eexists. apply (expectation_series l _ (fun v => exp (Rabs v * r))). intros v w _. apply exp_series.
Qed.
End Polar.

(** On the real line: E e^(x v). *)
Definition mgf (l : list (R * R)) (x : R) : R := expectation l (fun v => exp (x * v)).

Lemma mgf_series l x : is_series (fun k => mgf_coefficient l k * x ^ k) (mgf l x).
Proof.
  apply (is_series_eq _ _ _ _) with (3 := mgf_series_re l x 0).
  - intros k. rewrite Rmult_0_r, cos_0. ring.
  - unfold polar_re, mgf_re, mgf. apply expectation_eq. intros v.
    rewrite cos_0, sin_0, Rmult_0_r, Rmult_0_l, cos_0, !Rmult_1_r. reflexivity.
Qed.

Lemma mgf_pos l x : l <> [] -> positive_weights l -> 0 < mgf l x.
Proof.
  destruct l as [|[v w] l]; intros Hl W; [now destruct Hl|]. unfold mgf. simpl.
  pose proof (exp_pos (x * v)). pose proof (W v w ltac:(now left)).
  pose proof (expectation_nonneg l (fun v => exp (x * v)) (positive_rest _ _ _ W)
    (fun v => Rlt_le _ _ (exp_pos (x * v)))).
  pose proof (Rmult_lt_0_compat _ _ H0 H). lra.
Qed.
