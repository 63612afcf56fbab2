(** * The trapezoidal rule for a finite law

    In words (evaluation of E log(1 + e^z) without a series of moments, exact for every law with finitely many
    values): with phi(t) = E cos(z t),
      T_h = h E[z^2]/(4 pi) + sum_{n>=1} (1 - phi(n h))/(n sinh(pi n h))
    exceeds E A(z) - E z/2 - log 2 by exactly sum_{k>=1} E log(1 + (cosh z - 1)/(1 + cosh(2 pi k/h))), which is
    at least 0 and at most E e^(s|z|)/(s (e^(2 pi s/h) - 1)) for 0 < s <= 1.  For the regulariser R(z) of a centred noise Delta,
      T_h = h E[Delta^2]/(4 pi) + sum_{n>=1} (cos(n h z) - Re phi(n h))/(n sinh(pi n h)),
    phi that of z + Delta, exceeds R(z) by exactly sum_{k>=1} R(z + 2 pi k/h) + R(z - 2 pi k/h) >= 0; what the nodes
    after the N-th contribute is geometrically small.  The characteristic function phi is a
    product over the features for dropout, so that the sum needs no enumeration of the law.  All by expectation of Trapezoid.v. *)

Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries FiniteLaw RegulariserBounds ComplexMoments CosineSeries CosineSums
  LogCosh Trapezoid.
Import ListNotations.
Open Scope R_scope.

(** The n-th node for a law, n counted from 0; and the sum. *)
Definition trapezoid_node (h : R) (l : list (R * R)) (n : nat) : R :=
  (1 - expectation l (fun z => cos (INR (S n) * h * z))) / (INR (S n) * sinh (PI * (INR (S n) * h))).
Definition trapezoid (h : R) (l : list (R * R)) : R :=
  h * moment l 2 / (4 * PI) + Series (trapezoid_node h l).
(** What the sum approximates: the expected log cosh(z/2). *)
Definition trapezoid_target (l : list (R * R)) : R := expectation l softplus - moment l 1 / 2 - ln 2.

Section Law.
Variables (h : R) (l : list (R * R)).
Hypothesis h_pos : 0 < h.
Hypothesis law : is_law l.

Lemma node_expectation n : trapezoid_node h l n = expectation l (fun z => trapezoid_term h z n).
Proof.
  unfold trapezoid_node, trapezoid_term, Rdiv. set (d := / (INR (S n) * sinh (PI * (INR (S n) * h)))).
  rewrite (expectation_eq l (fun z => (1 - cos (INR (S n) * (h * z))) * d)
    (fun z => d * (1 - cos (INR (S n) * h * z)))).
  - rewrite expectation_scale, expectation_minus, (expectation_const l 1 law). ring.
  - intros z. rewrite (Rmult_assoc (INR (S n))). ring.
Qed.

Lemma target_log_cosh : trapezoid_target l = expectation l log_cosh.
Proof.
  unfold trapezoid_target. rewrite (expectation_eq l log_cosh (fun z => softplus z - / 2 * z ^ 1 - ln 2)).
  - rewrite !expectation_minus, expectation_scale, (expectation_const l (ln 2) law). unfold moment. field.
  - intros z. rewrite softplus_log_cosh. field.
Qed.

Lemma image_expectation_series :
  is_series (fun k => expectation l (fun z => image_term h z k)) (expectation l (fun z => Series (image_term h z))).
Proof.
  apply (expectation_series l (fun k z => image_term h z k)). intros z w _.
  apply Series_correct, image_converges, h_pos.
Qed.

Lemma node_series : is_series (trapezoid_node h l)
  (trapezoid_target l + expectation l (fun z => Series (image_term h z)) - h * moment l 2 / (4 * PI)).
