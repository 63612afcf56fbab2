(** P7 : root test with explicit two-sided bounds. *)
Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Theorem root_limit (u : nat -> R) (lo hi cst q : R) :
  0 < lo -> 0 < cst -> 0 < q ->
  (forall k, (1 <= k)%nat -> lo <= u k <= hi) ->
  is_lim_seq (fun k => Rpower (cst * u k / q ^ (2 * k)) (/ (2 * INR k))) (/ q).
Proof.
  intros Hlo Hc Hq Hu.
  apply (is_lim_seq_ext_loc (fun k => exp (ln (cst * u k) * / (2 * INR k) - ln q))).
  { exists 1%nat. intros k Hk. unfold Rpower. f_equal.
    assert (P : 0 < INR k) by (apply lt_0_INR; lia).
    assert (U : 0 < cst * u k) by (apply Rmult_lt_0_compat; [|pose proof (Hu k Hk)]; lra).
    unfold Rdiv. rewrite (ln_mult (cst * u k)) by (try apply Rinv_0_lt_compat, pow_lt; assumption).
    rewrite ln_Rinv by (apply pow_lt; assumption). rewrite <- (Rpower_pow _ _ Hq).
    unfold Rpower. rewrite ln_exp, mult_INR. simpl (INR 2). field. lra. }
  replace (/ q) with (exp (0 - ln q)) by (rewrite Rminus_0_l, exp_Ropp, exp_ln by assumption; reflexivity).
  apply (is_lim_seq_continuous exp); [apply derivable_continuous_pt, derivable_pt_exp|].
  apply (is_lim_seq_minus' _ (fun _ => ln q)); [|apply is_lim_seq_const].
  assert (I : is_lim_seq (fun k => / (2 * INR k)) 0).
  { replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
    apply is_lim_seq_inv; [|discriminate].
    eapply is_lim_seq_mult; [apply is_lim_seq_const|apply is_lim_seq_INR|].
    simpl. unfold is_Rbar_mult, Rbar_mult'. destruct (Rle_dec 0 2) as [r|]; [|lra].
    destruct (Rle_lt_or_eq_dec 0 2 r); [reflexivity|lra]. }
  apply (is_lim_seq_le_le_loc (fun k => ln (cst * lo) * / (2 * INR k)) _ (fun k => ln (cst * hi) * / (2 * INR k))).
  - exists 1%nat. intros k Hk. pose proof (Hu k Hk) as H.
    assert (P : 0 < / (2 * INR k)) by (apply Rinv_0_lt_compat; assert (0 < INR k) by (apply lt_0_INR; lia); lra).
    assert (M : 0 < cst * lo) by (apply Rmult_lt_0_compat; lra).
    assert (M1 : cst * lo <= cst * u k) by (apply Rmult_le_compat_l; lra).
    assert (M2 : cst * u k <= cst * hi) by (apply Rmult_le_compat_l; lra).
    split; apply Rmult_le_compat_r; try lra; apply ln_le; lra.
  - replace (Finite 0) with (Finite (ln (cst * lo) * 0)) by (f_equal; ring).
    apply (is_lim_seq_scal_l _ (ln (cst * lo)) (Finite 0)), I.
  - replace (Finite 0) with (Finite (ln (cst * hi) * 0)) by (f_equal; ring).
    apply (is_lim_seq_scal_l _ (ln (cst * hi)) (Finite 0)), I.
Qed.

Corollary root_limit_2pi (u : nat -> R) : (forall k, (1 <= k)%nat -> 1 <= u k <= 2) ->
  is_lim_seq (fun k => Rpower (2 * u k / (2 * PI) ^ (2 * k)) (/ (2 * INR k))) (/ (2 * PI)).
Proof. intros H. apply (root_limit u 1 2); try lra; [|exact H]. pose proof PI_RGT_0; lra. Qed.

