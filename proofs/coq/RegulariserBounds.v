(** * Bounds on the regulariser that need no convergence

    In words (maths: uniform derivative bound; claims C11, C12, C53, C54).  For every noise Delta with
    finitely many values and E[Delta] = 0, with m_n = E[Delta^n], R the regulariser and R_k its order-k
    approximation:
    - 0 <= R <= m_2/8;
    - |R - R_2| <= E|Delta|^3/(36 sqrt 3),  |R - R_3| <= m_4/192;
    - |R - R_(2j-1)| <= (4^j - 1) |B_2j| m_2j / (2j (2j)!)  for every j >= 1.
    Convergence of the Taylor series plays no part: whether R_2 is good is a question of moments. *)

Require Import Arith Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Sigmoid Theorem1 TaylorCoefficients TaylorSeries
  BernoulliGrowth FiniteLaw Dropout.
Open Scope R_scope.

(** ** Taylor's formula with Lagrange's remainder, in both directions *)

Theorem taylor_lagrange (f : R -> R) (n : nat) (x v : R) : (forall k t, ex_derive_n f k t) ->
  exists y, f (x + v) = sum_f_R0 (fun m => taylor f x m * v ^ m) n + taylor f y (S n) * v ^ S n.
Proof.
  intros smooth. set (g := fun t => f (t + x)).
  assert (smooth_g : forall k t, ex_derive_n g k t) by (intros k t; apply ex_derive_n_comp_trans, smooth).
  assert (D : forall k t, Derive_n (fun s => g (v * s)) k t = v ^ k * Derive_n f k (v * t + x)).
  { intros k t. rewrite Derive_n_comp_scal by (apply filter_forall; intros; apply smooth_g).
    f_equal. apply Derive_n_comp_trans. }
  destruct (Taylor_Lagrange (fun s => g (v * s)) n 0 1) as [t [_ E]]; [lra| |].
  - intros s _ k _. apply ex_derive_n_comp_scal. apply filter_forall. intros; apply smooth_g.
  - exists (v * t + x). unfold g at 1 in E. rewrite Rmult_1_r, (Rplus_comm v) in E. rewrite E. f_equal.
    + apply sum_eq. intros m _. rewrite D, Rminus_0_r, pow1, Rmult_0_r, Rplus_0_l. unfold taylor, Rdiv. ring.
    + rewrite D, Rminus_0_r, pow1. unfold taylor, Rdiv. ring.
Qed.

(** ** Low derivatives of the softplus *)

Lemma softplus_1 z : taylor softplus z 1 = sigmoid z.
Proof. unfold taylor. rewrite softplus_polynomial. unfold derivative_polynomial. simpl. field. Qed.
Lemma softplus_2 z : taylor softplus z 2 = sigmoid z * (1 - sigmoid z) / 2.
Proof. unfold taylor. rewrite softplus_polynomial. unfold derivative_polynomial. simpl. field. Qed.
Lemma softplus_3 z : taylor softplus z 3 = sigmoid z * (1 - sigmoid z) * (1 - 2 * sigmoid z) / 6.
Proof. unfold taylor. rewrite softplus_polynomial. unfold derivative_polynomial. simpl. field. Qed.

Lemma softplus_2_bounds z : 0 <= taylor softplus z 2 <= / 8.
Proof.
  rewrite softplus_2. pose proof (sigmoid_bounds z). pose proof (pow2_ge_0 (sigmoid z - / 2)).
  set (p := sigmoid z) in *. split; nra.
Qed.