Proof.
  apply (is_series_eq (fun n => expectation l (fun z => trapezoid_term h z n)) _
    (expectation l (fun z => log_cosh z + Series (image_term h z) - h / (4 * PI) * z ^ 2))).
  - intros n. symmetry. apply node_expectation.
  - rewrite expectation_minus, expectation_plus, expectation_scale, target_log_cosh. unfold moment, Rdiv. ring.
  - apply (expectation_series l (fun n z => trapezoid_term h z n)). intros z w _.
    apply (is_series_eq _ _ _ _) with (3 := trapezoid_exact h h_pos z); [reflexivity|]. unfold Rdiv. ring.
Qed.

Theorem trapezoid_error : ex_series (trapezoid_node h l) /\
  is_series (fun k => expectation l (fun z => ln (1 + (cosh z - 1) / (1 + cosh (2 * PI * INR (S k) / h)))))
            (trapezoid h l - trapezoid_target l).
Proof.
  split; [eexists; exact node_series|].
  apply (is_series_eq _ _ _ _) with (3 := image_expectation_series); [reflexivity|].
  unfold trapezoid. rewrite (is_series_unique _ _ node_series). ring.
Qed.

Theorem trapezoid_one_signed s : 0 < s <= 1 ->
  0 <= trapezoid h l - trapezoid_target l
  <= expectation l (fun z => exp (s * Rabs z)) / (s * (exp (2 * PI * s / h) - 1)).
Proof.
  intros Hs. destruct trapezoid_error as [_ E]. rewrite <- (is_series_unique _ _ E). destruct law as [W _].
  set (y := 2 * PI * s / h). assert (Y : 0 < y).
  { pose proof PI_RGT_0. apply Rdiv_lt_0_compat; [|exact h_pos]. apply Rmult_lt_0_compat; lra. }
  set (C := / s * expectation l (fun z => exp (s * Rabs z))).
  assert (B : forall k, 0 <= expectation l (fun z => image_term h z k) <= C * exp (- y) ^ S k).
  { intros k. split.
    - apply expectation_nonneg; [exact W|]. intros z. apply (image_bounds h h_pos 1). lra.
    - unfold C. rewrite <- expectation_scale, Rmult_comm, <- expectation_scale.
      apply expectation_le; [exact W|]. intros z w _. destruct (image_bounds h h_pos s z k Hs) as [_ U].
      replace (s * (2 * PI / h)) with y in U by (unfold y; field; lra). unfold Rdiv in U. lra. }
  assert (Q : 0 < exp (- y) < 1) by (split; [apply exp_pos|rewrite <- exp_0; apply exp_increasing; lra]).
  pose proof (is_series_scaled C _ _ (geometric_tail (exp (- y)) ltac:(lra))) as G.
  split.
  - apply Series_nonneg; [intros k; apply B|eexists; exact E].
  - apply Rle_trans with (C * (exp (- y) / (1 - exp (- y)))).
    + rewrite <- (is_series_unique _ _ G). apply Series_le; [intros k; apply B|eexists; exact G].
    + right. unfold C. pose proof (exp_increasing 0 y Y) as P. rewrite exp_0 in P. rewrite exp_Ropp.
      set (e := exp y) in *. field. lra.
Qed.
End Law.

(** ** Truncation *)

(** The weight of the n-th node, n counted from 0; weights decrease by the factor e^(-pi h) at least. *)
Definition node_weight (h : R) (n : nat) : R := / (INR (S n) * sinh (PI * (INR (S n) * h))).

Lemma sinh_grows x y : 0 <= y -> exp y * sinh x <= sinh (x + y).
Proof.
  intros Hy. unfold sinh. rewrite Ropp_plus_distr, !exp_plus. pose proof (exp_pos (- x)) as P.
  enough (exp (- y) <= exp y) by nra. destruct Hy as [Hy|<-]; [left; apply exp_increasing; lra|rewrite Ropp_0; lra].
Qed.

Lemma node_weight_pos h n : 0 < h -> 0 < node_weight h n.
Proof.
  intros Hh. pose proof (INR_S_pos n). apply Rinv_0_lt_compat, Rmult_lt_0_compat; [assumption|].
  apply sinh_pos, Rmult_lt_0_compat; [apply PI_RGT_0|]. now apply Rmult_lt_0_compat.
