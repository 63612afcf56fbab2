#!/bin/sh
# The committed tables, recomputed with PARI/GP (Debian: pari-gp); DROPCERT_SEED chooses the sample.
set -eu
here="$(dirname "$0")"
if ! command -v gp >/dev/null; then
  echo "skipped: PARI/GP is not installed (Debian: pari-gp), so the tables are not recomputed by it"
  exit 77
fi
seed="${DROPCERT_SEED:-$(date +%s)}"
gp -q -f -s 256000000 -D colors=no <<END
folder = "$1";
seed = $seed;
read("$here/tables.gp");
END
