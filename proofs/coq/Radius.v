(** P8 / P9: radius of convergence of the Taylor series of p and of softplus.
    Real analysis only: a complex direction v = al + i be is handled by two real
    power series (real and imaginary part). *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic.
Open Scope R_scope.

(** * The coefficient sequence of the formal solution of P' = P (1 - P), P(0) = a0 *)
Definition step (f : nat -> R) (n : nat) : R := (f n - PS_mult f f n) / INR (S n).

Fixpoint pre (a0 : R) (n : nat) : nat -> R :=
  match n with
  | O => fun _ => a0
  | S m => let f := pre a0 m in fun i => if Nat.leb i m then f i else step f m
  end.

Definition coef (a0 : R) (n : nat) : R := pre a0 n n.

Lemma pre_S a0 m i :
  pre a0 (S m) i = if Nat.leb i m then pre a0 m i else step (pre a0 m) m.
Proof. reflexivity. Qed.
Lemma coef_S a0 m : coef a0 (S m) = step (pre a0 m) m.
Proof. unfold coef. rewrite pre_S. destruct (Nat.leb_spec (S m) m); [lia|reflexivity]. Qed.

Lemma pre_coef a0 n : forall i, (i <= n)%nat -> pre a0 n i = coef a0 i.
Proof.
  induction n as [|n IH]; intros i Hi.
  - replace i with 0%nat by lia. reflexivity.
  - rewrite pre_S. destruct (Nat.leb_spec i n) as [H|H].
    + apply IH; lia.
    + replace i with (S n) by lia. symmetry; apply coef_S.
Qed.

Lemma coef_0 a0 : coef a0 0 = a0. Proof. reflexivity. Qed.

Lemma coef_rec a0 n :
  INR (S n) * coef a0 (S n) = coef a0 n - PS_mult (coef a0) (coef a0) n.
Proof.
  rewrite coef_S. unfold step. rewrite pre_coef by lia.
  replace (PS_mult (pre a0 n) (pre a0 n) n) with (PS_mult (coef a0) (coef a0) n).
  - field. apply not_0_INR; lia.
  - unfold PS_mult. apply sum_eq. intros i Hi. rewrite !pre_coef by lia. reflexivity.
Qed.

Lemma coef_bound a0 : Rabs a0 <= 1 -> forall n, Rabs (coef a0 n) <= 2 ^ n.
Proof.
  intros H0 n.
  assert (G : forall n i, (i <= n)%nat -> Rabs (coef a0 i) <= 2 ^ i).
  { clear n. induction n as [|n IH]; intros i Hi.
    - replace i with 0%nat by lia. rewrite coef_0. simpl. exact H0.
    - destruct (Nat.eq_dec i (S n)) as [->|]; [|apply IH; lia].
      pose proof (coef_rec a0 n) as E.
      assert (P : 0 < INR (S n)) by (apply lt_0_INR; lia).
      assert (B : Rabs (INR (S n) * coef a0 (S n)) <= 2 ^ n + 2 ^ n * INR (S n)).
      { rewrite E. unfold Rminus. eapply Rle_trans; [apply Rabs_triang|].
        rewrite Rabs_Ropp. apply Rplus_le_compat; [apply IH; lia|].
        unfold PS_mult. eapply Rle_trans; [apply Rsum_abs|].
        rewrite <- (sum_cte (2 ^ n) n). apply sum_Rle. intros j Hj.
        rewrite Rabs_mult. replace (2 ^ n) with (2 ^ j * 2 ^ (n - j)).
        - apply Rmult_le_compat; try apply Rabs_pos; apply IH; lia.
        - rewrite <- pow_add. f_equal. lia. }
      rewrite Rabs_mult, (Rabs_right (INR (S n))) in B by lra.
      apply Rmult_le_reg_l with (INR (S n)); [assumption|].
      eapply Rle_trans; [exact B|].
      assert (1 <= INR (S n)) by (apply (le_INR 1); lia).
      pose proof (pow_lt 2 n ltac:(lra)). simpl pow. nra. }
  apply (G n n); lia.
Qed.

(** * Powers of the complex number al + i be *)
Fixpoint cpow (al be : R) (n : nat) : R * R :=
  match n with
  | O => (1, 0)
  | S m => let '(r, s) := cpow al be m in (al * r - be * s, be * r + al * s)
  end.
Definition re al be n := fst (cpow al be n).
Definition im al be n := snd (cpow al be n).
Lemma re_S al be n : re al be (S n) = al * re al be n - be * im al be n.
Proof. unfold re, im; simpl; destruct (cpow al be n); reflexivity. Qed.
Lemma im_S al be n : im al be (S n) = be * re al be n + al * im al be n.
Proof. unfold re, im; simpl; destruct (cpow al be n); reflexivity. Qed.
Lemma re_im_add al be m : forall n,
  re al be (m + n) = re al be m * re al be n - im al be m * im al be n /\
  im al be (m + n) = re al be m * im al be n + im al be m * re al be n.
Proof.
  induction m as [|m IH]; intros n.
  - unfold re, im; simpl. split; ring.
  - simpl (S m + n)%nat. destruct (IH n) as [E1 E2].
    rewrite !re_S, !im_S, E1, E2. split; ring.
Qed.
Lemma re_im_norm al be n :
  re al be n * re al be n + im al be n * im al be n = (al * al + be * be) ^ n.
Proof. induction n as [|n IH]; [unfold re, im; simpl; ring|].
  rewrite re_S, im_S. simpl pow. rewrite <- IH. ring. Qed.

Lemma sq_le_abs x y : 0 <= y -> x * x <= y * y -> Rabs x <= y.
Proof. intros Hy H. apply Rsqr_le_abs_0 in H. rewrite (Rabs_right y) in H; lra. Qed.

Lemma dK_gen (U V X Y G : R -> R) (al be t : R) :
  is_derive U t (al * (U t - (U t * U t - V t * V t)) - be * (V t - (U t * V t + V t * U t))) ->
  is_derive V t (be * (U t - (U t * U t - V t * V t)) + al * (V t - (U t * V t + V t * U t))) ->
  is_derive G t (al * U t - be * V t) ->
  is_derive X t (- al * X t + be * Y t) ->
  is_derive Y t (- be * X t - al * Y t) ->
  is_derive (fun t =>
    ((U t * (1 + X t) - V t * Y t - 1) * (U t * (1 + X t) - V t * Y t - 1)
    + (V t * (1 + X t) + U t * Y t) * (V t * (1 + X t) + U t * Y t)) * exp (2 * G t)) t 0.
Proof.
  intros HU HV HG HX HY. auto_derive.
  - repeat split; eexists; eassumption.
  - replace (Derive (fun x => U x) t) with (Derive U t) by reflexivity.
    replace (Derive (fun x => V x) t) with (Derive V t) by reflexivity.
    replace (Derive (fun x => G x) t) with (Derive G t) by reflexivity.
    replace (Derive (fun x => X x) t) with (Derive X t) by reflexivity.
    replace (Derive (fun x => Y x) t) with (Derive Y t) by reflexivity.
    rewrite (is_derive_unique _ _ _ HU), (is_derive_unique _ _ _ HV), (is_derive_unique _ _ _ HG),
      (is_derive_unique _ _ _ HX), (is_derive_unique _ _ _ HY). ring.
Qed.

Section Line.
Variables z0 al be rho r1 M : R.
Hypothesis Hrho : 0 <= rho.
Hypothesis Hrho2 : rho * rho = al * al + be * be.
Hypothesis Hr1 : 0 < r1.
Let a := coef (p z0).
Hypothesis Hb : forall n, Rabs (a n) * (rho * r1) ^ n <= M.

Let A n := a n * re al be n.
Let B n := a n * im al be n.
Let D n := al * A n - be * B n.

Lemma re_le n : Rabs (re al be n) <= rho ^ n.
Proof. apply sq_le_abs; [now apply pow_le|]. rewrite <- Rpow_mult_distr, Hrho2, <- re_im_norm.
  pose proof (Rle_0_sqr (im al be n)) as H. unfold Rsqr in H. lra. Qed.
Lemma im_le n : Rabs (im al be n) <= rho ^ n.
Proof. apply sq_le_abs; [now apply pow_le|]. rewrite <- Rpow_mult_distr, Hrho2, <- re_im_norm.
  pose proof (Rle_0_sqr (re al be n)) as H. unfold Rsqr in H. lra. Qed.

Lemma cv_gen (u : nat -> R) (K : R) : (forall n, Rabs (u n) <= K * (Rabs (a n) * rho ^ n)) -> 0 <= K ->
  forall t, Rabs t < r1 -> Rbar_lt (Rabs t) (CV_radius u).
Proof.
  intros Hu HK t Ht. apply Rbar_lt_le_trans with (Finite r1); [exact Ht|].
  apply (proj1 (CV_radius_bounded u)). exists (K * M). intros n.
  rewrite Rabs_mult, (Rabs_right (r1 ^ n)) by (apply Rle_ge, pow_le; lra).
  eapply Rle_trans; [apply Rmult_le_compat_r; [apply pow_le; lra|apply Hu]|].
  rewrite !Rmult_assoc, <- Rpow_mult_distr. apply Rmult_le_compat_l; [assumption|apply Hb].
Qed.

Lemma cvA t : Rabs t < r1 -> Rbar_lt (Rabs t) (CV_radius A).
Proof. apply (cv_gen A 1); [|lra]. intros n. unfold A. rewrite Rabs_mult, Rmult_1_l.
  apply Rmult_le_compat_l; [apply Rabs_pos|apply re_le]. Qed.
Lemma cvB t : Rabs t < r1 -> Rbar_lt (Rabs t) (CV_radius B).
Proof. apply (cv_gen B 1); [|lra]. intros n. unfold B. rewrite Rabs_mult, Rmult_1_l.
  apply Rmult_le_compat_l; [apply Rabs_pos|apply im_le]. Qed.
Lemma cvD t : Rabs t < r1 -> Rbar_lt (Rabs t) (CV_radius D).
Proof. apply (cv_gen D rho); [|lra]. intros n. unfold D, A, B.
  replace (al * (a n * re al be n) - be * (a n * im al be n)) with (a n * re al be (S n))
    by (rewrite re_S; ring).
  rewrite Rabs_mult. pose proof (re_le (S n)) as H. simpl pow in H.
  replace (rho * (Rabs (a n) * rho ^ n)) with (Rabs (a n) * (rho * rho ^ n)) by ring.
  apply Rmult_le_compat_l; [apply Rabs_pos|exact H]. Qed.

Let U t := PSeries A t.
Let V t := PSeries B t.
Let G t := PSeries (PS_Int D) t.

Lemma is_ser (u : nat -> R) t : Rbar_lt (Rabs t) (CV_radius u) ->
  is_series (fun n => u n * t ^ n) (PSeries u t).
Proof. intros H. apply Series_correct.
  apply (ex_pseries_R u t). apply CV_radius_inside, H. Qed.

Lemma is_ser_mult (u v : nat -> R) t :
  Rbar_lt (Rabs t) (CV_radius u) -> Rbar_lt (Rabs t) (CV_radius v) ->
  is_series (fun n => PS_mult u v n * t ^ n) (PSeries u t * PSeries v t).
Proof. intros Hu Hv. apply (is_pseries_R (PS_mult u v) t). apply is_pseries_mult; try assumption;
  apply PSeries_correct, CV_radius_inside; assumption. Qed.

Lemma sum_lin x y f g n :
  x * sum_f_R0 f n + y * sum_f_R0 g n = sum_f_R0 (fun i => x * f i + y * g i) n.
Proof. induction n as [|n IH]; simpl; [reflexivity|]. rewrite <- IH. ring. Qed.

Lemma conv_re n : PS_mult a a n * re al be n = PS_mult A A n - PS_mult B B n.
Proof.
  unfold PS_mult. rewrite Rmult_comm.
  replace (sum_f_R0 (fun k => A k * A (n - k)%nat) n - sum_f_R0 (fun k => B k * B (n - k)%nat) n)
    with (1 * sum_f_R0 (fun k => A k * A (n - k)%nat) n + (-1) * sum_f_R0 (fun k => B k * B (n - k)%nat) n) by ring.
  rewrite sum_lin, scal_sum. apply sum_eq. intros i Hi. unfold A, B.
  destruct (re_im_add al be i (n - i)) as [E _]. replace (i + (n - i))%nat with n in E by lia.
  rewrite E. ring.
Qed.
Lemma conv_im n : PS_mult a a n * im al be n = PS_mult A B n + PS_mult B A n.
Proof.
  unfold PS_mult. rewrite Rmult_comm.
  replace (sum_f_R0 (fun k => A k * B (n - k)%nat) n + sum_f_R0 (fun k => B k * A (n - k)%nat) n)
    with (1 * sum_f_R0 (fun k => A k * B (n - k)%nat) n + 1 * sum_f_R0 (fun k => B k * A (n - k)%nat) n) by ring.
  rewrite sum_lin, scal_sum. apply sum_eq. intros i Hi. unfold A, B.
  destruct (re_im_add al be i (n - i)) as [_ E]. replace (i + (n - i))%nat with n in E by lia.
  rewrite E. ring.
Qed.

Lemma rec_A n : PS_derive A n =
  al * (A n - (PS_mult A A n - PS_mult B B n)) - be * (B n - (PS_mult A B n + PS_mult B A n)).
Proof.
  rewrite <- conv_re, <- conv_im. unfold PS_derive, A at 1. rewrite <- Rmult_assoc.
  unfold a at 1. rewrite coef_rec, re_S. fold a. unfold A, B. ring.
Qed.
Lemma rec_B n : PS_derive B n =
  be * (A n - (PS_mult A A n - PS_mult B B n)) + al * (B n - (PS_mult A B n + PS_mult B A n)).
Proof.
  rewrite <- conv_re, <- conv_im. unfold PS_derive, B at 1. rewrite <- Rmult_assoc.
  unfold a at 1. rewrite coef_rec, im_S. fold a. unfold A, B. ring.
Qed.

Section AtT.
Variable t : R.
Hypothesis Ht : Rabs t < r1.

Lemma ser_re : is_series (fun n => (A n - (PS_mult A A n - PS_mult B B n)) * t ^ n)
                         (U t - (U t * U t - V t * V t)).
Proof.
  pose proof (is_ser A t (cvA t Ht)) as HA.
  pose proof (is_ser_mult A A t (cvA t Ht) (cvA t Ht)) as HAA.
  pose proof (is_ser_mult B B t (cvB t Ht) (cvB t Ht)) as HBB.
  pose proof (is_series_minus _ _ _ _ HA (is_series_minus _ _ _ _ HAA HBB)) as H.
  eapply is_series_ext; [|exact H]. intros n. unfold minus, plus, opp; simpl. ring.
Qed.
Lemma ser_im : is_series (fun n => (B n - (PS_mult A B n + PS_mult B A n)) * t ^ n)
                         (V t - (U t * V t + V t * U t)).
Proof.
  pose proof (is_ser B t (cvB t Ht)) as HA.
  pose proof (is_ser_mult A B t (cvA t Ht) (cvB t Ht)) as HAA.
  pose proof (is_ser_mult B A t (cvB t Ht) (cvA t Ht)) as HBB.
  pose proof (is_series_minus _ _ _ _ HA (is_series_plus _ _ _ _ HAA HBB)) as H.
  eapply is_series_ext; [|exact H]. intros n. unfold minus, plus, opp; simpl. ring.
Qed.

Lemma dU : is_derive U t (al * (U t - (U t * U t - V t * V t)) - be * (V t - (U t * V t + V t * U t))).
Proof.
  evar_last; [apply is_derive_PSeries, cvA, Ht|].
  apply is_series_unique.
  pose proof (is_series_minus _ _ _ _ (is_series_scal al _ _ ser_re) (is_series_scal be _ _ ser_im)) as H.
  eapply is_series_ext; [|exact H]. intros n. rewrite rec_A.
  unfold minus, plus, opp, scal; simpl. unfold mult; simpl. ring.
Qed.
Lemma dV : is_derive V t (be * (U t - (U t * U t - V t * V t)) + al * (V t - (U t * V t + V t * U t))).
Proof.
  evar_last; [apply is_derive_PSeries, cvB, Ht|].
  apply is_series_unique.
  pose proof (is_series_plus _ _ _ _ (is_series_scal be _ _ ser_re) (is_series_scal al _ _ ser_im)) as H.
  eapply is_series_ext; [|exact H]. intros n. rewrite rec_B.
  unfold minus, plus, opp, scal; simpl. unfold mult; simpl. ring.
Qed.
Lemma dG : is_derive G t (al * U t - be * V t).
Proof.
  evar_last; [apply is_derive_PSeries; rewrite CV_radius_Int; apply cvD, Ht|].
  rewrite (PSeries_ext _ D).
  2:{ intros n. unfold PS_derive, PS_Int. field. apply not_0_INR; lia. }
  apply is_series_unique.
  pose proof (is_series_minus _ _ _ _ (is_series_scal al _ _ (is_ser A t (cvA t Ht)))
                (is_series_scal be _ _ (is_ser B t (cvB t Ht)))) as H.
  eapply is_series_ext; [|exact H]. intros n. unfold D.
  unfold minus, plus, opp, scal; simpl. unfold mult; simpl. ring.
Qed.
End AtT.

(* exp(-(z0 + v t)) *)
Let X t := exp (- (z0 + al * t)) * cos (be * t).
Let Y t := - (exp (- (z0 + al * t)) * sin (be * t)).
Lemma dX t : is_derive X t (- al * X t + be * Y t).
Proof. unfold X, Y. auto_derive; [trivial|]. ring. Qed.
Lemma dY t : is_derive Y t (- be * X t - al * Y t).
Proof. unfold X, Y. auto_derive; [trivial|]. ring. Qed.

Let w1 t := U t * (1 + X t) - V t * Y t - 1.
Let w2 t := V t * (1 + X t) + U t * Y t.
Let K t := (w1 t * w1 t + w2 t * w2 t) * exp (2 * G t).

Lemma dK t : Rabs t < r1 -> is_derive K t 0.
Proof.
  intros Ht. exact (dK_gen U V X Y G al be t (dU t Ht) (dV t Ht) (dG t Ht) (dX t) (dY t)).
Qed.

Lemma K_0 : K 0 = 0.
Proof.
  assert (HU : U 0 = p z0). { unfold U. rewrite PSeries_0. unfold A, a. rewrite coef_0. unfold re; simpl; ring. }
  assert (HV : V 0 = 0). { unfold V. rewrite PSeries_0. unfold B. unfold im; simpl; ring. }
  assert (HY : Y 0 = 0). { unfold Y. rewrite !Rmult_0_r, sin_0. ring. }
  assert (HX : X 0 = exp (- z0)). { unfold X. rewrite !Rmult_0_r, cos_0, Rplus_0_r. ring. }
  assert (H1 : w1 0 = 0). { unfold w1. rewrite HU, HV, HX. unfold p. pose proof (den_pos z0). field. lra. }
  assert (H2 : w2 0 = 0). { unfold w2. rewrite HV, HY. ring. }
  unfold K. rewrite H1, H2. ring.
Qed.

Lemma K_const t : Rabs t < r1 -> K t = 0.
Proof.
  intros Ht. rewrite <- K_0. apply Rabs_def2 in Ht.
  destruct (Rtotal_order 0 t) as [H|[H|H]].
  - symmetry. apply (eq_is_derive K 0 t); [|lra]. intros s Hs. apply dK, Rabs_def1; lra.
  - subst; reflexivity.
  - apply (eq_is_derive K t 0); [|lra]. intros s Hs. apply dK, Rabs_def1; lra.
Qed.

Theorem line_identity t : Rabs t < r1 -> w1 t = 0 /\ w2 t = 0.
Proof.
  intros Ht. pose proof (K_const t Ht) as H. unfold K in H.
  pose proof (exp_pos (2 * G t)) as E.
  assert (N : w1 t * w1 t + w2 t * w2 t = 0) by (apply Rmult_integral in H; destruct H; lra).
  split; nra.
Qed.
End Line.

(** * The coefficients are the Taylor coefficients of p *)
Definition taylor (f : R -> R) (z0 : R) (n : nat) : R := Derive_n f n z0 / INR (fact n).

Lemma coef_p_bound z0 n : Rabs (coef (p z0) n) <= 2 ^ n.
Proof. apply coef_bound. pose proof (p_pos z0). rewrite Rabs_right; lra. Qed.

Lemma half_pow x n : Rabs x <= 2 ^ n -> Rabs x * (/ 2) ^ n <= 1.
Proof.
  intros H. apply Rmult_le_reg_r with (2 ^ n); [apply pow_lt; lra|].
  rewrite Rmult_assoc, <- Rpow_mult_distr, Rinv_l, pow1 by lra. lra.
Qed.

Lemma local_p z0 t : Rabs t < / 2 -> PSeries (coef (p z0)) t = p (t + z0).
Proof.
  intros Ht.
  assert (R1 : forall n, re 1 0 n = 1 /\ im 1 0 n = 0).
  { induction n as [|n [E1 E2]]; [split; reflexivity|]. rewrite re_S, im_S, E1, E2. split; ring. }
  destruct (line_identity z0 1 0 1 (/2) 1) with (t := t) as [E _]; try lra.
  { intros n. rewrite Rmult_1_l. apply half_pow, coef_p_bound. }
  rewrite (PSeries_ext _ (coef (p z0))) in E by (intros n; destruct (R1 n) as [-> _]; ring).
  rewrite Rmult_0_l, cos_0, sin_0 in E.
  unfold p at 1 2. unfold p in E |- *.
  replace (- (t + z0)) with (- (z0 + 1 * t)) by ring.
  pose proof (den_pos (z0 + 1 * t)) as Hp.
  apply Rmult_eq_reg_r with (1 + exp (- (z0 + 1 * t))); [|lra].
  rewrite Rinv_l by lra. lra.
Qed.

Theorem taylor_p_coef z0 n : taylor p z0 n = coef (p z0) n.
Proof.
  assert (CV : Rbar_lt 0 (CV_radius (coef (p z0)))).
  { apply Rbar_lt_le_trans with (Finite (/2)); [simpl; lra|].
    apply (proj1 (CV_radius_bounded _)). exists 1. intros m.
    rewrite Rabs_mult, (Rabs_right ((/2) ^ m)) by (apply Rle_ge, pow_le; lra).
    apply half_pow, coef_p_bound. }
  unfold taylor.
  assert (E : Derive_n p n z0 = coef (p z0) n * INR (fact n)).
  { rewrite <- (Derive_n_coef _ n CV).
    transitivity (Derive_n (fun y => p (y + z0)) n 0);
      [rewrite Derive_n_comp_trans, Rplus_0_l; reflexivity|].
    apply Derive_n_ext_loc. exists (mkposreal (/2) ltac:(lra)). intros t Ht.
    symmetry. apply local_p.
    assert (Ht' : Rabs (t - 0) < / 2) by exact Ht. rewrite Rminus_0_r in Ht'. exact Ht'. }
  rewrite E. field. apply INR_fact_neq_0.
Qed.

(** * Upper bound at every real centre *)
Theorem radius_p_upper z0 :
  Rbar_le (CV_radius (taylor p z0)) (sqrt (z0 * z0 + PI * PI)).
Proof.
  rewrite (CV_radius_ext _ _ (taylor_p_coef z0)).
  apply (proj2 (CV_radius_bounded (coef (p z0)))). intros r [M HM]. simpl.
  apply Rnot_lt_le. intros Hlt.
  pose proof PI_RGT_0 as Hpi.
  assert (Hpos : 0 < z0 * z0 + PI * PI) by (pose proof (Rle_0_sqr z0); unfold Rsqr in *; nra).
  set (rho := sqrt (z0 * z0 + PI * PI)) in *.
  assert (Hrho : 0 < rho) by (apply sqrt_lt_R0; assumption).
  assert (Hrho2 : rho * rho = z0 * z0 + PI * PI) by (apply sqrt_sqrt; lra).
  assert (H1 : 1 < r / rho).
  { apply Rmult_lt_reg_r with rho; [assumption|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  destruct (line_identity z0 (- z0) PI rho (r / rho) M) with (t := 1) as [E _]; try lra.
  - intros n. specialize (HM n). rewrite Rabs_mult, (Rabs_right (r ^ n)) in HM by (apply Rle_ge, pow_le; lra).
    replace (rho * (r / rho)) with r by (field; lra). exact HM.
  - rewrite Rabs_R1. exact H1.
  - rewrite !Rmult_1_r, cos_PI, sin_PI in E.
    replace (- (z0 + - z0)) with 0 in E by ring. rewrite exp_0 in E. lra.
Qed.
