# Prepares what the stand-ins of compat/ are built from; sourced by build.sh.
# shellcheck shell=bash disable=SC2154  # root and logs are build.sh's

readonly natives=$root/artifacts/native
readonly onnxruntime_project=$root/compat/Microsoft.ML.OnnxRuntime.Managed
readonly torch_shim=$root/compat/TorchSharp/native

# prepare_compat [cuda]: does nothing if nothing has changed since the last time.
prepare_compat() {
  local device=${1:-cpu} state stamp
  stamp=$natives/$device.stamp
  state=$(compat_state)
  if [[ -d $root/artifacts/npm && -e $stamp && $(<"$stamp") == "$state" ]]; then
    return
  fi
  check_platform "$device"
  install_tools
  quietly "fetching ONNX Runtime" onnxruntime "$onnxruntime_project/fetch.sh" "$root/artifacts" "$device"
  quietly "compiling the LibTorch binding" torch "$torch_shim/build.sh"
  if [[ $device == cuda ]]; then
    ln -sfn TorchSharp-cpu "$natives/TorchSharp-cuda-linux"
  fi
  echo "$state" >"$stamp"
}

compat_state() {
  {
    echo "${LIBTORCH:-system}"
    find "$onnxruntime_project" "$torch_shim" -type f -print0 | sort -z | xargs -0 cat
  } | cksum
}

check_platform() {
  [[ $(uname -sm) == "Linux x86_64" ]] || die "compat is for Linux on x64; elsewhere a NuGet feed with the packages is needed"
  if [[ $1 == cuda && -z ${LIBTORCH:-} ]]; then
    die "compat with CUDA needs a LibTorch that was built for it: set LIBTORCH to its folder"
  fi
}

install_tools() {
  local missing=()
  command -v npm >/dev/null || missing+=(npm)
  command -v cmake >/dev/null || missing+=(cmake)
  command -v make >/dev/null || missing+=(make)
  command -v g++ >/dev/null || missing+=(g++)
  if [[ -z ${LIBTORCH:-} ]]; then
    is_installed libtorch-dev || missing+=(libtorch-dev)
    is_installed libopenblas0-pthread || missing+=(libopenblas0-pthread)
  fi
  ((${#missing[@]})) || return 0
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    die "compat needs what is not installed here; on Debian: sudo apt-get install ${missing[*]}"
  fi
  quietly "installing ${missing[*]}" apt install_packages "${missing[@]}"
}

is_installed() {
  dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update && apt-get install -y --no-install-recommends "$@"
}
