(** * Bounds on the regulariser that need no convergence

    In words (uniform derivative bound, global bound; claims C10 to C12, C18, C53, C54).  For every noise
    Delta with finitely many values and E[Delta] = 0, with m_n = E[Delta^n], R the regulariser and R_k its
    order-k approximation:
    - 0 <= R <= m_2/8;
    - |R - R_2| <= E|Delta|^3/(36 sqrt 3),  |R - R_3| <= m_4/192;
    - |R - R_(2j-1)| <= (4^j - 1) |B_2j| m_2j / (2j (2j)!)  for every j >= 1.
    Convergence of the Taylor series plays no part: whether R_2 is good is a question of moments.  Where it
    does converge strictly inside, |Delta| <= V < rho = sqrt(z^2 + pi^2), and q = V/rho:
    - |R - R_k| <= rho^2 q^(k+1) / (4 (k+1) (1-q)). *)

Require Import Arith Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Sigmoid Theorem1 DoubleSeries TaylorCoefficients
  TaylorSeries BernoulliGrowth FiniteLaw Dropout.
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

(** ** Truncation of a convergent series *)

Lemma taylor_softplus_bound n : (2 <= n)%nat ->
  Rabs (taylor softplus z n) <= radius z ^ 2 / (4 * INR n) * / radius z ^ n.
Proof.
  intros Hn. destruct n as [|n]; [lia|]. pose proof (taylor_sigmoid_bound z n ltac:(lia)) as B.
  pose proof (radius_pos z) as P. assert (N : 0 < INR (S n)) by (apply lt_0_INR; lia).
  rewrite taylor_softplus_S. unfold Rdiv at 1.
  rewrite Rabs_mult, (Rabs_right (/ _)) by (apply Rle_ge; left; now apply Rinv_0_lt_compat).
  replace (radius z ^ 2 / (4 * INR (S n)) * / radius z ^ S n)
    with (radius z / 4 / radius z ^ n * / INR (S n))
    by (change (radius z ^ S n) with (radius z * radius z ^ n); field;
        repeat split; try lra; apply pow_nonzero; lra).
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|exact B].
Qed.

Lemma moment_bound V n : (forall v w, In (v, w) l -> Rabs v <= V) -> Rabs (moment l n) <= V ^ n.
Proof.
  intros H. eapply Rle_trans; [apply expectation_abs, (proj1 law)|].
  rewrite <- (expectation_const l (V ^ n) law). apply expectation_le; [apply (proj1 law)|].
  intros v w Hin. rewrite <- RPow_abs. apply pow_incr. split; [apply Rabs_pos|now apply (H v w)].
Qed.

(** With all deviations within V < rho, the error of order k is geometric in q = V/rho. *)
Theorem regulariser_truncation k V : (2 <= k)%nat -> 0 <= V < radius z ->
  (forall v w, In (v, w) l -> Rabs v <= V) ->
  Rabs (regulariser z l - partial_regulariser k z l)
  <= radius z ^ 2 * (V / radius z) ^ S k / (4 * INR (S k) * (1 - V / radius z)).
Proof.
  intros Hk HV H. pose proof (radius_pos z) as P. set (rho := radius z) in *. set (q := V / rho).
  assert (Hq : 0 <= q < 1).
  { unfold q. split; [apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]|].
    apply Rmult_lt_reg_r with rho; [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (K : 0 < INR (S k)) by (apply lt_0_INR; lia).
  assert (within : forall v w, In (v, w) l -> Rabs v <= radius z)
    by (intros v w Hin; fold rho; pose proof (H v w Hin); lra).
  pose proof (law_series_sum z l within) as HS.
  pose proof (Series_split _ k (ex_intro _ _ HS)) as E. rewrite (is_series_unique _ _ HS) in E. cbv beta in E.
  rewrite regulariser_expectation, <- partial_regulariser_sum, E by assumption.
  replace (_ + _ - _) with (Series (fun i => taylor softplus z (S k + i) * moment l (S k + i))) by ring.
  set (C := rho ^ 2 / (4 * INR (S k)) * q ^ S k).
  replace (rho ^ 2 * q ^ S k / (4 * INR (S k) * (1 - q))) with (C * / (1 - q)) by (unfold C; field; lra).
  rewrite <- (Series_geom q), <- Series_scal_l by (rewrite Rabs_right; lra).
  apply Series_dominated; [|apply ex_series_scaled, ex_series_geom; rewrite Rabs_right; lra]. intros i.
  set (n := (S k + i)%nat). assert (Kn : INR (S k) <= INR n) by (apply le_INR; lia).
  rewrite Rabs_mult. apply Rle_trans with (rho ^ 2 / (4 * INR n) * / rho ^ n * V ^ n).
  - apply Rmult_le_compat; try apply Rabs_pos; [apply taylor_softplus_bound; lia|now apply moment_bound].
  - replace (rho ^ 2 / (4 * INR n) * / rho ^ n * V ^ n) with (rho ^ 2 / (4 * INR n) * q ^ n)
      by (unfold q, Rdiv; rewrite (Rpow_mult_distr V), pow_inv; ring).
    replace (C * q ^ i) with (rho ^ 2 / (4 * INR (S k)) * q ^ n) by (unfold C, n; rewrite pow_add; ring).
    apply Rmult_le_compat_r; [apply pow_le; lra|]. apply Rmult_le_compat_l; [apply pow2_ge_0|].
    apply Rinv_le_contravar; lra.
Qed.

(** ** The noised loss, and linear regression *)

(** Eq. 7: the expected loss A(z + Delta) - y (z + Delta) is the loss plus the regulariser. *)
Theorem noised_loss y :
  expectation l (fun v => softplus (z + v) - y * (z + v)) = softplus z - y * z + regulariser z l.
Proof.
  assert (M : expectation l (fun v => v) = 0)
    by (rewrite <- centred; apply expectation_eq; intros v; simpl; ring).
  rewrite expectation_minus, expectation_scale, expectation_plus, (expectation_const l z law), M.
  unfold regulariser. ring.
Qed.

(** For A(z) = z^2/2 the regulariser is half the variance, exactly (claim C18). *)
Theorem linear_regression : expectation l (fun v => (z + v) ^ 2 / 2) - z ^ 2 / 2 = moment l 2 / 2.
Proof.
  assert (M : expectation l (fun v => v) = 0)
    by (rewrite <- centred; apply expectation_eq; intros v; simpl; ring).
  rewrite (expectation_eq _ _ (fun v => (z ^ 2 / 2 + z * v) + / 2 * v ^ 2)) by (intros v; field).
  rewrite !expectation_plus, (expectation_const l _ law), !expectation_scale, M. unfold moment. field.
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
