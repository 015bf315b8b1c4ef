#!/usr/bin/env bash
# Prints the Secrets that this overlay refers to, each time others: passwords, keys, a certificate. To be created once:
#   deploy/kubernetes/overlays/dev/secrets.sh | kubectl create --namespace sluice -f -
# "create" refuses what is there already, so a second run changes nothing. Needs openssl.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
umask 077

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,DNS:publisher,DNS:gateway,DNS:publisher.sluice.svc,DNS:gateway.sluice.svc,IP:127.0.0.1' \
    -keyout "$folder/tls.key" -out "$folder/tls.crt" 2>"$folder/log" || { cat "$folder/log" >&2; exit 1; }

password() { openssl rand -hex 16; }
key() { printf 'dev-1:%s\n' "$(openssl rand -base64 32)"; }

# secret NAME TYPE, then its entries from standard input, one a line: KEY BASE64
secret() {
    printf -- '---\napiVersion: v1\nkind: Secret\nmetadata: {name: %s}\ntype: %s\ndata:\n' "$1" "$2"
    while read -r entry value; do printf '  %s: %s\n' "$entry" "$value"; done
}
entry() { printf '%s %s\n' "$1" "$(base64 | tr -d '\n')"; }

{
    printf sluice | entry username
    password | tr -d '\n' | entry password
} | secret sluice-database kubernetes.io/basic-auth
password | tr -d '\n' | entry password | secret sluice-admin Opaque
key | entry seal.keys | secret sluice-seal-keys Opaque
key | entry ticket.keys | secret sluice-ticket-keys Opaque
for service in publisher gateway; do
    {
        entry tls.crt <"$folder/tls.crt"
        entry tls.key <"$folder/tls.key"
    } | secret sluice-$service-tls kubernetes.io/tls
done
