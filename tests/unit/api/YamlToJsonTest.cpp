// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/YamlToJson.h"

#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

std::string jsonOf(const QByteArray &yaml)
{
    const auto text = api::yamlToJson(yaml);
    return text ? *text : "error at " + text.error().where.toStdString();
}

} // namespace

TEST(YamlToJson, ReadsScalarsByTheCoreSchema)
{
    EXPECT_EQ(jsonOf("[on, off, yes, no, y, n, On]"), R"(["on","off","yes","no","y","n","On"])");
    EXPECT_EQ(jsonOf("[true, True, TRUE, false, tRue]"), R"([true,true,true,false,"tRue"])");
    EXPECT_EQ(jsonOf("[null, ~, Null, '', \"~\", 'null']"), R"([null,null,null,"","~","null"])");
    EXPECT_EQ(jsonOf("a:\nb: 1\n"), R"({"a":null,"b":1})");
}

TEST(YamlToJson, KeepsNumbersAsTheyWereWritten)
{
    EXPECT_EQ(jsonOf("[0, -1, 1.0, 1e3, 1.50E-7, 123456789012345678901234567890]"),
              "[0,-1,1.0,1e3,1.50E-7,123456789012345678901234567890]");
}

TEST(YamlToJson, MakesTextOfNumbersThatJsonCannotWrite)
{
    EXPECT_EQ(jsonOf("[0x1F, 0o17, 017, +5, .5, 5., .inf, -.Inf, .nan, 1_000, '42', 12:30]"),
              R"(["0x1F","0o17","017","+5",".5","5.",".inf","-.Inf",".nan","1_000","42","12:30"])");
}

TEST(YamlToJson, HeedsTags)
{
    EXPECT_EQ(jsonOf("[!!str 5, !!int 5, ! 5, !own 5]"), R"(["5",5,"5","5"])");
}

TEST(YamlToJson, MakesNamesOfScalars)
{
    EXPECT_EQ(jsonOf("200: a\ntrue: b\n1.0: c\n~: d\n'': e\n"),
              R"({"200":"a","true":"b","1.0":"c","null":"d","":"e"})");
    EXPECT_EQ(jsonOf("? [a, b]\n: c\n"), "error at line 1, column 3");
    EXPECT_EQ(jsonOf("? {a: b}\n: c\n"), "error at line 1, column 3");
}

TEST(YamlToJson, ExpandsAliases)
{
    EXPECT_EQ(jsonOf("a: &x [1, 2]\nb: *x\nc: {d: *x}\n"),
              R"({"a":[1,2],"b":[1,2],"c":{"d":[1,2]}})");
    EXPECT_EQ(jsonOf("- &x one\n- &x two\n- *x\n"), R"(["one","two","two"])");
}

TEST(YamlToJson, MergesMappings)
{
    EXPECT_EQ(jsonOf("b: &b {x: 1, y: 2}\nm:\n  <<: *b\n  y: 3\n"),
              R"({"b":{"x":1,"y":2},"m":{"y":3,"x":1}})");
    EXPECT_EQ(jsonOf("m:\n  <<: [{x: 1}, {x: 2, y: 2}]\n"), R"({"m":{"x":1,"y":2}})");
    EXPECT_EQ(jsonOf("m: {'<<': {x: 1}}"), R"({"m":{"<<":{"x":1}}})");
    EXPECT_EQ(jsonOf("m:\n  <<: 5\n"), "error at line 2, column 7");
}

TEST(YamlToJson, RefusesAnAliasInsideItsOwnAnchor)
{
    EXPECT_EQ(jsonOf("&a [*a]"), "error at line 1, column 5");
    EXPECT_EQ(jsonOf("&a {b: *a}"), "error at line 1, column 8");
    EXPECT_EQ(jsonOf("&a {<<: *a}"), "error at line 1, column 9");
}

TEST(YamlToJson, RefusesAnUnknownAlias)
{
    EXPECT_TRUE(jsonOf("a: *nothing").starts_with("error at line 1"));
}

TEST(YamlToJson, StopsWhenAliasesMultiply)
{
    QByteArray lists = "a0: &a0 [x, x, x, x, x, x, x, x]\n";
    QByteArray merges = "a0: &a0 {x: 1}\n";
    QByteArray longText = "a: &a '" + QByteArray(1024 * 1024, 'x') + "'\nb: [";
    for (int i = 1; i < 30; ++i) {
        const QByteArray name = "a" + QByteArray::number(i);
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        lists += name + ": &" + name + " [" + before + ", " + before + ", " + before + "]\n";
        merges +=
            name + ": &" + name + " { <<: [" + before + ", " + before + ", " + before + "]}\n";
    }
    for (int i = 0; i < 100; ++i)
        longText += "*a, ";
    EXPECT_TRUE(jsonOf(lists).starts_with("error"));
    EXPECT_TRUE(jsonOf(merges).starts_with("error"));
    EXPECT_TRUE(jsonOf(longText + "]").starts_with("error"));
}

TEST(YamlToJson, StopsWhenAliasesNest)
{
    QByteArray text = "a0: &a0 [x]\n";
    for (int i = 1; i < 5000; ++i)
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [*a" +
                QByteArray::number(i - 1) + "]\n";
    EXPECT_TRUE(jsonOf(text).starts_with("error"));
}

TEST(YamlToJson, StopsAtDeepNesting)
{
    EXPECT_TRUE(jsonOf(QByteArray(100'000, '[')).starts_with("error"));
    EXPECT_TRUE(jsonOf(QByteArray("{a: ").repeated(100'000)).starts_with("error"));
    EXPECT_TRUE(jsonOf(QByteArray("- ").repeated(100'000)).starts_with("error"));
    EXPECT_EQ(jsonOf(QByteArray(300, '[') + QByteArray(300, ']')).size(), 600U);
}

TEST(YamlToJson, RefusesWhatIsTooLarge)
{
    const auto text = api::yamlToJson(QByteArray(17 * 1024 * 1024, 'x'));
    ASSERT_FALSE(text);
    EXPECT_TRUE(text.error().message.contains(u"16 MB"_s));
}

TEST(YamlToJson, TakesTheFirstOfSeveralDocuments)
{
    EXPECT_EQ(jsonOf("---\na: 1\n---\nb: 2\n"), R"({"a":1})");
    EXPECT_EQ(jsonOf(""), "null");
    EXPECT_EQ(jsonOf("# only a comment\n"), "null");
}

TEST(YamlToJson, KeepsUnicodeAndEscapes)
{
    EXPECT_EQ(jsonOf("a: Ångström 🚑\n"), "{\"a\":\"Ångström 🚑\"}");
    EXPECT_EQ(jsonOf("a: |\n  one\n  \"two\"\\\n"), R"({"a":"one\n\"two\"\\\n"})");
}
