(** * Dropout: the law of the deviation and the exact criterion

    In words.  Feature j contributes a_j = x_j beta_j to the logit; dropout multiplies it by xi_j = 0 with
    probability delta and 1/(1-delta) otherwise, independently (Section 2).  The deviation of the logit is
    Delta = sum_j a_j (xi_j - 1).  With r = delta/(1-delta), and P, N the sums of the positive and of the
    negative parts of the a_j:
    - E[Delta] = 0 and E[Delta^2] = r sum_j a_j^2  (claims C5, C12; C14 to C16 are refuted);
    - the largest |Delta| is V = max(r P + N, P + r N);
    - the series of the regulariser converges if and only if V <= sqrt(z^2 + pi^2), z the undropped logit,
      and then its sum is the regulariser.  Without bias this is a quadratic inequality in P and N; at
      delta = 1/2 it says P N <= pi^2/4 (claims C40 to C42). *)

Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid TaylorCoefficients TaylorSeries FiniteLaw.
Import ListNotations.
Open Scope R_scope.

(** ** The noise *)

(** All vectors (xi_1, ..., xi_d) with their probabilities. *)
Fixpoint dropout_noise (delta : R) (d : nat) : list (list R * R) :=
  match d with
  | O => [([], 1)]
  | S m => map (fun y => (0 :: fst y, delta * snd y)) (dropout_noise delta m)
           ++ map (fun y => (/ (1 - delta) :: fst y, (1 - delta) * snd y)) (dropout_noise delta m)
  end.

(** sum_j a_j xi_j and sum_j a_j *)
Fixpoint dot (a xi : list R) : R :=
  match a, xi with x :: a', y :: xi' => x * y + dot a' xi' | _, _ => 0 end.
Fixpoint total (a : list R) : R := match a with [] => 0 | x :: a' => x + total a' end.

(** The law of the deviation. *)
Definition dropout_law (delta : R) (a : list R) : list (R * R) :=
  map (fun y => (dot a (fst y) - total a, 1 * snd y)) (dropout_noise delta (length a)).

(** The n-th term of the series, and the regulariser, for contributions a and an undropped bias b. *)
Definition dropout_term (delta b : R) (a : list R) (n : nat) : R :=
  taylor softplus (b + total a) n * moment (dropout_law delta a) n.
Definition dropout_expectation (delta b : R) (a : list R) : R :=
  expectation (dropout_noise delta (length a)) (fun xi => softplus (b + dot a xi)).
Definition dropout_regulariser (delta b : R) (a : list R) : R :=
  dropout_expectation delta b a - softplus (b + total a).

Definition odds (delta : R) : R := delta / (1 - delta).
Fixpoint positive_sum (a : list R) : R := match a with [] => 0 | x :: a' => Rmax x 0 + positive_sum a' end.
Fixpoint negative_sum (a : list R) : R := match a
  with [] => 0 | x :: a' => Rmax (- x) 0 + negative_sum a' end.
Fixpoint sum_squares (a : list R) : R := match a with [] => 0 | x :: a' => x ^ 2 + sum_squares a' end.

(** The essential supremum of |Delta|. *)
Definition deviation (delta : R) (a : list R) : R :=
  Rmax (odds delta * positive_sum a + negative_sum a) (positive_sum a + odds delta * negative_sum a).

(** ** One more feature *)

Lemma dropout_law_cons delta x a : delta <> 1 -> dropout_law delta (x :: a) =
  map (fun y => (fst y - x, delta * snd y)) (dropout_law delta a)
  ++ map (fun y => (fst y + odds delta * x, (1 - delta) * snd y)) (dropout_law delta a).
Proof.
  intros H. unfold dropout_law, odds. cbn [length dropout_noise]. rewrite map_app, !map_map.
  f_equal; apply map_ext; intros [xi w]; cbn [dot total fst snd]; f_equal; try ring. field. lra.
Qed.

Lemma expectation_cons delta x a f : delta <> 1 -> expectation (dropout_law delta (x :: a)) f =
  delta * expectation (dropout_law delta a) (fun v => f (v - x))
  + (1 - delta) * expectation (dropout_law delta a) (fun v => f (v + odds delta * x)).
Proof.
  intros H. rewrite dropout_law_cons, expectation_app by assumption.
  rewrite (expectation_map (fun v => v - x)), (expectation_map (fun v => v + odds delta * x)). reflexivity.
