# shellcheck shell=bash
# The database servers of the one-stop systems, on loopback. Sets pg_port and maria_port.
# shellcheck disable=SC2154 # home is of processes.sh

# Database servers refuse to run as root: as root they run as the account of their package.
as=()
act_as() {
    as=()
    [ "$(id -u)" -ne 0 ] || as=(setpriv --reuid="$1" --regid="$1" --clear-groups --)
}
# owned_folder ACCOUNT NAME
owned_folder() {
    mkdir -p "$home/$2"
    [ "$(id -u)" -ne 0 ] || chown "$1:$1" "$home/$2"
}
# None of the ports the kernel gives by itself: another would have it before the server is set up.
free_port() {
    python3 -c '
import random, socket
while True:
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", random.randrange(10000, 32768)))
        except OSError:
            continue
        print(one.getsockname()[1])
        break'
}

start_postgres() {
    local pg
    pg=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -1)
    pg_port=$(free_port)
    owned_folder postgres postgres
    act_as postgres
    "${as[@]}" "$pg/initdb" -D "$home/postgres/data" -U congto --auth=trust --no-locale -E UTF8 \
        >"$home/postgres.log" 2>&1 || fail "PostgreSQL could not be set up" postgres
    start postgres "${as[@]}" "$pg/postgres" -D "$home/postgres/data" -p "$pg_port" \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories=
    wait_until postgres "$pg/createdb" -h 127.0.0.1 -p "$pg_port" -U congto onestop
}

start_mariadb() {
    local client=(mariadb --no-defaults --socket="$home/mariadb/s" -u root)
    maria_port=$(free_port)
    owned_folder mysql mariadb
    act_as mysql
    "${as[@]}" mariadb-install-db --no-defaults --datadir="$home/mariadb/data" --tmpdir="$home/mariadb" \
        --auth-root-authentication-method=normal --skip-test-db >"$home/mariadb.log" 2>&1 ||
        fail "MariaDB could not be set up" mariadb
    start mariadb "${as[@]}" mariadbd --no-defaults --datadir="$home/mariadb/data" --port="$maria_port" \
        --bind-address=127.0.0.1 --socket="$home/mariadb/s" --pid-file="$home/mariadb/pid" \
        --tmpdir="$home/mariadb"
    wait_until mariadb "${client[@]}" -e "SELECT 1"
    "${client[@]}" -e "
        CREATE DATABASE onestop CHARACTER SET utf8mb4;
        CREATE USER congto@'127.0.0.1' IDENTIFIED BY 'onestop';
        GRANT ALL ON onestop.* TO congto@'127.0.0.1';"
}
