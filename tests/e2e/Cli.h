// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real iotcomms-cli, in a home of its own, while this program's event loop goes on.
#pragma once

#include "app/json/Document.h"

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <ostream>

namespace e2e {

constexpr int patience = 240'000; ///< ms; only a hang lasts so long
const QString domain = QStringLiteral("customer47.sandbox.localhost");

/// What a run ended with.
struct Outcome
{
    int exitCode = -1; ///< -1: crashed, or never ended
    QByteArray out;
    QByteArray err;

    json::Document json() const; ///< of standard output; without a root when it is not JSON
    std::string text(std::string_view member) const;
};
void PrintTo(const Outcome &outcome, std::ostream *out);

struct Setting
{
    QByteArray input = {};      ///< standard input
    QByteArray passphrase = {}; ///< of an encrypted key, in the environment
};

QProcessEnvironment environment(const QByteArray &passphrase = {});
Outcome run(const QStringList &arguments, const Setting &setting = {});
/// Any other program, the same way.
Outcome runProgram(const QString &program, const QStringList &arguments,
                   const QProcessEnvironment &environment, const QByteArray &input = {},
                   const QString &folder = {});

/// A folder that goes with the test.
class Folder
{
public:
    QString path(const QString &name = {}) const { return m_folder.filePath(name); }
    /// Writes a file, gives its path.
    QString write(const QString &name, const QByteArray &bytes) const;

private:
    QTemporaryDir m_folder;
};

QByteArray contents(const QString &path);

/// A key pair made by the program, once.
struct Keys
{
    QString privateFile;
    QString publicFile;
};
const Keys &keys();
const Keys &otherKeys();

/// `iotcomms-cli sandbox` with our public key, until the object goes.
class RunningSandbox
{
public:
    explicit RunningSandbox(const QStringList &arguments = {}, const Keys &tenant = keys());
    ~RunningSandbox();

    const QByteArray &firstLine() const { return m_firstLine; }
    QString baseUrl() const;
    QProcess &process() { return m_process; }
    /// Ends it by SIGTERM, as a service manager would.
    Outcome stop();
    /// Arguments of `request` for this sandbox, after METHOD and PATH.
    QStringList access(const Keys &tenant = keys()) const;
    Outcome request(const QString &method, const QString &path, const QByteArray &body = {}) const;

private:
    QProcess m_process;
    QByteArray m_firstLine;
    QByteArray m_out;
};

} // namespace e2e