Qed.

Lemma expectation_dropout_law delta a f : expectation (dropout_law delta a) f
  = expectation (dropout_noise delta (length a)) (fun xi => f (dot a xi - total a)).
Proof.
  unfold dropout_law. rewrite (expectation_map (fun xi => dot a xi - total a)). ring.
Qed.

Lemma dropout_law_positive delta a : 0 < delta < 1 -> positive_weights (dropout_law delta a).
Proof.
  intros H. induction a as [|x a IH].
  - intros v w [E|[]]. injection E as <- <-. lra.
  - intros v w Hin. rewrite dropout_law_cons in Hin by lra. apply in_app_or in Hin.
    destruct Hin as [Hin|Hin]; apply in_map_iff in Hin; destruct Hin as [[v' w'] [E Hin]];
      injection E as _ <-;
      (apply Rmult_lt_0_compat; [lra|exact (IH v' w' Hin)]).
Qed.

Lemma dropout_law_total delta a : delta <> 1 -> expectation (dropout_law delta a) (fun _ => 1) = 1.
Proof. intros H. induction a as [|x a IH]; [simpl; ring|]. rewrite expectation_cons, !IH by assumption. ring.
Qed.

Theorem dropout_law_is_law delta a : 0 < delta < 1 -> is_law (dropout_law delta a).
Proof. intros H. split; [now apply dropout_law_positive|apply dropout_law_total; lra]. Qed.

(** ** Mean and variance *)

Lemma expectation_shift delta a f c : delta <> 1 ->
  expectation (dropout_law delta a) (fun v => f v + c) = expectation (dropout_law delta a) f + c.
Proof.
  intros H. rewrite expectation_plus. f_equal.
  rewrite (expectation_eq _ _ (fun _ => c * 1)) by (intros; ring).
  rewrite expectation_scale, dropout_law_total by assumption. ring.
Qed.

Theorem dropout_mean delta a : delta <> 1 -> moment (dropout_law delta a) 1 = 0.
Proof.
  intros H. unfold moment. rewrite (expectation_eq _ _ (fun v => v)) by (intros; ring).
  induction a as [|x a IH]; [simpl; ring|]. rewrite expectation_cons by assumption.
  rewrite (expectation_eq _ (fun v => v - x) (fun v => v + - x)) by (intros; ring).
  rewrite !(expectation_shift delta a (fun v => v)), IH by assumption. unfold odds. field. lra.
Qed.

Theorem dropout_variance delta a : delta <> 1 ->
  moment (dropout_law delta a) 2 = odds delta * sum_squares a.
Proof.
  intros H. unfold moment. induction a as [|x a IH]; [simpl; ring|].
  assert (K : forall c, expectation (dropout_law delta a) (fun v => (v + c) ^ 2)
    = odds delta * sum_squares a + c ^ 2).
  { intros c. pose proof (dropout_mean delta a H) as M. unfold moment in M.
    rewrite (expectation_eq _ _ (fun v => (v ^ 2 + 2 * c * v ^ 1) + c ^ 2)) by (intros; ring).
    rewrite (expectation_shift delta a (fun v => v ^ 2 + 2 * c * v ^ 1)) by assumption.
    rewrite (expectation_plus _ (fun v => v ^ 2)), expectation_scale, IH, M. ring. }
  rewrite expectation_cons by assumption.
  rewrite (expectation_eq _ (fun v => (v - x) ^ 2) (fun v => (v + - x) ^ 2)) by (intros; f_equal; ring).
  rewrite !K. cbn [sum_squares]. unfold odds. field. lra.
Qed.

(** One feature: all moments. *)
Theorem one_feature_moments delta x n : delta <> 1 -> moment (dropout_law delta [x]) n
  = x ^ n * ((1 - delta) * odds delta ^ n + delta * (-1) ^ n).
Proof.
  intros H. unfold moment. rewrite expectation_cons by assumption. simpl expectation.
  replace (0 - 0 - x) with (x * -1) by ring. replace (0 - 0 + odds delta * x) with (x * odds delta) by ring.
  rewrite !Rpow_mult_distr. ring.
Qed.

(** The second moment that the paper derives (claim C16), x^2 delta^2/(1-delta), is never right. *)
Theorem printed_second_moment_false delta x : 0 < delta < 1 -> x <> 0 ->
  moment (dropout_law delta [x]) 2 <> x ^ 2 * (delta ^ 2 / (1 - delta)).
