// SPDX-License-Identifier: GPL-3.0-or-later
// The documents in resources/api against libraries that know nothing of ours. Skipped where Node or
// npm is missing, or where the libraries can't be fetched.
#include "tests/e2e/Cli.h"
#include "tests/e2e/NodeLibraries.h"
#include "tests/support/Print.h"

#include <QDir>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;

namespace {

const QString apiFolder = QStringLiteral(CONSOLE_SOURCE_DIR "/resources/api/");

class ApiDocuments : public testing::Test
{
protected:
    void SetUp() override
    {
        if (const QString problem = nodeProblem(); !problem.isEmpty())
            GTEST_SKIP() << problem.toStdString();
    }

    /// What the libraries find wrong, by file.
    static json::Document problemsOf(const QStringList &files)
    {
        const Outcome outcome = runProgram(u"node"_s, QStringList{u"openapi.mjs"_s} + files,
                                           environment(), {}, nodeFolder);
        EXPECT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome);
        const auto found = json::Document::parse(outcome.out.toStdString());
        EXPECT_TRUE(found) << testing::PrintToString(outcome);
        return found ? *found : json::Document();
    }

    static QByteArray text(const QString &name)
    {
        QFile file(apiFolder + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

TEST_F(ApiDocuments, ThatShipAreOpenApi31WithSoundSchemasAndExamples)
{
    QStringList files = QDir(apiFolder).entryList({u"*.yaml"_s});
    ASSERT_GE(files.size(), 6);
    for (QString &file : files)
        file.prepend(apiFolder);
    const json::Document found = problemsOf(files);

    ASSERT_EQ(found.root().size(), std::size_t(files.size()));
    for (const auto &[file, problems] : found.root().members())
        EXPECT_EQ(problems.serialize(), "[]") << file;
}

TEST_F(ApiDocuments, ThatAreWrongAreFoundToBe)
{
    // Without this, libraries that look at nothing would pass the test above.
    const QByteArray good = text(u"alarmbridge.yaml"_s);
    QTemporaryDir folder;
    QStringList files;
    for (const auto &[what, instead] :
         {std::pair{"type: integer", "type: inteeger"},
          std::pair{"examples: [80]", "examples: [x]"}, std::pair{"responses:", "respons:"},
          std::pair{"required: true", "required: maybe"},
          std::pair{"schemas/AlarmEvent'", "schemas/Nothing'"}}) {
        QByteArray bad = good;
        ASSERT_TRUE(bad.contains(what)) << what;
        files.append(folder.filePath(u"%1.yaml"_s.arg(files.size())));
        QFile file(files.constLast());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bad.replace(what, instead));
    }
    const json::Document found = problemsOf(files);

    ASSERT_EQ(found.root().size(), std::size_t(files.size()));
    for (const auto &[file, problems] : found.root().members())
        EXPECT_GT(problems.size(), 0U) << file;
}