(** u - u^3 <= 2/(3 sqrt 3), because (u - s/3)^2 (u + 2s/3) >= 0 for s = sqrt 3. *)
Lemma cubic_bound u s : 0 < s -> s * s = 3 -> -1 <= u -> u - u ^ 3 <= 2 * s / 9.
Proof.
  intros Hs H3 Hu. assert (3 / 2 < s) by nra.
  assert (P : 0 <= (u - s / 3) ^ 2 * (u + 2 * s / 3)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
  replace ((u - s / 3) ^ 2 * (u + 2 * s / 3)) with (u ^ 3 - u * (s * s) / 3 + 2 * s * (s * s) / 27) in P
    by field.
  rewrite H3 in P. lra.
Qed.

Lemma softplus_3_bound z : Rabs (taylor softplus z 3) <= / (36 * sqrt 3).
Proof.
  rewrite softplus_3. pose proof (sigmoid_bounds z) as Hp. set (s := sqrt 3).
  assert (Hs : 0 < s) by (apply sqrt_lt_R0; lra). assert (H3 : s * s = 3) by (apply sqrt_sqrt; lra).
  set (p := sigmoid z) in *. set (u := 1 - 2 * p).
  replace (p * (1 - p) * u / 6) with ((u - u ^ 3) / 24) by (unfold u; field).
  replace (/ (36 * s)) with (2 * s / 9 / 24)
    by (apply Rmult_eq_reg_l with (36 * s); [|lra]; rewrite Rinv_r by lra; transitivity (s * s / 3);
      [field|rewrite H3; field]).
  pose proof (cubic_bound u s Hs H3 ltac:(unfold u; lra)) as B1.
  pose proof (cubic_bound (- u) s Hs H3 ltac:(unfold u; lra)) as B2.
  replace ((- u) ^ 3) with (- u ^ 3) in B2 by ring.
  apply Rabs_le. lra.
Qed.

Lemma softplus_even_bound z j : (1 <= j)%nat -> Rabs (taylor softplus z (2 * j))
  <= (4 ^ j - 1) * Rabs (bernoulli (2 * j)) / (INR (2 * j) * INR (fact (2 * j))).
Proof.
  intros Hj. destruct j as [|j]; [lia|]. eapply Rle_trans; [apply taylor_softplus_even_bound|].
  rewrite taylor_softplus_even_bernoulli by lia. set (n := (2 * S j)%nat).
  assert (P : 0 < INR n * INR (fact n))
    by (apply Rmult_lt_0_compat; [apply lt_0_INR; lia|apply lt_0_INR, lt_O_fact]).
  assert (1 <= 4 ^ S j) by (apply pow_R1_Rle; lra).
  unfold Rdiv. rewrite !Rabs_mult, (Rabs_right (/ _)), (Rabs_right (4 ^ S j - 1));
    [lra|lra|apply Rle_ge; left; now apply Rinv_0_lt_compat].
Qed.

(** ** Bounds on the regulariser *)

(** R_k of eq. 11, with A_j read as the j-th derivative of A. *)
Definition partial_regulariser (k : nat) (z : R) (l : list (R * R)) : R :=
  sum_f 2 k (fun j => taylor softplus z j * moment l j).

Section Centred.
Variables (z : R) (l : list (R * R)).
Hypothesis law : is_law l.
Hypothesis centred : moment l 1 = 0.

(** The expectation of the Taylor polynomial of order k is A(z) + R_k. *)
Lemma expectation_polynomial k :
  expectation l (fun v => sum_f_R0 (fun m => taylor softplus z m * v ^ m) k)
  = sum_f_R0 (fun m => taylor softplus z m * moment l m) k.
Proof.
  induction k as [|k IH]; [apply expectation_scale|].
  transitivity (expectation l (fun v => sum_f_R0 (fun m => taylor softplus z m * v ^ m) k
                                        + taylor softplus z (S k) * v ^ S k)); [reflexivity|].
  rewrite expectation_plus, expectation_scale, IH. reflexivity.
Qed.

Lemma partial_regulariser_sum k : (2 <= k)%nat ->
  sum_f_R0 (fun m => taylor softplus z m * moment l m) k = softplus z + partial_regulariser k z l.
Proof.
  intros Hk. destruct k as [|[|k]]; try lia. clear Hk. unfold partial_regulariser, sum_f.
  rewrite !decomp_sum by lia. cbn [pred]. replace (S (S k) - 2)%nat with k by lia.
  rewrite centred, taylor_0. replace (moment l 0) with 1 by (symmetry; apply (proj2 law)).
  rewrite Rmult_0_r, Rplus_0_l, Rmult_1_r. f_equal. apply sum_eq. intros i _. now rewrite (Nat.add_comm i 2).
Qed.

Lemma regulariser_expectation g :
  regulariser z l - g = expectation l (fun v => softplus (z + v)) - (softplus z + g).
Proof. unfold regulariser. ring. Qed.

Theorem regulariser_remainder k B : (2 <= k)%nat -> (forall y, Rabs (taylor softplus y (S k)) <= B) ->
  Rabs (regulariser z l - partial_regulariser k z l) <= B * expectation l (fun v => Rabs v ^ S k).
Proof.
  intros Hk HB. rewrite regulariser_expectation, <- partial_regulariser_sum, <- expectation_polynomial,
    <- expectation_minus
    by assumption.
  eapply Rle_trans; [apply expectation_abs, (proj1 law)|]. rewrite <- expectation_scale.
  apply expectation_le; [apply (proj1 law)|]. intros v w _.
  destruct (taylor_lagrange softplus k z v softplus_smooth) as [y ->].
  replace (_ + _ - _) with (taylor softplus y (S k) * v ^ S k) by ring.
  rewrite Rabs_mult, <- RPow_abs. apply Rmult_le_compat_r; [apply pow_le, Rabs_pos|apply HB].
Qed.

Theorem regulariser_bounds : 0 <= regulariser z l <= moment l 2 / 8.
Proof.
  assert (E : regulariser z l = expectation l (fun v => softplus (z + v) - (softplus z + sigmoid z * v))).
  { rewrite expectation_minus, expectation_plus, expectation_const, expectation_scale by exact law.
    assert (M : expectation l (fun v => v) = 0)
      by (rewrite <- centred; apply expectation_eq; intros v; simpl; ring).
    rewrite M. unfold regulariser. ring. }
  assert (T : forall v, 0 <= softplus (z + v) - (softplus z + sigmoid z * v) <= / 8 * v ^ 2).
  { intros v. destruct (taylor_lagrange softplus 1 z v softplus_smooth) as [y ->]. cbn [sum_f_R0].
    rewrite taylor_0, softplus_1. pose proof (softplus_2_bounds y) as B. pose proof (pow2_ge_0 v) as V.
    replace (softplus z * v ^ 0 + sigmoid z * v ^ 1 + taylor softplus y 2 * v ^ 2 - (softplus z
      + sigmoid z * v))
      with (taylor softplus y 2 * v ^ 2) by ring.
    split; [now apply Rmult_le_pos|now apply Rmult_le_compat_r]. }
  rewrite E. split; [apply expectation_nonneg; [apply (proj1 law)|intros v; apply T]|].
  replace (moment l 2 / 8) with (/ 8 * moment l 2) by field. unfold moment. rewrite <- expectation_scale.
  apply expectation_le; [apply (proj1 law)|]. intros v w _. apply T.
Qed.

Lemma even_absolute_moment j : expectation l (fun v => Rabs v ^ (2 * j)) = moment l (2 * j).
Proof.
  apply expectation_eq. intros v. rewrite RPow_abs. apply Rabs_right, Rle_ge. rewrite pow_mult.
  apply pow_le, pow2_ge_0.
Qed.

Theorem regulariser_order_2 : Rabs (regulariser z l - sigmoid z * (1 - sigmoid z) / 2 * moment l 2)
  <= expectation l (fun v => Rabs v ^ 3) / (36 * sqrt 3).
Proof.
  pose proof (regulariser_remainder 2 _ (le_n 2) softplus_3_bound) as H.
  unfold partial_regulariser, sum_f in H. simpl sum_f_R0 in H. rewrite softplus_2 in H.
  eapply Rle_trans; [exact H|]. right. apply Rmult_comm.
Qed.

(** Every odd order: the next derivative, of even order, is largest at 0. *)
Theorem regulariser_odd_order j : (2 <= j)%nat ->
  Rabs (regulariser z l - partial_regulariser (2 * j - 1) z l)
  <= (4 ^ j - 1) * Rabs (bernoulli (2 * j)) / (INR (2 * j) * INR (fact (2 * j))) * moment l (2 * j).
Proof.
  intros Hj. pose proof (regulariser_remainder (2 * j - 1)
    ((4 ^ j - 1) * Rabs (bernoulli (2 * j)) / (INR (2 * j) * INR (fact (2 * j)))) ltac:(lia)) as H.
  replace (S (2 * j - 1)) with (2 * j)%nat in H by lia. rewrite even_absolute_moment in H.
  apply H. intros y. apply softplus_even_bound. lia.
Qed.

Theorem regulariser_order_3 :
  Rabs (regulariser z l - sigmoid z * (1 - sigmoid z) / 2 * moment l 2
        - sigmoid z * (1 - sigmoid z) * (1 - 2 * sigmoid z) / 6 * moment l 3) <= moment l 4 / 192.
Proof.
  pose proof (regulariser_odd_order 2 (le_n 2)) as H.
  change (2 * 2 - 1)%nat with 3%nat in H. change (2 * 2)%nat with 4%nat in H.
  unfold partial_regulariser, sum_f in H. simpl sum_f_R0 in H. rewrite softplus_2, softplus_3 in H.
  replace (bernoulli 4) with (- / 30) in H by (unfold bernoulli, surjections; simpl; field).
  rewrite (Rabs_Ropp (/ 30)), (Rabs_right (/ 30)) in H by lra.
  replace (moment l 4 / 192) with ((4 ^ 2 - 1) * / 30 / (INR 4 * INR (fact 4)) * moment l 4)
    by (simpl; field).
  unfold Rminus in *. now rewrite Ropp_plus_distr, <- Rplus_assoc in H.
Qed.
End Centred.

(** ** Dropout: an honest L2 term dominates *)

Theorem dropout_regulariser_bounds delta b a : 0 < delta < 1 ->
  0 <= dropout_regulariser delta b a <= delta / (8 * (1 - delta)) * sum_squares a.
Proof.
  intros H. rewrite dropout_regulariser_law.
  pose proof (regulariser_bounds (b + total a) (dropout_law delta a) (dropout_law_is_law delta a H)
    (dropout_mean delta a ltac:(lra))) as B.
  rewrite dropout_variance in B by lra. unfold odds in B.
  replace (delta / (8 * (1 - delta)) * sum_squares a) with (delta / (1 - delta) * sum_squares a / 8)
    by (field; lra).
  exact B.
Qed.
