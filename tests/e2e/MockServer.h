// SPDX-License-Identifier: GPL-3.0-or-later
// Prism, a mock server of npm's: it checks each request against an OpenAPI document, and answers
// with what the document promises.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace e2e {

const QString mockFolder = QStringLiteral(CONSOLE_BINARY_DIR "/tests/e2e-mock");

/// Why the mock server is not there; empty when it is. Fetched once a program.
QString mockProblem();

/// Serves one document on 127.0.0.1 until the object goes. mockProblem() must be empty.
class MockServer
{
public:
    /// @p prefix is put before every path of @p document, since a mock takes paths as written.
    MockServer(const QString &document, const QByteArray &prefix);
    ~MockServer();

    /// Why it does not run; empty when it does.
    const QString &problem() const { return m_problem; }
    quint16 port() const { return m_port; }
    QString baseUrl() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    QString m_problem;
};

} // namespace e2e
