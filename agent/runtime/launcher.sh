# Runs one command for one run of a replica, and outlives the agent: usage: launcher.sh RUN BOOT-ID COMMAND...
# RUN.claim: who runs it, so that a second start of the same run does nothing. RUN.pid: the command's pid.
# RUN.exit: its status as the shell saw it (128 + n: ended by signal n); the file's time is when it ended.
main() {
  run=$1 boot=$2
  shift 2
  set -C
  { echo "$$ $boot" >"$run.claim"; } 2>/dev/null || exit 93
  set +C
  # Not ignored: a command inherits what is ignored, and gets what is trapped as it was.
  trap : TERM INT QUIT HUP USR1 USR2
  /bin/sh -c 'echo "$$" >"$0"; exec "$@"' "$run.pid" "$@"
  echo $? >"$run.exit.tmp" && command -p mv -f "$run.exit.tmp" "$run.exit"
  # What the command left behind in its group goes with it, and so does this shell.
  kill -KILL 0
}
# In one piece: a shell reads its script as it goes, and the file may be replaced meanwhile.
main "$@"
exit
