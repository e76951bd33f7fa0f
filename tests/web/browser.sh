# sh browser.sh SCRIPT ARGUMENT...: node SCRIPT PACKAGES ARGUMENT... with a browser at hand, which
# CHROMIUM names. Skips, but where CI is set fails, without Node.js, the packages of tests/web or
# Chromium; where npm got none of the packages it skips there, too.

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
packages=$here/../../build/web
missing() {
    echo "$1; ./run test installs it"
    [ -z "${CI:-}" ] && exit 77
    exit 1
}
command -v node >/dev/null || missing "Node.js is not installed"
if [ -f "$packages/unreachable" ]; then
    echo "npm could not install what tests/web/package.json names"
    exit 77
fi
cmp -s "$here/package-lock.json" "$packages/installed" ||
    missing "what tests/web/package.json names is not installed"
: "${CHROMIUM:=$(command -v chromium || command -v chromium-browser || command -v google-chrome)}"
[ -n "$CHROMIUM" ] || missing "Chromium is not installed"
export CHROMIUM

script=$1
shift
exec node "$here/$script" "$packages" "$@"
