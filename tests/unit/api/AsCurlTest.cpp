// SPDX-License-Identifier: GPL-3.0-or-later
// asCurl(), run by a real shell.
#include "tests/unit/api/ClientFixture.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace {

class AsCurlTest : public testing::TestWithParam<QByteArray>
{
protected:
    /// Runs the command with $TOKEN set; true when it ended well.
    static bool runInShell(const QString &command)
    {
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TOKEN"_s, u"the-token"_s);
        environment.insert(u"NO_PROXY"_s, u"*"_s);
        shell.setProcessEnvironment(environment);
        shell.start(u"sh"_s, {u"-c"_s, command});
        return QTest::qWaitFor([&] { return shell.state() == QProcess::NotRunning; }, 60'000) &&
               shell.exitCode() == 0;
    }
};

TEST_P(AsCurlTest, SendsTheSameRequestAgain)
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
        GTEST_SKIP() << "curl is not installed";
    // given
    RawServer server(answer(httpReply(200, "{}", "Connection: close\r\n")));
    api::HistoryEntry entry;
    entry.method = "PATCH";
    entry.url = server.url().toString() + u"/a%20b?x='$HOME'&y=`id`"_s;
    entry.requestHeaders = {{"Content-Type", "application/json"},
                            {"X-Quote", "it's \"$HOME\""},
                            {"X-Empty", ""},
                            {"Authorization", "[redacted]"}};
    entry.requestBody = GetParam();
    entry.requestBytes = entry.requestBody.size();
    // when
    ASSERT_TRUE(runInShell(api::asCurl(entry))) << api::asCurl(entry).toStdString();
    // then
    ASSERT_EQ(server.count(), 1);
    const RawRequest &seen = server.requests()[0];
    EXPECT_EQ(seen.method(), "PATCH");
    EXPECT_EQ(seen.target(), "/a%20b?x='$HOME'&y=`id`");
    EXPECT_EQ(seen.header("Authorization"), "Bearer the-token");
    EXPECT_EQ(seen.header("X-Quote"), "it's \"$HOME\"");
    EXPECT_TRUE(seen.head.contains("X-Empty:"));
    EXPECT_EQ(seen.body, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Bodies, AsCurlTest,
                         testing::Values("", R"([{"op":"replace","path":"/a","value":"it's"}])",
                                         "@/etc/hostname", "-d x", "line\nbreak\ttab\\n",
                                         "$(id) `id` $HOME ! % '", "\xc3\xa5\xe2\x82\xac",
                                         QByteArray("\0\xff binary '\\ 7", 14)));

TEST(AsCurlNoteTest, SaysWhenTheBodyWasNotKeptWhole)
{
    api::HistoryEntry entry;
    entry.method = "PUT";
    entry.requestBody = "abc";
    entry.requestBytes = 1'000'000;
    EXPECT_TRUE(api::asCurl(entry).startsWith(u"# "_s));
}

} // namespace
