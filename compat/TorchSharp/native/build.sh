#!/usr/bin/env bash
# Builds the native half of the TorchSharp stand-in into artifacts/native/TorchSharp-cpu.
# LIBTORCH may name the root folder of another LibTorch than the system's.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
out=$root/artifacts/native/TorchSharp-cpu
build=$root/artifacts/native/build
library=libDeepQTorchShim.so

# Up to date: neither a source nor the choice of LibTorch has changed since the last build.
stamp=$( (cat "$here"/*.cpp "$here"/*.h "$here/CMakeLists.txt"; echo "${LIBTORCH:-}") | sha256sum | cut -d' ' -f1)
if [[ -f $out/$library && $(cat "$out/.stamp" 2>/dev/null) == "$stamp" ]]; then
    exit 0
fi

command -v cmake >/dev/null || { echo "cmake is missing: apt-get install cmake g++" >&2; exit 1; }

mkdir -p "$out"
cmake -S "$here" -B "$build" -DCMAKE_BUILD_TYPE=Release -DLIBTORCH="${LIBTORCH:-}" --fresh 2>/dev/null >"$build.log" ||
    cmake -S "$here" -B "$build" -DCMAKE_BUILD_TYPE=Release -DLIBTORCH="${LIBTORCH:-}"
cmake --build "$build" --parallel "${JOBS:-2}"
cp "$build/$library" "$out/"
echo "$stamp" >"$out/.stamp"
