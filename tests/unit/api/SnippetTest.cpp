// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as code, run by the real shell and the real interpreters where they are installed.
#include "app/api/snippets/RequestSnippet.h"
#include "tests/unit/api/ClientFixture.h"
#include "tests/unit/api/WindowsShells.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

const QByteArrayList nastyBodies{
    R"([{"op":"replace","path":"/a","value":"it's"}])",
    R"({"a":"\"quoted\" \\ back\\"})",
    "@/etc/hostname",
    "-d x",
    "line\nbreak\ttab\\n",
    "$(id) `id` $HOME ${x} ! % %PATH% ^ & | < > '",
    "{\"name\":\"\xc3\xa5\xe2\x82\xac\xf0\x9f\x9a\xa8 \xe2\x80\x99\"}",
    "\xc3\xa5 not JSON",
    "ends with a backslash\\",
    QByteArray("\0\xff binary '\\ 7 ?\?=", 18),
};

api::SnippetInput input(const QByteArray &body, const QString &base = u"https://h.example"_s)
{
    api::SnippetInput request;
    request.method = "PATCH";
    request.url = base + u"/a%20b/[x]/{y}?x='$HOME'&y=`id`&z=%25PATH%25"_s;
    request.headers = {{"Content-Type", "application/json"},
                       {"X-Quote", "it's \"$HOME\" `id` %PATH% \\"},
                       {"X-Empty", ""}};
    request.body = body;
    request.bodyBytes = body.size();
    return request;
}

QString text(const QString &key, const api::SnippetInput &request)
{
    return api::RequestSnippet::find(key)->text(request);
}

/// The value that follows @p flag and begins with @p start.
QByteArray argument(const QByteArrayList &words, const QByteArray &flag,
                    const QByteArray &start = {})
{
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == flag && words[i + 1].startsWith(start))
            return words[i + 1];
    }
    return {};
}

} // namespace

TEST(RequestSnippet, EveryLanguageHasAKeyATitleAndNoTokenInIt)
{
    QStringList keys;
    for (const api::RequestSnippet *each : api::RequestSnippet::all()) {
        keys << each->key();
        EXPECT_FALSE(each->title().isEmpty());
        EXPECT_TRUE(each->text(input("{}")).contains(u"TOKEN"_s)) << each->title().toStdString();
        api::SnippetInput asked = input("{}");
        asked.token = "eyJhbGciOi.J9.sig-_";
        EXPECT_TRUE(each->text(asked).contains(u"eyJhbGciOi.J9.sig-_"_s));
        EXPECT_FALSE(each->text(asked).contains(u"TOKEN"_s)) << each->title().toStdString();
        api::SnippetInput open = input("{}");
        open.signedRequest = false;
        EXPECT_FALSE(each->text(open).contains(u"Authorization"_s));
    }
    EXPECT_EQ(keys, QStringList({u"curl-posix"_s, u"curl-powershell"_s, u"curl-cmd"_s, u"node"_s,
                                 u"python"_s, u"qt"_s}));
    EXPECT_EQ(api::RequestSnippet::find(u"cobol"_s), nullptr);
}

TEST(RequestSnippet, SaysWhatTheHistoryDidNotKeep)
{
    api::HistoryEntry entry;
    entry.method = "PUT";
    entry.url = u"https://h/a"_s;
    entry.requestHeaders = {{"authorization", "[redacted]"}};
    entry.requestBody = R"({"password":"[redacted]"})";
    entry.requestBytes = 1'000'000;
    for (const api::RequestSnippet *each : api::RequestSnippet::all()) {
        const QString code = each->text(api::SnippetInput::of(entry));
        EXPECT_TRUE(code.contains(u"Only the first part"_s)) << code.toStdString();
        EXPECT_TRUE(code.contains(u"Secrets were not kept"_s)) << code.toStdString();
        EXPECT_TRUE(code.contains(u"Bearer"_s)) << code.toStdString();
    }
}

class WindowsCurlTest : public testing::TestWithParam<QByteArray>
{
};

TEST_P(WindowsCurlTest, TheCommandPromptHandsOverTheSameWords)
{
    const QByteArray typed = text(u"curl-cmd"_s, input(GetParam())).toUtf8();
    const QByteArray command = typed.mid(typed.startsWith("rem ") ? typed.indexOf('\n') + 1 : 0);
    const QByteArrayList words = windows::fromCmd(command, "tok");
    ASSERT_FALSE(words.isEmpty()) << typed.toStdString();
    EXPECT_EQ(words[0], "curl.exe");
    EXPECT_EQ(words[3], "--globoff");
    EXPECT_EQ(words[4], input({}).url.toUtf8());
    EXPECT_EQ(argument(words, "-X"), "PATCH");
    EXPECT_EQ(argument(words, "-H", "X-Quote"), "X-Quote: it's \"$HOME\" `id` %PATH% \\");
    EXPECT_EQ(argument(words, "-H", "X-Empty"), "X-Empty;");
    EXPECT_EQ(argument(words, "-H", "Authorization"), "Authorization: Bearer tok");
    const QByteArray body = argument(words, "--data-raw");
    if (body.isEmpty()) { // it can't be typed, and that is said
        EXPECT_TRUE(typed.startsWith("rem ")) << typed.toStdString();
        EXPECT_EQ(argument(words, "--data-binary"), "@body.bin");
    } else {
        EXPECT_TRUE(body == GetParam() || body.contains("\\u00e5")) << body.toStdString();
    }
}

