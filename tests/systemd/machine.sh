#!/bin/sh
# A machine of its own, made of namespaces: systemd boots on this machine's files, with what is staged laid over them. It
# can write in memory only, and reaches neither processes nor lines nor kernel settings of this machine. machine.py
# starts it.
#
#   machine.sh hold FOLDER STAGE CGROUP PROGRAM     boots PROGRAM as the first process, again after each reboot
#   machine.sh lay_out ID                           in the machine's files: makes them those of a machine of that name
#   machine.sh boot FOLDER PROGRAM                  in the namespaces: becomes it
set -eu

mount_in_memory() { mount -t tmpfs -o "mode=$1,nosuid,nodev" tmpfs "$2"; }

# Of the units of this machine only the journal and what makes accounts and folders are there. In the machine alone,
# where no link leads out of it: what this machine has behind one must stay.
lay_out() {
    [ -e /.machine.sh ] || exit 1
    cd /
    rm -rf etc/systemd/system etc/tmpfiles.d etc/fstab etc/congto var/lib/congto var/lib/congto-collector home
    rm -rf lib/systemd/system-generators lib/systemd/system/*.target.wants
    mkdir -p etc/systemd/system/sysinit.target.wants etc/systemd/system/sockets.target.wants home
    for unit in journald tmpfiles-setup; do
        ln -s "/lib/systemd/system/systemd-$unit.service" etc/systemd/system/sysinit.target.wants/
    done
    for unit in journald journald-dev-log; do
        ln -s "/lib/systemd/system/systemd-$unit.socket" etc/systemd/system/sockets.target.wants/
    done
    mkdir -p etc/systemd/journald.conf.d
    printf '[Journal]\nStorage=volatile\nAudit=no\n' >etc/systemd/journald.conf.d/machine.conf
    echo "$1" >etc/machine-id
    echo machine >etc/hostname
    cp -a .stage/. .
    rm -rf .stage .machine.sh
}

hold() {
    echo $$ >"$3/cgroup.procs"
    mount -t tmpfs -o mode=755 tmpfs "$1"
    mkdir "$1/changes" "$1/work" "$1/root"
    mount -t overlay -o "lowerdir=/,upperdir=$1/changes,workdir=$1/work" overlay "$1/root"
    cp -a "$2" "$1/root/.stage"
    cp "$0" "$1/root/.machine.sh"
    chroot "$1/root" sh /.machine.sh lay_out "$(tr -d - </proc/sys/kernel/random/uuid)"
    status=129 # SIGHUP is how the first process of a namespace ends in a reboot
    while [ $status -eq 129 ]; do
        status=0
        setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup \
            --propagation private sh "$0" boot "$1" "$4" || status=$?
    done
    exit $status
}

boot() {
    cd "$1/root"
    mount -t proc -o nosuid,nodev,noexec proc proc
    for path in proc/sys proc/sysrq-trigger proc/irq proc/bus proc/acpi proc/fs; do
        if [ -e $path ]; then
            mount --bind $path $path
            mount -o remount,bind,ro $path
        fi
    done
    mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
    mount -t cgroup2 cgroup2 sys/fs/cgroup
    mount -t tmpfs -o mode=755,nosuid tmpfs dev
    while read -r name major minor; do
        mknod -m 666 "dev/$name" c "$major" "$minor"
    done <<END
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
other 1 3
END
    mkdir dev/shm dev/pts
    ln -s /proc/self/fd dev/fd
    ln -s pts/ptmx dev/ptmx
    mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
    mount_in_memory 1777 dev/shm
    mount_in_memory 755 run
    mount_in_memory 1777 tmp
    mkdir -p .before
    pivot_root . .before
    cd /
    umount -l /.before
    mount --make-rshared / # as a machine's first process does; credentials need it
    never=-sys_module,-sys_rawio,-sys_time,-syslog,-audit_control,-bpf,-perfmon,-mac_admin,-mac_override
    exec setpriv --bounding-set $never env -i container=congto PATH=/usr/sbin:/usr/bin:/sbin:/bin "$2"
}

"$@"
