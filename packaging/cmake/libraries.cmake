# Third-party libraries, all Debian packages (packaging/dependencies). Each is linked by the few
# rooms that use it, never by everything.
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED) # CMake's own module: Debian's package ships no config file
find_package(gRPC CONFIG REQUIRED)
find_package(Boost 1.81 EXACT REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp CONFIG REQUIRED)
find_package(tomlplusplus CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)

# SOCI and unixODBC ship neither a CMake nor a pkg-config file in Debian 12.
find_library(SOCI_CORE soci_core REQUIRED)
add_library(soci::core INTERFACE IMPORTED)
target_link_libraries(soci::core INTERFACE ${SOCI_CORE} ${CMAKE_DL_LIBS})
target_include_directories(soci::core SYSTEM INTERFACE /usr/include/soci)
