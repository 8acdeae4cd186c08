#!/bin/sh
# Makes the lock files anew from the *.in files beside this one. Needs uv on the PATH.
set -eu
cd "$(dirname "$0")"
for name in base replay test peers training; do
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
        --quiet --output-file "$name.txt" "$name.in"
done
