# C sources made of other files of the repository, in the build directory.

set(generated "${PROJECT_BINARY_DIR}/generated")
file(MAKE_DIRECTORY "${generated}/base" "${generated}/store")

# Files carried inside the library: the schema, the shipped rules, the samples, what web pages
# are dressed with.
file(GLOB_RECURSE embedded_files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
     "${PROJECT_SOURCE_DIR}/db/schema.sql"
     "${PROJECT_SOURCE_DIR}/db/migrations/*.sql"
     "${PROJECT_SOURCE_DIR}/db/samples/*"
     "${PROJECT_SOURCE_DIR}/engine/report/web/*.css"
     "${PROJECT_SOURCE_DIR}/engine/report/web/*.js"
     "${PROJECT_SOURCE_DIR}/rules/*.lua")
list(FILTER embedded_files EXCLUDE REGEX "^rules/.*_test\\.lua$")
list(SORT embedded_files)
list(JOIN embedded_files "\n" embedded_lines)
file(CONFIGURE OUTPUT "${generated}/embedded.list" CONTENT "${embedded_lines}\n" @ONLY)
list(TRANSFORM embedded_files PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE embedded_paths)
add_custom_command(
    OUTPUT "${generated}/base/embedded_files.c"
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DLIST=${generated}/embedded.list"
            "-DOUT=${generated}/base/embedded_files.c"
            -P "${PROJECT_SOURCE_DIR}/engine/cmake/embed.cmake"
    DEPENDS "${generated}/embedded.list" "${PROJECT_SOURCE_DIR}/engine/cmake/embed.cmake"
            ${embedded_paths}
    COMMENT "Embedding db/, rules/ and engine/report/web/"
    VERBATIM)
set(generated_sources "${generated}/base/embedded_files.c")

# The named SQL statements, as an enum and an array.
if(EXISTS "${PROJECT_SOURCE_DIR}/db/queries.sql")
    add_custom_command(
        OUTPUT "${generated}/store/queries.h" "${generated}/store/queries.c"
        COMMAND "${CMAKE_COMMAND}" "-DSQL=${PROJECT_SOURCE_DIR}/db/queries.sql"
                "-DOUT=${generated}/store/queries"
                -P "${PROJECT_SOURCE_DIR}/engine/cmake/queries.cmake"
        DEPENDS "${PROJECT_SOURCE_DIR}/db/queries.sql"
                "${PROJECT_SOURCE_DIR}/engine/cmake/queries.cmake"
        COMMENT "Compiling db/queries.sql"
        VERBATIM)
    list(APPEND generated_sources "${generated}/store/queries.h" "${generated}/store/queries.c")
else()
    message(STATUS "db/queries.sql is not there yet: no statements are compiled")
endif()