Proof.
  intros H Hx E. rewrite dropout_variance in E by lra. cbn [sum_squares] in E. unfold odds in E.
  assert (Z : x ^ 2 * (delta * (1 - delta)) = 0).
  { transitivity ((delta / (1 - delta) * (x ^ 2 + 0) - x ^ 2 * (delta ^ 2 / (1 - delta))) * (1 - delta));
      [field; lra|]. rewrite E. ring. }
  apply Rmult_integral in Z. destruct Z as [Z|Z]; [now apply (pow_nonzero x 2)|].
  apply Rmult_integral in Z. lra.
Qed.

(** ** The support *)

Lemma odds_pos delta : 0 < delta < 1 -> 0 < odds delta.
Proof. intros H. apply Rdiv_lt_0_compat; lra. Qed.

Lemma odds_eq delta : delta <> 1 -> (1 - delta) * odds delta = delta.
Proof. intros H. unfold odds. field. lra. Qed.

Lemma positive_sum_nonneg a : 0 <= positive_sum a.
Proof. induction a as [|x a IH]; simpl; [lra|]. pose proof (Rmax_r x 0). lra. Qed.
Lemma negative_sum_nonneg a : 0 <= negative_sum a.
Proof. induction a as [|x a IH]; simpl; [lra|]. pose proof (Rmax_r (- x) 0). lra. Qed.

Lemma split_sign x :
  (0 <= x /\ Rmax x 0 = x /\ Rmax (- x) 0 = 0) \/ (x < 0 /\ Rmax x 0 = 0 /\ Rmax (- x) 0 = - x).
Proof.
  destruct (Rle_dec 0 x); [left|right]; (split; [lra|]).
  - rewrite Rmax_left, Rmax_right by lra. now split.
  - rewrite Rmax_right, Rmax_left by lra. now split.
Qed.

Lemma total_split a : total a = positive_sum a - negative_sum a.
Proof.
  induction a as [|x a IH]; simpl; [ring|]. rewrite IH.
  destruct (split_sign x) as [[_ [-> ->]]|[_ [-> ->]]]; ring.
Qed.

Lemma deviation_range delta a v w : 0 < delta < 1 -> In (v, w) (dropout_law delta a) ->
  - (positive_sum a + odds delta * negative_sum a) <= v <= odds delta * positive_sum a + negative_sum a.
Proof.
  intros H. pose proof (odds_pos delta H) as Hr. revert v w. induction a as [|x a IH]; intros v w Hin.
  - destruct Hin as [E|[]]. injection E as <- _. simpl. lra.
  - rewrite dropout_law_cons in Hin by lra. cbn [positive_sum negative_sum]. apply in_app_or in Hin.
    destruct Hin as [Hin|Hin]; apply in_map_iff in Hin; destruct Hin as [[v' w'] [E Hin]];
      injection E as <- _;
      specialize (IH v' w' Hin); cbn [fst];
      (destruct (split_sign x) as [[S [-> ->]]|[S [-> ->]]]; [pose proof (Rmult_le_pos _ _ (Rlt_le _ _ Hr) S)
        |pose proof (Rmult_le_pos _ (- x) (Rlt_le _ _ Hr) ltac:(lra))]; lra).
Qed.

(** Both ends of the range are attained: keep the features of one sign, drop the others. *)
Lemma range_attained delta a : 0 < delta < 1 ->
  (exists w, In (odds delta * positive_sum a + negative_sum a, w) (dropout_law delta a)) /\
  (exists w, In (- (positive_sum a + odds delta * negative_sum a), w) (dropout_law delta a)).
