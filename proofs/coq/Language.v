(** * The statement language: its trees, their sorts, and how a tree is read

    This file and Meaning.v are the formal twin of ../README.md, section "Meaning".  A statement is a tree.  A tree has
    a sort, or none; one without a sort is bad input and means nothing.  One that has a sort is read by one interpreter,
    [interpret], written for any kind of numbers and any kind of outcomes: a [reading].  Meaning.v gives the reading
    that is the meaning: numbers are real numbers or functions of p, and an outcome is a value or "undefined".  A
    program, which computes with enclosures and sometimes does not know, is another reading.  So the rules of the
    language (what is evaluated, what a name means, when a statement is vacuous) stand once, here. *)

From Coq Require Import String List ZArith QArith Bool.
Import ListNotations.
Local Open Scope string_scope.

(** ** Trees *)

Inductive relation := Equal | Different | Less | LessEqual | Greater | GreaterEqual.
Inductive operation := Plus | Minus | Times | Over | ToThe.
Inductive quantifier := ForAll | ForSome.
Inductive limit := Integral | TheZero.

Inductive tree : Type :=
| Literal (q : Q)                                       (* 12, 0.3: exact as written *)
| Name (x : string)
| Listed (items : list tree)                            (* [a, b, ...] *)
| Element (l place : tree)                              (* l[i], i = 1, 2, ... *)
| WrittenLaw (pairs : list (tree * tree))               (* law([(value, probability), ...]) *)
| Call (f : string) (arguments : list tree)
| Sum (product : bool) (x : string) (d : domain) (term : tree)   (* sum(x in l), sum(i = a..b), sum(i = a..oo); sum(l): x in l, x *)
| Limit (l : limit) (x : string) (d : domain) (term : tree)      (* integral and zero, over an interval *)
| Derivative (x : string) (point order term : tree)              (* the order is 1 where it is left out *)
| Mean (x : string) (law term : tree)
| RootLimsup (even : bool) (n : string) (term : tree)   (* root_limsup, root_limsup_even *)
| If (condition yes no : tree)
| Negate (a : tree)
| Operate (o : operation) (a b : tree)
| Factorial (a : tree)
| Chain (a : tree) (links : list (relation * tree))     (* a < b <= c *)
| Not (a : tree) | And (a b : tree) | Or (a b : tree) | Implies (a b : tree) | Iff (a b : tree)
| Quantify (q : quantifier) (group : list (list string * domain)) (wherever_defined : bool) (witness : list tree)
    (body : tree)
with domain : Type :=
| Range (low high : option tree)                        (* integers; no end: -oo, oo *)
| Interval (low high : option (bool * tree))            (* real numbers; true: a square bracket; no end: -oo, oo *)
| Cases (rows : list (list tree))                       (* one row a case, one component a name *)
| Elements (t : tree)                                   (* of a list; the values of a law *)
| Power (d : domain) (n : tree).                        (* d^n: the lists of n elements of d *)

(** [real] is (-oo, oo). *)
Definition all_reals : domain := Interval None None.

(** NAME(parameters) = body.  A ledger's parameter is a definition without parameters whose body is a number.  By
    equations: NAME(patterns) = body, ...; a number fits itself, a name everything.  Then there is no other body. *)
Inductive pattern := Fits (n : Z) | Bears (x : string).
Record definition :=
  { named : string; parameters : list string; means : tree; equations : list (list pattern * tree) }.

(** A name means what was bound to it last. *)
Fixpoint lookup {B : Type} (x : string) (l : list (string * B)) : option B :=
  match l with [] => None | (y, v) :: rest => if String.eqb x y then Some v else lookup x rest end.
Definition among (x : string) (l : list string) : bool := existsb (String.eqb x) l.

(** ** Sorts *)

