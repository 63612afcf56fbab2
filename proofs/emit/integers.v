(** Triangles of integers that compute, with the proof that they satisfy their recurrences; and statements on integers
    that a computation decides, with the proof that it does. Only Coq's standard library is used, and no axiom. *)

Require Import ZArith List Lia Bool.
Import ListNotations.
Open Scope Z_scope.

(** ** Triangles

    Row 0 is [1]; the entry j of the next row is [step j x left], x the entry above it, left the one to the left of that,
    and 0 stands for entries outside. *)

Fixpoint next_row (step : Z -> Z -> Z -> Z) (j left : Z) (row : list Z) : list Z :=
  match row with
  | [] => [step j 0 left]
  | x :: rest => step j x left :: next_row step (j + 1) x rest
  end.

Fixpoint row (step : Z -> Z -> Z -> Z) (n : nat) : list Z :=
  match n with O => [1] | S m => next_row step 0 0 (row step m) end.

(** The row r, which is row n, and the m rows after it. *)
Fixpoint rows_from (step : Z -> Z -> Z -> Z) (r : list Z) (m : nat) : list (list Z) :=
  r :: match m with O => [] | S l => rows_from step (next_row step 0 0 r) l end.

(** An entry, from a table of the first rows as far as it goes: Coq computes the table once. *)
Definition triangle (step : Z -> Z -> Z -> Z) (table : list (list Z)) (n k : Z) : Z :=
  if (n <? 0) || (k <? 0) then 0
  else nth (Z.to_nat k) match nth_error table (Z.to_nat n) with Some r => r | None => row step (Z.to_nat n) end 0.

Definition stirling2_step (j x left : Z) : Z := j * x + left.
Definition surjections_step (j x left : Z) : Z := j * (x + left).
Definition binomial_step (_ x left : Z) : Z := x + left.
Definition stirling2_rows := rows_from stirling2_step [1] 100.
Definition surjections_rows := rows_from surjections_step [1] 100.
Definition binomial_rows := rows_from binomial_step [1] 100.
Definition stirling2 : Z -> Z -> Z := triangle stirling2_step stirling2_rows.
Definition surjections : Z -> Z -> Z := triangle surjections_step surjections_rows.
Definition binomial : Z -> Z -> Z := triangle binomial_step binomial_rows.

Lemma nth_next_row step : (forall j, step j 0 0 = 0) -> forall row j left i,
  nth i (next_row step j left row) 0
  = step (j + Z.of_nat i) (nth i row 0) (match i with O => left | S h => nth h row 0 end).
Proof.
  intros Hstep row. induction row as [|x rest IH]; intros j left i.
  - destruct i as [|i]; cbn [next_row nth]; [now rewrite Z.add_0_r|]. destruct i; cbn [nth]; now rewrite Hstep.
  - destruct i as [|i]; cbn [next_row nth]; [now rewrite Z.add_0_r|]. rewrite IH.
    replace (j + 1 + Z.of_nat i) with (j + Z.of_nat (S i)) by lia. now destruct i.
Qed.

Lemma nth_rows_from step m : forall n i r,
  nth_error (rows_from step (row step n) m) i = Some r -> r = row step (n + i).
Proof.
  induction m as [|m IH]; intros n i r; cbn [rows_from]; destruct i as [|i]; cbn [nth_error].
  - intros [= <-]. now rewrite Nat.add_0_r.
  - now destruct i.
  - intros [= <-]. now rewrite Nat.add_0_r.
  - intros H. apply (IH (S n)) in H. now rewrite H, Nat.add_succ_r.
Qed.

Lemma triangle_inside step m n k : 0 <= n -> 0 <= k ->
  triangle step (rows_from step [1] m) n k = nth (Z.to_nat k) (row step (Z.to_nat n)) 0.
Proof.
  intros Hn Hk. unfold triangle. replace (n <? 0) with false by lia. replace (k <? 0) with false by lia. cbn [orb].
  destruct (nth_error _ _) as [r|] eqn:E; [|reflexivity]. apply (nth_rows_from step m 0) in E. now rewrite E.
Qed.

Lemma triangle_recurrence step m : (forall j, step j 0 0 = 0) -> forall n k, 0 <= n -> 0 <= k ->
  triangle step (rows_from step [1] m) (n + 1) (k + 1)
  = step (k + 1) (triangle step (rows_from step [1] m) n (k + 1)) (triangle step (rows_from step [1] m) n k).
Proof.
  intros Hstep n k Hn Hk. rewrite !triangle_inside by lia.
  replace (Z.to_nat (n + 1)) with (S (Z.to_nat n)) by lia.
  replace (Z.to_nat (k + 1)) with (S (Z.to_nat k)) by lia.
  cbn [row]. rewrite nth_next_row by exact Hstep. f_equal. lia.
Qed.

(** The recurrences, which with the first row and column determine the triangles. *)

Theorem stirling2_recurrence : forall n k, 0 <= n -> 0 <= k ->
  stirling2 (n + 1) (k + 1) = (k + 1) * stirling2 n (k + 1) + stirling2 n k.
Proof. apply triangle_recurrence. intros j. unfold stirling2_step. lia. Qed.

Theorem surjections_recurrence : forall n k, 0 <= n -> 0 <= k ->
  surjections (n + 1) (k + 1) = (k + 1) * (surjections n (k + 1) + surjections n k).
Proof. apply triangle_recurrence. intros j. unfold surjections_step. lia. Qed.

Theorem binomial_recurrence : forall n k, 0 <= n -> 0 <= k ->
  binomial (n + 1) (k + 1) = binomial n (k + 1) + binomial n k.
Proof. apply (triangle_recurrence binomial_step). reflexivity. Qed.

Lemma first_row step m k : 0 < k -> triangle step (rows_from step [1] m) 0 k = 0.
Proof.
  intros Hk. rewrite triangle_inside by lia. replace (Z.to_nat k) with (S (Z.to_nat (k - 1))) by lia.
  cbn [row nth Z.to_nat]. now destruct (Z.to_nat (k - 1)).
Qed.

Lemma first_column step m : (forall j, step j 0 0 = 0) -> forall n, 0 <= n ->
  triangle step (rows_from step [1] m) (n + 1) 0 = step 0 (triangle step (rows_from step [1] m) n 0) 0.
Proof.
  intros Hstep n Hn. rewrite !triangle_inside by lia. replace (Z.to_nat (n + 1)) with (S (Z.to_nat n)) by lia.
  cbn [row Z.to_nat]. now rewrite nth_next_row by exact Hstep.
Qed.

Theorem stirling2_boundary :
  stirling2 0 0 = 1 /\ (forall k, 0 < k -> stirling2 0 k = 0) /\ (forall n, 0 <= n -> stirling2 (n + 1) 0 = 0).
Proof.
  split; [reflexivity|]. split; [apply first_row|]. intros n Hn.
  unfold stirling2, stirling2_rows. rewrite first_column by (lia || (intros; unfold stirling2_step; lia)). unfold stirling2_step. lia.
Qed.

Theorem surjections_boundary :
  surjections 0 0 = 1 /\ (forall k, 0 < k -> surjections 0 k = 0)
  /\ (forall n, 0 <= n -> surjections (n + 1) 0 = 0).
Proof.
  split; [reflexivity|]. split; [apply first_row|]. intros n Hn.
  unfold surjections, surjections_rows. rewrite first_column by (lia || (intros; unfold surjections_step; lia)). unfold surjections_step. lia.
Qed.

Theorem binomial_boundary :
  binomial 0 0 = 1 /\ (forall k, 0 < k -> binomial 0 k = 0)
  /\ (forall n, 0 <= n -> binomial (n + 1) 0 = binomial n 0).
Proof.
  split; [reflexivity|]. split; [apply first_row|]. intros n Hn.
  unfold binomial, binomial_rows. rewrite first_column by (lia || reflexivity). apply Z.add_0_r.
Qed.

Lemma triangle_row step m n entries : 0 <= n -> row step (Z.to_nat n) = entries ->
  forall k, 0 <= k -> triangle step (rows_from step [1] m) n k = nth (Z.to_nat k) entries 0.
Proof. intros Hn <- k Hk. now apply triangle_inside. Qed.

(** ** Sums, products, factorials *)

Definition range (low high : Z) : list Z :=
  map (fun i => low + Z.of_nat i) (seq 0 (Z.to_nat (high - low + 1))).
Definition sum (low high : Z) (f : Z -> Z) : Z := fold_right Z.add 0 (map f (range low high)).
Definition product (low high : Z) (f : Z -> Z) : Z := fold_right Z.mul 1 (map f (range low high)).
Definition factorial (n : Z) : Z := product 1 n (fun i => i).

Lemma in_range low high k : In k (range low high) <-> low <= k <= high.
Proof.
  unfold range. rewrite in_map_iff. split.
  - intros [i [E H]]. apply in_seq in H. lia.
  - intros H. exists (Z.to_nat (k - low)). rewrite in_seq. lia.
Qed.

(** ** Statements that a computation decides *)

Definition decides (answer : bool) (statement : Prop) : Prop := answer = true <-> statement.

Lemma equal a b : decides (a =? b) (a = b).
Proof. apply Z.eqb_eq. Qed.
Lemma not_equal a b : decides (negb (a =? b)) (a <> b).
Proof. unfold decides. rewrite negb_true_iff. apply Z.eqb_neq. Qed.
Lemma less a b : decides (a <? b) (a < b).
Proof. apply Z.ltb_lt. Qed.
Lemma less_equal a b : decides (a <=? b) (a <= b).
Proof. apply Z.leb_le. Qed.

Lemma both f g P Q : decides f P -> decides g Q -> decides (f && g) (P /\ Q).
Proof. unfold decides. rewrite andb_true_iff. tauto. Qed.
Lemma either f g P Q : decides f P -> decides g Q -> decides (f || g) (P \/ Q).
Proof. unfold decides. rewrite orb_true_iff. tauto. Qed.
Lemma negated f P : decides f P -> decides (negb f) (~ P).
Proof. unfold decides. destruct f; cbn; intuition discriminate. Qed.
Lemma implies f g P Q : decides f P -> decides g Q -> decides (negb f || g) (P -> Q).
Proof. unfold decides. destruct f, g; cbn; intuition discriminate. Qed.
Lemma equivalent f g P Q : decides f P -> decides g Q -> decides (Bool.eqb f g) (P <-> Q).
Proof. unfold decides. destruct f, g; cbn; intuition discriminate. Qed.

Lemma for_all low high (f : Z -> bool) (P : Z -> Prop) : (forall k, decides (f k) (P k)) ->
  decides (forallb f (range low high)) (forall k, low <= k <= high -> P k).
Proof.
  intros H. unfold decides. rewrite forallb_forall. split.
  - intros Hf k Hk. apply H, Hf, in_range, Hk.
  - intros HP k Hk. apply H, HP, in_range, Hk.
Qed.
