// SPDX-License-Identifier: GPL-3.0-or-later
// A table of the console on a mock server that others wrote. Skipped as MockServerTest is.
#include "tests/e2e/MockServer.h"
#include "tests/models/editing/SandboxFixture.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;

namespace {

class MockTable : public editing::SandboxFixture
{
protected:
    void SetUp() override
    {
        if (const QString problem = e2e::mockProblem(); !problem.isEmpty())
            GTEST_SKIP() << problem.toStdString();
        SandboxFixture::SetUp();
    }
};

} // namespace

TEST_F(MockTable, IsFilledAndItsRowsAreRead)
{
    const e2e::MockServer server(
        QStringLiteral(CONSOLE_SOURCE_DIR "/resources/api/provisioning.yaml"), "/provisioning");
    ASSERT_EQ(server.problem(), QString());
    port = server.port();
    restartConsole();
    load();
    EXPECT_GE(controller->table().rowCount(), 1);
    open(firstId());
    EXPECT_TRUE(failures.isEmpty());

    useResource(u"provisioning/trunk"_s);
    load();
    EXPECT_GE(controller->table().rowCount(), 1);
}
