(** * The text of a statement

    The grammar of ../README.md, section 1, as functions that read: so a theorem can speak of the very text that a ledger
    prints.  Nothing is proved about them: they are definitions to be read, like the meaning.  Strings, and with them
    [prints], are not read.  A text that is nested deeper than [levels] is not read either. *)

From Coq Require Import String Ascii List ZArith QArith Bool.
From Dropcert Require Import Language Meaning Verdict.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope bool_scope.

(** ** Tokens *)

Inductive token := Word (s : string) | Figure (q : Q) | Sign (s : string).

Definition within (low high c : ascii) : bool := (N_of_ascii low <=? N_of_ascii c)%N && (N_of_ascii c <=? N_of_ascii high)%N.
Definition is_digit := within "0" "9".
Definition is_letter (c : ascii) : bool := within "a" "z" c || within "A" "Z" c || Ascii.eqb c "_".
Definition is_space (c : ascii) : bool := existsb (Ascii.eqb c) [" "; "009"; "010"; "013"]%char.
(** The longest beginning of such characters, and the rest. *)
Fixpoint span (p : ascii -> bool) (s : string) : string * string :=
  match s with
  | String c rest => if p c then let (a, b) := span p rest in (String c a, b) else ("", s)
  | "" => ("", "")
  end.
Definition begins_with_digit (s : string) : bool := match s with String c _ => is_digit c | "" => false end.
Fixpoint digits_value (before : Z) (s : string) : Z :=
  match s with String c rest => digits_value (10 * before + (Z.of_N (N_of_ascii c) - 48)) rest | "" => before end%Z.
Definition power_of_ten (e : Z) : Q := match e with Zneg n => 1 # Pos.pow 10 n | _ => inject_Z (10 ^ e) end.
(** digits [. digits] [e [+-] digits], exact as written. *)
Definition figure (s : string) : token * string :=
  let (whole, rest) := span is_digit s in
  let (decimals, rest) := match rest with
    | String "." r => if begins_with_digit r then span is_digit r else ("", rest) | _ => ("", rest) end in
  let exponent := fun (r : string) =>
    match r with
    | String "-" d => if begins_with_digit d then let (e, r) := span is_digit d in Some (- digits_value 0 e, r)%Z else None
    | String "+" d => if begins_with_digit d then let (e, r) := span is_digit d in Some (digits_value 0 e, r) else None
    | _ => if begins_with_digit r then let (e, r) := span is_digit r in Some (digits_value 0 e, r) else None
    end in
  let (e, rest) := match rest with
    | String "e" r | String "E" r => match exponent r with Some found => found | None => (0%Z, rest) end
    | _ => (0%Z, rest) end in
  (Figure (Qred (inject_Z (digits_value 0 (whole ++ decimals)) * power_of_ten (e - Z.of_nat (String.length decimals)))), rest).

Fixpoint tokens_from (fuel : nat) (s : string) : option (list token) :=
  let on := fun n t r => match tokens_from n r with Some l => Some (t :: l) | None => None end in
  match fuel, s with
  | _, "" => Some []
  | O, _ => None
  | S n, String c rest =>
      if is_space c then tokens_from n rest
      else if is_digit c then let (t, r) := figure s in
        match r with String d _ => if is_letter d then None else on n t r | "" => on n t r end
      else if is_letter c then let (w, r) := span (fun c => is_letter c || is_digit c) s in on n (Word w) r
      else match rest with
           | String d r =>
               if among (String c (String d "")) [".."; "!="; "<="; ">="] then on n (Sign (String c (String d ""))) r
               else if among (String c "") ["+"; "-"; "*"; "/"; "^"; "!"; "("; ")"; "["; "]"; "{"; "}"; ","; ":"; "="; "<"; ">"]
               then on n (Sign (String c "")) rest else None
           | "" => on n (Sign (String c "")) rest
           end
  end.
Definition tokens (s : string) : option (list token) := tokens_from (String.length s) s.

(** ** Readers: what was read, and the tokens after it *)

Definition reader (T : Type) := list token -> option (T * list token).
Definition nothing_read {T : Type} : reader T := fun _ => None.
Definition pure {T : Type} (x : T) : reader T := fun l => Some (x, l).
Definition after {T U : Type} (r : reader T) (k : T -> reader U) : reader U := fun l =>
  match r l with Some (x, rest) => k x rest | None => None end.
