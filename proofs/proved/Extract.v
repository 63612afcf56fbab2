(** * The decider of Verdict.v as a program in OCaml

    [decided_text] and what it calls, written by Coq's extraction: what it decides of a text is so by
    [decided_text_sound].  Numbers are zarith's (ExtrOcamlZBigInt, integers.ml). *)

From Coq Require Import BinNums BinInt Extraction ExtrOcamlBasic ExtrOcamlString ExtrOcamlZBigInt ExtrOcamlNatBigInt.
From Flocq Require Import Zaux.
From Interval Require Import Specific_stdz.
From Dropcert Require Import Verdict Text.
Extraction Language OCaml.
Extract Inductive BinNums.positive => "Big_int_Z.big_int"
  ["(fun p -> Big_int_Z.succ_big_int (Big_int_Z.mult_int_big_int 2 p))" "(Big_int_Z.mult_int_big_int 2)"
   "Big_int_Z.unit_big_int"] "Integers.positive".
Extract Constant Z.div_eucl => "Integers.divided".
Extract Constant Zfast_div_eucl => "Integers.divided".
Extract Constant StdZRadix2.digits_aux => "Integers.digits_beyond".
(* A functor of the library Interval mentions Coq's real numbers in its proofs; nothing that is computed uses them. *)
Extract Constant ClassicalDedekindReals.sig_forall_dec => "(fun _ -> assert false)".
Extract Constant ClassicalDedekindReals.sig_not_dec => "(fun _ -> assert false)".
Extraction "decider.ml" decided_text.
