#!/usr/bin/env bash
# Sets up, builds, tests and demonstrates DeepQ.MLNet; ./build.sh --help says how.
set -euo pipefail
((BASH_VERSINFO[0] >= 5)) || { echo "build.sh: bash 5 is needed, and this is $BASH_VERSION" >&2; exit 1; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly root
readonly logs=$root/artifacts/logs
readonly choice_file=$root/Dependencies.local.props
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en

source "$root/compat/setup.sh"

forced=            # --dependencies
properties=()      # -p:NAME=VALUE, passed on to every restore, build and test
arguments=()       # what is left, passed on to the program or to dotnet test
dependencies=      # nuget or compat
reason=

usage() {
  cat <<'TEXT'
usage: ./build.sh COMMAND [OPTIONS] [ARGUMENTS]

  demo    trains a deep Q-network on CartPole and serves it in an ML.NET pipeline; ARGUMENTS go to samples/CartPole
  inventory  learns a shop's orders from its log and says what they are worth; ARGUMENTS go to samples/InventoryFromLogs
  test    runs every test; ARGUMENTS go to dotnet test
  bench   measures side by side; ARGUMENTS name the benchmarks: update, act, train, serve, replay, env, growth, micro,
          or none for all
  coverage  says how much of the learning core and the environments their tests reach
  results trains one experiment over several seeds: results NAME [SEEDS], NAME one of cartpole, mountaincar,
          acrobot, ablation-cartpole, ablation-frozenlake, leave-one-out-cartpole, leave-one-out-frozenlake,
          offline-cartpole and offline-cartpole-choice
  conformance  holds policies of every kind against other implementations of ONNX: Python's onnx, onnxruntime-web
  model   trains a policy of models/ again and writes its card: model NAME, NAME one of cartpole, mountaincar, acrobot,
          frozenlake and taxi, or all
  serve   serves a policy on http://127.0.0.1:5080 with a page to try it: serve [POLICY], models/CartPole-v1 unless told;
          serve load measures it instead
  build   builds the solution
  setup   prepares what a build needs, and no more
  clean   removes everything that was built, fetched or chosen

Every command first sets up and builds what it needs.

  --dependencies nuget|compat   use the published packages or the stand-ins of compat/, and remember it
                                (otherwise build.sh finds out once what the NuGet feed has)
  --cuda                        take the native packages for NVIDIA GPUs
  -p:NAME=VALUE                 an MSBuild property; -p:DeepQDependencies=... overrides the choice for one run
  --                            what follows belongs to the program

docs/building.md says more.
TEXT
}

main() {
  local command=${1:---help}
  shift || true
  case $command in
    demo) parse_options "$@"; run_sample CartPole ;;
    inventory) parse_options "$@"; run_sample InventoryFromLogs ;;
    test) parse_options "$@"; run_tests ;;
    coverage) parse_options "$@"; no_arguments; coverage ;;
    bench) parse_options "$@"; run_benchmark DeepQ.Benchmarks ;;
    results) parse_options "$@"; run_benchmark DeepQ.Results ;;
    conformance) parse_options "$@"; no_arguments; conformance ;;
    model) parse_options "$@"; train_model ;;
    serve) parse_options "$@"; serve ;;
    build) parse_options "$@"; no_arguments; build_solution ;;
    setup) parse_options "$@"; no_arguments; set_up ;;
    clean) clean ;;
    -h | --help | help) usage ;;
    *) die "there is no command '$command'; ./build.sh --help lists them" ;;
  esac
}

parse_options() {
  while (($#)); do
    case $1 in
      --dependencies) forced=${2:-}; check_mode "$forced"; shift ;;
      --dependencies=*) forced=${1#*=}; check_mode "$forced" ;;
      --cuda) properties+=(-p:DeepQDevice=cuda) ;;
      -p:*=* | --property:*=*) properties+=("-p:${1#*:}") ;;
      --) arguments+=("${@:2}"); return ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
}

check_mode() {
  [[ $1 == nuget || $1 == compat ]] || die "the dependencies are 'nuget' or 'compat', not '$1'"
}

