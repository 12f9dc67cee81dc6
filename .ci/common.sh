# What .ci/run and .ci/full share; they source it. Neither asks anything, and nothing that fails is tried again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

checkout=$PWD
scratch=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$scratch"' EXIT
export CI=true PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
# Python compiles the modules that it imports; pip would compile those of sixty packages, in each environment. (To
# switch this off, pip wants a 0.)
export PIP_NO_COMPILE=0
# Neither the person's own folder nor a full cache may change the outcome.
export VOICECOACH_HOME=$scratch/home VOICECOACH_CACHE_DIR=$scratch/cache

step() {
    printf '\n== %s (after %d s)\n' "$1" "$SECONDS"
}

# Install the programs that some tests use, where they are missing and apt can bring them.
install_programs() {
    local packages=(
        ffmpeg espeak-ng pulseaudio pulseaudio-utils dbus mediainfo libasound2-dev libasound2-plugins
        chromium chromium-driver
    )
    local missing=() as_root=() package
    for package in "${packages[@]}"; do
        dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
            missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    (($(id -u) == 0)) || as_root=(sudo -n)
    { "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null; } ||
        echo "could not be installed: ${missing[*]}; the tests that need them are skipped"
}

# Make an environment in the background: NAME PYTHON, and what pip is to install. Most of that is waiting, and what goes
# on meanwhile uses one processor.
declare -A being_made
begin_environment() {
    local name=$1 python=$2
    shift 2
    {
        "$python" -m venv "$scratch/$name"
        "$scratch/$name/bin/python" -m pip install --quiet "$@"
    } >"$scratch/$name.log" 2>&1 &
    being_made[$name]=$!
}

# Wait until an environment is there: NAME.
wait_for_environment() {
    wait "${being_made[$1]}" || {
        cat "$scratch/$1.log"
        exit 1
    }
}
