(** * Softmax: the radius is the distance of the nearest zero

    In words (claim C59): a zero of the partition function F at t_0 is a singularity of
    A = log F: the Taylor series of A at 0 has radius at most |t_0|.  For if A' = g had a power series beyond
    |t_0|, then on the segment from 0 to t_0 the equation F' = g F, linear with a bounded coefficient, would
    keep |F| away from 0.  With Softmax.v this makes the radius the modulus of the nearest zero. *)

Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleSeries TaylorCoefficients TaylorSeries FiniteLaw
  PolarAnalytic Reciprocal ComplexMoments Softmax.
Import ListNotations.
Open Scope R_scope.

(** ** Power series along a ray *)
Section Ray.
Variable t : R.
Definition ray_cos (a : nat -> R) (n : nat) : R := a n * cos (INR n * t).
Definition ray_sin (a : nat -> R) (n : nat) : R := a n * sin (INR n * t).

Lemma beyond (a : nat -> R) (x : R) : Rbar_lt (Rabs x) (CV_radius a) ->
  exists r M, Rabs x < r /\ forall n, Rabs (a n) * r ^ n <= M.
Proof.
  intros H. assert (E : exists r, Rabs x < r /\ Rbar_lt (Rabs r) (CV_radius a)).
  { pose proof (Rabs_pos x). destruct (CV_radius a) as [c| |]; simpl in H; [| |contradiction].
    - exists ((Rabs x + c) / 2). simpl. split; [lra|rewrite Rabs_right; lra].
    - exists (Rabs x + 1). simpl. split; [lra|trivial]. }
  destruct E as [r [L Hr]]. destruct (bounded_terms a r) as [M HM].
  - eexists. exact (inside_series a r Hr).
  - exists r, M. split; [exact L|]. pose proof (Rabs_pos x). rewrite Rabs_right in HM by lra. exact HM.
Qed.

Lemma dominated_radius (a b : nat -> R) (x : R) : (forall n, Rabs (b n) <= Rabs (a n)) ->
  Rbar_lt (Rabs x) (CV_radius a) -> Rbar_lt (Rabs x) (CV_radius b).
Proof.
  intros H Hx. destruct (beyond a x Hx) as [r [M [L B]]]. pose proof (Rabs_pos x).
  apply Rbar_lt_le_trans with (Finite r); [exact L|]. apply (radius_at_least b r M); [lra|]. intros n.
  eapply Rle_trans; [|apply B]. apply Rmult_le_compat_r; [apply pow_le; lra|apply H].
Qed.

Lemma ray_radius a x : Rbar_lt (Rabs x) (CV_radius a) ->
  Rbar_lt (Rabs x) (CV_radius (ray_cos a)) /\ Rbar_lt (Rabs x) (CV_radius (ray_sin a)).
Proof.
  intros H. split; apply (dominated_radius a); try exact H; intros n;
    unfold ray_cos, ray_sin; rewrite Rabs_mult; rewrite <- (Rmult_1_r (Rabs (a n))) at 2;
    (apply Rmult_le_compat_l; [apply Rabs_pos|]); [apply cos_bounded|apply sin_bounded].
Qed.

Lemma ray_convolution a b : (forall n, PS_mult (ray_cos a) (ray_cos b) n - PS_mult (ray_sin a) (ray_sin b) n
    = ray_cos (PS_mult a b) n) /\
  (forall n, PS_mult (ray_sin a) (ray_cos b) n + PS_mult (ray_cos a) (ray_sin b) n = ray_sin (PS_mult a b) n).
Proof.
  assert (angle : forall n k, (k <= n)%nat -> INR n * t = INR k * t + INR (n - k) * t)
    by (intros n k Hk; rewrite minus_INR by exact Hk; ring).
  unfold PS_mult, ray_cos, ray_sin. split; intros n.
  - rewrite <- minus_sum, (Rmult_comm _ (cos _)), scal_sum. apply sum_eq. intros k Hk.
    rewrite (angle n k Hk), cos_plus. ring.
  - rewrite <- plus_sum, (Rmult_comm _ (sin _)), scal_sum. apply sum_eq. intros k Hk.
    rewrite (angle n k Hk), sin_plus. ring.