Proof.
  intros H. induction a as [|x a [[u Hu] [l Hl]]].
  - split; exists (1 * 1); left; simpl; f_equal; ring.
  - rewrite dropout_law_cons by lra. cbn [positive_sum negative_sum].
    set (drop := fun y : R * R => (fst y - x, delta * snd y)).
    set (keep := fun y : R * R => (fst y + odds delta * x, (1 - delta) * snd y)).
    assert (D : forall v w, In (v, w) (dropout_law delta a) ->
      In (v - x, delta * w) (map drop (dropout_law delta a) ++ map keep (dropout_law delta a)))
      by (intros v w Hin; apply in_or_app; left; now apply (in_map drop) in Hin).
    assert (K : forall v w, In (v, w) (dropout_law delta a) ->
      In (v + odds delta * x, (1 - delta) * w)
        (map drop (dropout_law delta a) ++ map keep (dropout_law delta a)))
      by (intros v w Hin; apply in_or_app; right; now apply (in_map keep) in Hin).
    destruct (split_sign x) as [[S [-> ->]]|[S [-> ->]]]; split.
    + exists ((1 - delta) * u). apply K in Hu. now match goal with |- In (?v, _) _ => replace v with
        (odds delta * positive_sum a + negative_sum a + odds delta * x) by ring end.
    + exists (delta * l). apply D in Hl. now match goal with |- In (?v, _) _ => replace v with
        (- (positive_sum a + odds delta * negative_sum a) - x) by ring end.
    + exists (delta * u). apply D in Hu. now match goal with |- In (?v, _) _ => replace v with
        (odds delta * positive_sum a + negative_sum a - x) by ring end.
    + exists ((1 - delta) * l). apply K in Hl. now match goal with |- In (?v, _) _ => replace v with
        (- (positive_sum a + odds delta * negative_sum a) + odds delta * x) by ring end.
Qed.

Theorem deviation_upper delta a v w : 0 < delta < 1 -> In (v, w) (dropout_law delta a) ->
  Rabs v <= deviation delta a.
Proof.
  intros H Hin. pose proof (deviation_range delta a v w H Hin). unfold deviation.
  pose proof (Rmax_l (odds delta * positive_sum a + negative_sum a) (positive_sum a
    + odds delta * negative_sum a)).
  pose proof (Rmax_r (odds delta * positive_sum a + negative_sum a) (positive_sum a
    + odds delta * negative_sum a)).
  apply Rabs_le. lra.
Qed.

Theorem deviation_reached delta a : 0 < delta < 1 ->
  exists v w, In (v, w) (dropout_law delta a) /\ Rabs v = deviation delta a.
Proof.
  intros H. destruct (range_attained delta a H) as [[u Hu] [l Hl]].
  pose proof (odds_pos delta H). pose proof (positive_sum_nonneg a). pose proof (negative_sum_nonneg a).
  assert (0 <= odds delta * positive_sum a) by (apply Rmult_le_pos; lra).
  assert (0 <= odds delta * negative_sum a) by (apply Rmult_le_pos; lra).
  unfold deviation, Rmax. destruct (Rle_dec _ _).
  - eexists; eexists; split; [exact Hl|]. rewrite Rabs_Ropp, Rabs_right; lra.
  - eexists; eexists; split; [exact Hu|]. rewrite Rabs_right; lra.
Qed.

Lemma deviation_nonneg delta a : 0 < delta < 1 -> 0 <= deviation delta a.
Proof. intros H. destruct (deviation_reached delta a H) as [v [w [_ <-]]]. apply Rabs_pos. Qed.

(** ** The criterion *)

Lemma within_radius_iff delta b a : 0 < delta < 1 ->
  (deviation delta a <= radius (b + total a)
   <-> forall v w, In (v, w) (dropout_law delta a) -> Rabs v <= radius (b + total a)).
Proof.
  intros H. split.
  - intros L v w Hin. eapply Rle_trans; [now apply (deviation_upper delta a v w)|exact L].
  - intros L. destruct (deviation_reached delta a H) as [v [w [Hin <-]]]. now apply (L v w).
Qed.

Theorem dropout_series_iff delta b a : 0 < delta < 1 ->
  (ex_series (dropout_term delta b a) <-> deviation delta a <= radius (b + total a)).
Proof.
  intros H. rewrite within_radius_iff by assumption.
  apply (law_series_iff (b + total a) (dropout_law delta a)), dropout_law_positive, H.
Qed.

Lemma dropout_expectation_law delta b a :
  dropout_expectation delta b a = expectation (dropout_law delta a) (fun v => softplus (b + total a + v)).
Proof.
  rewrite expectation_dropout_law. apply expectation_eq. intros xi. f_equal. ring.
Qed.

Lemma dropout_regulariser_law delta b a :
  dropout_regulariser delta b a = regulariser (b + total a) (dropout_law delta a).
Proof. unfold dropout_regulariser, regulariser. now rewrite dropout_expectation_law. Qed.

Theorem dropout_series_sum delta b a : 0 < delta < 1 -> deviation delta a <= radius (b + total a) ->
  is_series (dropout_term delta b a) (dropout_expectation delta b a).
