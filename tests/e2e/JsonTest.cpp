// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-cli json and patch.
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

Outcome checkJson(const QByteArray &text)
{
    return run({u"json"_s, u"check"_s, u"-"_s}, {.input = text});
}

struct Files
{
    Folder folder;
    QString first;
    QString second;

    Files(const QByteArray &one, const QByteArray &two)
        : first(folder.write(u"one.json"_s, one))
        , second(folder.write(u"two.json"_s, two))
    {
    }
    Outcome apply() const { return run({u"patch"_s, u"apply"_s, first, second}); }
    Outcome diff() const { return run({u"patch"_s, u"diff"_s, first, second}); }
};

} // namespace

TEST(JsonCheck, AcceptsStrictJson)
{
    for (const char *text : {"{}", " [1, 2.50, 1e400, null] \n", "\"text\"", "0",
                             "{\"a\":{\"b\":[true,false]}}", "\"\\u00e5\""})
        EXPECT_EQ(checkJson(text).exitCode, 0) << text;
}

TEST(JsonCheck, NamesLineAndColumnOfWhatIsWrong)
{
    const Outcome checked = checkJson("{\n  \"a\": 1,\n  \"b\": tru\n}\n");
    EXPECT_EQ(checked.exitCode, 1);
    EXPECT_EQ(checked.out, "");
    EXPECT_THAT(checked.err.toStdString(), AllOf(HasSubstr("line 3"), HasSubstr("column")));
}

TEST(JsonCheck, RefusesWhatRfc8259DoesNotAllow)
{
    for (const QByteArray &text :
         {QByteArray("{'a':1}"), QByteArray("[1,]"), QByteArray("// x\n1"), QByteArray("NaN"),
          QByteArray("01"), QByteArray("\"\t\""), QByteArray(""), QByteArray("1 2"),
          QByteArray("\"\xff\""), QByteArray("\xef\xbb\xbf{}")}) {
        const Outcome checked = checkJson(text);
        EXPECT_EQ(checked.exitCode, 1) << text.toStdString();
        EXPECT_THAT(checked.err.toStdString(), HasSubstr("line 1")) << text.toStdString();
    }
}

TEST(JsonCheck, OutlivesAHundredThousandLevels)
{
    EXPECT_EQ(checkJson(QByteArray(100'000, '[')).exitCode, 1);
    EXPECT_EQ(checkJson(QByteArray(100'000, '[') + QByteArray(100'000, ']')).exitCode, 1);
    EXPECT_EQ(checkJson(QByteArray(500, '[') + QByteArray(500, ']')).exitCode, 0);
}

TEST(JsonCheck, SaysWhichFileCanNotBeRead)
{
    const Folder folder;
    for (const QString &path : {folder.path(u"missing.json"_s), folder.path()}) {
        const Outcome checked = run({u"json"_s, u"check"_s, path});
        EXPECT_EQ(checked.exitCode, 1);
        EXPECT_THAT(checked.err.toStdString(), HasSubstr(path.toStdString()));
    }
}

TEST(PatchApply, PrintsTheNewDocumentWithNumbersAsWritten)
{
    const Files files(
        R"({"b":1.50,"a":[1,2],"big":12345678901234567890})",
        R"([{"op":"add","path":"/a/1","value":"new"},{"op":"test","path":"/b","value":1.5}])");
    const Outcome applied = files.apply();
    EXPECT_EQ(applied.exitCode, 0) << testing::PrintToString(applied);
    EXPECT_EQ(applied.out, "{\"b\":1.50,\"a\":[1,\"new\",2],\"big\":12345678901234567890}\n");
}

TEST(PatchApply, NamesTheOperationAndThePointerThatFailed)
{
    const Files files(R"({"a":1})", R"([{"op":"replace","path":"/a","value":2},)"
                                    R"({"op":"remove","path":"/b/c"}])");
    const Outcome applied = files.apply();
    EXPECT_EQ(applied.exitCode, 1);
    EXPECT_EQ(applied.json().root()["operation"].integer(), 1);
    EXPECT_EQ(applied.text("pointer"), "/b/c");
    EXPECT_NE(applied.text("error"), "");
    EXPECT_THAT(applied.err.toStdString(), HasSubstr(applied.text("error")));
}

TEST(PatchApply, CountsOperationsFromZero)
{
    const Outcome applied = Files("{}", R"([{"op":"test","path":"","value":[]}])").apply();
    EXPECT_EQ(applied.json().root()["operation"].integer(), 0);
    EXPECT_EQ(applied.text("pointer"), "");
}

TEST(PatchApply, ReportsTextsThatAreNoPatchInTheSameForm)
{
    for (const QByteArray &patch : {QByteArray("not json"), QByteArray("{}"), QByteArray("[1]"),
                                    QByteArray(R"([{"op":"fly","path":"/a"}])"),
                                    QByteArray(R"([{"op":"add","op":"remove","path":"/a"}])")}) {
        const Outcome applied = Files(R"({"a":1})", patch).apply();
        EXPECT_EQ(applied.exitCode, 1) << patch.toStdString();
        const json::Document document = applied.json();
        EXPECT_FALSE(document.root()["error"].text().empty()) << patch.toStdString();
        EXPECT_TRUE(document.root()["operation"]) << patch.toStdString();
        EXPECT_TRUE(document.root()["pointer"].isString()) << patch.toStdString();
    }
}

TEST(PatchApply, TakesEitherFileFromStandardInput)
{
    const Files files(R"({"a":1})", R"([{"op":"remove","path":"/a"}])");
    EXPECT_EQ(
        run({u"patch"_s, u"apply"_s, u"-"_s, files.second}, {.input = R"({"a":3,"b":4})"}).out,
        "{\"b\":4}\n");
    EXPECT_EQ(run({u"patch"_s, u"apply"_s, files.first, u"-"_s},
                  {.input = R"([{"op":"copy","from":"/a","path":"/c"}])"})
                  .out,
              "{\"a\":1,\"c\":1}\n");
    EXPECT_EQ(run({u"patch"_s, u"apply"_s, u"-"_s, u"-"_s}, {.input = "{}"}).exitCode, 2);
}

TEST(PatchDiff, PrintsAPatchThatLeadsFromBeforeToAfter)
{
    const QByteArray after = R"({"list":[0,1,2,3],"new":{"deep":[true]}})";
    const Files files(R"({"list":[1,2,3],"old":1})", after);
    const Outcome difference = files.diff();
    ASSERT_EQ(difference.exitCode, 0) << testing::PrintToString(difference);
    EXPECT_THAT(difference.out.toStdString(), StartsWith("["));
    const Outcome applied =
        run({u"patch"_s, u"apply"_s, files.first, u"-"_s}, {.input = difference.out});
    ASSERT_EQ(applied.exitCode, 0) << testing::PrintToString(applied);
    EXPECT_TRUE(json::equal(applied.json().root(),
                            json::Document::parse(after.toStdString()).value().root()));
}

TEST(PatchDiff, OfEqualDocumentsIsEmpty)
{
    EXPECT_EQ(Files(R"({"a":1,"b":2})", R"({"b":2,"a":1})").diff().out, "[]\n");
}

TEST(PatchDiff, RefusesWhatIsNotJson)
{
    const Outcome difference = Files("{", "{}").diff();
    EXPECT_EQ(difference.exitCode, 1);
    EXPECT_THAT(difference.err.toStdString(), HasSubstr("line 1"));
}
