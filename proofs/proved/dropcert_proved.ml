(* Decides the statements of a ledger or of a certificate by the program that Coq extracted from a proved one
   (decider.ml).  What is here finds the texts of statements and definitions, and prints; to trust is what it takes for a
   text, which --texts shows. *)

exception Bad_input of string
exception Out_of_reach of string

let fail line format = Printf.ksprintf (fun s -> raise (Bad_input (Printf.sprintf "line %d: %s" line s))) format

(* ---- What is to be decided *)

type statement = {
  name : string;                      (* as emit-coq names it: CLAIM_ROLE, or CLAIM_ROLE_NUMBER *)
  line : int;
  text : string;
  definitions : string list;          (* those that the text uses, itself or by others, in the order of the ledger *)
  recorded : string option;           (* the verdict of a certificate *)
}

let roles = [ "printed"; "corrected"; "instead"; "evidence" ]
let clause_words =
  [ "parameter"; "where"; "headline"; "claim"; "says"; "proof"; "because"; "historical"; "formal"; "cites"; "contact" ] @ roles

(* ---- Words of a text *)

let is_letter c = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c = '_'
let is_digit c = c >= '0' && c <= '9'
let rec run text p i = if i < String.length text && p text.[i] then run text p (i + 1) else i

(* The words, strings and comments of a text, in order: f PART BEGIN END LINE. *)
type part = Word of string | String | Comment
let scan text f =
  let size = String.length text and line = ref 1 in
  let rec from i =
    if i < size then
      match text.[i] with
      | '\n' -> incr line; from (i + 1)
      | '#' ->
        let j = run text (fun c -> c <> '\n') i in
        f Comment i j !line;
        from j
      | '"' ->
        let j = run text (fun c -> c <> '"') (i + 1) in
        if j >= size then fail !line "the string that begins here is not closed; expected '\"'";
        f String i (j + 1) !line;
        for k = i to j do if text.[k] = '\n' then incr line done;
        from (j + 1)
      | c when is_letter c ->
        let j = run text (fun c -> is_letter c || is_digit c) i in
        f (Word (String.sub text i (j - i))) i j !line;
        from j
      | c when is_digit c -> from (run text (fun c -> is_letter c || is_digit c) i)
      | _ -> from (i + 1) in
  from 0

let without_comments text =
  let result = Bytes.of_string text in
  scan text (fun part i j _ -> if part = Comment then Bytes.fill result i (j - i) ' ');
  Bytes.to_string result

let words text =
  let found = ref [] in
  scan text (fun part _ _ _ -> match part with Word w -> found := w :: !found | String | Comment -> ());
  List.rev !found

module Names = Set.Make (String)
type definition = { definition : string; bears : string; mentions : Names.t }

let definition_of at definition =
  match words definition with
  | bears :: _ as all -> { definition; bears; mentions = Names.of_list all }
  | [] -> fail at "expected a name after 'where' or 'parameter'"

(* Definitions stand after those that they use; so one pass backwards finds all. *)
let used definitions text =
  let step (wanted, kept) d =
    if Names.mem d.bears wanted then (Names.union d.mentions wanted, d.definition :: kept) else (wanted, kept) in
  snd (List.fold_left step (Names.of_list (words text), []) (List.rev definitions))

(* ---- Claims, from clauses of either kind of file *)

type clause = { word : string; body : string; at : int; mutable verdict : string option }

(* Numbers the statements of a claim that have one role, as emit-coq does. *)
let statements_of clauses =
  let common = ref [] and own = ref [] and claim = ref None and result = ref [] and pending = ref [] in
  let settle () =
    (match !claim with
    | None -> ()
    | Some id ->
      let of_role role = List.length (List.filter (fun c -> c.word = role) !pending) in
      let seen = Hashtbl.create 4 in
      List.iter
        (fun c ->
          let n = 1 + (try Hashtbl.find seen c.word with Not_found -> 0) in
          Hashtbl.replace seen c.word n;
          let name = id ^ "_" ^ c.word ^ if of_role c.word > 1 then "_" ^ string_of_int n else "" in
          let definitions = used (List.rev !common @ List.rev !own) c.body in
          result := { name; line = c.at; text = c.body; definitions; recorded = c.verdict } :: !result)
        (List.rev !pending));
    own := [];
    pending := [] in
  List.iter
    (fun c ->
      if c.word = "claim" then (settle (); claim := Some c.body)
      else if c.word = "where" || c.word = "parameter" then
        let list = if !claim = None then common else own in
        list := definition_of c.at c.body :: !list
      else if List.mem c.word roles then
        if !claim = None then fail c.at "'%s' stands before the first claim" c.word else pending := c :: !pending)
    clauses;
  settle ();
  List.rev !result

