# What can be switched, and the flags every target is compiled with.

option(RACI_WERROR "Warnings are errors" OFF)
option(RACI_SHARED "Build and install the shared library too" OFF)
option(RACI_COVERAGE "Count which lines and branches are reached (needs gcc)" OFF)
option(RACI_FUZZ "Build the fuzzers (needs clang)" OFF)
option(RACI_BENCH "Build the benchmarks" OFF)
set(RACI_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# No other library is meant to put its functions in the place of ours: calls within a file need
# not be prepared for that, and can be inlined.
include(CheckCCompilerFlag)
check_c_compiler_flag(-fno-semantic-interposition RACI_HAS_NO_INTERPOSITION)
if(RACI_HAS_NO_INTERPOSITION)
    add_compile_options(-fno-semantic-interposition)
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Warnings for the project's own code; generated tables take them too.
function(raci_flags target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes)
    if(RACI_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
endfunction()

if(RACI_SANITIZE)
    add_compile_options(-fsanitize=${RACI_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${RACI_SANITIZE})
endif()
if(RACI_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
if(RACI_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_compile_options(-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        add_link_options(LINKER:-z,relro,-z,now)
    endif()
endif()
