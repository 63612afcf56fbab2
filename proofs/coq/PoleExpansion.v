(** * Pole expansion of the sigmoid and of x / (e^x - 1) on the real line

    In words (pole expansion, in the form of real values): for every real z
      p(z) - 1/2               = sum_{k>=0} 2 z / (z^2 + ((2k+1) pi)^2),
      1/(e^z - 1) - 1/z + 1/2  = sum_{k>=0} 2 z / (z^2 + (2(k+1) pi)^2)   (z <> 0):
    the sums over the poles i pi (2k+1) of p and 2 i pi (k+1) of 1/(e^z - 1).

    No complex analysis is used.  For x >= 0 and n >= 0 let
      C_n = integral_0^(pi/2) cosh(x t) cos(t)^n dt,    S_n = integral_0^(pi/2) t sinh(x t) cos(t)^n dt
    (S_n is the derivative of C_n in x).  The primitive
      G = x sinh(x t) cos(t)^n + n cosh(x t) cos(t)^(n-1) sin(t)
    and its derivative in x vanish at both ends for n >= 2, which gives
      (n^2 + x^2) C_n            = n (n-1) C_(n-2),
      (n^2 + x^2) S_n + 2 x C_n  = n (n-1) S_(n-2),
    hence S_(n-2)/C_(n-2) = 2 x/(n^2 + x^2) + S_n/C_n: one pole is split off in each step.  What is left
    tends to 0, because t cos t <= sin t and sinh y <= y cosh y give 0 <= S_n <= x (C_(n-2) - C_n).
    The first quotients are S_1/C_1 = (pi/2) tanh(pi x/2) - 2 x/(1 + x^2) and
    S_0/C_0 = (pi/2) coth(pi x/2) - 1/x. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries.
Open Scope R_scope.

(** ** Preliminaries *)

(** A function that starts at 0 and has a nonnegative derivative is nonnegative. *)
Lemma nonneg_by_derivative (f f' : R -> R) (x : R) : 0 <= x -> f 0 = 0 ->
  (forall t, is_derive f t (f' t)) -> (forall t, 0 <= t <= x -> 0 <= f' t) -> 0 <= f x.
Proof.
  intros Hx f0 Hf Hpos. destruct (MVT_gen f 0 x f') as [t [Ht E]].
  - intros t _. apply Hf.
  - intros t _. apply derivable_continuous_pt. exists (f' t). apply is_derive_Reals, Hf.
  - rewrite Rmin_left, Rmax_right in Ht by assumption.
    pose proof (Rmult_le_pos _ _ (Hpos t Ht) Hx). rewrite Rminus_0_r, f0 in E. lra.
Qed.

Section Integrals.
Variable x : R.
Hypothesis x_nonneg : 0 <= x.

(** cosh (x t) and sinh (x t) *)
Let ch (t : R) : R := (exp (x * t) + exp (- (x * t))) / 2.
Let sh (t : R) : R := (exp (x * t) - exp (- (x * t))) / 2.

Let integrand_C (n : nat) (t : R) : R := ch t * cos t ^ n.
Let integrand_S (n : nat) (t : R) : R := t * sh t * cos t ^ n.
Definition cosh_integral (n : nat) : R := RInt (integrand_C n) 0 (PI / 2).
Definition sinh_integral (n : nat) : R := RInt (integrand_S n) 0 (PI / 2).

Lemma continuous_C n t : continuous (integrand_C n) t.
Proof. apply @ex_derive_continuous. unfold integrand_C, ch. auto_derive. trivial. Qed.
Lemma continuous_S n t : continuous (integrand_S n) t.
Proof. apply @ex_derive_continuous. unfold integrand_S, sh. auto_derive. trivial. Qed.

Lemma integral_C n : is_RInt (integrand_C n) 0 (PI / 2) (cosh_integral n).
Proof.
  apply (@RInt_correct R_CompleteNormedModule), (@ex_RInt_continuous R_CompleteNormedModule).
  intros t _. apply continuous_C.
Qed.
Lemma integral_S n : is_RInt (integrand_S n) 0 (PI / 2) (sinh_integral n).
Proof.
  apply (@RInt_correct R_CompleteNormedModule), (@ex_RInt_continuous R_CompleteNormedModule).
  intros t _. apply continuous_S.
Qed.

Lemma sin_sq t : sin t * sin t = 1 - cos t * cos t.
Proof. pose proof (sin2_cos2 t) as H. unfold Rsqr in H. lra. Qed.

(** Integration of an exact derivative that is a combination of three integrands. *)
Lemma integrate (F f g h : R -> R) (If Ig Ih a b c : R) :
  is_RInt f 0 (PI / 2) If -> is_RInt g 0 (PI / 2) Ig -> is_RInt h 0 (PI / 2) Ih ->
  (forall t, is_derive F t (a * f t + b * g t + c * h t)) ->
  (forall t, continuous f t) -> (forall t, continuous g t) -> (forall t, continuous h t) ->
  a * If + b * Ig + c * Ih = F (PI / 2) - F 0.
Proof.
  intros Hf Hg Hh HF Cf Cg Ch.
  assert (H1 : is_RInt (fun t => a * f t + b * g t + c * h t) 0 (PI / 2) (a * If + b * Ig + c * Ih)).
  { apply (is_RInt_plus (fun t => a * f t + b * g t) (fun t => c * h t)).
    - apply (is_RInt_plus (fun t => a * f t) (fun t => b * g t)).
      + apply (is_RInt_scal f 0 (PI / 2) a), Hf.
      + apply (is_RInt_scal g 0 (PI / 2) b), Hg.
    - apply (is_RInt_scal h 0 (PI / 2) c), Hh. }
  assert (H2 : is_RInt (fun t => a * f t + b * g t + c * h t) 0 (PI / 2) (F (PI / 2) - F 0)).
  { apply (@is_RInt_derive R_CompleteNormedModule F).
    - intros t _. apply HF.
    - intros t _. apply (continuous_plus (fun t => a * f t + b * g t) (fun t => c * h t)).
      + apply (continuous_plus (fun t => a * f t) (fun t => b * g t)).
        * apply (continuous_scal_r a f), Cf.
        * apply (continuous_scal_r b g), Cg.
      + apply (continuous_scal_r c h), Ch. }
  apply (@is_RInt_unique R_CompleteNormedModule) in H1.
  apply (@is_RInt_unique R_CompleteNormedModule) in H2. rewrite H1 in H2. exact H2.
Qed.

(** The two recurrences in n, from the primitives G and dG/dx of the comment above. *)
Let G (n : nat) (t : R) : R := x * sh t * cos t ^ S n + INR (S n) * ch t * cos t ^ n * sin t.
Let H (n : nat) (t : R) : R :=
  sh t * cos t ^ S n + x * t * ch t * cos t ^ S n + INR (S n) * t * sh t * cos t ^ n * sin t.

Ltac derive_and_reduce :=
  rewrite ?S_INR; auto_derive; [trivial|]; simpl pred; simpl pow;

  repeat match goal with
  | |- context [match ?n with O => 1 | S _ => INR ?n + 1 end] =>
      change (match n with O => 1 | S _ => INR n + 1 end) with (INR (S n)); rewrite (S_INR n)
  end;
  rewrite ?S_INR;
  match goal with |- context [sin ?t] => ring [(sin_sq t)] end.

Lemma G_derive n t : is_derive (G (S n)) t
  ((INR (S (S n)) ^ 2 + x ^ 2) * integrand_C (S (S n)) t
   + - (INR (S (S n)) * INR (S n)) * integrand_C n t + 0 * integrand_C 0 t).
Proof. unfold G, integrand_C, ch, sh, Rdiv. derive_and_reduce. Qed.

Lemma H_derive n t : is_derive (H (S n)) t
  ((INR (S (S n)) ^ 2 + x ^ 2) * integrand_S (S (S n)) t
   + - (INR (S (S n)) * INR (S n)) * integrand_S n t + 2 * x * integrand_C (S (S n)) t).
Proof. unfold H, integrand_C, integrand_S, ch, sh, Rdiv. derive_and_reduce. Qed.

Lemma sh_0 : sh 0 = 0.
Proof. unfold sh. rewrite Rmult_0_r, Ropp_0. lra. Qed.

Lemma ends_zero n : G (S n) (PI / 2) - G (S n) 0 = 0 /\ H (S n) (PI / 2) - H (S n) 0 = 0.
Proof. unfold G, H. rewrite cos_PI2, sin_0, sh_0. split; simpl; ring. Qed.

Lemma cosh_integral_step n :
  (INR (S (S n)) ^ 2 + x ^ 2) * cosh_integral (S (S n)) = INR (S (S n)) * INR (S n) * cosh_integral n.
Proof.
  pose proof (integrate _ _ _ _ _ _ _ _ _ _ (integral_C _) (integral_C _) (integral_C _) (G_derive n)
    (continuous_C _) (continuous_C _) (continuous_C _)) as E.
  rewrite (proj1 (ends_zero n)) in E. lra.
Qed.
Lemma sinh_integral_step n :
  (INR (S (S n)) ^ 2 + x ^ 2) * sinh_integral (S (S n)) + 2 * x * cosh_integral (S (S n))
  = INR (S (S n)) * INR (S n) * sinh_integral n.
Proof.
  pose proof (integrate _ _ _ _ _ _ _ _ _ _ (integral_S _) (integral_S _) (integral_C _) (H_derive n)
    (continuous_S _) (continuous_S _) (continuous_C _)) as E.
  rewrite (proj2 (ends_zero n)) in E. lra.
Qed.

(** First values: n = 1 (for the sigmoid) and n = 0 (for x / (e^x - 1)). *)
Lemma cosh_integral_1 : (1 + x ^ 2) * cosh_integral 1 = ch (PI / 2).
Proof.
  assert (D : forall t, is_derive (G 0) t ((1 + x ^ 2) * integrand_C 1 t + 0 * integrand_C 1 t
    + 0 * integrand_C 1 t)).
  { intros t. unfold G, integrand_C, ch, sh, Rdiv. simpl INR. derive_and_reduce. }
  pose proof (integrate _ _ _ _ _ _ _ _ _ _ (integral_C _) (integral_C _) (integral_C _) D
    (continuous_C _) (continuous_C _) (continuous_C _)) as E.
  unfold G in E. rewrite cos_PI2, sin_PI2, sin_0 in E. rewrite sh_0 in E. simpl in *. lra.
Qed.
Lemma sinh_integral_1 : (1 + x ^ 2) * sinh_integral 1 + 2 * x * cosh_integral 1 = PI / 2 * sh (PI / 2).
Proof.
  assert (D : forall t, is_derive (H 0) t ((1 + x ^ 2) * integrand_S 1 t + 2 * x * integrand_C 1 t
    + 0 * integrand_C 1 t)).
  { intros t. unfold H, integrand_C, integrand_S, ch, sh, Rdiv. simpl INR. derive_and_reduce. }
  pose proof (integrate _ _ _ _ _ _ _ _ _ _ (integral_S _) (integral_C _) (integral_C _) D
    (continuous_S _) (continuous_C _) (continuous_C _)) as E.
  unfold H in E. rewrite cos_PI2, sin_PI2, sin_0 in E. rewrite sh_0 in E. simpl in *. lra.
Qed.

Lemma cosh_integral_0 : x ^ 2 * cosh_integral 0 = x * sh (PI / 2).
Proof.
  assert (D : forall t, is_derive (fun t => x * sh t) t
    (x ^ 2 * integrand_C 0 t + 0 * integrand_C 0 t + 0 * integrand_C 0 t)).
  { intros t. unfold integrand_C, ch, sh. auto_derive; [trivial|]. simpl. field. }
  pose proof (integrate _ _ _ _ _ _ _ _ _ _ (integral_C _) (integral_C _) (integral_C _) D
    (continuous_C _) (continuous_C _) (continuous_C _)) as E.
  cbv beta in E. rewrite sh_0 in E. lra.
Qed.
Lemma sinh_integral_0 :
  x ^ 2 * sinh_integral 0 + 2 * x * cosh_integral 0 = sh (PI / 2) + x * (PI / 2) * ch (PI / 2).
Proof.
  assert (D : forall t, is_derive (fun t => sh t + x * t * ch t) t
    (x ^ 2 * integrand_S 0 t + 2 * x * integrand_C 0 t + 0 * integrand_C 0 t)).
  { intros t. unfold integrand_C, integrand_S, ch, sh. auto_derive; [trivial|]. simpl. field. }
  pose proof (integrate _ _ _ _ _ _ _ _ _ _ (integral_S _) (integral_C _) (integral_C _) D
    (continuous_S _) (continuous_C _) (continuous_C _)) as E.
  cbv beta in E. rewrite sh_0 in E. lra.
Qed.

(** The tail: t cos t <= sin t and sinh y <= y cosh y. *)
Lemma t_cos_le_sin t : 0 <= t <= PI / 2 -> 0 <= t * cos t <= sin t.
Proof.
  intros Ht. split.
  - apply Rmult_le_pos; [lra|]. apply cos_ge_0; lra.
  - enough (0 <= sin t - t * cos t) by lra.
    apply (nonneg_by_derivative (fun u => sin u - u * cos u) (fun u => u * sin u)); [lra| | |].
    + rewrite sin_0. ring.
    + intros u. auto_derive; [trivial|]. ring.
    + intros u Hu. apply Rmult_le_pos; [lra|]. apply sin_ge_0; lra.
Qed.

Lemma sh_bound t : 0 <= t -> 0 <= sh t <= x * t * ch t.
Proof.
  intros Ht. assert (P : forall u, 0 <= u -> 0 <= sh u).
  { intros u Hu. unfold sh. enough (exp (- (x * u)) <= exp (x * u)) by lra.
    pose proof (Rmult_le_pos _ _ x_nonneg Hu).
    destruct (Rle_lt_or_eq_dec (- (x * u)) (x * u) ltac:(lra)) as [L| ->]; [|lra].
    now apply Rlt_le, exp_increasing. }
  split; [now apply P|]. enough (0 <= x * t * ch t - sh t) by lra.
  apply (nonneg_by_derivative (fun u => x * u * ch u - sh u) (fun u => x * x * u * sh u)); [assumption| | |].
  - rewrite sh_0. ring.
  - intros u. unfold ch, sh. auto_derive; [trivial|]. field.
  - intros u Hu. apply Rmult_le_pos; [|apply P; lra]. repeat apply Rmult_le_pos; lra.
Qed.

Lemma sinh_integral_bound n : 0 <= sinh_integral (S (S n)) <= x * (cosh_integral n - cosh_integral (S (S n))).
Proof.
  pose proof PI_RGT_0 as pi_pos.
  assert (B : forall t, 0 <= t <= PI / 2 ->
    0 <= integrand_S (S (S n)) t <= x * (integrand_C n t - integrand_C (S (S n)) t)).
  { intros t Ht. pose proof (t_cos_le_sin t Ht) as [T0 T1]. pose proof (sh_bound t (proj1 Ht)) as [S0 S1].
    assert (C : 0 <= cos t ^ n) by (apply pow_le, cos_ge_0; lra).
    assert (K : 0 <= ch t)
      by (unfold ch; pose proof (exp_pos (x * t)); pose proof (exp_pos (- (x * t))); lra).
    replace (integrand_S (S (S n)) t) with (sh t * (t * cos t) * cos t * cos t ^ n)
      by (unfold integrand_S; simpl; ring).
    replace (x * (integrand_C n t - integrand_C (S (S n)) t)) with (x * ch t * (sin t * sin t) * cos t ^ n)
      by (unfold integrand_C; rewrite sin_sq; simpl; ring).
    assert (C1 : 0 <= cos t) by (apply cos_ge_0; lra).
    split; [apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos|]|]; assumption|].
    apply Rmult_le_compat_r; [assumption|].
    apply Rle_trans with (x * t * ch t * (t * cos t) * cos t).
    - repeat (apply Rmult_le_compat_r; [assumption|]). exact S1.
    - replace (x * t * ch t * (t * cos t) * cos t) with (x * ch t * ((t * cos t) * (t * cos t))) by ring.
      apply Rmult_le_compat_l; [now apply Rmult_le_pos|]. apply Rmult_le_compat; assumption. }
  pose proof (is_RInt_scal _ 0 (PI / 2) x _ (is_RInt_minus _ _ _ _ _ _ (integral_C n) (integral_C (S (S n)))))
    as D.
  split.
  - apply (is_RInt_ge_0 (integrand_S (S (S n))) 0 (PI / 2)); [lra|apply integral_S|].
    intros t Ht. apply B; lra.
  - apply (is_RInt_le (integrand_S (S (S n))) (fun t => x
      * (integrand_C n t - integrand_C (S (S n)) t)) 0 (PI / 2));
      [lra|apply integral_S|exact D|]. intros t Ht. apply B; lra.
Qed.

(** ** The expansion of the logarithmic derivative *)
Definition log_derivative (n : nat) : R := sinh_integral n / cosh_integral n.

Lemma coefficient_pos n : 0 < INR (S n) ^ 2 + x ^ 2.
Proof.
  pose proof (pow2_ge_0 x). pose proof (lt_0_INR (S n) ltac:(lia)) as Hn. pose proof (pow_lt _ 2 Hn). lra.
Qed.

Section Parity.
Variable s : nat.
Hypothesis start : 0 < cosh_integral s.

Lemma cosh_integral_pos k : 0 < cosh_integral (s + 2 * k).
Proof.
  induction k as [|k IH]; [now replace (s + 2 * 0)%nat with s by lia|].
  replace (s + 2 * S k)%nat with (S (S (s + 2 * k))) by lia. set (n := (s + 2 * k)%nat) in *.
  apply Rmult_lt_reg_l with (INR (S (S n)) ^ 2 + x ^ 2); [apply coefficient_pos|].
  rewrite Rmult_0_r, cosh_integral_step.
  repeat apply Rmult_lt_0_compat; try assumption; apply lt_0_INR; lia.
Qed.

Lemma log_derivative_step k : log_derivative (s + 2 * k)
  = 2 * x / (INR (s + 2 * k + 2) ^ 2 + x ^ 2) + log_derivative (s + 2 * S k).
Proof.
  pose proof (cosh_integral_pos k) as P0. pose proof (cosh_integral_pos (S k)) as P1.
  replace (s + 2 * S k)%nat with (S (S (s + 2 * k))) in * by lia.
  replace (s + 2 * k + 2)%nat with (S (S (s + 2 * k))) by lia. set (n := (s + 2 * k)%nat) in *.
  pose proof (cosh_integral_step n) as EC. pose proof (sinh_integral_step n) as ES.
  pose proof (coefficient_pos (S n)) as Q.
  assert (F : 0 < INR (S (S n)) * INR (S n)) by (apply Rmult_lt_0_compat; apply lt_0_INR; lia).
  unfold log_derivative. set (q := INR (S (S n)) ^ 2 + x ^ 2) in *. set (f := INR (S (S n)) * INR (S n)) in *.
  clearbody q f.
  apply Rmult_eq_reg_l with (f * cosh_integral n * cosh_integral (S (S n)));
    [|repeat apply Rmult_integral_contrapositive_currified; lra].
  transitivity (cosh_integral (S (S n)) * (f * sinh_integral n)); [field; lra|]. rewrite <- ES.
  transitivity (2 * x * cosh_integral (S (S n)) * (f * cosh_integral n) / q
    + (f * cosh_integral n) * sinh_integral (S (S n))); [rewrite <- EC; field; lra|field; lra].
Qed.

Lemma log_derivative_partial N : log_derivative s
  = sum_f_R0 (fun k => 2 * x / (INR (s + 2 * k + 2) ^ 2 + x ^ 2)) N + log_derivative (s + 2 * S N).
Proof.
  induction N as [|N IH].
  - replace (log_derivative s) with (log_derivative (s + 2 * 0)) by (f_equal; lia).
    apply log_derivative_step.
  - rewrite IH, tech5, Rplus_assoc, (log_derivative_step (S N)). reflexivity.
Qed.

Lemma log_derivative_bound N : 0 <= log_derivative (s + 2 * S N) <= (x + x ^ 3) * / INR (S N).
Proof.
  pose proof (cosh_integral_pos N) as P0. pose proof (cosh_integral_pos (S N)) as P1.
  replace (s + 2 * S N)%nat with (S (S (s + 2 * N))) in * by lia.
  assert (Hn : (N <= s + 2 * N)%nat) by lia. set (n := (s + 2 * N)%nat) in *.
  pose proof (sinh_integral_bound n) as [B0 B1]. pose proof (cosh_integral_step n) as EC.
  apply le_INR in Hn. pose proof (pos_INR N) as PN. rewrite !S_INR in *.
  set (m := INR n) in *. set (C := cosh_integral (S (S n))) in *. unfold log_derivative. fold C.
  split; [now apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat]|].
  apply Rle_trans with (x * (m + 2 + x ^ 2) / ((m + 2) * (m + 1))).
  - apply Rmult_le_reg_r with C; [assumption|]. unfold Rdiv at 1.
    rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    eapply Rle_trans; [exact B1|]. right.
    replace (cosh_integral n) with (((m + 1 + 1) ^ 2 + x ^ 2) * C / ((m + 1 + 1) * (m + 1)))
      by (rewrite EC; field; lra).
    field. lra.
  - apply Rmult_le_reg_r with ((m + 2) * (m + 1) * (INR N + 1)); [repeat apply Rmult_lt_0_compat; lra|].
    replace (x * (m + 2 + x ^ 2) / ((m + 2) * (m + 1)) * ((m + 2) * (m + 1) * (INR N + 1)))
      with (x * (m + 2 + x ^ 2) * (INR N + 1)) by (field; lra).
    replace ((x + x ^ 3) * / (INR N + 1) * ((m + 2) * (m + 1) * (INR N + 1)))
      with (x * ((1 + x ^ 2) * (m + 2)) * (m + 1)) by (field; lra).
    pose proof (pow2_ge_0 x) as X2. pose proof (Rmult_le_pos _ _ X2 PN).
    assert (0 <= x ^ 2 * (m + 1)) by (apply Rmult_le_pos; lra).
    apply Rmult_le_compat; try lra; [apply Rmult_le_pos; lra|]. apply Rmult_le_compat_l; lra.
Qed.

Lemma log_derivative_series :
  is_series (fun k => 2 * x / (INR (s + 2 * k + 2) ^ 2 + x ^ 2)) (log_derivative s).
Proof.
  assert (I : is_lim_seq (fun N => / INR (S N)) 0).
  { replace (Finite 0) with (Rbar_inv p_infty) by reflexivity. apply is_lim_seq_inv; [|discriminate].
    apply -> (is_lim_seq_incr_1 INR p_infty). apply is_lim_seq_INR. }
  assert (T : is_lim_seq (fun N => log_derivative (s + 2 * S N)) 0).
  { apply (is_lim_seq_le_le (fun _ => 0) _ (fun N => (x + x ^ 3) * / INR (S N)) 0 log_derivative_bound).
    - apply is_lim_seq_const.
    - replace (Finite 0) with (Rbar_mult (x + x ^ 3) 0) by (simpl; f_equal; ring).
      apply is_lim_seq_scal_l, I. }
  change (is_lim_seq (sum_n (fun k => 2 * x / (INR (s + 2 * k + 2) ^ 2 + x ^ 2))) (log_derivative s)).
  apply (is_lim_seq_ext (fun N => log_derivative s - log_derivative (s + 2 * S N))).
  - intros N. rewrite sum_n_Reals, (log_derivative_partial N). ring.
  - replace (log_derivative s) with (log_derivative s - 0) at 1 by ring.
    apply is_lim_seq_minus'; [apply is_lim_seq_const|exact T].
Qed.
End Parity.

(** The two starting values. *)
Lemma cosh_pos t : 0 < ch t.
Proof. unfold ch. pose proof (exp_pos (x * t)). pose proof (exp_pos (- (x * t))). lra. Qed.

Lemma cosh_integral_1_pos : 0 < cosh_integral 1.
Proof.
  apply Rmult_lt_reg_l with (1 + x ^ 2); [pose proof (pow2_ge_0 x); lra|].
  rewrite Rmult_0_r, cosh_integral_1. apply cosh_pos.
Qed.
Lemma log_derivative_1 : log_derivative 1 = PI / 2 * (sh (PI / 2) / ch (PI / 2)) - 2 * x / (1 + x ^ 2).
Proof.
  pose proof cosh_integral_1_pos as P. pose proof sinh_integral_1 as E. pose proof (pow2_ge_0 x).
  rewrite <- cosh_integral_1. unfold log_derivative.
  replace (sinh_integral 1) with ((PI / 2 * sh (PI / 2) - 2 * x * cosh_integral 1) / (1 + x ^ 2))
    by (rewrite <- E; field; lra).
  field. lra.
Qed.
Lemma cosh_integral_0_pos : 0 < x -> 0 < cosh_integral 0.
Proof.
  intros Hx. pose proof PI_RGT_0. apply Rmult_lt_reg_l with (x ^ 2); [now apply pow_lt|].
  rewrite Rmult_0_r, cosh_integral_0. apply Rmult_lt_0_compat; [assumption|].
  unfold sh. enough (exp (- (x * (PI / 2))) < exp (x * (PI / 2))) by lra. apply exp_increasing.
  assert (0 < x * (PI / 2)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.
Lemma log_derivative_0 : 0 < x -> log_derivative 0 = PI / 2 * (ch (PI / 2) / sh (PI / 2)) - / x.
Proof.
  intros Hx. pose proof (cosh_integral_0_pos Hx) as P. pose proof sinh_integral_0 as E.
  assert (Es : sh (PI / 2) = x * cosh_integral 0).
  { apply Rmult_eq_reg_l with x; [|lra]. rewrite <- cosh_integral_0. ring. }
  rewrite Es in *. unfold log_derivative.
  replace (sinh_integral 0) with ((x * (PI / 2) * ch (PI / 2) - x * cosh_integral 0) / x ^ 2)
    by (apply Rmult_eq_reg_l with (x ^ 2); [|apply pow_nonzero; lra];
      transitivity (x * (PI / 2) * ch (PI / 2) - x * cosh_integral 0); [field; lra|lra]).
  field. lra.
Qed.
End Integrals.

(** ** The two expansions *)

(** 1/(z - i c) + 1/(z + i c) *)
Definition pole_pair (c z : R) : R := 2 * z / (z ^ 2 + c ^ 2).

Definition odd_pole (k : nat) : R := (2 * INR k + 1) * PI.
Definition even_pole (k : nat) : R := 2 * INR (S k) * PI.

Lemma odd_pole_pos k : 0 < odd_pole k.
Proof. pose proof (pos_INR k). pose proof PI_RGT_0. apply Rmult_lt_0_compat; lra. Qed.
Lemma even_pole_pos k : 0 < even_pole k.
Proof. pose proof (lt_0_INR (S k) ltac:(lia)). pose proof PI_RGT_0. apply Rmult_lt_0_compat; lra. Qed.

Lemma sum_sq_pos c z : 0 < c -> 0 < z ^ 2 + c ^ 2.
Proof. intros Hc. pose proof (pow2_ge_0 z). pose proof (pow_lt c 2 Hc). lra. Qed.

Lemma pole_pair_opp c z : pole_pair c (- z) = - pole_pair c z.
Proof. unfold pole_pair. replace ((- z) ^ 2) with (z ^ 2) by ring. unfold Rdiv. ring. Qed.

(** A common factor pi: the poles of the integrals are at n, ours at n pi. *)
Lemma pole_pair_scaled (n z : R) : 0 < n ->
  / PI * (2 * (z / PI) / (n ^ 2 + (z / PI) ^ 2)) = pole_pair (n * PI) z.
Proof.
  intros Hn. pose proof PI_RGT_0. unfold pole_pair. pose proof (sum_sq_pos (n * PI) z).
  assert (0 < n * PI) by (apply Rmult_lt_0_compat; lra).
  field. split; [specialize (H0 H1)|]; lra.
Qed.

Lemma sigmoid_expansion_nonneg z : 0 <= z -> is_series (fun k => pole_pair (odd_pole k) z) (sigmoid z - / 2).
Proof.
  intros Hz. pose proof PI_RGT_0 as pi_pos. set (x := z / PI).
  assert (Hx : 0 <= x) by (apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat]; lra).
  apply is_series_decr_1. pose proof (is_series_scaled (/ PI) _ _ (log_derivative_series x Hx 1
    (cosh_integral_1_pos x))) as HS.
  rewrite log_derivative_1 in HS.
  apply (is_series_ext _ (fun k => pole_pair (odd_pole (S k)) z)) in HS.
  - evar_last; [exact HS|]. unfold plus, opp; simpl.
    replace (x * (PI / 2)) with (z / 2) by (unfold x; field; lra).
    unfold odd_pole. simpl INR. rewrite Rmult_0_r, Rplus_0_l, <- pole_pair_scaled by lra. fold x.
    assert (E : sigmoid z - / 2 = / PI * (PI / 2 * ((exp (z / 2) - exp (- (z / 2))) / 2 / ((exp (z / 2)
      + exp (- (z / 2))) / 2)))).
    { unfold sigmoid. pose proof (exp_pos (z / 2)). pose proof (exp_pos (- (z / 2))).
      pose proof (exp_mult_opp (z / 2)) as E.
      replace (- z) with (- (z / 2) + - (z / 2)) by lra. rewrite exp_plus.
      set (a := exp (z / 2)) in *. set (b := exp (- (z / 2))) in *.
      assert (Q : / (1 + b * b) = a / (a + b)).
      { rewrite <- E. replace (a * b + b * b) with (b * (a + b)) by ring.
        apply Rmult_eq_reg_r with (b * (a + b)); [|apply Rmult_integral_contrapositive_currified; lra].
        rewrite Rinv_l by (apply Rmult_integral_contrapositive_currified; lra).
        rewrite <- E. field. lra. }
      rewrite Q. field. lra. }
    rewrite E. rewrite pow1. change (x * (x * 1)) with (x ^ 2). ring.
  - intros k. unfold x. rewrite pole_pair_scaled by (apply lt_0_INR; lia). unfold odd_pole. f_equal.
    f_equal. rewrite !plus_INR, mult_INR, (S_INR k). simpl. ring.
Qed.

Theorem sigmoid_expansion z : is_series (fun k => pole_pair (odd_pole k) z) (sigmoid z - / 2).
Proof.
  destruct (Rle_dec 0 z) as [Hz|Hz]; [now apply sigmoid_expansion_nonneg|].
  pose proof (is_series_scaled (-1) _ _ (sigmoid_expansion_nonneg (- z) ltac:(lra))) as HS.
  rewrite sigmoid_opp in HS. replace (sigmoid z - / 2) with (-1 * (1 - sigmoid z - / 2)) by field.
  eapply is_series_ext; [|exact HS]. intros k. cbv beta. rewrite pole_pair_opp. simpl. ring.
Qed.

Lemma exp_neq_1 z : z <> 0 -> exp z - 1 <> 0.
Proof. intros Hz H. apply Hz, exp_inv. rewrite exp_0. lra. Qed.

Lemma bose_expansion_pos z : 0 < z ->
  is_series (fun k => pole_pair (even_pole k) z) (/ (exp z - 1) - / z + / 2).
Proof.
  intros Hz. pose proof PI_RGT_0 as pi_pos. set (x := z / PI).
  assert (Hx : 0 < x) by (apply Rdiv_lt_0_compat; lra).
  pose proof (is_series_scaled (/ PI) _ _
    (log_derivative_series x (Rlt_le _ _ Hx) 0 (cosh_integral_0_pos x Hx))) as HS.
  rewrite log_derivative_0 in HS by lra.
  apply (is_series_ext _ (fun k => pole_pair (even_pole k) z)) in HS.
  - evar_last; [exact HS|]. replace (x * (PI / 2)) with (z / 2) by (unfold x; field; lra).
    pose proof (exp_pos (z / 2)) as P1. pose proof (exp_pos (- (z / 2))) as P2.
    pose proof (exp_mult_opp (z / 2)) as E.
    assert (N : exp z - 1 <> 0) by (apply exp_neq_1; lra).
    assert (L : exp (- (z / 2)) < exp (z / 2)) by (apply exp_increasing; lra).
    replace z with (z / 2 + z / 2) in N |- * at 5 by lra. rewrite exp_plus in *.
    set (a := exp (z / 2)) in *. set (b := exp (- (z / 2))) in *.
    replace (a * a - 1) with (a * (a - b)) in * by (rewrite Rmult_minus_distr_l, E; ring).
    replace (/ (a * (a - b))) with (b / (a - b)) by (apply Rmult_eq_reg_l with (a * (a - b)); [|assumption];
      transitivity (a * b); [field; lra|rewrite E; field; lra]).
    unfold x. field. lra.
  - intros k. unfold x. rewrite pole_pair_scaled by (apply lt_0_INR; lia). unfold even_pole. f_equal.
    f_equal. rewrite !plus_INR, mult_INR, (S_INR k). simpl. ring.
Qed.

Theorem bose_expansion z : z <> 0 ->
  is_series (fun k => pole_pair (even_pole k) z) (/ (exp z - 1) - / z + / 2).
Proof.
  intros Hz. destruct (Rtotal_order 0 z) as [L|[E|L]]; [now apply bose_expansion_pos|now symmetry in E|].
  pose proof (is_series_scaled (-1) _ _ (bose_expansion_pos (- z) ltac:(lra))) as HS.
  replace (/ (exp z - 1) - / z + / 2) with (-1 * (/ (exp (- z) - 1) - / - z + / 2)).
  - eapply is_series_ext; [|exact HS]. intros k. cbv beta. rewrite pole_pair_opp. simpl. ring.
  - pose proof (exp_neq_1 z Hz). pose proof (exp_neq_1 (- z) ltac:(lra)).
    assert (E : exp z = / exp (- z)) by (rewrite exp_Ropp, Rinv_inv; reflexivity).
    pose proof (exp_pos (- z)). rewrite E in *. field. repeat split; try lra.
Qed.