Qed.

Lemma node_weight_decay h N k : 0 < h -> node_weight h (N + k) <= node_weight h N * exp (- (PI * h)) ^ k.
Proof.
  intros Hh. pose proof PI_RGT_0 as pi_pos. unfold node_weight. rewrite <- exp_multiple.
  pose proof (INR_S_pos N) as P. set (s := PI * (INR (S N) * h)).
  assert (S0 : 0 < sinh s).
  { apply sinh_pos, Rmult_lt_0_compat; [lra|]. now apply Rmult_lt_0_compat. }
  replace (INR k * - (PI * h)) with (- (INR k * (PI * h))) by ring. set (y := INR k * (PI * h)).
  assert (Y : 0 <= y) by (apply Rmult_le_pos; [apply pos_INR|apply Rmult_le_pos; lra]).
  replace (PI * (INR (S (N + k)) * h)) with (s + y) by (unfold s, y; rewrite !S_INR, plus_INR; ring).
  rewrite exp_Ropp, <- Rinv_mult. apply Rinv_le_contravar.
  - apply Rmult_lt_0_compat; [now apply Rmult_lt_0_compat|apply exp_pos].
  - rewrite Rmult_assoc, (Rmult_comm (sinh s)). apply Rmult_le_compat; [lra| |apply le_INR; lia|now apply sinh_grows].
    apply Rmult_le_pos; [left; apply exp_pos|lra].
Qed.

(** Terms that are at most twice the weights: what the terms after the N-th contribute. *)
Lemma weighted_remainder h (u : nat -> R) N : 0 < h -> ex_series u -> (forall n, Rabs (u n) <= 2 * node_weight h n) ->
  Rabs (Series u - sum_f_R0 u N) <= 2 * node_weight h (S N) / (1 - exp (- (PI * h))).
Proof.
  intros Hh HX H. pose proof PI_RGT_0 as pi_pos. assert (Ph : 0 < PI * h) by (apply Rmult_lt_0_compat; lra).
  set (x := exp (- (PI * h))). assert (X : 0 < x < 1).
  { unfold x. split; [apply exp_pos|]. rewrite <- exp_0. apply exp_increasing. lra. }
  rewrite (Series_split u N HX).
  replace (_ + _ - _) with (Series (fun k => u (S N + k)%nat)) by ring.
  assert (G : is_series (fun k => 2 * node_weight h (S N) * x ^ k) (2 * node_weight h (S N) * / (1 - x))).
  { apply is_series_scaled, is_series_geom. rewrite Rabs_right; lra. }
  unfold Rdiv. rewrite <- (is_series_unique _ _ G). apply Series_dominated; [|eexists; exact G].
  intros k. eapply Rle_trans; [apply H|]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
  now apply node_weight_decay.
Qed.

Lemma cos_expectation_bound {A : Type} (l : list (A * R)) (f : A -> R) : is_law l ->
  -1 <= expectation l (fun v => cos (f v)) <= 1.
Proof.
  intros law. split.
  - apply Rle_trans with (expectation l (fun _ => -1)); [rewrite (expectation_const l (-1) law); lra|].
    apply expectation_le; [apply law|]. intros v w _. apply COS_bound.
  - apply Rle_trans with (expectation l (fun _ => 1)); [|rewrite (expectation_const l 1 law); lra].
    apply expectation_le; [apply law|]. intros v w _. apply COS_bound.
Qed.

(** ** The regulariser *)
Section Regulariser.
Variables (h z : R) (l : list (R * R)).
Hypothesis h_pos : 0 < h.
Hypothesis law : is_law l.
Hypothesis centred : moment l 1 = 0.

Definition regulariser_node (n : nat) : R :=
  (cos (INR (S n) * h * z) - expectation l (fun v => cos (INR (S n) * h * (z + v)))) * node_weight h n.
Definition regulariser_trapezoid : R := h * moment l 2 / (4 * PI) + Series regulariser_node.

