# congto_embed(TARGET namespace file...): makes each file a constant of the program.
#
# A file `schema.sql` embedded by room collector/store becomes, in the generated header
# "collector/store/embedded.h", `inline constexpr std::string_view schema_sql` of that namespace.
function(congto_embed target namespace)
    file(RELATIVE_PATH room ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    set(header ${CMAKE_BINARY_DIR}/generated/${room}/embedded.h)
    set(sources)
    foreach(file IN LISTS ARGN)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
        list(APPEND sources ${file})
    endforeach()
    add_custom_command(
        OUTPUT ${header}
        COMMAND python3 ${CMAKE_SOURCE_DIR}/packaging/cmake/embed.py ${header} ${namespace} ${sources}
        DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/packaging/cmake/embed.py
        VERBATIM)
    target_sources(${target} PRIVATE ${header})
endfunction()
