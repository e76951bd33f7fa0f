# Each public header compiles alone, as C11 and as C++17.

build=$1
cxx=$(command -v "${CXX:-c++}" || command -v g++ || command -v clang++)
if [ -z "$cxx" ]; then
    echo "no C++ compiler is installed"
    [ -z "${CI:-}" ] && exit 77
    exit 1
fi
dir=$build/headers
mkdir -p "$dir"
failed=0
for header in $(cd include && find . -name '*.h' | sort); do
    header=${header#./}
    printf '#include <%s>\nint used;\n' "$header" >"$dir/alone.c"
    cp "$dir/alone.c" "$dir/alone.cc"
    "${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$dir/alone.c" ||
        { echo "$header does not compile alone as C11"; failed=1; }
    "$cxx" -std=c++17 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$dir/alone.cc" ||
        { echo "$header does not compile alone as C++17"; failed=1; }
done
exit $failed
