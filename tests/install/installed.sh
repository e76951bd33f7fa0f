# What cmake --install puts in its places can be used from there: the program, and the library through
# pkg-config. sh installed.sh BUILD
set -e
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/there" >/dev/null
"$work/there/bin/raci" --version
[ -e "$work/there/share/raci/rules/default.lua" ]
cat >"$work/use.c" <<'END'
#include <raci.h>
#include <stdio.h>
int main(void)
{
    return printf("raci %s\n", raci_version()) < 0;
}
END
PKG_CONFIG_PATH=$(dirname "$(find "$work/there" -name raci.pc)")
export PKG_CONFIG_PATH
# Word splitting is wanted: a list of options.
# shellcheck disable=SC2046
${CC:-cc} -std=c11 $2 "$work/use.c" $(pkg-config --cflags --libs raci) -o "$work/use"
[ "$("$work/use")" = "$("$work/there/bin/raci" --version)" ]