(* ---- A ledger: clause words are no names, so each begins a clause *)

let clauses_of_ledger text =
  let marks = ref [] and before = ref String in
  scan text (fun part i j line ->
    (match part with
     | Word w when List.mem w clause_words && !before <> Word "headline" -> marks := (w, i, j, line) :: !marks
     | _ -> ());
    if part <> Comment then before := part);
  let text = without_comments text in
  let rec cut stop = function
    | [] -> []
    | (word, _, j, at) :: _ as marks ->
      let body = String.trim (String.sub text j (stop - j)) in
      let body =
        if word <> "claim" then body
        else
          let k = run body (fun c -> is_letter c || is_digit c) 0 in
          if k = 0 then fail at "expected the claim's name after 'claim'";
          String.sub body 0 k in
      let begins = match marks with (_, i, _, _) :: _ -> i | [] -> 0 in
      { word; body; at; verdict = None } :: cut begins (List.tl marks) in
  List.rev (cut (String.length text) !marks)

(* ---- A certificate: a record a line *)

let clauses_of_certificate text =
  let clauses = ref [] and last = ref "" in
  List.iteri
    (fun i record ->
      let at = i + 1 in
      if record <> "" then begin
        let word, body =
          match String.index_opt record ' ' with
          | Some k -> (String.sub record 0 k, String.sub record (k + 1) (String.length record - k - 1))
          | None -> (record, "") in
        last := word;
        if word = "verdict" then (
          match !clauses with
          | c :: _ when List.mem c.word roles -> c.verdict <- Some body
          | _ -> fail at "a verdict that follows no statement")
        else if List.mem word ("claim" :: "where" :: "parameter" :: roles) then
          clauses := { word; body; at; verdict = None } :: !clauses
      end)
    (String.split_on_char '\n' text);
  if !last <> "end" then raise (Bad_input "the certificate ends before its record 'end'");
  List.rev !clauses

let certificate_mark = "dropcert-certificate "
let begins_with prefix s = String.length s >= String.length prefix && String.sub s 0 (String.length prefix) = prefix

(* ---- Deciding *)

let characters s = List.init (String.length s) (String.get s)

(* Bits of the intervals, and how often an interval of real numbers is halved: the first that decides. *)
let efforts = [ (128, 8); (512, 8); (256, 13) ]

let max_text = 1_000_000

let decided seconds words_of_memory s =
  let texts = List.map characters s.definitions and text = characters s.text in
  let rec attempt = function
    | [] -> None
    | (bits, depth) :: more -> (
      match Decider.decided_text (Big_int_Z.big_int_of_int bits) (Big_int_Z.big_int_of_int depth) texts text with
      | Some answer -> Some answer
      | None -> attempt more) in
  if String.length s.text > max_text then Error "the text is too long"
  else begin
    let stop _ = raise (Out_of_reach "the time is used up") in
    let alarm = Gc.create_alarm (fun () ->
      if (Gc.quick_stat ()).Gc.heap_words > words_of_memory then raise (Out_of_reach "the memory is used up")) in
    let timer interval = ignore (Unix.setitimer Unix.ITIMER_PROF { Unix.it_interval = 0.; it_value = interval }) in
    Sys.set_signal Sys.sigprof (Sys.Signal_handle stop);
    let answer =
      try
        timer seconds;
        let answer = attempt efforts in
        timer 0.;
        Ok answer
      with
      | Out_of_reach reason -> Error reason
      | Stack_overflow -> Error "it is nested too deeply"
      | Out_of_memory -> Error "the memory is used up" in
    timer 0.;
    Gc.delete_alarm alarm;
    answer
  end

