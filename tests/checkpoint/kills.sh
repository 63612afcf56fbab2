#!/bin/sh
# Runs killed (SIGKILL) at random moments and then resumed end with the bytes of a run that was left alone.
# Usage: kills.sh DROPCERT FOLDER; DROPCERT_KILLS: kills a command (default 3), DROPCERT_SEED: of the moments.
set -eu
dropcert=$1
kills=${DROPCERT_KILLS:-3}
seed=${DROPCERT_SEED:-$(date +%s)}
work=$2/kills.$$
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
echo "seed $seed"

# Usage: random: a number from 0 to 1, another at each call
random() {
  seed=$((seed + 1))
  fraction=$(awk -v seed="$seed" 'BEGIN { srand(seed); rand(); printf "%.6f\n", rand() }')
}

checkpoints() { find "$work/saved" -name '*.checkpoint' 2> /dev/null | wc -l; }

# Usage: nothing_unfinished FOLDER...: no temporary is left there
nothing_unfinished() {
  left=$(find "$@" -name '*.unfinished-*')
  if [ -z "$left" ]; then return; fi
  echo "left behind: $left"
  exit 1
}

# Usage: complete RESULT COMMAND...: COMMAND, which must succeed; with its standard output goes what it wrote to
# the folder "files"
complete() {
  result=$1
  shift
  mkdir -p "$work/files"
  if "$@" > "$work/$result" 2> "$work/messages"; then
    nothing_unfinished "$work/files"
    # Of tables that a killed run had put in their place already, the next one says that they did not change.
    sed -i 's/; [0-9]* changed\.$//' "$work/$result"
    for file in "$work/files"/*; do if [ -f "$file" ]; then cat "$file" >> "$work/$result"; fi; done
    return
  fi
  echo "failed: $*"
  cat "$work/messages"
  exit 1
}

# Usage: run_killed SIGNAL COUNT DELAY COMMAND...: starts COMMAND and ends it by SIGNAL, DELAY seconds after there
# are COUNT checkpoints; hit=1 if that was before its end.
run_killed() {
  signal=$1
  count=$2
  delay=$3
  shift 3
  rm -rf "$work/saved" "$work/files"
  mkdir "$work/files"
  "$@" --resume "$work/saved" > "$work/half" 2> "$work/messages" &
  pid=$!
  while kill -0 "$pid" 2> /dev/null && [ "$(checkpoints)" -lt "$count" ]; do sleep 0.01; done
  sleep "$delay"
  # A process that has ended and is not yet waited for can still be sent a signal.
  hit=0
  if grep -q '^State:.[^Z]' "/proc/$pid/status" 2> /dev/null && kill "-$signal" "$pid" 2> /dev/null; then hit=1; fi
  wait "$pid" 2> /dev/null || true
}

# Usage: resume COMMAND...: runs what was killed to its end, with what it left where its results go; counts those
# that were killed at work and had something to go on from.
resume() {
  complete result "$@" --resume "$work/saved"
  nothing_unfinished "$work/saved"
  cmp "$work/expected" "$work/result"
  if [ "$hit" = 1 ] && grep -q "$pattern" "$work/messages"; then resumed=$((resumed + 1)); fi
}

# Usage: try NAME PATTERN COMMAND...: COMMAND with --resume FOLDER added writes its result to standard output and
# the folder "files"; PATTERN is in what a resumed run says on standard error when it had something to go on from.
try() {
  name=$1
  pattern=$2
  shift 2
  killed=0
  resumed=0
  started=$(date +%s.%N)
  rm -rf "$work/saved" "$work/files"
  complete expected "$@" --resume "$work/saved"
  longest=$(awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
  most=$(checkpoints)
  rm -rf "$work/files"
  complete without "$@"
  cmp "$work/expected" "$work/without"
  # Moments spread over the work: so many checkpoints, from none to all but one, and a part of the time to the
  # next one; where a single checkpoint is replaced again and again, a part of $spread times the whole time.
  run=0
  while { [ "$killed" -lt "$kills" ] || [ "$resumed" -lt $((kills / 2)) ]; } && [ "$run" -lt $((8 * kills)) ]; do
    random
    moment=$(awk -v f="$fraction" -v most="$most" -v run="$run" -v all="$kills" -v longest="$longest" -v spread="$spread" 'BEGIN {
      if (most == 1) { printf "%d %.3f", (run % 4 ? 1 : 0), f * longest * spread; exit }
      printf "%d %.3f", int(most * (run % all) / all), f * longest / most }')
    run_killed KILL ${moment% *} ${moment#* } "$@"
    killed=$((killed + hit))
    run=$((run + 1))
    resume "$@"
  done
  echo "$name: $run runs, $killed killed at work, $resumed went on from a checkpoint (a whole run leaves $most), all with the same bytes"
  test "$killed" -ge "$kills"
  test "$resumed" -ge $((kills / 2))
  # Asked to end, a run leaves nothing behind but its checkpoints.
  for signal in INT TERM HUP; do
    run_killed "$signal" 1 0 "$@"
    nothing_unfinished "$work/files" "$work/saved"
  done
  resume "$@"
}

spread=0.8
try theorem1 "goes on from row" "$dropcert" theorem1 --max-k 2500 --save-every 0
spread=0.3 # the rows come after the start, which takes most of the time
try "a shard of theorem1" "goes on from row" "$dropcert" theorem1 --max-k 2500 --shard 2/3 --save-every 0

awk 'BEGIN { srand(8); print "a,b,c"
  for (i = 0; i < 20000; ++i) printf "%.4f,%.3f,%d\n", 8 * rand() - 4, 6 * rand() - 3, int(9 * rand()) - 4 }' > "$work/X.csv"
printf 'name,weight\na,1.5\nb,-2/3\nc,0.25\n' > "$work/w.csv"
try audit "were taken from" "$dropcert" audit --data "$work/X.csv" --weights "$work/w.csv" --dropout 1/2 --threads 2 --regulariser \
  --out "$work/files/rows.csv" --figure "$work/files/figure.svg"
try tables "were taken from" "$dropcert" tables --threads 1 \
  --only radius,remedy,root-test,derivatives,equation-13,regulariser,partial-regularisers,quadratic-error,triangle,validity \
  --out "$work/files"
# A report in TeX tells no times.
try verify "were taken from" "$dropcert" verify --max-k 100 --format tex --certificate "$work/files/paper.cert"