Notation "'read' x 'by' r 'in' k" := (after r (fun x => k)) (at level 200, x pattern, right associativity).
Definition next_is (s : token) (l : list token) : bool :=
  match s, l with
  | Sign a, Sign b :: _ | Word a, Word b :: _ => String.eqb a b
  | _, _ => false
  end.
(** That token, then the rest. *)
Definition past {U : Type} (s : token) (k : reader U) : reader U := fun l => if next_is s l then k (tl l) else None.
(** With that token before it [yes], else [no]. *)
Definition either {U : Type} (s : token) (yes no : reader U) : reader U := fun l => if next_is s l then yes (tl l) else no l.

Definition keywords : list string :=
  ["for"; "some"; "in"; "and"; "or"; "not"; "implies"; "iff"; "if"; "real"; "claim"; "ledger"; "parameter"; "where"; "says";
   "proof"; "printed"; "instead"; "corrected"; "evidence"; "because"; "historical"; "headline"; "formal"; "cites"; "contact"].
(** What a variable, parameter or definition may be called. *)
Definition new_name : reader string := fun l => match l with
  | Word x :: rest =>
      if among x (keywords ++ ["pi"; "oo"; "sum"; "prod"; "mean"; "root_limsup"; "root_limsup_even"])%list then None
      else Some (x, rest)
  | _ => None end.

(** Items separated by a comma, up to the closing sign; at least one.  The fuel is the number of tokens. *)
Fixpoint items_from {T : Type} (fuel : nat) (item : reader T) (close : string) : reader (list T) := fun l =>
  match fuel with
  | O => None
  | S n => (read x by item in
      either (Sign ",") (read xs by items_from n item close in pure (x :: xs)) (past (Sign close) (pure [x]))) l
  end.
Definition items {T : Type} (item : reader T) (close : string) : reader (list T) := fun l =>
  items_from (S (List.length l)) item close l.
(** Operators of one rank, from left to right. *)
Fixpoint chained_from {T : Type} (fuel : nat) (item : reader T) (operator : token -> option (T -> T -> T)) (x : T) : reader T := fun l =>
  match fuel, l with
  | S n, s :: rest => match operator s with
      | Some f => (read y by item in chained_from n item operator (f x y)) rest
      | None => Some (x, l) end
  | _, _ => Some (x, l)
  end.
Definition chained {T : Type} (item : reader T) (operator : token -> option (T -> T -> T)) : reader T := fun l =>
  (read x by item in chained_from (List.length l) item operator x) l.

(** Whether a parenthesis opens here that holds this sign by itself: (a, b) as against (a + f(b, c)). *)
Fixpoint holds_sign (s : string) (depth : nat) (l : list token) : bool :=
  match l with
  | Sign a :: rest =>
      if among a ["("; "["; "{"] then holds_sign s (S depth) rest
      else if among a [")"; "]"; "}"] then match depth with S (S d) => holds_sign s (S d) rest | _ => false end
      else (Nat.eqb depth 1 && String.eqb a s) || holds_sign s depth rest
  | _ :: rest => holds_sign s depth rest
  | [] => false
  end.
Definition group_has (s : string) (l : list token) : bool := next_is (Sign "(") l && holds_sign s 0 l.

Inductive an_end := Infinite (negative : bool) | At (t : tree).

(** ** One level: inside parentheses and brackets stand [statement_inside] and [term_inside] *)

Section Level.
Variable statement_inside term_inside : reader tree.

(** One value, or several in parentheses. *)
Definition case : reader (list tree) := fun l =>
  if group_has "," l then past (Sign "(") (items term_inside ")") l else (read t by term_inside in pure [t]) l.
Definition end_of_domain (term : reader tree) : reader an_end := fun l =>
  match l with
  | Sign "-" :: Word "oo" :: rest => Some (Infinite true, rest)
  | Word "oo" :: rest => Some (Infinite false, rest)
  | _ => (read t by term in pure (At t)) l
  end.
Definition from (a : an_end) : option (option tree) :=
  match a with At t => Some (Some t) | Infinite true => Some None | Infinite false => None end.
