# Warnings, sanitizers, linker and clang-tidy: what every target is compiled with.
# Linked by every room's target as congto::toolchain.
add_library(congto_toolchain INTERFACE)
add_library(congto::toolchain ALIAS congto_toolchain)
target_include_directories(congto_toolchain INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
target_compile_options(
    congto_toolchain
    INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
              $<$<BOOL:${CONGTO_WERROR}>:-Werror>)

# lld links these programs several times faster than the default linker.
find_program(LLD ld.lld)
if(LLD)
    add_link_options(-fuse-ld=lld)
endif()

if(CONGTO_SANITIZE)
    add_compile_options(-fsanitize=${CONGTO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${CONGTO_SANITIZE})
    if(CONGTO_SANITIZE MATCHES thread)
        # Asio's fences are not understood by TSan; the warning would stop the build, not the race.
        add_compile_options(-Wno-tsan)
    endif()
endif()

if(CONGTO_FUZZ)
    # libFuzzer is led by what it sees covered, so every room is compiled to show it.
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=address,undefined)
endif()

if(CONGTO_TIDY)
    find_program(CLANG_TIDY clang-tidy REQUIRED)
    set(CMAKE_CXX_CLANG_TIDY ${CLANG_TIDY} --quiet --warnings-as-errors=*)
endif()
