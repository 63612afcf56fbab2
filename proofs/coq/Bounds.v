(** E4: bounds on the penalty R that need no convergence, for any centred finite law. *)
Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout Parity FiniteLaw DropoutD.
Open Scope R_scope.

Lemma ex_sp k t : ex_derive_n softplus k t.
Proof. destruct k as [|k]; [exact I|]. eexists. apply (softplus_derive_n k). Qed.

Lemma sp1 z : Derive_n softplus 1 z = p z.
Proof. exact (is_derive_unique _ _ _ (softplus_derive z)). Qed.
Lemma sp_Poly k z : Derive_n softplus (S k) z = Poly k k (p z).
Proof. rewrite (is_derive_n_unique _ _ _ _ (softplus_derive_n k z)). apply is_derive_n_unique, p_derive_n. Qed.
Lemma sp2 z : Derive_n softplus 2 z = p z * (1 - p z).
Proof. rewrite sp_Poly. unfold Poly, c. simpl. ring. Qed.
Lemma sp3 z : Derive_n softplus 3 z = p z * (1 - p z) * (1 - 2 * p z).
Proof. rewrite sp_Poly. unfold Poly, c. simpl. ring. Qed.
Lemma sp4 z : Derive_n softplus 4 z = p z * (1 - p z) * (1 - 6 * (p z * (1 - p z))).
Proof. rewrite sp_Poly. unfold Poly, c. simpl. ring. Qed.

Lemma sp2_bound z : 0 <= Derive_n softplus 2 z <= / 4.
Proof. rewrite sp2. pose proof (p_pos z). pose proof (Rle_0_sqr (p z - / 2)). unfold Rsqr in *. split; nra. Qed.
Lemma cubic u s : 0 < s -> s * s = 3 -> -1 <= u <= 1 -> u - u * u * u <= 2 / (3 * s).
Proof.
  intros Hs H3 Hu.
  assert (Hs1 : 3 / 2 < s) by nra. assert (Hs2 : s < 2) by nra.
  assert (E : 2 / (3 * s) = 2 * s / 9).
  { apply Rmult_eq_reg_r with (9 * s); [|lra]. transitivity 6; [field; lra|].
    transitivity (2 * (s * s)); [rewrite H3; ring|field]. }
  rewrite E.
  assert (P : 0 <= (u - s / 3) * (u - s / 3) * (u + 2 * s / 3)).
  { apply Rmult_le_pos; [apply Rle_0_sqr|]. lra. }
  replace ((u - s / 3) * (u - s / 3) * (u + 2 * s / 3)) with (u * u * u - u * (s * s) / 3 + 2 * s * (s * s) / 27) in P by field.
  rewrite H3 in P. lra.
Qed.
Lemma sp3_bound z : Rabs (Derive_n softplus 3 z) <= / (6 * sqrt 3).
Proof.
  rewrite sp3. pose proof (p_pos z) as Hp.
  assert (Hs : 0 < sqrt 3) by (apply sqrt_lt_R0; lra).
  assert (H3 : sqrt 3 * sqrt 3 = 3) by (apply sqrt_sqrt; lra).
  set (x := p z) in *. set (u := 1 - 2 * x).
  replace (x * (1 - x) * u) with ((u - u * u * u) / 4) by (unfold u; field).
  pose proof (cubic u _ Hs H3 ltac:(unfold u; lra)) as B1.
  pose proof (cubic (- u) _ Hs H3 ltac:(unfold u; lra)) as B2.
  replace (/ (6 * sqrt 3)) with (2 / (3 * sqrt 3) / 4) by (field; lra).
  apply Rabs_le. split; lra.
Qed.
Lemma sp4_bound z : Rabs (Derive_n softplus 4 z) <= / 8.
Proof.
  pose proof (sp2_bound z) as H. rewrite sp2 in H. rewrite sp4.
  set (y := p z * (1 - p z)) in *.
  pose proof (Rmult_le_pos (/ 4 - y) (6 * y + / 2) ltac:(lra) ltac:(lra)).
  pose proof (Rle_0_sqr (y - / 12)). unfold Rsqr in *. apply Rabs_le. split; lra.
Qed.

(** Taylor-Lagrange in both directions *)
Lemma taylor_lag f n x v : (forall t k, ex_derive_n f k t) ->
  exists zeta, f (x + v) = sum_f_R0 (fun m => v ^ m / INR (fact m) * Derive_n f m x) n
    + v ^ S n / INR (fact (S n)) * Derive_n f (S n) zeta.