Definition up_to (a : an_end) : option (option tree) :=
  match a with At t => Some (Some t) | Infinite false => Some None | Infinite true => None end.
Definition range (a b : an_end) : reader domain := fun l =>
  match from a, up_to b with Some i, Some j => Some (Range i j, l) | _, _ => None end.
(** An end that is infinite takes a round bracket. *)
Definition bracketed (square : bool) (e : option tree) : option (option (bool * tree)) :=
  match e, square with Some t, _ => Some (Some (square, t)) | None, false => Some None | None, true => None end.
Definition interval : reader domain := fun l =>
  let ends := fun opening => read a by end_of_domain term_inside in past (Sign ",") (read b by end_of_domain term_inside in
    fun r => match r with
      | Sign closing :: rest =>
          if among closing ["]"; ")"] then
            match from a, up_to b with
            | Some i, Some j => match bracketed (String.eqb opening "[") i, bracketed (String.eqb closing "]") j with
                | Some low, Some high => Some (Interval low high, rest) | _, _ => None end
            | _, _ => None end
          else None
      | _ => None end) in
  match l with Sign opening :: rest => if among opening ["["; "("] then ends opening rest else None | _ => None end.

(** An element of a list that is written out: a number, or a value of a law with its probability. *)
Definition list_or_pairs (l : list (list tree)) : option (list tree + list (tree * tree)) :=
  match together (map (fun row => match row with [t] => Some t | _ => None end) l) with
  | Some ts => Some (inl ts)
  | None => match together (map (fun row => match row with [a; w] => Some (a, w) | _ => None end) l) with
      | Some ps => Some (inr ps) | None => None end
  end.

