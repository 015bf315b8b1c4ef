#!/bin/sh
# Builds the pages of the portal into DIRECTORY/portal, of a folder of compiled classes, if they are not there or their sources
# have changed. Without Node.js 20 the service has no pages: it shows the line that says so instead.
# usage: build.sh DIRECTORY
set -u
cd "$(dirname "$0")" || exit 1
classes=$1
pages=$classes/portal

# Of all files that pages are made from, whether added, changed or removed.
sum() {
    find src index.html package.json package-lock.json tsconfig.json vite.config.ts compress.mjs -type f | LC_ALL=C sort |
        xargs cksum | cksum
}

without_pages() {
    rm -rf "$pages"
    mkdir -p "$pages"
    printf '%s\n' "$1" >"$pages/missing.txt"
    echo "portal: no pages: $1"
    # A build that others rely on fails instead.
    [ "${CI:-}" != true ] || exit 1
    exit 0
}

sources=$(sum)
if [ "$(cat dist/.sources 2>/dev/null)" != "$sources" ]; then
    command -v node >/dev/null && command -v npm >/dev/null ||
        without_pages "There is no Node.js here, so there are no pages: install Node.js 20.19 or newer with npm (apt-get install nodejs npm) and build again."
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
        without_pages "Node.js here is $(node --version), so there are no pages: install 20.19 or newer and build again."
    lock=$(cksum <package-lock.json)
    if [ "$(cat node_modules/.lock-sum 2>/dev/null)" != "$lock" ]; then
        echo "portal: npm ci"
        npm ci --no-audit --no-fund --loglevel=error ||
            without_pages "npm could not install what the pages are built with, so there are no pages; the build's log says why."
        printf '%s\n' "$lock" >node_modules/.lock-sum
    fi
    echo "portal: npm run build"
    npm run --silent build -- --logLevel warn || exit 1
    printf '%s\n' "$sources" >dist/.sources
fi
if [ "$(cat "$pages/.sources" 2>/dev/null)" != "$sources" ]; then
    rm -rf "$pages"
    mkdir -p "$pages"
    cp -R dist/assets dist/index.html "$pages"
    printf '%s\n' "$sources" >"$pages/.sources"
fi
