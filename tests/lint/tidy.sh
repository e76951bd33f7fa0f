# clang-tidy is content with every file of engine/; its rules are .clang-tidy. With
# "whole" as second argument its analyzer, which follows each path through a function,
# is asked too: that takes a quarter of an hour, and is what ./run soak does.
# A file is looked at again only when it, a header it includes or the rules
# have changed: the digest of what the compiler sees names its stamp.

build=$1
checks=-clang-analyzer-*
[ "${2:-}" = whole ] && checks=
tool=$(command -v clang-tidy-14 || command -v clang-tidy)
if [ -z "$tool" ]; then
    echo "clang-tidy is not installed: nothing was checked"
    [ -z "${CI:-}" ] && exit 77
    exit 1
fi
stamps=$build/tidy${checks:+-quick}
mkdir -p "$stamps"
export build stamps tool checks

find engine -name '*.c' | sort | xargs -P 2 -n 1 sh -c '
    name=$(echo "$1" | tr / _)
    digest=$({ cat .clang-tidy "$1"
        "${CC:-cc}" -std=c11 -E -Iengine -Iinclude -I"$build/generated" -DRACI_VERSION=0 "$1" 2>&1
        grep -h NOLINT engine/*/*.h include/*/*.h; } | cksum)
    if [ "$(cat "$stamps/$name" 2>/dev/null)" = "$digest" ]; then
        exit 0
    fi
    if out=$("$tool" --quiet -p "$build" --checks="$checks" "$1" 2>&1); then
        echo "$digest" >"$stamps/$name"
    else
        printf "%s\n" "$out"
        exit 1
    fi
' tidy || { echo "clang-tidy has found something (above)"; exit 1; }
echo "clang-tidy has found nothing"