(** NAME( has been read. *)
Definition bound_call (f : string) (x : string) : reader tree :=
  let closed := fun build => past (Sign ",") (read t by term_inside in past (Sign ")") (pure (build t))) in
  if among f ["sum"; "prod"] then
    either (Sign "=") (read a by end_of_domain term_inside in past (Sign "..") (read b by end_of_domain term_inside in
        read d by range a b in closed (Sum (String.eqb f "prod") x d)))
      (past (Word "in") (read l by term_inside in closed (Sum (String.eqb f "prod") x (Elements l))))
  else if String.eqb f "mean" then past (Word "in") (read l by term_inside in closed (Mean x l))
  else if among f ["integral"; "zero"] then
    past (Word "in") (read d by either (Word "real") (pure all_reals) interval in
      closed (Limit (if String.eqb f "zero" then TheZero else Integral) x d))
  else if String.eqb f "derivative" then
    past (Sign "=") (read c by term_inside in past (Sign ",") (read t by term_inside in
      either (Sign ",") (read n by term_inside in past (Sign ")") (pure (Derivative x c n t)))
        (past (Sign ")") (pure (Derivative x c (Literal 1) t)))))
  else closed (RootLimsup (String.eqb f "root_limsup_even") x).
Definition call_of (f : string) : reader tree := fun l =>
  match l with
  | Word x :: (Sign "=" :: _ | Word "in" :: _) as rest =>
      if among f ["sum"; "prod"; "mean"; "integral"; "zero"; "derivative"] then (read y by new_name in bound_call f y) l
      else (read ts by items term_inside ")" in pure (Call f ts)) l
  | _ =>
      if among f ["root_limsup"; "root_limsup_even"] then (read y by new_name in bound_call f y) l
      else if among f ["sum"; "prod"] then
        (read t by term_inside in past (Sign ")") (pure (Sum (String.eqb f "prod") "x" (Elements t) (Name "x")))) l
      else if String.eqb f "mean" then None
      else match l with
        | Sign "[" :: Sign "(" :: _ =>
            if String.eqb f "law" && group_has "," (tl l) then
              (past (Sign "[") (read rows by items case "]" in past (Sign ")") (fun r => match list_or_pairs rows with
                | Some (inr ps) => Some (WrittenLaw ps, r) | _ => None end))) l
            else (read ts by items term_inside ")" in pure (Call f ts)) l
        | _ => (read ts by items term_inside ")" in pure (Call f ts)) l
        end
  end.
Definition primary : reader tree := fun l =>
  match l with
  | Figure q :: rest => Some (Literal q, rest)
  | Sign "(" :: rest => (read t by statement_inside in past (Sign ")") (pure t)) rest
  | Sign "[" :: rest => (read ts by items term_inside "]" in pure (Listed ts)) rest
  | Word "if" :: rest => (past (Sign "(") (read c by statement_inside in past (Sign ",") (read a by term_inside in
      past (Sign ",") (read b by term_inside in past (Sign ")") (pure (If c a b)))))) rest
  | Word f :: Sign "(" :: rest => if among f ("oo" :: keywords) then None else call_of f rest
  | Word x :: rest => if among x ("oo" :: keywords) then None else Some (Name x, rest)
  | _ => None
  end.
Fixpoint postfix_from (fuel : nat) (t : tree) : reader tree := fun l =>
  match fuel, l with
  | S n, Sign "!" :: rest => postfix_from n (Factorial t) rest
  | S n, Sign "[" :: rest => (read i by term_inside in past (Sign "]") (postfix_from n (Element t i))) rest
  | _, _ => Some (t, l)
  end.
Definition postfix : reader tree := read t by primary in postfix_from 8 t.
(** -x^2 is -(x^2); x^y^z is x^(y^z). *)
Fixpoint unary_from (fuel : nat) : reader tree := fun l =>
  match fuel with
  | O => None
  | S n => either (Sign "-") (read t by unary_from n in pure (Negate t))
      (read t by postfix in either (Sign "^") (read u by unary_from n in pure (Operate ToThe t u)) (pure t)) l
  end.
Definition unary : reader tree := fun l => unary_from (S (List.length l)) l.
Definition product : reader tree := chained unary (fun s => match s with
  | Sign "*" => Some (Operate Times) | Sign "/" => Some (Operate Over) | _ => None end).
Definition term : reader tree := chained product (fun s => match s with
  | Sign "+" => Some (Operate Plus) | Sign "-" => Some (Operate Minus) | _ => None end).

Definition relation_sign (s : token) : option relation :=
  match s with
  | Sign "=" => Some Equal | Sign "!=" => Some Different | Sign "<" => Some Less | Sign "<=" => Some LessEqual
  | Sign ">" => Some Greater | Sign ">=" => Some GreaterEqual | _ => None
  end.
Fixpoint links_from (fuel : nat) : reader (list (relation * tree)) := fun l =>
  match fuel, l with
  | S n, s :: rest => match relation_sign s with
      | Some r => (read t by term in read others by links_from n in pure ((r, t) :: others)) rest
      | None => Some ([], l) end
  | _, _ => Some ([], l)
  end.
Definition relation_read : reader tree := fun l =>
  (read t by term in read links by links_from (List.length l) in pure (match links with [] => t | _ => Chain t links end)) l.
Fixpoint negation_from (fuel : nat) : reader tree := fun l =>
  match fuel with
  | O => None
  | S n => either (Word "not") (read t by negation_from n in pure (Not t)) relation_read l
  end.
Definition negation : reader tree := fun l => negation_from (S (List.length l)) l.
Definition conjunction : reader tree := chained negation (fun s => match s with Word "and" => Some And | _ => None end).
Definition disjunction : reader tree := chained conjunction (fun s => match s with Word "or" => Some Or | _ => None end).

Definition base_domain : reader domain := fun l =>
  match l with
  | Word "real" :: rest => Some (all_reals, rest)
  | Sign "{" :: rest => (read rows by items case "}" in pure (Cases rows)) rest
  | _ =>
      if next_is (Sign "[") l || group_has "," l then interval l
      else (read a by end_of_domain term in
        either (Sign "..") (read b by end_of_domain term in range a b)
          (fun r => match a with At t => Some (Elements t, r) | Infinite _ => None end)) l
  end.
Definition domain_read : reader domain := fun l =>
  if group_has ".." l then
    past (Sign "(") (read a by end_of_domain term in past (Sign "..") (read b by end_of_domain term in past (Sign ")")
      (read d by range a b in past (Sign "^") (read n by postfix in pure (Power d n))))) l
  else (read d by base_domain in either (Sign "^") (read n by postfix in pure (Power d n)) (pure d)) l.
Definition binder : reader (list string * domain) :=
  read xs by either (Sign "(") (items new_name ")") (read x by new_name in pure [x]) in
  past (Word "in") (read d by domain_read in pure (xs, d)).
Fixpoint one_or_more {T : Type} (fuel : nat) (item : reader T) : reader (list T) := fun l =>
  match fuel with
  | O => None
  | S n => (read x by item in either (Sign ",") (read others by one_or_more n item in pure (x :: others)) (pure [x])) l
  end.
Definition quantified (q : quantifier) (statement : reader tree) : reader tree := fun l =>
  (read group by one_or_more (S (List.length l)) binder in
   read witness by (fun r => match q, r with
     | ForSome, Word "by" :: rest => one_or_more (S (List.length rest)) term rest | _, _ => Some ([], r) end) in
   read w by either (Word "wherever") (past (Word "defined") (pure true)) (pure false) in
   past (Sign ":") (read t by statement in pure (Quantify q group w witness t))) l.
Fixpoint statement_from (fuel : nat) : reader tree := fun l =>
  match fuel with
  | O => None
  | S n => let again := statement_from n in
      either (Word "for") (quantified ForAll again)
        (either (Word "some") (quantified ForSome again)
          (read t by disjunction in
            either (Word "implies") (read u by again in pure (Implies t u))
              (either (Word "iff") (read u by again in pure (Iff t u)) (pure t)))) l
  end.
Definition statement_here : reader tree := fun l => statement_from (S (List.length l)) l.
End Level.

(** ** Texts *)

Fixpoint readers (levels : nat) : reader tree * reader tree :=
  match levels with
  | O => (nothing_read, nothing_read)
  | S n => let (s, t) := readers n in (statement_here s t, term s t)
  end.
Definition levels : nat := 60.
Definition all_of {T : Type} (r : reader T) (s : string) : option T :=
  match tokens s with Some l => match r l with Some (x, []) => Some x | _ => None end | None => None end.
Definition statement_of (s : string) : option tree := all_of (fst (readers levels)) s.

(** NAME [(patterns)] = statement, or equations with a comma or nothing between them. *)
Definition pattern_read : reader pattern := fun l =>
  match l with
  | Sign "-" :: Figure q :: rest => if Pos.eqb (Qden q) 1 then Some (Fits (- Qnum q), rest) else None
  | Figure q :: rest => if Pos.eqb (Qden q) 1 then Some (Fits (Qnum q), rest) else None
  | _ => (read x by new_name in pure (Bears x)) l
  end.
Definition equation : reader (string * (list pattern * tree)) :=
  read f by new_name in read ps by either (Sign "(") (items pattern_read ")") (pure []) in
  past (Sign "=") (read t by fst (readers levels) in pure (f, (ps, t))).
Fixpoint equations_from (fuel : nat) : reader (list (string * (list pattern * tree))) := fun l =>
  match fuel, l with
  | S n, _ => (read e by equation in fun r => match r with
      | [] => Some ([e], [])
      | Sign "," :: rest => (read es by equations_from n in pure (e :: es)) rest
      | _ => None end) l
  | _, _ => None
  end.
Definition bears_names (ps : list pattern) : option (list string) :=
  together (map (fun p => match p with Bears x => Some x | Fits _ => None end) ps).
(** A definition by equations has as many parameters as patterns; their names are of no account. *)
Fixpoint hashes (n : nat) : string := match n with O => "" | S m => String "#" (hashes m) end.
Definition by_patterns (f : string) (es : list (list pattern * tree)) : definition :=
  let count := match es with (ps, _) :: _ => List.length ps | [] => 0%nat end in
  {| named := f; parameters := map hashes (seq 1 count); means := Literal 0; equations := es |}.
Definition definition_of (s : string) : option definition :=
  match tokens s with
  | None => None
  | Some l => match equations_from (S (List.length l)) l with
      | Some ([(f, (ps, t))], []) => match bears_names ps with
          | Some xs => Some {| named := f; parameters := xs; means := t; equations := [] |}
          | None => Some (by_patterns f [(ps, t)]) end
      | Some ((f, e) :: es, []) => given (forallb (fun '(g, _) => String.eqb f g) es)
          (Some (by_patterns f (e :: map snd es)))
      | _ => None end
  end.

(** ** What a theorem about a text says *)

Definition with_texts (where_ : list string) (s : string) (P : list definition -> tree -> Prop) : Prop :=
  exists l t, together (map definition_of where_) = Some l /\ statement_of s = Some t /\ P l t.
Definition text_holds (where_ : list string) (s : string) : Prop := with_texts where_ s Holds.
Definition text_holds_vacuously (where_ : list string) (s : string) : Prop := with_texts where_ s HoldsVacuously.
Definition text_refuted (where_ : list string) (s : string) : Prop := with_texts where_ s Refuted.

Definition decided_text (bits : positive) (depth : nat) (where_ : list string) (s : string) : option answer_found :=
  match together (map definition_of where_), statement_of s with
  | Some l, Some t => decided bits depth l t | _, _ => None end.
Theorem decided_text_sound bits depth where_ s a : decided_text bits depth where_ s = Some a -> with_texts where_ s (claimed a).
Proof.
  unfold decided_text. destruct (together _) as [l|] eqn:L; [|discriminate].
  destruct (statement_of s) as [t|] eqn:T; [|discriminate]. intros D. apply decided_sound in D. now exists l, t.
Qed.
Corollary holds_by bits depth where_ s : decided_text bits depth where_ s = Some (It_holds false) -> text_holds where_ s.
Proof. apply decided_text_sound. Qed.
Corollary holds_vacuously_by bits depth where_ s :
  decided_text bits depth where_ s = Some (It_holds true) -> text_holds_vacuously where_ s.
Proof. apply decided_text_sound. Qed.
Corollary refuted_by bits depth where_ s : decided_text bits depth where_ s = Some It_fails -> text_refuted where_ s.
Proof. apply decided_text_sound. Qed.

(** Computes in the kernel, once: at [Qed]. With intervals of so many bits, halving intervals of real numbers so often
    at most. *)
Ltac by_computation bits depth :=
  lazymatch goal with
  | |- text_holds _ _ => apply (holds_by bits depth)
  | |- text_holds_vacuously _ _ => apply (holds_vacuously_by bits depth)
  | |- text_refuted _ _ => apply (refuted_by bits depth)
  end; lazymatch goal with |- _ = ?found => vm_cast_no_check (@eq_refl (option answer_found) found) end.

(** The theorem about a text that the computation finds, as the type of a definition [:= ltac:(theorem_of NAME
    DEFINITIONS TEXT)]; its last word is printed.  Where it finds none, or takes longer than a minute, nothing is said. *)
Inductive not_decided (where_ : list string) (s : string) : Prop := Nothing_is_said.
Ltac theorem_found bits depth name where_ s :=
  let found := eval vm_compute in (decided_text bits depth where_ s) in
  lazymatch found with
  | Some (It_holds false) => idtac name "holds";
      refine (holds_by bits depth where_ s _); vm_cast_no_check (@eq_refl (option answer_found) found)
  | Some (It_holds true) => idtac name "holds vacuously";
      refine (holds_vacuously_by bits depth where_ s _); vm_cast_no_check (@eq_refl (option answer_found) found)
  | Some It_fails => idtac name "is refuted";
      refine (refuted_by bits depth where_ s _); vm_cast_no_check (@eq_refl (option answer_found) found)
  end.
Ltac theorem_of name where_ s :=
  first [timeout 20 (theorem_found 128%positive 8%nat name where_ s)
        |timeout 60 (theorem_found 512%positive 8%nat name where_ s)
        |idtac name "is not decided"; exact (Nothing_is_said where_ s)].

Example a_text : text_refuted ["f(n) = n + 4"] "for n in 1..3: f(n) = n + 5".
Proof. by_computation 64%positive 0%nat. Qed.
Definition a_decided_text := ltac:(theorem_of "a_decided_text" (@nil string) "1 = 2").
Example its_type : text_refuted [] "1 = 2". Proof. exact a_decided_text. Qed.
Example an_inequality : text_holds [] "for x in [0, 1]: exp(x) > 1/2 + x and exp(0) = 1".
Proof. by_computation 64%positive 6%nat. Qed.
