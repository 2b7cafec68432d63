# shellcheck shell=bash
# What the quick start runs beside itself: begun, watched, ended. Sets $home, the temporary folder.

home=
declare -A running=() # process id → name; what it says is in $home/NAME.log

# Asks for ten seconds, then insists.
end_all() {
    kill "$@" 2>/dev/null || true
    for _ in $(seq 100); do
        kill -0 "$@" 2>/dev/null || break
        sleep 0.1
    done
    kill -9 "$@" 2>/dev/null || true
    wait "$@" 2>/dev/null || true
}

# Ends what this script started, and nothing else. Nothing interrupts it: it takes seconds.
clean_up() {
    trap - EXIT
    trap '' INT TERM HUP
    local pids
    mapfile -t pids < <(jobs -p)
    [ ${#pids[@]} -eq 0 ] || end_all "${pids[@]}"
    [ -z "$home" ] || rm -rf "$home"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

home=$(mktemp -d "${TMPDIR:-/tmp}/congto-quickstart.XXXXXX")
chmod 755 "$home"

# fail WHAT NAME…: the end, with what the named ones said last.
fail() {
    local what=$1 name
    shift
    echo "packaging/quickstart: $what" >&2
    for name in "$@"; do
        [ -s "$home/$name.log" ] || continue
        echo "--- the last lines of $name:" >&2
        tail -n 10 "$home/$name.log" >&2
    done
    exit 1
}

# start NAME COMMAND…: in the background; $! is the command's own process id.
start() {
    local name=$1
    shift
    "$@" >>"$home/$name.log" 2>&1 &
    running[$!]=$name
}

# ended PID STATUS: what must run has ended.
ended() {
    local name=${running[$1]}
    unset "running[$1]"
    fail "$name ended by itself, with status $2" "$name"
}

# wait_until NAME COMMAND…: a server answers, within a minute.
wait_until() {
    local name=$1 pid=$!
    shift
    for _ in $(seq 300); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        kill -0 "$pid" 2>/dev/null || { wait "$pid" || ended "$pid" $?; ended "$pid" 0; }
        sleep 0.2
    done
    fail "gave up waiting for $name" "$name"
}

# await PID…: all of these end well, and nothing else ends.
await() {
    local left=$# pid='' status
    while [ "$left" -gt 0 ]; do
        status=0
        wait -n -p pid "${!running[@]}" || status=$?
        [[ " $* " == *" $pid "* && $status -eq 0 ]] || ended "$pid" "$status"
        unset "running[$pid]"
        left=$((left - 1))
    done
}
