# What systemd runs, as root, when a replica's unit has ended: sh THIS FILE. Writes into FILE how it ended, in one line, over a
# file that has its block already, since without room it must be known too.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# A host that goes down takes it along: that is no end of its own.
[ "$(systemctl is-system-running 2>/dev/null)" = stopping ] && exit 0
kills=0
# systemd hears of the kernel's out-of-memory killer from control groups of version 2 alone.
while IFS=: read -r _ controllers group; do
  case ,$controllers, in
  *,memory,*)
    events=/sys/fs/cgroup/memory$group/memory.oom_control
    # What is written here comes into the replica's output. The kernel may have what is not mounted.
    [ -r "$events" ] || continue
    while read -r word count; do
      [ "$word" = oom_kill ] && kills=$count
    done <"$events"
    ;;
  esac
done </proc/self/cgroup
umask 077
echo "${EXIT_CODE:-none} ${EXIT_STATUS:-none} $SERVICE_RESULT $kills" 1<>"$1.tmp" && mv -f "$1.tmp" "$1"
