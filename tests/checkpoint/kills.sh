#!/bin/sh
# Runs killed (SIGKILL) at random moments and then resumed end with the bytes of a run that was left alone.
# Usage: kills.sh DROPCERT FOLDER; DROPCERT_KILLS: kills a command (default 4), DROPCERT_SEED: of the moments.
set -eu
dropcert=$1
kills=${DROPCERT_KILLS:-4}
seed=${DROPCERT_SEED:-$(date +%s)}
work=$2/kills.$$
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
echo "seed $seed"

# Usage: moments COUNT LONGEST: so many random times up to LONGEST seconds
moments() {
  seed=$((seed + 1))
  awk -v n="$1" -v longest="$2" -v seed="$seed" \
    'BEGIN { srand(seed); for (i = 0; i < n; ++i) printf "%.3f\n", rand() * longest }'
}

# Usage: complete RESULT COMMAND...: COMMAND, which must succeed; with its standard output goes what it wrote to
# the folder "files"
complete() {
  result=$1
  shift
  rm -rf "$work/files"
  mkdir "$work/files"
  if "$@" > "$work/$result" 2> "$work/messages"; then
    for file in "$work/files"/*; do if [ -f "$file" ]; then cat "$file" >> "$work/$result"; fi; done
    return
  fi
  echo "failed: $*"
  cat "$work/messages"
  exit 1
}

# Usage: run_killed MOMENT COMMAND...: starts COMMAND and kills it MOMENT seconds later, or, if MOMENT is
# "saved", as soon as there is a checkpoint. Counts the kills that came before the end.
run_killed() {
  moment=$1
  shift
  rm -rf "$work/saved"
  "$@" --resume "$work/saved" > "$work/half" 2> "$work/messages" &
  pid=$!
  if [ "$moment" = saved ]; then
    while kill -0 "$pid" 2> /dev/null && ! ls "$work/saved"/*.checkpoint > /dev/null 2>&1; do sleep 0.01; done
  else
    sleep "$moment"
  fi
  if kill -9 "$pid" 2> /dev/null; then killed=$((killed + 1)); fi
  wait "$pid" 2> /dev/null || true
}

# Usage: resume COMMAND...: runs what was killed to its end; counts the runs that had something to go on from.
resume() {
  complete result "$@" --resume "$work/saved"
  cmp "$work/expected" "$work/result"
  if grep -q "$pattern" "$work/messages"; then resumed=$((resumed + 1)); fi
}

# Usage: try NAME PATTERN COMMAND...: COMMAND with --resume FOLDER added writes its result to standard output;
# PATTERN is in what a resumed run says on standard error when it had something to go on from.
try() {
  name=$1
  pattern=$2
  shift 2
  killed=0
  resumed=0
  started=$(date +%s.%N)
  rm -rf "$work/whole"
  complete expected "$@" --resume "$work/whole"
  longest=$(awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
  complete without "$@"
  cmp "$work/expected" "$work/without"
  run_killed saved "$@"
  resume "$@"
  test "$resumed" = 1
  for moment in $(moments "$kills" "$longest"); do
    run_killed "$moment" "$@"
    resume "$@"
  done
  echo "$name: $((kills + 1)) runs, $killed killed, $resumed went on from a checkpoint, all with the same bytes"
  test "$killed" -gt 0
}

try theorem1 "goes on from row" "$dropcert" theorem1 --max-k 2500 --save-every 0
try "a shard of theorem1" "goes on from row" "$dropcert" theorem1 --max-k 2500 --shard 2/3 --save-every 0

awk 'BEGIN { srand(8); print "a,b,c"
  for (i = 0; i < 40000; ++i) printf "%.4f,%.3f,%d\n", 8 * rand() - 4, 6 * rand() - 3, int(9 * rand()) - 4 }' > "$work/X.csv"
printf 'name,weight\na,1.5\nb,-2/3\nc,0.25\n' > "$work/w.csv"
try audit "were taken from" "$dropcert" audit --data "$work/X.csv" --weights "$work/w.csv" --dropout 1/2 --threads 2 \
  --out "$work/files/rows.csv" --figure "$work/files/figure.svg"
try tables "were taken from" "$dropcert" tables --only radius,remedy,root-test,derivatives,equation-13,regulariser \
  --threads 1 --out "$work/files"
# A report in TeX tells no times.
try verify "were taken from" "$dropcert" verify --max-k 100 --format tex --certificate "$work/files/paper.cert"
