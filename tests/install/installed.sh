# What cmake --install puts in its places can be used from there: the program, and the library through
# pkg-config. sh installed.sh BUILD
set -e
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/there" >/dev/null
"$work/there/bin/raci" --version
[ -e "$work/there/share/raci/rules/default.lua" ]
# The manual has a page for each command, and the shells find their scripts.
"$work/there/bin/raci" complete -- '' | cut -f1 | while read -r command; do
    [ -s "$work/there/share/man/man1/raci-$command.1" ] || exit 1
done
[ -s "$work/there/share/man/man1/raci.1" ]
[ -s "$work/there/share/man/man5/raci-policy.5" ]
[ -s "$work/there/share/man/man5/raci-model.5" ]
[ -s "$work/there/share/man/man5/raci-scenario.5" ]
"$work/there/bin/raci" help --man who | cmp - "$work/there/share/man/man1/raci-who.1"
grep -q _raci "$work/there/share/bash-completion/completions/raci"
grep -q '#compdef raci' "$work/there/share/zsh/site-functions/_raci"
grep -q 'complete -c raci' "$work/there/share/fish/vendor_completions.d/raci.fish"
[ -s "$work/there/share/doc/raci/rules/README.md" ]
[ -s "$work/there/share/doc/raci/rules/scenarios.md" ]
[ -s "$work/there/share/doc/raci/rules/checks/README.md" ]
# Every shipped check can be included from a policy that lies anywhere.
mkdir "$work/elsewhere"
echo 'policy { name = "elsewhere" }' >"$work/elsewhere/policy.lua"
for file in "$work"/there/share/raci/rules/checks/*.lua; do
    echo "include \"checks/$(basename "$file" .lua)\"" >>"$work/elsewhere/policy.lua"
done
grep -q checks/fresh "$work/elsewhere/policy.lua"
(cd "$work/elsewhere" && "$work/there/bin/raci" init . >/dev/null
 "$work/there/bin/raci" --policy policy.lua check --code never-reviewed >/dev/null)
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