let word_of = function
  | Decider.It_holds false -> "holds"
  | Decider.It_holds true -> "holds vacuously"
  | Decider.It_fails -> "is refuted"

(* A certificate's verdict is "holds", "refuted" or "undecided". *)
let contradicts recorded answer =
  match recorded, answer with
  | Some "holds", Decider.It_fails | Some "refuted", Decider.It_holds _ -> true
  | _ -> false

(* ---- The program *)

let read_all channel =
  let most = 100_000_000 and size = 65536 in
  let buffer = Buffer.create size and chunk = Bytes.create size in
  let rec more () =
    let count = input channel chunk 0 size in
    Buffer.add_subbytes buffer chunk 0 count;
    if Buffer.length buffer > most then raise (Bad_input "the file has more than 100 MB; expected a ledger or a certificate");
    if count > 0 then more () in
  more ();
  Buffer.contents buffer

let () =
  let file = ref None and quiet = ref false and texts = ref false and seconds = ref 10. and memory = ref 2000 in
  let usage = "usage: dropcert-proved [--quiet] [--texts] [--seconds S] [--memory MB] FILE" in
  let stop message = prerr_endline ("dropcert-proved: " ^ message); exit 2 in
  let anonymous name = if !file = None then file := Some name else raise (Arg.Bad (name ^ ": expected one file")) in
  let options = [
    ("-", Arg.Unit (fun () -> anonymous "-"), " standard input, in the place of FILE");
    ("--quiet", Arg.Set quiet, " print the result alone");
    ("--texts", Arg.Set texts, " print each statement and its definitions as they are decided");
    ("--seconds", Arg.Set_float seconds, "S seconds of processor time that a statement may take (default: 10)");
    ("--memory", Arg.Set_int memory, "MB of memory that the program may take (default: 2000)") ] in
  (try Arg.parse_argv Sys.argv (Arg.align options) anonymous
         (usage ^ "\nDecides the statements of a ledger or of a certificate by a program that is proved in Coq.\n\
            Exit code: 0 all decided, 1 a certificate says otherwise or nothing is stated, 2 bad usage or an unreadable file,\n\
            3 some statements are not decided.\n")
   with
   | Arg.Help text -> print_string text; exit 0
   | Arg.Bad text -> stop (List.hd (String.split_on_char '\n' text)));
  if not (!seconds > 0. && !seconds <= 1e6) then stop "--seconds: expected a number from 0 to 1000000";
  if !memory < 50 || !memory > 1_000_000 then stop "--memory: expected an integer from 50 to 1000000";
  let name = match !file with Some name -> name | None -> stop usage in
  try
    let text =
      if name = "-" then read_all stdin
      else begin
        if Sys.is_directory name then raise (Bad_input "a folder; expected a ledger or a certificate");
        let channel = open_in_bin name in
        let text = read_all channel in
        close_in channel;
        text
      end in
    let is_certificate = begins_with certificate_mark text in
    let statements = statements_of (if is_certificate then clauses_of_certificate text else clauses_of_ledger text) in
    let proved = ref 0 and wrong = ref None in
    List.iter
      (fun s ->
        if !texts then List.iter (fun d -> Printf.printf "d %s\n" d) s.definitions;
        if !texts then Printf.printf "t %s\n" s.text;
        let remark = match decided !seconds (!memory * 131072) s with
          | Ok (Some answer) ->
            incr proved;
            if contradicts s.recorded answer && !wrong = None then wrong := Some (s, word_of answer);
            word_of answer
          | Ok None -> "is not decided"
          | Error reason -> "is not decided: " ^ reason in
        if not !quiet then Printf.printf "c %s %s\n%!" s.name remark)
      statements;
    let code = match !wrong with
      | Some (s, word) ->
        Printf.printf "s REJECTED line %d: the certificate does not say that %s %s\n" s.line s.name word; 1
      | None ->
        let all = List.length statements in
        if all = 0 then (print_endline "s NOTHING TO PROVE"; 1)
        else (Printf.printf "s PROVED %d OF %d\n" !proved all; if !proved = all then 0 else 3) in
    flush stdout;
    exit code
  with
  | Bad_input message -> stop (name ^ ": " ^ message)
  | Sys_error message -> stop message