(** The error for z + v less that for z, in terms of the softplus. *)
Lemma image_softplus y k : image_term h y k = softplus (2 * PI * INR (S k) / h + y)
  + softplus (2 * PI * INR (S k) / h - y) - 2 * softplus (2 * PI * INR (S k) / h).
Proof. unfold image_term. rewrite image_log_cosh, !softplus_log_cosh. field. lra. Qed.

Lemma softplus_opp y : softplus (- y) = softplus y - y.
Proof. rewrite !softplus_log_cosh, log_cosh_even. field. Qed.

Lemma image_regulariser k : expectation l (fun v => image_term h (z + v) k) - image_term h z k
  = regulariser (z + 2 * PI * INR (S k) / h) l + regulariser (z - 2 * PI * INR (S k) / h) l.
Proof.
  set (w := 2 * PI * INR (S k) / h). unfold regulariser.
  rewrite (expectation_eq l (fun v => image_term h (z + v) k) (fun v => softplus (z + w + v) + softplus (z - w + v)
    - v ^ 1 - (z - w + 2 * softplus w))).
  - rewrite !expectation_minus, expectation_plus, (expectation_const l _ law). fold (moment l 1). rewrite centred.
    rewrite image_softplus. fold w. replace (w - z) with (- (z - w)) by ring. rewrite softplus_opp.
    replace (w + z) with (z + w) by ring. ring.
  - intros v. rewrite image_softplus. fold w. replace (w - (z + v)) with (- (z - w + v)) by ring.
    rewrite softplus_opp. replace (w + (z + v)) with (z + w + v) by ring. ring.
Qed.

Lemma regulariser_node_series : is_series regulariser_node (regulariser z l
  + (expectation l (fun v => Series (image_term h (z + v))) - Series (image_term h z)) - h * moment l 2 / (4 * PI)).
Proof.
  apply (is_series_eq (fun n => expectation l (fun v => trapezoid_term h (z + v) n) + -1 * trapezoid_term h z n) _
    (expectation l (fun v => log_cosh (z + v) + Series (image_term h (z + v)) - h * (z + v) ^ 2 / (4 * PI))
     + -1 * (log_cosh z + Series (image_term h z) - h * z ^ 2 / (4 * PI)))).
  - intros n. unfold regulariser_node.
    rewrite (expectation_eq l (fun v => trapezoid_term h (z + v) n)
      (fun v => node_weight h n * (1 - cos (INR (S n) * h * (z + v))))).
    + rewrite expectation_scale, expectation_minus, (expectation_const l 1 law).
      unfold trapezoid_term, Rdiv. fold (node_weight h n). rewrite <- (Rmult_assoc (INR (S n)) h z). ring.
    + intros v. unfold trapezoid_term, Rdiv. fold (node_weight h n). rewrite <- (Rmult_assoc (INR (S n)) h). ring.
  - rewrite (expectation_eq l _ (fun v => softplus (z + v) + Series (image_term h (z + v)) - h / (4 * PI) * v ^ 2
      - (/ 2 + h / (2 * PI) * z) * v ^ 1 - (z / 2 + ln 2 + h * z ^ 2 / (4 * PI)))).
    + rewrite !expectation_minus, expectation_plus, !expectation_scale, (expectation_const l _ law).
      fold (moment l 2) (moment l 1). rewrite centred. unfold regulariser. rewrite (softplus_log_cosh z). field.
      apply PI_neq0.
    + intros v. rewrite softplus_log_cosh. field. apply PI_neq0.
  - apply is_series_added; [|apply is_series_scaled; now apply trapezoid_exact].
    apply (expectation_series l (fun n v => trapezoid_term h (z + v) n)
      (fun v => log_cosh (z + v) + Series (image_term h (z + v)) - h * (z + v) ^ 2 / (4 * PI))).
    intros v w _. now apply trapezoid_exact.
Qed.

