# cmake -DRACI=PROGRAM -DOUT=DIR -P manual.cmake
#
# Lets the program write its manual pages and its scripts for shells: OUT/man1,
# OUT/man5 and OUT/completion.

cmake_policy(VERSION 3.25)

# raci(FILE ARGUMENT…): what the program prints, into a file.
function(raci file)
    execute_process(COMMAND "${RACI}" ${ARGN} OUTPUT_FILE "${OUT}/${file}.new"
                    COMMAND_ERROR_IS_FATAL ANY)
    file(RENAME "${OUT}/${file}.new" "${OUT}/${file}")
endfunction()

# names(VARIABLE WORD…): what may stand for the last word of a command line.
function(names variable)
    execute_process(COMMAND "${RACI}" complete -- ${ARGN} "" OUTPUT_VARIABLE lines
                    COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX REPLACE "\t[^\n]*\n" ";" lines "${lines}")
    set(${variable} ${lines} PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${OUT}")
file(MAKE_DIRECTORY "${OUT}/man1" "${OUT}/man5" "${OUT}/completion")
names(commands)
names(pages help) # the commands, and what else is explained
raci(man1/raci.1 help --man)
raci(man1/raci-complete.1 help --man complete)
foreach(page IN LISTS pages)
    set(section 5)
    if(page IN_LIST commands)
        set(section 1)
    endif()
    raci(man${section}/raci-${page}.${section} help --man ${page})
endforeach()
raci(completion/raci completion bash)
raci(completion/_raci completion zsh)
raci(completion/raci.fish completion fish)
