(** E6: the boundary case |h| = rad z0: the Taylor series of softplus still converges, to the right value.
    Route: with z = z0 + x the function (z^2+PI^2) p(z) is bounded on the open disc |x| < rad z0 (real inequality);
    Bessel's inequality makes its coefficients square summable after scaling; a two-term recurrence then gives
    b_n rad^n = O(sqrt n), and summation by parts gives convergence; Abel's theorem gives the value. *)
Require Import Reals Lra Lia Factorial.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout Parity.
Open Scope R_scope.

(** * (a) the bound on the disc *)
Lemma cos_near_pi b : b * b <= PI * PI -> (PI * PI - b * b) * (PI * PI - b * b) <= 72 * (PI * PI) * (1 + cos b).
Proof.
  intros H. pose proof PI_RGT_0 as Hpi. pose proof PI_4 as P4.
  assert (Hb : Rabs b <= PI) by (apply sq_le_abs; lra).
  assert (E : cos b = cos (Rabs b)).
  { unfold Rabs. destruct (Rcase_abs b); [symmetry; apply cos_neg|reflexivity]. }
  assert (Eb : b * b = Rabs b * Rabs b) by (rewrite <- Rabs_mult, Rabs_right; [reflexivity|apply Rle_ge, Rle_0_sqr]).
  rewrite E, Eb. pose proof (Rabs_pos b) as B0. set (c := Rabs b) in *. clearbody c. clear E Eb H b.
  set (x := (PI - c) / 2).
  assert (Hx : 0 <= x <= PI / 2) by (unfold x; lra).
  assert (Ec : 1 + cos c = 2 * (sin x * sin x)).
  { replace c with (PI - 2 * x) by (unfold x; field). rewrite cos_minus, cos_PI, sin_PI, cos_2a_sin. ring. }
  assert (S3 : x / 3 <= sin x).
  { destruct (pre_sin_bound x 0 ltac:(lra) ltac:(lra)) as [L _].
    unfold sin_approx, sin_term in L. simpl in L.
    assert (x * x <= 4) by nra.
    assert (x * x * x <= 4 * x) by nra. lra. }
  rewrite Ec. replace (PI * PI - c * c) with (2 * x * (PI + c)) by (unfold x; field).
  assert (Q : x * x <= 9 * (sin x * sin x)) by nra.
  assert (Q2 : (PI + c) * (PI + c) <= 4 * (PI * PI)) by nra.
  assert (0 <= x * x) by nra. assert (0 <= (PI + c) * (PI + c)) by nra.
  replace (2 * x * (PI + c) * (2 * x * (PI + c))) with (4 * ((x * x) * ((PI + c) * (PI + c)))) by ring.
  replace (72 * (PI * PI) * (2 * (sin x * sin x))) with (4 * ((9 * (sin x * sin x)) * (4 * (PI * PI)))) by ring.
  apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; lra.
Qed.

Lemma exp_sq L a : Rabs a <= L -> exp (- L) * exp (- L) * (a * a) <= (1 - exp (- a)) * (1 - exp (- a)).
Proof.
  intros H. assert (HL : 0 < exp (- L)) by apply exp_pos.
  assert (Ha : - L <= a <= L) by (apply Rabs_le_between; exact H).
  assert (EL : exp (- L) <= 1).
  { rewrite <- exp_0. destruct (Req_dec L 0) as [->|]; [rewrite Ropp_0; lra|left; apply exp_increasing; lra]. }
  assert (G : exp (- L) * Rabs a <= Rabs (1 - exp (- a))).
  { destruct (Rle_dec 0 a) as [Hp|Hn].
    - assert (E1 : exp (- a) * exp a = 1) by (rewrite <- exp_plus, Rplus_opp_l; apply exp_0).
      pose proof (exp_ineq1_le a) as I. pose proof (exp_pos (- a)) as P.
      assert (Le : exp (- L) <= exp (- a)).
      { destruct (Req_dec L a) as [->|]; [lra|left; apply exp_increasing; lra]. }
      assert (X : exp (- a) * a <= 1 - exp (- a)) by nra.
      assert (Y : exp (- L) * a <= exp (- a) * a) by (apply Rmult_le_compat_r; lra).
      rewrite (Rabs_right a) by lra. eapply Rle_trans; [|apply Rle_abs]. lra.
    - pose proof (exp_ineq1_le (- a)) as I. rewrite (Rabs_left a) by lra.
      rewrite <- Rabs_Ropp. eapply Rle_trans; [|apply Rle_abs].
      assert (exp (- L) * - a <= 1 * - a) by (apply Rmult_le_compat_r; lra). lra. }
  replace (exp (- L) * exp (- L) * (a * a)) with ((exp (- L) * Rabs a) * (exp (- L) * Rabs a)).
  2:{ rewrite <- (Rabs_right (a * a)), Rabs_mult by (apply Rle_ge, Rle_0_sqr). ring. }
  replace ((1 - exp (- a)) * (1 - exp (- a))) with (Rabs (1 - exp (- a)) * Rabs (1 - exp (- a))).
  2:{ rewrite <- Rabs_mult. apply Rabs_right, Rle_ge, Rle_0_sqr. }
  assert (0 <= exp (- L) * Rabs a) by (apply Rmult_le_pos; [lra|apply Rabs_pos]).
  apply Rmult_le_compat; assumption.
Qed.

Section Disc.
Variable z0 : R.
Let rho := rad z0.
Let L := Rabs z0 + rho.
Definition Mb : R := (2 * (L * L) + 4 * (rho * rho) + 8 * (z0 * z0)) / (exp (- L) * exp (- L))
   + 144 * (PI * PI) / (2 * exp (- L)).

Lemma q_bound a b : (a - z0) * (a - z0) + b * b < rho * rho ->
  (a * a - b * b + PI * PI) * (a * a - b * b + PI * PI) + (2 * a * b) * (2 * a * b)
   <= Mb * (1 + 2 * exp (- a) * cos b + exp (- a) * exp (- a)).
Proof.
  intros H. pose proof (rad_pos z0) as Hr. fold rho in Hr. pose proof (rad_sq z0) as Hr2. fold rho in Hr2.
  pose proof PI_RGT_0 as Hpi.
  pose proof (Rle_0_sqr b) as Sb. pose proof (Rle_0_sqr (a - z0)) as Sa. unfold Rsqr in Sa, Sb.
  assert (HA : Rabs (a - z0) <= rho) by (apply sq_le_abs; lra).
  assert (Ha : Rabs a <= L).
  { unfold L. replace a with (z0 + (a - z0)) by ring. eapply Rle_trans; [apply Rabs_triang|]. lra. }
  assert (Hb : b * b <= rho * rho) by lra.
  assert (Ha2 : a * a <= L * L).
  { rewrite <- (Rabs_right (a * a)), Rabs_mult by (apply Rle_ge, Rle_0_sqr).
    pose proof (Rabs_pos a). apply Rmult_le_compat; assumption. }
  pose proof (exp_sq L a Ha) as K1. pose proof (exp_pos (- L)) as HL.
  assert (Hg : exp (- L) <= exp (- a)).
  { apply Rabs_le_between in Ha. destruct (Req_dec L a) as [->|]; [lra|left; apply exp_increasing; lra]. }
  set (k := exp (- L)) in *. set (g := exp (- a)) in *. pose proof (COS_bound b) as CB.
  assert (A0 : 0 <= a * a) by nra. assert (B0 : 0 <= b * b) by nra.
  assert (Kp : 0 < k * k) by (apply Rmult_lt_0_compat; lra).
  set (C1 := 2 * (L * L) + 4 * (rho * rho) + 8 * (z0 * z0)).
  set (C2 := 144 * (PI * PI)).
  assert (Z0 : 0 <= z0 * z0) by nra. assert (L0 : 0 <= L * L) by nra.
  assert (C1p : 0 <= C1) by (unfold C1; nra). assert (C2p : 0 <= C2) by (unfold C2; nra).
  (* numerator *)
  assert (N : (a * a - b * b + PI * PI) * (a * a - b * b + PI * PI) + (2 * a * b) * (2 * a * b)
     <= C1 * (a * a) + C2 * (1 + cos b)).
  { assert (N1 : (a * a - b * b + PI * PI) * (a * a - b * b + PI * PI) + (2 * a * b) * (2 * a * b)
      <= 2 * ((a * a) * (a * a)) + 2 * ((PI * PI - b * b) * (PI * PI - b * b)) + 4 * ((a * a) * (b * b))).
    { pose proof (Rle_0_sqr (a * a - (PI * PI - b * b))) as S. unfold Rsqr in S. lra. }
    assert (N2 : (a * a) * (a * a) <= (L * L) * (a * a)) by (apply Rmult_le_compat_r; lra).
    assert (N3 : (a * a) * (b * b) <= (rho * rho) * (a * a)) by (rewrite (Rmult_comm (rho * rho)); apply Rmult_le_compat_l; lra).
    assert (N4 : (PI * PI - b * b) * (PI * PI - b * b) <= 4 * (z0 * z0) * (a * a) + 72 * (PI * PI) * (1 + cos b)).
    { destruct (Rle_dec (b * b) (PI * PI)) as [Hl|Hl].
      - pose proof (cos_near_pi b Hl). assert (0 <= 4 * (z0 * z0) * (a * a)) by (apply Rmult_le_pos; lra). lra.
      - assert (W : 0 <= b * b - PI * PI <= 2 * (a * z0)) by (split; [lra|nra]).
        assert ((b * b - PI * PI) * (b * b - PI * PI) <= (2 * (a * z0)) * (2 * (a * z0))) by (apply Rmult_le_compat; lra).
        assert (0 <= 72 * (PI * PI) * (1 + cos b)) by (apply Rmult_le_pos; [nra|lra]).
        replace (4 * (z0 * z0) * (a * a)) with ((2 * (a * z0)) * (2 * (a * z0))) by ring. lra. }
    unfold C1, C2. lra. }
  eapply Rle_trans; [exact N|].
  replace (1 + 2 * g * cos b + g * g) with ((1 - g) * (1 - g) + 2 * g * (1 + cos b)) by ring.
  assert (D0 : 0 <= 2 * g * (1 + cos b)) by (apply Rmult_le_pos; lra).
  assert (D1 : 0 <= (1 - g) * (1 - g)) by (apply Rle_0_sqr).
  unfold Mb. fold k C1 C2.
  assert (T1 : C1 * (a * a) <= C1 / (k * k) * ((1 - g) * (1 - g))).
  { replace (C1 * (a * a)) with (C1 / (k * k) * (k * k * (a * a))) by (field; lra).
    apply Rmult_le_compat_l; [|exact K1]. apply Rmult_le_pos; [exact C1p|left; apply Rinv_0_lt_compat, Kp]. }
  assert (T2 : C2 * (1 + cos b) <= C2 / (2 * k) * (2 * g * (1 + cos b))).
  { replace (C2 * (1 + cos b)) with (C2 / (2 * k) * (2 * k * (1 + cos b))) by (field; lra).
    apply Rmult_le_compat_l; [apply Rmult_le_pos; [exact C2p|left; apply Rinv_0_lt_compat; lra]|].
    apply Rmult_le_compat_r; lra. }
  assert (T3 : 0 <= C1 / (k * k)) by (apply Rmult_le_pos; [exact C1p|left; apply Rinv_0_lt_compat, Kp]).
  assert (T4 : 0 <= C2 / (2 * k)) by (apply Rmult_le_pos; [exact C2p|left; apply Rinv_0_lt_compat; lra]).
  pose proof (Rmult_le_pos _ _ T3 D0). pose proof (Rmult_le_pos _ _ T4 D1). lra.
Qed.

(** H = (z^2 + PI^2) p(z), real and imaginary part on the circle of radius r *)
Definition q1 r th := (z0 + cos th * r) * (z0 + cos th * r) - (sin th * r) * (sin th * r) + PI * PI.
Definition q2 r th := 2 * (z0 + cos th * r) * (sin th * r).
Definition H1 r th := q1 r th * u z0 r th - q2 r th * v z0 r th.
Definition H2 r th := q1 r th * v z0 r th + q2 r th * u z0 r th.

Lemma H_bound r th : r * r < z0 * z0 + PI * PI -> H1 r th * H1 r th + H2 r th * H2 r th <= Mb.
Proof.
  intros Hr. pose proof (Den_neq z0 r th Hr) as HD.
  pose proof (sin2_cos2 th) as T1. unfold Rsqr in T1.
  pose proof (q_bound (z0 + cos th * r) (sin th * r)) as B.
  assert (E : (z0 + cos th * r - z0) * (z0 + cos th * r - z0) + sin th * r * (sin th * r) < rho * rho).
  { unfold rho. rewrite rad_sq. replace ((z0 + cos th * r - z0) * (z0 + cos th * r - z0) + sin th * r * (sin th * r))
      with ((sin th * sin th + cos th * cos th) * (r * r)) by ring. rewrite T1. lra. }
  specialize (B E). fold (q1 r th) (q2 r th) in B.
  assert (ED : 1 + 2 * exp (- (z0 + cos th * r)) * cos (sin th * r) + exp (- (z0 + cos th * r)) * exp (- (z0 + cos th * r)) = Den z0 r th).
  { unfold Den, Xf, Yf. pose proof (sin2_cos2 (sin th * r)) as T2. unfold Rsqr in T2.
    set (g := exp (- (z0 + cos th * r))). set (s := sin (sin th * r)) in *. set (c := cos (sin th * r)) in *.
    transitivity (1 + 2 * g * c + g * g * (s * s + c * c)); [rewrite T2; ring|ring]. }
  rewrite ED in B.
  assert (DP : 0 < Den z0 r th).
  { assert (0 <= Den z0 r th) by (unfold Den; apply Rplus_le_le_0_compat; apply Rle_0_sqr). lra. }
  replace (H1 r th * H1 r th + H2 r th * H2 r th) with
    ((q1 r th * q1 r th + q2 r th * q2 r th) / Den z0 r th).
  - apply Rmult_le_reg_r with (Den z0 r th); [assumption|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l, Rmult_1_r by assumption. exact B.
  - unfold H1, H2, u, v.
    transitivity ((q1 r th * q1 r th + q2 r th * q2 r th) *
      (((1 + Xf z0 r th) * (1 + Xf z0 r th) + Yf z0 r th * Yf z0 r th) / (Den z0 r th * Den z0 r th))).
    + fold (Den z0 r th). field. assumption.
    + field. assumption.
Qed.
End Disc.

(** * (b) Bessel's inequality *)
Ltac inR := match goal with |- ?a = ?b => change (a = b :> R) end.
Section Bessel.
Variables (h1 h2 : R -> R) (e : nat -> R) (I : R).
Hypothesis He : forall n, is_RInt (fun th => h1 th * cos (INR n * th) + h2 th * sin (INR n * th)) 0 (2 * PI) (2 * PI * e n).
Hypothesis HI : is_RInt (fun th => h1 th * h1 th + h2 th * h2 th) 0 (2 * PI) I.

Fixpoint s1 (N : nat) (th : R) : R := match N with O => 0 | S m => s1 m th + e m * cos (INR m * th) end.
Fixpoint s2 (N : nat) (th : R) : R := match N with O => 0 | S m => s2 m th + e m * sin (INR m * th) end.
Fixpoint ss (N : nat) : R := match N with O => 0 | S m => ss m + e m * e m end.

Lemma s_orth N m : (N <= m)%nat ->
  is_RInt (fun th => s1 N th * cos (INR m * th) + s2 N th * sin (INR m * th)) 0 (2 * PI) 0.
Proof.
  induction N as [|N IH]; intros H.
  - apply (is_RInt_ext (fun _ => 0)); [intros; simpl; ring|].
    pose proof (@is_RInt_const R_NormedModule 0 (2 * PI) 0) as K.
    evar_last; [exact K|]. exact (Rmult_0_r _).
  - pose proof (orth m N ltac:(lia)) as O. destruct (Nat.eqb_spec N m) as [|_]; [lia|].
    pose proof (is_RInt_plus _ _ _ _ _ _ (IH ltac:(lia)) (is_RInt_scal _ 0 (2 * PI) (e N) _ O)) as K.
    evar_last; [eapply is_RInt_ext; [|exact K]|].
    + intros th _. unfold plus, scal; simpl. unfold mult; simpl. inR. ring.
    + unfold plus, scal; simpl. unfold mult; simpl. inR. ring.
Qed.

Lemma bessel_eq N : is_RInt (fun th => (h1 th - s1 N th) * (h1 th - s1 N th) + (h2 th - s2 N th) * (h2 th - s2 N th))
  0 (2 * PI) (I - 2 * PI * ss N).
Proof.
  induction N as [|N IH].
  - evar_last; [eapply is_RInt_ext; [|exact HI]|].
    + intros th _. simpl. ring.
    + simpl. ring.
  - pose proof (is_RInt_minus _ _ _ _ _ _ (He N) (s_orth N N (le_n N))) as K1.
    pose proof (is_RInt_scal _ 0 (2 * PI) (- 2 * e N) _ K1) as K2.
    pose proof (is_RInt_plus _ _ _ _ _ _ IH K2) as K3.
    pose proof (@is_RInt_const R_NormedModule 0 (2 * PI) (e N * e N)) as K4.
    pose proof (is_RInt_plus _ _ _ _ _ _ K3 K4) as K.
    evar_last; [eapply is_RInt_ext; [|exact K]|].
    + intros th _. unfold minus, plus, scal, opp; simpl. unfold mult; simpl.
      pose proof (sin2_cos2 (INR N * th)) as T1. unfold Rsqr in T1.
      set (C := cos (INR N * th)) in *. set (S := sin (INR N * th)) in *.
      set (a1 := s1 N th). set (a2 := s2 N th). set (x1 := h1 th). set (x2 := h2 th).
      assert (Q : (x1 - a1) * (x1 - a1) + (x2 - a2) * (x2 - a2)
        + - 2 * e N * (x1 * C + x2 * S + - (a1 * C + a2 * S)) + e N * e N * 1
        = (x1 - (a1 + e N * C)) * (x1 - (a1 + e N * C)) + (x2 - (a2 + e N * S)) * (x2 - (a2 + e N * S)))
        by (rewrite <- T1; ring).
      rewrite <- Q. inR. ring.
    + unfold minus, plus, scal, opp; simpl. unfold mult; simpl.
      inR. ring.
Qed.

Lemma bessel N : 2 * PI * ss N <= I.
Proof.
  pose proof PI_RGT_0 as Hpi.
  pose proof (is_RInt_ge_0 _ 0 (2 * PI) _ ltac:(lra) (bessel_eq N)) as G.
  assert (0 <= I - 2 * PI * ss N); [apply G|lra].
  intros th _. apply Rplus_le_le_0_compat; apply Rle_0_sqr.
Qed.
End Bessel.

(** coefficients of H *)
Definition dn (z0 : R) (n : nat) : R :=
  match n with
  | S (S m) => coef (p z0) m + 2 * z0 * coef (p z0) (S m) + rad z0 * rad z0 * coef (p z0) (S (S m))
  | _ => 0
  end.

Lemma H_fourier z0 r m : 0 < r -> r * r < z0 * z0 + PI * PI ->
  is_RInt (fun th => H1 z0 r th * cos (INR (S (S m)) * th) + H2 z0 r th * sin (INR (S (S m)) * th)) 0 (2 * PI)
    (2 * PI * (dn z0 (S (S m)) * r ^ S (S m))).
Proof.
  intros Hr Hr2.
  assert (G : forall n, is_RInt (f z0 n r) 0 (2 * PI) (2 * PI * coef (p z0) n * r ^ n)).
  { intros n. rewrite <- (cauchy_coef z0 n r Hr Hr2). apply (@RInt_correct R_CompleteNormedModule), ex_RInt_f, Hr2. }
  pose proof (is_RInt_scal _ 0 (2 * PI) (r * r) _ (G m)) as K0.
  pose proof (is_RInt_scal _ 0 (2 * PI) (2 * z0 * r) _ (G (S m))) as K1.
  pose proof (is_RInt_scal _ 0 (2 * PI) (rad z0 * rad z0) _ (G (S (S m)))) as K2.
  pose proof (is_RInt_plus _ _ _ _ _ _ (is_RInt_plus _ _ _ _ _ _ K0 K1) K2) as K.
  evar_last; [eapply is_RInt_ext; [|exact K]|].
  - intros th _.
    change (r * r * f z0 m r th + 2 * z0 * r * f z0 (S m) r th + rad z0 * rad z0 * f z0 (S (S m)) r th
      = H1 z0 r th * cos (INR (S (S m)) * th) + H2 z0 r th * sin (INR (S (S m)) * th)).
    unfold f.
    assert (C1 : cos (INR (S m) * th) = cos (INR (S (S m)) * th) * cos th + sin (INR (S (S m)) * th) * sin th).
    { rewrite <- cos_minus. f_equal. rewrite (S_INR (S m)). ring. }
    assert (S1 : sin (INR (S m) * th) = sin (INR (S (S m)) * th) * cos th - cos (INR (S (S m)) * th) * sin th).
    { rewrite <- sin_minus. f_equal. rewrite (S_INR (S m)). ring. }
    assert (C0 : cos (INR m * th) = cos (INR (S m) * th) * cos th + sin (INR (S m) * th) * sin th).
    { rewrite <- cos_minus. f_equal. rewrite (S_INR m). ring. }
    assert (S0 : sin (INR m * th) = sin (INR (S m) * th) * cos th - cos (INR (S m) * th) * sin th).
    { rewrite <- sin_minus. f_equal. rewrite (S_INR m). ring. }
    rewrite C0, S0, C1, S1. unfold H1, H2, q1, q2. rewrite (rad_sq z0).
    set (C := cos (INR (S (S m)) * th)). set (Sn := sin (INR (S (S m)) * th)).
    set (cc := cos th). set (sn := sin th). set (uu := u z0 r th). set (vv := v z0 r th). ring.
  - unfold dn. change (r * r * (2 * PI * coef (p z0) m * r ^ m) + 2 * z0 * r * (2 * PI * coef (p z0) (S m) * r ^ S m)
      + rad z0 * rad z0 * (2 * PI * coef (p z0) (S (S m)) * r ^ S (S m)) =
      2 * PI * ((coef (p z0) m + 2 * z0 * coef (p z0) (S m) + rad z0 * rad z0 * coef (p z0) (S (S m))) * r ^ S (S m))).
    simpl pow. ring.
Qed.

Definition en z0 r (n : nat) : R := match n with
  | S (S m) => dn z0 n * r ^ n
  | _ => RInt (fun th => H1 z0 r th * cos (INR n * th) + H2 z0 r th * sin (INR n * th)) 0 (2 * PI) / (2 * PI)
  end.

Lemma H_ex z0 r th : r * r < z0 * z0 + PI * PI -> ex_derive (H1 z0 r) th /\ ex_derive (H2 z0 r) th.
Proof.
  intros Hr. destruct (uv_th z0 r th Hr) as [Hu Hv].
  assert (E1 : ex_derive (u z0 r) th) by (eexists; exact Hu).
  assert (E2 : ex_derive (v z0 r) th) by (eexists; exact Hv).
  unfold H1, H2, q1, q2. split; auto_derive; repeat split; assumption.
Qed.

Lemma en_sum z0 r N : 0 < r -> r * r < z0 * z0 + PI * PI -> ss (en z0 r) N <= Mb z0.
Proof.
  intros Hr Hr2. pose proof PI_RGT_0 as Hpi.
  assert (X : ex_RInt (fun th => H1 z0 r th * H1 z0 r th + H2 z0 r th * H2 z0 r th) 0 (2 * PI)).
  { apply (@ex_RInt_continuous R_CompleteNormedModule). intros th _. apply @ex_derive_continuous.
    destruct (H_ex z0 r th Hr2). auto_derive. repeat split; assumption. }
  pose proof (@RInt_correct R_CompleteNormedModule _ _ _ X) as HI.
  assert (He : forall n, is_RInt (fun th => H1 z0 r th * cos (INR n * th) + H2 z0 r th * sin (INR n * th)) 0 (2 * PI) (2 * PI * en z0 r n)).
  { intros n.
    assert (Xn : ex_RInt (fun th => H1 z0 r th * cos (INR n * th) + H2 z0 r th * sin (INR n * th)) 0 (2 * PI)).
    { apply (@ex_RInt_continuous R_CompleteNormedModule). intros th _. apply @ex_derive_continuous.
      destruct (H_ex z0 r th Hr2). auto_derive. repeat split; assumption. }
    assert (Q : forall w : R, 2 * PI * (w / (2 * PI)) = w) by (intros w; field; lra).
    destruct n as [|[|m]]; [| |apply H_fourier; assumption];
      (unfold en; rewrite Q; apply (@RInt_correct R_CompleteNormedModule _ _ _ Xn)). }
  pose proof (bessel _ _ _ _ He HI N) as B.
  assert (U : RInt (fun th => H1 z0 r th * H1 z0 r th + H2 z0 r th * H2 z0 r th) 0 (2 * PI) <= RInt (fun _ => Mb z0) 0 (2 * PI)).
  { apply RInt_le; [lra|exact X|apply ex_RInt_const|]. intros th _. apply H_bound, Hr2. }
  rewrite RInt_const in U. unfold scal in U; simpl in U; unfold mult in U; simpl in U.
  apply Rmult_le_reg_l with (2 * PI); [lra|].
  eapply Rle_trans; [exact B|]. eapply Rle_trans; [exact U|]. right. ring.
Qed.

(** square summability of the coefficients of H, scaled to the boundary *)
Lemma cont_le (F : R -> R) x c : 0 < x -> continuous F x -> (forall t, 0 < t < x -> F t <= c) -> F x <= c.
Proof.
  intros Hx C H. apply Rnot_lt_le. intros N.
  destruct (C _ (locally_ball (F x) (mkposreal (F x - c) ltac:(lra)))) as [d Hd].
  pose proof (cond_pos d) as Hdp. set (t := Rmax (x / 2) (x - d / 2)).
  assert (Ht : 0 < t < x) by (unfold t; split; [eapply Rlt_le_trans; [|apply Rmax_l]; lra|apply Rmax_lub_lt; lra]).
  assert (Hb : ball x d t).
  { change (Rabs (t - x) < d). pose proof (Rmax_r (x / 2) (x - d / 2)). fold t in H0. apply Rabs_def1; lra. }
  specialize (Hd _ Hb). change (Rabs (F t - F x) < F x - c) in Hd. apply Rabs_def2 in Hd. specialize (H t Ht). lra.
Qed.

Fixpoint ts (z0 : R) (N : nat) (r : R) : R := match N with
  | O => 0 | S m => ts z0 m r + (dn z0 (S (S m)) * r ^ S (S m)) * (dn z0 (S (S m)) * r ^ S (S m)) end.

Lemma ts_le z0 N : ts z0 N (rad z0) <= Mb z0.
Proof.
  pose proof (rad_pos z0) as Hr. pose proof (rad_sq z0) as Hr2.
  apply (cont_le (ts z0 N) (rad z0)); [assumption| |].
  - apply @ex_derive_continuous. induction N as [|N IH]; [simpl; auto_derive; trivial|].
    cbn [ts]. auto_derive. repeat split. exact IH.
  - intros t Ht. assert (Ht2 : t * t < z0 * z0 + PI * PI) by nra.
    eapply Rle_trans; [|apply (en_sum z0 t (S (S N)) (proj1 Ht) Ht2)].
    assert (E : ss (en z0 t) (S (S N)) = en z0 t 0 * en z0 t 0 + en z0 t 1 * en z0 t 1 + ts z0 N t).
    { induction N as [|N IH]; [simpl; ring|]. change (ss (en z0 t) (S (S (S N)))) with
        (ss (en z0 t) (S (S N)) + en z0 t (S (S N)) * en z0 t (S (S N))). rewrite IH. cbn [ts en]. ring. }
    rewrite E. pose proof (Rle_0_sqr (en z0 t 0)). pose proof (Rle_0_sqr (en z0 t 1)). unfold Rsqr in *. lra.
Qed.

(** * (c), (d) a two-term recurrence with square-summable right-hand side *)
Lemma ex_bounded (w : nat -> R) M : (forall n, 0 <= w n) -> (forall N, sum_f_R0 w N <= M) -> ex_series w.
Proof.
  intros Hp HM. destruct (ex_finite_lim_seq_incr (sum_n w) M) as [l Hl].
  - intros n. rewrite sum_Sn. unfold plus; simpl. specialize (Hp (S n)). lra.
  - intros n. rewrite sum_n_Reals. apply HM.
  - exists l. exact Hl.
Qed.

Section Rec.
Variables (ga : nat -> R) (la B : R).
Hypothesis Hla : la * la < 1.
Definition de n := ga n + 2 * la * ga (S n) + ga (S (S n)).
Hypothesis HB : forall N, sum_f_R0 (fun n => de n * de n) N <= B.
Definition QQ n := ga (S n) * ga (S n) + 2 * la * ga (S n) * ga n + ga n * ga n.

Lemma Q_step n X : 0 <= X -> QQ n <= X * X -> QQ (S n) <= (Rabs (de n) + X) * (Rabs (de n) + X).
Proof.
  intros HX H. set (y := ga (S n)). set (z := ga n).
  assert (E : QQ (S n) = de n * de n - 2 * (de n * (la * y + z)) + QQ n).
  { unfold QQ, de. fold y z. ring. }
  assert (W : Rabs (la * y + z) <= X).
  { apply sq_le_abs; [assumption|]. eapply Rle_trans; [|exact H]. unfold QQ. fold y z.
    assert (0 <= (1 - la * la) * (y * y)) by (apply Rmult_le_pos; [lra|apply Rle_0_sqr]).
    lra. }
  assert (P : - (de n * (la * y + z)) <= Rabs (de n) * X).
  { eapply Rle_trans; [apply Rle_abs|]. rewrite Rabs_Ropp, Rabs_mult.
    apply Rmult_le_compat_l; [apply Rabs_pos|exact W]. }
  assert (D : de n * de n = Rabs (de n) * Rabs (de n)).
  { rewrite <- Rabs_mult. symmetry. apply Rabs_right, Rle_ge, Rle_0_sqr. }
  rewrite E, D. lra.
Qed.

Definition X0 := 1 + Rabs (QQ 0).
Lemma Q_growth n : exists A, 0 <= A /\ A * A <= INR n * (match n with O => 0 | S m => sum_f_R0 (fun k => de k * de k) m end)
   /\ QQ n <= (X0 + A) * (X0 + A).
Proof.
  pose proof (Rabs_pos (QQ 0)) as P0. pose proof (Rle_abs (QQ 0)) as P1.
  induction n as [|n [A [HA [H1 H2]]]].
  - exists 0. simpl. split; [lra|]. split; [lra|]. unfold X0. nra.
  - exists (A + Rabs (de n)). pose proof (Rabs_pos (de n)) as Hd. split; [lra|]. split.
    + assert (D : de n * de n = Rabs (de n) * Rabs (de n)).
      { rewrite <- Rabs_mult. symmetry. apply Rabs_right, Rle_ge, Rle_0_sqr. }
      set (d := Rabs (de n)) in *. rewrite S_INR. pose proof (pos_INR n) as In. destruct n as [|n].
      * simpl in *. rewrite D. nra.
      * rewrite tech5, D. set (sg := sum_f_R0 (fun k => de k * de k) n) in *.
        set (N := INR (S n)) in *. assert (HN : 1 <= N) by (apply (le_INR 1); lia).
        assert (Hs : 2 * (A * d) <= sg + N * (d * d)).
        { assert (0 <= sg) by (apply cond_pos_sum; intros; apply Rle_0_sqr).
          apply Rmult_le_reg_l with N; [lra|].
          pose proof (Rle_0_sqr (A - N * d)) as S. unfold Rsqr in S. nra. }
        nra.
    + unfold X0 in *. replace (1 + Rabs (QQ 0) + (A + Rabs (de n))) with (Rabs (de n) + (1 + Rabs (QQ 0) + A)) by ring.
      apply Q_step; [lra|exact H2].
Qed.

Definition KK := (2 * (X0 * X0) + 2 * B) / (1 - la * la).
Lemma B_pos : 0 <= B.
Proof. eapply Rle_trans; [|apply (HB 0)]. simpl. apply Rle_0_sqr. Qed.
Lemma KK_pos : 0 <= KK.
Proof. unfold KK. pose proof B_pos. pose proof (Rle_0_sqr X0). unfold Rsqr in *.
  apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra. Qed.
Lemma ga_growth n : ga n * ga n <= KK * (INR n + 1).
Proof.
  destruct (Q_growth n) as [A [HA [H1 H2]]]. pose proof B_pos as HBp. pose proof (pos_INR n) as In.
  assert (HAB : A * A <= INR n * B).
  { eapply Rle_trans; [exact H1|]. apply Rmult_le_compat_l; [assumption|]. destruct n; [assumption|apply HB]. }
  apply Rmult_le_reg_l with (1 - la * la); [lra|].
  replace ((1 - la * la) * (KK * (INR n + 1))) with ((2 * (X0 * X0) + 2 * B) * (INR n + 1)) by (unfold KK; field; lra).
  apply Rle_trans with (QQ n).
  - unfold QQ. pose proof (Rle_0_sqr (ga (S n) + la * ga n)) as S. unfold Rsqr in S. lra.
  - eapply Rle_trans; [exact H2|]. pose proof (Rle_0_sqr (X0 - A)) as S. pose proof (Rle_0_sqr X0) as S'. unfold Rsqr in *.
    assert (0 <= X0 * X0 * INR n) by (apply Rmult_le_pos; assumption).
    lra.
Qed.

Definition tn n := sqrt (INR n + 1).
Lemma tn_sq n : tn n * tn n = INR n + 1.
Proof. apply sqrt_sqrt. pose proof (pos_INR n). lra. Qed.
Lemma tn_ge1 n : 1 <= tn n.
Proof. unfold tn. rewrite <- sqrt_1 at 1. apply sqrt_le_1_alt. pose proof (pos_INR n). lra. Qed.
Definition CC := sqrt KK.
Lemma ga_tn n : Rabs (ga n) <= CC * tn n.
Proof.
  pose proof (tn_ge1 n). assert (0 <= CC) by apply sqrt_pos.
  apply sq_le_abs; [apply Rmult_le_pos; lra|]. eapply Rle_trans; [apply ga_growth|]. right.
  replace (CC * tn n * (CC * tn n)) with ((CC * CC) * (tn n * tn n)) by ring.
  rewrite tn_sq. unfold CC. rewrite sqrt_sqrt by apply KK_pos. reflexivity.
Qed.

Definition tau n := / tn n - / tn (S n).
Lemma tau_ge n : tn n / ((INR n + 1) * (INR n + 1)) <= 6 * tau n.
Proof.
  pose proof (tn_ge1 n) as T1. pose proof (tn_ge1 (S n)) as T2. pose proof (tn_sq n) as S1. pose proof (tn_sq (S n)) as S2.
  rewrite S_INR in S2. unfold tau. rewrite <- S1. set (t := tn n) in *. set (t' := tn (S n)) in *.
  assert (E : (t' - t) * (t' + t) = 1) by lra.
  assert (L : t' <= 2 * t) by nra.
  replace (t / (t * t * (t * t))) with (/ (t * t * t)) by (field; lra).
  replace (/ t - / t') with ((t' - t) * (t' + t) / ((t' + t) * (t * t'))) by (field; split; lra).
  rewrite E. unfold Rdiv. rewrite Rmult_1_l.
  assert (P3 : 0 < t * t * t) by (repeat apply Rmult_lt_0_compat; lra).
  assert (P4 : 0 < (t' + t) * (t * t')) by (repeat apply Rmult_lt_0_compat; lra).
  apply Rmult_le_reg_r with ((t' + t) * (t * t')); [assumption|].
  rewrite (Rmult_assoc 6), Rinv_l by lra.
  apply Rmult_le_reg_l with (t * t * t); [assumption|]. rewrite <- Rmult_assoc, Rinv_r by lra.
  assert (Q1 : t * t' <= t * (2 * t)) by (apply Rmult_le_compat_l; lra).
  assert (Q2 : (t' + t) * (t * t') <= (3 * t) * (t * (2 * t))).
  { apply Rmult_le_compat; try lra. apply Rmult_le_pos; lra. }
  lra.
Qed.

Definition g n := ga n / (INR n + 1).
Definition comb n := g n + 2 * la * g (S n) + g (S (S n)).
Definition ww n := de n * de n / 2 + (8 * CC + 1) * (6 * tau n).

Lemma comb_le n : Rabs (comb n) <= ww n.
Proof.
  pose proof (tau_ge n) as T. pose proof (tn_ge1 n) as T1. pose proof (tn_sq n) as S1.
  pose proof (ga_tn (S n)) as G1. pose proof (ga_tn (S (S n))) as G2.
  assert (C0 : 0 <= CC) by apply sqrt_pos.
  pose proof (pos_INR n) as In. pose proof (tn_sq (S n)) as S2. pose proof (tn_sq (S (S n))) as S3.
  pose proof (tn_ge1 (S n)) as T2. pose proof (tn_ge1 (S (S n))) as T3.
  rewrite S_INR in S2. rewrite (S_INR (S n)), (S_INR n) in S3. unfold comb, g, ww. rewrite (S_INR (S n)), (S_INR n).
  set (s := INR n + 1) in *. assert (Hs : 1 <= s) by (unfold s; lra).
  set (t := tn n) in *. set (y := ga (S n)) in *. set (w := ga (S (S n))) in *.
  assert (Sq : forall x, 0 <= x -> x * x <= (2 * t) * (2 * t) -> x <= 2 * t).
  { intros x Hx Hq. rewrite <- (Rabs_right x) by lra. apply sq_le_abs; lra. }
  assert (L2 : tn (S n) <= 2 * t) by (apply Sq; lra).
  assert (L3 : tn (S (S n)) <= 2 * t) by (apply Sq; lra).
  assert (Ed : ga n = de n - 2 * la * y - w) by (unfold de; fold y w; ring).
  rewrite Ed. set (d := de n) in *.
  assert (Hl : Rabs la <= 1) by (apply sq_le_abs; lra).
  replace ((d - 2 * la * y - w) / s + 2 * la * (y / (s + 1)) + w / (s + 1 + 1))
    with (d / s + (- (2 * (la * y) / (s * (s + 1))) + - (2 * w / (s * (s + 2))))) by (field; repeat split; lra).
  eapply Rle_trans; [apply Rabs_triang|].
  eapply Rle_trans; [apply Rplus_le_compat_l, Rabs_triang|]. rewrite !Rabs_Ropp.
  assert (Is : 0 < / s) by (apply Rinv_0_lt_compat; lra).
  assert (Iss : 0 < / (s * s)) by (apply Rinv_0_lt_compat; nra).
  assert (B1 : Rabs (d / s) <= d * d / 2 + t / (s * s)).
  { unfold Rdiv at 1. rewrite Rabs_mult, (Rabs_right (/ s)) by lra.
    assert (D : d * d = Rabs d * Rabs d) by (rewrite <- Rabs_mult; symmetry; apply Rabs_right, Rle_ge, Rle_0_sqr).
    pose proof (Rle_0_sqr (Rabs d - / s)) as S. unfold Rsqr in S.
    assert (E : / s * / s = / (s * s)) by (field; lra).
    assert (/ (s * s) <= t / (s * s)) by (unfold Rdiv; rewrite <- (Rmult_1_l (/ (s * s))) at 1; apply Rmult_le_compat_r; lra).
    rewrite D. lra. }
  assert (Gen : forall c x, 1 <= c -> Rabs x <= 2 * CC * t -> Rabs (2 * x / (s * (s + c))) <= 4 * CC * (t / (s * s))).
  { intros c x Hc Hx. unfold Rdiv. rewrite !Rabs_mult, (Rabs_right 2) by lra.
    assert (0 < s * (s + c)) by nra.
    rewrite (Rabs_right (/ (s * (s + c)))) by (apply Rle_ge; left; apply Rinv_0_lt_compat; assumption).
    assert (I2 : / (s * (s + c)) <= / (s * s)) by (apply Rinv_le_contravar; nra).
    replace (4 * CC * (t * / (s * s))) with (2 * (2 * CC * t) * / (s * s)) by ring.
    pose proof (Rabs_pos x).
    apply Rmult_le_compat; try lra. left; apply Rinv_0_lt_compat; assumption. }
  assert (Gy : Rabs y <= 2 * CC * t).
  { eapply Rle_trans; [exact G1|]. replace (2 * CC * t) with (CC * (2 * t)) by ring. apply Rmult_le_compat_l; assumption. }
  assert (Gw : Rabs w <= 2 * CC * t).
  { eapply Rle_trans; [exact G2|]. replace (2 * CC * t) with (CC * (2 * t)) by ring. apply Rmult_le_compat_l; assumption. }
  assert (Gly : Rabs (la * y) <= 2 * CC * t).
  { rewrite Rabs_mult. pose proof (Rabs_pos y). pose proof (Rabs_pos la). nra. }
  pose proof (Gen 1 (la * y) ltac:(lra) Gly) as B2. pose proof (Gen 2 w ltac:(lra) Gw) as B3.
  apply Rle_trans with (d * d / 2 + (8 * CC + 1) * (t / (s * s))); [lra|].
  apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
Qed.

Lemma tau_pos n : 0 <= tau n.
Proof.
  pose proof (tau_ge n) as T. pose proof (tn_ge1 n). pose proof (pos_INR n).
  assert (0 <= tn n / ((INR n + 1) * (INR n + 1))).
  { apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. nra. }
  lra.
Qed.
Lemma ww_ex : ex_series ww.
Proof.
  assert (C0 : 0 <= CC) by apply sqrt_pos.
  apply (ex_bounded _ (B / 2 + (8 * CC + 1) * 6)).
  - intros n. unfold ww. pose proof (tau_pos n). pose proof (Rle_0_sqr (de n)). unfold Rsqr in *.
    apply Rplus_le_le_0_compat; [lra|apply Rmult_le_pos; lra].
  - intros N.
    assert (E : sum_f_R0 ww N = sum_f_R0 (fun n => de n * de n) N / 2 + (8 * CC + 1) * (6 * (/ tn 0 - / tn (S N)))).
    { induction N as [|N IH]; [simpl; unfold ww, tau; ring|]. rewrite !tech5, IH. unfold ww, tau. field.
      repeat split; pose proof (tn_ge1 (S N)); pose proof (tn_ge1 0); pose proof (tn_ge1 (S (S N))); lra. }
    rewrite E. specialize (HB N). apply Rplus_le_compat; [lra|].
    apply Rmult_le_compat_l; [lra|]. pose proof (tn_ge1 (S N)) as T.
    assert (E0 : tn 0 = 1) by (unfold tn; simpl; rewrite Rplus_0_l; apply sqrt_1). rewrite E0.
    assert (0 < / tn (S N)) by (apply Rinv_0_lt_compat; lra). lra.
Qed.

Lemma g_lim : is_lim_seq g 0.
Proof.
  assert (C0 : 0 <= CC) by apply sqrt_pos.
  assert (T : is_lim_seq tn p_infty).
  { unfold tn. apply (is_lim_comp_seq sqrt (fun n => INR n + 1) p_infty p_infty (is_lim_sqrt_p (fun x => x) p_infty (is_lim_id p_infty))).
    - exists 0%nat. intros n _. discriminate.
    - eapply is_lim_seq_plus; [apply is_lim_seq_INR|apply is_lim_seq_const|reflexivity]. }
  assert (TI : is_lim_seq (fun n => CC * / tn n) 0).
  { replace (Finite 0) with (Rbar_mult CC 0) by (simpl; f_equal; ring).
    apply is_lim_seq_scal_l. replace (Finite 0) with (Rbar_inv p_infty) by reflexivity.
    apply is_lim_seq_inv; [exact T|discriminate]. }
  apply is_lim_seq_abs_0.
  apply (is_lim_seq_le_le (fun _ => 0) _ (fun n => CC * / tn n)); [|apply is_lim_seq_const|exact TI].
  intros n. split; [apply Rabs_pos|]. unfold g. pose proof (tn_ge1 n). rewrite <- tn_sq.
  unfold Rdiv. rewrite Rabs_mult, (Rabs_right (/ (tn n * tn n))) by (apply Rle_ge; left; apply Rinv_0_lt_compat; nra).
  replace (CC * / tn n) with (CC * tn n * / (tn n * tn n)) by (field; lra).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; nra|apply ga_tn].
Qed.

Theorem g_series : ex_series g.
Proof.
  assert (EC : ex_series comb) by (apply (ex_series_le comb ww); [exact comb_le|exact ww_ex]).
  destruct EC as [l Hl].
  assert (L1 : -1 < la) by nra.
  assert (Hl' : is_lim_seq (sum_n comb) l) by exact Hl.
  pose proof g_lim as G0. pose proof (proj1 (is_lim_seq_incr_1 g 0) G0) as G1.
  pose proof (proj1 (is_lim_seq_incr_1 (fun n => g (S n)) 0) G1) as G2.
  exists ((l - 2 * la * (0 - g 0) - (0 + 0 - g 0 - g 1)) / (2 + 2 * la)).
  change (is_lim_seq (sum_n g) ((l - 2 * la * (0 - g 0) - (0 + 0 - g 0 - g 1)) / (2 + 2 * la))).
  apply (is_lim_seq_ext (fun N => (sum_n comb N - 2 * la * (g (S N) - g 0%nat) - (g (S N) + g (S (S N)) - g 0%nat - g 1%nat)) * / (2 + 2 * la))).
  - intros N.
    assert (E : sum_f_R0 comb N = (2 + 2 * la) * sum_f_R0 g N + 2 * la * (g (S N) - g 0%nat) + (g (S N) + g (S (S N)) - g 0%nat - g 1%nat)).
    { induction N as [|N IH]; [simpl; unfold comb; ring|]. rewrite !tech5, IH. unfold comb. ring. }
    rewrite !sum_n_Reals, E. inR. field. lra.
  - unfold Rdiv. apply is_lim_seq_mult'; [|apply is_lim_seq_const].
    apply is_lim_seq_minus'; [apply is_lim_seq_minus'; [exact Hl'|]|].
    + apply is_lim_seq_mult'; [apply is_lim_seq_const|]. apply is_lim_seq_minus'; [exact G1|apply is_lim_seq_const].
    + apply is_lim_seq_minus'; [apply is_lim_seq_minus'|apply is_lim_seq_const]; [|apply is_lim_seq_const].
      apply is_lim_seq_plus'; [exact G1|exact G2].
Qed.
End Rec.

(** * (e) the boundary theorem *)
Theorem boundary_ex z0 x : Rabs x = rad z0 -> ex_series (fun n => taylor softplus z0 n * x ^ n).
Proof.
  intros Hx. pose proof (rad_pos z0) as Hr. pose proof (rad_sq z0) as Hr2. pose proof PI_RGT_0 as Hpi.
  set (rho := rad z0) in *.
  assert (Hxx : x * x = rho * rho).
  { rewrite <- Hx, <- Rabs_mult. symmetry. apply Rabs_right, Rle_ge, Rle_0_sqr. }
  assert (HP : 0 < PI * PI) by (apply Rmult_lt_0_compat; lra).
  assert (Hrr : 0 < rho * rho) by (apply Rmult_lt_0_compat; lra).
  set (ga := fun n => coef (p z0) n * x ^ n).
  set (la := z0 * x / (rho * rho)).
  assert (Hla : la * la < 1).
  { replace (la * la) with (z0 * z0 * (x * x) / (rho * rho * (rho * rho))) by (unfold la; field; lra).
    rewrite Hxx. replace (z0 * z0 * (rho * rho) / (rho * rho * (rho * rho))) with (z0 * z0 / (rho * rho)) by (field; lra).
    apply Rmult_lt_reg_r with (rho * rho); [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (Xn : forall n, x ^ n * x ^ n = rho ^ n * rho ^ n).
  { intros n. rewrite <- !Rpow_mult_distr, Hxx. reflexivity. }
  assert (HB : forall N, sum_f_R0 (fun n => de ga la n * de ga la n) N <= Mb z0 / (rho * rho * (rho * rho))).
  { intros N. apply Rle_trans with (ts z0 (S N) rho / (rho * rho * (rho * rho))).
    - right. assert (E : forall n, de ga la n * de ga la n =
        (dn z0 (S (S n)) * rho ^ S (S n)) * (dn z0 (S (S n)) * rho ^ S (S n)) / (rho * rho * (rho * rho))).
      { intros n. assert (Ed : de ga la n = dn z0 (S (S n)) * x ^ S (S n) / (rho * rho)).
        { unfold de, ga, la, dn. fold rho. simpl pow.
          apply Rmult_eq_reg_r with (rho * rho); [|lra]. unfold Rdiv. rewrite (Rmult_assoc _ (/ (rho * rho)) (rho * rho)), Rinv_l, Rmult_1_r by lra.
          replace ((coef (p z0) n * x ^ n + 2 * (z0 * x * / (rho * rho)) * (coef (p z0) (S n) * (x * x ^ n)) +
             coef (p z0) (S (S n)) * (x * (x * x ^ n))) * (rho * rho))
          with (coef (p z0) n * x ^ n * (rho * rho) + 2 * z0 * x * (coef (p z0) (S n) * (x * x ^ n)) +
             coef (p z0) (S (S n)) * (x * (x * x ^ n)) * (rho * rho)) by (field; lra).
          rewrite <- Hxx. ring. }
        rewrite Ed.
        replace (dn z0 (S (S n)) * x ^ S (S n) / (rho * rho) * (dn z0 (S (S n)) * x ^ S (S n) / (rho * rho)))
          with (dn z0 (S (S n)) * dn z0 (S (S n)) * (x ^ S (S n) * x ^ S (S n)) / (rho * rho * (rho * rho))) by (field; lra).
        rewrite Xn. unfold Rdiv. ring. }
      induction N as [|N IH].
      + cbn [sum_f_R0 ts]. rewrite E. unfold Rdiv. ring.
      + rewrite tech5, IH, E. cbn [ts]. unfold Rdiv. ring.
    - unfold Rdiv. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; assumption|].
      apply ts_le. }
  pose proof (g_series ga la _ Hla HB) as G.
  apply ex_series_incr_1.
  apply (ex_series_ext (fun n => scal x (g ga n))).
  - intros n. change (x * (coef (p z0) n * x ^ n / (INR n + 1))
      = Derive_n softplus (S n) z0 / INR (fact (S n)) * (x * x ^ n)).
    rewrite (is_derive_n_unique _ _ _ _ (softplus_derive_n n z0)).
    rewrite <- taylor_p_coef. unfold taylor.
    change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR, S_INR.
    pose proof (pos_INR n). field. split; [apply INR_fact_neq_0|lra].
  - apply (ex_series_scal x (g ga)). exact G.
Qed.

(** value at the boundary, by Abel's theorem; s = 1 or -1 *)
Theorem boundary_sum z0 x : Rabs x = rad z0 ->
  is_series (fun n => taylor softplus z0 n * x ^ n) (softplus (z0 + x)).
Proof.
  intros Hx. pose proof (rad_pos z0) as Hr. set (rho := rad z0) in *.
  assert (Hs : exists s, s * s = 1 /\ x = s * rho).
  { unfold Rabs in Hx. destruct (Rcase_abs x); [exists (-1)|exists 1]; split; lra. }
  destruct Hs as [s [Hs1 Hs2]].
  assert (As : Rabs s = 1).
  { rewrite <- sqrt_Rsqr_abs. unfold Rsqr. rewrite Hs1. apply sqrt_1. }
  set (a := fun n => taylor softplus z0 n * s ^ n).
  assert (Ea : forall n t, a n * t ^ n = taylor softplus z0 n * (s * t) ^ n).
  { intros n t. unfold a. rewrite Rpow_mult_distr. ring. }
  assert (CV : CV_radius a = rho).
  { assert (Ab : forall n, Rabs (a n) = Rabs (taylor softplus z0 n)).
    { intros n. unfold a. rewrite Rabs_mult, <- RPow_abs, As, pow1. ring. }
    transitivity (CV_radius (taylor softplus z0)); [|apply radius_softplus_exact]. apply Rbar_le_antisym.
    - apply (proj2 (CV_radius_bounded a)). intros r [M HM].
      apply (proj1 (CV_radius_bounded (taylor softplus z0))). exists M. intros n. specialize (HM n).
      rewrite Rabs_mult in *. rewrite <- Ab. exact HM.
    - apply (proj2 (CV_radius_bounded (taylor softplus z0))). intros r [M HM].
      apply (proj1 (CV_radius_bounded a)). exists M. intros n. specialize (HM n).
      rewrite Rabs_mult in *. rewrite Ab. exact HM. }
  assert (X : ex_pseries a (CV_radius a)).
  { rewrite CV. simpl. apply ex_pseries_R. eapply ex_series_ext; [|apply (boundary_ex z0 x Hx)].
    intros n. simpl. rewrite Ea, Hs2. reflexivity. }
  assert (A : filterlim (PSeries a) (at_left rho) (locally (PSeries a rho))).
  { pose proof (Abel a) as A. rewrite CV in A. simpl in A. apply A; [exact Hr|trivial|].
    rewrite CV in X. exact X. }
  assert (B : filterlim (fun t => softplus (z0 + s * t)) (at_left rho) (locally (softplus (z0 + s * rho)))).
  { assert (C : continuous (fun t => softplus (z0 + s * t)) rho).
    { apply @ex_derive_continuous. assert (D : ex_derive softplus (z0 + s * rho)) by (eexists; apply softplus_derive).
      auto_derive. repeat split. exact D. }
    intros P HP. specialize (C P HP). unfold filtermap, at_left, within in *.
    destruct C as [d Hd]. exists d. intros y Hy _. apply Hd, Hy. }
  assert (E : PSeries a rho = softplus (z0 + s * rho)).
  { apply (filterlim_locally_unique (F := at_left rho) (PSeries a)); [exact A|].
    eapply filterlim_ext_loc; [|exact B].
    exists (mkposreal rho Hr). intros t Ht Hlt. change (Rabs (t - rho) < rho) in Ht. apply Rabs_def2 in Ht.
    symmetry. unfold PSeries. apply is_series_unique.
    assert (Hst : Rabs (s * t) < rad z0) by (rewrite Rabs_mult, As, Rmult_1_l, Rabs_right; unfold rho in *; lra).
    eapply is_series_ext; [|exact (softplus_taylor_sum z0 (s * t) Hst)]. intros n. simpl. rewrite Ea. reflexivity. }
  rewrite Hs2, <- E. rewrite CV in X. simpl in X.
  pose proof (PSeries_correct _ _ X) as S. apply is_pseries_R in S.
  eapply is_series_ext; [|exact S]. intros n. simpl. rewrite Ea. reflexivity.
Qed.

(** Taylor series of softplus at every real centre: converges exactly when |h| <= sqrt(z0^2+PI^2) *)
Theorem softplus_series_iff z0 h : ex_series (fun n => taylor softplus z0 n * h ^ n) <-> Rabs h <= rad z0.
Proof.
  split.
  - intros H. apply Rnot_lt_le. intros L. exact (softplus_taylor_diverges z0 h L H).
  - intros [H|H]; eexists; [apply softplus_taylor_sum, H|apply boundary_sum, H].
Qed.
Theorem softplus_taylor_sum_closed z0 h : Rabs h <= rad z0 ->
  is_series (fun n => taylor softplus z0 n * h ^ n) (softplus (z0 + h)).
Proof. intros [H|H]; [apply softplus_taylor_sum, H|apply boundary_sum, H]. Qed.
