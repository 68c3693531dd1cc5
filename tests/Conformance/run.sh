#!/usr/bin/env bash
# run.sh MODELS ARTIFACTS: holds the policies in MODELS against other implementations of ONNX, and says which were not
# at hand. Policies and what they should answer are written by the project Models.
set -uo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
models=$1 npm=$2/conformance
status=0

python=
for candidate in python3 /usr/bin/python3; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import onnx' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [[ -n $python ]]; then
  echo "the onnx package of Python:"
  "$python" "$folder/check.py" "$models" || status=1
else
  echo "left out: Python has no package onnx here"
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "left out: there is no Node.js here for onnxruntime-web"
  exit "$status"
fi
mkdir -p "$npm"
cp "$folder"/{package.json,package-lock.json,.npmrc,check.mjs} "$npm"
if ! cmp -s "$npm/package-lock.json" "$npm/.installed"; then
  if ! (cd "$npm" && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1); then
    echo "left out: npm cannot bring onnxruntime-web; see $npm/npm.log"
    exit "$status"
  fi
  cp "$npm/package-lock.json" "$npm/.installed"
fi
echo "onnxruntime-web (WebAssembly) in Node.js $(node --version):"
(cd "$npm" && node check.mjs "$models") || status=1
exit "$status"
