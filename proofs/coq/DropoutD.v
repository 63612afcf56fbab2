(** E2: dropout in d dimensions.  xi_j in {0, 1/(1-dl)} independent: the product law over boolean masks
    (true = kept).  a = list of the a_j = x_j beta_j, b = undropped bias, centre z0 = b + sum a. *)
Require Import Reals Lra Lia Factorial List.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Logistic Radius RadiusZero RadiusAll Dropout Parity FiniteLaw.
Import ListNotations.
Open Scope R_scope.

Fixpoint masks (n : nat) : list (list bool) :=
  match n with O => [[]] | S m => map (cons true) (masks m) ++ map (cons false) (masks m) end.
Definition xi (dl : R) (k : bool) : R := if k then 1 / (1 - dl) else 0.
Fixpoint prob (dl : R) (m : list bool) : R :=
  match m with [] => 1 | k :: m' => (if k then 1 - dl else dl) * prob dl m' end.
Fixpoint total (a : list R) : R := match a with [] => 0 | x :: a' => x + total a' end.
(* sum_j a_j xi_j *)
Fixpoint noisy (dl : R) (a : list R) (m : list bool) : R :=
  match a, m with x :: a', k :: m' => x * xi dl k + noisy dl a' m' | _, _ => 0 end.

(** law of the deviation sum_j a_j (xi_j - 1) *)
Definition dlaw (dl : R) (a : list R) : list (R * R) :=
  map (fun m => (noisy dl a m - total a, prob dl m)) (masks (length a)).
(** expectation over the masks *)
Definition Emask (dl : R) (n : nat) (F : list bool -> R) : R :=
  fold_right (fun m s => prob dl m * F m + s) 0 (masks n).

Fixpoint pos (a : list R) : R := match a with [] => 0 | x :: a' => Rmax x 0 + pos a' end.
Fixpoint neg (a : list R) : R := match a with [] => 0 | x :: a' => Rmax (- x) 0 + neg a' end.
Definition ratio (dl : R) : R := dl / (1 - dl).
Definition Vsup (dl : R) (a : list R) : R :=
  Rmax (ratio dl * pos a + neg a) (pos a + ratio dl * neg a).

