# luacheck is content with the shipped rules, the samples and the tests' own
# scripts; .luacheckrc knows the policy language.

if ! command -v luacheck >/dev/null 2>&1; then
    echo "luacheck is not installed: nothing was checked"
    [ -z "${CI:-}" ] && exit 77
    exit 1
fi
files=$(find rules db tests -name '*.lua' | sort)
# No word of a path holds a blank (see names.lua).
# shellcheck disable=SC2086
luacheck --no-color --quiet --config .luacheckrc $files
