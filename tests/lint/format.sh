# Every C file is as clang-format leaves it (./run format). Versions differ in
# taste: 14 is the one meant, any other is taken where it is missing.

tool=$(command -v clang-format-14 || command -v clang-format)
if [ -z "$tool" ]; then
    echo "clang-format is not installed: nothing was checked"
    [ -z "${CI:-}" ] && exit 77
    exit 1
fi
find engine include tests -name '*.[ch]' | sort | xargs "$tool" --dry-run --Werror
