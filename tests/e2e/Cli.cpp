// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/Cli.h"

#include <QFile>
#include <QTest>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace e2e {

namespace {

const QString program = QStringLiteral(IOTCOMMS_CLI);

const QTemporaryDir &home()
{
    static const QTemporaryDir folder;
    return folder;
}

/// Waits with the event loop, so that servers of this program can answer.
bool ended(QProcess &process)
{
    return QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience);
}

Outcome outcomeOf(QProcess &process)
{
    Outcome outcome;
    const bool done = ended(process);
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    if (!done) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit &&
               process.error() == QProcess::UnknownError) {
        outcome.exitCode = process.exitCode();
    }
    return outcome;
}

Keys makeKeys(const QString &name)
{
    const QString folder = home().filePath(name);
    EXPECT_EQ(run({u"keys"_s, u"generate"_s, u"--out"_s, folder}).exitCode, 0);
    return {folder + u"/private.pem"_s, folder + u"/public.pem"_s};
}

} // namespace

json::Document Outcome::json() const
{
    return json::Document::parse(std::string_view(out.constData(), std::size_t(out.size())))
        .value_or(json::Document());
}

std::string Outcome::text(std::string_view member) const
{
    const json::Document document = json();
    return std::string(document.root()[member].text());
}

void PrintTo(const Outcome &outcome, std::ostream *out)
{
    *out << "exit " << outcome.exitCode << "\nout: " << outcome.out.left(2000).toStdString()
         << "\nerr: " << outcome.err.left(4000).toStdString();
}

QProcessEnvironment environment(const QByteArray &passphrase)
{
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    all.insert(u"HOME"_s, home().path());
    for (const QString &name : {u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
        all.insert(name, home().filePath(name));
    all.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    all.insert(u"LSAN_OPTIONS"_s, u"suppressions=" CONSOLE_SOURCE_DIR
                                  "/tests/support/lsan.supp:print_suppressions=0"_s);
    for (const QString &name : {u"http_proxy"_s, u"https_proxy"_s, u"HTTP_PROXY"_s,
                                u"HTTPS_PROXY"_s, u"IOTCOMMS_KEY_PASSPHRASE"_s})
        all.remove(name);
    if (!passphrase.isNull())
        all.insert(u"IOTCOMMS_KEY_PASSPHRASE"_s, QString::fromUtf8(passphrase));
    return all;
}

Outcome runProgram(const QString &path, const QStringList &arguments,
                   const QProcessEnvironment &variables, const QByteArray &input,
                   const QString &folder)
{
    QProcess process;
    process.setProcessEnvironment(variables);
    process.setWorkingDirectory(folder);
    process.start(path, arguments);
    process.write(input);
    process.closeWriteChannel();
    return outcomeOf(process);
}

Outcome run(const QStringList &arguments, const Setting &setting)
{
    return runProgram(program, arguments, environment(setting.passphrase), setting.input);
}

QString Folder::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    return file.fileName();
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

const Keys &keys()
{
    static const Keys made = makeKeys(u"keys"_s);
    return made;
}

const Keys &otherKeys()
{
    static const Keys made = makeKeys(u"other-keys"_s);
    return made;
}

RunningSandbox::RunningSandbox(const QStringList &arguments, const Keys &tenant)
{
    m_process.setProcessEnvironment(environment());
    QStringList all{u"sandbox"_s, u"--public-key"_s, tenant.publicFile};
    if (!arguments.contains(u"--devices"_s))
        all << u"--devices"_s << u"20"_s;
    m_process.start(program, all + arguments);
    EXPECT_TRUE(QTest::qWaitFor(
        [this] {
            m_out += m_process.readAllStandardOutput();
            return m_out.contains('\n') || m_process.state() == QProcess::NotRunning;
        },
        patience));
    m_firstLine = m_out.left(m_out.indexOf('\n'));
    EXPECT_FALSE(m_firstLine.isEmpty()) << m_process.readAllStandardError().toStdString();
}

RunningSandbox::~RunningSandbox()
{
    if (m_process.state() != QProcess::NotRunning)
        stop();
}

QString RunningSandbox::baseUrl() const
{
    return QString::fromStdString(Outcome{0, m_firstLine, {}}.text("baseUrl"));
}

Outcome RunningSandbox::stop()
{
    m_process.terminate();
    Outcome outcome = outcomeOf(m_process);
    outcome.out.prepend(m_out);
    return outcome;
}

QStringList RunningSandbox::access(const Keys &tenant) const
{
    return {u"--base-url"_s, baseUrl(), u"--domain"_s, domain, u"--key"_s, tenant.privateFile};
}

Outcome RunningSandbox::request(const QString &method, const QString &path,
                                const QByteArray &body) const
{
    QStringList arguments{u"request"_s, method, path};
    if (!body.isNull())
        arguments << u"--body"_s << u"-"_s;
    return run(arguments + access(), {.input = body});
}

} // namespace e2e
