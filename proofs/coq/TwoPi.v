(** The condition "|deviation| < 2 PI on every mask" is neither sufficient nor necessary for convergence of
    the dropout series, and "|a_j| < 2 PI / d" is not sufficient. *)
Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout Parity FiniteLaw DropoutD.
Import ListNotations.
Open Scope R_scope.

Lemma PI_lt_7_2 : PI < 7 / 2.
Proof. pose proof (PI_ineq 1) as H. unfold tg_alt, PI_tg in H. simpl in H. lra. Qed.
Lemma PI_gt_3 : 3 < PI.
Proof. pose proof PI2_3_2. lra. Qed.

(** every mask deviates by less than 2 PI *)
Definition within_2pi (dl : R) (a : list R) : Prop := forall v w, In (v, w) (dlaw dl a) -> Rabs v < 2 * PI.

Lemma ex1_pos : pos [2; -2] = 2. Proof. simpl. rewrite Rmax_left, Rmax_right by lra. ring. Qed.
Lemma ex1_neg : neg [2; -2] = 2. Proof. simpl. rewrite Rmax_right, Rmax_left by lra. ring. Qed.

Theorem ex1 : within_2pi (/ 2) [2; -2] /\ (forall x, In x [2; -2] -> Rabs x < 2 * PI / 2) /\
  ~ ex_series (dterm (/ 2) 0 [2; -2]).
Proof.
  pose proof PI_gt_3 as P3. pose proof PI_lt_7_2 as P7. repeat split.
  - intros v w H. eapply Rle_lt_trans; [apply (Vsup_bound (/ 2) [2; -2] v w ltac:(lra) H)|].
    unfold Vsup. rewrite ex1_pos, ex1_neg. replace (ratio (/ 2)) with 1 by (unfold ratio; field).
    apply Rmax_lub_lt; lra.
  - intros x [<-|[<-|[]]]; [rewrite Rabs_right|rewrite Rabs_left]; lra.
  - apply half_diverges. rewrite ex1_pos, ex1_neg. nra.
Qed.

(** one feature: dl = 3/4, a = (2): deviations -2 and 6, both below 2 PI *)
Theorem ex2 : within_2pi (3 / 4) [2] /\ ~ ex_series (dterm (3 / 4) 0 [2]).
Proof.
  pose proof PI_gt_3 as P3. pose proof PI_lt_7_2 as P7.
  assert (Ep : pos [2] = 2) by (simpl; rewrite Rmax_left by lra; ring).
  assert (En : neg [2] = 0) by (simpl; rewrite Rmax_right by lra; ring).
  assert (Er : ratio (3 / 4) = 3) by (unfold ratio; field). split.
  - intros v w H. eapply Rle_lt_trans; [apply (Vsup_bound (3 / 4) [2] v w ltac:(lra) H)|].
    unfold Vsup. rewrite Ep, En, Er. apply Rmax_lub_lt; lra.
  - apply dropout_d_diverges; [lra|]. apply rad_lt; unfold Vsup; rewrite Ep, En, Er, Rmax_left by lra; simpl; nra.
Qed.

(** one feature: dl = 1/2, a = (7): |deviation| = 7 > 2 PI on EVERY mask, and the series converges to the expectation *)
Theorem ex3 : (forall v w, In (v, w) (dlaw (/ 2) [7]) -> 2 * PI < Rabs v) /\
  is_series (dterm (/ 2) 0 [7]) (Emask (/ 2) 1 (fun m => softplus (noisy (/ 2) [7] m))).
Proof.
  pose proof PI_lt_7_2 as P7. split.
  - intros v w H. simpl in H. unfold xi in H. destruct H as [H|[H|[]]]; injection H as <- _.
    + replace (7 * (1 / (1 - / 2)) + 0 - (7 + 0)) with 7 by field. rewrite Rabs_right; lra.
    + replace (7 * 0 + 0 - (7 + 0)) with (- 7) by field. rewrite Rabs_left; lra.
  - apply (same_sign_converges (/ 2) [7]); [lra|]. left. intros x [<-|[]]. lra.
Qed.

Theorem two_pi_not_sufficient :
  ~ (forall dl a, 0 < dl < 1 -> within_2pi dl a -> ex_series (dterm dl 0 a)).
Proof. intros H. destruct ex1 as [H1 [_ H2]]. apply H2, H; [lra|exact H1]. Qed.
Theorem two_pi_not_necessary :
  ~ (forall dl a, 0 < dl < 1 -> ex_series (dterm dl 0 a) -> within_2pi dl a).
Proof.
  intros H. destruct ex3 as [H1 H2]. destruct (Vsup_attained (/ 2) [7] ltac:(lra)) as [v [w [Hin _]]].
  specialize (H1 v w Hin).
  assert (Hex : ex_series (dterm (/ 2) 0 [7])) by (eexists; exact H2).
  specialize (H (/ 2) [7] ltac:(lra) Hex v w Hin). lra.
Qed.
Theorem remedy_not_sufficient :
  ~ (forall dl a, 0 < dl < 1 -> (forall x, In x a -> Rabs x < 2 * PI / INR (length a)) -> ex_series (dterm dl 0 a)).
Proof. intros H. destruct ex1 as [_ [H1 H2]]. apply H2, H; [lra|exact H1]. Qed.

