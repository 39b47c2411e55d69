// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every command: wrong usage ends with 2, help with 0, and secrets are no arguments.
#include "tests/e2e/Cli.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace e2e;
using namespace Qt::StringLiterals;
using testing::HasSubstr;
using testing::Not;

namespace {

class WrongUsage : public testing::TestWithParam<const char *>
{
};

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

const std::vector<QStringList> &commands()
{
    static const std::vector<QStringList> all{
        {},
        {u"keys"_s},
        {u"keys"_s, u"generate"_s},
        {u"keys"_s, u"show"_s},
        {u"token"_s},
        {u"token"_s, u"sign"_s},
        {u"token"_s, u"check"_s},
        {u"json"_s},
        {u"json"_s, u"check"_s},
        {u"patch"_s},
        {u"patch"_s, u"apply"_s},
        {u"patch"_s, u"diff"_s},
        {u"request"_s},
        {u"bulk"_s},
        {u"bulk"_s, u"patch"_s},
        {u"bulk"_s, u"resume"_s},
        {u"bulk"_s, u"list"_s},
        {u"bulk"_s, u"forget"_s},
        {u"sandbox"_s},
    };
    return all;
}

} // namespace

TEST_P(WrongUsage, EndsWithTwoAndASentenceOnStandardError)
{
    const Outcome outcome = run(words(GetParam()));
    EXPECT_EQ(outcome.exitCode, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err, "");
}

INSTANTIATE_TEST_SUITE_P(
    EveryCommand, WrongUsage,
    testing::Values("", "fly", "--fly", "keys", "keys generate", "keys generate --out",
                    "keys generate --out x --bits 1024", "keys generate --out x --bits many",
                    "keys show", "keys show a b", "token", "token sign --key k",
                    "token sign --domain d", "token sign --key k --domain d --lifetime soon",
                    "token sign --key k --domain d --lifetime -5m",
                    "token sign --key k --domain d --at yesterday",
                    "token sign --key k --domain d --at 1700000000000", "token check",
                    "token check - --public-key k", "token check - --domain d",
                    "token check - --public-key k --domain d --leeway -1",
                    "token check - --public-key k --domain d --at noon", "json", "json check",
                    "json check a b", "patch", "patch apply", "patch apply a", "patch diff a",
                    "patch apply - -", "patch diff - -", "request", "request GET", "request GET /x",
                    "request GET /x --base-url http://127.0.0.1",
                    "request GET /x --base-url http://127.0.0.1 --domain d",
                    "request GET /x --profile p --base-url http://127.0.0.1 --domain d --key k",
                    "request GET /x --profile p --domain d",
                    "request FLY /x --base-url http://127.0.0.1 --domain d --key k",
                    "request GET /x --profile p --timeout 0", "bulk", "bulk patch",
                    "bulk patch r --patch p --profile x", "bulk patch r --patch p --all",
                    "bulk patch r --patch p --all --ids i --profile x",
                    "bulk patch r --patch - --ids - --profile x",
                    "bulk patch r --patch p --all --profile x --concurrency 33",
                    "bulk patch r --patch p --all --profile x --rate -1", "bulk resume",
                    "bulk forget", "bulk forget x", "sandbox --port 70000", "sandbox --devices -1",
                    "sandbox --seed x", "sandbox --port http"));

TEST(Usage, HelpEndsWithZero)
{
    for (const QStringList &command : commands()) {
        const Outcome outcome = run(command + QStringList{u"--help"_s});
        EXPECT_EQ(outcome.exitCode, 0) << command.join(u' ').toStdString();
        EXPECT_NE(outcome.out, "");
        EXPECT_EQ(outcome.err, "");
    }
    EXPECT_EQ(run({u"--version"_s}).exitCode, 0);
}

TEST(Usage, NoOptionTakesASecret)
{
    for (const QStringList &command : commands()) {
        const std::string help =
            run(command + QStringList{u"--help"_s}).out.toLower().toStdString();
        for (const char *secret : {"--pass", "--token", "--secret", "--bearer"})
            EXPECT_THAT(help, Not(HasSubstr(secret))) << command.join(u' ').toStdString();
    }
}
