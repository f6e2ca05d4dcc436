# What systemd runs, as root, before a replica's command: sh THIS DATA USER. The data folder becomes the user's.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
if id -u "$2" >/dev/null 2>&1; then
  owner=$(id -u "$2"):$(id -g "$2")
else
  id= tries=0
  # systemd says nothing while it executes itself anew.
  while [ -z "$id" ] && [ $tries -lt 100 ]; do
    [ $tries = 0 ] || sleep 0.1
    tries=$((tries + 1))
    id=$(busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1 \
      org.freedesktop.systemd1.Manager LookupDynamicUserByName s "$2" | cut -d ' ' -f 2)
  done
  owner=$id:$id
fi
[ "$(stat -c %u:%g "$1")" = "$owner" ] || chown -hR "$owner" "$1"