Lemma masks_length n m : In m (masks n) -> length m = n.
Proof.
  revert m. induction n as [|n IH]; intros m H.
  - destruct H as [<-|[]]. reflexivity.
  - simpl in H. apply in_app_or in H.
    destruct H as [H|H]; apply in_map_iff in H; destruct H as [m' [<- H]]; simpl; rewrite (IH _ H); reflexivity.
Qed.
Lemma masks_all m : In m (masks (length m)).
Proof.
  induction m as [|k m IH]; [now left|]. simpl. apply in_or_app.
  destruct k; [left|right]; now apply in_map.
Qed.
Lemma prob_pos dl m : 0 < dl < 1 -> 0 < prob dl m.
Proof. intros H. induction m as [|k m IH]; simpl; [lra|]. destruct k; apply Rmult_lt_0_compat; lra. Qed.

Lemma Ex_dlaw dl a f : Ex (dlaw dl a) f = Emask dl (length a) (fun m => f (noisy dl a m - total a)).
Proof. unfold dlaw, Emask. apply Ex_map. Qed.

Lemma fold_app F l1 l2 dl :
  fold_right (fun m s => prob dl m * F m + s) 0 (l1 ++ l2) =
  fold_right (fun m s => prob dl m * F m + s) 0 l1 + fold_right (fun m s => prob dl m * F m + s) 0 l2.
Proof. induction l1 as [|m l IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma fold_cons F l k dl :
  fold_right (fun m s => prob dl m * F m + s) 0 (map (cons k) l) =
  (if k then 1 - dl else dl) * fold_right (fun m s => prob dl m * F (k :: m) + s) 0 l.
Proof. induction l as [|m l IH]; simpl; [destruct k; ring|]. rewrite IH. destruct k; ring. Qed.

(** the law really is the product law: first coordinate independent of the others *)
Lemma Emask_S dl n F : Emask dl (S n) F =
  (1 - dl) * Emask dl n (fun m => F (true :: m)) + dl * Emask dl n (fun m => F (false :: m)).
Proof. unfold Emask. simpl masks. rewrite fold_app, !fold_cons. reflexivity. Qed.

Lemma Emask_1 dl n : Emask dl n (fun _ => 1) = 1.
Proof. induction n as [|n IH]; [unfold Emask; simpl; ring|]. rewrite Emask_S, IH. ring. Qed.
Lemma Emask_plus dl n F G : Emask dl n (fun m => F m + G m) = Emask dl n F + Emask dl n G.
Proof. unfold Emask. induction (masks n) as [|m l IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma Emask_const dl n c : Emask dl n (fun _ => c) = c.
Proof. transitivity (c * Emask dl n (fun _ => 1)); [|rewrite Emask_1; ring].
  unfold Emask. induction (masks n) as [|m l IH]; simpl; [ring|]. rewrite IH. ring. Qed.

Theorem dropout_unbiased dl a : dl <> 1 -> Emask dl (length a) (noisy dl a) = total a.
Proof.
  intros H. induction a as [|x a IH]; [unfold Emask; simpl; ring|].
  simpl length. rewrite Emask_S. simpl noisy.
  rewrite !(Emask_plus dl (length a) (fun _ => _) (noisy dl a)), !Emask_const, IH. unfold xi. simpl total. field. lra.
Qed.

Lemma Emask_ext dl n F G : (forall m, F m = G m) -> Emask dl n F = Emask dl n G.
Proof. intros H. unfold Emask. induction (masks n) as [|m l IH]; simpl; [reflexivity|]. rewrite IH, H. reflexivity. Qed.

(** variance: ratio * sum a_j^2 *)
Fixpoint sumsq (a : list R) : R := match a with [] => 0 | x :: a' => x * x + sumsq a' end.
Theorem dropout_variance_d dl a : dl <> 1 -> moment (dlaw dl a) 2 = ratio dl * sumsq a.
Proof.
  intros H. unfold moment. rewrite Ex_dlaw.
  assert (G : Emask dl (length a) (fun m => noisy dl a m - total a) = 0).
  { rewrite (Emask_ext _ _ _ (fun m => noisy dl a m + - total a)) by (intros; ring).
    rewrite (Emask_plus dl (length a) (noisy dl a) (fun _ => - total a)), Emask_const, dropout_unbiased by assumption. ring. }
  induction a as [|x a IH]; [unfold Emask; simpl; ring|].
  simpl length. rewrite Emask_S. simpl noisy. simpl total.
  assert (G' : Emask dl (length a) (fun m => noisy dl a m - total a) = 0).
  { rewrite (Emask_ext _ _ _ (fun m => noisy dl a m + - total a)) by (intros; ring).
    rewrite (Emask_plus dl (length a) (noisy dl a) (fun _ => - total a)), Emask_const, dropout_unbiased by assumption. ring. }
  specialize (IH G').
  assert (K : forall c, Emask dl (length a) (fun m => (c + noisy dl a m - total a) ^ 2)
     = c * c + ratio dl * sumsq a).
  { intros c. rewrite <- IH.
    rewrite (Emask_ext _ _ _ (fun m => (c * c + c * (noisy dl a m - total a) + c * (noisy dl a m - total a))
        + (noisy dl a m - total a) ^ 2)) by (intros; ring).
    rewrite (Emask_plus dl (length a) (fun m => c * c + c * (noisy dl a m - total a) + c * (noisy dl a m - total a))).
    rewrite (Emask_plus dl (length a) (fun m => c * c + c * (noisy dl a m - total a))).
    rewrite (Emask_plus dl (length a) (fun m => c * c)). rewrite Emask_const.
    assert (Z : Emask dl (length a) (fun m => c * (noisy dl a m - total a)) = 0).
    { transitivity (c * Emask dl (length a) (fun m => noisy dl a m - total a)); [|rewrite G'; ring].
      unfold Emask. induction (masks (length a)) as [|m l IHl]; simpl; [ring|]. rewrite IHl. ring. }
    rewrite Z. ring. }
  rewrite (Emask_ext _ _ (fun m => (x * xi dl true + noisy dl a m - (x + total a)) ^ 2)
    (fun m => ((x * xi dl true - x) + noisy dl a m - total a) ^ 2)) by (intros; ring).
  rewrite (Emask_ext _ _ (fun m => (x * xi dl false + noisy dl a m - (x + total a)) ^ 2)
    (fun m => ((x * xi dl false - x) + noisy dl a m - total a) ^ 2)) by (intros; ring).
  rewrite !K. unfold xi, ratio. simpl sumsq. field. lra.
Qed.

(** support of the deviation *)
Lemma ratio_pos dl : 0 < dl < 1 -> 0 < ratio dl.
Proof. intros H. unfold ratio. apply Rdiv_lt_0_compat; lra. Qed.
Lemma xi_true dl x : dl <> 1 -> x * xi dl true - x = ratio dl * x.
Proof. intros H. unfold xi, ratio. field. lra. Qed.

Lemma xi_false dl x : x * xi dl false - x = - x.
Proof. unfold xi. ring. Qed.

Lemma dev_bounds dl a m : 0 < dl < 1 -> length m = length a ->
  - (pos a + ratio dl * neg a) <= noisy dl a m - total a <= ratio dl * pos a + neg a.
Proof.
  intros H. pose proof (ratio_pos dl H) as Hr. revert m.
  induction a as [|x a IH]; intros [|k m] Hl; simpl in Hl; try discriminate; cbn [noisy total pos neg]; [lra|].
  specialize (IH m ltac:(lia)).
  assert (B : - (Rmax x 0 + ratio dl * Rmax (- x) 0) <= x * xi dl k - x <= ratio dl * Rmax x 0 + Rmax (- x) 0).
  { pose proof (Rmax_l x 0). pose proof (Rmax_r x 0). pose proof (Rmax_l (- x) 0). pose proof (Rmax_r (- x) 0).
    destruct k; [rewrite xi_true by lra|rewrite xi_false].
    - split.
      + assert (ratio dl * - x <= ratio dl * Rmax (- x) 0) by (apply Rmult_le_compat_l; lra). lra.
      + assert (ratio dl * x <= ratio dl * Rmax x 0) by (apply Rmult_le_compat_l; lra). lra.
    - assert (0 <= ratio dl * Rmax (- x) 0) by (apply Rmult_le_pos; lra).
      assert (0 <= ratio dl * Rmax x 0) by (apply Rmult_le_pos; lra). lra. }
  rewrite !Rmult_plus_distr_l. lra.
Qed.

Lemma dev_max dl a : 0 < dl < 1 -> exists m, In m (masks (length a)) /\
  noisy dl a m - total a = ratio dl * pos a + neg a.
Proof.
  intros H. induction a as [|x a [m [Hm E]]].
  - exists []. split; [now left|simpl; ring].
  - destruct (Rle_dec 0 x) as [Hx|Hx].
    + exists (true :: m). split; [simpl; apply in_or_app; left; now apply in_map|].
      cbn [noisy total pos neg]. rewrite (Rmax_left x 0), (Rmax_right (- x) 0) by lra.
      pose proof (xi_true dl x ltac:(lra)). lra.
    + exists (false :: m). split; [simpl; apply in_or_app; right; now apply in_map|].
      cbn [noisy total pos neg]. rewrite (Rmax_right x 0), (Rmax_left (- x) 0) by lra.
      pose proof (xi_false dl x). lra.
Qed.
Lemma dev_min dl a : 0 < dl < 1 -> exists m, In m (masks (length a)) /\
  noisy dl a m - total a = - (pos a + ratio dl * neg a).
Proof.
  intros H. induction a as [|x a [m [Hm E]]].
  - exists []. split; [now left|simpl; ring].
  - destruct (Rle_dec 0 x) as [Hx|Hx].
    + exists (false :: m). split; [simpl; apply in_or_app; right; now apply in_map|].
      cbn [noisy total pos neg]. rewrite (Rmax_left x 0), (Rmax_right (- x) 0) by lra.
      pose proof (xi_false dl x). lra.
    + exists (true :: m). split; [simpl; apply in_or_app; left; now apply in_map|].
      cbn [noisy total pos neg]. rewrite (Rmax_right x 0), (Rmax_left (- x) 0) by lra.
      pose proof (xi_true dl x ltac:(lra)). lra.
Qed.

Lemma pos_nonneg a : 0 <= pos a.
Proof. induction a as [|x a IH]; simpl; [lra|]. pose proof (Rmax_r x 0). lra. Qed.
Lemma neg_nonneg a : 0 <= neg a.
Proof. induction a as [|x a IH]; simpl; [lra|]. pose proof (Rmax_r (- x) 0). lra. Qed.
Lemma total_pos_neg a : total a = pos a - neg a.
Proof.
  induction a as [|x a IH]; simpl; [lra|]. rewrite IH.
  destruct (Rle_dec 0 x); [rewrite (Rmax_left x 0), (Rmax_right (- x) 0) by lra
                          |rewrite (Rmax_right x 0), (Rmax_left (- x) 0) by lra]; lra.
Qed.

(** V is the exact supremum of |deviation| *)
Theorem Vsup_bound dl a v w : 0 < dl < 1 -> In (v, w) (dlaw dl a) -> Rabs v <= Vsup dl a.
Proof.
  intros H Hin. unfold dlaw in Hin. apply in_map_iff in Hin. destruct Hin as [m [E Hm]].
  injection E as <- _. pose proof (dev_bounds dl a m H (masks_length _ _ Hm)) as B.
  unfold Vsup. pose proof (Rmax_l (ratio dl * pos a + neg a) (pos a + ratio dl * neg a)).
  pose proof (Rmax_r (ratio dl * pos a + neg a) (pos a + ratio dl * neg a)).
  apply Rabs_le. lra.
Qed.
Theorem Vsup_attained dl a : 0 < dl < 1 -> exists v w, In (v, w) (dlaw dl a) /\ 0 < w /\ Rabs v = Vsup dl a.
Proof.
  intros H. pose proof (ratio_pos dl H). pose proof (pos_nonneg a). pose proof (neg_nonneg a).
  assert (0 <= ratio dl * pos a) by (apply Rmult_le_pos; lra).
  assert (0 <= ratio dl * neg a) by (apply Rmult_le_pos; lra).
  assert (G : forall m, In m (masks (length a)) -> In (noisy dl a m - total a, prob dl m) (dlaw dl a)).
  { intros m Hm. unfold dlaw. apply in_map_iff. exists m. split; [reflexivity|assumption]. }
  unfold Vsup. destruct (Rle_dec (pos a + ratio dl * neg a) (ratio dl * pos a + neg a)).
  - rewrite Rmax_left by lra. destruct (dev_max dl a H) as [m [Hm E]].
    exists (noisy dl a m - total a), (prob dl m). split; [apply G, Hm|]. split; [apply prob_pos, H|].
    rewrite E, Rabs_right; lra.
  - rewrite Rmax_right by lra. destruct (dev_min dl a H) as [m [Hm E]].
    exists (noisy dl a m - total a), (prob dl m). split; [apply G, Hm|]. split; [apply prob_pos, H|].
    rewrite E, Rabs_Ropp, Rabs_right; lra.
Qed.

Lemma dlaw_weights dl a v w : 0 < dl < 1 -> In (v, w) (dlaw dl a) -> 0 < w.
Proof.
  intros H Hin. unfold dlaw in Hin. apply in_map_iff in Hin. destruct Hin as [m [E Hm]].
  injection E as _ <-. apply prob_pos, H.
Qed.
Theorem dlaw_is_law dl a : 0 < dl < 1 -> is_law (dlaw dl a).
Proof.
  intros H. split; [intros v w; apply dlaw_weights, H|]. rewrite Ex_dlaw. apply Emask_1.
Qed.
Theorem dlaw_centred dl a : 0 < dl < 1 -> moment (dlaw dl a) 1 = 0.
Proof.
  intros H. unfold moment. rewrite Ex_dlaw.
  rewrite (Emask_ext _ _ _ (fun m => noisy dl a m + - total a)) by (intros; ring).
  rewrite (Emask_plus dl (length a) (noisy dl a) (fun _ => - total a)), Emask_const, dropout_unbiased by lra. ring.
Qed.

(** the n-th term of the dropout series, and the exact value *)
Definition dterm (dl b : R) (a : list R) (n : nat) : R :=
  taylor softplus (b + total a) n * Emask dl (length a) (fun m => (noisy dl a m - total a) ^ n).

Theorem dropout_d_converges dl b a : 0 < dl < 1 -> Vsup dl a < rad (b + total a) ->
  is_series (dterm dl b a) (Emask dl (length a) (fun m => softplus (b + noisy dl a m))).
Proof.
  intros H HV.
  pose proof (law_series_converges (b + total a) (dlaw dl a)
    (fun v w Hin => Rle_lt_trans _ _ _ (Vsup_bound dl a v w H Hin) HV)) as HS.
  rewrite Ex_dlaw in HS.
  rewrite (Emask_ext _ _ _ (fun m => softplus (b + noisy dl a m))) in HS by (intros; f_equal; ring).
  eapply is_series_ext; [|exact HS]. intros n. unfold dterm, moment. rewrite Ex_dlaw. reflexivity.
Qed.

Theorem dropout_d_diverges dl b a : 0 < dl < 1 -> rad (b + total a) < Vsup dl a ->
  ~ ex_series (dterm dl b a).
Proof.
  intros H HV Hex. destruct (Vsup_attained dl a H) as [v [w [Hin [Hw E]]]].
  apply (law_series_diverges (b + total a) (dlaw dl a) v w).
  - intros v' w' H'. left. apply (dlaw_weights dl a v' w' H H').
  - exact Hin.
  - exact Hw.
  - rewrite E. exact HV.
  - eapply ex_series_ext; [|exact Hex]. intros n. unfold dterm, moment. rewrite Ex_dlaw. reflexivity.
Qed.

(** * Cor A1 *)
Lemma lt_rad V z : 0 <= V -> V * V < z * z + PI * PI -> V < rad z.
Proof.
  intros HV H. unfold rad. rewrite <- (sqrt_square V HV). apply sqrt_lt_1_alt. split; [apply Rmult_le_pos; assumption|exact H].
Qed.
Lemma rad_lt V z : 0 <= V -> z * z + PI * PI < V * V -> rad z < V.
Proof.
  intros HV H. unfold rad. rewrite <- (sqrt_square V HV). apply sqrt_lt_1_alt. split; [|exact H].
  pose proof (Rle_0_sqr z). pose proof (Rle_0_sqr PI). unfold Rsqr in *. lra.
Qed.

(** V^2 - z0^2 for dl <= 1/2 and for dl >= 1/2; M = max(P,N), m = min(P,N) *)
Definition big a := Rmax (pos a) (neg a).
Definition small a := Rmin (pos a) (neg a).
Lemma Vsup_low dl a : 0 < dl <= / 2 -> Vsup dl a = big a + ratio dl * small a.
Proof.
  intros H. assert (Hr : 0 < ratio dl <= 1).
  { split; [apply ratio_pos; lra|]. unfold ratio. apply Rmult_le_reg_r with (1 - dl); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  unfold Vsup, big, small. destruct (Rle_dec (pos a) (neg a)).
  - rewrite (Rmax_right (pos a)), Rmin_left by lra. rewrite Rmax_left by nra. ring.
  - rewrite (Rmax_left (pos a)), Rmin_right by lra. rewrite Rmax_right by nra. ring.
Qed.
Lemma Vsup_high dl a : / 2 <= dl < 1 -> Vsup dl a = ratio dl * big a + small a.
Proof.
  intros H. assert (Hr : 1 <= ratio dl).
  { unfold ratio. apply Rmult_le_reg_r with (1 - dl); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  unfold Vsup, big, small. destruct (Rle_dec (pos a) (neg a)).
  - rewrite (Rmax_right (pos a)), Rmin_left by lra. rewrite Rmax_right by nra. ring.
  - rewrite (Rmax_left (pos a)), Rmin_right by lra. rewrite Rmax_left by nra. ring.
Qed.
Lemma total_sq a : total a * total a = (big a - small a) * (big a - small a).
Proof.
  rewrite total_pos_neg. unfold big, small. destruct (Rle_dec (pos a) (neg a)).
  - rewrite Rmax_right, Rmin_left by lra. ring.
  - rewrite Rmax_left, Rmin_right by lra. ring.
Qed.
Lemma Vsup_nonneg dl a : 0 < dl < 1 -> 0 <= Vsup dl a.
Proof. intros H. destruct (Vsup_attained dl a H) as [v [w [_ [_ <-]]]]. apply Rabs_pos. Qed.

Lemma excess_low dl a : 0 < dl <= / 2 -> (Vsup dl a * Vsup dl a - total a * total a) * (1 - dl) =
  small a * (2 * big a - (1 - ratio dl) * small a).
Proof. intros H. rewrite Vsup_low, total_sq by assumption. unfold ratio. field. lra. Qed.
Lemma excess_high dl a : / 2 <= dl < 1 -> (Vsup dl a * Vsup dl a - total a * total a) * (1 - dl) =
  big a * ((ratio dl - 1) * big a + 2 * small a).
Proof. intros H. rewrite Vsup_high, total_sq by assumption. unfold ratio. field. lra. Qed.

Definition cond (dl : R) (a : list R) : R :=   (* (1-dl) (V^2 - z0^2) *)
  if Rle_dec dl (/ 2) then small a * (2 * big a - (1 - ratio dl) * small a)
  else big a * ((ratio dl - 1) * big a + 2 * small a).
Lemma cond_excess dl a : 0 < dl < 1 -> (Vsup dl a * Vsup dl a - total a * total a) * (1 - dl) = cond dl a.
Proof. intros H. unfold cond. destruct (Rle_dec dl (/ 2)); [apply excess_low|apply excess_high]; lra. Qed.

Theorem corA1_converges dl a : 0 < dl < 1 -> cond dl a < PI * PI * (1 - dl) ->
  is_series (dterm dl 0 a) (Emask dl (length a) (fun m => softplus (noisy dl a m))).
Proof.
  intros H HC. rewrite <- cond_excess in HC by assumption.
  rewrite (Emask_ext _ _ _ (fun m => softplus (0 + noisy dl a m))) by (intros; f_equal; ring).
  apply dropout_d_converges; [assumption|]. rewrite Rplus_0_l.
  apply lt_rad; [now apply Vsup_nonneg|]. apply Rmult_lt_reg_r in HC; lra.
Qed.
Theorem corA1_diverges dl a : 0 < dl < 1 -> PI * PI * (1 - dl) < cond dl a ->
  ~ ex_series (dterm dl 0 a).
Proof.
  intros H HC. rewrite <- cond_excess in HC by assumption.
  apply dropout_d_diverges; [assumption|]. rewrite Rplus_0_l.
  apply rad_lt; [now apply Vsup_nonneg|]. apply Rmult_lt_reg_r in HC; lra.
Qed.

Lemma cond_half a : cond (/ 2) a = 2 * (pos a * neg a).
Proof.
  unfold cond. destruct (Rle_dec (/ 2) (/ 2)) as [_|n]; [|lra].
  replace (ratio (/ 2)) with 1 by (unfold ratio; field). unfold big, small.
  destruct (Rle_dec (pos a) (neg a)); [rewrite Rmax_right, Rmin_left by lra|rewrite Rmax_left, Rmin_right by lra]; ring.
Qed.
(** dl = 1/2: converges if P N < PI^2/4, diverges if P N > PI^2/4 *)
Theorem half_converges a : pos a * neg a < PI * PI / 4 ->
  is_series (dterm (/ 2) 0 a) (Emask (/ 2) (length a) (fun m => softplus (noisy (/ 2) a m))).
Proof. intros H. apply corA1_converges; [lra|]. rewrite cond_half. lra. Qed.
Theorem half_diverges a : PI * PI / 4 < pos a * neg a -> ~ ex_series (dterm (/ 2) 0 a).
Proof. intros H. apply corA1_diverges; [lra|]. rewrite cond_half. lra. Qed.

(** all a_j of one sign and dl <= 1/2: always convergent, whatever the size *)
Lemma neg_0 a : (forall x, In x a -> 0 <= x) -> neg a = 0.
Proof.
  induction a as [|x a IH]; intros H; simpl; [reflexivity|].
  rewrite IH by (intros y Hy; apply H; now right). rewrite Rmax_right; [ring|].
  pose proof (H x (or_introl eq_refl)). lra.
Qed.
Lemma pos_0 a : (forall x, In x a -> x <= 0) -> pos a = 0.
Proof.
  induction a as [|x a IH]; intros H; simpl; [reflexivity|].
  rewrite IH by (intros y Hy; apply H; now right). rewrite Rmax_right; [ring|].
  pose proof (H x (or_introl eq_refl)). lra.
Qed.
Theorem same_sign_converges dl a : 0 < dl <= / 2 ->
  (forall x, In x a -> 0 <= x) \/ (forall x, In x a -> x <= 0) ->
  is_series (dterm dl 0 a) (Emask dl (length a) (fun m => softplus (noisy dl a m))).
Proof.
  intros H Hs. apply corA1_converges; [lra|].
  assert (S0 : small a = 0).
  { unfold small. pose proof (pos_nonneg a). pose proof (neg_nonneg a).
    destruct Hs as [Hs|Hs]; [rewrite (neg_0 a Hs), Rmin_right by lra|rewrite (pos_0 a Hs), Rmin_left by lra]; reflexivity. }
  unfold cond. destruct (Rle_dec dl (/ 2)) as [_|n]; [|lra]. rewrite S0, Rmult_0_l.
  pose proof PI_RGT_0. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra.
Qed.


