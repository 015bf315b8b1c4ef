#!/bin/sh
# Runs the tests, or those that Playwright's arguments name, on a Sluice of ./sluice up.
# PORT_OFFSET=N and DATA=DIR are those of its start.
set -eu
cd "$(dirname "$0")"
offset=${PORT_OFFSET:-0}
certificate=$(cd "${DATA:-../../../../../../.sluice}" && pwd)/tls/certificate.pem
export NODE_EXTRA_CA_CERTS="$certificate" SLUICE_BY_HAND=true
export SLUICE_PUBLISHER="https://localhost:$((9443 + offset))"
export SLUICE_GATEWAY="http://localhost:$((8280 + offset))" SLUICE_GATEWAY_TLS="https://localhost:$((8243 + offset))"
export SLUICE_BACKEND="http://localhost:$((8080 + offset))"
export SLUICE_PICTURES="$PWD/results/pictures"
SLUICE_CHROMIUM=$(command -v chromium chromium-browser google-chrome | head -n 1)
SLUICE_CERTIFICATE_KEY=$(openssl x509 -in "$certificate" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)
export SLUICE_CHROMIUM SLUICE_CERTIFICATE_KEY
exec npx playwright test "$@"