Qed.

(** The product of two complex values is the value of the product. *)
Lemma ray_product a b x : Rbar_lt (Rabs x) (CV_radius a) -> Rbar_lt (Rabs x) (CV_radius b) ->
  is_series (fun n => ray_cos (PS_mult a b) n * x ^ n)
    (PSeries (ray_cos a) x * PSeries (ray_cos b) x - PSeries (ray_sin a) x * PSeries (ray_sin b) x) /\
  is_series (fun n => ray_sin (PS_mult a b) n * x ^ n)
    (PSeries (ray_sin a) x * PSeries (ray_cos b) x + PSeries (ray_cos a) x * PSeries (ray_sin b) x).
Proof.
  intros Ha Hb. destruct (ray_radius a x Ha) as [Ca Sa]. destruct (ray_radius b x Hb) as [Cb Sb].
  destruct (ray_convolution a b) as [E1 E2]. split.
  - apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ (product_series _ _ x Ca Cb)
      (is_series_scaled (-1) _ _ (product_series _ _ x Sa Sb))); [|ring]. intros n. rewrite <- E1. ring.
  - apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ (product_series _ _ x Sa Cb)
      (product_series _ _ x Ca Sb)); [|reflexivity].
    intros n. rewrite <- E2. ring.
Qed.
End Ray.

(** ** A zero bounds the radius *)

