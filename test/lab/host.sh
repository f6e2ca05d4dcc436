# One host of the lab, in mount, network and process namespaces of its own: usage: host.sh NAME FOLDER SOURCE CGROUP...
# Boots at each line on its stdin, and again by itself after a reboot. The disk of the host is a layer in memory over
# this machine's root: what was written survives a boot, and goes with this script, as everything that it mounts.
set -eu
name=$1 folder=$2 source=$3
shift 3
for group; do echo $$ >"$group/cgroup.procs"; done
mount -t tmpfs -o mode=755 lab "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
root=$folder/root
units=$root/etc/systemd/system
# Both: an id that is there already would be the same one on each host.
rm -f "$root/etc/machine-id" "$root/var/lib/dbus/machine-id"
: >"$root/etc/machine-id"
echo "$name" >"$root/etc/hostname"
echo '127.0.0.1 localhost' >"$root/etc/hosts"
mkdir -p "$root/opt/castellan"
# A quiet host: no daemon of the machine below, no timer that wakes up in the middle of a test.
for link in "$units"/*.target.wants/*.service "$units"/*.target.wants/*.timer; do
  [ ! -L "$link" ] || ln -sf /dev/null "$units/${link##*/}"
done
for unit in console-getty systemd-timesyncd systemd-networkd systemd-resolved; do ln -sf /dev/null "$units/$unit.service"; done
# nspawn leaves the controllers of cgroup v1 read-only, and limits are silently not enforced then; systemd looks at its start.
init='for c in memory pids cpu cpuacct; do mount -o remount,rw,bind /sys/fs/cgroup/$c 2>/dev/null; done; exec /usr/lib/systemd/systemd'
while read -r _; do
  status=133
  while [ $status = 133 ]; do
    status=0
    systemd-nspawn --quiet --directory="$root" --machine="$name" --keep-unit --register=no \
      --network-namespace-path=/proc/$$/ns/net --resolv-conf=off --timezone=off --link-journal=no --console=pipe \
      --bind-ro="$source:/opt/castellan" /bin/sh -c "$init" </dev/null || status=$?
  done
done