Proof.
  intros H L. rewrite dropout_expectation_law. apply law_series_sum. now apply within_radius_iff.
Qed.

(** From order 2 on: the regulariser itself, R_infinity of eq. 12. *)
Theorem dropout_regulariser_sum delta b a : 0 < delta < 1 -> deviation delta a <= radius (b + total a) ->
  is_series (fun n => dropout_term delta b a (S (S n))) (dropout_regulariser delta b a).
Proof.
  intros H L. rewrite dropout_regulariser_law. apply regulariser_series_sum.
  - now apply dropout_law_is_law.
  - apply dropout_mean. lra.
  - now apply within_radius_iff.
Qed.

(** ** Without bias: a quadratic inequality *)

Definition larger_sum (a : list R) : R := Rmax (positive_sum a) (negative_sum a).
Definition smaller_sum (a : list R) : R := Rmin (positive_sum a) (negative_sum a).

(** (1 - delta) (V^2 - z^2) *)
Definition excess (delta : R) (a : list R) : R :=
  if Rle_dec delta (/ 2)
  then smaller_sum a * (2 * larger_sum a - (1 - odds delta) * smaller_sum a)
  else larger_sum a * ((odds delta - 1) * larger_sum a + 2 * smaller_sum a).

Lemma larger_smaller a :
  (larger_sum a = positive_sum a /\ smaller_sum a = negative_sum a /\ negative_sum a <= positive_sum a) \/
  (larger_sum a = negative_sum a /\ smaller_sum a = positive_sum a /\ positive_sum a <= negative_sum a).
Proof.
  unfold larger_sum, smaller_sum, Rmax, Rmin. destruct (Rle_dec _ _); [right|left]; repeat split; lra.
Qed.

Lemma smaller_le_larger a : 0 <= smaller_sum a <= larger_sum a.
Proof.
  pose proof (positive_sum_nonneg a). pose proof (negative_sum_nonneg a).
  destruct (larger_smaller a) as [[-> [-> L]]|[-> [-> L]]]; lra.
Qed.

Lemma total_square a : total a ^ 2 = (larger_sum a - smaller_sum a) ^ 2.
Proof. rewrite total_split. destruct (larger_smaller a) as [[-> [-> _]]|[-> [-> _]]]; ring. Qed.

Lemma odds_low delta : 0 < delta <= / 2 -> 0 < odds delta <= 1.
Proof.
  intros H. split; [apply odds_pos; lra|]. apply Rmult_le_reg_l with (1 - delta); [lra|].
  rewrite odds_eq; lra.
Qed.
Lemma odds_high delta : / 2 <= delta < 1 -> 1 <= odds delta.
Proof. intros H. apply Rmult_le_reg_l with (1 - delta); [lra|]. rewrite odds_eq; lra. Qed.

Lemma deviation_low delta a : 0 < delta <= / 2 ->
  deviation delta a = larger_sum a + odds delta * smaller_sum a.
Proof.
  intros H. pose proof (odds_low delta H). unfold deviation.
  destruct (larger_smaller a) as [[-> [-> L]]|[-> [-> L]]];
    [rewrite Rmax_right by nra|rewrite Rmax_left by nra]; ring.
Qed.
Lemma deviation_high delta a : / 2 <= delta < 1 ->
  deviation delta a = odds delta * larger_sum a + smaller_sum a.
Proof.
  intros H. pose proof (odds_high delta H). unfold deviation.
  destruct (larger_smaller a) as [[-> [-> L]]|[-> [-> L]]];
    [rewrite Rmax_left by nra|rewrite Rmax_right by nra]; ring.
Qed.

Lemma excess_eq delta a : 0 < delta < 1 ->
  (1 - delta) * (deviation delta a ^ 2 - total a ^ 2) = excess delta a.
Proof.
  intros H. rewrite total_square. unfold excess. destruct (Rle_dec delta (/ 2)).
  - rewrite deviation_low by lra. unfold odds. field. lra.
  - rewrite deviation_high by lra. unfold odds. field. lra.
Qed.

Lemma le_radius_iff v z : 0 <= v -> (v <= radius z <-> v ^ 2 <= z ^ 2 + PI ^ 2).
Proof.
  intros Hv. rewrite <- radius_sq. pose proof (radius_pos z). split; intros L.
  - apply pow_incr. lra.
  - apply Rnot_lt_le. intros C. assert (radius z ^ 2 < v ^ 2) by (simpl; nra). lra.
