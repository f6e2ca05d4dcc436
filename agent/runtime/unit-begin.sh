# What systemd runs as a replica's user: sh THIS. Its environment and its command are a credential.
. "$CREDENTIALS_DIRECTORY/environment"
