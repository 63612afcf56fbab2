(** * The number 2 pi as a bound on the deviation

    In words (Theorem 2; claims C35, C37, C40, C41, C52).  "The series converges if and only if
    |Delta| < 2 pi on every mask" fails in both directions, and "|a_j| < 2 pi/d" is not sufficient:
    - a = (2,-2), delta = 1/2: |Delta| <= 4 < 2 pi and |a_j| < pi, and the series diverges;
    - a = (2), delta = 3/4: Delta is -2 or 6, and the series diverges;
    - a = (7), delta = 1/2: |Delta| = 7 > 2 pi on every mask, and the series converges to the regulariser.
    What is true: the radius is 2 pi exactly where |z| = sqrt(3) pi; |Delta| < 2 pi suffices where
    |z| >= sqrt(3) pi, |Delta| <= 2 pi is necessary where |z| <= sqrt(3) pi,
      and |Delta| <= pi always suffices.
    A mask that drops everything (Delta = -z) is always inside the disc. *)

Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid TaylorCoefficients FiniteLaw Dropout.
Import ListNotations.
Open Scope R_scope.

Definition within_two_pi (delta : R) (a : list R) : Prop :=
  forall v w, In (v, w) (dropout_law delta a) -> Rabs v < 2 * PI.

Lemma PI_lt_7_2 : PI < 7 / 2.
Proof. pose proof (PI_ineq 1) as H. unfold tg_alt, PI_tg in H. simpl in H. lra. Qed.

Lemma within_two_pi_iff delta a : 0 < delta < 1 -> (within_two_pi delta a <-> deviation delta a < 2 * PI).
Proof.
  intros H. split.
  - intros W. destruct (deviation_reached delta a H) as [v [w [Hin <-]]]. now apply (W v w).
  - intros L v w Hin. eapply Rle_lt_trans; [now apply (deviation_upper delta a v w)|exact L].
Qed.

(** ** Counterexamples *)

Lemma two_features_sums : positive_sum [2; -2] = 2 /\ negative_sum [2; -2] = 2.
Proof.
  cbn [positive_sum negative_sum]. unfold Rmax. repeat destruct (Rle_dec _ _); split; lra.
Qed.
Lemma one_feature_sums x : 0 <= x -> positive_sum [x] = x /\ negative_sum [x] = 0.
Proof. intros H. simpl. rewrite (Rmax_left x 0), (Rmax_right (- x) 0) by lra. lra. Qed.

Theorem two_features_diverge :
  within_two_pi (/ 2) [2; -2] /\ (forall x, In x [2; -2] -> Rabs x < 2 * PI / INR 2)
  /\ ~ ex_series (dropout_term (/ 2) 0 [2; -2]).
Proof.
  pose proof PI_gt_3 as P3. pose proof PI_lt_7_2 as P7. destruct two_features_sums as [Ep En].
  split; [|split].
  - apply within_two_pi_iff; [lra|]. unfold deviation. rewrite Ep, En.
    replace (odds (/ 2)) with 1 by (unfold odds; field). rewrite Rmax_left; lra.
  - intros x Hx. replace (INR 2) with 2 by (simpl; ring). destruct Hx as [<-|[<-|[]]]; apply Rabs_def1; lra.
  - rewrite half_criterion, Ep, En. apply Rlt_not_le. simpl. nra.
Qed.

Theorem one_feature_diverges : within_two_pi (3 / 4) [2] /\ ~ ex_series (dropout_term (3 / 4) 0 [2]).
Proof.
  pose proof PI_gt_3 as P3. pose proof PI_lt_7_2 as P7. destruct (one_feature_sums 2 ltac:(lra)) as [Ep En].
  split.
  - apply within_two_pi_iff; [lra|]. unfold deviation. rewrite Ep, En.
    replace (odds (3 / 4)) with 3 by (unfold odds; field). rewrite Rmax_left; lra.
  - rewrite one_feature_criterion by lra. apply Rlt_not_le. simpl. nra.
Qed.

