# The tests: every tests/unit/test_*.c and tests/api/*.c is one program, every
# tests/lint/*.{sh,lua} one test; other folders of tests/ bring a
# CMakeLists.txt. All run in the repository's root.

pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)
find_program(LUA_PROGRAM NAMES lua5.4 lua-5.4 lua54 lua)

# raci_test_program(TARGET NAME SOURCES…): a cmocka program, in ctest as NAME.
# It sees the public headers only; link to raci_private_headers for the rest.
function(raci_test_program target name)
    add_executable(${target} ${ARGN})
    raci_flags(${target})
    target_compile_options(${target} PRIVATE -Werror=unused-function)
    target_link_libraries(${target} PRIVATE libraci PkgConfig::CMOCKA)
    add_test(NAME ${name} COMMAND ${target} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()

add_library(raci_private_headers INTERFACE)
target_include_directories(raci_private_headers INTERFACE
    "${PROJECT_SOURCE_DIR}/engine" "${generated}" "${PROJECT_SOURCE_DIR}/tests/unit")

file(GLOB unit_tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/unit/test_*.c")
file(GLOB api_tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/api/*.c")
if(NOT CMOCKA_FOUND)
    message(STATUS "cmocka is not installed: the C tests are not built")
    set(unit_tests "")
    set(api_tests "")
endif()
if(RACI_SANITIZE)
    # Who is killed reports nothing; attacks are held against a clock; and what the others try at
    # length, other tests try, too.
    list(FILTER unit_tests EXCLUDE REGEX "(_killed|_attacks|_power_cut|_foresee|_doctor)\\.c$")
endif()
foreach(source IN LISTS unit_tests)
    get_filename_component(name "${source}" NAME_WE)
    string(REGEX REPLACE "^test_" "" short "${name}")
    raci_test_program(unit_${short} unit.${short} "${source}")
    target_link_libraries(unit_${short} PRIVATE raci_private_headers)
    # Each call of a string function looks at whole strings, which is too slow for the program; of
    # strstr, which is handed what is left of long texts again and again, for all.
    set_tests_properties(unit.${short} PROPERTIES LABELS unit ENVIRONMENT
        "ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1:intercept_strstr=0")
endforeach()
foreach(source IN LISTS api_tests)
    get_filename_component(name "${source}" NAME_WE)
    string(REGEX REPLACE "^test_" "" short "${name}")
    raci_test_program(api_${short} api.${short} "${source}")
    set_tests_properties(api.${short} PROPERTIES LABELS api)
endforeach()

file(GLOB lints CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/lint/*.sh"
     "${PROJECT_SOURCE_DIR}/tests/lint/*.lua")
foreach(source IN LISTS lints)
    get_filename_component(name "${source}" NAME_WE)
    if(source MATCHES "\\.lua$")
        if(name STREQUAL "source" OR NOT LUA_PROGRAM)
            continue() # what the others share
        endif()
        add_test(NAME lint.${name} COMMAND "${LUA_PROGRAM}" "${source}"
                 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    else()
        add_test(NAME lint.${name} COMMAND sh "${source}" "${PROJECT_BINARY_DIR}"
                 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    endif()
    set_tests_properties(lint.${name} PROPERTIES LABELS lint SKIP_RETURN_CODE 77
        TIMEOUT 900 ENVIRONMENT "CC=${CMAKE_C_COMPILER}")
endforeach()

# Folders of tests that bring their own CMakeLists.txt.
file(GLOB folders CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/*/CMakeLists.txt")
foreach(file IN LISTS folders)
    get_filename_component(folder "${file}" DIRECTORY)
    get_filename_component(name "${folder}" NAME)
    add_subdirectory("${folder}" "tests/${name}")
endforeach()
