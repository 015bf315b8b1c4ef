#!/usr/bin/env bash
# Runs in the build stage of the Dockerfile: builds the services, with a list of what each is made of.
# build.sh ARCHITECTURE, as Docker names it.
set -eu
case $1 in
    amd64) netty=linux-x86_64 ;;
    arm64) netty=linux-aarch_64 ;;
    *) echo "no native libraries for $1" >&2 && exit 1 ;;
esac
settings=()
[ -s /run/secrets/maven-settings ] && settings=(-s /run/secrets/maven-settings)

mvn -B -ntp ${settings[@]+"${settings[@]}"} -T 1C \
    -DskipTests -Dtest.compile.skip=true -Dno-analysis -Dspotless.apply.skip=true -Dspotless.check.skip=true \
    -Dquarkus.package.jar.type=aot-jar -Dnetty.native="$netty" -am package \
    -pl definition-service,publisher-service,event-relay,gateway-service,deploy/dev/sample-backend,deploy/dev/setup \
    org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeBom -DoutputFormat=json -DoutputName=sbom -DincludeTestScope=false \
    org.codehaus.mojo:license-maven-plugin:2.5.0:add-third-party -Dlicense.excludedScopes=test,provided \
    -Dlicense.outputDirectory=target -Dlicense.thirdPartyFilename=licences.txt

# They are made by the stage before; without Node.js the publisher is built without them if they are of other sources.
if [ ! -f publisher-service/target/classes/portal/index.html ]; then
    cat publisher-service/target/classes/portal/missing.txt >&2
    exit 1
fi
