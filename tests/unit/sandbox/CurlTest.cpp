// SPDX-License-Identifier: GPL-3.0-or-later
// What "Copy as curl" gives, pasted into a real shell, against the sandbox.
#include "app/api/snippets/RequestSnippet.h"
#include "app/json/Writer.h"
#include "tests/support/Print.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>
#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

class Curl : public testing::Test
{
protected:
    void SetUp() override
    {
        for (const QString &program : {u"sh"_s, u"curl"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                GTEST_SKIP() << program.toStdString() << " is not installed";
        }
        ASSERT_EQ(tenant.startError(), QString());
    }

    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
    };

    /// The snippet as it is copied; curl is asked to write the status behind the body.
    Outcome paste(const api::SnippetInput &request, const QByteArray &token) const
    {
        const QString code = api::RequestSnippet::find(u"curl-posix"_s)->text(request);
        EXPECT_FALSE(code.contains(QString::fromLatin1(bearer.sliced(7)))) << "the token is in it";
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NO_PROXY"_s, u"*"_s);
        environment.insert(u"TOKEN"_s, QString::fromLatin1(token));
        environment.insert(u"CURL_HOME"_s, u"/nonexistent"_s); // nobody's settings
        shell.setProcessEnvironment(environment);
        shell.start(u"sh"_s, {u"-c"_s, code + u" -w '\\n%{http_code}'"_s});
        EXPECT_TRUE(shell.waitForFinished(60'000)) << code.toStdString();
        return {shell.exitCode(), shell.readAllStandardOutput()};
    }
    Outcome paste(const QByteArray &method, const QByteArray &path,
                  const std::string &body = {}) const
    {
        api::SnippetInput request;
        request.method = method;
        request.url = tenant.baseUrl() + QString::fromLatin1(path);
        request.body = QByteArray::fromStdString(body);
        request.bodyBytes = request.body.size();
        if (!body.empty())
            request.headers = {{"Content-Type", "application/json"}};
        return paste(request, bearer.sliced(7));
    }

    const platform::Tenant tenant;
    const QByteArray bearer = platform::bearer(QDateTime::currentMSecsSinceEpoch());
};

/// A word that a shell would like to do something with.
const std::string nasty = "it's \"$HOME\" `id` $(id) \\ 100 % !!\nsecond line\ttab \xc3\xa5";

std::string withDescription(std::string_view pattern)
{
    std::string text(pattern);
    return text.replace(text.find("NASTY"), 5, json::quoted(nasty));
}

int statusOf(const QByteArray &out)
{
    return out.sliced(out.lastIndexOf('\n') + 1).toInt();
}

TEST_F(Curl, GetsWhatTheConsoleGets)
{
    const Outcome outcome = paste("GET", platform::devicesPath());
    EXPECT_EQ(outcome.exitCode, 0);
    EXPECT_EQ(statusOf(outcome.out), 200) << outcome.out.toStdString();
    EXPECT_TRUE(outcome.out.startsWith(tenant.send("GET", platform::devicesPath()).body));
}

TEST_F(Curl, CreatesAndChangesWithQuotesAndLinesInTheBody)
{
    // When a device is created
    const Outcome made = paste(
        "PUT", platform::devicesPath(),
        withDescription(R"({"deviceId":"curl-1","authType":"deviceid","description":NASTY})"));
    // Then
    EXPECT_EQ(statusOf(made.out), 200) << made.out.toStdString();
    const platform::Answer stored = tenant.send("GET", platform::devicePath("curl-1"));
    const json::Document before = stored.json();
    EXPECT_EQ(api::unwrap(before.root())["description"].text(), nasty) << stored.body.toStdString();

    // When it is changed
    const Outcome changed = paste(
        "PATCH", platform::devicePath("curl-1"),
        "[\n  {\"op\": \"replace\", \"path\": \"/description\", \"value\": \"it's\\n'new'\"}\n]");
    // Then
    EXPECT_EQ(statusOf(changed.out), 200) << changed.out.toStdString();
    const json::Document after = tenant.send("GET", platform::devicePath("curl-1")).json();
    EXPECT_EQ(api::unwrap(after.root())["description"].text(), "it's\n'new'");

    // And when it is deleted
    EXPECT_EQ(statusOf(paste("DELETE", platform::devicePath("curl-1")).out), 200);
    EXPECT_EQ(tenant.send("GET", platform::devicePath("curl-1")).status, 404);
}

TEST_F(Curl, IsRefusedWithoutTheRightToken)
{
    api::SnippetInput request;
    request.method = "GET";
    request.url = tenant.baseUrl() + QString::fromLatin1(platform::devicesPath());
    EXPECT_EQ(statusOf(paste(request, "not-a-token").out), 401);
}

} // namespace