Proof.
  intros Hf. destruct (Rtotal_order v 0) as [H|[->|H]].
  - destruct (Taylor_Lagrange (fun y => f (- y)) n (- x) (- (x + v))) as [zeta [_ E]]; [lra| |].
    + intros t _ k _. apply ex_derive_n_comp_opp. apply filter_forall. intros y j _. apply Hf.
    + assert (D : forall m y, Derive_n (fun y => f (- y)) m y = (-1) ^ m * Derive_n f m (- y)).
      { intros m y. apply Derive_n_comp_opp. apply filter_forall. intros y' j _. apply Hf. }
      exists (- zeta). rewrite Ropp_involutive in E. rewrite E, D.
      replace (- (x + v) - - x) with (-1 * v) by ring.
      assert (Sq : forall m, (-1) ^ m * (-1) ^ m = 1).
      { intros m. rewrite <- Rpow_mult_distr. replace (-1 * -1) with 1 by ring. apply pow1. }
      f_equal.
      * apply sum_eq. intros m _. rewrite D, Ropp_involutive, Rpow_mult_distr. unfold Rdiv.
        transitivity ((-1) ^ m * (-1) ^ m * (v ^ m * / INR (fact m) * Derive_n f m x)); [ring|]. rewrite Sq. ring.
      * rewrite Rpow_mult_distr. unfold Rdiv.
        transitivity ((-1) ^ S n * (-1) ^ S n * (v ^ S n * / INR (fact (S n)) * Derive_n f (S n) (- zeta))); [ring|].
        rewrite Sq. ring.
  - exists x. rewrite Rplus_0_r. rewrite pow_i by lia. unfold Rdiv at 2. rewrite !Rmult_0_l, Rplus_0_r.
    clear. induction n as [|n IH]; [simpl; field|]. rewrite tech5, <- IH, pow_i by lia. unfold Rdiv. ring.
  - destruct (Taylor_Lagrange f n x (x + v)) as [zeta [_ E]]; [lra| |].
    + intros t _ k _. apply Hf.
    + exists zeta. rewrite E. replace (x + v - x) with v by ring. reflexivity.
Qed.

Definition rest1 z0 v := softplus (z0 + v) - softplus z0 - p z0 * v.
Definition D2 z0 := p z0 * (1 - p z0).
Definition D3 z0 := p z0 * (1 - p z0) * (1 - 2 * p z0).

Lemma rest1_bound z0 v : 0 <= rest1 z0 v <= / 8 * v ^ 2.
Proof.
  destruct (taylor_lag softplus 1 z0 v (fun t k => ex_sp k t)) as [zeta E].
  unfold rest1. rewrite E. cbn [sum_f_R0]. rewrite sp1. simpl (Derive_n softplus 0 z0).
  pose proof (sp2_bound zeta) as B. set (d := Derive_n softplus 2 zeta) in *.
  replace (INR (fact 2)) with 2 by (simpl; ring). replace (INR (fact 1)) with 1 by (simpl; ring).
  replace (INR (fact 0)) with 1 by (simpl; ring).
  match goal with |- 0 <= ?e <= _ => replace e with (d / 2 * v ^ 2) by (simpl; field) end.
  pose proof (pow2_ge_0 v). split.
  - apply Rmult_le_pos; lra.
  - apply Rmult_le_compat_r; lra.
Qed.
Lemma rest2_bound z0 v : Rabs (rest1 z0 v - D2 z0 / 2 * v ^ 2) <= / (36 * sqrt 3) * Rabs v ^ 3.
Proof.
  destruct (taylor_lag softplus 2 z0 v (fun t k => ex_sp k t)) as [zeta E].
  unfold rest1. rewrite E. cbn [sum_f_R0]. rewrite sp1, sp2. simpl (Derive_n softplus 0 z0). fold (D2 z0).
  pose proof (sp3_bound zeta) as B. set (d := Derive_n softplus 3 zeta) in *.
  replace (INR (fact 3)) with 6 by (simpl; ring). replace (INR (fact 2)) with 2 by (simpl; ring).
  replace (INR (fact 1)) with 1 by (simpl; ring). replace (INR (fact 0)) with 1 by (simpl; ring).
  match goal with |- Rabs ?e <= _ => replace e with (d / 6 * v ^ 3) by (simpl; field) end.
  rewrite Rabs_mult, RPow_abs. apply Rmult_le_compat_r; [apply Rabs_pos|].
  assert (Hs : 0 < sqrt 3) by (apply sqrt_lt_R0; lra).
  unfold Rdiv. rewrite Rabs_mult, (Rabs_right (/ 6)) by lra.
  replace (/ (36 * sqrt 3)) with (/ (6 * sqrt 3) * / 6) by (field; lra). apply Rmult_le_compat_r; lra.
Qed.
Lemma rest3_bound z0 v : Rabs (rest1 z0 v - D2 z0 / 2 * v ^ 2 - D3 z0 / 6 * v ^ 3) <= / 192 * v ^ 4.
Proof.
  destruct (taylor_lag softplus 3 z0 v (fun t k => ex_sp k t)) as [zeta E].
  unfold rest1. rewrite E. cbn [sum_f_R0]. rewrite sp1, sp2, sp3. simpl (Derive_n softplus 0 z0). change (p z0 * (1 - p z0) * (1 - 2 * p z0)) with (D3 z0). fold (D2 z0).
  pose proof (sp4_bound zeta) as B. set (d := Derive_n softplus 4 zeta) in *.
  replace (INR (fact 4)) with 24 by (simpl; ring). replace (INR (fact 3)) with 6 by (simpl; ring).
  replace (INR (fact 2)) with 2 by (simpl; ring).
  replace (INR (fact 1)) with 1 by (simpl; ring). replace (INR (fact 0)) with 1 by (simpl; ring).
  match goal with |- Rabs ?e <= _ => replace e with (d / 24 * v ^ 4) by (simpl; field) end.
  assert (P : 0 <= v ^ 4) by (replace (v ^ 4) with ((v ^ 2) ^ 2) by ring; apply pow2_ge_0).
  rewrite Rabs_mult, (Rabs_right (v ^ 4)) by lra. apply Rmult_le_compat_r; [assumption|].
  unfold Rdiv. rewrite Rabs_mult, (Rabs_right (/ 24)) by lra. lra.
Qed.

Lemma Ex_abs l f : (forall v w, In (v, w) l -> 0 <= w) -> Rabs (Ex l f) <= Ex l (fun v => Rabs (f v)).
Proof.
  intros Hw. apply Rabs_le. split.
  - replace (- Ex l (fun v => Rabs (f v))) with (Ex l (fun v => -1 * Rabs (f v))) by (rewrite Ex_scal; ring).
    apply Ex_le; [exact Hw|]. intros v w _. pose proof (Rle_abs (- f v)). rewrite Rabs_Ropp in H. lra.
  - apply Ex_le; [exact Hw|]. intros v w _. apply Rle_abs.
Qed.

Section Law.
Variables (z0 : R) (l : list (R * R)).
Hypothesis Hl : is_law l.
Hypothesis Hm : moment l 1 = 0.

Lemma weights v w : In (v, w) l -> 0 <= w.
Proof. intros H. left. apply (proj1 Hl v w H). Qed.

Lemma penalty_rest1 : penalty z0 l = Ex l (rest1 z0).
Proof.
  unfold penalty, rest1. rewrite (Ex_minus l (fun v => softplus (z0 + v) - softplus z0) (fun v => p z0 * v)).
  rewrite (Ex_minus l (fun v => softplus (z0 + v)) (fun _ => softplus z0)).
  rewrite Ex_const, (proj2 Hl), Ex_scal.
  assert (E : Ex l (fun v => v) = 0) by (rewrite <- Hm; unfold moment; apply Ex_ext; intros; ring).
  rewrite E. ring.
Qed.

(** 0 <= R <= Var / 8 *)
Theorem penalty_bounds : 0 <= penalty z0 l <= moment l 2 / 8.
Proof.
  rewrite penalty_rest1. split.
  - apply Ex_nonneg; [exact weights|]. intros v w _. apply rest1_bound.
  - unfold Rdiv, moment. rewrite Rmult_comm, <- Ex_scal. apply Ex_le; [exact weights|].
    intros v w _. apply rest1_bound.
Qed.

(** |R - R_2| <= E|v|^3 / (36 sqrt 3) *)
Theorem penalty_R2 : Rabs (penalty z0 l - D2 z0 / 2 * moment l 2) <= Ex l (fun v => Rabs v ^ 3) / (36 * sqrt 3).
Proof.
  rewrite penalty_rest1. unfold moment. rewrite <- Ex_scal, <- Ex_minus.
  eapply Rle_trans; [apply Ex_abs, weights|]. unfold Rdiv. rewrite (Rmult_comm (Ex l _)), <- Ex_scal.
  apply Ex_le; [exact weights|]. intros v w _. apply rest2_bound.
Qed.

(** |R - R_3| <= E v^4 / 192 *)
Theorem penalty_R3 :
  Rabs (penalty z0 l - D2 z0 / 2 * moment l 2 - D3 z0 / 6 * moment l 3) <= moment l 4 / 192.
Proof.
  rewrite penalty_rest1. unfold moment. rewrite <- !Ex_scal, <- !Ex_minus.
  eapply Rle_trans; [apply Ex_abs, weights|]. unfold Rdiv. rewrite (Rmult_comm (Ex l _)), <- Ex_scal.
  apply Ex_le; [exact weights|]. intros v w _. apply rest3_bound.
Qed.
End Law.

(** dropout in d dimensions: the penalty is dominated by an honest L2 term, always *)
Theorem dropout_penalty_L2 dl b a : 0 < dl < 1 ->
  0 <= Emask dl (length a) (fun m => softplus (b + noisy dl a m)) - softplus (b + total a)
    <= dl / (8 * (1 - dl)) * sumsq a.
Proof.
  intros H. pose proof (penalty_bounds (b + total a) (dlaw dl a) (dlaw_is_law dl a H) (dlaw_centred dl a H)) as B.
  unfold penalty in B. rewrite Ex_dlaw, dropout_variance_d in B by lra.
  rewrite (Emask_ext _ _ _ (fun m => softplus (b + noisy dl a m))) in B by (intros; f_equal; ring).
  unfold ratio in B. replace (dl / (8 * (1 - dl)) * sumsq a) with (dl / (1 - dl) * sumsq a / 8) by (field; lra).
  exact B.
Qed.

