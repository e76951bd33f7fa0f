# cmake --install: the program with its manual and completion, the library, its headers, the shipped
# rules.

install(TARGETS libraci ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
if(TARGET libraci_shared)
    install(TARGETS libraci_shared LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
endif()
if(TARGET raci)
    install(TARGETS raci RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
if(TARGET raci_manual)
    install(DIRECTORY "${raci_pages}/man1" "${raci_pages}/man5"
            DESTINATION "${CMAKE_INSTALL_MANDIR}")
    set(raci_completion "${raci_pages}/completion")
    install(FILES "${raci_completion}/raci"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
    install(FILES "${raci_completion}/_raci"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
    install(FILES "${raci_completion}/raci.fish"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
        FILES_MATCHING PATTERN "*.h")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/rules/" DESTINATION "${CMAKE_INSTALL_DATADIR}/raci/rules"
        FILES_MATCHING PATTERN "*.lua" PATTERN "*_test.lua" EXCLUDE)
install(FILES "${PROJECT_SOURCE_DIR}/rules/README.md" "${PROJECT_SOURCE_DIR}/rules/scenarios.md"
        DESTINATION "${CMAKE_INSTALL_DOCDIR}/rules")
install(FILES "${PROJECT_SOURCE_DIR}/rules/checks/README.md"
        DESTINATION "${CMAKE_INSTALL_DOCDIR}/rules/checks")
install(FILES "${PROJECT_SOURCE_DIR}/db/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}/db")
install(FILES "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
# The file finds the rest from where it lies, so that --prefix and a moved tree work too.
file(RELATIVE_PATH raci_pc_to_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file("${PROJECT_SOURCE_DIR}/engine/cmake/raci.pc.in" "${PROJECT_BINARY_DIR}/raci.pc"
               @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/raci.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