Inductive sort := A_number | A_list | A_law | A_statement.
Definition sort_eqb (s s' : sort) : bool :=
  match s, s' with
  | A_number, A_number | A_list, A_list | A_law, A_law | A_statement, A_statement => true
  | _, _ => false
  end.
Fixpoint sorts_eqb (l l' : list sort) : bool :=
  match l, l' with [], [] => true | s :: l, s' :: l' => sort_eqb s s' && sorts_eqb l l' | _, _ => false end.
Definition has (s : sort) (found : option sort) : bool := match found with Some s' => sort_eqb s s' | None => false end.
Definition known {B : Type} (found : option B) : bool := match found with Some _ => true | None => false end.
(** What an argument of a definition and a component of a case may be: anything but a statement. *)
Definition a_term (found : option sort) : bool := known found && negb (has A_statement found).
Definition given {B : Type} (condition : bool) (found : option B) : option B := if condition then found else None.
Fixpoint together {B : Type} (l : list (option B)) : option (list B) :=
  match l with
  | [] => Some []
  | Some s :: rest => match together rest with Some ss => Some (s :: ss) | None => None end
  | None :: _ => None
  end.

(** The constants and functions of the language: name, arguments, result.  "!" is the factorial. *)
Definition vocabulary : list (string * list sort * sort) :=
  let n := A_number in let l := A_list in [
    ("pi", [], n); ("p", [], n); ("euler_gamma", [], n); ("catalan", [], n);
    ("gamma", [n], n); ("lgamma", [n], n); ("digamma", [n], n); ("!", [n], n);
    ("binomial", [n; n], n); ("stirling2", [n; n], n); ("surjections", [n; n], n); ("bell", [n], n);
    ("bernoulli", [n], n); ("zeta", [n], n); ("exp", [n], n); ("log", [n], n); ("sqrt", [n], n); ("root", [n; n], n);
    ("sin", [n], n); ("cos", [n], n); ("tanh", [n], n); ("erfc", [n], n); ("abs", [n], n);
    ("tan", [n], n); ("asin", [n], n); ("acos", [n], n); ("atan", [n], n); ("sinh", [n], n); ("cosh", [n], n);
    ("erf", [n], n); ("floor", [n], n); ("ceil", [n], n); ("mod", [n; n], n); ("gcd", [n; n], n);
    ("stirling1", [n; n], n); ("harmonic", [n], n); ("prime", [n], n); ("primepi", [n], n);
    ("isprime", [n], A_statement); ("li", [n], n); ("bessel_j", [n; n], n);
    ("sigmoid", [n], n); ("softplus", [n], n);
    ("sigmoid_derivative", [n; n], n); ("softplus_derivative", [n; n], n); ("radius", [n], n);
    ("dropout", [l; n], A_law); ("moment", [l; n; n], n); ("deviation", [l; n], n); ("regulariser", [l; n], n);
    ("partial_regulariser", [n; l; n], n); ("converges", [l; n], A_statement); ("length", [l], n);
    ("D", [n], n); ("D", [n; n], n); ("at", [n; n], n); ("mean_over_p", [n], n)].
(** [min] and [max] take any number of numbers, but at least one. *)
Definition signature (f : string) (arguments : list sort) : option sort :=
  if among f ["min"; "max"] then
    given (negb (sorts_eqb arguments []) && forallb (sort_eqb A_number) arguments) (Some A_number)
  else match find (fun '(g, l, _) => String.eqb f g && sorts_eqb arguments l) vocabulary with
       | Some (_, _, s) => Some s | None => None end.

(** Names that are bound together differ, and none is reserved. *)
Fixpoint bindable (names : list string) : bool :=
  match names with [] => true | x :: rest => negb (among x ("pi" :: "oo" :: rest)) && bindable rest end.

Section Sorts.
(** The definitions in force, the last one first: from the sorts of the arguments to the sort of the value. *)
Variable G : list (string * (list sort -> option sort)).

(** A variable that bears the name of a function or definition hides it, and is no function.  Where the ledger binds p,
    the functions that speak of the language's p are refused. *)
Definition sort_of_call (V : list (string * sort)) (f : string) (arguments : list sort) : option sort :=
  match lookup f V, lookup f G with
  | Some s, _ => given (sorts_eqb arguments []) (Some s)
  | None, Some g => g arguments
  | None, None =>
      let p_is_bound := match lookup "p" V, lookup "p" G with None, None => false | _, _ => true end in
      given (negb (p_is_bound && among f ["D"; "at"; "mean_over_p"])) (signature f arguments)
  end.

Fixpoint sort_of (V : list (string * sort)) (t : tree) {struct t} : option sort :=
  match t with
  | Literal _ => Some A_number
  | Name x => sort_of_call V x []
  | Listed l => given (forallb (fun a => has A_number (sort_of V a)) l) (Some A_list)
  | Element l i => given (has A_list (sort_of V l) && has A_number (sort_of V i)) (Some A_number)
  | WrittenLaw l => given (negb (Nat.eqb (List.length l) 0)
      && forallb (fun '(a, w) => has A_number (sort_of V a) && has A_number (sort_of V w)) l) (Some A_law)
  | Call f l => match together (map (sort_of V) l) with
      | Some ss => given (negb (sorts_eqb ss [])) (sort_of_call V f ss) | None => None end
  | Sum _ x d t => given (bindable [x] && has A_number (sort_of ((x, A_number) :: V) t))
      match d with
      | Range (Some a) (Some b) => given (has A_number (sort_of V a) && has A_number (sort_of V b)) (Some A_number)
      | Range (Some a) None => given (has A_number (sort_of V a)) (Some A_number)
      | Elements l => given (has A_list (sort_of V l)) (Some A_number)
      | _ => None
      end
  | Mean x d t =>
      given (bindable [x] && has A_law (sort_of V d) && has A_number (sort_of ((x, A_number) :: V) t)) (Some A_number)
  | Limit _ x d t => given (bindable [x] && has A_number (sort_of ((x, A_number) :: V) t) && known (sorts_of V d))
      match d with Interval _ _ => Some A_number | _ => None end
  | Derivative x c n t =>
      given (bindable [x] && has A_number (sort_of V c) && has A_number (sort_of V n)
             && has A_number (sort_of ((x, A_number) :: V) t)) (Some A_number)
  | RootLimsup _ n t => given (bindable [n] && has A_number (sort_of ((n, A_number) :: V) t)) (Some A_number)
  | If c a b => match sort_of V a with
      | Some s => given (has A_statement (sort_of V c) && has s (sort_of V b)) (Some s) | None => None end
  | Negate a | Factorial a => given (has A_number (sort_of V a)) (Some A_number)
  | Operate o a b => given (has A_number (sort_of V a))
      match o, sort_of V b with
      | _, Some A_number => Some A_number
      | Times, Some A_list => Some A_list                 (* number * list *)
      | _, _ => None
      end
  | Chain a links =>
      given (has A_number (sort_of V a) && negb (Nat.eqb (List.length links) 0)
             && forallb (fun link => has A_number (sort_of V (snd link))) links) (Some A_statement)
  | Not a => given (has A_statement (sort_of V a)) (Some A_statement)
  | And a b | Or a b | Implies a b | Iff a b =>
      given (has A_statement (sort_of V a) && has A_statement (sort_of V b)) (Some A_statement)
  | Quantify _ group _ witness t =>
      let names := concat (map fst group) in
      given (bindable names && negb (Nat.eqb (List.length names) 0)
             && forallb (fun a => a_term (sort_of V a)) witness
             && existsb (Nat.eqb (List.length witness)) [0; List.length names]%nat)
        ((fix bind_all V group :=
            match group with
            | [] => given (has A_statement (sort_of V t)) (Some A_statement)
            | (xs, d) :: rest => match sorts_of V d with
                | Some ss => given (Nat.eqb (List.length xs) (List.length ss)) (bind_all (combine xs ss ++ V)%list rest)
                | None => None
                end
            end) V group)
  end
(** The sorts of the names that a domain binds. *)
with sorts_of (V : list (string * sort)) (d : domain) {struct d} : option (list sort) :=
  match d with
  | Range a b =>
      let fits := fun e => match e with Some t => has A_number (sort_of V t) | None => true end in
      given (fits a && fits b) (Some [A_number])
  | Interval a b =>
      let fits := fun e => match e with Some (_, t) => has A_number (sort_of V t) | None => true end in
      given (fits a && fits b) (Some [A_number])
  | Cases rows =>
      match together (map (fun row => given (forallb (fun a => a_term (sort_of V a)) row)
                                            (together (map (sort_of V) row))) rows) with
      | Some (ss :: rest) => given (forallb (sorts_eqb ss) rest) (Some ss)
      | _ => None
      end
  | Elements t => match sort_of V t with Some A_list | Some A_law => Some [A_number] | _ => None end
  | Power (Elements _) _ => None
  | Power d n => match sorts_of V d with
      | Some [A_number] => given (has A_number (sort_of V n)) (Some [A_list]) | _ => None end
  end.
End Sorts.

(** The sort of a definition by equations: each is a number, and sees the definition itself; a number fits numbers. *)
Definition sort_by_equations (G : list (string * (list sort -> option sort))) (d : definition) (ss : list sort)
    : option sort :=
  let itself := fun l => given (Nat.eqb (List.length l) (List.length ss)) (Some A_number) in
  given (forallb (fun '(ps, t) =>
           Nat.eqb (List.length ps) (List.length ss)
           && forallb (fun '(p, s) => match p with Fits _ => sort_eqb s A_number | Bears _ => true end) (combine ps ss)
           && has A_number (sort_of ((named d, itself) :: G)
                (flat_map (fun '(p, s) => match p with Fits _ => [] | Bears x => [(x, s)] end) (combine ps ss)) t))
         (equations d)) (Some A_number).
(** Definitions in the order of the ledger: each sees its parameters and the definitions before it, not itself, and
    never the variables where it is used.  [None]: two bear one name, a name is reserved, or one without parameters has
    no sort. *)
Definition declare (l : list definition) : option (list (string * (list sort -> option sort))) :=
  fold_left (fun before d => match before with
    | None => None
    | Some G =>
        let body := fun ss => given (Nat.eqb (List.length ss) (List.length (parameters d))
                                     && negb (existsb (sort_eqb A_statement) ss))
                     (match equations d with
                      | [] => sort_of ((named d, fun _ => None) :: G) (combine (parameters d) ss) (means d)
                      | _ => None end) in
        given (bindable (named d :: map fst G) && bindable (parameters d)
               && (negb (Nat.eqb (List.length (parameters d)) 0) || known (body [])))
          (Some ((named d, match equations d with [] => body | _ => sort_by_equations G d end) :: G))
    end) l (Some []).
Definition sort_in (l : list definition) (t : tree) : option sort :=
  match declare l with Some G => sort_of G [] t | None => None end.

(** ** Values *)

(** [Vacuous]: true, but only because nothing was to be shown. *)
Inductive truth := No | Vacuous | Yes.
Definition holds (t : truth) : bool := match t with No => false | _ => true end.
Definition answer (b : bool) : truth := if b then Yes else No.
Definition denial (t : truth) : truth := answer (negb (holds t)).
Definition both (s t : truth) : truth :=
  match s, t with No, _ | _, No => No | Vacuous, Vacuous => Vacuous | _, _ => Yes end.

(** As terms are strict, a list holds numbers, none of which is undefined.  A law may list a value twice: neither a mean
    nor a quantifier can tell. *)
Inductive value (A : Type) : Type :=
| Num (x : A)
| List (l : list A)
| Law (l : list (A * A))                                (* value, probability *)
| Truth (t : truth).
Arguments Num {A}. Arguments List {A}. Arguments Law {A}. Arguments Truth {A}.

(** What a quantifier ranges over: rows, one value a name. *)
Inductive rows (A : Type) : Type :=
| These (l : list (list (value A)))
| Integers (low high : option Z)
| Reals (low high : option (bool * A))
| Lists (n : nat) (r : rows A).                         (* of n elements of r *)
Arguments These {A}. Arguments Integers {A}. Arguments Reals {A}. Arguments Lists {A}.

(** What is found at one element, or over a set of them, in ascending order:
    [Empty] < [Skipped] < [Counted Vacuous] < [Counted Yes] < undefined < [Counted No].
    A [for] finds the greatest that is found at an element, [Empty] if there is none.  That is the whole rule: false if
    false somewhere, else undefined if undefined somewhere, else true; vacuous if all that counts is; undefined if there
    are elements and all are skipped.  The order of the elements is of no account. *)
Inductive finding := Empty | Skipped | Counted (t : truth).

(** ** The interpreter *)

(** Numbers, outcomes, and what the interpreter asks of them.  [outcome T]: what evaluation gives, where a T is wanted.
    [bind] is strict: undefined if its first part is.  [attempt] gives [None] where its part is undefined.  [greatest]:
    of the findings at the rows, as above.  A program that knows an outcome only up to a set of possible ones has such
    sets for [outcome], and for [bind] their union over the first part. *)
Record reading := {
  number :> Type;
  outcome : Type -> Type;
  defined : forall T : Type, T -> outcome T;
  undefined : forall T : Type, outcome T;
  bind : forall T U : Type, outcome T -> (T -> outcome U) -> outcome U;
  attempt : forall T : Type, outcome T -> outcome (option T);
  literal : Q -> number;
  operate : operation -> number -> number -> outcome number;
  compare : relation -> number -> number -> outcome bool;
  whole : number -> outcome Z;                          (* undefined if it is no integer *)
  on_the_line : number -> outcome number;               (* undefined if it is not a real number *)
  apply : string -> list (value number) -> outcome (value number);
  limsup_of_roots : bool -> (number -> outcome number) -> outcome number;
  endless : bool -> Z -> (number -> outcome number) -> outcome number;      (* sums, products from there on *)
  limit_over : limit -> rows number -> (number -> outcome number) -> outcome number;
  derivative_at : number -> Z -> (number -> outcome number) -> outcome number;
  greatest : rows number -> (list (value number) -> outcome finding) -> outcome finding }.
Arguments defined {_ T}. Arguments undefined {_ T}. Arguments bind {_ T U}. Arguments attempt {_ T}.
Notation "'let!' x ':=' o 'in' k" := (bind o (fun x => k)) (at level 200, x pattern, right associativity).

Section Interpreter.
Variable K : reading.
Definition result := outcome K (value K).

(** Evaluation of all parts. *)
Fixpoint each {T : Type} (l : list (outcome K T)) : outcome K (list T) :=
  match l with [] => defined [] | o :: rest => let! x := o in let! xs := each rest in defined (x :: xs) end.

(** A value of another sort than its place asks for: there is none, as the sorts were checked. *)
Definition as_number (o : result) : outcome K K :=
  let! v := o in match v with Num x => defined x | _ => undefined end.
Definition as_truth (o : result) : outcome K truth :=
  let! v := o in match v with Truth t => defined t | _ => undefined end.
Definition numeric (o : outcome K K) : result := let! x := o in defined (Num x).
Definition logical (o : outcome K truth) : result := let! t := o in defined (Truth t).

Definition calculate (o : operation) (v w : value K) : result :=
  match v, w with
  | Num x, Num y => numeric (operate K o x y)
  | Num x, List l => let! ys := each (map (operate K o x) l) in defined (List ys)
  | _, _ => undefined
  end.
(** Left to right; what stands behind a link that is false is not evaluated. *)
Fixpoint chain (x : K) (links : list (relation * outcome K K)) : outcome K truth :=
  match links with
  | [] => defined Yes
  | (r, o) :: rest => let! y := o in let! b := compare K r x y in if b then chain y rest else defined No
  end.
Fixpoint accumulate (o : operation) (x : K) (terms : list (outcome K K)) : outcome K K :=
  match terms with
  | [] => defined x
  | t :: rest => let! y := t in let! z := operate K o x y in accumulate o z rest
  end.
(** The rows of a finite domain, in order. *)
Definition in_order (r : rows K) : outcome K (list (list (value K))) :=
  match r with
  | These l => defined l
  | Integers (Some a) (Some b) =>
      defined (map (fun i => [Num (literal K (inject_Z (a + Z.of_nat i)))]) (seq 0 (Z.to_nat (b - a + 1))))
  | _ => undefined
  end.
Definition optional {T U : Type} (f : T -> outcome K U) (e : option T) : outcome K (option U) :=
  match e with Some t => let! u := f t in defined (Some u) | None => defined None end.

(** What is found at one tuple, and what follows from all.  [some x in D: S] is [not for x in D: not S]. *)
Definition find_at (q : quantifier) (wherever_defined : bool) (o : outcome K truth) : outcome K finding :=
  let f := fun t => Counted (match q with ForAll => t | ForSome => denial t end) in
  if wherever_defined then let! a := attempt o in defined (match a with Some t => f t | None => Skipped end)
  else let! t := o in defined (f t).
Definition conclude (q : quantifier) (f : finding) : outcome K truth :=
  let! t := match f with Empty => defined Vacuous | Skipped => undefined | Counted t => defined t end in
  defined (match q with ForAll => t | ForSome => denial t end).

(** The element with that number, from 1 on. *)
Definition element_of (v : value K) (i : Z) : outcome K K :=
  match v, (1 <=? i)%Z with
  | List l, true => match nth_error l (Z.to_nat (i - 1)) with Some x => defined x | None => undefined end
  | _, _ => undefined
  end.
(** Real numbers with probabilities that are not negative and sum to 1; those of probability 0 are left out. *)
Definition law_of (pairs : list (K * K)) : result :=
  let! l := each (map (fun '(a, b) => let! x := on_the_line K a in let! w := on_the_line K b in
                       let! fits := compare K LessEqual (literal K 0) w in
                       if fits then defined (x, w) else undefined) pairs) in
  let! sum := accumulate Plus (literal K 0) (map (fun a => defined (snd a)) l) in
  let! fits := compare K Equal sum (literal K 1) in
  if fits then
    let! kept := each (map (fun '(x, w) => let! is_none := compare K Equal w (literal K 0) in
                            defined (if is_none then [] else [(x, w)])) l) in
    defined (Law (concat kept))
  else undefined.

Definition environment := list (string * value K).
(** The definitions in force, the last one first. *)
Variable G : list (string * (list (value K) -> result)).

Definition call (E : environment) (f : string) (l : list (value K)) : result :=
  match lookup f E, lookup f G with
  | Some v, _ => defined v
  | None, Some g => g l
  | None, None => apply K f l
  end.

Fixpoint interpret (E : environment) (t : tree) {struct t} : result :=
  match t with
  | Literal q => defined (Num (literal K q))
  | Name x => call E x []
  | Listed l => let! xs := each (map (fun a => as_number (interpret E a)) l) in defined (List xs)
  | Element l i => let! v := interpret E l in let! x := as_number (interpret E i) in let! k := whole K x in
      numeric (element_of v k)
  | WrittenLaw l => let! pairs := each (map (fun '(a, w) =>
        let! x := as_number (interpret E a) in let! y := as_number (interpret E w) in defined (x, y)) l) in
      law_of pairs
  | Call f l => let! vs := each (map (interpret E) l) in call E f vs
  | Sum product x d t => let! r := interpret_domain E d in
      match r with
      | Integers (Some a) None => numeric (endless K product a (fun y => as_number (interpret ((x, Num y) :: E) t)))
      | _ =>
      let! l := in_order r in numeric (accumulate (if product then Times else Plus) (literal K (if product then 1 else 0))
                (map (fun row => as_number (interpret (combine [x] row ++ E)%list t)) l))
      end
  | Limit h x d t => let! r := interpret_domain E d in
      numeric (limit_over K h r (fun y => as_number (interpret ((x, Num y) :: E) t)))
  | Derivative x c n t => let! a := as_number (interpret E c) in let! b := as_number (interpret E n) in
      let! k := whole K b in let! y := on_the_line K a in
      numeric (derivative_at K y k (fun z => as_number (interpret ((x, Num z) :: E) t)))
  | Mean x d t => let! v := interpret E d in
      match v with
      | Law l => numeric (accumulate Plus (literal K 0)
          (map (fun '(y, w) => let! z := as_number (interpret ((x, Num y) :: E) t) in operate K Times w z) l))
      | _ => undefined
      end
  | RootLimsup even n t => numeric (limsup_of_roots K even (fun y => as_number (interpret ((n, Num y) :: E) t)))
  | If c a b => let! h := as_truth (interpret E c) in if holds h then interpret E a else interpret E b
  | Negate a => let! x := as_number (interpret E a) in numeric (operate K Minus (literal K 0) x)
  | Operate o a b => let! v := interpret E a in let! w := interpret E b in calculate o v w
  | Factorial a => let! v := interpret E a in apply K "!" [v]
  | Chain a links => let! x := as_number (interpret E a) in
      logical (chain x (map (fun '(r, b) => (r, as_number (interpret E b))) links))
  | Not a => let! s := as_truth (interpret E a) in defined (Truth (denial s))
  | And a b => let! s := as_truth (interpret E a) in
      if holds s then let! t := as_truth (interpret E b) in defined (Truth (both s t)) else defined (Truth No)
  | Or a b => let! s := as_truth (interpret E a) in
      if holds s then defined (Truth Yes) else let! t := as_truth (interpret E b) in defined (Truth (answer (holds t)))
  | Implies a b => let! s := as_truth (interpret E a) in
      if holds s then logical (as_truth (interpret E b)) else defined (Truth Vacuous)
  | Iff a b => let! s := as_truth (interpret E a) in let! t := as_truth (interpret E b) in
      defined (Truth (answer (Bool.eqb (holds s) (holds t))))
  | Quantify q group wherever_defined _ t =>
      let! f := (fix over E group :=
                   match group with
                   | [] => find_at q wherever_defined (as_truth (interpret E t))
                   | (xs, d) :: rest => let! r := interpret_domain E d in
                       greatest K r (fun row => over (combine xs row ++ E)%list rest)
                   end) E group in
      logical (conclude q f)
  end
with interpret_domain (E : environment) (d : domain) {struct d} : outcome K (rows K) :=
  match d with
  | Range a b =>
      let at_end := fun t => let! x := as_number (interpret E t) in whole K x in
      let! i := optional at_end a in let! j := optional at_end b in defined (Integers i j)
  | Interval a b =>
      let at_end := fun '((square, t) : bool * tree) =>
        let! x := as_number (interpret E t) in let! y := on_the_line K x in defined (square, y) in
      let! l := optional at_end a in let! h := optional at_end b in defined (Reals l h)
  | Cases l => let! ls := each (map (fun row => each (map (interpret E) row)) l) in defined (These ls)
  | Elements t => let! v := interpret E t in
      match v with
      | List l => defined (These (map (fun x => [Num x]) l))
      | Law l => defined (These (map (fun '(x, _) => [Num x]) l))
      | _ => undefined
      end
  | Power d n => let! r := interpret_domain E d in
      let! x := as_number (interpret E n) in let! k := whole K x in
      if (k <? 0)%Z then undefined else defined (Lists (Z.to_nat k) r)
  end.
End Interpreter.
Arguments interpret {K}.

(** The first equation whose patterns fit the arguments, with its names. *)
Fixpoint fits {K : reading} (ps : list pattern) (l : list (value K)) : outcome K bool :=
  match ps, l with
  | Fits n :: qs, Num x :: rest => let! b := compare K Equal x (literal K (inject_Z n)) in
      if b then fits qs rest else defined false
  | Bears _ :: qs, _ :: rest => fits qs rest
  | _, _ => defined true
  end.
Fixpoint equation_for {K : reading} (es : list (list pattern * tree)) (l : list (value K))
    : outcome K (list (string * value K) * tree) :=
  match es with
  | [] => undefined
  | (ps, t) :: rest => let! b := fits ps l in
      if b then defined (flat_map (fun '(p, v) => match p with Fits _ => [] | Bears x => [(x, v)] end) (combine ps l), t)
      else equation_for rest l
  end.

(** A definition calls itself where, in one of its equations, a call of that name would be one of it. *)
Fixpoint calls (f : string) (t : tree) : bool :=
  match t with
  | Literal _ | Name _ => false
  | Listed l => existsb (calls f) l
  | Element a b => calls f a || calls f b
  | WrittenLaw l => existsb (fun '(a, b) => calls f a || calls f b) l
  | Call g l => String.eqb f g || existsb (calls f) l
  | Sum _ _ d a | Limit _ _ d a => calls_in f d || calls f a
  | Derivative _ a b c => calls f a || calls f b || calls f c
  | Mean _ a b | Operate _ a b | And a b | Or a b | Implies a b | Iff a b => calls f a || calls f b
  | RootLimsup _ _ a | Negate a | Factorial a | Not a => calls f a
  | If a b c => calls f a || calls f b || calls f c
  | Chain a links => calls f a || existsb (fun '(_, b) => calls f b) links
  | Quantify _ group _ _ a => existsb (fun '(_, d) => calls_in f d) group || calls f a
  end
with calls_in (f : string) (d : domain) : bool :=
  let at_end := fun e => match e with Some t => calls f t | None => false end in
  let at_bracket := fun (e : option (bool * tree)) => match e with Some (_, t) => calls f t | None => false end in
  match d with
  | Range a b => at_end a || at_end b
  | Interval a b => at_bracket a || at_bracket b
  | Cases l => existsb (existsb (calls f)) l
  | Elements t => calls f t
  | Power d t => calls_in f d || calls f t
  end.
Definition is_recursive (d : definition) : bool := existsb (fun '(_, t) => calls (named d) t) (equations d).

(** The least number that stands as first pattern; [n] if none does. *)
Definition least (d : definition) (n : Z) : Z :=
  fold_right (fun '(ps, _) m => match ps with Fits k :: _ => Z.min k m | _ => m end) n (equations d).

(** A call of a recursive definition has an integer first, not below its equations; in an equation of its own, less
    than [above].  So [fuel], at least the distance from the least, is never at its end. *)
Fixpoint recursive {K : reading} (G : list (string * (list (value K) -> result K))) (d : definition) (fuel : nat)
    (above : Z) (l : list (value K)) : result K :=
  match fuel, l with
  | S rest, Num x :: _ =>
      let! n := whole K x in
      if Z.leb (least d above) n && Z.ltb n above then
        let! e := equation_for (equations d) l in
        let '(E, t) := e in interpret ((named d, recursive G d rest n) :: G) E t
      else undefined
  | _, _ => undefined
  end.
Definition by_equations {K : reading} (G : list (string * (list (value K) -> result K))) (d : definition)
    (l : list (value K)) : result K :=
  match is_recursive d, l with
  | true, Num x :: _ => let! n := whole K x in recursive G d (S (Z.to_nat (n - least d n))) (n + 1) l
  | true, _ => undefined
  | false, _ => let! e := equation_for (equations d) l in let '(E, t) := e in interpret G E t
  end.

(** Each definition sees its arguments and the definitions before it, and by equations itself. *)
Definition define (K : reading) (l : list definition) : list (string * (list (value K) -> result K)) :=
  fold_left (fun G d => (named d, match equations d with
    | [] => fun arguments => interpret G (combine (parameters d) arguments) (means d)
    | _ => by_equations G d
    end) :: G) l [].

(** What a closed tree means: [None] for bad input. *)
Definition read (K : reading) (l : list definition) (t : tree) : option (result K) :=
  match sort_in l t with Some _ => Some (interpret (define K l) [] t) | None => None end.
