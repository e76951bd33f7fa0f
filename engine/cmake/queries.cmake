# cmake -DSQL=FILE.sql -DOUT=PATH -P queries.cmake
#
# Compiles named SQL statements into PATH.h (an enum) and PATH.c (their texts
# and names). A statement is introduced by a line
#
#     -- STMT_NAME
#
# and comment lines about its parameters and columns; it ends with its last
# semicolon before the next such line. The text is only ever one string here,
# never a list, so that semicolons and brackets mean nothing to CMake.

cmake_policy(VERSION 3.25)
file(READ "${SQL}" rest)
string(REPLACE "\r" "" rest "${rest}")
set(rest "\n${rest}\n")

set(enum "")
set(texts "")
set(names "")
set(known "")

# Cuts `rest` at the next line that introduces a statement: what stands before
# it goes to `before`, the statement's name to `name` ("" when none follows).
macro(cut_at_next)
    set(name "")
    string(REGEX MATCH "\n-- STMT_[^\n]*" line "${rest}")
    if(line STREQUAL "")
        set(before "${rest}")
        set(rest "")
    else()
        string(FIND "${rest}" "${line}" at)
        string(SUBSTRING "${rest}" 0 ${at} before)
        string(LENGTH "${line}" skip)
        math(EXPR skip "${at} + ${skip}")
        string(SUBSTRING "${rest}" ${skip} -1 rest)
        if(NOT line MATCHES "^\n-- (STMT_[A-Z0-9_]+)[ \t]*$")
            message(FATAL_ERROR "${SQL}: a name is upper-case letters, digits and _:${line}")
        endif()
        set(name "${CMAKE_MATCH_1}")
    endif()
endmacro()

cut_at_next()
while(NOT name STREQUAL "")
    set(statement "${name}")
    if(known MATCHES "\n${statement}\n")
        message(FATAL_ERROR "${SQL}: ${statement} is there twice")
    endif()
    string(APPEND known "\n${statement}\n")
    cut_at_next()
    # The comment lines above the statement, and what follows its end.
    while(before MATCHES "^[ \t\n]*--[^\n]*\n")
        string(LENGTH "${CMAKE_MATCH_0}" skip)
        string(SUBSTRING "${before}" ${skip} -1 before)
    endwhile()
    string(REGEX REPLACE "(\n[ \t]*(--[^\n]*)?)+$" "" before "${before}")
    string(FIND "${before}" ";" end REVERSE)
    if(end EQUAL -1)
        message(FATAL_ERROR "${SQL}: ${statement} has no semicolon at its end")
    endif()
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${before}" 0 ${end} text)
    string(STRIP "${text}" text)
    string(LENGTH "${text}" length)
    if(length GREATER 4095)
        message(FATAL_ERROR "${SQL}: ${statement} has ${length} bytes, of at most 4095")
    endif()
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    string(REPLACE "?" "\\?" text "${text}")
    string(REPLACE "\t" "\\t" text "${text}")
    string(REPLACE "\n" "\\n\"\n    \"" text "${text}")
    string(APPEND enum "    ${statement},\n")
    string(APPEND texts "    \"${text}\",\n")
    string(APPEND names "    \"${statement}\",\n")
endwhile()
if(enum STREQUAL "")
    message(FATAL_ERROR "${SQL}: no line says -- STMT_NAME")
endif()

file(WRITE "${OUT}.h" "/* Written by engine/cmake/queries.cmake from db/queries.sql. */
#ifndef RI_QUERIES_H
#define RI_QUERIES_H

typedef enum ri_query {
${enum}    RI_QUERY_COUNT
} ri_query;

extern const char *const ri_query_sql[RI_QUERY_COUNT];
extern const char *const ri_query_name[RI_QUERY_COUNT];

#endif
")
file(WRITE "${OUT}.c" "/* Written by engine/cmake/queries.cmake from db/queries.sql. */
#include \"store/queries.h\"

const char *const ri_query_sql[RI_QUERY_COUNT] = {
${texts}};

const char *const ri_query_name[RI_QUERY_COUNT] = {
${names}};
")
