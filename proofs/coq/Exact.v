(** The exact criteria, boundary included: "if and only if" versions of FiniteLaw, DropoutD and TheoremB. *)
Require Import Reals Lra Lia Factorial List ZArith.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout Parity FiniteLaw DropoutD
  TheoremB Boundary.
Import ListNotations.
Open Scope R_scope.

Theorem law_series_sum z0 l : (forall v w, In (v, w) l -> Rabs v <= rad z0) ->
  is_series (fun n => taylor softplus z0 n * moment l n) (Ex l (fun v => softplus (z0 + v))).
Proof.
  unfold moment. induction l as [|[v w] l IH]; intros H.
  - apply (law_series_converges z0 []). intros v w [].
  - assert (Hv : Rabs v <= rad z0) by (apply (H v w); now left).
    pose proof (is_series_scal w _ _ (softplus_taylor_sum_closed z0 v Hv)) as S1.
    pose proof (IH (fun a b Hab => H a b (or_intror Hab))) as S2.
    pose proof (is_series_plus _ _ _ _ S1 S2) as HS.
    eapply is_series_ext; [|exact HS]. intros n. unfold plus, scal; simpl; unfold mult; simpl. ring.
Qed.

(** Theorem A for finite laws *)
Theorem law_series_iff z0 l : (forall v w, In (v, w) l -> 0 < w) ->
  (ex_series (fun n => taylor softplus z0 n * moment l n) <-> (forall v w, In (v, w) l -> Rabs v <= rad z0)).
Proof.
  intros Hw. split.
  - intros Hex v w Hin. apply Rnot_lt_le. intros L.
    apply (law_series_diverges z0 l v w (fun a b Hab => Rlt_le _ _ (Hw a b Hab)) Hin (Hw v w Hin) L Hex).
  - intros H. eexists. apply law_series_sum, H.
Qed.
(** whenever the series converges, its sum is the expectation *)
Theorem law_series_value z0 l (s : R) : (forall v w, In (v, w) l -> 0 < w) ->
  is_series (fun n => taylor softplus z0 n * moment l n) s -> s = Ex l (fun v => softplus (z0 + v)).
Proof.
  intros Hw Hs.
  assert (H : forall v w, In (v, w) l -> Rabs v <= rad z0)
    by (apply (proj1 (law_series_iff z0 l Hw)); eexists; exact Hs).
  pose proof (is_series_unique _ _ (law_series_sum z0 l H)) as E1.
  pose proof (is_series_unique _ _ Hs) as E2. rewrite <- E1. symmetry. exact E2.
Qed.

(** dropout in d dimensions, with an undropped bias b *)
Theorem dropout_d_sum dl b a : 0 < dl < 1 -> Vsup dl a <= rad (b + total a) ->
  is_series (dterm dl b a) (Emask dl (length a) (fun m => softplus (b + noisy dl a m))).
Proof.
  intros H HV.
  pose proof (law_series_sum (b + total a) (dlaw dl a)
    (fun v w Hin => Rle_trans _ _ _ (Vsup_bound dl a v w H Hin) HV)) as HS.
  rewrite Ex_dlaw in HS.
  rewrite (Emask_ext _ _ _ (fun m => softplus (b + noisy dl a m))) in HS by (intros; f_equal; ring).
  eapply is_series_ext; [|exact HS]. intros n. unfold dterm, moment. rewrite Ex_dlaw. reflexivity.
Qed.
Theorem dropout_d_iff dl b a : 0 < dl < 1 -> (ex_series (dterm dl b a) <-> Vsup dl a <= rad (b + total a)).
Proof.
  intros H. split.
  - intros Hex. apply Rnot_lt_le. intros L. exact (dropout_d_diverges dl b a H L Hex).
  - intros HV. eexists. apply dropout_d_sum; assumption.
Qed.

(** Cor A1 as an equivalence *)
Lemma le_rad_iff V z : 0 <= V -> (V <= rad z <-> V * V <= z * z + PI * PI).
Proof.
  intros HV. split; intros H.
  - apply Rnot_lt_le. intros L. apply rad_lt in L; [lra|assumption].
  - apply Rnot_lt_le. intros L. pose proof (rad_pos z). rewrite <- (rad_sq z) in H. nra.
Qed.
Theorem corA1_iff dl a : 0 < dl < 1 -> (ex_series (dterm dl 0 a) <-> cond dl a <= PI * PI * (1 - dl)).
Proof.
  intros H. rewrite dropout_d_iff, le_rad_iff by (assumption || now apply Vsup_nonneg).
  rewrite Rplus_0_l, <- cond_excess by assumption. split; intros Q.
  - apply Rmult_le_compat_r; lra.
  - apply Rmult_le_reg_r in Q; lra.
Qed.
Theorem half_iff a : ex_series (dterm (/ 2) 0 a) <-> pos a * neg a <= PI * PI / 4.
Proof. rewrite corA1_iff by lra. rewrite cond_half. split; intros; lra. Qed.

(** one feature: dl <= 1/2 always; dl > 1/2 iff z^2 (2 dl - 1) <= PI^2 (1-dl)^2 *)
Theorem one_feature_iff dl z : / 2 <= dl < 1 ->
  (ex_series (dterm dl 0 [z]) <-> z * z * (2 * dl - 1) <= PI * PI * ((1 - dl) * (1 - dl))).
