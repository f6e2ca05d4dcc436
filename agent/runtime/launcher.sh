# Runs one command for one run of a replica, and outlives the agent:
#   launcher.sh RUN BOOT-ID FILES CGROUPS COMMAND...
# FILES: how many descriptors it may open; empty: as many as we. CGROUPS: folders to enter, with : between them.
# RUN.claim: who runs it, so that a second start of the same run does nothing. RUN.pid: the command's pid.
# RUN.exit: its status as the shell saw it (128 + n: ended by signal n) and how often its cgroup ran out of memory;
# the file's time is when it ended.
enter='
  run=$1 files=$2 cgroups=$3
  shift 3
  set -f
  IFS=:
  for cgroup in $cgroups; do echo 0 >"$cgroup/cgroup.procs" || exit 126; done
  unset IFS
  set +f
  [ -z "$files" ] || ulimit -n "$files" || exit 126
  echo "$$" >"$run.pid"
  exec "$@"
'
main() {
  run=$1 boot=$2 files=$3 cgroups=$4
  shift 4
  set -C
  { echo "$$ $boot" >"$run.claim"; } 2>/dev/null || exit 93
  set +C
  # Not ignored: a command inherits what is ignored, and gets what is trapped as it was.
  trap : TERM INT QUIT HUP USR1 USR2
  /bin/sh -c "$enter" sh "$run" "$files" "$cgroups" "$@"
  status=$?
  set -f
  IFS=:
  set -- $cgroups
  unset IFS
  echo "$status $(out_of_memory "$@")" >"$run.exit.tmp" && command -p mv -f "$run.exit.tmp" "$run.exit"
  # What the command left behind goes with it: all of its cgroups, and its group with this shell. The agent makes sure of it.
  for cgroup in "$@"; do
    if [ -e "$cgroup/cgroup.kill" ]; then
      echo 1 >"$cgroup/cgroup.kill"
    else
      while read -r pid; do kill -KILL "$pid"; done <"$cgroup/cgroup.procs"
    fi
  done 2>/dev/null
  kill -KILL 0
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
