#!/usr/bin/env bash
# Runs in the build stage of the Dockerfile: writes an archive of classes (JEP 483 and 514) for each service, with which it
# starts in a third of the time. Each is started once for that, with the Java runtime of its image and at the place that
# it has there: the JVM takes no archive that was written for another runtime.
# archive.sh ARCHITECTURE OUT; ARCHITECTURE as Docker names it.
set -eu
out=$2
case $1:$(uname -m) in
    amd64:x86_64 | arm64:aarch64) ;;
    *) echo "no class archives for $1: this machine cannot run it" && exit 0 ;;
esac
secrets=/tmp/archive/secrets
mkdir -p "$secrets/database" "$secrets/gateway" "$secrets/publisher" "$secrets/relay" "$secrets/tls"
# The last step of this stage: its own JDK may be there, and is not used any more.
rm -rf /opt/java && cp -a "$out/jre" /opt/java
SLUICE_SECRETS=$secrets /opt/java/bin/java -cp "$out/setup/lib/*" dev.sluice.setup.Main init

# Nothing that it would connect to is there.
export SLUICE_NODE_ID=archive SLUICE_NATIVE_FOLDER=/opt/sluice/native
export SLUICE_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 SLUICE_PUBLISHER_DATABASE_URL=jdbc:postgresql://127.0.0.1:1/sluice
export SLUICE_PUBLISHER_DATABASE_USERNAME=sluice SLUICE_PUBLISHER_DATABASE_PASSWORD=none
export SLUICE_PUBLISHER_TOKEN_ISSUER=https://localhost:9443/oauth2/token
export SLUICE_PUBLISHER_TLS_CERTIFICATE_FILE=$secrets/publisher/certificate.pem
export SLUICE_PUBLISHER_TLS_KEY_FILE=$secrets/publisher/key.pem
# Without a database it would end before the classes of Hibernate are used.
export QUARKUS_FLYWAY_MIGRATE_AT_START=false

for service in definition-service publisher-service event-relay gateway-service; do
    cp -a "$out/$service" /opt/sluice
    log=/tmp/archive/$service.log
    (cd /opt/sluice && exec timeout 120 /opt/java/bin/java @flags -Xmx512m -XX:AOTCacheOutput=/opt/sluice/classes.aot \
        -jar quarkus-run.jar >"$log" 2>&1) &
    process=$!
    # The publisher gives up by itself.
    until grep -q 'Installed features' "$log" 2>/dev/null || ! kill -0 "$process" 2>/dev/null; do sleep 0.2; done
    kill "$process" 2>/dev/null || true
    wait "$process" || true
    [ -s /opt/sluice/classes.aot ] || { cat "$log" >&2 && echo "no archive of $service was written" >&2 && exit 1; }
    mv /opt/sluice/classes.aot "$out/$service"
    printf '%s\n' -XX:AOTCache=/opt/sluice/classes.aot >>"$out/$service/flags"
    rm -rf /opt/sluice
done
