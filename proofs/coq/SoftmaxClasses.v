(** * Softmax: two classes, equally spaced classes, finite noise

    In words (claim C59, sense S5).
    - Two classes: A(t) = eta_2 + t v_2 + softplus(eta_1 - eta_2 + t (v_1 - v_2)), hence the radius is
      sqrt((eta_1 - eta_2)^2 + pi^2)/|v_1 - v_2|.
    - K >= 2 classes of equal mass with the slopes 0, 1, ..., K-1: the radius is 2 pi/K, because
      (e^t - 1) F(t) = e^(K t) - 1.  So radius times osc(v) = 2 pi (K-1)/K: pi for K = 2, and 2 pi in the limit.
    - Noise with finitely many outcomes, each of which perturbs the scores by less than pi (max - min): the
      series of orders converges to the expectation. *)

Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Sigmoid DoubleSeries PoleSeries TaylorCoefficients TaylorSeries FiniteLaw
  Reciprocal ComplexMoments Softmax SoftmaxRadius.
Import ListNotations.
Open Scope R_scope.

(** ** Two classes *)

Lemma two_classes_value e1 v1 e2 v2 t :
  log_partition [(e1, v1); (e2, v2)] t = e2 + t * v2 + softplus (e1 - e2 + t * (v1 - v2)).
Proof.
  unfold log_partition, softplus. simpl. rewrite Rplus_0_r.
  rewrite <- (ln_exp (e2 + t * v2)) at 2. pose proof (exp_pos (e2 + t * v2)).
  pose proof (exp_pos (e1 - e2 + t * (v1 - v2))). rewrite <- ln_mult by lra. f_equal.
  rewrite Rmult_plus_distr_l, <- exp_plus.
  replace (e2 + t * v2 + (e1 - e2 + t * (v1 - v2))) with (e1 + t * v1) by ring. ring.
Qed.

(** From order 2 on the coefficients are those of the softplus at the difference. *)
Theorem two_classes_coefficient e1 v1 e2 v2 n : (2 <= n)%nat ->
  taylor (log_partition [(e1, v1); (e2, v2)]) 0 n = taylor softplus (e1 - e2) n * (v1 - v2) ^ n.
Proof.
  intros Hn. set (d := v1 - v2). set (z := e1 - e2).
  set (c := fun k => taylor softplus z k * d ^ k + (match k with O => e2 | S O => v2 | _ => 0 end)).
  rewrite (taylor_unique _ 0 (radius z / (Rabs d + 1)) c).
  - destruct n as [|[|n]]; [lia|lia|]. unfold c. ring.
  - pose proof (Rabs_pos d). apply Rdiv_lt_0_compat; [apply radius_pos|lra].
  - intros h Hh. rewrite Rplus_0_l, two_classes_value. fold d z. pose proof (Rabs_pos d) as Pd.
    assert (L : Rabs (h * d) <= radius z).
    { rewrite Rabs_mult. apply Rlt_le. apply Rle_lt_trans with (Rabs h * (Rabs d + 1)).
      - apply Rmult_le_compat_l; [apply Rabs_pos|lra].
      - apply Rmult_lt_reg_r with (/ (Rabs d + 1)); [apply Rinv_0_lt_compat; lra|].
        rewrite Rmult_assoc, Rinv_r, Rmult_1_r by lra. exact Hh. }
    pose proof (softplus_series_sum z (h * d) L) as HS.
    assert (HL : is_series (fun k => match k with O => e2 | S O => v2 | _ => 0 end * h ^ k)
      (e2 * 1 + (v2 * (h * 1) + 0 * / (1 - 0)))).
    { apply (is_series_cons (fun k => match k with O => e2 | S O => v2 | _ => 0 end * h ^ k)).
      apply (is_series_cons (fun k => match S k with O => e2 | S O => v2 | _ => 0 end * h ^ S k)).
      apply (is_series_eq (fun k => 0 * 0 ^ k) _ (0 * / (1 - 0))); [intros; ring|reflexivity|].
      apply is_series_scaled, is_series_geom. rewrite Rabs_R0. lra. }
    apply (is_series_eq _ _ _ _) with (3 := is_series_added _ _ _ _ HS HL).
    + intros k. unfold c. rewrite Rpow_mult_distr. ring.
    + ring.
