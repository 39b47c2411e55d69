// SPDX-License-Identifier: GPL-3.0-or-later
// A list that can't be read says what happened and what to do, and can be tried again.
#include "tests/ui/support/SandboxWindow.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace Qt::StringLiterals;

namespace {

class FailedList : public SandboxWindow
{
};

TEST_F(FailedList, SaysWhatHappenedAndCanBeTriedAgain)
{
    // Given a profile whose server refuses connections
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    QTcpServer closed;
    ASSERT_TRUE(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    ASSERT_TRUE(workspace().profiles().save(ownProfile(u"Elsewhere"_s, port)));

    // When it is opened
    chooseProfile(u"Elsewhere"_s);
    // Then the page says that the devices could not be loaded, and offers to try again
    ASSERT_TRUE(
        drive::until([&] { return drive::says(&window(), u"The devices could not be loaded"_s); }));
    EXPECT_EQ(table(), nullptr);
    EXPECT_NE(drive::button(&window(), u"Details"_s), nullptr);
    QAbstractButton *again = drive::button(&window(), u"Try again"_s);
    ASSERT_NE(again, nullptr);

    // And trying again asks the server once more
    QTcpServer back;
    QSignalSpy asked(&back, &QTcpServer::newConnection);
    ASSERT_TRUE(back.listen(QHostAddress::LocalHost, port));
    drive::click(again);
    EXPECT_TRUE(drive::until([&] { return !asked.isEmpty(); }));
}

TEST_F(FailedList, KeepsWhatItHadWhenARefreshFails)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    // Given the token is refused from now on
    ASSERT_NO_FATAL_FAILURE(setFaults({{u"clockOffsetSeconds"_s, 100'000}}));
    // When the list is refreshed
    drive::click(drive::button(&window(), u"Refresh"_s));
    // Then the banner says so, and the old rows stay
    EXPECT_TRUE(drive::until([&] { return drive::says(&window(), u"Refreshing failed."_s); }));
    ASSERT_NE(table(), nullptr);
    EXPECT_EQ(table()->model()->rowCount(), devices);
    // And when all is well again, so is the page
    ASSERT_NO_FATAL_FAILURE(setFaults({}));
    drive::click(drive::button(&window(), u"Refresh"_s));
    EXPECT_TRUE(drive::until([&] { return !drive::says(&window(), u"Refreshing failed."_s); }));
    EXPECT_EQ(table()->model()->rowCount(), devices);
}

TEST_F(FailedList, AKeyThatIsGoneIsExplained)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    const api::Profile own = ownProfile(u"Elsewhere"_s, 9);
    ASSERT_TRUE(workspace().profiles().save(own));
    ASSERT_TRUE(QFile::remove(own.keyFile));
    chooseProfile(u"Elsewhere"_s);
    EXPECT_TRUE(
        drive::until([&] { return drive::button(&window(), u"Edit profile"_s) != nullptr; }));
}

} // namespace