Theorem one_feature_converges :
  (forall v w, In (v, w) (dropout_law (/ 2) [7]) -> 2 * PI < Rabs v)
  /\ is_series (dropout_term (/ 2) 0 [7]) (dropout_expectation (/ 2) 0 [7]).
Proof.
  pose proof PI_lt_7_2 as P7. split.
  - intros v w H. rewrite dropout_law_cons in H by lra.
    destruct H as [H|[H|[]]]; injection H as <- _; cbn [fst dot total].
    + replace (0 - 0 - 7) with (- 7) by ring. rewrite Rabs_left; lra.
    + replace (0 - 0 + odds (/ 2) * 7) with 7 by (unfold odds; field). rewrite Rabs_right; lra.
  - apply one_sign_converges; [lra|]. left. intros x [<-|[]]. lra.
Qed.

Theorem two_pi_insufficient :
  ~ (forall delta a, 0 < delta < 1 -> within_two_pi delta a -> ex_series (dropout_term delta 0 a)).
Proof. intros H. destruct two_features_diverge as [W [_ D]]. apply D, H; [lra|exact W]. Qed.

Theorem two_pi_unnecessary :
  ~ (forall delta a, 0 < delta < 1 -> ex_series (dropout_term delta 0 a) -> within_two_pi delta a).
Proof.
  intros H. destruct one_feature_converges as [V C].
  destruct (deviation_reached (/ 2) [7] ltac:(lra)) as [v [w [Hin _]]]. specialize (V v w Hin).
  pose proof (H (/ 2) [7] ltac:(lra) (ex_intro _ _ C) v w Hin). lra.
Qed.

Theorem remedy_insufficient :
  ~ (forall delta a, 0 < delta < 1 -> (forall x, In x a -> Rabs x < 2 * PI / INR (length a)) ->
     ex_series (dropout_term delta 0 a)).
Proof. intros H. destruct two_features_diverge as [_ [B D]]. apply D, H; [lra|exact B]. Qed.

(** ** What is true of 2 pi and of pi *)

Lemma two_pi_square : (2 * PI) ^ 2 = 4 * PI ^ 2.
Proof. ring. Qed.

Theorem radius_two_pi_iff z : radius z = 2 * PI <-> z ^ 2 = 3 * PI ^ 2.
Proof.
  pose proof (radius_pos z). pose proof PI_RGT_0. split; intros E.
  - pose proof (radius_sq z) as Q. rewrite E, two_pi_square in Q. lra.
  - unfold radius. rewrite E. replace (3 * PI ^ 2 + PI ^ 2) with ((2 * PI) ^ 2) by ring. apply sqrt_pow2. lra.
Qed.

Theorem two_pi_sufficient_far delta b a : 0 < delta < 1 -> 3 * PI ^ 2 <= (b + total a) ^ 2 ->
  deviation delta a <= 2 * PI -> ex_series (dropout_term delta b a).
Proof.
  intros H F L. apply dropout_series_iff; [assumption|]. eapply Rle_trans; [exact L|].
  apply le_radius_iff; [pose proof PI_RGT_0; lra|]. rewrite two_pi_square. lra.
Qed.

Theorem two_pi_necessary_near delta b a : 0 < delta < 1 -> (b + total a) ^ 2 <= 3 * PI ^ 2 ->
  ex_series (dropout_term delta b a) -> deviation delta a <= 2 * PI.
Proof.
  intros H F X. apply dropout_series_iff in X; [|assumption]. eapply Rle_trans; [exact X|].
  pose proof PI_RGT_0. unfold radius. rewrite <- (sqrt_pow2 (2 * PI)) by lra. apply sqrt_le_1_alt.
  rewrite two_pi_square. lra.
Qed.

Theorem pi_always_sufficient delta b a : 0 < delta < 1 -> deviation delta a <= PI ->
  ex_series (dropout_term delta b a).
Proof.
  intros H L. apply dropout_series_iff; [assumption|]. eapply Rle_trans; [exact L|].
  apply le_radius_iff; [pose proof PI_RGT_0; lra|]. pose proof (pow2_ge_0 (b + total a)). lra.
Qed.
