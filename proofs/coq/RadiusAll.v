(** P9: at every real centre z0 the radius is exactly sqrt(z0^2 + PI^2).
    Lower bound by the Cauchy coefficient integral, written with two real functions. *)
Require Import Reals Lra Lia Factorial ZArith.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero.
Open Scope R_scope.

(** 1/(1+X+iY) = u + i v along a curve s |-> z with z' = xs + i ys, X+iY = exp(-z) *)
Lemma duv (X Y : R -> R) (s xs ys : R) :
  is_derive X s (- xs * X s + ys * Y s) ->
  is_derive Y s (- xs * Y s - ys * X s) ->
  (1 + X s) * (1 + X s) + Y s * Y s <> 0 ->
  let D := fun s => (1 + X s) * (1 + X s) + Y s * Y s in
  let u := fun s => (1 + X s) / D s in
  let v := fun s => - Y s / D s in
  is_derive u s (xs * (u s - u s * u s + v s * v s) - ys * (v s - 2 * u s * v s)) /\
  is_derive v s (ys * (u s - u s * u s + v s * v s) + xs * (v s - 2 * u s * v s)).
Proof.
  intros HX HY HD D u v. unfold u, v, D.
  assert (EX : ex_derive X s) by (eexists; eassumption).
  assert (EY : ex_derive Y s) by (eexists; eassumption).
  split; auto_derive; try (repeat split; assumption);
    replace (Derive (fun x => X x) s) with (Derive X s) by reflexivity;
    replace (Derive (fun x => Y x) s) with (Derive Y s) by reflexivity;
    rewrite (is_derive_unique _ _ _ HX), (is_derive_unique _ _ _ HY);
    generalize dependent (X s); generalize dependent (Y s); intros; field; assumption.
Qed.

Section All.
Variable z0 : R.
Let a := coef (p z0).

Definition Xf r th := exp (- (z0 + cos th * r)) * cos (sin th * r).
Definition Yf r th := - (exp (- (z0 + cos th * r)) * sin (sin th * r)).
Definition Den r th := (1 + Xf r th) * (1 + Xf r th) + Yf r th * Yf r th.
Definition u r th := (1 + Xf r th) / Den r th.
Definition v r th := - Yf r th / Den r th.
Definition Pf r th := u r th - u r th * u r th + v r th * v r th.
Definition Qf r th := v r th - 2 * u r th * v r th.

Lemma Den_neq r th : r * r < z0 * z0 + PI * PI -> Den r th <> 0.
Proof.
  unfold Den, Xf, Yf. intros Hr H.
  set (x := z0 + cos th * r) in *. set (y := sin th * r) in *.
  pose proof (exp_pos (- x)) as HE. set (E := exp (- x)) in *.
  pose proof (Rle_0_sqr (1 + E * cos y)) as S1. pose proof (Rle_0_sqr (E * sin y)) as S2.
  unfold Rsqr in *.
  assert (H1 : 1 + E * cos y = 0) by nra.
  assert (H2 : E * sin y = 0) by nra.
  assert (H3 : sin y = 0) by (apply Rmult_integral in H2; destruct H2; lra).
  pose proof (sin2_cos2 y) as SC. unfold Rsqr in SC. rewrite H3 in SC.
  assert (H4 : cos y = -1) by nra.
  assert (HE1 : E = 1) by nra.
  assert (Hx : x = 0).
  { apply Ropp_eq_compat in HE1. unfold E in HE1.
    assert (exp (- x) = exp 0) by (rewrite exp_0; lra). apply exp_inv in H0. lra. }
  destruct (sin_eq_0_0 _ H3) as [k Hk].
  assert (Hk0 : (k <> 0)%Z). { intros ->. rewrite Rmult_0_l in Hk. rewrite Hk, cos_0 in H4. lra. }
  assert (Hk1 : 1 <= IZR k * IZR k). { rewrite <- mult_IZR. apply IZR_le. nia. }
  pose proof PI_RGT_0. assert (Hy : PI * PI <= y * y) by (rewrite Hk; nra).
  pose proof (sin2_cos2 th) as T1. unfold Rsqr in T1.
  assert (Hz : z0 = - (cos th * r)) by (unfold x in Hx; lra).
  unfold y in Hy. rewrite Hz in Hr. nra.
Qed.

Lemma uv_r r th : r * r < z0 * z0 + PI * PI ->
  is_derive (fun r => u r th) r (cos th * Pf r th - sin th * Qf r th) /\
  is_derive (fun r => v r th) r (sin th * Pf r th + cos th * Qf r th).
Proof.
  intros Hr. apply (duv (fun r => Xf r th) (fun r => Yf r th) r (cos th) (sin th)).
  - unfold Xf, Yf. auto_derive; [trivial|]. ring.
  - unfold Xf, Yf. auto_derive; [trivial|]. ring.
  - apply (Den_neq r th Hr).
Qed.
Lemma uv_th r th : r * r < z0 * z0 + PI * PI ->
  is_derive (u r) th (- (r * sin th) * Pf r th - r * cos th * Qf r th) /\
  is_derive (v r) th (r * cos th * Pf r th + - (r * sin th) * Qf r th).
Proof.
  intros Hr. apply (duv (Xf r) (Yf r) th (- (r * sin th)) (r * cos th)).
  - unfold Xf, Yf. auto_derive; [trivial|]. ring.
  - unfold Xf, Yf. auto_derive; [trivial|]. ring.
  - apply (Den_neq r th Hr).
Qed.

Variable n : nat.
Definition f r th := u r th * cos (INR n * th) + v r th * sin (INR n * th).
Definition g r th := v r th * cos (INR n * th) - u r th * sin (INR n * th).
Definition fr r th := (cos th * Pf r th - sin th * Qf r th) * cos (INR n * th)
                    + (sin th * Pf r th + cos th * Qf r th) * sin (INR n * th).

Lemma f_r r th : r * r < z0 * z0 + PI * PI -> is_derive (fun r => f r th) r (fr r th).
Proof.
  intros Hr. destruct (uv_r r th Hr) as [Hu Hv]. unfold f, fr.
  evar_last.
  - apply @is_derive_plus.
    + apply (is_derive_ext (fun r => cos (INR n * th) * u r th)); [intros; apply Rmult_comm|].
      apply is_derive_scal, Hu.
    + apply (is_derive_ext (fun r => sin (INR n * th) * v r th)); [intros; apply Rmult_comm|].
      apply is_derive_scal, Hv.
  - unfold plus; simpl. ring.
Qed.

Lemma g_th r th : r * r < z0 * z0 + PI * PI ->
  is_derive (g r) th (r * fr r th - INR n * f r th).
Proof.
  intros Hr. destruct (uv_th r th Hr) as [Hu Hv]. unfold g.
  assert (E1 : ex_derive (u r) th) by (eexists; apply Hu).
  assert (E2 : ex_derive (v r) th) by (eexists; apply Hv).
  auto_derive; [repeat split; assumption|].
  replace (Derive (fun x => u r x) th) with (Derive (u r) th) by reflexivity.
  replace (Derive (fun x => v r x) th) with (Derive (v r) th) by reflexivity.
  rewrite (is_derive_unique _ _ _ Hu), (is_derive_unique _ _ _ Hv).
  unfold f, fr. ring.
Qed.

Lemma f_ex_th r th : r * r < z0 * z0 + PI * PI -> ex_derive (f r) th.
Proof.
  intros Hr. destruct (uv_th r th Hr) as [Hu Hv]. unfold f.
  assert (E1 : ex_derive (u r) th) by (eexists; apply Hu).
  assert (E2 : ex_derive (v r) th) by (eexists; apply Hv).
  auto_derive. repeat split; assumption.
Qed.
Lemma fr_ex_th r th : r * r < z0 * z0 + PI * PI -> ex_derive (fr r) th.
Proof.
  intros Hr. destruct (uv_th r th Hr) as [Hu Hv]. unfold fr, Pf, Qf.
  assert (E1 : ex_derive (u r) th) by (eexists; apply Hu).
  assert (E2 : ex_derive (v r) th) by (eexists; apply Hv).
  auto_derive. repeat split; assumption.
Qed.

(* continuity in (r, theta); syntactic, so that nothing is unfolded *)
Ltac c2d := repeat (try assumption; match goal with
  | |- continuity_2d_pt (fun x y => @?h x y + @?k x y) _ _ => apply (continuity_2d_pt_plus h k)
  | |- continuity_2d_pt (fun x y => @?h x y - @?k x y) _ _ => apply (continuity_2d_pt_minus h k)
  | |- continuity_2d_pt (fun x y => @?h x y * @?k x y) _ _ => apply (continuity_2d_pt_mult h k)
  | |- continuity_2d_pt (fun x y => - @?h x y) _ _ => apply (continuity_2d_pt_opp h)
  | |- continuity_2d_pt (fun x y => exp (@?h x y)) _ _ =>
       apply (continuity_1d_2d_pt_comp exp h); [apply derivable_continuous_pt, derivable_pt_exp|]
  | |- continuity_2d_pt (fun x y => cos (@?h x y)) _ _ =>
       apply (continuity_1d_2d_pt_comp cos h); [apply continuity_cos|]
  | |- continuity_2d_pt (fun x y => sin (@?h x y)) _ _ =>
       apply (continuity_1d_2d_pt_comp sin h); [apply continuity_sin|]
  | |- continuity_2d_pt (fun x y => x) _ _ => apply continuity_2d_pt_id1
  | |- continuity_2d_pt (fun x y => y) _ _ => apply continuity_2d_pt_id2
  | |- continuity_2d_pt (fun x y => ?k) _ _ => apply continuity_2d_pt_const
  end).

Lemma X_2d r th : continuity_2d_pt (fun r th => Xf r th) r th.
Proof. unfold Xf. c2d. Qed.
Lemma Y_2d r th : continuity_2d_pt (fun r th => Yf r th) r th.
Proof. unfold Yf. c2d. Qed.
Lemma Den_2d r th : continuity_2d_pt (fun r th => Den r th) r th.
Proof. pose proof (X_2d r th). pose proof (Y_2d r th). unfold Den. c2d. Qed.
Lemma u_2d r th : r * r < z0 * z0 + PI * PI -> continuity_2d_pt (fun r th => u r th) r th.
Proof. intros Hr. pose proof (X_2d r th).
  pose proof (continuity_2d_pt_inv _ r th (Den_2d r th) (Den_neq r th Hr)).
  unfold u, Rdiv. c2d. Qed.
Lemma v_2d r th : r * r < z0 * z0 + PI * PI -> continuity_2d_pt (fun r th => v r th) r th.
Proof. intros Hr. pose proof (Y_2d r th).
  pose proof (continuity_2d_pt_inv _ r th (Den_2d r th) (Den_neq r th Hr)).
  unfold v, Rdiv. c2d. Qed.
Lemma fr_2d r th : r * r < z0 * z0 + PI * PI -> continuity_2d_pt (fun r th => fr r th) r th.
Proof. intros Hr. pose proof (u_2d r th Hr). pose proof (v_2d r th Hr).
  unfold fr, Pf, Qf. c2d. Qed.

Lemma near r : r * r < z0 * z0 + PI * PI ->
  exists d : posreal, forall s, Rabs (s - r) < d -> s * s < z0 * z0 + PI * PI.
Proof.
  intros Hr.
  assert (C : continuous (fun s => s * s) r).
  { apply @ex_derive_continuous. auto_derive. trivial. }
  destruct (C (fun w => w < z0 * z0 + PI * PI)) as [d Hd].
  - apply (open_lt (z0 * z0 + PI * PI)). exact Hr.
  - exists d. intros s Hs. apply Hd. exact Hs.
Qed.

Definition cc r := RInt (f r) 0 (2 * PI).

Lemma ex_RInt_f r : r * r < z0 * z0 + PI * PI -> ex_RInt (f r) 0 (2 * PI).
Proof. intros Hr. apply (@ex_RInt_continuous R_CompleteNormedModule). intros th _. apply @ex_derive_continuous, f_ex_th, Hr. Qed.
Lemma ex_RInt_fr r : r * r < z0 * z0 + PI * PI -> ex_RInt (fr r) 0 (2 * PI).
Proof. intros Hr. apply (@ex_RInt_continuous R_CompleteNormedModule). intros th _. apply @ex_derive_continuous, fr_ex_th, Hr. Qed.

Lemma cc_derive r : r * r < z0 * z0 + PI * PI -> is_derive cc r (RInt (fr r) 0 (2 * PI)).
Proof.
  intros Hr. destruct (near r Hr) as [d Hd].
  assert (E : RInt (fr r) 0 (2 * PI) = RInt (fun t => Derive (fun w => f w t) r) 0 (2 * PI)).
  { apply RInt_ext. intros t _. symmetry. apply is_derive_unique, f_r, Hr. }
  rewrite E. apply is_derive_RInt_param.
  - exists d. intros s Hs t _. eexists. apply f_r. apply Hd. exact Hs.
  - intros t _. apply (continuity_2d_pt_ext_loc fr).
    + exists d. intros s t' Hs _. symmetry. apply is_derive_unique, f_r, Hd, Hs.
    + apply fr_2d, Hr.
  - exists d. intros s Hs. apply ex_RInt_f, Hd, Hs.
Qed.

Lemma g_period r : g r (2 * PI) = g r 0.
Proof.
  unfold g, u, v, Den, Xf, Yf.
  assert (C : cos (2 * PI) = cos 0) by (rewrite cos_2PI, cos_0; reflexivity).
  assert (S : sin (2 * PI) = sin 0) by (rewrite sin_2PI, sin_0; reflexivity).
  assert (Cn : cos (INR n * (2 * PI)) = cos (INR n * 0)).
  { replace (INR n * (2 * PI)) with (0 + 2 * INR n * PI) by ring. rewrite cos_period, Rmult_0_r. reflexivity. }
  assert (Sn : sin (INR n * (2 * PI)) = sin (INR n * 0)).
  { replace (INR n * (2 * PI)) with (0 + 2 * INR n * PI) by ring. rewrite sin_period, Rmult_0_r. reflexivity. }
  rewrite C, S, Cn, Sn. reflexivity.
Qed.

Lemma cc_ode r : r * r < z0 * z0 + PI * PI -> r * RInt (fr r) 0 (2 * PI) = INR n * cc r.
Proof.
  intros Hr.
  assert (H : is_RInt (fun th => r * fr r th - INR n * f r th) 0 (2 * PI) (minus (g r (2 * PI)) (g r 0))).
  { apply (@is_RInt_derive R_CompleteNormedModule (g r)).
    - intros th _. apply g_th, Hr.
    - intros th _. apply @ex_derive_continuous.
      pose proof (f_ex_th r th Hr). pose proof (fr_ex_th r th Hr).
      auto_derive. repeat split; assumption. }
  assert (H2 : is_RInt (fun th => r * fr r th - INR n * f r th) 0 (2 * PI)
                 (r * RInt (fr r) 0 (2 * PI) - INR n * cc r)).
  { apply (is_RInt_minus (fun th => r * fr r th) (fun th => INR n * f r th)).
    - apply (is_RInt_scal (fr r)). apply (@RInt_correct R_CompleteNormedModule), ex_RInt_fr, Hr.
    - apply (is_RInt_scal (f r)). apply (@RInt_correct R_CompleteNormedModule), ex_RInt_f, Hr. }
  apply (@is_RInt_unique R_CompleteNormedModule) in H.
  apply (@is_RInt_unique R_CompleteNormedModule) in H2. rewrite H2 in H.
  rewrite g_period in H. unfold minus, plus, opp in H; simpl in H. lra.
Qed.

Lemma cc_const s r : 0 < s -> s < r -> r * r < z0 * z0 + PI * PI -> cc s / s ^ n = cc r / r ^ n.
Proof.
  intros Hs Hsr Hr.
  apply (eq_is_derive (fun x => cc x / x ^ n) s r); [|exact Hsr]. intros t Ht.
  assert (Ht2 : t * t < z0 * z0 + PI * PI) by nra.
  pose proof (cc_derive t Ht2) as D. pose proof (cc_ode t Ht2) as O.
  assert (P : t ^ n <> 0) by (apply pow_nonzero; lra).
  assert (E : ex_derive cc t) by (eexists; apply D).
  auto_derive; [repeat split; assumption|].
  replace (Derive (fun x => cc x) t) with (Derive cc t) by reflexivity.
  rewrite (is_derive_unique _ _ _ D).
  unfold zero; simpl.
  apply Rmult_eq_reg_l with (t * t ^ n * t ^ n); [|repeat apply Rmult_integral_contrapositive_currified; try assumption; lra].
  rewrite Rmult_0_r.
  replace (RInt (fr t) 0 (2 * PI)) with (INR n * cc t / t) by (rewrite <- O; field; lra).
  destruct n as [|m].
  - simpl. field. lra.
  - simpl (pred (S m)). simpl pow in *.
    assert (t ^ m <> 0) by (apply pow_nonzero; lra). field. lra.
Qed.

(** ** Small radius: the coefficients a_k give u + i v, with an explicit tail bound *)
Lemma re_im_cos th k : re (cos th) (sin th) k = cos (INR k * th) /\ im (cos th) (sin th) k = sin (INR k * th).
Proof.
  induction k as [|k [E1 E2]].
  - simpl INR. rewrite Rmult_0_l, cos_0, sin_0. split; reflexivity.
  - rewrite re_S, im_S, E1, E2, S_INR, Rmult_plus_distr_r, Rmult_1_l, cos_plus, sin_plus. split; ring.
Qed.

Lemma small_sq s : 0 < s <= / 4 -> s * s < z0 * z0 + PI * PI.
Proof.
  intros Hs. pose proof PI2_1 as H. pose proof (Rle_0_sqr z0). unfold Rsqr in *. nra.
Qed.

Lemma small_uv s th : 0 < s <= / 4 ->
  PSeries (fun k => a k * re (cos th) (sin th) k) s = u s th /\
  PSeries (fun k => a k * im (cos th) (sin th) k) s = v s th.
Proof.
  intros Hs.
  destruct (line_identity z0 (cos th) (sin th) 1 (/2) 1) with (t := s) as [E1 E2]; try lra.
  - pose proof (sin2_cos2 th) as T1. unfold Rsqr in T1. lra.
  - intros k. rewrite Rmult_1_l. apply half_pow, coef_p_bound.
  - rewrite Rabs_right; lra.
  - set (U := PSeries (fun k => a k * re (cos th) (sin th) k) s) in *.
    set (V := PSeries (fun k => a k * im (cos th) (sin th) k) s) in *.
    assert (E1' : U * (1 + Xf s th) - V * Yf s th - 1 = 0) by exact E1.
    assert (E2' : V * (1 + Xf s th) + U * Yf s th = 0) by exact E2.
    clear E1 E2.
    pose proof (Den_neq s th (small_sq s Hs)) as HD. unfold u, v.
    split; apply Rmult_eq_reg_r with (Den s th); try assumption; unfold Rdiv;
      rewrite Rmult_assoc, Rinv_l by assumption; unfold Den; apply Rminus_diag_uniq.
    + transitivity ((1 + Xf s th) * (U * (1 + Xf s th) - V * Yf s th - 1)
                    + Yf s th * (V * (1 + Xf s th) + U * Yf s th)); [ring|].
      rewrite E1', E2'. ring.
    + transitivity ((1 + Xf s th) * (V * (1 + Xf s th) + U * Yf s th)
                    - Yf s th * (U * (1 + Xf s th) - V * Yf s th - 1)); [ring|].
      rewrite E1', E2'. ring.
Qed.

Lemma tail (w : nat -> R) s : 0 < s <= / 4 -> (forall k, Rabs (w k) <= 2 ^ k) ->
  Rabs (PSeries w s - sum_f_R0 (fun k => w k * s ^ k) n) <= 2 * 2 ^ S n * s ^ S n.
Proof.
  intros Hs Hw.
  assert (Hex : forall m, ex_series (fun k => Rabs (w (m + k)%nat * s ^ k))).
  { intros m. apply (ex_series_le (fun k => Rabs (w (m + k)%nat * s ^ k)) (fun k => 2 ^ m * (/ 2) ^ k)).
    - intros k. unfold norm; simpl. unfold abs; simpl. rewrite Rabs_Rabsolu, Rabs_mult, (Rabs_right (s ^ k)) by (apply Rle_ge, pow_le; lra).
      apply Rle_trans with (2 ^ (m + k) * (/ 4) ^ k).
      + apply Rmult_le_compat; [apply Rabs_pos|apply pow_le; lra|apply Hw|apply pow_incr; lra].
      + right. rewrite pow_add, Rmult_assoc, <- Rpow_mult_distr. f_equal. f_equal. lra.
    - apply (ex_series_scal_l (2 ^ m) (fun k => (/2) ^ k)). apply ex_series_geom. rewrite Rabs_right; lra. }
  assert (Hps : ex_pseries w s).
  { apply ex_pseries_R. apply ex_series_Rabs. exact (Hex 0%nat). }
  rewrite (PSeries_decr_n w n s Hps).
  match goal with |- Rabs (?A + ?B - ?A) <= _ => replace (A + B - A) with B by ring end.
  rewrite Rabs_mult, (Rabs_right (s ^ S n)) by (apply Rle_ge, pow_le; lra).
  rewrite (Rmult_comm (2 * 2 ^ S n)). apply Rmult_le_compat_l; [apply pow_le; lra|].
  unfold PSeries, PS_decr_n.
  eapply Rle_trans; [apply Series_Rabs, Hex|].
  apply Rle_trans with (Series (fun k => 2 ^ S n * (/ 2) ^ k)).
  - apply Series_le.
    + intros k. split; [apply Rabs_pos|].
      rewrite Rabs_mult, (Rabs_right (s ^ k)) by (apply Rle_ge, pow_le; lra).
      apply Rle_trans with (2 ^ (S n + k) * (/ 4) ^ k).
      * apply Rmult_le_compat; [apply Rabs_pos|apply pow_le; lra|apply Hw|apply pow_incr; lra].
      * right. rewrite pow_add, Rmult_assoc, <- Rpow_mult_distr. f_equal. f_equal. lra.
    + apply (ex_series_scal_l (2 ^ S n) (fun k => (/2) ^ k)). apply ex_series_geom. rewrite Rabs_right; lra.
  - rewrite Series_scal_l, Series_geom by (rewrite Rabs_right; lra). right. field.
Qed.

(** ** Orthogonality *)
Lemma orth k : (k <= n)%nat ->
  is_RInt (fun th => cos (INR k * th) * cos (INR n * th) + sin (INR k * th) * sin (INR n * th))
     0 (2 * PI) (if Nat.eqb k n then 2 * PI else 0).
Proof.
  intros Hk.
  assert (EC : forall th : R, cos (INR (n - k) * th) =
     cos (INR k * th) * cos (INR n * th) + sin (INR k * th) * sin (INR n * th)).
  { intros th. rewrite minus_INR by assumption.
    replace ((INR n - INR k) * th) with (INR n * th - INR k * th) by ring.
    rewrite cos_minus. ring. }
  apply (is_RInt_ext (fun th => cos (INR (n - k) * th))).
  { intros th _. apply EC. }
  destruct (Nat.eqb_spec k n) as [->|Hne].
  - rewrite Nat.sub_diag. apply (is_RInt_ext (fun _ => 1)).
    { intros th _. simpl. rewrite Rmult_0_l, cos_0. reflexivity. }
    replace (2 * PI) with (scal (2 * PI - 0) 1) at 2 by (unfold scal; simpl; unfold mult; simpl; ring).
    apply @is_RInt_const.
  - assert (P : 0 < INR (n - k)) by (apply lt_0_INR; lia).
    replace 0 with (minus (sin (INR (n - k) * (2 * PI)) / INR (n - k)) (sin (INR (n - k) * 0) / INR (n - k))) at 2.
    + apply (@is_RInt_derive R_CompleteNormedModule (fun th => sin (INR (n - k) * th) / INR (n - k))).
      * intros th _. auto_derive; [trivial|]. field. lra.
      * intros th _. apply @ex_derive_continuous. auto_derive. trivial.
    + replace (INR (n - k) * (2 * PI)) with (0 + 2 * INR (n - k) * PI) by ring.
      rewrite sin_period, Rmult_0_r, sin_0. unfold minus, plus, opp; simpl. field. lra.
Qed.

Definition trunc s th := sum_f_R0 (fun k => a k * s ^ k *
   (cos (INR k * th) * cos (INR n * th) + sin (INR k * th) * sin (INR n * th))) n.

Lemma is_RInt_sum (F : nat -> R -> R) (I : nat -> R) lo hi N :
  (forall k, (k <= N)%nat -> is_RInt (F k) lo hi (I k)) ->
  is_RInt (fun th => sum_f_R0 (fun k => F k th) N) lo hi (sum_f_R0 I N).
Proof.
  induction N as [|N IH]; intros H.
  - apply (H 0%nat). lia.
  - apply (is_RInt_plus (fun th => sum_f_R0 (fun k => F k th) N) (F (S N))).
    + apply IH. intros k Hk. apply H. lia.
    + apply H. lia.
Qed.

Lemma trunc_int s : is_RInt (trunc s) 0 (2 * PI) (2 * PI * a n * s ^ n).
Proof.
  unfold trunc.
  replace (2 * PI * a n * s ^ n) with (sum_f_R0 (fun k => a k * s ^ k * (if Nat.eqb k n then 2 * PI else 0)) n).
  - apply (is_RInt_sum (fun k th => a k * s ^ k *
       (cos (INR k * th) * cos (INR n * th) + sin (INR k * th) * sin (INR n * th)))).
    intros k Hk. apply (@is_RInt_scal R_NormedModule _ 0 (2 * PI) (a k * s ^ k) _ (orth k Hk)).
  - destruct n as [|m]; [simpl; ring|]. rewrite tech5, Nat.eqb_refl.
    rewrite (sum_eq _ (fun _ => 0)).
    + rewrite sum_cte. ring.
    + intros k Hk. destruct (Nat.eqb_spec k (S m)); [lia|ring].
Qed.

Lemma f_trunc s th : 0 < s <= / 4 -> Rabs (f s th - trunc s th) <= 4 * 2 ^ S n * s ^ S n.
Proof.
  intros Hs. destruct (small_uv s th Hs) as [Eu Ev].
  assert (Hw1 : forall k, Rabs (a k * re (cos th) (sin th) k) <= 2 ^ k).
  { intros k. destruct (re_im_cos th k) as [-> _]. rewrite Rabs_mult, <- (Rmult_1_r (2 ^ k)).
    apply Rmult_le_compat; try apply Rabs_pos; [apply coef_p_bound|]. apply Rabs_le, COS_bound. }
  assert (Hw2 : forall k, Rabs (a k * im (cos th) (sin th) k) <= 2 ^ k).
  { intros k. destruct (re_im_cos th k) as [_ ->]. rewrite Rabs_mult, <- (Rmult_1_r (2 ^ k)).
    apply Rmult_le_compat; try apply Rabs_pos; [apply coef_p_bound|]. apply Rabs_le, SIN_bound. }
  pose proof (tail _ s Hs Hw1) as T1. pose proof (tail _ s Hs Hw2) as T2.
  rewrite Eu in T1. rewrite Ev in T2. cbv beta in T1, T2.
  set (s1 := sum_f_R0 (fun k => a k * re (cos th) (sin th) k * s ^ k) n) in *.
  set (s2 := sum_f_R0 (fun k => a k * im (cos th) (sin th) k * s ^ k) n) in *.
  assert (E : trunc s th = cos (INR n * th) * s1 + sin (INR n * th) * s2).
  { unfold trunc, s1, s2. rewrite sum_lin. apply sum_eq. intros k _.
    destruct (re_im_cos th k) as [-> ->]. ring. }
  rewrite E. unfold f.
  replace (u s th * cos (INR n * th) + v s th * sin (INR n * th)
     - (cos (INR n * th) * s1 + sin (INR n * th) * s2))
    with ((u s th - s1) * cos (INR n * th) + (v s th - s2) * sin (INR n * th)) by ring.
  eapply Rle_trans; [apply Rabs_triang|]. rewrite !Rabs_mult.
  pose proof (Rmult_le_compat_l _ _ _ (Rabs_pos (u s th - s1)) (Rabs_le _ _ (COS_bound (INR n * th)))) as B1.
  pose proof (Rmult_le_compat_l _ _ _ (Rabs_pos (v s th - s2)) (Rabs_le _ _ (SIN_bound (INR n * th)))) as B2.
  rewrite Rmult_1_r in B1, B2.
  replace (4 * 2 ^ S n * s ^ S n) with (2 * 2 ^ S n * s ^ S n + 2 * 2 ^ S n * s ^ S n) by ring.
  lra.
Qed.

Lemma cc_small s : 0 < s <= / 4 -> Rabs (cc s / s ^ n - 2 * PI * a n) <= (2 * PI * (4 * 2 ^ S n)) * s.
Proof.
  intros Hs. pose proof PI_RGT_0 as Hpi.
  pose proof (ex_RInt_f s (small_sq s Hs)) as Ef.
  pose proof (trunc_int s) as It.
  assert (Et : ex_RInt (trunc s) 0 (2 * PI)) by (eexists; exact It).
  assert (E : cc s - 2 * PI * a n * s ^ n = RInt (fun th => minus (f s th) (trunc s th)) 0 (2 * PI)).
  { rewrite (@RInt_minus R_CompleteNormedModule) by assumption.
    rewrite (@is_RInt_unique R_CompleteNormedModule _ _ _ _ It). reflexivity. }
  assert (B : Rabs (cc s - 2 * PI * a n * s ^ n) <= (2 * PI - 0) * (4 * 2 ^ S n * s ^ S n)).
  { rewrite E. apply abs_RInt_le_const; [lra| |].
    - apply (@ex_RInt_minus R_NormedModule); assumption.
    - intros th _. apply f_trunc, Hs. }
  assert (P : 0 < s ^ n) by (apply pow_lt; lra).
  apply Rmult_le_reg_r with (s ^ n); [assumption|].
  rewrite <- (Rabs_right (s ^ n)) at 2 by lra. rewrite <- Rabs_mult.
  replace ((cc s / s ^ n - 2 * PI * a n) * s ^ n) with (cc s - 2 * PI * a n * s ^ n) by (field; lra).
  eapply Rle_trans; [exact B|]. right. simpl. ring.
Qed.

Theorem cauchy_coef r : 0 < r -> r * r < z0 * z0 + PI * PI -> cc r = 2 * PI * a n * r ^ n.
Proof.
  intros Hr Hr2.
  assert (P : 0 < r ^ n) by (apply pow_lt; lra).
  apply Rmult_eq_reg_r with (/ r ^ n); [|apply Rinv_neq_0_compat; lra].
  rewrite (Rmult_assoc _ (r ^ n)), Rinv_r, Rmult_1_r by lra.
  apply Rminus_diag_uniq.
  set (C := 2 * PI * (4 * 2 ^ S n)).
  assert (HC : 0 < C) by (unfold C; pose proof PI_RGT_0; pose proof (pow_lt 2 (S n) ltac:(lra)); nra).
  set (D := cc r * / r ^ n - 2 * PI * a n).
  destruct (Req_dec D 0) as [|HD]; [assumption|exfalso].
  pose proof (Rabs_pos_lt D HD) as HDp.
  set (s := Rmin (/ 4) (Rmin (r / 2) (Rabs D / (2 * C)))).
  assert (HA : 0 < Rabs D / (2 * C)) by (apply Rdiv_lt_0_compat; lra).
  assert (Hs : 0 < s) by (unfold s; repeat apply Rmin_glb_lt; lra).
  assert (Hs4 : s <= / 4) by apply Rmin_l.
  assert (Hsr : s <= r / 2) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_l]).
  assert (HsD : s <= Rabs D / (2 * C)) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
  pose proof (cc_small s (conj Hs Hs4)) as B. fold C in B.
  rewrite (cc_const s r) in B by lra.
  change (Rabs D <= C * s) in B.
  assert (C * s <= Rabs D / 2).
  { replace (Rabs D / 2) with (C * (Rabs D / (2 * C))) by (field; lra).
    apply Rmult_le_compat_l; lra. }
  lra.
Qed.
End All.

Lemma uv_bound z0 r : r * r < z0 * z0 + PI * PI ->
  exists M, forall th, 0 <= th <= 2 * PI -> u z0 r th * u z0 r th + v z0 r th * v z0 r th <= M.
Proof.
  intros Hr. pose proof PI_RGT_0 as Hpi.
  destruct (continuity_ab_maj (fun th => u z0 r th * u z0 r th + v z0 r th * v z0 r th) 0 (2 * PI)) as [m [Hm _]].
  - lra.
  - intros th _. apply derivable_continuous_pt.
    destruct (uv_th z0 r th Hr) as [Hu Hv].
    assert (E1 : ex_derive (u z0 r) th) by (eexists; exact Hu).
    assert (E2 : ex_derive (v z0 r) th) by (eexists; exact Hv).
    apply ex_derive_Reals_0. auto_derive. repeat split; assumption.
  - exists (u z0 r m * u z0 r m + v z0 r m * v z0 r m). exact Hm.
Qed.

Theorem radius_p_lower z0 : Rbar_le (sqrt (z0 * z0 + PI * PI)) (CV_radius (taylor p z0)).
Proof.
  rewrite (CV_radius_ext _ _ (taylor_p_coef z0)).
  pose proof PI_RGT_0 as Hpi.
  assert (Hpos : 0 < z0 * z0 + PI * PI) by (pose proof (Rle_0_sqr z0); unfold Rsqr in *; nra).
  set (rho := sqrt (z0 * z0 + PI * PI)) in *.
  assert (Hrho : 0 < rho) by (apply sqrt_lt_R0; assumption).
  assert (Hrho2 : rho * rho = z0 * z0 + PI * PI) by (apply sqrt_sqrt; lra).
  assert (G : forall r, 0 < r < rho -> Rbar_le r (CV_radius (coef (p z0)))).
  { intros r Hr. assert (Hr2 : r * r < z0 * z0 + PI * PI) by nra.
    destruct (uv_bound z0 r Hr2) as [M HM].
    apply (proj1 (CV_radius_bounded _)). exists (1 + M). intros n.
    pose proof (cauchy_coef z0 n r (proj1 Hr) Hr2) as E.
    assert (B : Rabs (cc z0 n r) <= (2 * PI - 0) * (1 + M)).
    { apply abs_RInt_le_const; [lra|apply ex_RInt_f, Hr2|].
      intros th Hth. specialize (HM th Hth). unfold f.
      pose proof (COS_bound (INR n * th)) as C1. pose proof (SIN_bound (INR n * th)) as C2.
      pose proof (sin2_cos2 (INR n * th)) as SC. unfold Rsqr in SC.
      set (c := cos (INR n * th)) in *. set (s := sin (INR n * th)) in *.
      set (uu := u z0 r th) in *. set (vv := v z0 r th) in *.
      pose proof (Rle_0_sqr (uu - c)). pose proof (Rle_0_sqr (vv - s)).
      pose proof (Rle_0_sqr (uu + c)). pose proof (Rle_0_sqr (vv + s)). unfold Rsqr in *.
      pose proof (Rle_0_sqr uu). pose proof (Rle_0_sqr vv). unfold Rsqr in *.
      apply Rabs_le. split; lra. }
    rewrite E in B. rewrite Rminus_0_r in B.
    rewrite (Rmult_assoc (2 * PI)), Rabs_mult, (Rabs_right (2 * PI)) in B by lra.
    apply Rmult_le_reg_l with (2 * PI); [lra|exact B]. }
  destruct (CV_radius (coef (p z0))) as [r| |] eqn:EQ; simpl; [|trivial|].
  - apply Rnot_lt_le. intros Hr.
    assert (0 < r) by (specialize (G (rho / 2) ltac:(lra)); simpl in G; lra).
    specialize (G ((r + rho) / 2) ltac:(lra)). simpl in G. lra.
  - specialize (G (rho / 2) ltac:(lra)). simpl in G. contradiction.
Qed.

Theorem radius_p_exact z0 : CV_radius (taylor p z0) = sqrt (z0 * z0 + PI * PI).
Proof. apply Rbar_le_antisym; [apply radius_p_upper|apply radius_p_lower]. Qed.

Theorem radius_softplus_exact z0 : CV_radius (taylor softplus z0) = sqrt (z0 * z0 + PI * PI).
Proof. rewrite radius_softplus. apply radius_p_exact. Qed.

