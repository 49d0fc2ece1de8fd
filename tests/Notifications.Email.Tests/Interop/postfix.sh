#!/usr/bin/env bash
# A Postfix of the tests' own: everything below one folder, on loopback ports, delivering to a Maildir there and nowhere else.
#   postfix.sh start FOLDER PORT TLS_PORT AUTH_PORT CERTIFICATE_PORT GREYLISTING_PORT POLICY_PORT CERTIFICATE KEY AUTHORITY
#   postfix.sh stop FOLDER
set -euo pipefail
exec </dev/null
[ "$(id -u)" -eq 0 ] || exec sudo -n bash "$0" "$@"
readonly folder=$2

if [ "$1" = stop ]; then
    /usr/sbin/postfix -c "$folder/config" stop >/dev/null 2>&1
    exit
fi

readonly port=$3 tls_port=$4 auth_port=$5 certificate_port=$6 greylisting_port=$7 policy_port=$8 certificate=$9 key=${10} authority=${11}
chmod 755 "$folder"
mkdir -p "$folder"/{config/sasl,queue,data,mail}
chown postfix "$folder/data"
chown nobody "$folder/mail"
chmod a+rx "$folder/mail"
cp "$certificate" "$folder/config/cert.pem"
cp "$authority" "$folder/config/ca.pem"
cp "$key" "$folder/config/key.pem"
chmod 600 "$folder/config/key.pem"

cat >"$folder/config/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $folder/postfix.log
maillog_file_prefixes = $folder
myhostname = mail.example.test
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_transport = error:no local mail
default_transport = error:no outside mail
relay_transport = error:no outside mail
virtual_mailbox_domains = example.test xn--mnchen-3ya.test münchen.test
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = regexp:$folder/config/mailboxes
virtual_mailbox_limit = 0
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_cert_file = $folder/config/cert.pem
smtpd_tls_key_file = $folder/config/key.pem
smtpd_tls_CAfile = $folder/config/ca.pem
smtpd_tls_security_level = may
smtpd_tls_received_header = yes
smtpd_tls_auth_only = yes
smtpd_sasl_local_domain = example.test
cyrus_sasl_config_path = $folder/config/sasl
smtputf8_enable = yes
message_size_limit = 40000000
EOF
cat >"$folder/config/mailboxes" <<'EOF'
/^(anna|bob|carl|jürgen|"?very odd; name"?)@/  box/
EOF
cat >"$folder/config/master.cf" <<EOF
127.0.0.1:$port inet n - n - - smtpd
127.0.0.1:$tls_port inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:$auth_port inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:$certificate_port inet n - n - - smtpd -o smtpd_tls_security_level=encrypt -o smtpd_tls_req_ccert=yes
127.0.0.1:$greylisting_port inet n - n - - smtpd -o { smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:$policy_port }
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
EOF
cat >"$folder/config/sasl/smtpd.conf" <<EOF
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: $folder/config/sasl/users
mech_list: PLAIN LOGIN
EOF
printf 'pässword' | saslpasswd2 -p -c -u example.test -f "$folder/config/sasl/users" ops
chown postfix "$folder/config/sasl/users"
/usr/sbin/postfix -c "$folder/config" start >"$folder/start.log" 2>&1 || { cat "$folder/start.log" >&2; exit 1; }
