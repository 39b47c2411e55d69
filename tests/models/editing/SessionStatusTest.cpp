// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SessionStatus.h"

#include "SandboxFixture.h"

using models::SessionStatus;
using Level = models::SessionStatus::Level;
using namespace Qt::StringLiterals;

namespace {

class SessionStatusTest : public editing::SandboxFixture
{
protected:
    SessionStatus status;
};

TEST_F(SessionStatusTest, WithoutASessionNothingIsKnown)
{
    EXPECT_EQ(status.token().level, Level::Unknown);
    EXPECT_EQ(status.key().level, Level::Unknown);
    EXPECT_EQ(status.clock().level, Level::Unknown);

    status.setSession(session.get());
    load();
    waitFor([this] { return status.key().level == Level::Ok; });
    controller.reset();
    session.reset(); // closed under its hands
    status.update();
    EXPECT_EQ(status.key().level, Level::Unknown);
}

TEST_F(SessionStatusTest, AKeyIsOkOnceThePlatformHasTakenItsToken)
{
    status.setSession(session.get());

    EXPECT_EQ(status.key().text, u"key not tried yet"_s);
    EXPECT_EQ(status.key().level, Level::Unknown);
    EXPECT_TRUE(status.key().details.contains(u"2048"_s));
    EXPECT_TRUE(status.key().details.contains(session->keyThumbprint()));
    EXPECT_EQ(status.token().text, u"no token yet"_s);
    EXPECT_EQ(status.tokenShareLeft(), 0);

    load();
    waitFor([this] { return status.key().level == Level::Ok; });
    EXPECT_EQ(status.key().text, u"key ok"_s);
    EXPECT_TRUE(status.key().details.contains(session->keyThumbprint()));
}

TEST_F(SessionStatusTest, AKeyThatThePlatformRefusesIsNotOk)
{
    status.setSession(session.get());
    sandbox->setFaults({.clockOffsetSeconds = -7200}); // every token comes from the future

    controller->refresh();
    waitFor([this] { return status.key().level == Level::Bad; });
    EXPECT_EQ(status.key().text, u"key refused"_s);
}

TEST_F(SessionStatusTest, TheFirstRequestShowsATokenWithAlmostAllOfItsTime)
{
    status.setSession(session.get());
    const QSignalSpy changed(&status, &SessionStatus::changed);

    load();
    waitFor([this] { return status.token().level == Level::Ok; });

    EXPECT_GE(changed.size(), 1);
    EXPECT_TRUE(status.token().text.startsWith(u"token "_s));
    EXPECT_TRUE(status.token().text.endsWith(u" min"_s));
    EXPECT_GT(status.tokenShareLeft(), 0.5);
    EXPECT_EQ(status.clock().text, u"clock ok"_s);
}

TEST_F(SessionStatusTest, AServerClockThatIsAheadMeansThatOursIsBehind)
{
    status.setSession(session.get());
    sandbox->setFaults({.clockOffsetSeconds = 600});

    load();
    waitFor([this] { return status.clock().level == Level::Warn; });

    EXPECT_TRUE(status.clock().text.endsWith(u"behind"_s)) << status.clock().text.toStdString();
    EXPECT_FALSE(status.clock().details.isEmpty());
}

TEST_F(SessionStatusTest, AKeyThatIsBeingReadIsNeitherGoodNorBad)
{
    api::Session reading(session->profile(), catalogue, nullptr);
    status.setSession(&reading);
    EXPECT_EQ(status.key().level, Level::Unknown);
    EXPECT_EQ(status.key().text, u"reading key"_s);

    waitFor([this] { return status.key().text == "key not tried yet"_L1; });
    status.setSession(nullptr);
}

TEST_F(SessionStatusTest, AMissingKeyIsBad)
{
    api::Profile profile = session->profile();
    profile.keyFile.clear();
    api::Session keyless(profile, catalogue, nullptr);

    status.setSession(&keyless);

    EXPECT_EQ(status.key().level, Level::Bad);
    EXPECT_EQ(status.key().text, u"key missing"_s);
    EXPECT_EQ(status.token().text, u"no token yet"_s);
    status.setSession(nullptr);
    EXPECT_EQ(status.key(), SessionStatus::Item());
}

} // namespace