TEST_P(WindowsCurlTest, PowerShellHandsOverTheSameWords)
{
    const QByteArray code = text(u"curl-powershell"_s, input(GetParam())).toUtf8();
    ASSERT_TRUE(code.startsWith("$PSNativeCommandArgumentPassing = 'Legacy'\n"));
    const qsizetype start = code.indexOf("curl.exe");
    const bool viaFile = code.contains("FromBase64String");
    const QByteArray line =
        viaFile ? code.mid(start, code.indexOf('\n', start) - start) : code.mid(start);
    const QByteArrayList words = windows::fromPowerShell(line, "tok");
    EXPECT_EQ(words.value(4), input({}).url.toUtf8());
    EXPECT_EQ(argument(words, "-H", "X-Quote"), "X-Quote: it's \"$HOME\" `id` %PATH% \\");
    EXPECT_EQ(argument(words, "-H", "Authorization"), "Authorization: Bearer tok");
    if (viaFile) {
        EXPECT_TRUE(code.contains(GetParam().toBase64()));
        EXPECT_EQ(argument(words, "--data-binary"), "@$body");
    } else {
        const QByteArray body = argument(words, "--data-raw");
        EXPECT_TRUE(body == GetParam() || body.contains("\\u00e5")) << body.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Bodies, WindowsCurlTest, testing::ValuesIn(nastyBodies));

struct Runner
{
    const char *key;
    const char *program;
    const char *fileName;
};

void PrintTo(const Runner &runner, std::ostream *out)
{
    *out << runner.key;
}

class SnippetRunTest : public testing::TestWithParam<std::tuple<Runner, QByteArray>>
{
protected:
    void SetUp() override
    {
        if (QStandardPaths::findExecutable(QLatin1StringView(runner().program)).isEmpty())
            GTEST_SKIP() << runner().program << " is not installed";
        if (QByteArray(runner().program) == "sh" &&
            QStandardPaths::findExecutable(u"curl"_s).isEmpty())
            GTEST_SKIP() << "curl is not installed";
    }
    static const Runner &runner() { return std::get<0>(GetParam()); }
    static const QByteArray &body() { return std::get<1>(GetParam()); }

    static QByteArray run(const QString &code)
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QLatin1StringView(runner().fileName));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return "no file";
        file.write(code.toUtf8());
        file.close();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TOKEN"_s, u"the-token"_s);
        environment.insert(u"NO_PROXY"_s, u"*"_s);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QLatin1StringView(runner().program), {path});
        const bool ended =
            QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000);
        const QByteArray output = process.readAll();
        return ended && process.exitCode() == 0 ? QByteArray() : "failed: " + output;
    }
};

TEST_P(SnippetRunTest, SendsTheSameRequest)
{
    // given
    RawServer server(answer(httpReply(200, "{}", "Connection: close\r\n")));
    const api::SnippetInput request = input(body(), server.url().toString());
    const QString code = text(QLatin1StringView(runner().key), request);
    // when
    ASSERT_EQ(run(code), QByteArray()) << code.toStdString();
    // then
    ASSERT_EQ(server.count(), 1);
    const RawRequest &seen = server.requests()[0];
    EXPECT_EQ(seen.method(), "PATCH");
    const QByteArray target = "/a%20b/[x]/{y}?x='$HOME'&y=`id`&z=%25PATH%25";
    if (QByteArray(runner().key) == "node") // encodes more than it has to, which means the same
        EXPECT_EQ(QByteArray::fromPercentEncoding(seen.target()),
                  QByteArray::fromPercentEncoding(target));
    else
        EXPECT_EQ(seen.target(), target);
    EXPECT_EQ(seen.header("Authorization"), "Bearer the-token");
    EXPECT_EQ(seen.header("X-Quote"), "it's \"$HOME\" `id` %PATH% \\");
    EXPECT_TRUE(seen.head.toLower().contains("x-empty:"));
    EXPECT_EQ(seen.body, body());
}

INSTANTIATE_TEST_SUITE_P(Languages, SnippetRunTest,
                         testing::Combine(testing::Values(Runner{"curl-posix", "sh", "request.sh"},
                                                          Runner{"node", "node", "request.js"},
                                                          Runner{"python", "python3",
                                                                 "request.py"}),
                                          testing::ValuesIn(nastyBodies)));

TEST(QtSnippet, IsAProgramThatCompiles)
{
    if (QStandardPaths::findExecutable(u"c++"_s).isEmpty() ||
        QStandardPaths::findExecutable(u"pkg-config"_s).isEmpty())
        GTEST_SKIP() << "c++ or pkg-config is not installed";
    QProcess flags;
    flags.start(u"pkg-config"_s, {u"--cflags"_s, u"Qt6Network"_s});
    if (!flags.waitForFinished(60'000) || flags.exitCode() != 0)
        GTEST_SKIP() << "pkg-config knows no Qt6Network";
    QProcess compiler;
    compiler.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments =
        QString::fromUtf8(flags.readAll()).simplified().split(u' ', Qt::SkipEmptyParts);
    QString code;
    for (const QByteArray &body : nastyBodies) { // one program each, all in one file
        QString program = text(u"qt"_s, input(body));
        code += program.replace(u"int main("_s, u"int main%1("_s.arg(code.size()));
    }
    arguments << u"-std=c++17"_s << u"-fPIC"_s << u"-fsyntax-only"_s << u"-xc++"_s << u"-"_s;
    compiler.start(u"c++"_s, arguments);
    compiler.write(code.toUtf8());
    compiler.closeWriteChannel();
    ASSERT_TRUE(compiler.waitForFinished(240'000));
    EXPECT_EQ(compiler.exitCode(), 0) << compiler.readAll().toStdString();
}
