#!/usr/bin/env bash
# fetch.sh ARTIFACTS [cuda]: brings ONNX Runtime with npm. The package serves a game engine on six platforms; what is
# kept of it are the C# sources (ARTIFACTS/npm) and the libraries for Linux on x64 (ARTIFACTS/native, by NuGet's names).
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
npm=$1/npm
package=$npm/node_modules/com.github.asus4.onnxruntime
libraries=Plugins/Linux/x64
cpu=$1/native/Microsoft.ML.OnnxRuntime
gpu=$1/native/Microsoft.ML.OnnxRuntime.Gpu
state=$(cat "$project"/{fetch.sh,package-lock.json} | cksum)
stamp=$cpu/.stamp
omit=(--omit=optional)
if [[ ${2:-} == cuda ]]; then
  stamp=$gpu/.stamp
  omit=()
fi
if [[ -d $package && -e $stamp && $(<"$stamp") == "$state" ]]; then
  exit 0
fi

rm -rf "$npm"
mkdir -p "$npm" "$cpu"
cp "$project"/{package.json,package-lock.json,.npmrc} "$npm"
(cd "$npm" && npm ci --ignore-scripts --no-audit --no-fund "${omit[@]}")

cp "$package/$libraries"/*.so "$cpu"
if [[ ${2:-} == cuda ]]; then
  mkdir -p "$gpu"
  cp "$package/$libraries"/*.so "$gpu"
  mv "$package.linux-x64-gpu/$libraries"/*.so "$gpu"
fi
rm -rf "${package:?}"/{Plugins,Editor} "$package.linux-x64-gpu"
echo "$state" >"$stamp"
