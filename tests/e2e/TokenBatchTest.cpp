// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-cli token check --batch.
#include "app/auth/Jwt.h"
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

constexpr qint64 issued = 1'700'000'000;

const auth::RsaKeyPair &key()
{
    // Never destroyed: a key must not outlive QCA.
    static const auto &pair =
        *new auth::RsaKeyPair(auth::RsaKeyPair::fromFile(keys().privateFile).value());
    return pair;
}

QByteArray token(qint64 at = issued)
{
    return auth::signToken({domain, at, at + 3300}, key());
}

Outcome batch(const QString &file, const QByteArray &input = {}, const QStringList &more = {})
{
    return run(QStringList{u"token"_s, u"check"_s, u"--batch"_s, file, u"--public-key"_s,
                           keys().publicFile, u"--domain"_s, domain, u"--at"_s,
                           QString::number(issued + 60)} +
                   more,
               {.input = input});
}

/// "1 accepted", "2 signature: ..." for each line that was printed.
std::vector<std::string> answers(const Outcome &outcome)
{
    std::vector<std::string> all;
    for (const QByteArray &line : outcome.out.split('\n')) {
        if (line.isEmpty())
            continue;
        const auto document = json::Document::parse(line.toStdString());
        if (!document) {
            ADD_FAILURE() << "no JSON: " << line.toStdString();
            continue;
        }
        const json::Value root = document->root();
        std::string text = root["line"].serialize();
        if (root["accepted"].boolean() == true) {
            EXPECT_EQ(root["failed"].size(), 0U);
            EXPECT_TRUE(root["detail"].isNull());
            text += " accepted";
        }
        for (const json::Value name : root["failed"].elements())
            text += ' ' + std::string(name.text());
        all.push_back(text);
    }
    return all;
}

TEST(TokenBatch, AnswersEveryLineInOrder)
{
    const Folder folder;
    QByteArray changed = token();
    changed[changed.size() - 20] = changed[changed.size() - 20] == 'A' ? 'B' : 'A';
    const QString file =
        folder.write(u"tokens"_s, token() + "\n\n" + changed + "\r\n" + token(issued - 4000) +
                                      "\nrubbish\n" + token(issued + 1));
    const Outcome outcome = batch(file);
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_THAT(answers(outcome),
                ElementsAre("1 accepted", "3 signature", "4 iat exp",
                            "5 form header algorithm signature sub iat exp lifetime",
                            "6 accepted"));
    EXPECT_THAT(outcome.out.toStdString(), HasSubstr("has 1"));
    EXPECT_THAT(outcome.err.toStdString(), HasSubstr("3 of 5 tokens were refused"));
}

TEST(TokenBatch, EndsWellWhenAllAreAccepted)
{
    const Outcome outcome = batch(u"-"_s, token() + "\r\n" + token(issued + 5) + '\n');
    EXPECT_EQ(outcome.exitCode, 0) << testing::PrintToString(outcome);
    EXPECT_THAT(answers(outcome), ElementsAre("1 accepted", "2 accepted"));
    EXPECT_EQ(outcome.err, "");
}

TEST(TokenBatch, IsTheSameWithAnyNumberOfThreads)
{
    // given: more lines than are held at once
    QByteArrayList some;
    for (int i = 0; i < 40; ++i)
        some += token(issued - i * 120);
    QByteArray lines;
    for (int i = 0; i < 2500; ++i)
        lines += some[i % some.size()] + '\n';
    // when
    const Outcome one = batch(u"-"_s, lines, {u"--jobs"_s, u"1"_s});
    const Outcome eight = batch(u"-"_s, lines, {u"--jobs"_s, u"8"_s});
    // then
    EXPECT_EQ(one.out.count('\n'), 2500);
    EXPECT_TRUE(one.out == eight.out);
    EXPECT_EQ(one.exitCode, 1);
}

TEST(TokenBatch, SurvivesLinesOfAnyLength)
{
    const Outcome outcome =
        batch(u"-"_s, QByteArray(3'000'000, 'A') + '\n' + token() + '\n' + QByteArray(70'000, '.'));
    EXPECT_THAT(answers(outcome),
                ElementsAre("1 form header algorithm signature sub iat exp lifetime", "2 accepted",
                            "3 form header algorithm signature sub iat exp lifetime"));
}

TEST(TokenBatch, SaysWhatIsMissing)
{
    const Folder folder;
    EXPECT_THAT(batch(u"-"_s, "\n\r\n").err.toStdString(), HasSubstr("no token"));
    EXPECT_EQ(batch(u"-"_s, "\n\r\n").exitCode, 1);
    EXPECT_THAT(batch(folder.path(u"none"_s)).err.toStdString(), HasSubstr("can't be read"));
    EXPECT_THAT(batch(folder.path()).err.toStdString(), HasSubstr("is a folder"));
    const Outcome jobs = run({u"token"_s, u"check"_s, u"-"_s, u"--jobs"_s, u"2"_s,
                              u"--public-key"_s, keys().publicFile, u"--domain"_s, domain});
    EXPECT_EQ(jobs.exitCode, 2);
    EXPECT_THAT(jobs.err.toStdString(), HasSubstr("--batch"));
}

TEST(TokenBatch, IsInTheHelp)
{
    const Outcome help = run({u"token"_s, u"check"_s, u"--help"_s});
    EXPECT_THAT(help.out.toStdString(), HasSubstr("--batch"));
    EXPECT_THAT(help.out.toStdString(), HasSubstr("one token a line"));
    EXPECT_THAT(help.out.toStdString(), HasSubstr("--jobs"));
}

} // namespace
