// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CellText.h"

#include "TableSamples.h"
#include "models/CellTime.h"
#include "models/PhoneText.h"
#include "models/TextFold.h"
#include "tests/support/Print.h"

#include <QTimeZone>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using models::Emptiness;

namespace {

QString display(std::string_view json, const QString &renderer = {})
{
    const json::Document document = samples::parse(json);
    return models::displayText(document.root(), renderer);
}

QString spoken(std::string_view json, const QString &renderer = {})
{
    const json::Document document = samples::parse(json);
    return models::accessibleText(document.root(), renderer);
}

QString raw(std::string_view json)
{
    const json::Document document = samples::parse(json);
    return models::rawText(document.root());
}

std::optional<std::int64_t> time(std::string_view json)
{
    const json::Document document = samples::parse(json);
    return models::timeOf(document.root());
}

/// Compares as the natural keys do.
bool before(std::string_view left, std::string_view right)
{
    const auto key = [](std::string_view text) {
        std::vector<std::uint8_t> bytes(200);
        bytes.resize(models::writeNaturalKey(bytes, text));
        return bytes;
    };
    return key(left) < key(right);
}

} // namespace

TEST(CellText, TellsNullMissingAndEmptyApart)
{
    const json::Document row = samples::parse(R"({"a":null,"b":"","c":"x","d":0,"e":false})");
    const auto at = [&](const char *name) { return models::memberAt(row.root(), name); };
    EXPECT_EQ(models::emptiness(at("a")), Emptiness::Null);
    EXPECT_EQ(models::emptiness(at("b")), Emptiness::EmptyText);
    EXPECT_EQ(models::emptiness(at("c")), Emptiness::Filled);
    EXPECT_EQ(models::emptiness(at("d")), Emptiness::Filled);
    EXPECT_EQ(models::emptiness(at("e")), Emptiness::Filled);
    EXPECT_EQ(models::emptiness(at("f")), Emptiness::Missing);

    const QSet<QString> looks{models::displayText(at("a"), {}), models::displayText(at("b"), {}),
                              models::displayText(at("f"), {})};
    EXPECT_EQ(looks.size(), 3);
    const QSet<QString> words{models::accessibleText(at("a"), {}),
                              models::accessibleText(at("b"), {}),
                              models::accessibleText(at("f"), {})};
    EXPECT_EQ(words.size(), 3);
    EXPECT_EQ(models::displayText(at("a"), {}), u"-"_s);
    EXPECT_EQ(models::displayText(at("b"), {}), u""_s);
}

TEST(CellText, FindsMembersByDottedPathAndByNamesThatHaveDots)
{
    const json::Document row =
        samples::parse(R"({"a":{"b":{"c":1},"d.e":2},"x.y":3,"x":{"y":4},"p.q":{"r":5}})");
    const auto text = [&](const char *path) {
        return std::string(models::memberAt(row.root(), std::string_view(path)).text());
    };
    EXPECT_EQ(text("a.b.c"), "1");
    EXPECT_EQ(text("a.d.e"), "2");
    EXPECT_EQ(text("x.y"), "3");
    EXPECT_EQ(text("p.q.r"), "5");
    EXPECT_EQ(text("a.b.z"), "");
    EXPECT_EQ(text(".a"), "");
    EXPECT_EQ(models::memberAt(row.root(), u"a.b.c").text(), "1");
    EXPECT_EQ(models::memberAt(row.root(), u"").handle(), row.root().handle());
}

TEST(CellText, ShowsScalarsAsTheyWereWritten)
{
    EXPECT_EQ(display("\"Kök, våning 3\""), u"Kök, våning 3"_s);
    EXPECT_EQ(display("1.0"), u"1.0"_s);
    EXPECT_EQ(display("9223372036854775809"), u"9223372036854775809"_s);
    EXPECT_EQ(display("true"), u"yes"_s);
    EXPECT_EQ(display("false"), u"no"_s);
    EXPECT_EQ(raw("true"), u"true"_s);
    EXPECT_EQ(raw("null"), u"null"_s);
    EXPECT_EQ(raw("\"a\\nb\""), u"a\nb"_s);
    EXPECT_EQ(raw("{\"a\": [1, 2]}"), u"{\"a\":[1,2]}"_s);
}

