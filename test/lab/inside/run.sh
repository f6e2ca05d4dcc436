#!/bin/sh
# Runs tests of the project on a host of the lab: run.sh FILE...
cd /opt/castellan || exit
export PATH="/opt/castellan/node_modules/.bin:$PATH"
exec node --test --test-reporter=tap "$@"
