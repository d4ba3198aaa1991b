# Sourced by the scripts at the root: where the project stands, and how dotnet should behave when nobody watches.
# shellcheck shell=bash
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  export DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-/tmp/learning-account-dotnet}
fi

# The program, compiled ahead of time.
program=$root/src/LearningAccount.App/bin/Release/published/learning-account.dll

# build PROJECT OUTPUT: builds a project in Release when a source is newer than its last build, once however many ask.
# build_program: the same for the program. Both say nothing on the standard output, take nothing from the standard input, leave no lock behind.
build_program() {
  build src/LearningAccount.App/LearningAccount.App.csproj "$program" publish --use-current-runtime -o "$(dirname -- "$program")"
}

build() {
  local project=$1 output=$2 stamp
  shift 2
  [ "$#" -gt 0 ] || set -- build
  stamp=$root/$(dirname -- "$project")/obj/built.stamp
  is_fresh "$stamp" "$output" && return 0
  (
    flock 9
    is_fresh "$stamp" "$output" && exit 0
    [ -f "$output" ] || echo "Building $(basename -- "$project" .csproj): the first time takes a minute or two." >&2
    # These folders exist before the stamp, so that making them does not look like a change of the sources.
    local folder
    for folder in "$root"/src/*/ "$root"/bench/*/; do
      mkdir -p "$folder/bin" "$folder/obj"
    done
    touch "$stamp.new"
    local log=$stamp.log
    # Whoever starts the program waits for no check of its sources: the tests make those.
    # The build's own servers would inherit the lock and the caller's pipes, hence the closed handle and the file.
    if ! dotnet "$1" "$root/$project" -c Release -v quiet -nodeReuse:false -p:RunAnalyzers=false "${@:2}" </dev/null >"$log" 2>&1 9<&-; then
      cat "$log" >&2
      echo "The build failed." >&2
      exit 2
    fi
    mv "$stamp.new" "$stamp"
  ) 9<"$root/scripts"
}

is_fresh() {
  local stamp=$1 output=$2
  [ -f "$output" ] && [ -f "$stamp" ] && [ -z "$(find "$root/src" "$root/bench" "$root/Directory.Build.props" \
    "$root/Directory.Packages.props" "$root/global.json" \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit)" ]
}