TEST(CellText, ShowsMarkupAsText)
{
    EXPECT_EQ(display("\"<img src=x><b>\""), u"<img src=x><b>"_s);
}

TEST(CellText, StaysOnOneLineAndHidesNothing)
{
    EXPECT_EQ(display(R"("one\ntwo\r\nthree\tfour")"), u"one\u2423two\u2423three four"_s);
    EXPECT_EQ(display(R"("a\u0000b\u001bc")"), u"a\uFFFDb\uFFFDc"_s);
    // A right-to-left override would turn the rest of the line around.
    EXPECT_EQ(display(R"("gpj\u202Eexe")"), u"gpj\uFFFDexe"_s);
}

TEST(CellText, CutsWhatIsLong)
{
    const std::string text(5'000'000, 'x');
    const QString shown = display('"' + text + '"');
    EXPECT_EQ(shown.size(), 1000);
    EXPECT_TRUE(shown.endsWith(QChar(0x2026)));
    EXPECT_EQ(raw('"' + text + '"').size(), 5'000'000);

    std::string list = "[[0]";
    for (int i = 1; i < 100'000; ++i)
        list += ",[1]";
    EXPECT_LE(display("{\"list\":" + list + "]}").size(), 1000);
    EXPECT_EQ(display(list + "]"), u"100000 item(s)"_s); // English plurals come by translation
}

TEST(CellText, JoinsArraysOfScalarsAndCountsOthers)
{
    EXPECT_EQ(display(R"(["a", 2, true, null])"), u"a, 2, true, null"_s);
    EXPECT_TRUE(display(R"([{"a":1},{"a":2},{"a":3}])").startsWith(u'3'));
    EXPECT_EQ(display("[]"), u""_s);
    EXPECT_EQ(display(R"({"domain":"x","n":1})"), uR"({"domain": "x", "n": 1})"_s);
}

TEST(CellText, GroupsTelephoneNumbersLightly)
{
    EXPECT_EQ(models::groupedPhone(u"+46701740605"_s), u"+46 70 174 06 05"_s);
    EXPECT_EQ(models::groupedPhone(u"+46812345678"_s), u"+46 8 123 456 78"_s);
    EXPECT_EQ(models::groupedPhone(u"+46812345"_s), u"+46 8 123 45"_s);
    EXPECT_EQ(models::groupedPhone(u"+442079460123"_s), u"+44 20 7946 0123"_s);
    EXPECT_EQ(models::groupedPhone(u"+12125550123"_s), u"+1 212 555 0123"_s);
    EXPECT_EQ(models::groupedPhone(u"+358401234567"_s), u"+358 401 234 567"_s);
    for (const auto &other :
         {u""_s, u"+"_s, u"1234"_s, u"+46-8"_s, u"+4"_s, u"alice"_s, u"+46 8 1234"_s})
        EXPECT_EQ(models::groupedPhone(other), other);
    EXPECT_EQ(spoken("\"+46701740605\"", u"phone"_s), u"+46701740605"_s);
}

TEST(CellText, ShowsTimesOfAllFormsAsLocalTime)
{
    const qint64 ms =
        QDateTime(QDate(2026, 11, 22), QTime(13, 3, 5), QTimeZone::UTC).toMSecsSinceEpoch();
    EXPECT_EQ(time("\"2026-11-22T13:03:05Z\""), ms);
    EXPECT_EQ(time("\"2026-11-22T14:03:05+01:00\""), ms);
    EXPECT_EQ(time("\"2026-11-22 08:33:05-0430\""), ms);
    EXPECT_EQ(time("\"2026-11-22T13:03:05.250Z\""), ms + 250);
    EXPECT_EQ(time("1795352585"), ms);
    EXPECT_EQ(time("1795352585000"), ms);
    const QString local = QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd HH:mm:ss"_s);
    EXPECT_EQ(display("\"2026-11-22T13:03:05.999Z\"", u"time"_s), local);
    EXPECT_EQ(display("1795352585", u"time"_s), local);
}

TEST(CellText, LeavesWhatIsNoTimeAsItIs)
{
    for (const auto *text :
         {"\"\"", "\"soon\"", "\"2026-13-01\"", "\"2026-02-30T00:00Z\"", "\"2026-11-22T25:00Z\"",
          "\"2026-11-22T13:03:05X\"", "\"0000-01-01\"", "1e300", "-1e17", "true", "[]"})
        EXPECT_FALSE(time(text)) << text;
    EXPECT_EQ(display("\"soon\"", u"time"_s), u"soon"_s);
    EXPECT_EQ(display("1e300", u"time"_s), u"1e300"_s);
}

TEST(CellText, ShowsDurationsAndHardwareAddresses)
{
    EXPECT_EQ(display("34", u"duration"_s), u"34 s"_s);
    EXPECT_EQ(display("125", u"duration"_s), u"2:05"_s);
    EXPECT_EQ(display("3725", u"duration"_s), u"1:02:05"_s);
    EXPECT_EQ(display("-125", u"duration"_s), u"-2:05"_s);
    EXPECT_EQ(display("1e999", u"duration"_s), u"1e999"_s);
    EXPECT_EQ(display("80", u"duration-ms"_s), u"80 ms"_s);
    EXPECT_EQ(display("2.5", u"duration-ms"_s), u"2.5 ms"_s);
    EXPECT_EQ(display("125000", u"duration-ms"_s), u"2:05"_s);
    EXPECT_EQ(display("\"0a1b2c3d4e5f\"", u"mac"_s), u"0A:1B:2C:3D:4E:5F"_s);
    EXPECT_EQ(display("\"0a-1b-2c-3d-4e-5f\"", u"mac"_s), u"0A:1B:2C:3D:4E:5F"_s);
    EXPECT_EQ(display("\"not a mac\"", u"mac"_s), u"not a mac"_s);
}

TEST(PhoneWord, IsFoundHoweverTheNumberIsWritten)
{
    const auto has = [](const char *number, const char *word) {
        return models::hasPhoneWord(number, models::phoneWord(word));
    };
    EXPECT_TRUE(has("+46701740605", "0701740"));
    EXPECT_TRUE(has("+46701740605", "070-174"));
    EXPECT_TRUE(has("+46 70-174 06 05", "46701740"));
    EXPECT_TRUE(has("+46701740605", "004670"));
    EXPECT_TRUE(has("070-1740605", "0701740"));
    EXPECT_FALSE(has("+46701740605", "0740605"));
    EXPECT_FALSE(has("+46701740605", "alice"));
    EXPECT_FALSE(has("alice70", "70"));
    EXPECT_FALSE(has("", "70"));
    EXPECT_FALSE(has("+4670", ""));
}

TEST(TextFold, IgnoresCaseAndAccents)
{
    EXPECT_EQ(models::folded("Åsa ÉCLAIR"), "asa eclair");
    EXPECT_EQ(models::folded("e\u0301"), "e");
    EXPECT_EQ(models::folded("ΑΒΓ Ждё"), "αβγ жде");
    EXPECT_EQ(models::folded("ấ"), "a");
    EXPECT_EQ(models::folded("日本"), "日本");
    EXPECT_EQ(models::folded("a\nb"), "a b");
}

TEST(TextFold, SurvivesBytesThatAreNoText)
{
    for (const std::string_view bytes :
         {"\xFF", "\xC3", "a\x80z", "\xF8\x88\x80\x80\x80", "\xE2\x82", "\xF7\xBF\xBF\xBF"})
        EXPECT_NE(models::folded(bytes).find("\uFFFD"), std::string::npos);
}

TEST(NaturalKey, OrdersNumbersInTextByValue)
{
    EXPECT_TRUE(before("Flat 2", "Flat 12"));
    EXPECT_TRUE(before("flat 2", "Flat 3"));
    EXPECT_TRUE(before("a9", "a10"));
    EXPECT_TRUE(before("a999999999", "a1000000000"));
    EXPECT_TRUE(before("1", "a"));
    EXPECT_TRUE(before("", "a"));
    EXPECT_TRUE(before("a", "ab"));
    EXPECT_TRUE(before("a0", "a1"));
    EXPECT_FALSE(before("007", "7"));
    EXPECT_FALSE(before("7", "007"));
    EXPECT_FALSE(before("Éa", "eA"));
    EXPECT_FALSE(before("eA", "Éa"));
    EXPECT_TRUE(before("+46701740604", "+46701740605"));
}