(** The error is the sum of the regularisers at the logits z +- 2 pi k/h: Poisson's summation formula. *)
Theorem regulariser_trapezoid_error : ex_series regulariser_node /\ is_series
  (fun k => regulariser (z + 2 * PI * INR (S k) / h) l + regulariser (z - 2 * PI * INR (S k) / h) l)
  (regulariser_trapezoid - regulariser z l).
Proof.
  split; [eexists; exact regulariser_node_series|].
  apply (is_series_eq (fun k => expectation l (fun v => image_term h (z + v) k) + -1 * image_term h z k) _
    (expectation l (fun v => Series (image_term h (z + v))) + -1 * Series (image_term h z))).
  - intros k. rewrite <- image_regulariser. ring.
  - unfold regulariser_trapezoid. rewrite (is_series_unique _ _ regulariser_node_series). ring.
  - apply is_series_added.
    + apply (expectation_series l (fun k v => image_term h (z + v) k)). intros v w _.
      apply Series_correct, image_converges, h_pos.
    + apply is_series_scaled, Series_correct, image_converges, h_pos.
Qed.

Theorem regulariser_trapezoid_bounds s : 0 < s <= 1 -> 0 <= regulariser_trapezoid - regulariser z l
  <= expectation l (fun v => exp (s * Rabs (z + v))) / (s * (exp (2 * PI * s / h) - 1)).
Proof.
  intros Hs.
  destruct regulariser_trapezoid_error as [_ E]. split.
  - rewrite <- (is_series_unique _ _ E). apply Series_nonneg; [|eexists; exact E]. intros k.
    destruct (regulariser_bounds (z + 2 * PI * INR (S k) / h) l law centred).
    destruct (regulariser_bounds (z - 2 * PI * INR (S k) / h) l law centred). lra.
  - set (shifted := map (fun c => (z + fst c, 1 * snd c)) l).
    assert (X : forall f, expectation shifted f = expectation l (fun v => f (z + v))).
    { intros f. unfold shifted. rewrite expectation_map. ring. }
    assert (L : is_law shifted).
    { split; [|rewrite X; apply law]. intros v w H. apply in_map_iff in H. destruct H as [[v0 w0] [H1 H2]].
      injection H1 as _ <-. rewrite Rmult_1_l. now apply (proj1 law v0). }
    destruct (trapezoid_one_signed h shifted h_pos L s Hs) as [_ B]. rewrite X in B.
    destruct (trapezoid_error h shifted h_pos L) as [_ ES].
    eapply Rle_trans; [|exact B]. rewrite <- (is_series_unique _ _ E), <- (is_series_unique _ _ ES).
    apply Series_le; [|eexists; exact ES]. intros k. rewrite <- image_regulariser. split.
    + rewrite image_regulariser. destruct (regulariser_bounds (z + 2 * PI * INR (S k) / h) l law centred).
      destruct (regulariser_bounds (z - 2 * PI * INR (S k) / h) l law centred). lra.
    + rewrite X. pose proof (proj1 (image_bounds h h_pos 1 z k ltac:(lra))). unfold image_term in *. lra.
Qed.

Theorem regulariser_trapezoid_truncation N :
  Rabs (regulariser_trapezoid - (h * moment l 2 / (4 * PI) + sum_f_R0 regulariser_node N))
  <= 2 / (INR (S (S N)) * sinh (PI * (INR (S (S N)) * h))) / (1 - exp (- (PI * h))).
Proof.
  unfold regulariser_trapezoid.
  replace (_ + _ - _) with (Series regulariser_node - sum_f_R0 regulariser_node N) by ring.
  apply (weighted_remainder h); [exact h_pos|eexists; exact regulariser_node_series|]. intros n.
  unfold regulariser_node. pose proof (node_weight_pos h n h_pos) as P.
  rewrite Rabs_mult, (Rabs_right (node_weight h n)) by lra. apply Rmult_le_compat_r; [lra|].
  pose proof (cos_expectation_bound l (fun v => INR (S n) * h * (z + v)) law).
  pose proof (COS_bound (INR (S n) * h * z)). apply Rabs_le. lra.
Qed.
End Regulariser.
