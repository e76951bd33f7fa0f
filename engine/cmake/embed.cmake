# cmake -DROOT=DIR -DLIST=FILE -DOUT=FILE.c -P embed.cmake
#
# Writes the files that LIST names, one path under ROOT a line, sorted, as the
# table that base/embedded.h declares. Byte arrays, because C11 promises no
# more than 4095 characters in a string.

cmake_policy(VERSION 3.25)
file(STRINGS "${LIST}" paths ENCODING UTF-8)

set(arrays "")
set(rows "")
set(number 0)
foreach(path IN LISTS paths)
    file(READ "${ROOT}/${path}" hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR length "${digits} / 2")
    # Lines of 20 bytes first, so that no line of the output is endless.
    string(REGEX REPLACE "(........................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(APPEND arrays "static const unsigned char file_${number}[] = {\n${bytes}0};\n\n")
    string(APPEND rows "    {\"${path}\", file_${number}, ${length}},\n")
    math(EXPR number "${number} + 1")
endforeach()

file(WRITE "${OUT}" "/* Written by engine/cmake/embed.cmake. */
#include \"base/embedded.h\"

${arrays}const ri_embedded ri_embedded_files[] = {
${rows}    {0, 0, 0},
};
const size_t ri_embedded_files_count = ${number};
")