Qed.

Theorem dropout_criterion_exact delta a : 0 < delta < 1 ->
  (ex_series (dropout_term delta 0 a) <-> excess delta a <= PI ^ 2 * (1 - delta)).
Proof.
  intros H. rewrite dropout_series_iff, Rplus_0_l, le_radius_iff, <- excess_eq
    by (assumption || now apply deviation_nonneg). split; intros L.
  - rewrite (Rmult_comm (PI ^ 2)). apply Rmult_le_compat_l; lra.
  - rewrite (Rmult_comm (PI ^ 2)) in L. apply Rmult_le_reg_l in L; lra.
Qed.

Theorem half_criterion a :
  ex_series (dropout_term (/ 2) 0 a) <-> positive_sum a * negative_sum a <= PI ^ 2 / 4.
Proof.
  rewrite dropout_criterion_exact by lra. unfold excess. destruct (Rle_dec (/ 2) (/ 2)); [|lra].
  replace (odds (/ 2)) with 1 by (unfold odds; field).
  destruct (larger_smaller a) as [[-> [-> _]]|[-> [-> _]]]; split; lra.
Qed.

(** One feature with delta >= 1/2. *)
Theorem one_feature_criterion delta x : / 2 <= delta < 1 ->
  (ex_series (dropout_term delta 0 [x]) <-> x ^ 2 * (2 * delta - 1) <= PI ^ 2 * (1 - delta) ^ 2).
Proof.
  intros H. rewrite dropout_criterion_exact, <- excess_eq by lra.
  assert (E : (1 - delta) * (deviation delta [x] ^ 2 - total [x] ^ 2) * (1 - delta)
    = x ^ 2 * (2 * delta - 1)).
  { rewrite deviation_high, total_square by assumption.
    assert (L : larger_sum [x] = Rabs x /\ smaller_sum [x] = 0).
    { unfold larger_sum, smaller_sum. simpl. rewrite !Rplus_0_r.
      destruct (split_sign x) as [[S [-> ->]]|[S [-> ->]]].
      - rewrite Rmax_left, Rmin_right, Rabs_right by lra. now split.
      - rewrite Rmax_right, Rmin_left, Rabs_left by lra. now split. }
    destruct L as [-> ->]. rewrite <- (pow2_abs x). unfold odds. field. lra. }
  rewrite <- E. replace (PI ^ 2 * (1 - delta) ^ 2) with (PI ^ 2 * (1 - delta) * (1 - delta)) by ring.
  split; intros L; [apply Rmult_le_compat_r; lra|]. apply Rmult_le_reg_r in L; lra.
Qed.

(** Contributions of one sign and delta <= 1/2: convergence at every magnitude. *)
Theorem one_sign_converges delta a : 0 < delta <= / 2 ->
  (forall x, In x a -> 0 <= x) \/ (forall x, In x a -> x <= 0) ->
  is_series (dropout_term delta 0 a) (dropout_expectation delta 0 a).
Proof.
  intros H sign. assert (S0 : smaller_sum a = 0).
  { unfold smaller_sum. pose proof (positive_sum_nonneg a). pose proof (negative_sum_nonneg a).
    destruct sign as [s|s].
    - assert (negative_sum a = 0) as ->; [|rewrite Rmin_right; lra]. induction a as [|x a IH]; [reflexivity|].
      simpl in *. rewrite IH; try (intros; apply s; now right); try apply positive_sum_nonneg;
        try apply negative_sum_nonneg.
      rewrite Rmax_right; [ring|]. specialize (s x (or_introl eq_refl)). lra.
    - assert (positive_sum a = 0) as ->; [|rewrite Rmin_left; lra]. induction a as [|x a IH]; [reflexivity|].
      simpl in *. rewrite IH; try (intros; apply s; now right); try apply positive_sum_nonneg;
        try apply negative_sum_nonneg.
      rewrite Rmax_right; [ring|]. specialize (s x (or_introl eq_refl)). lra. }
  apply dropout_series_sum; [lra|]. apply (dropout_series_iff delta 0 a ltac:(lra)),
    (dropout_criterion_exact delta a ltac:(lra)).
  unfold excess. destruct (Rle_dec delta (/ 2)); [|lra]. rewrite S0, Rmult_0_l.
  apply Rmult_le_pos; [apply pow2_ge_0|lra].
Qed.
