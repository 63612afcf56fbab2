# Prints the lines of a Coq file that assume something outside a section (Variable, Hypothesis, Context and their
# plurals): there they are axioms. Comments and strings are left out; nested comments count.
# usage: awk -f outside.awk FILE.v
function words_outside_comments(line,    i, two, kept) {
  kept = ""
  for (i = 1; i <= length(line); i++) {
    two = substr(line, i, 2)
    if (!quoted && two == "(*") { depth++; i++; continue }
    if (!quoted && depth > 0 && two == "*)") { depth--; i++; continue }
    if (depth == 0) {
      if (substr(line, i, 1) == "\"") { quoted = !quoted; continue }
      if (!quoted) kept = kept substr(line, i, 1)
    }
  }
  return kept
}
{
  text = words_outside_comments($0)
  count = split(text, sentence, /\.( |$)/)
  for (s = 1; s <= count; s++) {
    words = sentence[s]
    gsub(/#\[[^]]*\]/, "", words)
    sub(/^[ \t]+/, "", words)
    while (words ~ /^(Local|Global|Polymorphic|Monomorphic|Let)[ \t]+/) sub(/^[A-Za-z]+[ \t]+/, "", words)
    if (words ~ /^Section[ \t]/) { section[++sections] = words; continue }
    if (words ~ /^Module[ \t]/ && words !~ /:=/) { section[++sections] = "Module"; continue }
    if (words ~ /^End[ \t]/ && sections > 0) { sections--; continue }
    inside = 0
    for (i = 1; i <= sections; i++) if (section[i] != "Module") inside = 1
    if (!inside && words ~ /^(Variables?|Hypothes[ei]s|Context)([ \t(`{]|$)/) print FILENAME ":" FNR ": " $0
  }
}
