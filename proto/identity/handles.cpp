#include "proto/identity/handles.h"

#include "config/runtime/failure.h"

#include <openssl/err.h>

#include <array>

namespace congto::identity {

Bio reading(std::string_view bytes)
{
    Bio bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), BIO_free);
    require(bio != nullptr, "memory for OpenSSL");
    return bio;
}

Bio writing()
{
    Bio bio(BIO_new(BIO_s_mem()), BIO_free);
    require(bio != nullptr, "memory for OpenSSL");
    return bio;
}

std::string content_of(const Bio& written)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(written.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string openssl_error()
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

void require(bool worked, const char* what)
{
    if (!worked) {
        throw runtime::Failure(std::string(what) + " failed: " + openssl_error());
    }
}

} // namespace congto::identity
