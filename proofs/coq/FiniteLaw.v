(** * Moment series of a finite law

    In words (exact criterion; claims C31, C36, C40 to C42, C51).  Let Delta be a noise with finitely
    many values.  The series sum_n A^(n)(z)/n! E[Delta^n] converges if and only if |Delta| <= sqrt(z^2 + pi^2)
    for every value, and then its sum is E[A(z + Delta)].  The divergence holds for every noise, of any law,
    with P(|Delta| >= r) > 0 for some r > sqrt(z^2 + pi^2): only its even moments are used.  In particular
    Gaussian noise of any size diverges. *)

Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid Theorem1 DoubleSeries PoleSeries TaylorCoefficients TaylorSeries.
Import ListNotations.
Open Scope R_scope.

(** ** Expectations *)

(** A finite law is a list of outcomes with their weights. *)
Fixpoint expectation {A : Type} (l : list (A * R)) (f : A -> R) : R :=
  match l with [] => 0 | (x, w) :: rest => w * f x + expectation rest f end.

Definition positive_weights {A : Type} (l : list (A * R)) : Prop := forall x w, In (x, w) l -> 0 < w.

Definition is_law {A : Type} (l : list (A * R)) : Prop :=
  positive_weights l /\ expectation l (fun _ => 1) = 1.

Definition moment (l : list (R * R)) (n : nat) : R := expectation l (fun v => v ^ n).

(** The regulariser of eq. 7: E[A(z + Delta)] - A(z) for a deviation Delta of the given law. *)
Definition regulariser (z : R) (l : list (R * R)) : R :=
  expectation l (fun v => softplus (z + v)) - softplus z.

Section Expectation.
Context {A : Type}.
Implicit Types (l : list (A * R)) (f g : A -> R).

Lemma positive_rest x w l : positive_weights ((x, w) :: l) -> positive_weights l.
Proof. intros H y u Hy. apply (H y u). now right. Qed.

Lemma expectation_ext l f g : (forall x w, In (x, w) l -> f x = g x) -> expectation l f = expectation l g.
Proof.
  induction l as [|[x w] l IH]; intros H; [reflexivity|]. simpl. rewrite (H x w) by now left.
  rewrite IH; [reflexivity|]. intros y u Hy. apply (H y u). now right.
Qed.

Lemma expectation_eq l f g : (forall x, f x = g x) -> expectation l f = expectation l g.
Proof. intros H. apply expectation_ext. intros x _ _. apply H. Qed.