Qed.

Theorem two_classes_radius e1 v1 e2 v2 : v1 <> v2 ->
  CV_radius (taylor (log_partition [(e1, v1); (e2, v2)]) 0) = sqrt ((e1 - e2) ^ 2 + PI ^ 2) / Rabs (v1 - v2).
Proof.
  intros Hv. set (d := v1 - v2). set (z := e1 - e2). assert (Hd : d <> 0) by (unfold d; lra).
  pose proof (Rabs_pos_lt d Hd) as Pd. pose proof (radius_pos z) as Pz. change (sqrt (z ^ 2 + PI ^ 2)) with (radius z).
  set (a := taylor (log_partition [(e1, v1); (e2, v2)]) 0). set (rho := radius z / Rabs d).
  assert (P : 0 < rho) by (apply Rdiv_lt_0_compat; lra).
  (* a n h^n and the terms of the softplus at h d agree from order 2 on *)
  assert (E : forall h, ex_series (fun n => a n * h ^ n) <-> Rabs h <= rho).
  { intros h. transitivity (ex_series (fun n => taylor softplus z n * (h * d) ^ n)).
    - rewrite (ex_series_incr_n (fun n => a n * h ^ n) 2), (ex_series_incr_n (fun n => taylor softplus z n * _) 2).
      split; apply ex_series_eq; intros k; unfold a; rewrite (two_classes_coefficient e1 v1 e2 v2 (2 + k)) by lia;
        fold d z; rewrite Rpow_mult_distr; ring.
    - rewrite softplus_series_iff. rewrite Rabs_mult. unfold rho, Rdiv. split; intros L.
      + apply Rmult_le_reg_r with (Rabs d); [exact Pd|]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. exact L.
      + apply Rmult_le_compat_r with (r := Rabs d) in L; [|lra].
        rewrite Rmult_assoc, Rinv_l, Rmult_1_r in L by lra. exact L. }
  apply Rbar_le_antisym.
  - apply Rbar_not_lt_le. intros H. destruct (beyond a rho) as [r [M [L B]]]; [rewrite Rabs_right by lra; exact H|].
    rewrite Rabs_right in L by lra. set (h := (rho + r) / 2).
    assert (X : ex_series (fun n => a n * h ^ n)).
    { eexists. apply inside_series. apply Rbar_lt_le_trans with (Finite r).
      - unfold h. simpl. rewrite Rabs_right; lra.
      - apply (radius_at_least a r M); [lra|exact B]. }
    apply E in X. unfold h in X. rewrite Rabs_right in X; lra.
  - apply radius_from_below; [exact P|]. intros r Hr.
    destruct (bounded_terms a r) as [M HM]; [apply E; rewrite Rabs_right; lra|].
    rewrite Rabs_right in HM by lra. apply (radius_at_least a r M); [lra|exact HM].
Qed.

(** ** Equal classes with equally spaced slopes *)

(** K classes of equal mass with the slopes 0, 1, ..., K-1. *)
Definition equally_spaced (K : nat) : list (R * R) := map (fun k => (0, INR k)) (seq 0 K).

(** (e^t - 1) sum_{k<K} e^(k t) = e^(K t) - 1 at t = x + i y. *)
Lemma equally_spaced_telescopes K x y :
  (exp x * cos y - 1) * partition_re (equally_spaced K) x y - exp x * sin y * partition_im (equally_spaced K) x y
  = exp (INR K * x) * cos (INR K * y) - 1 /\
  (exp x * cos y - 1) * partition_im (equally_spaced K) x y + exp x * sin y * partition_re (equally_spaced K) x y
  = exp (INR K * x) * sin (INR K * y).
