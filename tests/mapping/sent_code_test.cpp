// Codes of bodies and procedures that are sent, and what is not taken for one.
#include "agent/mapping/sent_code.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

TEST_CASE("codes of every system are sent")
{
    for (const char* code :
         {"H44", "H44.14", "000.00.14.H44", "2.000815", "2.000815.000.00.00", "G09.1", "14", "7",
          "UBND-XA-01", "SGDĐT", "SLĐTBXH", "TTHC-ĐĐ-01", "8d6f1f0e-1b1a-4c39-9f0b-0305e8233012",
          "507f1f77bcf86cd799439011", "5F1D3A4B0000000000000000"}) {
        INFO(code);
        CHECK(mapping::is_sent_code(code));
    }
}

TEST_CASE("what may be a person's, or a dossier's, is not")
{
    for (const char* text :
         {"", "Sở Tư pháp", "Nguyễn Văn A", "NGUYEN VAN A", "ĐặngVăn", "đ", "0912345678",
          "091.234.5678", "024098001234", "123456789", "H44-0912345678", "H56.14-240823-0001",
          "507119772908673799439011", "a@b.vn", "line\nline"}) {
        INFO(text);
        CHECK_FALSE(mapping::is_sent_code(text));
    }
}

} // namespace
} // namespace congto::test
