# Runs one command for one run of a replica, and outlives the agent:
#   launcher.sh RUN BOOT-ID FILES CGROUPS COMMAND...
# FILES: how many descriptors it may open; empty: as many as we. CGROUPS: folders to enter, with : between them.
# RUN.claim: who runs it, so that a second start of the same run does nothing. RUN.pid: the command's pid.
# RUN.exit: its status as the shell saw it (128 + n: ended by signal n) and how often its cgroup ran out of memory;
# the file's time is when it ended. They are written over files that have their blocks already (run-notes.ts): a full disk loses
# none. The command's stderr is 3: what this shell has to say, as that it was killed, is not the command's.
enter='
  exec 2>&3 3>&-
  run=$1 files=$2 cgroups=$3
  shift 3
  set -f
  IFS=:
  for cgroup in $cgroups; do echo 0 >"$cgroup/cgroup.procs" || exit 126; done
  unset IFS
  set +f
  [ -z "$files" ] || ulimit -n "$files" || exit 126
  echo "$$" 1<>"$run.pid" || exit 126
  exec "$@"
'
main() {
  run=$1 boot=$2 files=$3 cgroups=$4
  shift 4
  set -C
  true >"$run.claim" || exit 93
  set +C
  echo "$$ $boot" >"$run.claim" || note claim "$$ $boot" || exit 93
  # Not ignored: a command inherits what is ignored, and gets what is trapped as it was.
  trap : TERM INT QUIT HUP USR1 USR2
  /bin/sh -c "$enter" sh "$run" "$files" "$cgroups" "$@"
  status=$?
  set -f
  IFS=:
  set -- $cgroups
  unset IFS
  note exit "$status $(out_of_memory "$@")"
  # What the command left behind goes with it: all of its cgroups, and its group with this shell. The agent makes sure of it.
  for cgroup in "$@"; do
    if [ -e "$cgroup/cgroup.kill" ]; then
      echo 1 >"$cgroup/cgroup.kill"
    else
      while read -r pid; do kill -KILL "$pid"; done <"$cgroup/cgroup.procs"
    fi
  done
  kill -KILL 0
}
note() {
  echo "$2" 1<>"$run.$1.tmp" && command -p mv -f "$run.$1.tmp" "$run.$1"
}
out_of_memory() {
  times=0
  for cgroup in "$@"; do
    for file in "$cgroup/memory.events" "$cgroup/memory.oom_control"; do
      [ -r "$file" ] || continue
      while read -r what count; do [ "$what" != oom_kill ] || times=$count; done <"$file"
    done
  done
  echo "$times"
}
# In one piece: a shell reads its script as it goes, and the file may be replaced meanwhile.
main "$@"
exit
