(** * The functions of the language, computed

    Each is proved to be near its meaning in Meaning.v.  What is left out is not known. *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia Bool Qabs Factorial.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Xreal Interval.
From Dropcert Require Import Stirling SurjectionRows Polynomials Sigmoid Theorem1 Bernoulli TaylorCoefficients TaylorSeries FiniteLaw
  Dropout RegulariserBounds RootTest Language Meaning Soundness Numbers.
Import ListNotations.
Open Scope R_scope.

(** ** Tables of integers *)

(** The rows 0, ..., of a triangle whose next row comes from the one before. *)
Fixpoint rows_from (next : list Z -> list Z) (row : list Z) (m : nat) : list (list Z) :=
  row :: match m with O => [] | S l => rows_from next (next row) l end.
Fixpoint row_by (next : list Z -> list Z) (n : nat) : list Z := match n with O => [1%Z] | S m => next (row_by next m) end.
Definition entry (next : list Z -> list Z) (table : list (list Z)) (n k : nat) : Z :=
  nth k match nth_error table n with Some row => row | None => row_by next n end 0%Z.
Lemma rows_from_sound next m : forall n i row, nth_error (rows_from next (row_by next n) m) i = Some row -> row = row_by next (n + i).
Proof.
  induction m as [|m IH]; intros n [|i] row; cbn [rows_from nth_error]; intros H.
  - injection H as <-. now rewrite Nat.add_0_r.
  - now destruct i.
  - injection H as <-. now rewrite Nat.add_0_r.
  - apply (IH (S n)) in H. now rewrite H, Nat.add_succ_r.
Qed.
Lemma entry_sound next m n k : entry next (rows_from next [1%Z] m) n k = nth k (row_by next n) 0%Z.
Proof.
  unfold entry. destruct (nth_error _ n) as [row|] eqn:E; [|reflexivity]. apply (rows_from_sound next m 0) in E. now rewrite E.
Qed.

(** From S(n,j-1) and S(n,j), S(n,j+1), ... the row S(n+1,j), S(n+1,j+1), ... *)
Fixpoint next_stirling2 (j left : Z) (row : list Z) : list Z :=
  match row with [] => [left] | x :: rest => (j * x + left)%Z :: next_stirling2 (j + 1) x rest end.
Definition stirling2_before (n j : nat) : Z := match j with O => 0 | S i => Z.of_nat (stirling2 n i) end.
Lemma stirling2_step n j : Z.of_nat (stirling2 (S n) j) = (Z.of_nat j * Z.of_nat (stirling2 n j) + stirling2_before n j)%Z.
Proof. destruct j as [|j]; [reflexivity|]. unfold stirling2_before. rewrite stirling2_S_S. lia. Qed.
Lemma next_stirling2_sound n row : forall j,
  (forall i, nth i row 0%Z = Z.of_nat (stirling2 n (j + i))) ->
  forall i, nth i (next_stirling2 (Z.of_nat j) (stirling2_before n j) row) 0%Z = Z.of_nat (stirling2 (S n) (j + i)).
Proof.
  induction row as [|x row IH]; intros j H i.
  - assert (Z0 : forall m, Z.of_nat (stirling2 n (j + m)) = 0%Z) by (intros m; rewrite <- H; now destruct m).
    rewrite stirling2_step, Z0. destruct i as [|i]; cbn [next_stirling2 nth].
    + rewrite Nat.add_0_r. lia.
    + rewrite Nat.add_succ_r. unfold stirling2_before. rewrite Z0. destruct i; cbn; lia.
  - pose proof (H 0%nat) as H0. cbn [nth] in H0. rewrite Nat.add_0_r in H0.
    destruct i as [|i]; cbn [next_stirling2 nth].
    + now rewrite Nat.add_0_r, stirling2_step, H0.
    + replace (Z.of_nat j + 1)%Z with (Z.of_nat (S j)) by lia. rewrite H0.
      change (Z.of_nat (stirling2 n j)) with (stirling2_before n (S j)).
      rewrite (IH (S j)); [do 2 f_equal; lia|]. intros m. specialize (H (S m)). cbn [nth] in H. rewrite H. do 2 f_equal. lia.
Qed.
Lemma stirling2_row n : forall k, nth k (row_by (next_stirling2 0 0) n) 0%Z = Z.of_nat (stirling2 n k).
Proof.
  induction n as [|n IH]; intros k; [destruct k as [|[|k]]; reflexivity|]. exact (next_stirling2_sound n _ 0 IH k).
Qed.
Lemma surjections_row_by n : surjections_row n = row_by (next_row 0 0) n.
Proof. induction n as [|n IH]; [reflexivity|]. cbn. now rewrite IH. Qed.

Definition stirling2_table := rows_from (next_stirling2 0 0) [1%Z] 101.
Definition surjections_table := rows_from (next_row 0 0) [1%Z] 101.
Definition stirling2_number (n k : nat) : Z := entry (next_stirling2 0 0) stirling2_table n k.
Definition surjections_number (n k : nat) : Z := entry (next_row 0 0) surjections_table n k.
Lemma stirling2_number_sound n k : stirling2_number n k = Z.of_nat (stirling2 n k).
Proof. unfold stirling2_number, stirling2_table. now rewrite entry_sound, stirling2_row. Qed.
Lemma surjections_number_sound n k : surjections_number n k = Z.of_nat (surjections n k).
Proof. unfold surjections_number, surjections_table. now rewrite entry_sound, <- surjections_row_by, surjections_row_correct. Qed.

Fixpoint factorial (n : nat) : Z := match n with O => 1 | S m => Z.of_nat n * factorial m end%Z.
Lemma factorial_sound n : factorial n = Z.of_nat (fact n).
Proof. induction n as [|n IH]; [reflexivity|]. cbn [fact factorial]. rewrite IH. lia. Qed.

Definition whole_number (z : Z) : computed := Exact (inject_Z z).
Lemma whole_near z n : z = Z.of_nat n -> near (whole_number z) (INR n).
Proof. intros ->. apply near_nat. Qed.

Section Functions.
Variable prec : F.precision.
Notation "x :+ y" := (plus prec x y) (at level 50, left associativity).
Notation "x :- y" := (minus prec x y) (at level 50, left associativity).
Notation "x :* y" := (times prec x y) (at level 40, left associativity).

(** ** Elementary functions *)

Definition is_exactly (q : Q) (x : computed) : bool := match x with Exact a => Qeq_bool a q | _ => false end.
Lemma is_exactly_sound q x r : near x r -> is_exactly q x = true -> r = Q2R q.
Proof. destruct x as [a| |]; [|discriminate|intros []]. intros -> E. now apply Qeq_eqR, Qeq_bool_iff. Qed.

Definition exponential (x : computed) : computed :=
  if is_exactly 0 x then Exact 1 else Between (I.exp prec (enclosure prec x)).
Definition logarithm (x : computed) : computed :=
  if is_exactly 1 x then Exact 0 else Between (I.ln prec (enclosure prec x)).
Lemma exponential_sound x r : near x r -> near (exponential x) (exp r).
Proof.
  intros X. unfold exponential. destruct (is_exactly 0 x) eqn:E.
  - rewrite (is_exactly_sound _ _ _ X E), Q2R_0, exp_0. apply near_1.
  - exact (I.exp_correct prec _ _ (enclosure_sound _ _ _ X)).
Qed.
Lemma logarithm_sound x r : near x r -> 0 < r -> near (logarithm x) (ln r).
Proof.
  intros X P. unfold logarithm. destruct (is_exactly 1 x) eqn:E; [|now apply ln_sound].
  rewrite (is_exactly_sound _ _ _ X E), Q2R_1, ln_1. apply near_0.
Qed.
(** Of a square of a rational number it is that number. *)
Definition square_root (x : computed) : computed :=
  match x with
  | Exact (n # d) =>
      let a := Z.sqrt n in let b := Z.sqrt (Zpos d) in
      if (a * a =? n)%Z && (b * b =? Zpos d)%Z then Exact (lowest (a # Z.to_pos b))
      else Between (I.sqrt prec (enclosure prec x))
  | _ => Between (I.sqrt prec (enclosure prec x))
  end.
Lemma square_root_sound x r : near x r -> 0 <= r -> near (square_root x) (sqrt r).
Proof.
  intros X P. assert (S : near (Between (I.sqrt prec (enclosure prec x))) (sqrt r)).
  { pose proof (I.sqrt_correct prec _ _ (enclosure_sound prec _ _ X)) as H. cbn in H. unfold Xsqrt' in H. exact H. }
  destruct x as [[n d]| |]; [|exact S|destruct X]. cbn [square_root]. destruct (Z.eqb_spec (Z.sqrt n * Z.sqrt n) n) as [N|]; [|exact S].
  destruct (Z.eqb_spec (Z.sqrt (Zpos d) * Z.sqrt (Zpos d)) (Zpos d)) as [D|]; [|exact S]. cbn [andb near].
  rewrite Q2R_lowest. cbn in X. subst r. pose proof (Z.sqrt_nonneg n) as A. pose proof (Z.sqrt_nonneg (Zpos d)) as B.
  unfold Q2R. cbn [Qnum Qden]. rewrite <- N at 1. rewrite <- D at 1. rewrite Z2Pos.id by (destruct (Z.sqrt (Zpos d)); lia).
  rewrite !mult_IZR. assert (C : IZR (Z.sqrt (Zpos d)) <> 0) by (apply not_0_IZR; intros E; rewrite E in D; discriminate).
  replace (IZR (Z.sqrt n) * IZR (Z.sqrt n) * / (IZR (Z.sqrt (Zpos d)) * IZR (Z.sqrt (Zpos d))))
    with (Rsqr (IZR (Z.sqrt n) * / IZR (Z.sqrt (Zpos d)))) by (unfold Rsqr; field; exact C).
  apply sqrt_Rsqr. apply IZR_le in A, B. apply Rmult_le_pos; [exact A|]. apply Rlt_le, Rinv_0_lt_compat. lra.
Qed.
Definition absolute (x : computed) : computed := match x with Exact q => Exact (Qabs q) | Between i => Between (I.abs i) | Poly c => Poly c end.
Lemma absolute_sound x r : near x r -> near (absolute x) (Rabs r).
Proof.
  destruct x as [q|i|]; cbn; [|exact (fun X => I.abs_correct _ _ X)|intros []]. intros ->.
  unfold Q2R. destruct q as [n d]. cbn. rewrite Rabs_mult, <- abs_IZR. f_equal. apply Rabs_right, Rle_ge, Rlt_le, Rinv_0_lt_compat.
  now apply IZR_lt.
Qed.
Definition sigmoid_of (x : computed) : computed := inverse prec (Exact 1 :+ exponential (opposite prec x)).
Definition softplus_of (x : computed) : computed := logarithm (Exact 1 :+ exponential x).
Definition pi_number : computed := Between (I.pi prec).
Definition radius_of (x : computed) : computed := square_root (power prec x 2 :+ power prec pi_number 2).
Lemma pi_sound : near pi_number PI.
Proof. exact (I.pi_correct prec). Qed.
Lemma sigmoid_sound x r : near x r -> near (sigmoid_of x) (sigmoid r).
Proof.
  intros X. apply inverse_sound; [|pose proof (exp_pos (- r)); lra]. apply plus_sound; [apply near_1|].
  now apply exponential_sound, opposite_sound.
Qed.
Lemma softplus_sound x r : near x r -> near (softplus_of x) (softplus r).
Proof.
  intros X. apply logarithm_sound; [|pose proof (exp_pos r); lra]. apply plus_sound; [apply near_1|].
  now apply exponential_sound.
Qed.
Lemma radius_sound x r : near x r -> near (radius_of x) (radius r).
Proof.
  intros X. unfold radius_of, radius. apply square_root_sound; [|pose proof (pow2_ge_0 r); pose proof (pow2_ge_0 PI); lra].
  apply plus_sound; [exact (power_sound prec x r 2 X)|]. exact (power_sound prec pi_number PI 2 pi_sound).
Qed.
Definition half_difference (x : computed) : computed := (exponential x :- exponential (opposite prec x)) :* Exact (1 # 2).
Definition half_sum (x : computed) : computed := (exponential x :+ exponential (opposite prec x)) :* Exact (1 # 2).
Lemma near_half : near (Exact (1 # 2)) (/ 2).
Proof. unfold near, Q2R. cbn. ring. Qed.
Lemma half_difference_sound x r : near x r -> near (half_difference x) (sinh r).
Proof.
  intros X. apply times_sound; [|apply near_half]. apply minus_sound; [|apply exponential_sound, opposite_sound]; trivial.
  now apply exponential_sound.
Qed.
Lemma half_sum_sound x r : near x r -> near (half_sum x) (cosh r).
Proof.
  intros X. apply times_sound; [|apply near_half]. apply plus_sound; [|apply exponential_sound, opposite_sound]; trivial.
  now apply exponential_sound.
Qed.
(** (e^2x - 1)/(e^2x + 1) *)
Definition hyperbolic_tangent (x : computed) : computed := over prec (half_difference x) (half_sum x).
Lemma hyperbolic_tangent_sound x r : near x r -> near (hyperbolic_tangent x) (tanh r).
Proof.
  intros X. apply over_sound; [now apply half_difference_sound|now apply half_sum_sound|].
  unfold cosh. pose proof (exp_pos r). pose proof (exp_pos (- r)). lra.
Qed.
Definition circular (value : computed) (f : I.type -> I.type) (x : computed) : computed :=
  if is_exactly 0 x then value else Between (f (enclosure prec x)).
Definition root_of (x : computed) (n : nat) : computed :=
  match n with 2%nat => square_root x | _ => exponential (Exact (1 # Pos.of_nat n) :* logarithm x) end.
Lemma near_fraction p : near (Exact (1 # p)) (/ IZR (Zpos p)).
Proof. unfold near, Q2R. cbn. ring. Qed.
Lemma root_sound x r n : near x r -> 0 < r -> n <> O -> near (root_of x n) (root r n).
Proof.
  intros X P N. assert (S : near (exponential (Exact (1 # Pos.of_nat n) :* logarithm x)) (root r n)).
  { unfold root. destruct (Req_EM_T r 0) as [E|_]; [lra|]. unfold Rpower.
    apply exponential_sound, times_sound; [|now apply logarithm_sound].
    rewrite INR_IZR_INZ. replace (Z.of_nat n) with (Zpos (Pos.of_nat n)) by lia. apply near_fraction. }
  destruct n as [|[|[|n]]]; try exact S. cbn [root_of]. replace (root r 2) with (sqrt r); [apply square_root_sound; [exact X|lra]|].
  apply sqrt_lem_1; [lra|now apply root_nonneg|].
  replace (root r 2 * root r 2) with (root r 2 ^ 2) by ring. apply root_power; [lia|lra].
Qed.

(** ** Finite sums *)

Fixpoint sum_of (f : nat -> computed) (n : nat) : computed :=
  match n with O => f O | S m => sum_of f m :+ f n end.
Lemma sum_of_sound f g n : (forall i, near (f i) (g i)) -> near (sum_of f n) (sum_f_R0 g n).
Proof. intros H. induction n as [|n IH]; cbn [sum_of sum_f_R0]; [apply H|]. now apply plus_sound. Qed.
Fixpoint expectation_of {T} (l : list (T * computed)) (f : T -> computed) : computed :=
  match l with [] => Exact 0 | (x, w) :: rest => w :* f x :+ expectation_of rest f end.
Lemma expectation_of_sound {T U} (R : T -> U -> Prop) f g l m :
  Forall2 (fun a b => R (fst a) (fst b) /\ near (snd a) (snd b)) l m -> (forall v w, R v w -> near (f v) (g w)) ->
  near (expectation_of l f) (expectation m g).
Proof.
  intros L H. induction L as [|[v w] [v' w'] l m [V W] L IH]; [apply near_0|]. cbn in *.
  apply plus_sound; [|exact IH]. apply times_sound; [exact W|now apply H].
Qed.

(** ** Derivatives by Theorem 1, Bernoulli numbers *)

Definition sigmoid_derivative_of (n : nat) (x : computed) : computed :=
  let s := sigmoid_of x in
  match n with
  | O => s
  | S m => let minus_s := opposite prec s in
      opposite prec (Exact 1 :- s)
        :* sum_of (fun i => power prec minus_s (N.of_nat (i + 1)) :* whole_number (surjections_number n (i + 1))) (n - 1)
  end.
Definition softplus_derivative_of (n : nat) (x : computed) : computed :=
  match n with O => softplus_of x | S m => sigmoid_derivative_of m x end.
Definition bernoulli_of (n : nat) : computed :=
  sum_of (fun j => power prec (Exact (-1)) (N.of_nat j) :* whole_number (surjections_number n j)
                   :* Exact (1 # Pos.of_succ_nat j)) n.
Definition inverse_factorial (n : nat) : computed := inverse prec (whole_number (factorial n)).
Lemma surjections_near n k : near (whole_number (surjections_number n k)) (INR (surjections n k)).
Proof. apply whole_near, surjections_number_sound. Qed.
Lemma sigmoid_derivative_sound n x r : near x r -> near (sigmoid_derivative_of n x) (Derive_n sigmoid n r).
Proof.
  intros X. pose proof (sigmoid_sound _ _ X) as S. destruct n as [|n]; [exact S|].
  rewrite sigmoid_derivatives_powers by lia. unfold sum_f, sigmoid_derivative_of.
  apply times_sound; [apply opposite_sound, minus_sound; [apply near_1|exact S]|].
  apply sum_of_sound. intros i. apply times_sound; [now apply power_nat_sound, opposite_sound|apply surjections_near].
Qed.
Lemma softplus_derivative_sound n x r : near x r -> near (softplus_derivative_of n x) (Derive_n softplus n r).
Proof.
  intros X. destruct n as [|n]; [now apply softplus_sound|]. rewrite softplus_Derive_n. now apply sigmoid_derivative_sound.
Qed.
Lemma near_minus_1 : near (Exact (-1)) (-1).
Proof. unfold near, Q2R. cbn. lra. Qed.
Lemma bernoulli_sound n : near (bernoulli_of n) (bernoulli n).
Proof.
  apply sum_of_sound. intros j. apply times_sound; [apply times_sound; [apply power_nat_sound, near_minus_1|apply surjections_near]|].
  rewrite INR_IZR_INZ. exact (near_fraction (Pos.of_succ_nat j)).
Qed.
Lemma inverse_factorial_sound n : near (inverse_factorial n) (/ INR (fact n)).
Proof. apply inverse_sound; [apply whole_near, factorial_sound|apply INR_fact_neq_0]. Qed.

(** ** Dropout, by enumeration *)

Fixpoint noise (d : Q) (n : nat) : list (list Q * Q) :=
  match n with
  | O => [([], 1%Q)]
  | S m => let l := noise d m in
      map (fun y => (0%Q :: fst y, lowest (d * snd y))) l
      ++ map (fun y => (lowest (/ (1 - d)) :: fst y, lowest ((1 - d) * snd y))) l
  end.
Fixpoint scalar_product (a : list computed) (xi : list Q) : computed :=
  match a, xi with x :: a', y :: xi' => x :* Exact y :+ scalar_product a' xi' | _, _ => Exact 0 end.
Fixpoint total_of (a : list computed) : computed := match a with [] => Exact 0 | x :: a' => x :+ total_of a' end.
Definition law_of_deviation (d : Q) (a : list computed) : list (computed * computed) :=
  let t := total_of a in map (fun y => (scalar_product a (fst y) :- t, Exact 1 :* Exact (snd y))) (noise d (length a)).
Definition moment_of (l : list (computed * computed)) (n : nat) : computed :=
  expectation_of l (fun v => power prec v (N.of_nat n)).
Definition regulariser_of (z : computed) (l : list (computed * computed)) : computed :=
  expectation_of l (fun v => softplus_of (z :+ v)) :- softplus_of z.
Definition partial_of (k : nat) (z : computed) (l : list (computed * computed)) : computed :=
  sum_of (fun i => softplus_derivative_of (i + 2) z :* inverse_factorial (i + 2) :* moment_of l (i + 2)) (k - 2).
(** The greater of two numbers, if it is seen which. *)
Definition greater (x y : computed) : known computed :=
  match order prec x y with Known Lt => Known y | Known _ => Known x | _ => Unknown end.
Definition lesser (x y : computed) : known computed :=
  match order prec x y with Known Lt => Known x | Known _ => Known y | _ => Unknown end.
Fixpoint greatest_modulus (l : list (computed * computed)) : known computed :=
  match l with [] => Known (Exact 0) | (v, _) :: rest => let* m := greatest_modulus rest in greater (absolute v) m end.

Notation all_near := (Forall2 near).
Lemma length_near a b : all_near a b -> length a = length b.
Proof. intros H. induction H; cbn; congruence. Qed.
Lemma total_sound a b : all_near a b -> near (total_of a) (total b).
Proof. intros H. induction H; [apply near_0|]. now apply plus_sound. Qed.
Lemma noise_sound q n : Q2R q <> 1 -> Forall2 (fun a b => Forall2 (fun x y => y = Q2R x) (fst a) (fst b) /\ snd b = Q2R (snd a))
  (noise q n) (dropout_noise (Q2R q) n).
Proof.
  intros N. assert (D : Q2R (1 - q) = 1 - Q2R q) by now rewrite Q2R_minus, Q2R_1.
  assert (D0 : ~ (1 - q == 0)%Q) by (intros E; apply Qeq_eqR in E; rewrite D, Q2R_0 in E; lra).
  induction n as [|n IH]; cbn [noise dropout_noise].
  - repeat constructor. cbn. now rewrite Q2R_1.
  - apply Forall2_app; (induction IH as [|[x w] [y v] l m [X W] _ I]; cbn; constructor; [|exact I]); cbn in *; split.
    + constructor; [now rewrite Q2R_0|exact X].
    + now rewrite Q2R_lowest, Q2R_mult, W.
    + constructor; [now rewrite Q2R_lowest, Q2R_inv, D|exact X].
    + now rewrite Q2R_lowest, Q2R_mult, D, W.
Qed.
Lemma scalar_product_sound a b xi eta : all_near a b -> Forall2 (fun x y => y = Q2R x) xi eta ->
  near (scalar_product a xi) (dot b eta).
Proof.
  intros A. revert xi eta. induction A as [|x r a b X A IH]; intros xi eta E; [apply near_0|].
  destruct E as [|y s xi eta Y E]; [apply near_0|]. cbn. apply plus_sound; [|now apply IH]. now apply times_sound.
Qed.
Definition near_pair (a : computed * computed) (b : R * R) : Prop := near (fst a) (fst b) /\ near (snd a) (snd b).
Lemma law_of_deviation_sound q a b : Q2R q <> 1 -> all_near a b ->
  Forall2 near_pair (law_of_deviation q a) (dropout_law (Q2R q) b).
Proof.
  intros N A. unfold law_of_deviation, dropout_law. rewrite (length_near _ _ A). cbn zeta.
  pose proof (noise_sound q (length b) N) as H. induction H as [|[x w] [y v] l m [X W] _ IH]; cbn; constructor; [|exact IH].
  cbn in *. split; [apply minus_sound; [now apply scalar_product_sound|now apply total_sound]|].
  exact (times_sound prec (Exact 1) (Exact w) 1 v near_1 W).
Qed.
Lemma moment_sound l m n : Forall2 near_pair l m -> near (moment_of l n) (moment m n).
Proof. intros L. apply (expectation_of_sound near); [exact L|]. intros v w V. now apply power_nat_sound. Qed.
Lemma regulariser_sound z s l m : near z s -> Forall2 near_pair l m -> near (regulariser_of z l) (regulariser s m).
Proof.
  intros Z L. apply minus_sound; [|now apply softplus_sound]. apply (expectation_of_sound near); [exact L|].
  intros v w V. now apply softplus_sound, plus_sound.
Qed.
Lemma partial_sound k z s l m : near z s -> Forall2 near_pair l m -> near (partial_of k z l) (partial_regulariser k s m).
Proof.
  intros Z L. apply sum_of_sound. intros i. apply times_sound; [|now apply moment_sound].
  apply times_sound; [now apply softplus_derivative_sound|apply inverse_factorial_sound].
Qed.
Lemma greater_sound x y r s : near x r -> near y s -> tells near (greater x y) (Some (Rmax r s)).
Proof.
  intros X Y. unfold greater. destruct (order prec x y) as [c| |] eqn:E; try apply tells_unknown.
  pose proof (order_sound prec _ _ _ _ _ X Y E) as O. destruct c; cbn in O; constructor.
  - now rewrite Rmax_left by lra.
  - now rewrite Rmax_right by lra.
  - now rewrite Rmax_left by lra.
Qed.
Lemma lesser_sound x y r s : near x r -> near y s -> tells near (lesser x y) (Some (Rmin r s)).
Proof.
  intros X Y. unfold lesser. destruct (order prec x y) as [c| |] eqn:E; try apply tells_unknown.
  pose proof (order_sound prec _ _ _ _ _ X Y E) as O. destruct c; cbn in O; constructor.
  - now rewrite Rmin_right by lra.
  - now rewrite Rmin_left by lra.
  - now rewrite Rmin_right by lra.
Qed.
Lemma greatest_modulus_sound l m : Forall2 near_pair l m ->
  tells near (greatest_modulus l) (Some (fold_right (fun o m => Rmax (Rabs (fst o)) m) 0 m)).
Proof.
  intros L. induction L as [|[v w] [x y] l m [V W] _ IH]; cbn; [constructor; apply near_0|].
  change (Some (Rmax (Rabs x) (fold_right (fun o m => Rmax (Rabs (fst o)) m) 0 m)))
    with (strictly (Some (fold_right (fun o m => Rmax (Rabs (fst o)) m) 0 m)) (fun a => Some (Rmax (Rabs x) a))).
  apply (then_sound near); [exact IH|]. intros. apply greater_sound; [now apply absolute_sound|assumption].
Qed.

(** ** Convergence: R_k has a limit if and only if max |Delta| <= radius *)

Lemma partial_limit z l : ex_finite_lim_seq (fun k => if (k <? 2)%nat then 0 else partial_regulariser k z l)
  <-> ex_series (fun n => taylor softplus z (S (S n)) * moment l (S (S n))).
Proof.
  set (t := fun n => taylor softplus z (S (S n)) * moment l (S (S n))).
  set (p := fun k => if (k <? 2)%nat then 0 else partial_regulariser k z l).
  assert (E : forall k, sum_n t k = p (k + 2)%nat).
  { intros k. unfold p. replace (k + 2 <? 2)%nat with false by (symmetry; apply Nat.ltb_ge; lia).
    unfold partial_regulariser, sum_f. rewrite sum_n_Reals. replace (k + 2 - 2)%nat with k by lia. apply sum_eq. intros i _.
    unfold t. now replace (i + 2)%nat with (S (S i)) by lia. }
  split; intros [s H]; exists s.
  - apply (is_lim_seq_incr_n p 2) in H. exact (is_lim_seq_ext _ (sum_n t) s (fun k => eq_sym (E k)) H).
  - apply (is_lim_seq_incr_n p 2). exact (is_lim_seq_ext (sum_n t) _ s E H).
Qed.
Lemma converges_iff d a : 0 < d < 1 ->
  (ex_finite_lim_seq (fun k => partial_regulariser_of k a d) <-> greatest_deviation a d <= radius (total a)).
Proof.
  intros H. unfold partial_regulariser_of. rewrite partial_limit.
  assert (G : greatest_deviation a d = deviation d a).
  { unfold greatest_deviation. apply Rle_antisym.
    - assert (U : forall l : list (R * R), (forall v w, In (v, w) l -> Rabs v <= deviation d a) ->
        fold_right (fun (o : R * R) m => Rmax (Rabs (fst o)) m) 0 l <= deviation d a).
      { induction l as [|[v w] l IH]; intros K; cbn; [now apply deviation_nonneg|]. apply Rmax_lub; [apply (K v w); now left|].
        apply IH. intros x y I. apply (K x y). now right. }
      apply U. intros v w. now apply deviation_upper.
    - destruct (deviation_reached d a H) as [v [w [I <-]]]. clear H. induction (dropout_law d a) as [|[x y] l IH]; [destruct I|].
      cbn. destruct I as [[= -> ->]|I]; [apply Rmax_l|]. eapply Rle_trans; [now apply IH|apply Rmax_r]. }
  rewrite G, <- (Rplus_0_l (total a)), <- (dropout_series_iff d 0 a H). unfold dropout_term.
  rewrite (ex_series_incr_n (fun n => taylor softplus (0 + total a) n * moment (dropout_law d a) n) 2).
  now rewrite Rplus_0_l.
Qed.

(** ** The table *)

Definition function_of_values := list (value computed) -> known (value computed).
Definition fits_meaning (f : function_of_values) (g : function) : Prop :=
  forall l m, Forall2 (agrees represents) l m -> tells (agrees represents) (f l) (g m).
Definition first_as {T : Type} (as_a : value computed -> known T) (k : T -> function_of_values) : function_of_values := fun l =>
  match l with v :: rest => let* x := as_a v in k x rest | [] => Undefined end.
Lemma first_as_sound {T U} (R : T -> U -> Prop) as_c as_m k h :
  (forall v w, agrees represents v w -> tells R (as_c v) (as_m w)) -> (forall x y, R x y -> fits_meaning (k x) (h y)) ->
  fits_meaning (first_as as_c k) (taking as_m h).
Proof.
  intros A K l m L. destruct L as [|v w l m V L]; [constructor|]. apply (then_sound R); [now apply A|]. intros x y X. now apply K.
Qed.

Definition computed_in (v : value computed) : known computed :=
  match v with Num x => if is_polynomial x then Undefined else Known x | _ => Undefined end.
Definition whole_in (v : value computed) : known Z := match v with Num x => whole_computed x | _ => Undefined end.
(** Numbers that are written in unary: not beyond 5000. *)
Definition natural_in (v : value computed) : known nat :=
  let* z := whole_in v in if (z <? 0)%Z then Undefined else if (z <=? 5000)%Z then Known (Z.to_nat z) else Unknown.
Definition list_of (v : value computed) : known (list computed) := match v with List l => Known l | _ => Undefined end.
(** So few that their 2^n outcomes can be gone through. *)
Definition contributions_in (v : value computed) : known (list computed) :=
  let* l := list_of v in if (length l <=? 12)%nat && negb (existsb is_polynomial l) then Known l else Unknown.
Definition probability_in (v : value computed) : known Q :=
  let* x := computed_in v in
  match x with
  | Exact q => match Qcompare 0 q, Qcompare q 1 with Lt, Lt => Known q | _, _ => Undefined end
  | _ => Unknown
  end.
Lemma computed_in_sound v w : agrees represents v w -> tells near (computed_in v) (real_in w).
Proof.
  intros V. destruct V as [x a X| | |]; try constructor. cbn. destruct (is_polynomial x) eqn:P.
  - destruct x; try discriminate P. destruct X as [_ [f [-> _]]]. constructor.
  - destruct (represents_real x a P X) as [r [-> N]]. now constructor.
Qed.
Lemma whole_in_sound v w : agrees represents v w -> tells eq (whole_in v) (integer_in w).
Proof.
  intros V. unfold whole_in, integer_in. destruct V as [x a X| | |]; try constructor. cbn. now apply whole_computed_sound.
Qed.
Lemma natural_in_sound v w : agrees represents v w ->
  tells eq (natural_in v) (let? z := integer_in w in if_true (0 <= z)%Z (Z.to_nat z)).
Proof.
  intros V. apply (then_sound (@eq Z)); [now apply whole_in_sound|]. intros z _ <-. unfold if_true.
  destruct (Z.ltb_spec z 0); [rewrite yes_false by lia; constructor|]. rewrite yes_true by lia.
  destruct (z <=? 5000)%Z; now constructor.
Qed.
Lemma all_real_sound l m : existsb is_polynomial l = false -> Forall2 represents l m ->
  exists b, all_real m = Some b /\ Forall2 near l b.
Proof.
  intros P H. induction H as [|x a l m X _ IH]; [exists []; now split|]. cbn in P. apply orb_false_iff in P. destruct P as [P Q].
  destruct (IH Q) as [b [E B]]. destruct (represents_real x a P X) as [r [-> N]]. exists (r :: b). cbn. rewrite E.
  split; [reflexivity|now constructor].
Qed.
Lemma contributions_in_sound v w : agrees represents v w ->
  tells (Forall2 near) (contributions_in v) (let? l := list_in w in all_real l).
Proof.
  intros []; try constructor. cbn. destruct (length l <=? 12)%nat; [|apply tells_unknown].
  destruct (existsb is_polynomial l) eqn:P; [apply tells_unknown|]. destruct (all_real_sound l m P H) as [b [-> B]]. now constructor.
Qed.
Definition probability_near (q : Q) (d : R) : Prop := d = Q2R q /\ 0 < d < 1.
Lemma probability_in_sound v w : agrees represents v w ->
  tells probability_near (probability_in v) (let? d := real_in w in if_true (0 < d < 1) d).
Proof.
  intros V. apply (then_sound near); [now apply computed_in_sound|]. intros [q| |] d X; [|constructor|constructor]. cbn in X. subst d. unfold if_true.
  destruct (Qcompare_spec 0 q) as [A|A|A].
  - rewrite yes_false; [constructor|]. apply Qeq_eqR in A. rewrite Q2R_0 in A. lra.
  - apply Qlt_Rlt in A. rewrite Q2R_0 in A. destruct (Qcompare_spec q 1) as [B|B|B].
    + rewrite yes_false; [constructor|]. apply Qeq_eqR in B. rewrite Q2R_1 in B. lra.
    + apply Qlt_Rlt in B. rewrite Q2R_1 in B. rewrite yes_true by lra. constructor. split; [reflexivity|lra].
    + apply Qlt_Rlt in B. rewrite Q2R_1 in B. rewrite yes_false; [constructor|lra].
  - apply Qlt_Rlt in A. rewrite Q2R_0 in A. rewrite yes_false; [constructor|lra].
Qed.

Definition a_number := first_as computed_in.
Definition an_integer := first_as whole_in.
Definition a_natural := first_as natural_in.
Definition contributions := first_as contributions_in.
Definition a_probability := first_as probability_in.
Definition results (v : known (value computed)) : function_of_values := fun _ => v.
Definition is (x : computed) : function_of_values := results (Known (Num x)).
Definition is_if (b : known bool) (x : computed) : function_of_values :=
  results (let* b := b in if b then Known (Num x) else Undefined).
Definition compares (P : comparison -> bool) (x y : computed) : known bool :=
  match order prec x y with Known c => Known (P c) | _ => Unknown end.

Lemma a_number_sound k h : (forall x r, near x r -> fits_meaning (k x) (h r)) -> fits_meaning (a_number k) (a_real h).
Proof. apply first_as_sound, computed_in_sound. Qed.
Lemma an_integer_sound k h : (forall z : Z, fits_meaning (k z) (h z)) -> fits_meaning (an_integer k) (Meaning.an_integer h).
Proof. intros H. apply (first_as_sound (@eq Z)); [exact whole_in_sound|]. intros z _ <-. apply H. Qed.
Lemma a_natural_sound k h : (forall n : nat, fits_meaning (k n) (h n)) -> fits_meaning (a_natural k) (Meaning.a_natural h).
Proof. intros H. apply (first_as_sound (@eq nat)); [exact natural_in_sound|]. intros n _ <-. apply H. Qed.
Lemma contributions_sound k h : (forall (a : list computed) (b : list R), Forall2 near a b -> fits_meaning (k a) (h b)) ->
  fits_meaning (contributions k) (Meaning.contributions h).
Proof. apply first_as_sound, contributions_in_sound. Qed.
Lemma a_probability_sound k h : (forall q : Q, 0 < Q2R q < 1 -> fits_meaning (k q) (h (Q2R q))) ->
  fits_meaning (a_probability k) (Meaning.a_probability h).
Proof. intros H. apply (first_as_sound probability_near); [exact probability_in_sound|]. intros q d [-> P]. now apply H. Qed.
Lemma results_sound o m : tells (agrees represents) o m -> fits_meaning (results o) (answers m).
Proof. intros H l l' _. exact H. Qed.
Lemma is_sound x r : near x r -> fits_meaning (is x) (gives r).
Proof. intros X. apply results_sound. constructor. constructor. now apply near_represents. Qed.
Lemma is_if_sound (b : known bool) x (P : Prop) r : (forall c : bool, b = Known c -> if c then P else ~ P) -> b <> Undefined ->
  (b = Known true -> P -> near x r) -> fits_meaning (is_if b x) (gives_if P r).
Proof.
  intros H D X. apply results_sound. unfold if_true. destruct b as [[]| |]; cbn.
  - rewrite yes_true by exact (H true eq_refl). constructor. constructor. apply near_represents.
    apply X; [reflexivity|exact (H true eq_refl)].
  - rewrite yes_false by exact (H false eq_refl). constructor.
  - congruence.
  - constructor.
Qed.

Fixpoint falling_of (x : computed) (k : nat) : computed :=
  match k with O => Exact 1 | S j => falling_of x j :* (x :- whole_number (Z.of_nat j)) end.
Definition binomial_of (x : computed) (k : Z) : known computed :=
  if (k <? 0)%Z then Known (Exact 0)
  else if (k <=? 500)%Z then Known (over prec (falling_of x (Z.to_nat k)) (whole_number (factorial (Z.to_nat k)))) else Unknown.
Definition in_triangle (T : nat -> nat -> Z) (n : nat) (k : Z) : known computed :=
  if (k <? 0)%Z then Known (Exact 0)
  else if (k <=? 5000)%Z then Known (whole_number (T n (Z.to_nat k))) else Unknown.
Definition bell_of (n : nat) : computed := sum_of (fun k => whole_number (stirling2_number n k)) n.
Definition harmonic_of (n : nat) : computed :=
  sum_of (fun k => inverse prec (whole_number (Z.of_nat (S k)))) n :- inverse prec (whole_number (Z.of_nat (S n))).
Definition whole_part_of (x : computed) : known computed :=
  match x with Exact q => Known (whole_number (Qnum q / Zpos (Qden q))) | _ => Unknown end.
Definition as_value (o : known computed) : function_of_values := results (let* x := o in Known (Num x)).
Fixpoint extreme_by (choose : computed -> computed -> known computed) (l : list (value computed)) : known computed :=
  match l with
  | [] => Undefined
  | [v] => computed_in v
  | v :: rest => let* x := computed_in v in let* y := extreme_by choose rest in choose x y
  end.

Lemma as_value_sound o r : tells near o (Some r) -> fits_meaning (as_value o) (gives r).
Proof.
  intros H. apply results_sound. change (Some (Num (Real r))) with (strictly (Some r) (fun r => Some (Num (Real r)))).
  apply (then_sound near); [exact H|]. intros x y X. constructor. constructor. now apply near_represents.
Qed.
Lemma falling_sound x r k : near x r -> near (falling_of x k) (falling r k).
Proof.
  intros X. induction k as [|k IH]; cbn; [apply near_1|]. apply times_sound; [exact IH|]. apply minus_sound; [exact X|].
  now apply whole_near.
Qed.
Lemma binomial_sound x r k : near x r -> tells near (binomial_of x k) (Some (real_binomial r k)).
Proof.
  intros X. unfold binomial_of, real_binomial. destruct (k <? 0)%Z; [constructor; apply near_0|].
  destruct (k <=? 500)%Z; constructor. apply over_sound; [now apply falling_sound|apply whole_near, factorial_sound|apply INR_fact_neq_0].
Qed.
Lemma in_triangle_sound T U n k : (forall n k, T n k = Z.of_nat (U n k)) ->
  tells near (in_triangle T n k) (Some (triangle (fun n k => INR (U n k)) n k)).
Proof.
  intros E. unfold in_triangle, triangle. destruct (k <? 0)%Z; [constructor; apply near_0|].
  destruct (k <=? 5000)%Z; constructor. apply whole_near, E.
Qed.
Lemma bell_sound n : near (bell_of n) (bell n).
Proof. apply sum_of_sound. intros k. apply whole_near, stirling2_number_sound. Qed.
Lemma harmonic_sound n : near (harmonic_of n) (harmonic n).
Proof.
  apply minus_sound; [apply sum_of_sound; intros k|]; (apply inverse_sound; [now apply whole_near|now apply not_0_INR]).
Qed.
Lemma whole_part_sound x r : near x r -> tells near (whole_part_of x) (Some (whole_part r)).
Proof.
  destruct x as [[n d]| |]; [|constructor|constructor]. intros X. cbn in X. subst r. constructor. cbn. unfold whole_part.
  replace (up (Q2R (n # d)) - 1)%Z with (n / Zpos d)%Z; [symmetry; apply Q2R_whole|].
  assert (U : up (Q2R (n # d)) = (n / Zpos d + 1)%Z).
  { symmetry. apply tech_up; unfold Q2R; cbn; rewrite plus_IZR.
    - apply Rmult_lt_reg_r with (IZR (Zpos d)); [now apply IZR_lt|]. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by (now apply not_0_IZR).
      rewrite <- plus_IZR, <- mult_IZR. apply IZR_lt. pose proof (Z.mod_pos_bound n (Zpos d) eq_refl).
      pose proof (Z.div_mod n (Zpos d) ltac:(discriminate)). lia.
    - apply Rplus_le_compat_r. apply Rmult_le_reg_r with (IZR (Zpos d)); [now apply IZR_lt|].
      rewrite Rmult_assoc, Rinv_l, Rmult_1_r by (now apply not_0_IZR). rewrite <- mult_IZR. apply IZR_le.
      pose proof (Z.mod_pos_bound n (Zpos d) eq_refl). pose proof (Z.div_mod n (Zpos d) ltac:(discriminate)). lia. }
  lia.
Qed.
Lemma extreme_sound choose g l m :
  (forall x y r s, near x r -> near y s -> tells near (choose x y) (Some (g r s))) -> Forall2 (agrees represents) l m ->
  tells near (extreme_by choose l) (extreme g m).
Proof.
  intros H L. induction L as [|v w l m V L IH]; [constructor|]. destruct L as [|v' w' l m V' L]; [now apply computed_in_sound|].
  change (tells near (let* x := computed_in v in let* y := extreme_by choose (v' :: l) in choose x y)
    (let? x := real_in w in let? y := extreme g (w' :: m) in Some (g x y))).
  apply (then_sound near); [now apply computed_in_sound|]. intros x r X. apply (then_sound near); [exact IH|].
  intros y s Y. now apply H.
Qed.
Lemma extreme_by_sound choose g :
  (forall x y r s, near x r -> near y s -> tells near (choose x y) (Some (g r s))) ->
  fits_meaning (fun l => let* x := extreme_by choose l in Known (Num x)) (extreme_of g).
Proof.
  intros H l m L. apply (then_sound near); [now apply extreme_sound|]. intros x y X. constructor. constructor. now apply near_represents.
Qed.

(** ** Functions of p *)

Definition quantity_of (v : value computed) : known computed := match v with Num x => Known x | _ => Undefined end.
Definition a_quantity := first_as quantity_of.
Lemma a_quantity_sound k h : (forall x a, represents x a -> fits_meaning (k x) (h a)) ->
  fits_meaning (a_quantity k) (Meaning.a_number h).
Proof. apply first_as_sound. intros v w V. destruct V; constructor. assumption. Qed.

Definition derived_by (x : computed) (k : nat) : function_of_values :=
  match x, k with
  | Poly c, _ => is (settled_polynomial (Nat.iter k derived_polynomial c))
  | _, O => is x
  | _, S _ => is (Exact 0)
  end.
Fixpoint horner (c : list Q) (x : computed) : computed :=
  match c with [] => Exact 0 | a :: rest => Exact a :+ x :* horner rest x end.
Definition at_point (f x : computed) : computed := match f with Poly c => horner c x | _ => f end.
Definition average (f : computed) : computed := match f with Poly c => Exact (integrated 1 c) | _ => f end.

Lemma iterated_derivation f c k : (forall p, f p = evaluated c p) ->
  forall p, Nat.iter k derivation f p = evaluated (Nat.iter k derived_polynomial c) p.
Proof.
  intros F. induction k as [|k IH]; intros p; [apply F|].
  change (derivation (Nat.iter k derivation f) p = evaluated (derived_polynomial (Nat.iter k derived_polynomial c)) p).
  rewrite derived_polynomial_sound.
  unfold derivation. f_equal. apply Derive_ext, IH.
Qed.
Lemma constant_derived r k : forall p, Nat.iter (S k) derivation (fun _ => r) p = 0.
Proof.
  induction k as [|k IH]; intros p.
  - change (derivation (fun _ => r) p = 0). unfold derivation. rewrite Derive_const. ring.
  - change (derivation (Nat.iter (S k) derivation (fun _ => r)) p = 0). unfold derivation.
    rewrite (Derive_ext _ (fun _ => 0)), Derive_const; [ring|]. intros t. apply IH.
Qed.
Lemma derived_by_sound x a k : represents x a -> fits_meaning (derived_by x k) (derived a k).
Proof.
  assert (K : forall r, near x r -> match x with Poly _ => False | _ => True end -> fits_meaning (derived_by x k) (derived (Real r) k)).
  { intros r X N. replace (derived_by x k) with (is match k with O => x | S _ => Exact 0 end) by (destruct x, k; tauto || reflexivity).
    unfold is, derived. apply results_sound. constructor. constructor. destruct k as [|k].
    - rewrite (settled_constant _ r) by (now exists 0). now apply near_represents.
    - rewrite (settled_constant _ 0); [apply near_represents, near_0|]. exists 0. intros p _. exact (constant_derived r k p). }
  intros X. destruct x as [q|i|c]; [destruct X as [r [-> X]]; now apply K|destruct X as [r [-> X]]; now apply K|]. clear K.
  destruct X as [_ [f [-> F]]]. replace (derived_by (Poly c) k) with (is (settled_polynomial (Nat.iter k derived_polynomial c)))
    by (destruct k; reflexivity).
  unfold is, derived. apply results_sound. constructor. constructor. now apply settled_polynomial_sound, iterated_derivation.
Qed.
Lemma horner_sound c x r : near x r -> near (horner c x) (evaluated c r).
Proof.
  intros X. induction c as [|a c IH]; cbn [horner evaluated]; [apply near_0|]. apply plus_sound; [now cbn|]. now apply times_sound.
Qed.
Lemma value_at_continuous f x : continuous f x -> value_at f x = Some (Real (f x)).
Proof.
  intros C. assert (L : is_lim f x (f x)) by (apply is_lim_continuity; now apply continuity_pt_filterlim).
  unfold value_at, if_true. rewrite yes_true by (now exists (f x)). now rewrite (is_lim_unique _ _ _ L).
Qed.
Lemma polynomial_continuous f c x : (forall p, f p = evaluated c p) -> continuous f x.
Proof. intros F. apply (continuous_ext (evaluated c)); [now intros|]. apply evaluated_continuous. Qed.
Lemma at_point_sound f a x r : represents f a -> near x r ->
  exists s, value_at (function_of a) r = Some (Real s) /\ near (at_point f x) s.
Proof.
  intros A X. destruct f as [q|i|c].
  - destruct A as [s [-> A]]. exists s. split; [|exact A]. apply (value_at_continuous (fun _ => s)), continuous_const.
  - destruct A as [s [-> A]]. exists s. split; [|exact A]. apply (value_at_continuous (fun _ => s)), continuous_const.
  - destruct A as [_ [f [-> F]]]. exists (f r). split; [now apply value_at_continuous, (polynomial_continuous f c)|].
    rewrite F. now apply horner_sound.
Qed.
Lemma average_sound f a : represents f a -> exists s, mean_over_p (function_of a) = Some (Real s) /\ near (average f) s.
Proof.
  assert (K : forall g s, is_RInt g 0 1 s -> mean_over_p g = Some (Real s)).
  { intros g s H. unfold mean_over_p, if_true. rewrite yes_true by (now exists s). now rewrite (is_RInt_unique _ _ _ _ H). }
  assert (C : forall s : R, is_RInt (fun _ => s) 0 1 s).
  { intros s. assert (Z : is_RInt (V := R_NormedModule) (fun _ => s) 0 1 ((1 - 0) * s)) by apply @is_RInt_const.
    now replace ((1 - 0) * s) with s in Z by ring. }
  intros A. destruct f as [q|i|c].
  - destruct A as [s [-> A]]. exists s. split; [apply K, C|exact A].
  - destruct A as [s [-> A]]. exists s. split; [apply K, C|exact A].
  - destruct A as [_ [f [-> F]]]. exists (Q2R (integrated 1 c)). split; [|reflexivity]. apply K.
    apply (is_RInt_ext (fun p => p ^ 0 * evaluated c p)); [|exact (integrated_sound c 0)].
    intros p _. cbn [function_of]. rewrite F. cbn [pow]. change (1 * evaluated c p = evaluated c p). ring.
Qed.

Definition positive (x : computed) : known bool := compares (fun c => match c with Lt => true | _ => false end) (Exact 0) x.
Definition not_negative (x : computed) : known bool := compares (fun c => match c with Gt => false | _ => true end) (Exact 0) x.
Definition not_zero (x : computed) : known bool := let* b := is_zero_computed prec x in Known (negb b).
Lemma positive_sound x r c : near x r -> positive x = Known c -> if c then 0 < r else ~ 0 < r.
Proof.
  intros X. unfold positive, compares. destruct (order prec (Exact 0) x) as [o| |] eqn:E; try discriminate.
  pose proof (order_sound prec _ _ _ _ _ near_0 X E) as O. intros [= <-]. destruct o; cbn in *; lra.
Qed.
Lemma not_negative_sound x r c : near x r -> not_negative x = Known c -> if c then 0 <= r else ~ 0 <= r.
Proof.
  intros X. unfold not_negative, compares. destruct (order prec (Exact 0) x) as [o| |] eqn:E; try discriminate.
  pose proof (order_sound prec _ _ _ _ _ near_0 X E) as O. intros [= <-]. destruct o; cbn in *; lra.
Qed.
Lemma not_zero_sound x r c : near x r -> not_zero x = Known c -> if c then r <> 0 else ~ r <> 0.
Proof.
  intros X. unfold not_zero. destruct (is_zero_computed prec x) as [b| |] eqn:E; try discriminate.
  apply (is_zero_sound prec _ _ _ X) in E. intros [= <-]. destruct b; cbn; tauto.
Qed.
Lemma compared_known P x y : compares P x y <> Undefined.
Proof. unfold compares. destruct (order prec x y); discriminate. Qed.
Definition computed_functions : list (string * function_of_values) := [
  ("pi", is pi_number);
  ("!", a_natural (fun n => is (whole_number (factorial n))));
  ("binomial", a_number (fun x => an_integer (fun k => as_value (binomial_of x k))));
  ("stirling2", a_natural (fun n => an_integer (fun k => as_value (in_triangle stirling2_number n k))));
  ("surjections", a_natural (fun n => an_integer (fun k => as_value (in_triangle surjections_number n k))));
  ("bell", a_natural (fun n => is (bell_of n)));
  ("bernoulli", a_natural (fun n => is (bernoulli_of n)));
  ("harmonic", a_natural (fun n => is (harmonic_of n)));
  ("exp", a_number (fun x => is (exponential x)));
  ("log", a_number (fun x => is_if (positive x) (logarithm x)));
  ("sqrt", a_number (fun x => is_if (not_negative x) (square_root x)));
  ("root", a_number (fun x => a_natural (fun n => match n, positive x with
     | S _, Known true => is (root_of x n) | _, _ => results Unknown end)));
  ("sin", a_number (fun x => is (circular (Exact 0) (I.sin prec) x)));
  ("cos", a_number (fun x => is (circular (Exact 1) (I.cos prec) x)));
  ("tanh", a_number (fun x => is (hyperbolic_tangent x)));
  ("sinh", a_number (fun x => is (half_difference x)));
  ("cosh", a_number (fun x => is (half_sum x)));
  ("atan", a_number (fun x => is (circular (Exact 0) (I.atan prec) x)));
  ("floor", a_number (fun x => as_value (whole_part_of x)));
  ("ceil", a_number (fun x => as_value (let* y := whole_part_of (opposite prec x) in Known (opposite prec y))));
  ("mod", a_number (fun a => a_number (fun b => match not_zero b with
     | Known true => as_value (let* y := whole_part_of (over prec a b) in Known (a :- b :* y))
     | Known false => results Undefined | _ => results Unknown end)));
  ("gcd", an_integer (fun a => an_integer (fun b => is (whole_number (Z.gcd a b)))));
  ("abs", a_number (fun x => is (absolute x)));
  ("min", fun l => let* x := extreme_by lesser l in Known (Num x));
  ("max", fun l => let* x := extreme_by greater l in Known (Num x));
  ("sigmoid", a_number (fun z => is (sigmoid_of z)));
  ("softplus", a_number (fun z => is (softplus_of z)));
  ("sigmoid_derivative", a_natural (fun n => a_number (fun z => is (sigmoid_derivative_of n z))));
  ("softplus_derivative", a_natural (fun n => a_number (fun z => is (softplus_derivative_of n z))));
  ("radius", a_number (fun z => is (radius_of z)));
  ("dropout", contributions (fun a => a_probability (fun d => results (Known (Law
     (map (fun o => (scalar_product a (fst o), Exact (snd o))) (noise d (length a))))))));
  ("moment", contributions (fun a => a_probability (fun d => a_natural (fun n => is (moment_of (law_of_deviation d a) n)))));
  ("deviation", contributions (fun a => a_probability (fun d => as_value (greatest_modulus (law_of_deviation d a)))));
  ("regulariser", contributions (fun a => a_probability (fun d => is (regulariser_of (total_of a) (law_of_deviation d a)))));
  ("partial_regulariser", a_natural (fun k => contributions (fun a => a_probability (fun d =>
     is (if (k <? 2)%nat then Exact 0 else partial_of k (total_of a) (law_of_deviation d a))))));
  ("converges", contributions (fun a => a_probability (fun d => results (
     let* v := greatest_modulus (law_of_deviation d a) in
     let* b := compares (fun c => match c with Gt => false | _ => true end) v (radius_of (total_of a)) in
     Known (Truth (answer b))))));
  ("p", results (Known (Num (Poly [0; 1]%Q))));
  ("D", a_quantity (fun f others => match others with [] => derived_by f 1 others | _ => a_natural (derived_by f) others end));
  ("at", a_quantity (fun f => a_number (fun x => is (at_point f x))));
  ("mean_over_p", a_quantity (fun f => is (average f)));
  ("length", fun l => match l with List a :: _ => Known (Num (whole_number (Z.of_nat (length a)))) | _ => Undefined end)
  ]%string.
Definition computed_function (f : string) (l : list (value computed)) : known (value computed) :=
  match lookup f computed_functions with Some g => g l | None => Unknown end.

Definition sound_row (a : string * function_of_values) : Prop :=
  match lookup (fst a) functions with Some g => fits_meaning (snd a) g | None => False end.
Lemma Forall2_length {T U} (R : T -> U -> Prop) l m : Forall2 R l m -> length l = length m.
Proof. intros H. induction H; cbn; congruence. Qed.
Lemma all_rows_sound : List.Forall sound_row computed_functions.
Proof.
  unfold computed_functions.
  repeat (apply List.Forall_cons; [unfold sound_row; cbn [fst snd];
    match goal with |- context [lookup ?f functions] => let g := eval cbv [lookup functions String.eqb Ascii.eqb Bool.eqb] in (lookup f functions) in
      change (lookup f functions) with g end; cbv iota beta|]); [..|apply List.Forall_nil].
  - apply is_sound, pi_sound.
  - apply a_natural_sound. intros n. apply is_sound, whole_near, factorial_sound.
  - apply a_number_sound. intros x r X. apply an_integer_sound. intros k. now apply as_value_sound, binomial_sound.
  - apply a_natural_sound. intros n. apply an_integer_sound. intros k. apply as_value_sound, in_triangle_sound, stirling2_number_sound.
  - apply a_natural_sound. intros n. apply an_integer_sound. intros k. apply as_value_sound, in_triangle_sound, surjections_number_sound.
  - apply a_natural_sound. intros n. apply is_sound, bell_sound.
  - apply a_natural_sound. intros n. apply is_sound, bernoulli_sound.
  - apply a_natural_sound. intros n. apply is_sound, harmonic_sound.
  - apply a_number_sound. intros x r X. now apply is_sound, exponential_sound.
  - apply a_number_sound. intros x r X. apply is_if_sound; [exact (fun c => positive_sound x r c X)|apply compared_known|].
    intros _ P. now apply logarithm_sound.
  - apply a_number_sound. intros x r X. apply is_if_sound; [exact (fun c => not_negative_sound x r c X)|apply compared_known|].
    intros _ P. now apply square_root_sound.
  - apply a_number_sound. intros x r X. apply a_natural_sound. intros n. unfold gives_if.
    destruct n as [|n]; [apply results_sound, tells_unknown|].
    destruct (positive x) as [[]| |] eqn:P; try apply results_sound, tells_unknown.
    apply (positive_sound x r true X) in P. unfold if_true. rewrite yes_true by (split; [lia|left; lra]).
    apply results_sound. constructor. constructor. apply near_represents. unfold real_root.
    rewrite yes_false by lra. now apply root_sound.
  - apply a_number_sound. intros x r X. apply is_sound. unfold circular. destruct (is_exactly 0 x) eqn:E.
    + rewrite (is_exactly_sound _ _ _ X E), Q2R_0, sin_0. apply near_0.
    + exact (I.sin_correct prec _ _ (enclosure_sound _ _ _ X)).
  - apply a_number_sound. intros x r X. apply is_sound. unfold circular. destruct (is_exactly 0 x) eqn:E.
    + rewrite (is_exactly_sound _ _ _ X E), Q2R_0, cos_0. apply near_1.
    + exact (I.cos_correct prec _ _ (enclosure_sound _ _ _ X)).
  - apply a_number_sound. intros x r X. now apply is_sound, hyperbolic_tangent_sound.
  - apply a_number_sound. intros x r X. now apply is_sound, half_difference_sound.
  - apply a_number_sound. intros x r X. now apply is_sound, half_sum_sound.
  - apply a_number_sound. intros x r X. apply is_sound. unfold circular. destruct (is_exactly 0 x) eqn:E.
    + rewrite (is_exactly_sound _ _ _ X E), Q2R_0, atan_0. apply near_0.
    + exact (I.atan_correct prec _ _ (enclosure_sound _ _ _ X)).
  - apply a_number_sound. intros x r X. now apply as_value_sound, whole_part_sound.
  - apply a_number_sound. intros x r X. apply as_value_sound.
    change (Some (- whole_part (- r))) with (strictly (Some (whole_part (- r))) (fun y => Some (- y))).
    apply (then_sound near); [now apply whole_part_sound, opposite_sound|]. intros y s Y. constructor. now apply opposite_sound.
  - apply a_number_sound. intros a r A. apply a_number_sound. intros b s B. unfold gives_if, if_true.
    destruct (not_zero b) as [[]| |] eqn:N; try apply results_sound, tells_unknown.
    + apply (not_zero_sound b s true B) in N. rewrite yes_true by exact N. apply as_value_sound.
      change (Some (r - s * whole_part (r / s))) with (strictly (Some (whole_part (r / s))) (fun y => Some (r - s * y))).
      apply (then_sound near); [now apply whole_part_sound, over_sound|]. intros y t Y. constructor.
      apply minus_sound; [exact A|]. now apply times_sound.
    + apply (not_zero_sound b s false B) in N. rewrite yes_false by exact N. apply results_sound. constructor.
  - apply an_integer_sound. intros a. apply an_integer_sound. intros b. apply is_sound, near_whole.
  - apply a_number_sound. intros x r X. now apply is_sound, absolute_sound.
  - apply extreme_by_sound, lesser_sound.
  - apply extreme_by_sound, greater_sound.
  - apply a_number_sound. intros x r X. now apply is_sound, sigmoid_sound.
  - apply a_number_sound. intros x r X. now apply is_sound, softplus_sound.
  - apply a_natural_sound. intros n. apply a_number_sound. intros x r X. now apply is_sound, sigmoid_derivative_sound.
  - apply a_natural_sound. intros n. apply a_number_sound. intros x r X. now apply is_sound, softplus_derivative_sound.
  - apply a_number_sound. intros x r X. apply is_sound. rewrite softplus_radius_exact. now apply radius_sound.
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P. apply results_sound. constructor. constructor.
    rewrite (length_near _ _ A). pose proof (noise_sound q (length b) ltac:(lra)) as H.
    induction H as [|[y w] [z v] l m [Y W] _ IH]; cbn; constructor; [|exact IH]. cbn in *.
    split; apply near_represents; [now apply scalar_product_sound|exact W].
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P. apply a_natural_sound. intros n.
    apply is_sound, moment_sound, law_of_deviation_sound; [lra|exact A].
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P.
    apply as_value_sound. apply greatest_modulus_sound, law_of_deviation_sound; [lra|exact A].
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P.
    apply is_sound, regulariser_sound; [now apply total_sound|]. apply law_of_deviation_sound; [lra|exact A].
  - apply a_natural_sound. intros k. apply contributions_sound. intros a b A. apply a_probability_sound. intros q P.
    apply is_sound. unfold partial_regulariser_of. destruct (k <? 2)%nat; [apply near_0|].
    apply partial_sound; [now apply total_sound|]. apply law_of_deviation_sound; [lra|exact A].
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P. apply results_sound.
    pose proof (greatest_modulus_sound _ _ (law_of_deviation_sound q a b ltac:(lra) A)) as V.
    fold (greatest_deviation b (Q2R q)) in V.
    destruct (greatest_modulus (law_of_deviation q a)) as [v| |]; [|inversion V|apply tells_unknown]. inversion V as [| |? r W]; subst.
    pose proof (radius_sound _ _ (total_sound _ _ A)) as T. cbn [then_]. unfold compares.
    destruct (order prec v (radius_of (total_of a))) as [c| |] eqn:O; try apply tells_unknown.
    pose proof (order_sound prec _ _ _ _ _ W T O) as K. pose proof (converges_iff (Q2R q) b P) as C. cbn [then_].
    constructor. unfold answer, yes. destruct (decide _) as [Y|Y]; rewrite C in Y; destruct c; cbn in K; try lra; constructor.
  - apply results_sound. constructor. constructor. split; [split; [cbn; lia|unfold leads; cbn; rewrite Q2R_1; lra]|].
    exists (fun p => p). split; [reflexivity|]. intros p. cbn. rewrite Q2R_0, Q2R_1. ring.
  - apply a_quantity_sound. intros f a A l m L. destruct L as [|v w l m V L]; [now apply derived_by_sound|].
    apply (a_natural_sound (derived_by f) (derived a)); [intros n; now apply derived_by_sound|now constructor].
  - apply a_quantity_sound. intros f a A. apply a_number_sound. intros x r X. destruct (at_point_sound f a x r A X) as [s [-> S]].
    cbn [strictly]. now apply is_sound.
  - apply a_quantity_sound. intros f a A. destruct (average_sound f a A) as [s [-> S]]. cbn [strictly]. now apply is_sound.
  - intros l m L. destruct L as [|v w l m V L]; [constructor|]. destruct V as [x y X|x y X|x y X|t]; [constructor| |constructor|constructor].
    cbn. constructor. constructor. apply near_represents. rewrite (Forall2_length _ _ _ X). now apply whole_near.
Qed.
Lemma computed_function_sound f l m : Forall2 (agrees represents) l m ->
  tells (agrees represents) (computed_function f l) (function_named f m).
Proof.
  intros L. unfold computed_function, function_named. destruct (lookup f computed_functions) as [k|] eqn:E; [|constructor].
  assert (S : List.In (f, k) computed_functions).
  { clear L. induction computed_functions as [|[g h] t IH]; [discriminate|]. cbn in E. destruct (String.eqb_spec f g).
    - injection E as ->. subst g. now left.
    - right. now apply IH. }
  pose proof (proj1 (List.Forall_forall _ _) all_rows_sound _ S) as H. unfold sound_row in H. cbn [fst snd] in H.
  destruct (lookup f functions) as [g|]; [|tauto]. now apply H.
Qed.
End Functions.
