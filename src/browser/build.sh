#!/bin/sh
# The checker as WebAssembly, from Debian's packages: emscripten, libfmt-dev, dpkg-dev.
#   sh src/browser/build.sh [FOLDER]     writes FOLDER/checker.wasm (default: build-browser), and its SHA-256
# GMP and MPFR are compiled from Debian's sources, which apt-get fetches without a change to the system's lists;
# where FOLDER/gmp and FOLDER/mpfr stand, these are taken.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "${1:-build-browser}"
folder=$(cd "${1:-build-browser}" && pwd)
jobs=$(nproc)
for tool in em++ emmake emconfigure gcc make apt-get dpkg-source; do
  command -v "$tool" > /dev/null || { echo "build.sh: '$tool' is missing (apt-get install emscripten dpkg-dev build-essential)" >&2; exit 1; }
done
test -d /usr/include/fmt || { echo "build.sh: fmt is missing (apt-get install libfmt-dev)" >&2; exit 1; }
cd "$folder"
export NODE_PATH=/usr/share/nodejs${NODE_PATH:+:$NODE_PATH}  # for a node that is not Debian's, what emscripten needs of it

source_of() {  # SOURCE-PACKAGE FOLDER
  test ! -d "$2" || return 0
  mkdir -p apt/lists/partial fetched
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  echo "deb-src http://deb.debian.org/debian $codename main" > apt/sources.list
  options="-o Dir::Etc::SourceList=$folder/apt/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=$folder/apt/lists -o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache= -o APT::Sandbox::User=root"
  test -f apt/fetched || apt-get -qq $options update
  touch apt/fetched
  (cd fetched && apt-get -qq $options source --download-only "$1")
  dpkg-source --no-check -x "$(ls fetched/"$1"_*.dsc)" "$2" > /dev/null
}

source_of gmp gmp
source_of mpfr4 mpfr
prefix=$folder/libraries
if ! test -f "$prefix/lib/libgmp.a"; then
  cd gmp
  # Debian's source is without the manual, which configure asks for.
  mkdir -p doc
  printf 'all install clean distclean:\n' > doc/Makefile.in
  CC_FOR_BUILD=gcc emconfigure ./configure --host=none --disable-assembly --enable-cxx --enable-static \
    --disable-shared --prefix="$prefix" CFLAGS="-O2 -include $project/src/browser/limbs.h" CXXFLAGS=-O2 > configure.log 2>&1
  emmake make -j "$jobs" SUBDIRS="mpn mpz mpq mpf printf scanf rand cxx" > make.log 2>&1
  mkdir -p "$prefix/lib" "$prefix/include"
  cp .libs/libgmp.a .libs/libgmpxx.a "$prefix/lib"
  cp gmp.h gmpxx.h "$prefix/include"
  cd ..
fi
if ! test -f "$prefix/lib/libmpfr.a"; then
  cd mpfr
  emconfigure ./configure --host=wasm32-unknown-none --build=x86_64-linux-gnu --enable-static --disable-shared \
    --disable-thread-safe --with-gmp="$prefix" CFLAGS=-O2 > configure.log 2>&1
  emmake make -j "$jobs" -C src libmpfr.la > make.log 2>&1
  cp src/.libs/libmpfr.a "$prefix/lib"
  cp src/mpfr.h "$prefix/include"
  cd ..
fi
mkdir -p include objects
ln -sfn /usr/include/fmt include/fmt

# The files of the rooms that the checker is made of, but its own main program.
cd "$project/src"
find language certificate check browser -name '*.cpp' ! -path check/main.cpp | sort > "$folder/sources"
flags="-std=c++20 -fwasm-exceptions -DFMT_HEADER_ONLY -I. -isystem $prefix/include -isystem $folder/include"
# For size, but for what most of the time is spent in. A file is compiled anew if it, or any header, has changed.
compile='object=$0/objects/$(echo "$1" | tr / -).o
  test -f "$object" && test -z "$(find "$1" language certificate check -name "${1##*/}" -newer "$object" -o -name "*.hpp" -newer "$object")" ||
    case $1 in
      check/forms/* | check/value.cpp | check/interval.cpp | check/evaluator.cpp | check/functions/sequences.cpp) em++ -O2 $2 -c "$1" -o "$object" ;;
      *) em++ -Oz $2 -c "$1" -o "$object" ;;
    esac'
# em++ fills its cache with the first file; the others may then be compiled side by side.
sh -c "$compile" "$folder" browser/checker.cpp "$flags"
xargs -P "$jobs" -I FILE sh -c "$compile" "$folder" FILE "$flags" < "$folder/sources"
em++ -O3 -fwasm-exceptions -sSTANDALONE_WASM=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB -sTOTAL_STACK=8MB --no-entry \
  -sEXPORTED_FUNCTIONS=_dropcert_input,_dropcert_check,_dropcert_output \
  $(sed "s|/|-|g; s|^|$folder/objects/|; s|\$|.o|" "$folder/sources") \
  "$prefix/lib/libmpfr.a" "$prefix/lib/libgmpxx.a" "$prefix/lib/libgmp.a" -o "$folder/checker.wasm"
cd "$folder"
sha256sum checker.wasm
