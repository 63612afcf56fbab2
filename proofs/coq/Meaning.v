(** * The meaning: the language's numbers are real numbers and functions of p

    Every function of the language is given its meaning here, by the definitions of this development where they exist:
    so what Main.v proves of [softplus], [dropout_law] or [bernoulli] is about the words of the language.  An outcome
    is a value, or undefined ([None]).  The meaning decides every proposition ([yes]): it is mathematics, no program.
    [Holds], [Refuted] and [HoldsVacuously], at the end, are what a verdict claims; Examples.v shows them at work. *)

From Coq Require Import String List ZArith QArith Reals Qreals Lra Factorial Classical.
From Coq Require ClassicalDedekindReals.
From Coquelicot Require Import Coquelicot.
From Dropcert Require Import Stirling Bernoulli Sigmoid FiniteLaw Dropout RegulariserBounds RootTest Language.
Import ListNotations.
Open Scope R_scope.

(** By two of the four axioms of Coq's real numbers. *)
Definition decide (P : Prop) : {P} + {~ P} :=
  match ClassicalDedekindReals.sig_not_dec P with left H => left (NNPP P H) | right H => right H end.
Definition yes (P : Prop) : bool := if decide P then true else false.

Definition strictly {T U : Type} (o : option T) (k : T -> option U) : option U :=
  match o with Some x => k x | None => None end.
Notation "'let?' x ':=' o 'in' k" := (strictly o (fun x => k)) (at level 200, x pattern, right associativity).
Definition if_true {T : Type} (P : Prop) (x : T) : option T := if yes P then Some x else None.

(** ** Numbers *)

(** A number is a real number or a function of p that is not constant, an element of the field R(p).  Such an element is
    stood for by any real function that agrees with it off finitely many points; its values there (at a pole, or where
    numerator and denominator both vanish) are of no account.  Two quotients of polynomials that agree for all large
    p are equal in R(p): so [same] is equality.  All are made from p by + - * /, integer powers and [derivation]. *)
Inductive quantity := Real (x : R) | Formal (f : R -> R).

Definition function_of (a : quantity) : R -> R := match a with Real x => fun _ => x | Formal f => f end.
Definition same (f g : R -> R) : Prop := exists M : R, forall p : R, M < p -> f p = g p.
(** The constants of R(p) are the real numbers. *)
Definition settled (f : R -> R) : quantity :=
  if yes (exists c : R, same f (fun _ => c)) then Real (Lim f p_infty) else Formal f.

Definition real_of (a : quantity) : option R := match a with Real x => Some x | Formal _ => None end.
Definition integer_of (a : quantity) : option Z :=
  let? x := real_of a in if_true (IZR (Int_part x) = x) (Int_part x).

(** x^y; [powerRZ] has 0^0 = 1.  For y that is no integer, 0^y = 0 if y > 0. *)
Definition real_power (x y : R) : option R :=
  match integer_of (Real y) with
  | Some z => if_true (x <> 0 \/ 0 <= y) (powerRZ x z)
  | None => if yes (x = 0) then if_true (0 < y) 0 else if_true (0 < x) (Rpower x y)
  end.
Definition real_operation (o : operation) (x y : R) : option R :=
  match o with
  | Plus => Some (x + y) | Minus => Some (x - y) | Times => Some (x * y)
  | Over => if_true (y <> 0) (x / y)
  | ToThe => real_power x y
  end.
Definition operation_on (o : operation) (a b : quantity) : option quantity :=
  let f := function_of a in let g := function_of b in
  match a, b with
  | Real x, Real y => let? z := real_operation o x y in Some (Real z)
  | _, _ =>
      match o with
      | Plus => Some (settled (fun p => f p + g p))
      | Minus => Some (settled (fun p => f p - g p))
      | Times => Some (settled (fun p => f p * g p))
      | Over => if_true (~ same g (fun _ => 0)) (settled (fun p => f p / g p))
      | ToThe => let? z := integer_of b in Some (settled (fun p => powerRZ (f p) z))     (* f is not 0 here *)
      end
  end.

Definition equal (a b : quantity) : Prop :=
  match a, b with Real x, Real y => x = y | _, _ => same (function_of a) (function_of b) end.
Definition comparison_of (r : relation) (a b : quantity) : option bool :=
  let ordered := fun P : R -> R -> Prop => let? x := real_of a in let? y := real_of b in Some (yes (P x y)) in
  match r with
  | Equal => Some (yes (equal a b)) | Different => Some (yes (~ equal a b))
  | Less => ordered Rlt | LessEqual => ordered Rle | Greater => ordered Rgt | GreaterEqual => ordered Rge
  end.

(** ** Domains and limits *)

Fixpoint row_of (r : rows quantity) (row : list (value quantity)) {struct r} : Prop :=
  match r with
  | These l => In row l
  | Integers low high => exists z : Z, row = [Num (Real (IZR z))]
      /\ (forall a, low = Some a -> (a <= z)%Z) /\ (forall b, high = Some b -> (z <= b)%Z)
  | Reals low high => exists x : R, row = [Num (Real x)]
      /\ (forall square a, low = Some (square, Real a) -> if square : bool then a <= x else a < x)
      /\ (forall square b, high = Some (square, Real b) -> if square : bool then x <= b else x < b)
  | Lists n r => exists l : list quantity, row = [List l] /\ length l = n /\ List.Forall (fun x => row_of r [Num x]) l
  end.
Definition descending : list (option finding) :=
  [Some (Counted No); None; Some (Counted Yes); Some (Counted Vacuous); Some Skipped].
Definition greatest_finding (r : rows quantity) (f : list (value quantity) -> option finding) : option finding :=
  match find (fun o => yes (exists row, row_of r row /\ f row = o)) descending with
  | Some o => o
  | None => Some Empty
  end.

(** limsup |t(n)|^(1/n) over all integers n, or the even ones; [root] is that of RootTest.v, of a number >= 0. *)
Definition root_limsup_of (even : bool) (t : quantity -> option quantity) : option quantity :=
  let index := fun k : nat => if even then (2 * k)%nat else k in
  let term := fun n : nat => let? a := t (Real (INR n)) in real_of a in
  let roots := fun k => match term (index k) with Some x => root (Rabs x) (index k) | None => 0 end in
  if_true ((exists N : nat, forall k, (N <= k)%nat -> term (index k) <> None) /\ is_finite (LimSup_seq roots))
    (Real (LimSup_seq roots)).

(** Terms as functions of a real variable, 0 where they are no real number. *)
Definition real_at (t : quantity -> option quantity) (x : R) : option R := let? a := t (Real x) in real_of a.
Definition total_of (t : quantity -> option quantity) (x : R) : R := match real_at t x with Some y => y | None => 0 end.

(** The limit of the sums, or products, over a..a+n. *)
Definition endless_from (product : bool) (a : Z) (t : quantity -> option quantity) : option quantity :=
  let term := fun i : nat => total_of t (IZR (a + Z.of_nat i)) in
  let partial := if product then fun n => fold_left Rmult (map term (seq 0 (S n))) 1 else sum_f_R0 term in
  if_true ((forall i : nat, real_at t (IZR (a + Z.of_nat i)) <> None) /\ ex_finite_lim_seq partial)
    (Real (real (Lim_seq partial))).

(** The absolutely convergent integral between two ends, which are left out: from piece to piece, as an improper
    integral of Riemann's.  For terms of the language, which are continuous but at isolated points, it is Lebesgue's. *)
Definition above (a : Rbar) : (R -> Prop) -> Prop :=
  match a with Finite x => at_right x | _ => Rbar_locally m_infty end.
Definition below (b : Rbar) : (R -> Prop) -> Prop :=
  match b with Finite x => at_left x | _ => Rbar_locally p_infty end.
Inductive integral_over (f : R -> R) : Rbar -> Rbar -> R -> Prop :=
| One_piece a b I : is_RInt_gen f (above a) (below b) I -> ex_RInt_gen (fun x => Rabs (f x)) (above a) (below b) ->
    integral_over f a b I
| Two_pieces a m b I J : integral_over f a (Finite m) I -> integral_over f (Finite m) b J -> integral_over f a b (I + J).

Definition integral_of (low high : option (bool * R)) (t : quantity -> option quantity) : option quantity :=
  let inside := fun l h x => row_of (Reals (option_map (fun '(s, a) => (s, Real a)) l) (option_map (fun '(s, b) => (s, Real b)) h))
    [Num (Real x)] in
  let defined := fun l h => forall x, inside l h x -> real_at t x <> None in
  let from := fun l h =>
    let a := match l with Some (_, a) => Finite a | None => m_infty end in
    let b := match h with Some (_, b) => Finite b | None => p_infty end in
    if_true (defined l h /\ exists y : R, integral_over (total_of t) a b y)
      (iota (integral_over (total_of t) a b) : R) in
  match low, high with
  | Some (_, a), Some (_, b) =>
      if yes (a = b) then if_true (defined low high) (Real 0)
      else if yes (a < b) then let? y := from low high in Some (Real y)
      else let? y := from high low in Some (Real (- y))
  | _, _ => let? y := from low high in Some (Real y)
  end.

(** The one zero among the numbers of an interval. *)
Definition zero_in (r : rows quantity) (t : quantity -> option quantity) : option quantity :=
  let is_zero := fun x => row_of r [Num (Real x)] /\ real_at t x = Some 0 in
  if_true ((forall x, row_of r [Num (Real x)] -> real_at t x <> None) /\ exists! x, is_zero x) (Real (iota is_zero : R)).

Definition limit_of (l : limit) (r : rows quantity) (t : quantity -> option quantity) : option quantity :=
  let ends := fun e => match e with Some (s, Real a) => Some (s : bool, a) | _ => None end in
  match l, r with
  | Integral, Reals low high => integral_of (ends low) (ends high) t
  | TheZero, _ => zero_in r t
  | _, _ => None
  end.

(** The derivative of order n; those before exist near the point. *)
Definition derivative_of (c : quantity) (n : Z) (t : quantity -> option quantity) : option quantity :=
  let? x := real_of c in
  if yes (n = 0)%Z then let? y := real_at t x in Some (Real y)
  else if_true ((0 < n)%Z /\ locally x (fun y => real_at t y <> None)
                /\ locally x (fun y => forall k, (k < Z.to_nat n)%nat -> ex_derive_n (total_of t) k y)
                /\ ex_derive_n (total_of t) (Z.to_nat n) x)
         (Real (Derive_n (total_of t) (Z.to_nat n) x)).

(** ** Functions that this development does not define elsewhere *)

(** x (x-1) ... (x-k+1) *)
Fixpoint falling (x : R) (k : nat) : R := match k with O => 1 | S j => falling x j * (x - INR j) end.
Definition real_binomial (x : R) (k : Z) : R :=
  if (k <? 0)%Z then 0 else falling x (Z.to_nat k) / INR (fact (Z.to_nat k)).
(** The triangles of Stirling.v, at any integer k. *)
Definition triangle (T : nat -> nat -> R) (n : nat) (k : Z) : R := if (k <? 0)%Z then 0 else T n (Z.to_nat k).
Definition bell (n : nat) : R := sum_f_R0 (fun k => INR (stirling2 n k)) n.
(** Riemann's zeta function on the real line without 1: for s > 1 the sum of n^-s.  For every s other than 1,
    (1 - 2^(1-s)) zeta(s) = 1 - 2^-s + 3^-s - ..., summed after Abel: the limit, as x -> 1 from below, of the sum of
    (-x)^(n-1) n^-s.  The limit exists for every s, since that sum is -Li_s(-x)/x, and the polylogarithm is analytic at
    -1; so any sequence of such x gives it. *)
Definition riemann_zeta (s : R) : R :=
  if yes (1 < s) then Series (fun k => Rpower (INR (S k)) (- s))
  else Lim_seq (fun m => PSeries (fun k => (-1) ^ k * Rpower (INR (S k)) (- s)) (1 - / INR (S m)))
       / (1 - Rpower 2 (1 - s)).
Definition erfc (x : R) : R := 1 - 2 / sqrt PI * RInt (fun t => exp (- t ^ 2)) 0 x.
(** J_n by its power series; J_(-n) = (-1)^n J_n. *)
Definition bessel_j (n : Z) (x : R) : R :=
  let k := Z.to_nat (Z.abs n) in
  (if (n <? 0)%Z then (-1) ^ k else 1) *
  real (Lim_seq (sum_f_R0 (fun j => (-1) ^ j * (x / 2) ^ (2 * j + k) / (INR (fact j) * INR (fact (j + k)))))).
(** Euler's gamma function by Gauss's product (DLMF 5.8.1): the limit of n! n^x/(x (x + 1) ... (x + n)). *)
Definition gamma (x : R) : R :=
  real (Lim_seq (fun n => INR (fact n) * Rpower (INR n) x / prod_f_R0 (fun j => x + INR j) n)).
Definition no_pole (x : R) : Prop := forall n : nat, x <> - INR n.
Definition euler_gamma : R := real (Lim_seq (fun n => sum_f_R0 (fun k => / INR (S k)) n - ln (INR (S n)))).
Definition catalan : R := Series (fun k => (-1) ^ k / (2 * INR k + 1) ^ 2).
(** The coefficient of x^k in x (x-1) ... (x-n+1). *)
Fixpoint first_kind (n k : nat) : R :=
  match n, k with
  | O, O => 1
  | O, S _ => 0
  | S m, O => - INR m * first_kind m 0
  | S m, S j => first_kind m j - INR m * first_kind m (S j)
  end.
Definition harmonic (n : nat) : R := sum_f_R0 (fun k => / INR (S k)) n - / INR (S n).
Fixpoint prime_count (n : nat) : nat :=
  match n with
  | O => O
  | S m => (if yes (Znumtheory.prime (Z.of_nat n)) then 1 else 0) + prime_count m
  end.
(** The prime of number k >= 1: the least n up to which there are k primes. *)
Definition nth_prime (k : nat) : R := real (Glb_Rbar (fun x => exists n : nat, x = INR n /\ prime_count n = k)).
(** The principal value (DLMF 6.2.8). *)
Definition logarithmic_integral (x : R) : R :=
  real (Lim (fun e => RInt (fun t => / ln t) 0 (1 - Rabs e) + RInt (fun t => / ln t) (1 + Rabs e) x) 0).
(** The greatest integer that is at most x. *)
Definition whole_part (x : R) : R := IZR (up x - 1).
(** The real n-th root, for n >= 1; of x < 0 for odd n. *)
Definition real_root (x : R) (n : nat) : R := if yes (x < 0) then - root (- x) n else root x n.
(** The greatest |Delta| under dropout. *)
Definition greatest_deviation (a : list R) (d : R) : R :=
  fold_right (fun o m => Rmax (Rabs (fst o)) m) 0 (dropout_law d a).
(** R_k, which has no term for k < 2. *)
Definition partial_regulariser_of (k : nat) (a : list R) (d : R) : R :=
  if (k <? 2)%nat then 0 else partial_regulariser k (total a) (dropout_law d a).
(** D(p) = p - p^2. *)
Definition derivation (f : R -> R) (p : R) : R := (p - p ^ 2) * Derive f p.
(** The value at x: the limit there, which is finite unless x is a pole.  It is that of the quotient in lowest terms. *)
Definition value_at (f : R -> R) (x : R) : option quantity := if_true (ex_finite_lim f x) (Real (Lim f x)).
(** Riemann's integral, which sees no single values; a pole between 0 and 1, the ends included, leaves none. *)
Definition mean_over_p (f : R -> R) : option quantity := if_true (ex_RInt f 0 1) (Real (RInt f 0 1)).

(** ** The functions of the language *)

Definition function := list (value quantity) -> option (value quantity).
(** A function that takes its first argument as a T and goes on with the others; undefined where that is no T. *)
Definition taking {T : Type} (as_a : value quantity -> option T) (k : T -> function) : function := fun l =>
  match l with v :: rest => let? x := as_a v in k x rest | [] => None end.
Definition quantity_in (v : value quantity) : option quantity := match v with Num a => Some a | _ => None end.
Definition list_in (v : value quantity) : option (list quantity) := match v with List l => Some l | _ => None end.
Fixpoint all_real (l : list quantity) : option (list R) :=
  match l with [] => Some [] | a :: rest => let? x := real_of a in let? xs := all_real rest in Some (x :: xs) end.
Definition real_in (v : value quantity) : option R := let? a := quantity_in v in real_of a.
Definition integer_in (v : value quantity) : option Z := let? a := quantity_in v in integer_of a.
Definition a_number := taking quantity_in.
Definition a_list := taking list_in.
Definition a_real := taking real_in.
Definition an_integer := taking integer_in.
Definition a_natural := taking (fun v => let? z := integer_in v in if_true (0 <= z)%Z (Z.to_nat z)).
Definition contributions := taking (fun v => let? l := list_in v in all_real l).
Definition a_probability := taking (fun v => let? d := real_in v in if_true (0 < d < 1) d).

Definition answers (v : option (value quantity)) : function := fun _ => v.
Definition gives (x : R) : function := answers (Some (Num (Real x))).
Definition gives_if (P : Prop) (x : R) : function := answers (if_true P (Num (Real x))).
Definition derived (a : quantity) (k : nat) : function :=
  answers (Some (Num (settled (Nat.iter k derivation (function_of a))))).
Fixpoint extreme (choose : R -> R -> R) (l : list (value quantity)) : option R :=
  match l with
  | [] => None
  | [v] => real_in v
  | v :: rest => let? x := real_in v in let? y := extreme choose rest in Some (choose x y)
  end.
Definition extreme_of (choose : R -> R -> R) : function := fun l => let? x := extreme choose l in Some (Num (Real x)).

Definition functions : list (string * function) := [
  ("pi", gives PI);
  ("p", answers (Some (Num (Formal (fun p => p)))));
  ("!", a_natural (fun n => gives (INR (fact n))));
  ("binomial", a_real (fun x => an_integer (fun k => gives (real_binomial x k))));
  ("stirling2", a_natural (fun n => an_integer (fun k => gives (triangle (fun n k => INR (stirling2 n k)) n k))));
  ("surjections", a_natural (fun n => an_integer (fun k => gives (triangle (fun n k => INR (surjections n k)) n k))));
  ("bell", a_natural (fun n => gives (bell n)));
  ("bernoulli", a_natural (fun n => gives (bernoulli n)));
  ("zeta", a_real (fun s => gives_if (s <> 1) (riemann_zeta s)));
  ("exp", a_real (fun x => gives (exp x)));
  ("log", a_real (fun x => gives_if (0 < x) (ln x)));
  ("sqrt", a_real (fun x => gives_if (0 <= x) (sqrt x)));
  ("root", a_real (fun x => a_natural (fun n => gives_if ((1 <= n)%nat /\ (0 <= x \/ Nat.Odd n)) (real_root x n))));
  ("sin", a_real (fun x => gives (sin x)));
  ("cos", a_real (fun x => gives (cos x)));
  ("tanh", a_real (fun x => gives (tanh x)));
  ("erfc", a_real (fun x => gives (erfc x)));
  ("tan", a_real (fun x => gives_if (cos x <> 0) (tan x)));
  ("asin", a_real (fun x => gives_if (-1 <= x <= 1) (asin x)));
  ("acos", a_real (fun x => gives_if (-1 <= x <= 1) (acos x)));
  ("atan", a_real (fun x => gives (atan x)));
  ("sinh", a_real (fun x => gives (sinh x)));
  ("cosh", a_real (fun x => gives (cosh x)));
  ("erf", a_real (fun x => gives (1 - erfc x)));
  ("gamma", a_real (fun x => gives_if (no_pole x) (gamma x)));
  ("lgamma", a_real (fun x => gives_if (no_pole x) (ln (Rabs (gamma x)))));
  ("digamma", a_real (fun x => gives_if (no_pole x) (Derive gamma x / gamma x)));
  ("euler_gamma", gives euler_gamma);
  ("catalan", gives catalan);
  ("floor", a_real (fun x => gives (whole_part x)));
  ("ceil", a_real (fun x => gives (- whole_part (- x))));
  ("mod", a_real (fun a => a_real (fun b => gives_if (b <> 0) (a - b * whole_part (a / b)))));
  ("bessel_j", an_integer (fun n => a_real (fun x => gives (bessel_j n x))));
  ("stirling1", a_natural (fun n => an_integer (fun k => gives (triangle first_kind n k))));
  ("harmonic", a_natural (fun n => gives (harmonic n)));
  ("prime", a_natural (fun n => gives_if (1 <= n)%nat (nth_prime n)));
  ("primepi", a_real (fun x => gives (INR (prime_count (Z.to_nat (up x - 1))))));
  ("isprime", an_integer (fun n => answers (Some (Truth (answer (yes (Znumtheory.prime n)))))));
  ("li", a_real (fun x => gives_if (1 < x) (logarithmic_integral x)));
  ("gcd", an_integer (fun a => an_integer (fun b => gives (IZR (Z.gcd a b)))));
  ("abs", a_real (fun x => gives (Rabs x)));
  ("min", extreme_of Rmin);
  ("max", extreme_of Rmax);
  ("sigmoid", a_real (fun z => gives (sigmoid z)));
  ("softplus", a_real (fun z => gives (softplus z)));
  ("sigmoid_derivative", a_natural (fun n => a_real (fun z => gives (Derive_n sigmoid n z))));
  ("softplus_derivative", a_natural (fun n => a_real (fun z => gives (Derive_n softplus n z))));
  ("radius", a_real (fun z => gives (CV_radius (taylor softplus z))));
  ("dropout", contributions (fun a => a_probability (fun d => answers (Some (Law           (* of the noised logit *)
    (map (fun o => (Real (dot a (fst o)), Real (snd o))) (dropout_noise d (length a))))))));
  ("moment", contributions (fun a => a_probability (fun d => a_natural (fun n => gives (moment (dropout_law d a) n)))));
  ("deviation", contributions (fun a => a_probability (fun d => gives (greatest_deviation a d))));
  ("regulariser", contributions (fun a => a_probability (fun d => gives (regulariser (total a) (dropout_law d a)))));
  ("partial_regulariser", a_natural (fun k => contributions (fun a => a_probability (fun d =>
    gives (partial_regulariser_of k a d)))));
  ("converges", contributions (fun a => a_probability (fun d =>
    answers (Some (Truth (answer (yes (ex_finite_lim_seq (fun k => partial_regulariser_of k a d)))))))));
  ("length", a_list (fun l => gives (INR (length l))));
  ("D", a_number (fun a others => match others with [] => derived a 1 others | _ => a_natural (derived a) others end));
  ("at", a_number (fun a => a_real (fun x => answers (let? y := value_at (function_of a) x in Some (Num y)))));
  ("mean_over_p", a_number (fun a => answers (let? y := mean_over_p (function_of a) in Some (Num y))))
  ]%string.
Definition function_named (f : string) (l : list (value quantity)) : option (value quantity) :=
  match lookup f functions with Some g => g l | None => None end.

(** ** What is claimed *)

Definition the_meaning : reading := {|
  number := quantity;
  outcome := option;
  defined := @Some;
  undefined := @None;
  bind := @strictly;
  attempt := fun T o => Some o;
  literal := fun q => Real (Q2R q);
  operate := operation_on;
  compare := comparison_of;
  whole := integer_of;
  on_the_line := fun a => let? x := real_of a in Some (Real x);
  apply := function_named;
  limsup_of_roots := root_limsup_of;
  endless := endless_from;
  limit_over := limit_of;
  derivative_at := derivative_of;
  greatest := greatest_finding |}.

(** Of a closed term or statement, after the definitions of its ledger: [None] is bad input, which means nothing;
    [Some None] is undefined. *)
Definition meaning (l : list definition) (t : tree) : option (option (value quantity)) := read the_meaning l t.

Definition HoldsVacuously (l : list definition) (s : tree) : Prop := meaning l s = Some (Some (Truth Vacuous)).
Definition Holds (l : list definition) (s : tree) : Prop := meaning l s = Some (Some (Truth Yes)) \/ HoldsVacuously l s.
Definition Refuted (l : list definition) (s : tree) : Prop :=
  sort_in l s = Some A_statement /\ (meaning l s = Some (Some (Truth No)) \/ meaning l s = Some None).