(** The law with the weights w v, whose generating function is F'. *)
Definition weighted (law : list (R * R)) : list (R * R) := map (fun c => (fst c, fst c * snd c)) law.

Lemma weighted_expectation law f : expectation (weighted law) f = expectation law (fun v => v * f v).
Proof. induction law as [|[v w] law IH]; simpl; [reflexivity|]. rewrite IH. ring. Qed.

Lemma slopes_between_positive l : l <> [] -> exists D, 0 < D /\ spread_at_most l D.
Proof.
  intros _. induction l as [|[e v] l [D [PD HD]]].
  - exists 1. split; [lra|]. intros e v e' v' [].
  - assert (B : exists M, 0 < M /\ forall e v, In (e, v) l -> Rabs v <= M).
    { clear. induction l as [|[e v] l [M [PM HM]]]; [exists 1; split; [lra|intros e v []]|].
      exists (M + Rabs v). pose proof (Rabs_pos v). split; [lra|].
      intros e' v' [E|H']; [injection E as _ <-; lra|]. specialize (HM e' v' H'). lra. }
    destruct B as [M [PM HM]]. exists (D + M + Rabs v). pose proof (Rabs_pos v). split; [lra|].
    pose proof (Rle_abs v) as V1. pose proof (Rle_abs (- v)) as V2. rewrite Rabs_Ropp in V2.
    intros e1 v1 e2 v2 [E1|H1] [E2|H2].
    + injection E1 as _ <-. injection E2 as _ <-. lra.
    + injection E1 as _ <-. specialize (HM e2 v2 H2). pose proof (Rle_abs (- v2)). rewrite Rabs_Ropp in *. lra.
    + injection E2 as _ <-. specialize (HM e1 v1 H1). pose proof (Rle_abs v1). lra.
    + specialize (HD e1 v1 e2 v2 H1 H2). lra.
Qed.
Section Zero.
Variables (l : list (R * R)) (r t : R).
Hypothesis nonempty : l <> [].
Hypothesis r_nonneg : 0 <= r.

Let law := masses l.
Let m := mgf_coefficient law.
Let P (s : R) : R := polar_re law s t.
Let Q (s : R) : R := polar_im law s t.

Let slopes : list (R * R) := weighted law.

Lemma slopes_coefficient n : mgf_coefficient slopes n = PS_derive m n.
Proof.
  assert (E : moment slopes n = moment law (S n)).
  { unfold moment, slopes. rewrite weighted_expectation. reflexivity. }
  unfold mgf_coefficient, PS_derive, m, mgf_coefficient. rewrite E.
  change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR.
  pose proof (INR_fact_neq_0 n). assert (INR (S n) <> 0) by (apply not_0_INR; lia). field. now split.
Qed.

Lemma slopes_derivative s : is_derive P s (cos t * polar_re slopes s t - sin t * polar_im slopes s t) /\
  is_derive Q s (sin t * polar_re slopes s t + cos t * polar_im slopes s t).
Proof.
  assert (E : polar_dre law s t = cos t * polar_re slopes s t - sin t * polar_im slopes s t
    /\ polar_dim law s t = sin t * polar_re slopes s t + cos t * polar_im slopes s t).
  { unfold polar_dre, polar_dim, polar_re, polar_im, mgf_re, mgf_im, slopes. rewrite !weighted_expectation.
    split; rewrite <- !expectation_scale; [rewrite <- expectation_minus|rewrite <- expectation_plus];
      apply expectation_eq; intros v; ring. }
  destruct E as [<- <-]. pose proof (mgf_analytic law (Rabs s + 1)) as A. assert (L : Rabs s < Rabs s + 1) by lra.
  split; [exact (radial_u A s t L)|exact (radial_v A s t L)].
Qed.

(** A power series g for A' near 0 satisfies m * g = m'. *)
Let a := taylor (log_partition l) 0.
Let g := PS_derive a.
Hypothesis beyond_r : Rbar_lt r (CV_radius a).

Lemma g_convolution n : PS_mult g m n = PS_derive m n.
Proof.
  destruct (slopes_between_positive l nonempty) as [D [PD HD]].
  set (rho := PI / D). assert (rho_pos : 0 < rho) by (apply Rdiv_lt_0_compat; [apply PI_RGT_0|exact PD]).
  pose proof (half_plane_disc l D nonempty PD HD) as NZ. fold rho in NZ.
  rewrite <- (taylor_unique (fun x => PSeries (PS_derive m) x) 0 rho (PS_mult g m) rho_pos);
    [apply (taylor_unique (fun x => PSeries (PS_derive m) x) 0 rho (PS_derive m) rho_pos)|].
  - intros h _. rewrite Rplus_0_l. apply inside_series. rewrite CV_radius_derive. apply entire.
  - intros h Hh. rewrite Rplus_0_l. pose proof (partition_pos l h nonempty) as F0.
    assert (Rg : Rbar_lt (Rabs h) (CV_radius g)).
    { unfold g. rewrite CV_radius_derive. apply Rbar_lt_le_trans with (Finite rho); [exact Hh|].
      now apply log_partition_radius_at_least. }
    replace (PSeries (PS_derive m) h) with (PSeries g h * PSeries m h).
    + exact (product_series g m h Rg (entire l h)).
    + assert (E : PSeries g h = PSeries (PS_derive m) h / partition_function l h).
      { etransitivity; [|exact (is_series_unique _ _ (g_sum l rho nonempty rho_pos NZ h Hh))].
        apply PSeries_ext. intros k. unfold g, PS_derive at 1, a.
        rewrite (log_partition_coefficient l rho nonempty rho_pos NZ).
        unfold log_coefficient. field. apply not_0_INR. lia. }
      rewrite E. unfold m, law. rewrite partition_series. field. lra.
Qed.

(** The real and imaginary parts of e^(it) g along the ray bound the growth of |F|^2. *)
Let growth (s : R) : R := 2 * (cos t * PSeries (ray_cos t g) s - sin t * PSeries (ray_sin t g) s).

Lemma norm_derivative s : 0 <= s <= r ->
  is_derive (fun x => P x ^ 2 + Q x ^ 2) s (growth s * (P s ^ 2 + Q s ^ 2)).
Proof.
  intros Hs. destruct (slopes_derivative s) as [DP DQ].
  assert (Rg : Rbar_lt (Rabs s) (CV_radius g)).
  { unfold g. rewrite CV_radius_derive. apply Rbar_le_lt_trans with (Finite r); [|exact beyond_r].
    simpl. rewrite Rabs_right; lra. }
  destruct (ray_product t g m s Rg (entire l s)) as [E1 E2].
  assert (PE : PSeries (ray_cos t m) s = P s).
  { apply is_series_unique. apply (is_series_eq _ _ _ _) with (3 := mgf_series_re law s t); [|reflexivity].
    intros n. unfold ray_cos, m. ring. }
  assert (QE : PSeries (ray_sin t m) s = Q s).
  { apply is_series_unique. apply (is_series_eq _ _ _ _) with (3 := mgf_series_im law s t); [|reflexivity].
    intros n. unfold ray_sin, m. ring. }
  rewrite PE, QE in E1, E2.
  assert (A : polar_re slopes s t = PSeries (ray_cos t g) s * P s - PSeries (ray_sin t g) s * Q s).
  { rewrite <- (is_series_unique _ _ E1), <- (is_series_unique _ _ (mgf_series_re slopes s t)).
    apply Series_ext. intros n. rewrite slopes_coefficient, <- g_convolution. unfold ray_cos. ring. }
  assert (B : polar_im slopes s t = PSeries (ray_sin t g) s * P s + PSeries (ray_cos t g) s * Q s).
  { rewrite <- (is_series_unique _ _ E2), <- (is_series_unique _ _ (mgf_series_im slopes s t)).
    apply Series_ext. intros n. rewrite slopes_coefficient, <- g_convolution. unfold ray_sin. ring. }
  rewrite A, B in DP, DQ. auto_derive; [split; [eexists; exact DP|split; [eexists; exact DQ|trivial]]|].
  replace (Derive (fun x => P x) s) with (cos t * (PSeries (ray_cos t g) s * P s - PSeries (ray_sin t g) s * Q s)
    - sin t * (PSeries (ray_sin t g) s * P s + PSeries (ray_cos t g) s * Q s))
    by (symmetry; now apply is_derive_unique).
  replace (Derive (fun x => Q x) s) with (sin t * (PSeries (ray_cos t g) s * P s - PSeries (ray_sin t g) s * Q s)
    + cos t * (PSeries (ray_sin t g) s * P s + PSeries (ray_cos t g) s * Q s))
    by (symmetry; now apply is_derive_unique).
  unfold growth. ring.
Qed.

Lemma growth_bound : exists K, forall s, 0 <= s <= r -> - K <= growth s.
Proof.
  set (S0 := Series (fun n => Rabs (g n * r ^ n))). exists (4 * S0). intros s Hs.
  assert (Rr : Rbar_lt (Rabs r) (CV_radius g))
    by (unfold g; rewrite CV_radius_derive, Rabs_right by lra; exact beyond_r).
  assert (X : ex_series (fun n => Rabs (g n * r ^ n))).
  { pose proof (CV_disk_inside g r Rr) as X. unfold CV_disk in X.
    apply (ex_series_eq _ _) with (2 := X). intros n. reflexivity. }
  assert (bound : forall y : nat -> R, (forall n, Rabs (y n) <= 1) ->
    Rabs (Series (fun n => g n * y n * s ^ n)) <= S0).
  { intros y Hy. apply Series_dominated; [|exact X]. intros n. rewrite !Rabs_mult.
    rewrite (Rabs_right (s ^ n)), (Rabs_right (r ^ n)) by (apply Rle_ge, pow_le; lra).
    rewrite (Rmult_assoc (Rabs (g n))). apply Rmult_le_compat_l; [apply Rabs_pos|].
    rewrite <- (Rmult_1_l (r ^ n)). apply Rmult_le_compat; [apply Rabs_pos|apply pow_le; lra|apply Hy|].
    apply pow_incr. lra. }
  pose proof (bound _ (cos_bounded t)) as BC. pose proof (bound _ (sin_bounded t)) as BS.
  change (Rabs (PSeries (ray_cos t g) s) <= S0) in BC. change (Rabs (PSeries (ray_sin t g) s) <= S0) in BS.
  assert (Hc : Rabs (cos t) <= 1) by apply Rabs_le, COS_bound.
  assert (Hs' : Rabs (sin t) <= 1) by apply Rabs_le, SIN_bound.
  pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) Hc BC) as B1.
  pose proof (Rmult_le_compat _ _ _ _ (Rabs_pos _) (Rabs_pos _) Hs' BS) as B2.
  rewrite <- Rabs_mult, Rmult_1_l in B1, B2.
  apply Rabs_le_between in B1. apply Rabs_le_between in B2. unfold growth. lra.
Qed.

Theorem no_zero_inside : ~ (P r = 0 /\ Q r = 0).
Proof.
  intros [ZP ZQ]. destruct growth_bound as [K HK].
  set (N := fun s => (P s ^ 2 + Q s ^ 2) * exp (K * s)).
  assert (D : forall s, 0 <= s <= r -> is_derive N s ((growth s + K) * N s)).
  { intros s Hs. pose proof (norm_derivative s Hs) as DN. unfold N.
    assert (DE : is_derive (fun x => exp (K * x)) s (K * exp (K * s))) by (auto_derive; [trivial|ring]).
    evar_last; [exact (is_derive_mult _ _ s _ _ DN DE (fun x y => Rmult_comm x y))|].
    unfold plus, mult; simpl. ring. }
  assert (N0 : 0 < N 0).
  { unfold N, P, Q, polar_re, polar_im. rewrite !Rmult_0_l, Rmult_0_r, exp_0.
    replace (mgf_re law 0 0) with (partition_function l 0).
    - pose proof (pow_lt _ 2 (partition_pos l 0 nonempty)). pose proof (pow2_ge_0 (mgf_im law 0 0)). lra.
    - unfold law. rewrite partition_mgf. apply expectation_eq. intros v. rewrite (Rmult_0_l v), cos_0. ring. }
  assert (Nr : N r = 0) by (unfold N; rewrite ZP, ZQ; ring).
  destruct (Rle_lt_or_eq_dec 0 r r_nonneg) as [L|E]; [|rewrite E in N0; lra].
  destruct (MVT_gen N 0 r (fun s => (growth s + K) * N s)) as [s [Hs E]].
  - intros s Hs. rewrite Rmin_left, Rmax_right in Hs by lra. apply D. lra.
  - intros s Hs. rewrite Rmin_left, Rmax_right in Hs by lra. apply derivable_continuous_pt.
    eexists. apply is_derive_Reals, D. lra.
  - rewrite Rmin_left, Rmax_right in Hs by lra. specialize (HK s Hs).
    assert (Ns : 0 <= N s).
    { unfold N. apply Rmult_le_pos; [|left; apply exp_pos]. pose proof (pow2_ge_0 (P s)).
      pose proof (pow2_ge_0 (Q s)). lra. }
    pose proof (Rmult_le_pos (growth s + K) (N s) ltac:(lra) Ns) as B.
    pose proof (Rmult_le_pos _ (r - 0) B ltac:(lra)). lra.
Qed.
End Zero.

(** Polar coordinates. *)
Lemma upper_half_polar x y : 0 < y ->
  exists t, x = sqrt (x ^ 2 + y ^ 2) * cos t /\ y = sqrt (x ^ 2 + y ^ 2) * sin t.
Proof.
  intros Hy. exists (argument y x). pose proof (cos_argument y x Hy) as C. pose proof (modulus_pos y x Hy) as M.
  pose proof (modulus_sq y x Hy) as M2. destruct (argument_bounds y x Hy) as [A0 A1].
  pose proof (sin_gt_0 _ A0 A1) as S0. pose proof (sin2_cos2 (argument y x)) as SC. unfold Rsqr in SC.
  change (sqrt (x ^ 2 + y ^ 2)) with (modulus y x). split; [lra|].
  set (r := modulus y x) in *. set (c := cos (argument y x)) in *. set (s := sin (argument y x)) in *.
  assert (E : (r * s) ^ 2 = y ^ 2).
  { replace ((r * s) ^ 2) with (r ^ 2 * (s * s + c * c) - (r * c) ^ 2) by ring. rewrite SC, C. lra. }
  pose proof (Rmult_lt_0_compat _ _ M S0). apply Rsqr_inj; [lra|lra|]. unfold Rsqr. lra.
Qed.

Lemma polar_coordinates x y :
  exists t, x = sqrt (x ^ 2 + y ^ 2) * cos t /\ y = sqrt (x ^ 2 + y ^ 2) * sin t.
Proof.
  destruct (Rtotal_order y 0) as [L|[->|L]].
  - destruct (upper_half_polar x (- y) ltac:(lra)) as [t [C S0]]. replace ((- y) ^ 2) with (y ^ 2) in * by ring.
    exists (- t). rewrite cos_neg, sin_neg. split; [exact C|lra].
  - replace (x ^ 2 + 0 ^ 2) with (Rsqr x) by (unfold Rsqr; ring). rewrite sqrt_Rsqr_abs.
    destruct (Rle_dec 0 x) as [P|N].
    + exists 0. rewrite cos_0, sin_0, Rabs_right by lra. split; ring.
    + exists PI. rewrite cos_PI, sin_PI, Rabs_left by lra. split; ring.
  - now apply upper_half_polar.
Qed.

Theorem log_partition_radius_at_most l x y : l <> [] -> partition_zero l x y ->
  Rbar_le (CV_radius (taylor (log_partition l) 0)) (sqrt (x ^ 2 + y ^ 2)).
Proof.
  intros Hl [Z1 Z2]. apply Rbar_not_lt_le. intros H. destruct (polar_coordinates x y) as [t [Ex Ey]].
  apply (no_zero_inside l (sqrt (x ^ 2 + y ^ 2)) t Hl (sqrt_pos _) H).
  unfold polar_re, polar_im. rewrite <- Ex, <- Ey, <- partition_mgf_re, <- partition_mgf_im. now split.
Qed.

(** The radius is the modulus of the nearest zero. *)
Theorem log_partition_radius_nearest l x y : l <> [] -> partition_zero l x y ->
  (forall x' y', partition_zero l x' y' -> x ^ 2 + y ^ 2 <= x' ^ 2 + y' ^ 2) ->
  CV_radius (taylor (log_partition l) 0) = sqrt (x ^ 2 + y ^ 2).
Proof.
  intros Hl HZ Hmin. apply Rbar_le_antisym; [now apply log_partition_radius_at_most|].
  assert (P : 0 < x ^ 2 + y ^ 2).
  { pose proof (pow2_ge_0 x). pose proof (pow2_ge_0 y).
    destruct (Req_dec (x ^ 2 + y ^ 2) 0) as [E|E]; [exfalso|lra].
    assert (Ex : x = 0) by (apply Rsqr_0_uniq; unfold Rsqr; lra).
    assert (Ey : y = 0) by (apply Rsqr_0_uniq; unfold Rsqr; lra). subst x y.
    destruct (slopes_between_positive l Hl) as [D [PD HD]]. pose proof PI_RGT_0.
    apply (half_plane l D 0 0 Hl HD); [rewrite Rabs_R0; lra|exact HZ]. }
  apply log_partition_radius_at_least; [exact Hl|now apply sqrt_lt_R0|].
  intros x' y' L Z. specialize (Hmin x' y' Z). rewrite pow2_sqrt in L by lra. lra.
Qed.
