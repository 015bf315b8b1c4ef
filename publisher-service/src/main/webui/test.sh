#!/bin/sh
# Runs the pages' tests and leaves a report beside those of Surefire in FOLDER. Where Maven was asked for single tests of
# Java (TESTS), or there is no Node.js, it does nothing.
# usage: test.sh FOLDER TESTS
set -u
cd "$(dirname "$0")" || exit 1
case ${2:-} in
    '' | '${test}' | '*Test') ;;
    *) exit 0 ;;
esac
if [ ! -d node_modules ]; then
    echo "portal: the pages' tests are skipped, since there is no Node.js here"
    exit 0
fi
mkdir -p "$1"
npx --no-install vitest run --silent --reporter=dot --reporter=junit --outputFile.junit="$1/TEST-portal.xml"