Proof.
  intros H. rewrite corA1_iff by lra. rewrite <- (cond_excess dl [z]) by lra.
  assert (EV : Vsup dl [z] = ratio dl * Rabs z).
  { rewrite Vsup_high by assumption. unfold big, small. destruct (Rle_dec 0 z).
    - simpl. rewrite (Rmax_left z 0), (Rmax_right (- z) 0), Rmax_left, Rmin_right, Rabs_right by lra. ring.
    - simpl. rewrite (Rmax_right z 0), (Rmax_left (- z) 0), Rmax_right, Rmin_left, Rabs_left by lra. ring. }
  assert (Ez : Rabs z * Rabs z = z * z) by (rewrite <- Rabs_mult; apply Rabs_right, Rle_ge, Rle_0_sqr).
  assert (E : (Vsup dl [z] * Vsup dl [z] - total [z] * total [z]) * (1 - dl) * (1 - dl) = z * z * (2 * dl - 1)).
  { rewrite EV. replace (ratio dl * Rabs z * (ratio dl * Rabs z)) with (ratio dl * ratio dl * (Rabs z * Rabs z)) by ring.
    rewrite Ez. simpl. unfold ratio. field. lra. }
  rewrite <- E. rewrite <- (Rmult_assoc (PI * PI)). split; intros Q.
  - apply Rmult_le_compat_r; lra.
  - apply Rmult_le_reg_r in Q; lra.
Qed.

(** Theorem B with its boundary *)
Theorem thmB_sum dl a : 0 < dl < 1 -> l1 a <= kappa dl ->
  is_series (dterm dl 0 a) (Emask dl (length a) (fun m => softplus (noisy dl a m))).
Proof.
  intros H HK. rewrite (Emask_ext _ _ _ (fun m => softplus (0 + noisy dl a m))) by (intros; f_equal; ring).
  apply dropout_d_sum; [assumption|]. apply le_rad_iff; [now apply Vsup_nonneg|].
  rewrite Rplus_0_l. apply thmB_bound; assumption.
Qed.

(** Gaussian noise of any size s > 0: the moments are 0 (odd) and (2j-1)!! s^(2j) (even): never convergent *)
Fixpoint dfact (j : nat) : R := match j with O => 1 | S i => (2 * INR i + 1) * dfact i end.   (* (2j-1)!! *)
Lemma dfact_pos j : 0 < dfact j.
Proof. induction j as [|j IH]; simpl; [lra|]. pose proof (pos_INR j). apply Rmult_lt_0_compat; lra. Qed.

Lemma dfact_dominates c : 0 < c -> exists w, 0 < w /\ forall j, w * c ^ j <= dfact j.
Proof.
  intros Hc. assert (HN0 : exists N, c < INR N).
  { exists (Z.to_nat (up c)). destruct (archimed c) as [U _]. rewrite INR_IZR_INZ, Z2Nat.id; [lra|].
    apply le_IZR. lra. }
  destruct HN0 as [N HN].
  assert (G : exists w, 0 < w /\ forall j, (j <= N)%nat -> w * c ^ j <= dfact j).
  { clear HN. induction N as [|N [w [Hw H]]].
    - exists 1. split; [lra|]. intros j Hj. replace j with 0%nat by lia. simpl. lra.
    - pose proof (pow_lt c (S N) Hc) as P. pose proof (dfact_pos (S N)) as D.
      exists (Rmin w (dfact (S N) / c ^ S N)). split; [apply Rmin_glb_lt; [assumption|now apply Rdiv_lt_0_compat]|].
      intros j Hj. destruct (Nat.eq_dec j (S N)) as [->|Hne].
      + apply Rle_trans with (dfact (S N) / c ^ S N * c ^ S N).
        * apply Rmult_le_compat_r; [lra|apply Rmin_r].
        * right. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. ring.
      + eapply Rle_trans; [|apply (H j); lia]. apply Rmult_le_compat_r; [apply pow_le; lra|apply Rmin_l]. }
  destruct G as [w [Hw H]]. exists w. split; [assumption|]. intros j.
  destruct (Nat.le_gt_cases j N) as [Hj|Hj]; [apply H, Hj|].
  replace j with (N + (j - N))%nat by lia. generalize (j - N)%nat. intros k. clear Hj j.
  induction k as [|k IH]; [rewrite Nat.add_0_r; apply H; lia|].
  rewrite Nat.add_succ_r. cbn [dfact pow].
  assert (HNk : c <= 2 * INR (N + k) + 1).
  { rewrite plus_INR. pose proof (pos_INR k). pose proof (pos_INR N). lra. }
  pose proof (pow_lt c (N + k) Hc).
  replace (w * (c * c ^ (N + k))) with (c * (w * c ^ (N + k))) by ring.
  apply Rmult_le_compat; try lra. apply Rmult_le_pos; lra.
Qed.

Theorem gaussian_never_converges z0 s (m : nat -> R) : 0 < s ->
  (forall j, m (2 * j)%nat = dfact j * s ^ (2 * j)) ->
  ~ ex_series (fun n => taylor softplus z0 n * m n).
Proof.
  intros Hs Hm. pose proof (rad_pos z0) as Hr. set (r := rad z0 + 1).
  assert (Hc : 0 < (r / s) * (r / s)) by (apply Rmult_lt_0_compat; apply Rdiv_lt_0_compat; unfold r; lra).
  destruct (dfact_dominates _ Hc) as [w [Hw H]].
  apply (moments_diverge z0 w r m Hw); [unfold r; lra|]. intros j. rewrite Hm.
  pose proof (pow_lt s (2 * j) Hs) as P.
  replace (r ^ (2 * j)) with (((r / s) * (r / s)) ^ j * s ^ (2 * j)).
  - rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [lra|apply H].
  - rewrite (pow_mult s 2 j), (pow_mult r 2 j), <- Rpow_mult_distr. f_equal. field. lra.
Qed.
