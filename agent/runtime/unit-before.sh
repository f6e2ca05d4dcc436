# What systemd runs, as root, before a replica's command: sh -c THIS DATA USER. The data folder becomes the user's.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
if id -u "$1" >/dev/null 2>&1; then
  owner=$(id -u "$1"):$(id -g "$1")
else
  id=$(busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1 \
    org.freedesktop.systemd1.Manager LookupDynamicUserByName s "$1" | cut -d ' ' -f 2)
  owner=$id:$id
fi
[ "$(stat -c %u:%g "$0")" = "$owner" ] || chown -hR "$owner" "$0"
