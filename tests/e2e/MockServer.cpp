// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/MockServer.h"

#include "tests/e2e/Cli.h"
#include "tests/e2e/NodeLibraries.h"

#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace e2e {

namespace {

/// The keys of `paths` are the only ones that begin with two blanks and a slash.
QByteArray prefixed(const QByteArray &document, const QByteArray &prefix)
{
    QByteArray text;
    for (const QByteArray &line : document.split('\n'))
        text += (line.startsWith("  /") ? "  " + prefix + line.sliced(2) : line) + '\n';
    return text;
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

QString mockProblem()
{
    static const QString problem = installPackages(mockFolder, {u"mock/package.json"_s});
    return problem;
}

MockServer::MockServer(const QString &document, const QByteArray &prefix)
    : m_port(freePort())
{
    const QString file = m_folder.filePath(u"document.yaml"_s);
    QFile copy(file);
    if (!copy.open(QIODevice::WriteOnly) || copy.write(prefixed(contents(document), prefix)) < 0) {
        m_problem = copy.errorString();
        return;
    }
    copy.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"node"_s,
                    {mockFolder + u"/node_modules/@stoplight/prism-cli/dist/index.js"_s, u"mock"_s,
                     u"--host"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port), file});
    QByteArray said;
    const bool isOver = QTest::qWaitFor(
        [this, &said] {
            said += m_process.readAll();
            return said.contains("is listening") || m_process.state() == QProcess::NotRunning;
        },
        patience);
    if (!isOver || m_process.state() == QProcess::NotRunning)
        m_problem = QString::fromUtf8(said.last(std::min<qsizetype>(said.size(), 1000)));
}

MockServer::~MockServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString MockServer::baseUrl() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

} // namespace e2e
