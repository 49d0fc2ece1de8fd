#!/usr/bin/env bash
# Installs what the tests start themselves, where it is missing: Node.js with npm, Postfix with SASL, Python's dkim package, and Chromium. Starts nothing.
set -euo pipefail
exec </dev/null

missing=()
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
[ -x /usr/sbin/postfix ] || missing+=(postfix)
[ -x /usr/sbin/saslpasswd2 ] || missing+=(sasl2-bin)
[ -e /usr/share/doc/libsasl2-modules ] || missing+=(libsasl2-modules)
[ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import dkim' 2>/dev/null || missing+=(python3 python3-dkim)
command -v chromium >/dev/null || [ -n "${CHROMIUM:-}" ] || missing+=(chromium fonts-liberation)
[ ${#missing[@]} -gt 0 ] || exit 0

sudo=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Missing: ${missing[*]}, and sudo to install them. Install them, then run this again." >&2; exit 1; }
    sudo=(sudo)
fi
command -v apt-get >/dev/null || { echo "Missing: ${missing[*]}, and there is no apt-get here. Install them (nodejs 18 or newer), then run this again." >&2; exit 1; }
echo "Installing ${missing[*]}"

# A list that cannot be read, of a repository that has nothing to do with this, is no reason to stop: the installation will tell.
"${sudo[@]}" apt-get update -qq >/dev/null || echo "apt-get update had errors; trying to install all the same" >&2

# Postfix asks what it shall be, and its service shall not start: the tests start their own, elsewhere.
echo 'postfix postfix/main_mailer_type select No configuration' | "${sudo[@]}" debconf-set-selections 2>/dev/null || true
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
