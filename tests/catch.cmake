# congto_test(NAME room SOURCES file... LIBRARIES target... LABELS label... [COST seconds]): one Catch2
# program and one CTest test. Labels: unit (needs no server, runs anywhere), threads (also worth running
# under ThreadSanitizer), postgres, mariadb, odbc, e2e, house. COST: about how long it takes, said of
# those that take long: they begin first, also where they never ran. A TIMEOUT is for what hangs: many
# times what a test takes with sanitizers on a machine that has much else to do.
find_package(Catch2 2.13 REQUIRED)
add_library(congto_catch_main OBJECT ${CMAKE_CURRENT_LIST_DIR}/catch_main.cpp)
target_link_libraries(congto_catch_main PUBLIC Catch2::Catch2)

function(congto_test)
    cmake_parse_arguments(arg "" "NAME;COST" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(${arg_NAME} ${arg_SOURCES})
    target_link_libraries(${arg_NAME} PRIVATE congto_catch_main congto::toolchain ${arg_LIBRARIES})
    add_test(NAME ${arg_NAME} COMMAND ${arg_NAME})
    set_tests_properties(${arg_NAME} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 1200)
    if(arg_COST)
        set_tests_properties(${arg_NAME} PROPERTIES COST ${arg_COST})
    endif()
    foreach(label IN LISTS arg_LABELS)
        set_property(GLOBAL APPEND PROPERTY congto_tests_${label} ${arg_NAME})
    endforeach()
endfunction()

# congto_label_targets(label...): a target tests_LABEL that builds the programs with that label alone,
# for presets that run no others.
function(congto_label_targets)
    foreach(label IN LISTS ARGN)
        get_property(programs GLOBAL PROPERTY congto_tests_${label})
        add_custom_target(tests_${label} DEPENDS ${programs})
    endforeach()
endfunction()
