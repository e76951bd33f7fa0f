# The libraries the engine stands on, all found through pkg-config.

find_package(PkgConfig REQUIRED)
pkg_search_module(LUA REQUIRED IMPORTED_TARGET lua5.4 lua-5.4 lua54 "lua >= 5.4")
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET "sqlite3 >= 3.37")
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(XLSX REQUIRED IMPORTED_TARGET xlsxwriter)
# What confines processes, on Linux; the libraries of sanitizers and of coverage do at the end of a
# process what it would end them for.
set(raci_confines OFF)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET "libseccomp >= 2.5")
    if(NOT RACI_SANITIZE AND NOT RACI_COVERAGE)
        set(raci_confines ON)
    endif()
endif()

set(raci_packages PkgConfig::LUA PkgConfig::SQLITE PkgConfig::UTF8PROC PkgConfig::SODIUM
    PkgConfig::ZIP PkgConfig::EXPAT PkgConfig::YAML PkgConfig::XLSX m)
string(CONCAT raci_package_names "${LUA_MODULE_NAME} sqlite3 libutf8proc libsodium libzip expat "
    "yaml-0.1 xlsxwriter")
if(SECCOMP_FOUND)
    list(APPEND raci_packages PkgConfig::SECCOMP)
    string(APPEND raci_package_names " libseccomp")
endif()
