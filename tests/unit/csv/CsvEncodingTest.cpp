// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/csv/CsvEncoding.h"

#include <gmock/gmock.h>

using api::CsvEncoding;
using testing::HasSubstr;

namespace {

const std::string text = "id;namn\r\n1;r\xc3\xa4ksm\xc3\xb6rg\xc3\xa5s\r\n";

} // namespace

TEST(CsvEncoding, IsFoundAndReadBack)
{
    for (const CsvEncoding encoding :
         {CsvEncoding::Utf8, CsvEncoding::Utf8WithMark, CsvEncoding::Utf16Le, CsvEncoding::Utf16Be,
          CsvEncoding::Latin1}) {
        const auto bytes = api::encodedCsv(text, encoding);
        ASSERT_TRUE(bytes);
        EXPECT_EQ(api::detectedEncoding(*bytes), encoding);
        EXPECT_EQ(api::decodedCsv(*bytes, encoding), text);
    }
}

TEST(CsvEncoding, OfUtf16IsFoundWithoutItsMark)
{
    for (const CsvEncoding encoding : {CsvEncoding::Utf16Le, CsvEncoding::Utf16Be}) {
        const std::string bytes = api::encodedCsv(text, encoding)->substr(2);
        EXPECT_EQ(api::detectedEncoding(bytes), encoding);
        EXPECT_EQ(api::decodedCsv(bytes, encoding), text);
    }
}

TEST(CsvEncoding, OfLatin1HasTheSignsOfWindows)
{
    EXPECT_EQ(api::decodedCsv("\x80\x93 \xe5\x81", CsvEncoding::Latin1),
              "\xe2\x82\xac\xe2\x80\x9c \xc3\xa5\xc2\x81");
    EXPECT_EQ(api::encodedCsv("\xe2\x82\xac", CsvEncoding::Latin1), "\x80");
    EXPECT_FALSE(api::encodedCsv("\xf0\x9f\x98\x80", CsvEncoding::Latin1));
}

TEST(CsvEncoding, ErrorsHaveLineAndColumn)
{
    const auto latin = api::decodedCsv("a\nb\xe4\n", CsvEncoding::Utf8);
    ASSERT_FALSE(latin);
    EXPECT_EQ(latin.error().line, 2U);
    EXPECT_EQ(latin.error().column, 2U);
    EXPECT_THAT(latin.error().toString(), HasSubstr("UTF-8"));
    EXPECT_FALSE(api::decodedCsv(std::string_view("a\0b", 3), CsvEncoding::Utf16Le)) << "odd";
    EXPECT_FALSE(api::decodedCsv(std::string_view("\x00\xd8", 2), CsvEncoding::Utf16Le));
    EXPECT_FALSE(api::decodedCsv(std::string_view("\x00\xdc\x41\x00", 4), CsvEncoding::Utf16Le));
}

TEST(CsvEncoding, Utf8IsTakenStrictly)
{
    for (const std::string bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82",
                                  "\xff", "\xe0\x80\x80", "\xf0\x80\x80\x80"})
        EXPECT_EQ(api::firstBadByte("a" + bad), 1U);
    EXPECT_FALSE(api::firstBadByte("\xf0\x9f\x98\x80\xe2\x82\xac"));
}
