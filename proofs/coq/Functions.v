(** * The functions of the language, computed

    Each is proved to be near its meaning in Meaning.v.  What is left out is not known. *)

From Coq Require Import String List ZArith QArith Qreals Reals Lra Lia Bool Qabs Factorial.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Xreal Interval.
From Dropcert Require Import Stirling SurjectionRows Polynomials Sigmoid Theorem1 Bernoulli BernoulliGrowth TaylorCoefficients TaylorSeries FiniteLaw
  Dropout RegulariserBounds RootTest Language Meaning Examples Soundness Numbers Laws.
Import ListNotations.
Open Scope R_scope.

(** ** Tables of integers *)

(** The rows 0, ..., of a triangle whose next row comes from the one before. *)
Fixpoint rows_from (next : list Z -> list Z) (row : list Z) (m : nat) : list (list Z) :=
  row :: match m with O => [] | S l => rows_from next (next row) l end.
Fixpoint row_by (next : list Z -> list Z) (n : nat) : list Z := match n with O => [1%Z] | S m => next (row_by next m) end.
Definition table_row (next : list Z -> list Z) (table : list (list Z)) (n : nat) : list Z :=
  match nth_error table n with Some row => row | None => row_by next n end.
Lemma rows_from_sound next m : forall n i row, nth_error (rows_from next (row_by next n) m) i = Some row -> row = row_by next (n + i).
Proof.
  induction m as [|m IH]; intros n [|i] row; cbn [rows_from nth_error]; intros H.
  - injection H as <-. now rewrite Nat.add_0_r.
  - now destruct i.
  - injection H as <-. now rewrite Nat.add_0_r.
  - apply (IH (S n)) in H. now rewrite H, Nat.add_succ_r.
