# The library of all layers, and the program on top of it.

# In the order in which data flows through them (engine/README.md).
set(raci_layers base store intake model policy resolve check record scenario report)
set(engine_sources "")
foreach(layer IN LISTS raci_layers)
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/engine/${layer}/*.c")
    list(APPEND engine_sources ${sources})
endforeach()
set_source_files_properties("${PROJECT_SOURCE_DIR}/engine/base/fail.c" PROPERTIES
    COMPILE_DEFINITIONS "RACI_VERSION=\"${PROJECT_VERSION}\"")

add_library(raci_engine OBJECT ${engine_sources} ${generated_sources})
raci_flags(raci_engine)
if(raci_confines)
    target_compile_definitions(raci_engine PRIVATE RACI_SECCOMP)
endif()
target_include_directories(raci_engine
    PUBLIC "${PROJECT_SOURCE_DIR}/include"
    PRIVATE "${PROJECT_SOURCE_DIR}/engine" "${generated}")
target_link_libraries(raci_engine PUBLIC ${raci_packages})

add_library(libraci STATIC $<TARGET_OBJECTS:raci_engine>)
set_target_properties(libraci PROPERTIES OUTPUT_NAME raci)
target_include_directories(libraci PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(libraci PUBLIC ${raci_packages})

if(RACI_SHARED)
    add_library(libraci_shared SHARED $<TARGET_OBJECTS:raci_engine>)
    set_target_properties(libraci_shared PROPERTIES OUTPUT_NAME raci
        VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
    target_link_libraries(libraci_shared PRIVATE ${raci_packages})
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        target_link_options(libraci_shared PRIVATE
            "LINKER:--version-script=${PROJECT_SOURCE_DIR}/engine/cmake/exports.map")
    endif()
endif()

# The program is there once one of its files has a main.
file(GLOB cli_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/engine/cli/*.c")
set(cli_main "")
foreach(source IN LISTS cli_sources)
    file(STRINGS "${source}" cli_main REGEX "^int main\\(" LIMIT_COUNT 1)
    if(cli_main)
        break()
    endif()
endforeach()
if(cli_main)
    # The day of the newest version, for manual pages; none while it is not released.
    set(changes "${PROJECT_SOURCE_DIR}/CHANGELOG.md")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${changes}")
    file(STRINGS "${changes}" released REGEX "^## " LIMIT_COUNT 1)
    string(REGEX MATCH "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]" released "${released}")
    set_source_files_properties("${PROJECT_SOURCE_DIR}/engine/cli/manual.c" PROPERTIES
        COMPILE_DEFINITIONS "RACI_RELEASED=\"${released}\"")
    add_executable(raci ${cli_sources})
    raci_flags(raci)
    target_include_directories(raci PRIVATE "${PROJECT_SOURCE_DIR}/engine")
    target_link_libraries(raci PRIVATE libraci)
    # Manual pages and shell completion, written by the program itself.
    if(NOT CMAKE_CROSSCOMPILING)
        set(raci_pages "${PROJECT_BINARY_DIR}/pages")
        add_custom_command(
            OUTPUT "${raci_pages}.made"
            COMMAND "${CMAKE_COMMAND}" "-DRACI=$<TARGET_FILE:raci>" "-DOUT=${raci_pages}"
                    -P "${PROJECT_SOURCE_DIR}/engine/cmake/manual.cmake"
            COMMAND "${CMAKE_COMMAND}" -E touch "${raci_pages}.made"
            DEPENDS raci "${PROJECT_SOURCE_DIR}/engine/cmake/manual.cmake"
            COMMENT "Writing manual pages"
            VERBATIM)
        add_custom_target(raci_manual ALL DEPENDS "${raci_pages}.made")
    endif()
else()
    message(STATUS "engine/cli has no main yet: the program raci is not built")
endif()
