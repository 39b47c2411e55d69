// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/NodeLibraries.h"

#include "tests/e2e/Cli.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace e2e {

QString installPackages(const QString &folder, const QStringList &files)
{
    for (const QString &program : {u"node"_s, u"npm"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return u"%1 is not here"_s.arg(program);
    }
    QDir().mkpath(folder);
    for (const QString &name : files) {
        const QString copy = folder + u'/' + name.section(u'/', -1);
        QFile::remove(copy);
        if (!QFile::copy(QStringLiteral(CONSOLE_SOURCE_DIR "/tests/e2e/") + name, copy))
            return u"%1 can't be written"_s.arg(copy);
    }
    const Outcome installed =
        runProgram(u"npm"_s,
                   {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s,
                    u"--no-package-lock"_s, u"--prefer-offline"_s, u"--fetch-retries=1"_s,
                    u"--fetch-timeout=30000"_s},
                   QProcessEnvironment::systemEnvironment(), {}, folder);
    if (installed.exitCode != 0)
        return u"npm could not install the libraries: %1"_s.arg(
            QString::fromUtf8(installed.err).section(u'\n', 0, 1));
    return {};
}

QString nodeProblem()
{
    static const QString problem = [] {
        const QDir sources(QStringLiteral(CONSOLE_SOURCE_DIR "/tests/e2e"));
        return installPackages(nodeFolder,
                               sources.entryList({u"package.json"_s, u"*.mjs"_s}, QDir::Files));
    }();
    return problem;
}

} // namespace e2e