no_arguments() {
  ((${#arguments[@]} == 0)) || die "unknown option '${arguments[0]}'; ./build.sh --help lists them"
}

# The value of an MSBuild property given on the command line, empty if it was not; the last one counts.
given_property() {
  local property value=
  for property in "${properties[@]}"; do
    [[ $property == "-p:$1="* ]] && value=${property#*=}
  done
  echo "$value"
}

# --- commands ---

set_up() {
  check_sdk
  choose_dependencies
  echo "$dependencies: $reason"
  if [[ $dependencies == compat ]]; then
    prepare_compat "$(given_property DeepQDevice)"
  fi
}

build_solution() {
  set_up
  build "$root/DeepQ.MLNet.sln"
}

run_sample() {
  local sample=$root/samples/$1/$1.csproj
  set_up
  build "$sample"
  exec dotnet run --project "$sample" -c Release --no-build "${properties[@]}" -- "${arguments[@]}"
}

train_model() {
  local sample=$root/samples/TrainModels/TrainModels.csproj
  set_up
  build "$sample"
  exec dotnet run --project "$sample" -c Release --no-build "${properties[@]}" -- "${arguments[@]}" "$root/models"
}

serve() {
  local sample=$root/samples/PolicyServer/PolicyServer.csproj policy=$root/models/CartPole-v1/policy.onnx mode=()
  if [[ ${arguments[0]:-} == load ]]; then
    mode=(load) arguments=("${arguments[@]:1}")
  elif [[ ${arguments[0]:-} == *.onnx ]]; then
    policy=${arguments[0]} arguments=("${arguments[@]:1}")
  fi
  set_up
  build "$sample"
  exec dotnet run --project "$sample" -c Release --no-build "${properties[@]}" -- \
    "${mode[@]}" --policy "$policy" "${arguments[@]}"
}

run_benchmark() {
  local project=$root/benchmarks/$1/$1.csproj
  set_up
  build "$project"
  exec dotnet run --project "$project" -c Release --no-build "${properties[@]}" -- "${arguments[@]}"
}

# One process for each test project, one after the other: tests that measure time get the machine to themselves.
run_tests() {
  local results=$root/artifacts/test-results project name assemblies=() status=0
  build_solution
  for project in "$root"/tests/*/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    assemblies+=("$root/artifacts/$dependencies/bin/$name/release/$name.dll")
  done
  rm -rf "$results"
  dotnet test "${assemblies[@]}" --nologo --logger 'console;verbosity=minimal' \
    --logger trx --results-directory "$results" "${arguments[@]}" </dev/null || status=$?
  report_tests "$results" "$status"
}

conformance() {
  local project=$root/tests/Conformance/Models/ConformanceModels.csproj models=$root/artifacts/conformance/models
  set_up
  build "$project"
  dotnet run --project "$project" -c Release --no-build "${properties[@]}" -- "$models"
  "$root/tests/Conformance/run.sh" "$models" "$root/artifacts"
}

coverage() {
  local name results file
  # Lines are marked and not counted: counting each makes loops over vectors many times slower.
  local once=DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.SingleHit=true
  build_solution
  for name in DeepQ.Environments DeepQ.Learning; do
    results=$root/artifacts/coverage/$name
    rm -rf "$results"
    dotnet test "$root/tests/$name.Tests" -c Release --no-build --nologo --collect 'XPlat Code Coverage' \
      --results-directory "$results" "${properties[@]}" -- "$once" </dev/null >"$logs/coverage.log" ||
      die "tests failed; see $logs/coverage.log"
    file=$(echo "$results"/*/coverage.cobertura.xml)
    sed -n "s/.*<package name=\"$name\" line-rate=\"\([0-9.]*\)\".*/\1/p" "$file" |
      awk -v name="$name" '{ printf "%s: %.1f%% of the lines\n", name, 100 * $1 }'
  done
}

clean() {
  rm -rf "$root/artifacts"
  if chosen_by_us; then
    rm "$choice_file"
  fi
}

# --- dependencies ---

check_sdk() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is needed (https://dot.net/download), and there is no 'dotnet' here"
  dotnet --list-sdks | grep '^10\.' >/dev/null || die "the .NET 10 SDK is needed (https://dot.net/download), and here are:" \
    "$(dotnet --list-sdks | cut -d' ' -f1 | paste -sd,)"
}

choose_dependencies() {
  dependencies=$(given_property DeepQDependencies)
  if [[ -n $dependencies ]]; then
    check_mode "$dependencies"
    reason="as -p:DeepQDependencies says"
  elif [[ -n $forced ]]; then
    remember "$forced" "as was asked for"
  elif [[ -e $choice_file ]] && ! chosen_by_us; then
    dependencies=$(chosen_mode)
    reason="as Dependencies.local.props says"
  elif still_holds; then
    dependencies=$(chosen_mode)
    reason=$(choice 's|.*Chosen by build.sh: \(.*\) -->.*|\1|p')
  else
    probe_feed
  fi
}

chosen_mode() {
  local mode
  mode=$(choice 's|.*<DeepQDependencies[^>]*>\(.*\)</DeepQDependencies>.*|\1|p')
  echo "${mode:-nuget}"
}

choice() {
  sed -n "$1" "$choice_file" 2>/dev/null || true
}

chosen_by_us() {
  [[ -n $(choice '/Chosen by build.sh/p') ]]
}

# What was found holds for the versions it was found for; what was asked for holds until something else is.
still_holds() {
  [[ -n $(choice "/as was asked for/p; /$(versions_key)/p") ]]
}

versions_key() {
  cat "$root/Directory.Packages.props" "$root/compat/probe/probe.csproj" | cksum | tr ' ' -
}

# remember MODE REASON: the file is read by every build, those of an IDE included.
remember() {
  dependencies=$1 reason=$2
  cat >"$choice_file" <<XML
<Project>
  <!-- Chosen by build.sh: $reason -->
  <!-- Versions: $(versions_key) -->
  <PropertyGroup>
    <DeepQDependencies Condition="'\$(DeepQDependencies)' == ''">$dependencies</DeepQDependencies>
  </PropertyGroup>
</Project>
XML
}

probe_feed() {
  local with_natives missing
  echo "looking for the packages on the NuGet feed ..."
  for with_natives in false true; do
    if ! restore_probe "$with_natives"; then
      missing=$(missing_packages "$logs/probe.log")
      remember compat "the feed has no $missing"
      return
    fi
  done
  remember nuget "the feed has every package"
}

# Returns 1 if the feed lacks a package; a feed that cannot be reached says nothing about packages and ends the script.
restore_probe() {
  local log=$logs/probe.log
  mkdir -p "$logs"
  dotnet restore "$root/compat/probe/probe.csproj" "${properties[@]}" \
    -p:DeepQDependencies=nuget -p:Natives="$1" </dev/null >"$log" 2>&1 && return
  if grep -q 'NU1301' "$log" || ! grep -q 'NU110[123]' "$log"; then
    tail -n 5 "$log" >&2
    die "the NuGet feed did not answer as it should, so what it has is unknown; try again," \
      "or choose with --dependencies nuget|compat (log: $log)"
  fi
  return 1
}

# "Microsoft.ML 5.0.0 and 4 more" out of NuGet's "Unable to find package Microsoft.ML with version (= 5.0.0)".
missing_packages() {
  local missing
  mapfile -t missing < <(
    sed -n -E 's/.*NU110[123]: Unable to find (a stable )?package ([^ ]+) with version \(= ([^)]+)\).*/\2 \3/p
               s/.*NU1101: Unable to find package ([^ ]+)\. .*/\1/p' "$1" | awk '!seen[$0]++'
  )
  echo -n "${missing[0]:-package that the others need}"
  ((${#missing[@]} < 2)) || echo " and $((${#missing[@]} - 1)) more"
}

# --- building and testing ---

build() {
  quietly "building ${1##*/}" build \
    dotnet build "$1" -c Release -v quiet --nologo "-clp:ErrorsOnly;NoSummary" "${properties[@]}"
}

# report_tests FOLDER STATUS: the counts of all test projects as one last line; fails unless all is well.
report_tests() {
  local total executed passed failed skipped
  total=$(count "$1" total) executed=$(count "$1" executed) passed=$(count "$1" passed)
  failed=$((executed - passed)) skipped=$((total - executed))
  ((skipped > 0)) || skipped=
  if (($2 != 0 && failed == 0)); then
    echo "dotnet test ended with status $2 though no test failed: a test process has died" >&2
    failed=1
  fi
  ((total > 0)) || echo "no test ran" >&2
  echo
  skip_reasons "$1"
  echo "$passed passed, $failed failed${skipped:+, $skipped skipped}"
  ((total > 0 && failed == 0))
}

# What skipped tests say of it, once each with their number.
skip_reasons() {
  { grep -h -A3 'outcome="NotExecuted"' "$1"/*.trx 2>/dev/null || true; } |
    sed -n 's|.*<Message>\(.*\)</Message>.*|\1|p' | sort | uniq -c | sed -E 's/^ *([0-9]+) /\1 skipped: /'
}

count() {
  { grep -ho '<Counters [^>]*' "$1"/*.trx 2>/dev/null || true; } |
    sed -E "s/.* $2=\"([0-9]+)\".*/\1/" | awk '{ sum += $1 } END { print sum + 0 }'
}

# --- output ---

# quietly WHAT LOG COMMAND...: one line on the terminal, all else to the log, of which the end is shown on failure.
quietly() {
  local what=$1 log=$logs/$2.log
  shift 2
  mkdir -p "$logs"
  echo "$what ..."
  if ! "$@" </dev/null >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    die "$what failed (log: $log)"
  fi
}

die() {
  echo "build.sh: $*" >&2
  exit 1
}

main "$@"
