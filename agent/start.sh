#!/bin/sh
# Starts the agent of this host: the release on trial while it has attempts left, else the one that was committed, else the
# installation that this file lies in. What is decided here has to hold when the agent itself is broken, so it is all in sh.
#
#   start.sh [--supervise] [settings of the agent...]
#
# Without --supervise it becomes the agent (exec), for a service manager that starts it again whenever it ends. With it, it
# stays, and starts the agent again by itself. The state folder is --state, else CASTELLAN_AGENT_STATE, else the default: the
# starter reads no file.
#
# Below STATE/upgrade, each change one rename:
#   current   link to the tree that was committed; none: the installation
#   trial     link to the tree that has to prove itself; it becomes `current` (by the agent) or `failed` (here)
#   attempts  "LEFT SECONDS": starts of the trial that are left, and how long each may take to prove itself
#   reason    why the trial is over, by whoever found out
#   trial.log what the trial wrote
set -u
here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd -P)
supervise=no
if [ "${1-}" = --supervise ]; then supervise=yes; shift; fi

state=${CASTELLAN_AGENT_STATE:-/var/lib/castellan/agent}
before=
for word in "$@"; do
  if [ "$before" = --state ]; then state=$word; fi
  case $word in --state=*) state=${word#--state=} ;; esac
  before=$word
done
upgrade=$state/upgrade

# $1: name, $2: content. Whole and on the disk, or as it was.
keep() {
  printf '%s\n' "$2" >"$upgrade/$1.new" && sync "$upgrade/$1.new" && mv -f "$upgrade/$1.new" "$upgrade/$1" && sync "$upgrade"
}

attempt() {
  [ -L "$upgrade/trial" ] && [ ! -e "$upgrade/reason" ] || return 1
  left= limit=
  read -r left limit <"$upgrade/attempts" 2>/dev/null
  case $left in [1-9]) ;; *) return 1 ;; esac
  case $limit in '' | *[!0-9]* | ??????*) return 1 ;; esac
  # Counted before it is made: a trial that takes the machine down with it has used its attempt.
  keep attempts "$((left - 1)) $limit"
}

turn_back() {
  [ -e "$upgrade/reason" ] || keep reason 'it ended before it had reported in, each time that it was started'
  rm -f "$upgrade/failed"
  mv -f "$upgrade/trial" "$upgrade/failed" && sync "$upgrade"
}

# When the process began, in clock ticks since boot: a pid alone comes back.
born() {
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  set -- ${stat##*) }
  printf '%s' "${20}"
}

# Ends a trial ($1: its pid) that neither proves itself nor ends: one that hangs cannot do it itself.
watch_trial() {
  began=$(born "$1") || exit 0
  while [ "$limit" -gt 0 ]; do
    sleep 1
    [ -L "$upgrade/trial" ] && [ "$(born "$1")" = "$began" ] || exit 0
    limit=$((limit - 1))
  done
  keep reason 'it neither reported in nor gave up in time, and was killed'
  kill -KILL "$1"
}

node_of() {
  for one in "$1/node_modules/.bin/node" "$here/node_modules/.bin/node"; do
    if [ -x "$one" ]; then printf '%s' "$one"; return; fi
  done
  printf node
}

become_agent() {
  export CASTELLAN_STARTER="$state"
  unset CASTELLAN_TRIAL
  tree=$here
  if attempt; then
    export CASTELLAN_TRIAL=yes
    tree=$(readlink -f "$upgrade/trial")
    watch_trial $$ </dev/null &
    : >"$upgrade/trial.log"
    exec 3>&2 2>>"$upgrade/trial.log"
  else
    if [ -L "$upgrade/trial" ]; then turn_back; fi
    if [ -e "$upgrade/current/agent/main.ts" ]; then tree=$(readlink -f "$upgrade/current"); fi
  fi
  # Types are stripped and code is compiled once, not at each start; with small nurseries, and optimising compilers that wait
  # until the agent has work (agent/compilers.ts), an idle one holds little more than half of what it would.
  export NODE_COMPILE_CACHE="$state/code"
  exec "$(node_of "$tree")" --max-semi-space-size=2 --optimize-for-size --no-opt --no-maglev "$tree/agent/main.ts" "$@"
}

[ "$supervise" = yes ] || become_agent "$@"

agent= stopping=no
stop() {
  stopping=yes
  if [ -n "$agent" ]; then kill -TERM "$agent" 2>/dev/null; fi
}
trap stop TERM INT HUP

pause=1
while [ $stopping = no ]; do
  started=$(date +%s)
  sh "$here/agent/start.sh" "$@" &
  agent=$!
  # A signal ends the first wait early; the agent is let end all the same.
  while wait "$agent"; status=$?; kill -0 "$agent" 2>/dev/null; do :; done
  agent=
  if [ $stopping = yes ]; then exit "$status"; fi
  if [ -L "$upgrade/trial" ]; then continue; fi
  if [ $(($(date +%s) - started)) -ge 30 ]; then pause=1; fi
  sleep "$pause" &
  wait $!
  pause=$((pause < 15 ? pause * 2 : 30))
done