Lemma expectation_plus l f g : expectation l (fun x => f x + g x) = expectation l f + expectation l g.
Proof. induction l as [|[x w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma expectation_scale l c f : expectation l (fun x => c * f x) = c * expectation l f.
Proof. induction l as [|[x w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma expectation_minus l f g : expectation l (fun x => f x - g x) = expectation l f - expectation l g.
Proof. induction l as [|[x w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Lemma expectation_const l c : is_law l -> expectation l (fun _ => c) = c.
Proof.
  intros [_ H]. transitivity (c * expectation l (fun _ => 1)); [|rewrite H; ring].
  rewrite <- expectation_scale. apply expectation_eq. intros x. ring.
Qed.

Lemma expectation_le l f g : positive_weights l -> (forall x w, In (x, w) l -> f x <= g x) ->
  expectation l f <= expectation l g.
Proof.
  induction l as [|[x w] l IH]; intros W H; simpl; [lra|]. apply Rplus_le_compat.
  - apply Rmult_le_compat_l; [left; apply (W x w); now left|apply (H x w); now left].
  - apply IH; [now apply (positive_rest x w)|]. intros y u Hy. apply (H y u). now right.
Qed.

Lemma expectation_nonneg l f : positive_weights l -> (forall x, 0 <= f x) -> 0 <= expectation l f.
Proof.
  intros W H. induction l as [|[x w] l IH]; simpl; [lra|]. apply Rplus_le_le_0_compat.
  - apply Rmult_le_pos; [left; apply (W x w); now left|apply H].
  - apply IH. now apply (positive_rest x w).
Qed.

(** One outcome alone, for a nonnegative function. *)
Lemma expectation_one l x w f : positive_weights l -> (forall y, 0 <= f y) -> In (x, w) l ->
  w * f x <= expectation l f.
Proof.
  intros W H. induction l as [|[y u] l IH]; intros Hin; [destruct Hin|].
  pose proof (positive_rest _ _ _ W) as W'. simpl. destruct Hin as [E|Hin].
  - injection E as -> ->. pose proof (expectation_nonneg l f W' H). lra.
  - specialize (IH W' Hin). pose proof (Rmult_le_pos u (f y) ltac:(left; apply (W y u); now left) (H y)). lra.
Qed.

Lemma expectation_abs l f : positive_weights l ->
  Rabs (expectation l f) <= expectation l (fun x => Rabs (f x)).
Proof.
  intros W. apply Rabs_le. split.
  - replace (- expectation l (fun x => Rabs (f x))) with (expectation l (fun x => -1 * Rabs (f x)))
      by (rewrite expectation_scale; ring).
    apply expectation_le; [exact W|]. intros x w _. pose proof (Rle_abs (- f x)) as H. rewrite Rabs_Ropp in H.
    lra.
  - apply expectation_le; [exact W|]. intros x w _. apply Rle_abs.
Qed.

Lemma expectation_app l m f : expectation (l ++ m) f = expectation l f + expectation m f.
Proof. induction l as [|[x w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.
End Expectation.

(** The law of an image: outcomes mapped by g, weights multiplied by c. *)
Lemma expectation_map {A B : Type} (g : A -> B) (c : R) (l : list (A * R)) (f : B -> R) :
  expectation (map (fun y => (g (fst y), c * snd y)) l) f = c * expectation l (fun x => f (g x)).
Proof. induction l as [|[x w] l IH]; simpl; [ring|]. rewrite IH. ring. Qed.

(** ** Divergence, for any law *)

Theorem moments_unbounded z w r (m : nat -> R) : 0 < w -> radius z < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) ->
  forall M, ~ (forall n, Rabs (taylor softplus z n * m n) <= M).
Proof.
  intros Hw Hr Hm M H. pose proof (radius_pos z). apply (even_terms_unbounded z r (M / w) Hr). intros j.
  specialize (H (2 * j)%nat). specialize (Hm j). assert (P : 0 <= r ^ (2 * j)) by (apply pow_le; lra).
  pose proof (Rmult_le_pos w _ ltac:(lra) P). rewrite Rabs_mult, (Rabs_right (m _)) in H by lra.
  apply Rmult_le_reg_r with w; [assumption|]. replace (M / w * w) with M by (field; lra).
  eapply Rle_trans; [|exact H]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply Rabs_pos|lra].
Qed.

Theorem moments_diverge z w r (m : nat -> R) : 0 < w -> radius z < r ->
  (forall j, w * r ^ (2 * j) <= m (2 * j)%nat) -> ~ ex_series (fun n => taylor softplus z n * m n).
Proof.
  intros Hw Hr Hm Hex.
  assert (X : ex_series (fun n => taylor softplus z n * m n * 1 ^ n))
    by (apply (ex_series_eq _ _) with (2 := Hex); intros n; rewrite pow1; ring).
  destruct (bounded_terms _ _ X) as [M HM]. apply (moments_unbounded z w r m Hw Hr Hm M). intros n.
  specialize (HM n). rewrite Rabs_R1, pow1 in HM. lra.
Qed.

(** Gaussian moments (2j)!/(2^j j!) s^(2j) of even order exceed w r^(2j) for every r. *)
Lemma factorial_square j : 2 ^ j * INR (fact j) * INR (fact j) <= INR (fact (2 * j)).
Proof.
  induction j as [|j IH]; [simpl; lra|].
  replace (2 * S j)%nat with (S (S (2 * j))) by lia. set (F := fact (2 * j)) in *.
  change (fact (S (S (2 * j)))) with (S (S (2 * j)) * (S (2 * j) * F))%nat.
  change (fact (S j)) with (S j * fact j)%nat.
  rewrite !mult_INR, !S_INR, mult_INR. pose proof (pos_INR j). simpl (INR 2). simpl pow.
  set (f := INR (fact j)) in *. set (n := INR j) in *. pose proof (pos_INR F).
  apply Rle_trans with (2 * (n + 1) * (n + 1) * INR F).
  - replace (2 * 2 ^ j * ((n + 1) * f) * ((n + 1) * f)) with (2 * (n + 1) * (n + 1) * (2 ^ j * f * f))
      by ring.
    apply Rmult_le_compat_l; [|exact IH]. repeat apply Rmult_le_pos; lra.
  - replace (((1 + 1) * n + 1 + 1) * (((1 + 1) * n + 1) * INR F)) with (2 * (n + 1) * (2 * n + 1) * INR F)
      by ring.
    apply Rmult_le_compat_r; [assumption|]. apply Rmult_le_compat_l; lra.
Qed.

Theorem gaussian_diverges z s (m : nat -> R) : 0 < s ->
  (forall j, m (2 * j)%nat = INR (fact (2 * j)) / (2 ^ j * INR (fact j)) * s ^ (2 * j)) ->
  ~ ex_series (fun n => taylor softplus z n * m n).
Proof.
  intros Hs Hm. pose proof (radius_pos z) as P. set (r := radius z + 1). set (c := (r / s) ^ 2).
  assert (Hc : 0 < c) by (apply pow_lt, Rdiv_lt_0_compat; unfold r; lra).
  assert (X : ex_series (fun n => / INR (fact n) * c ^ n)).
  { exists (exp c). apply (is_series_eq (fun n => scal (c ^ n) (/ INR (fact n))) _ (exp c)); [|reflexivity|].
    - intros n. apply Rmult_comm.
    - pose proof (is_exp_Reals c) as H. unfold is_pseries in H.
      apply (is_series_ext (fun k => scal (pow_n c k) (/ INR (fact k)))); [|exact H].
      intros n. now rewrite pow_n_pow. }
  destruct (bounded_terms _ _ X) as [M HM]. rewrite (Rabs_right c) in HM by lra.
  assert (Fp : forall j, 0 < INR (fact j)) by (intros j; apply lt_0_INR, lt_O_fact).
  assert (HMj : forall j, c ^ j <= (M + 1) * INR (fact j)).
  { intros j. specialize (HM j). pose proof (Fp j). rewrite Rabs_right in HM
      by (apply Rle_ge; left; now apply Rinv_0_lt_compat).
    apply Rmult_le_reg_l with (/ INR (fact j)); [now apply Rinv_0_lt_compat|].
    replace (/ INR (fact j) * ((M + 1) * INR (fact j))) with (M + 1) by (field; lra). lra. }
  assert (M1 : 0 < M + 1) by (specialize (HMj 0%nat); simpl in HMj; lra).
  apply (moments_diverge z (/ (M + 1)) r m); [now apply Rinv_0_lt_compat|unfold r; lra|]. intros j.
  rewrite Hm.
  replace (r ^ (2 * j)) with (c ^ j * s ^ (2 * j))
    by (unfold c; rewrite <- pow_mult, <- Rpow_mult_distr; f_equal; field; lra).
  rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [apply pow_le; lra|].
  apply Rle_trans with (INR (fact j)).
  - apply Rmult_le_reg_l with (M + 1); [assumption|]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
    apply HMj.
  - pose proof (factorial_square j) as Q. pose proof (Fp j) as Fj. pose proof (pow_lt 2 j ltac:(lra)).
    apply Rmult_le_reg_r with (2 ^ j * INR (fact j)); [now apply Rmult_lt_0_compat|]. unfold Rdiv.
    rewrite (Rmult_assoc (INR (fact (2 * j)))), Rinv_l, Rmult_1_r
      by (apply Rmult_integral_contrapositive_currified; lra).
    lra.
Qed.

(** ** The criterion *)

Lemma even_moment l v w j : positive_weights l -> In (v, w) l -> w * Rabs v ^ (2 * j) <= moment l (2 * j).
Proof.
  intros W H. assert (P : forall x, 0 <= x ^ (2 * j)) by (intros x; rewrite pow_mult;
    apply pow_le, pow2_ge_0).
  rewrite RPow_abs, Rabs_right by apply Rle_ge, P. now apply (expectation_one l v w (fun x => x ^ (2 * j))).
Qed.

Theorem law_terms_unbounded z l v w : positive_weights l -> In (v, w) l -> radius z < Rabs v ->
  forall M, ~ (forall n, Rabs (taylor softplus z n * moment l n) <= M).
Proof.
  intros W H L. apply (moments_unbounded z w (Rabs v)); [now apply (W v w)|exact L|].
  intros j. now apply even_moment.
Qed.

(** A witness of divergence: for even n, the term of order n or 2n is at least explicitly large. *)
Theorem divergence_witness z l v w j : positive_weights l -> In (v, w) l -> (1 <= j)%nat ->
  exists m, (m = (2 * j)%nat \/ m = (2 * (2 * j))%nat) /\
  w * (/ 2 - relative_tail z (2 * j)) * (2 / INR m) * (Rabs v / radius z) ^ m
  <= Rabs (taylor softplus z m * moment l m).
Proof.
  intros W H Hj. destruct (softplus_coefficient_lower z (2 * j) ltac:(lia)) as [m [Hm B]].
  exists m. split; [exact Hm|]. pose proof (radius_pos z) as P. pose proof (W v w H) as Wp.
  pose proof (pow_lt _ m P) as Q.
  assert (Mo : w * Rabs v ^ m <= moment l m) by (destruct Hm as [->| ->]; now apply even_moment).
  assert (V : 0 <= w * Rabs v ^ m) by (apply Rmult_le_pos; [lra|apply pow_le, Rabs_pos]).
  rewrite Rabs_mult, (Rabs_right (moment l m)) by lra.
  apply Rle_trans with (Rabs (taylor softplus z m) * (w * Rabs v ^ m)).
  - unfold Rdiv at 2. rewrite Rpow_mult_distr, pow_inv.
    apply Rmult_le_reg_r with (radius z ^ m); [assumption|].
    replace (w * (/ 2 - relative_tail z (2 * j)) * (2 / INR m) * (Rabs v ^ m * / radius z ^ m) * radius z ^ m)
      with (((/ 2 - relative_tail z (2 * j)) * (2 / INR m)) * (w * Rabs v ^ m))
      by (assert (INR m <> 0) by (apply not_0_INR; lia); field; lra).
    replace (Rabs (taylor softplus z m) * (w * Rabs v ^ m) * radius z ^ m)
      with ((Rabs (taylor softplus z m) * radius z ^ m) * (w * Rabs v ^ m)) by ring.
    now apply Rmult_le_compat_r.
  - apply Rmult_le_compat_l; [apply Rabs_pos|exact Mo].
Qed.

Theorem law_series_sum z l : (forall v w, In (v, w) l -> Rabs v <= radius z) ->
  is_series (fun n => taylor softplus z n * moment l n) (expectation l (fun v => softplus (z + v))).
Proof.
  induction l as [|[v w] l IH]; intros H.
  - apply (is_series_eq (fun n => 0 * (taylor softplus z n * 0 ^ n)) _ (0 * softplus (z + 0))).
    + intros n. unfold moment. simpl. ring.
    + simpl. ring.
    + apply is_series_scaled, softplus_series_sum. rewrite Rabs_R0. left. apply radius_pos.
  - pose proof (is_series_scaled w _ _ (softplus_series_sum z v (H v w (or_introl eq_refl)))) as S1.
    pose proof (IH (fun x u Hx => H x u (or_intror Hx))) as S2.
    apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ S1 S2); [|reflexivity].
    intros n. unfold moment. simpl. ring.
Qed.

Theorem law_series_iff z l : positive_weights l ->
  (ex_series (fun n => taylor softplus z n * moment l n) <-> forall v w, In (v, w) l -> Rabs v <= radius z).
Proof.
  intros W. split.
  - intros Hex v w H. apply Rnot_lt_le. intros L.
    apply (moments_diverge z w (Rabs v) (moment l)); [now apply (W v w)|exact L| |exact Hex].
    intros j. now apply even_moment.
  - intros H. eexists. now apply law_series_sum.
Qed.

(** The series of the regulariser starts at order 2: the terms of order 0 and 1 are A(z) and 0. *)
Theorem regulariser_series_sum z l : is_law l -> moment l 1 = 0 ->
  (forall v w, In (v, w) l -> Rabs v <= radius z) ->
  is_series (fun n => taylor softplus z (S (S n)) * moment l (S (S n))) (regulariser z l).
Proof.
  intros Hl H1 H. pose proof (is_series_tail _ _ (is_series_tail _ _ (law_series_sum z l H))) as HS.
  cbv beta in HS.
  replace (moment l 0) with 1 in HS by (symmetry; apply (proj2 Hl)). rewrite H1, taylor_0 in HS.
  apply (is_series_eq _ _ _ _) with (3 := HS); [reflexivity|]. unfold regulariser. ring.
Qed.

Theorem regulariser_series_diverges z l v w : is_law l -> In (v, w) l -> radius z < Rabs v ->
  ~ ex_series (fun n => taylor softplus z (S (S n)) * moment l (S (S n))).
Proof.
  intros [W _] H L Hex. apply (Rlt_not_le _ _ L), (proj1 (law_series_iff z l W)) with w; [|exact H].
  do 2 apply ex_series_incr_1. exact Hex.
Qed.
