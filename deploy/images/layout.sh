#!/usr/bin/env bash
# Runs in the build stage of the Dockerfile: lays out what each image is made of.
# layout.sh ARCHITECTURE OUT; ARCHITECTURE as Docker names it.
set -eu
case $1 in
    amd64) native=amd64 ;;
    arm64) native=aarch64 ;;
    *) echo "no native libraries for $1" >&2 && exit 1 ;;
esac
out=$2

jlink --add-modules java.se,jdk.unsupported,jdk.zipfs,jdk.management,jdk.net,jdk.naming.dns,jdk.crypto.cryptoki,jdk.jfr,jdk.localedata \
    --include-locales=en --strip-java-debug-attributes --no-header-files --no-man-pages --compress=zip-6 --generate-cds-archive --output "$out/jre"
# For heaps of more than 32 GB; the services have archives of their own, so this would be for the probe.
rm -f "$out"/jre/lib/server/classes_nocoops.jsa

mkdir -p "$out/probe"
javac -d "$out/probe" deploy/images/HealthProbe.java
printf '%s\n' -Xmx16m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp /opt/sluice/probe >"$out/probe/flags"

# unpack JAR-PATTERN PATH-IN-JAR: a native library, for where nothing may be run from /tmp.
unpack() {
    local jar
    jar=$(find "$target/lib" -name "$1" | head -n 1)
    [ -n "$jar" ] || return 0
    (cd "$target/native" && jar xf "$jar" "$2" && find . -mindepth 2 -type f -exec mv {} . \; && find . -mindepth 1 -type d -empty -delete)
}

for service in definition-service publisher-service event-relay gateway-service; do
    target=$out/$service
    mkdir -p "$target/native"
    cp -r "$service"/target/quarkus-app/. "$target"
    cp "$service/target/sbom.json" "$service/target/licences.txt" "$target"
    unpack '*netty-transport-native-epoll*' META-INF/native
    unpack '*netty-tcnative-boringssl-static*' META-INF/native
    unpack '*zstd-jni*' "linux/$native"
    unpack '*lz4-java*' "net/jpountz/util/linux/$native"
    {
        printf '%s\n' -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:+UseCompactObjectHeaders
        printf '%s\n' --enable-native-access=ALL-UNNAMED -Djava.library.path=/opt/sluice/native
        for zstd in "$target"/native/libzstd-jni*.so; do
            [ -e "$zstd" ] && printf '%s\n' "-DZstdNativePath=/opt/sluice/native/${zstd##*/}"
        done
    } >"$target/flags"
done

cp /bom/sbom.json "$out/publisher-service/sbom-portal.json"

target=$out/setup
mkdir -p "$target/lib"
cp deploy/dev/setup/target/setup-*.jar deploy/dev/setup/target/lib/*.jar "$target/lib"
cp deploy/dev/setup/target/sbom.json deploy/dev/setup/target/licences.txt "$target"
printf '%s\n' -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 >"$target/flags"
# The folders that init writes, each to be a volume of its own.
mkdir -p "$out"/empty/database "$out"/empty/gateway "$out"/empty/publisher "$out"/empty/relay "$out"/empty/tls "$out"/empty/seed

target=$out/sample-backend
mkdir -p "$target"
cp deploy/dev/sample-backend/target/sample-backend-*.jar "$target/sample-backend.jar"
cp deploy/dev/sample-backend/target/sbom.json "$target"
printf '%s\n' -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC >"$target/flags"