Qed.
Lemma table_row_sound next m n : table_row next (rows_from next [1%Z] m) n = row_by next n.
Proof.
  unfold table_row. destruct (nth_error _ n) as [row|] eqn:E; [|reflexivity]. now apply (rows_from_sound next m 0) in E.
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
Definition stirling2_numbers (n : nat) : list Z := table_row (next_stirling2 0 0) stirling2_table n.
Definition surjections_numbers (n : nat) : list Z := table_row (next_row 0 0) surjections_table n.
Lemma stirling2_numbers_sound n k : nth k (stirling2_numbers n) 0%Z = Z.of_nat (stirling2 n k).
Proof. unfold stirling2_numbers, stirling2_table. now rewrite table_row_sound, stirling2_row. Qed.
Lemma surjections_numbers_sound n k : nth k (surjections_numbers n) 0%Z = Z.of_nat (surjections n k).
Proof. unfold surjections_numbers, surjections_table. now rewrite table_row_sound, <- surjections_row_by, surjections_row_correct. Qed.

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
Proof. destruct x as [a| | |]; try discriminate. intros -> E. now apply Qeq_eqR, Qeq_bool_iff. Qed.

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
Definition exact_root (q : Q) : option Q :=
  let a := Z.sqrt (Qnum q) in let b := Z.sqrt (Zpos (Qden q)) in
  if (a * a =? Qnum q)%Z && (b * b =? Zpos (Qden q))%Z then Some (lowest (a # Z.to_pos b)) else None.
Definition square_root (x : computed) : computed :=
  match x with
  | Exact q => match exact_root q with Some a => Exact a | None => Between (I.sqrt prec (enclosure prec x)) end
  | Multiple q k => match exact_root q with
      | Some a => if Z.even k then Multiple a (k / 2) else Between (I.sqrt prec (enclosure prec x))
      | None => Between (I.sqrt prec (enclosure prec x)) end
  | _ => Between (I.sqrt prec (enclosure prec x))
  end.
Lemma exact_root_sound q a : exact_root q = Some a -> 0 <= Q2R a /\ Q2R q = Q2R a * Q2R a.
Proof.
  unfold exact_root. destruct q as [n d]. cbn [Qnum Qden]. destruct (Z.eqb_spec (Z.sqrt n * Z.sqrt n) n) as [N|]; [|discriminate].
  destruct (Z.eqb_spec (Z.sqrt (Zpos d) * Z.sqrt (Zpos d)) (Zpos d)) as [D|]; [|discriminate]. cbn [andb]. intros [= <-].
  rewrite Q2R_lowest. pose proof (Z.sqrt_nonneg n) as A. pose proof (Z.sqrt_nonneg (Zpos d)) as B.
  assert (C : IZR (Z.sqrt (Zpos d)) <> 0) by (apply not_0_IZR; intros E; rewrite E in D; discriminate).
  change (Z.sqrt (Zpos d)) with (Zpos (Pos.sqrt d)) in *. unfold Q2R. cbn [Qnum Qden].
  apply (f_equal IZR) in N, D. rewrite mult_IZR in N, D. rewrite <- N, <- D.
  apply IZR_le in A, B. split; [|field; exact C]. apply Rmult_le_pos; [exact A|]. apply Rlt_le, Rinv_0_lt_compat. lra.
Qed.
Lemma square_root_sound x r : near x r -> 0 <= r -> near (square_root x) (sqrt r).
Proof.
  intros X P. assert (S : near (Between (I.sqrt prec (enclosure prec x))) (sqrt r)).
  { pose proof (I.sqrt_correct prec _ _ (enclosure_sound prec _ _ X)) as H. cbn in H. unfold Xsqrt' in H. exact H. }
  destruct x as [q| | |q k]; [|exact S|destruct X|]; cbn [square_root]; destruct (exact_root q) as [a|] eqn:E; try exact S;
    apply exact_root_sound in E; destruct E as [A E]; cbn [near] in *.
  - subst r. rewrite E. now apply sqrt_square.
  - destruct (Z.even k) eqn:K; [|exact S]. cbn [near]. subst r. apply Z.even_spec in K. destruct K as [j ->].
    rewrite Z.mul_comm, Z.div_mul by discriminate. rewrite E. replace (j * 2)%Z with (j + j)%Z by lia.
    rewrite powerRZ_add by apply PI_neq0. assert (0 < powerRZ PI j) by apply powerRZ_lt, PI_RGT_0.
    replace (Q2R a * Q2R a * (powerRZ PI j * powerRZ PI j)) with ((Q2R a * powerRZ PI j) * (Q2R a * powerRZ PI j)) by ring.
    apply sqrt_square. nra.
Qed.
Definition absolute (x : computed) : computed :=
  match x with
  | Exact q => Exact (Qabs q) | Multiple q k => Multiple (Qabs q) k | Between i => Between (I.abs i) | Poly c => Poly c
  end.
Lemma Q2R_absolute q : Q2R (Qabs q) = Rabs (Q2R q).
Proof.
  unfold Q2R. destruct q as [n d]. cbn. rewrite Rabs_mult, <- abs_IZR. f_equal. symmetry. apply Rabs_right, Rle_ge, Rlt_le, Rinv_0_lt_compat.
  now apply IZR_lt.
Qed.
Lemma absolute_sound x r : near x r -> near (absolute x) (Rabs r).
Proof.
  destruct x as [q|i| |q k]; cbn; [intros ->; symmetry; apply Q2R_absolute|exact (fun X => I.abs_correct _ _ X)|intros []|].
  intros ->. rewrite Rabs_mult, Q2R_absolute. f_equal. apply Rabs_right, Rle_ge, Rlt_le, powerRZ_lt, PI_RGT_0.
Qed.
Definition sigmoid_of (x : computed) : computed := inverse prec (Exact 1 :+ exponential (opposite prec x)).
Definition softplus_of (x : computed) : computed := logarithm (Exact 1 :+ exponential x).
Definition pi_number : computed := Multiple 1 1.
Definition radius_of (x : computed) : computed := square_root (power prec x 2 :+ power prec pi_number 2).
Lemma pi_sound : near pi_number PI.
Proof. cbn [near pi_number]. rewrite Q2R_1, powerRZ_1. ring. Qed.
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
(** ** Derivatives by Theorem 1, Bernoulli numbers *)

Definition sigmoid_derivative_of (n : nat) (x : computed) : computed :=
  let s := sigmoid_of x in
  match n with
  | O => s
  | S m => let minus_s := opposite prec s in let row := surjections_numbers n in
      opposite prec (Exact 1 :- s)
        :* sum_of (fun i => power prec minus_s (N.of_nat (i + 1)) :* whole_number (nth (i + 1) row 0%Z)) (n - 1)
  end.
Definition softplus_derivative_of (n : nat) (x : computed) : computed :=
  match n with O => softplus_of x | S m => sigmoid_derivative_of m x end.
(** The sum of (-1)^i row_i/(j + i), as an integer and a rational number whose terms are small. *)
Fixpoint alternating_sum (row : list Z) (j : positive) : Z * Q :=
  match row with
  | [] => (0%Z, 0%Q)
  | t :: rest => let (whole, part) := alternating_sum rest (Pos.succ j) in let (a, b) := Z.div_eucl t (Zpos j) in
      ((a - whole)%Z, lowest ((b # j) - part))
  end.
Definition bernoulli_of (n : nat) : computed :=
  let (whole, part) := alternating_sum (surjections_numbers n) 1 in Exact (lowest (inject_Z whole + part)).
Definition inverse_factorial (n : nat) : computed := inverse prec (whole_number (factorial n)).
Lemma surjections_near n k : near (whole_number (nth k (surjections_numbers n) 0%Z)) (INR (surjections n k)).
Proof. apply whole_near, surjections_numbers_sound. Qed.
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
Lemma alternating_sum_sound row : forall j n, (forall i, (n < i)%nat -> nth i row 0%Z = 0%Z) ->
  let (whole, part) := alternating_sum row j in
  IZR whole + Q2R part = sum_f_R0 (fun i => (-1) ^ i * IZR (nth i row 0%Z) / (IZR (Zpos j) + INR i)) n.
Proof.
  induction row as [|t row IH]; intros j n H; cbn [alternating_sum].
  - rewrite (sum_eq _ (fun _ => 0)); [rewrite sum_cte, Q2R_0; ring|]. intros i _. replace (nth i [] 0%Z) with 0%Z by (now destruct i).
    unfold Rdiv. now rewrite Rmult_0_r, Rmult_0_l.
  - specialize (IH (Pos.succ j) (pred n)). destruct (alternating_sum row (Pos.succ j)) as [whole part].
    pose proof (Z_div_mod t (Zpos j) eq_refl) as E. destruct (Z.div_eucl t (Zpos j)) as [a b]. destruct E as [E _].
    assert (J : 0 < IZR (Zpos j)) by (now apply IZR_lt).
    assert (F : IZR t / IZR (Zpos j) = IZR a + Q2R (b # j)) by (rewrite E, plus_IZR, mult_IZR; unfold Q2R; cbn; field; lra).
    assert (K : IZR whole + Q2R part
      = sum_f_R0 (fun i => (-1) ^ i * IZR (nth i row 0%Z) / (IZR (Zpos (Pos.succ j)) + INR i)) (pred n)).
    { apply IH. intros i I. apply (H (S i)). lia. }
    clear IH. rewrite minus_IZR, Q2R_lowest, Q2R_minus.
    replace (IZR a - IZR whole + (Q2R (b # j) - Q2R part)) with (IZR t / IZR (Zpos j) - (IZR whole + Q2R part)) by lra. rewrite K.
    destruct n as [|n]; cbn [pred] in *.
    + pose proof (H 1%nat ltac:(lia)) as Z0. cbn [nth sum_f_R0] in *. rewrite Z0. cbn [pow INR]. unfold Rdiv. rewrite !Rplus_0_r. ring.
    + rewrite (decomp_sum (fun i => (-1) ^ i * IZR (nth i (t :: row) 0%Z) / (IZR (Zpos j) + INR i)) (S n)) by lia.
      cbn [pred nth pow]. change (INR 0) with 0. rewrite Rplus_0_r, Rmult_1_l. unfold Rminus. f_equal.
      match goal with |- - ?s = _ => replace (- s) with (-1 * s) by ring end. rewrite scal_sum. apply sum_eq. intros i _. rewrite Pos2Z.inj_succ, succ_IZR, S_INR.
      unfold Rdiv. replace (IZR (Zpos j) + 1 + INR i) with (IZR (Zpos j) + (INR i + 1)) by ring. ring.
Qed.
Lemma bernoulli_sound n : near (bernoulli_of n) (bernoulli n).
Proof.
  unfold bernoulli_of. pose proof (alternating_sum_sound (surjections_numbers n) 1 n) as H.
  destruct (alternating_sum (surjections_numbers n) 1) as [whole part]. cbn [near].
  rewrite Q2R_lowest, Q2R_plus, Q2R_whole, H by (intros i I; now rewrite surjections_numbers_sound, surjections_above).
  apply sum_eq. intros i _. rewrite surjections_numbers_sound, <- INR_IZR_INZ, S_INR. now rewrite (Rplus_comm (INR i) 1).
Qed.
(** At even integers, by Euler's formula with Bernoulli numbers; at 1 undefined. *)
Definition zeta_even (j : nat) : computed :=
  absolute (bernoulli_of (2 * j)) :* power prec (Exact 2 :* pi_number) (N.of_nat (2 * j)) :* (Exact (1 # 2) :* inverse_factorial (2 * j)).
Definition zeta_of (s : computed) : known computed :=
  match whole_computed s with
  | Known z => if (z =? 1)%Z then Undefined
               else if (2 <=? z)%Z && Z.even z && (z <=? 1000)%Z then Known (zeta_even (Z.to_nat (z / 2))) else Unknown
  | _ => Unknown
  end.
Lemma inverse_factorial_sound n : near (inverse_factorial n) (/ INR (fact n)).
Proof. apply inverse_sound; [apply whole_near, factorial_sound|apply INR_fact_neq_0]. Qed.

Lemma riemann_zeta_whole n : (2 <= n)%nat -> riemann_zeta (INR n) = zeta n.
Proof.
  intros N. assert (L : 1 < INR n) by (apply (lt_INR 1); lia). unfold riemann_zeta. rewrite yes_true by exact L.
  apply Series_ext. intros k. rewrite Rpower_Ropp, Rpower_pow by apply INR_S_pos. reflexivity.
Qed.
Lemma zeta_even_sound j : (1 <= j)%nat -> near (zeta_even j) (zeta (2 * j)).
Proof.
  intros J. pose proof PI_RGT_0 as P. pose proof (INR_fact_lt_0 (2 * j)) as F. pose proof (pow_lt (2 * PI) (2 * j) ltac:(lra)) as W.
  pose proof (bernoulli_abs j J) as E. unfold Rdiv in E at 1. rewrite Rabs_mult, (Rabs_pos_eq (/ _)) in E by (apply Rlt_le, Rinv_0_lt_compat; lra).
  replace (zeta (2 * j)) with (Rabs (bernoulli (2 * j)) * (2 * PI) ^ (2 * j) * (/ 2 * / INR (fact (2 * j)))).
  - apply times_sound; [apply times_sound|apply times_sound; [apply near_half|apply inverse_factorial_sound]].
    + apply absolute_sound, bernoulli_sound.
    + apply power_nat_sound, times_sound; [unfold near, Q2R; cbn; lra|apply pi_sound].
  - apply Rmult_eq_reg_l with (2 / (2 * PI) ^ (2 * j)); [|apply Rgt_not_eq, Rdiv_lt_0_compat; lra].
    transitivity (Rabs (bernoulli (2 * j)) * / INR (fact (2 * j))); [field; lra|]. rewrite E. field. lra.
Qed.
Lemma zeta_sound x r : near x r -> tells near (zeta_of x) (if_true (r <> 1) (riemann_zeta r)).
Proof.
  intros X. unfold zeta_of. pose proof (whole_cases x r X) as W. destruct (whole_computed x) as [z| |]; try apply tells_unknown. subst r.
  destruct (Z.eqb_spec z 1) as [->|N]; [unfold if_true; rewrite yes_false by tauto; constructor|].
  destruct (Z.leb_spec 2 z) as [L|]; [|apply tells_unknown]. destruct (Z.even z) eqn:E; [|apply tells_unknown].
  destruct (z <=? 1000)%Z; [|apply tells_unknown]. cbn [andb]. unfold if_true. rewrite yes_true by (intros K; now apply eq_IZR in K).
  constructor. apply Z.even_spec in E. destruct E as [j ->]. rewrite Z.mul_comm, Z.div_mul by discriminate.
  replace (IZR (j * 2)) with (INR (2 * Z.to_nat j)) by (rewrite INR_IZR_INZ; f_equal; lia).
  rewrite riemann_zeta_whole by lia. apply zeta_even_sound. lia.
Qed.

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
Definition moment_of (l : list (computed * computed)) (n : nat) : computed :=
  expectation_of prec l (fun v => power prec v (N.of_nat n)).
Definition regulariser_of (z : computed) (l : list (computed * computed)) : computed :=
  expectation_of prec l (fun v => softplus_of (z :+ v)) :- softplus_of z.
Definition partial_of (k : nat) (z : computed) (l : list (computed * computed)) : computed :=
  sum_of (fun i => softplus_derivative_of (i + 2) z :* inverse_factorial (i + 2) :* moment_of l (i + 2)) (k - 2).
Notation all_near := (Forall2 near).
Lemma length_near a b : all_near a b -> length a = length b.
Proof. intros H. induction H; cbn; congruence. Qed.
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
Lemma moment_sound l m n : near_law l m -> near (moment_of l n) (moment m n).
Proof. intros L. apply expectation_of_sound; [exact L|]. intros v r V. now apply power_nat_sound. Qed.
Lemma regulariser_sound z s l m : near z s -> near_law l m -> near (regulariser_of z l) (regulariser s m).
Proof.
  intros Z L. apply minus_sound; [|now apply softplus_sound]. apply expectation_of_sound; [exact L|].
  intros v r V. now apply softplus_sound, plus_sound.
Qed.
Lemma partial_sound k z s l m : near z s -> near_law l m -> near (partial_of k z l) (partial_regulariser k s m).
Proof.
  intros Z L. apply sum_of_sound. intros i. apply times_sound; [|now apply moment_sound].
  apply times_sound; [now apply softplus_derivative_sound|apply inverse_factorial_sound].
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
Lemma greatest_deviation_is d a : 0 < d < 1 -> greatest_deviation a d = deviation d a.
Proof.
  intros H. unfold greatest_deviation. apply Rle_antisym.
  - assert (U : forall l : list (R * R), (forall v w, In (v, w) l -> Rabs v <= deviation d a) ->
      fold_right (fun (o : R * R) m => Rmax (Rabs (fst o)) m) 0 l <= deviation d a).
    { induction l as [|[v w] l IH]; intros K; cbn; [now apply deviation_nonneg|]. apply Rmax_lub; [apply (K v w); now left|].
      apply IH. intros x y I. apply (K x y). now right. }
    apply U. intros v w. now apply deviation_upper.
  - destruct (deviation_reached d a H) as [v [w [I <-]]]. clear H. induction (dropout_law d a) as [|[x y] l IH]; [destruct I|].
    cbn. destruct I as [[= -> ->]|I]; [apply Rmax_l|]. eapply Rle_trans; [now apply IH|apply Rmax_r].
Qed.
Lemma converges_iff d a : 0 < d < 1 ->
  (ex_finite_lim_seq (fun k => partial_regulariser_of k a d) <-> deviation d a <= radius (total a)).
Proof.
  intros H. unfold partial_regulariser_of. rewrite partial_limit.
  rewrite <- (Rplus_0_l (total a)), <- (dropout_series_iff d 0 a H). unfold dropout_term.
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
Definition contributions_in (v : value computed) : known (list computed) :=
  let* l := list_of v in if existsb is_polynomial l then Unknown else Known l.
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
  intros []; try constructor. cbn.
  destruct (existsb is_polynomial l) eqn:P; [apply tells_unknown|]. destruct (all_real_sound l m P H) as [b [-> B]]. now constructor.
Qed.
Definition probability_near (q : Q) (d : R) : Prop := d = Q2R q /\ 0 < d < 1.
Lemma probability_in_sound v w : agrees represents v w ->
  tells probability_near (probability_in v) (let? d := real_in w in if_true (0 < d < 1) d).
Proof.
  intros V. apply (then_sound near); [now apply computed_in_sound|]. intros [q| | |] d X; [|constructor|constructor|constructor]. cbn in X. subst d. unfold if_true.
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
Definition in_triangle (T : nat -> list Z) (n : nat) (k : Z) : known computed :=
  if (k <? 0)%Z then Known (Exact 0)
  else if (k <=? 5000)%Z then Known (whole_number (nth (Z.to_nat k) (T n) 0%Z)) else Unknown.
Definition bell_of (n : nat) : computed :=
  let row := stirling2_numbers n in sum_of (fun k => whole_number (nth k row 0%Z)) n.
Definition harmonic_of (n : nat) : computed :=
  sum_of (fun k => inverse prec (whole_number (Z.of_nat (S k)))) n :- inverse prec (whole_number (Z.of_nat (S n))).
Definition whole_part_of (x : computed) : known computed :=
  match x with Exact q => Known (whole_number (Qnum q / Zpos (Qden q))) | _ => Unknown end.
Definition as_value (o : known computed) : function_of_values := results (let* x := o in Known (Num x)).
Fixpoint extreme_by (choose : computed -> computed -> computed) (l : list (value computed)) : known computed :=
  match l with
  | [] => Undefined
  | [v] => computed_in v
  | v :: rest => let* x := computed_in v in let* y := extreme_by choose rest in Known (choose x y)
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
Lemma in_triangle_sound T U n k : (forall n k, nth k (T n) 0%Z = Z.of_nat (U n k)) ->
  tells near (in_triangle T n k) (Some (triangle (fun n k => INR (U n k)) n k)).
Proof.
  intros E. unfold in_triangle, triangle. destruct (k <? 0)%Z; [constructor; apply near_0|].
  destruct (k <=? 5000)%Z; constructor. apply whole_near, E.
Qed.
Lemma bell_sound n : near (bell_of n) (bell n).
Proof. apply sum_of_sound. intros k. apply whole_near, stirling2_numbers_sound. Qed.
Lemma harmonic_sound n : near (harmonic_of n) (harmonic n).
Proof.
  apply minus_sound; [apply sum_of_sound; intros k|]; (apply inverse_sound; [now apply whole_near|now apply not_0_INR]).
Qed.
Lemma whole_part_sound x r : near x r -> tells near (whole_part_of x) (Some (whole_part r)).
Proof.
  destruct x as [[n d]| | |]; [|constructor|constructor|constructor]. intros X. cbn in X. subst r. constructor. cbn. unfold whole_part.
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
  (forall x y r s, near x r -> near y s -> near (choose x y) (g r s)) -> Forall2 (agrees represents) l m ->
  tells near (extreme_by choose l) (extreme g m).
Proof.
  intros H L. induction L as [|v w l m V L IH]; [constructor|]. destruct L as [|v' w' l m V' L]; [now apply computed_in_sound|].
  change (tells near (let* x := computed_in v in let* y := extreme_by choose (v' :: l) in Known (choose x y))
    (let? x := real_in w in let? y := extreme g (w' :: m) in Some (g x y))).
  apply (then_sound near); [now apply computed_in_sound|]. intros x r X. apply (then_sound near); [exact IH|].
  intros y s Y. constructor. now apply H.
Qed.
Lemma extreme_by_sound choose g :
  (forall x y r s, near x r -> near y s -> near (choose x y) (g r s)) ->
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
  intros X. destruct x as [q|i|c|q j]; try (destruct X as [r [-> X]]; now apply K). clear K.
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
  intros A X. destruct (is_polynomial f) eqn:P.
  2: { destruct (represents_real f a P A) as [s [-> N]]. exists s. split; [apply (value_at_continuous (fun _ => s)), continuous_const|].
    destruct f; try discriminate P; exact N. }
  destruct f as [| |c|]; try discriminate P.
  destruct A as [_ [f [-> F]]]. exists (f r). split; [now apply value_at_continuous, (polynomial_continuous f c)|].
  rewrite F. now apply horner_sound.
Qed.
Lemma average_sound f a : represents f a -> exists s, mean_over_p (function_of a) = Some (Real s) /\ near (average f) s.
Proof.
  assert (K : forall g s, is_RInt g 0 1 s -> mean_over_p g = Some (Real s)).
  { intros g s H. unfold mean_over_p, if_true. rewrite yes_true by (now exists s). now rewrite (is_RInt_unique _ _ _ _ H). }
  assert (C : forall s : R, is_RInt (fun _ => s) 0 1 s).
  { intros s. assert (Z : is_RInt (V := R_NormedModule) (fun _ => s) 0 1 ((1 - 0) * s)) by apply @is_RInt_const.
    now replace ((1 - 0) * s) with s in Z by ring. }
  intros A. destruct (is_polynomial f) eqn:P.
  2: { destruct (represents_real f a P A) as [s [-> N]]. exists s. split; [apply K, C|]. destruct f; try discriminate P; exact N. }
  destruct f as [| |c|]; try discriminate P.
  destruct A as [_ [f [-> F]]]. exists (Q2R (integrated 1 c)). split; [|reflexivity]. apply K.
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
(** So few that their 2^n outcomes can be gone through. *)
Definition most_features : nat := 13.
Definition with_law (d : Q) (a : list computed) (f : list (computed * computed) -> computed) : function_of_values :=
  as_value (let* l := law_of_deviation prec d a in Known (f l)).
Lemma with_law_sound d a b f g : 0 < Q2R d < 1 -> Forall2 near a b ->
  (forall l, near_law l (dropout_law (Q2R d) b) -> near (f l) g) -> fits_meaning (with_law d a f) (gives g).
Proof.
  intros P A H. apply as_value_sound. change (Some g) with (strictly (Some (dropout_law (Q2R d) b)) (fun _ => Some g)).
  pose proof (law_of_deviation_sound prec d a b ltac:(lra) A) as L. inversion L as [| |l m N E]; [apply tells_unknown|].
  cbn [then_ strictly]. constructor. now apply H.
Qed.
Definition computed_functions : list (string * function_of_values) := [
  ("pi", is pi_number);
  ("!", a_natural (fun n => is (whole_number (factorial n))));
  ("binomial", a_number (fun x => an_integer (fun k => as_value (binomial_of x k))));
  ("stirling2", a_natural (fun n => an_integer (fun k => as_value (in_triangle stirling2_numbers n k))));
  ("surjections", a_natural (fun n => an_integer (fun k => as_value (in_triangle surjections_numbers n k))));
  ("bell", a_natural (fun n => is (bell_of n)));
  ("bernoulli", a_natural (fun n => is (bernoulli_of n)));
  ("zeta", a_number (fun s => results (let* x := zeta_of s in Known (Num x))));
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
  ("min", fun l => let* x := extreme_by (lesser prec) l in Known (Num x));
  ("max", fun l => let* x := extreme_by (greater prec) l in Known (Num x));
  ("sigmoid", a_number (fun z => is (sigmoid_of z)));
  ("softplus", a_number (fun z => is (softplus_of z)));
  ("sigmoid_derivative", a_natural (fun n => a_number (fun z => is (sigmoid_derivative_of n z))));
  ("softplus_derivative", a_natural (fun n => a_number (fun z => is (softplus_derivative_of n z))));
  ("radius", a_number (fun z => is (radius_of z)));
  ("dropout", contributions (fun a => a_probability (fun d => results (
     if (length a <=? most_features)%nat
     then Known (Law (map (fun o => (scalar_product a (fst o), Exact (snd o))) (noise d (length a)))) else Unknown))));
  ("moment", contributions (fun a => a_probability (fun d => a_natural (fun n => with_law d a (fun l => moment_of l n)))));
  ("deviation", contributions (fun a => a_probability (fun d => is (deviation_of prec d a))));
  ("regulariser", contributions (fun a => a_probability (fun d => with_law d a (regulariser_of (total_of prec a)))));
  ("partial_regulariser", a_natural (fun k => contributions (fun a => a_probability (fun d =>
     if (k <? 2)%nat then is (Exact 0) else with_law d a (partial_of k (total_of prec a))))));
  ("converges", contributions (fun a => a_probability (fun d => results (
     let* b := compares (fun c => match c with Gt => false | _ => true end) (deviation_of prec d a) (radius_of (total_of prec a)) in
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
  - apply a_natural_sound. intros n. apply an_integer_sound. intros k. apply as_value_sound, in_triangle_sound, stirling2_numbers_sound.
  - apply a_natural_sound. intros n. apply an_integer_sound. intros k. apply as_value_sound, in_triangle_sound, surjections_numbers_sound.
  - apply a_natural_sound. intros n. apply is_sound, bell_sound.
  - apply a_natural_sound. intros n. apply is_sound, bernoulli_sound.
  - apply a_number_sound. intros x r X. apply results_sound.
    replace (if_true (r <> 1) (Num (Real (riemann_zeta r)))) with (strictly (if_true (r <> 1) (riemann_zeta r)) (fun y => Some (Num (Real y))))
      by (unfold if_true; now destruct (yes _)).
    apply (then_sound near); [now apply zeta_sound|]. intros y s Y. constructor. constructor. now apply near_represents.
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
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P. apply results_sound.
    destruct (length a <=? most_features)%nat; [|apply tells_unknown]. constructor. constructor.
    rewrite (length_near _ _ A). pose proof (noise_sound q (length b) ltac:(lra)) as H.
    induction H as [|[y w] [z v] l m [Y W] _ IH]; cbn; constructor; [|exact IH]. cbn in *.
    split; apply near_represents; [now apply scalar_product_sound|exact W].
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P. apply a_natural_sound. intros n.
    apply (with_law_sound q a b _ _ P A). intros l. apply moment_sound.
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P. apply is_sound.
    rewrite greatest_deviation_is by exact P. apply deviation_sound; [lra|exact A].
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P.
    apply (with_law_sound q a b _ _ P A). intros l. now apply regulariser_sound, total_sound.
  - apply a_natural_sound. intros k. apply contributions_sound. intros a b A. apply a_probability_sound. intros q P.
    unfold partial_regulariser_of. destruct (k <? 2)%nat; [apply is_sound, near_0|].
    apply (with_law_sound q a b _ _ P A). intros l. now apply partial_sound, total_sound.
  - apply contributions_sound. intros a b A. apply a_probability_sound. intros q P. apply results_sound.
    pose proof (deviation_sound prec q a b ltac:(lra) A) as W. pose proof (radius_sound _ _ (total_sound prec _ _ A)) as T.
    unfold compares. destruct (order prec (deviation_of prec q a) (radius_of (total_of prec a))) as [c| |] eqn:O; try apply tells_unknown.
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
