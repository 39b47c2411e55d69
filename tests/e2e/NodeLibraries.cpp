// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/NodeLibraries.h"

#include "tests/e2e/Cli.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace e2e {

namespace {

QString install()
{
    for (const QString &program : {u"node"_s, u"npm"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return u"%1 is not here"_s.arg(program);
    }
    QDir().mkpath(nodeFolder);
    const QDir sources(QStringLiteral(CONSOLE_SOURCE_DIR "/tests/e2e"));
    for (const QString &name : sources.entryList({u"package.json"_s, u"*.mjs"_s}, QDir::Files)) {
        const QString copy = nodeFolder + u'/' + name;
        QFile::remove(copy);
        if (!QFile::copy(sources.filePath(name), copy))
            return u"%1 can't be written"_s.arg(copy);
    }
    const Outcome installed =
        runProgram(u"npm"_s,
                   {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s,
                    u"--no-package-lock"_s, u"--prefer-offline"_s, u"--fetch-retries=1"_s,
                    u"--fetch-timeout=30000"_s},
                   QProcessEnvironment::systemEnvironment(), {}, nodeFolder);
    if (installed.exitCode != 0)
        return u"npm could not install the libraries: %1"_s.arg(
            QString::fromUtf8(installed.err).section(u'\n', 0, 1));
    return {};
}

} // namespace

QString nodeProblem()
{
    static const QString problem = install();
    return problem;
}

} // namespace e2e