Proof.
  assert (A : forall l l', partition_re (l ++ l') x y = partition_re l x y + partition_re l' x y /\
    partition_im (l ++ l') x y = partition_im l x y + partition_im l' x y).
  { intros l l'. induction l as [|[e v] l [IH1 IH2]]; simpl; [split; ring|]. rewrite IH1, IH2. split; ring. }
  induction K as [|K [IH1 IH2]].
  - simpl. rewrite !Rmult_0_l, exp_0, cos_0, sin_0. split; ring.
  - unfold equally_spaced in *. rewrite seq_S, map_app. simpl map. destruct (A (map (fun k => (0, INR k)) (seq 0 K))
      [(0, INR K)]) as [-> ->].
    set (p := partition_re _ x y) in *. set (q := partition_im _ x y) in *. simpl. rewrite !Rplus_0_l, !Rplus_0_r.
    change (match K with O => 1 | S _ => INR K + 1 end) with (INR (S K)).
    rewrite S_INR, !Rmult_plus_distr_r, !Rmult_1_l.
    rewrite exp_plus, cos_plus, sin_plus, !(Rmult_comm x), !(Rmult_comm y).
    set (e := exp x) in *. set (E := exp (INR K * x)) in *. set (c := cos y) in *. set (s := sin y) in *.
    set (C := cos (INR K * y)) in *. set (T := sin (INR K * y)) in *.
    split.
    + transitivity (((e * c - 1) * p - e * s * q) + (e * c - 1) * (E * C) - e * s * (E * T)); [ring|].
      rewrite IH1. ring.
    + transitivity (((e * c - 1) * q + e * s * p) + (e * c - 1) * (E * T) + e * s * (E * C)); [ring|].
      rewrite IH2. ring.
Qed.

Lemma cos_1_small a : Rabs a < 2 * PI -> cos a = 1 -> a = 0.
Proof.
  intros Ha E. assert (P : cos (Rabs a) = 1) by (unfold Rabs; destruct (Rcase_abs a); [now rewrite cos_neg|exact E]).
  destruct (Req_dec a 0) as [|N]; [assumption|exfalso]. pose proof (Rabs_pos_lt a N).
  replace (Rabs a) with (2 * (Rabs a / 2)) in P by field. rewrite cos_2a_sin in P.
  assert (S0 : 0 < sin (Rabs a / 2)) by (apply sin_gt_0; lra).
  pose proof (Rmult_lt_0_compat _ _ S0 S0). lra.
Qed.

Theorem equally_spaced_radius K : (2 <= K)%nat ->
  CV_radius (taylor (log_partition (equally_spaced K)) 0) = 2 * PI / INR K.
Proof.
  intros HK. pose proof PI_RGT_0 as pi_pos. assert (PK : 2 <= INR K) by (apply (le_INR 2) in HK; simpl in HK; lra).
  assert (Hl : equally_spaced K <> []) by (destruct K; [lia|discriminate]).
  set (rho := 2 * PI / INR K). assert (P : 0 < rho) by (apply Rdiv_lt_0_compat; lra).
  assert (KR : INR K * rho = 2 * PI) by (unfold rho; field; lra).
  apply Rbar_le_antisym.
  - replace rho with (sqrt (0 ^ 2 + rho ^ 2))
      by (replace (0 ^ 2 + rho ^ 2) with (Rsqr rho) by (unfold Rsqr; ring); apply sqrt_Rsqr; lra).
    apply log_partition_radius_at_most; [exact Hl|].
    destruct (equally_spaced_telescopes K 0 rho) as [E1 E2].
    rewrite KR, cos_2PI, sin_2PI, Rmult_0_r, exp_0, !Rmult_1_l in *.
    set (p := partition_re _ 0 rho) in *. set (q := partition_im _ 0 rho) in *.
    assert (N : 0 < (cos rho - 1) ^ 2 + sin rho ^ 2).
    { pose proof (pow2_ge_0 (sin rho)). assert (cos rho - 1 <> 0).
      { intros Z. assert (L : Rabs rho < 2 * PI).
        { rewrite Rabs_right by lra. apply Rmult_lt_reg_l with (INR K); [lra|]. rewrite KR. nra. }
        pose proof (cos_1_small rho L ltac:(lra)). lra. }
      pose proof (pow2_gt_0 (cos rho - 1) H0). lra. }
    split; apply Rmult_eq_reg_l with ((cos rho - 1) ^ 2 + sin rho ^ 2); try lra; fold p q.
    + transitivity ((cos rho - 1) * ((cos rho - 1) * p - sin rho * q) + sin rho * ((cos rho - 1) * q + sin rho * p));
        [ring|]. rewrite E1, E2. ring.
    + transitivity ((cos rho - 1) * ((cos rho - 1) * q + sin rho * p) - sin rho * ((cos rho - 1) * p - sin rho * q));
        [ring|]. rewrite E1, E2. ring.
  - apply log_partition_radius_at_least; [exact Hl|exact P|]. intros x y L [Z1 Z2].
    destruct (equally_spaced_telescopes K x y) as [E1 E2]. rewrite Z1, Z2, !Rmult_0_r in E1, E2.
    pose proof (exp_pos (INR K * x)) as PE.
    assert (S0 : sin (INR K * y) = 0).
    { destruct (Rmult_integral (exp (INR K * x)) (sin (INR K * y))) as [Z|Z]; lra. }
    pose proof (sin2_cos2 (INR K * y)) as SC. rewrite S0 in SC. unfold Rsqr in SC.
    assert (Ex : exp (INR K * x) = 1 /\ cos (INR K * y) = 1).
    { assert (C1 : 0 < cos (INR K * y)) by (apply Rmult_lt_reg_l with (exp (INR K * x)); lra).
      assert (C2 : cos (INR K * y) = 1) by nra. rewrite C2 in E1. split; [lra|exact C2]. }
    destruct Ex as [Ex Ec]. assert (X0 : x = 0).
    { rewrite <- exp_0 in Ex. apply exp_inv in Ex. apply Rmult_integral in Ex. destruct Ex; lra. }
    assert (Y0 : y = 0).
    { assert (Ly : Rabs y < rho).
      { apply Rnot_le_lt. intros Q. pose proof (pow_incr rho (Rabs y) 2 ltac:(lra)). rewrite pow2_abs in *.
        pose proof (pow2_ge_0 x). lra. }
      assert (Ly2 : Rabs (INR K * y) < 2 * PI).
      { rewrite Rabs_mult, Rabs_right by lra. rewrite <- KR. apply Rmult_lt_compat_l; lra. }
      apply (cos_1_small _ Ly2) in Ec. apply Rmult_integral in Ec. destruct Ec; lra. }
    subst x y. assert (D0 : spread_at_most (equally_spaced K) (INR K)).
    { intros e v e' v' H1 H2. unfold equally_spaced in *. apply in_map_iff in H1. apply in_map_iff in H2.
      destruct H1 as [i [Ei Hi]]. destruct H2 as [j [Ej Hj]]. injection Ei as _ <-. injection Ej as _ <-.
      apply in_seq in Hi. pose proof (pos_INR j). assert (INR i <= INR K) by (apply le_INR; lia). lra. }
    apply (half_plane _ _ 0 0 Hl D0); [rewrite Rabs_R0; lra|]. now split.
Qed.

(** ** Noise with finitely many outcomes *)

(** If for every outcome the perturbation v of the scores spreads less than pi, then the series of orders
    converges to the expectation of the log-partition function. *)
Theorem softmax_noise_series (law : list (list (R * R) * R)) :
  (forall classes w, In (classes, w) law -> classes <> [] /\ exists D, D < PI /\ spread_at_most classes D) ->
  is_series (fun n => expectation law (fun classes => taylor (log_partition classes) 0 n))
            (expectation law (fun classes => log_partition classes 1)).
Proof.
  intros H. apply (expectation_series law (fun n classes => taylor (log_partition classes) 0 n)
    (fun classes => log_partition classes 1)). intros classes w Hin.
  destruct (H classes w Hin) as [Hl [D [LD HD]]].
  apply (is_series_eq _ _ _ _) with (3 := log_partition_spread_series classes D 1 Hl HD ltac:(rewrite Rabs_R1; lra));
    [|reflexivity]. intros n. rewrite pow1. ring.
Qed.
