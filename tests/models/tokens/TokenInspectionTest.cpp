// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TokenInspection.h"

#include "app/auth/Jwt.h"
#include "tests/support/Print.h"

#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::TokenInspection;
using testing::HasSubstr;

namespace {

constexpr qint64 issued = 1'700'000'000;
const QString domain = u"customer47.prod-eu-north-1.iotcomms.io"_s;
const QString neighbour = u"customer48.prod-eu-north-1.iotcomms.io"_s;

const auth::RsaKeyPair &keyOf(int which)
{
    static const auto &keys = *new std::vector{auth::RsaKeyPair::generate().result().value(),
                                               auth::RsaKeyPair::generate().result().value()};
    return keys[std::size_t(which)];
}

class Bench : public testing::Test
{
protected:
    Bench()
        : m_inspection(nullptr, [this] { return m_now; })
    {
    }

    static QByteArray token(int key = 0)
    {
        return auth::signToken({domain, issued, issued + 3300}, keyOf(key));
    }
    void giveCandidates()
    {
        m_inspection.setCandidates({{u"Own"_s, domain, keyOf(0).publicKey(), u"a"_s, {}},
                                    {u"Neighbour"_s, neighbour, keyOf(1).publicKey(), u"b"_s, {}}});
    }
    int status() const { return m_inspection.diagnosis().status; }

    double m_now = issued + 60;
    TokenInspection m_inspection;
};

TEST_F(Bench, DecodesWithoutAKeyAndGivesNoVerdict)
{
    m_inspection.setText(token());
    EXPECT_TRUE(m_inspection.anatomy().isWhole());
    EXPECT_FALSE(m_inspection.hasVerdict());
    EXPECT_EQ(m_inspection.explanation().payload().size(), 3U);
}

TEST_F(Bench, JudgesByTheFirstCandidateUntilAnotherIsChosen)
{
    giveCandidates();
    m_inspection.setText(token());
    ASSERT_TRUE(m_inspection.hasVerdict());
    EXPECT_EQ(status(), 200);
    EXPECT_EQ(m_inspection.domain(), domain);

    m_inspection.chooseKey(1);
    EXPECT_EQ(m_inspection.domain(), neighbour);
    EXPECT_EQ(status(), 403) << "it is good, but for another domain";
    EXPECT_NE(m_inspection.diagnosis().find(auth::NearMiss::Kind::OtherProfile), nullptr);

    m_inspection.chooseKey(-1);
    EXPECT_FALSE(m_inspection.hasVerdict()) << "without a key nothing can be said";
}

TEST_F(Bench, ChecksAnyKeyAgainstAnyDomain)
{
    giveCandidates();
    m_inspection.setText(token());
    m_inspection.setDomain(neighbour);
    EXPECT_NE(status(), 200);
    // What a person has chosen stays when the profiles change
    giveCandidates();
    EXPECT_EQ(m_inspection.domain(), neighbour);
    EXPECT_EQ(m_inspection.keyChoice(), 0);
    m_inspection.setDomain(domain);
    EXPECT_EQ(status(), 200);
}

TEST_F(Bench, KeepsTheChosenKeyWhenTheListIsAnother)
{
    giveCandidates();
    m_inspection.chooseKey(1);
    m_inspection.setCandidates({{u"Neighbour"_s, neighbour, keyOf(1).publicKey(), u"b"_s, {}}});
    EXPECT_EQ(m_inspection.keyChoice(), 0);
    EXPECT_EQ(m_inspection.candidates().front().name, u"Neighbour"_s);
    m_inspection.setCandidates({});
    EXPECT_EQ(m_inspection.keyChoice(), -1);
}

TEST_F(Bench, TellsWhatWasPastedAlongUntilAnotherTokenComes)
{
    m_inspection.setText("Authorization: Bearer " + token() + "\n");
    EXPECT_EQ(m_inspection.token(), token());
    EXPECT_FALSE(m_inspection.cleanings().empty());
    m_inspection.setText(token()); // as the editor gives it back
    EXPECT_FALSE(m_inspection.cleanings().empty());
    m_inspection.setText(token(1));
    EXPECT_TRUE(m_inspection.cleanings().empty());
}

TEST_F(Bench, FindsTheKeyThatSigned)
{
    giveCandidates();
    m_inspection.setText(token(1));
    EXPECT_EQ(status(), 401);
    QSignalSpy tried(&m_inspection, &TokenInspection::keysTried);
    m_inspection.tryEveryKey();
    EXPECT_TRUE(m_inspection.isTrying());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !tried.isEmpty(); }, 20'000));
    EXPECT_FALSE(m_inspection.isTrying());
    EXPECT_EQ(m_inspection.keyChoice(), 1);
    EXPECT_FALSE(tried.first().first().toString().isEmpty());
}

TEST_F(Bench, AnAnswerForATokenThatIsGoneChoosesNothing)
{
    giveCandidates();
    m_inspection.setText(token(1));
    QSignalSpy tried(&m_inspection, &TokenInspection::keysTried);
    m_inspection.tryEveryKey();
    m_inspection.setText(token(0));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !tried.isEmpty(); }, 20'000));
    EXPECT_EQ(m_inspection.keyChoice(), 0);
}

TEST_F(Bench, FindsTheKeyInTheListOfNow)
{
    giveCandidates();
    m_inspection.setText(token(1));
    QSignalSpy tried(&m_inspection, &TokenInspection::keysTried);
    m_inspection.tryEveryKey();
    // When the list becomes another one meanwhile, in which the same place is another key's
    m_inspection.setCandidates({{u"Neighbour"_s, neighbour, keyOf(1).publicKey(), u"b"_s, {}},
                                {u"Own"_s, domain, keyOf(0).publicKey(), u"a"_s, {}}});
    m_inspection.chooseKey(1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !tried.isEmpty(); }, 20'000));
    EXPECT_EQ(m_inspection.keyChoice(), 0);
    EXPECT_EQ(tried.size(), 1);
}

TEST_F(Bench, MayGoWhileKeysAreTried)
{
    auto inspection = std::make_unique<TokenInspection>();
    inspection->setCandidates({{u"Own"_s, domain, keyOf(0).publicKey(), u"a"_s, {}}});
    inspection->setText(token());
    inspection->tryEveryKey();
    inspection.reset();
    QTest::qWait(0);
}

TEST_F(Bench, MovesTheMomentOfTheCheck)
{
    giveCandidates();
    m_inspection.setText(token());
    EXPECT_TRUE(m_inspection.isNow());
    m_inspection.setMoment(issued + 3301);
    EXPECT_FALSE(m_inspection.isNow());
    EXPECT_EQ(status(), 401) << "exp has passed";
    m_inspection.setMoment({});
    EXPECT_EQ(status(), 200);
}

TEST_F(Bench, LooksAtTheServersClock)
{
    giveCandidates();
    m_now = issued - 120; // ours is behind
    m_inspection.setText(token());
    EXPECT_EQ(status(), 401) << "issued in the future";
    m_inspection.setClockOffset(180'000);
    EXPECT_EQ(status(), 200);
    EXPECT_NE(m_inspection.timeline().find(auth::TokenTimeline::Instant::ServerNow), nullptr);
}

TEST_F(Bench, TellsAPrivateKeyFromAToken)
{
    m_inspection.setText(keyOf(0).privatePem().toByteArray());
    EXPECT_TRUE(m_inspection.isPrivateKey());
    m_inspection.setText(token());
    EXPECT_FALSE(m_inspection.isPrivateKey());
}

TEST_F(Bench, TakesAnyBytes)
{
    giveCandidates();
    for (const QByteArray &text :
         {QByteArray(), QByteArray("."), QByteArray(".."), QByteArray("\0\xff.\xfe.\0", 6),
          QByteArray(300'000, 'a'), QByteArray("eyJ9.eyJ9.eyJ9"), QByteArray("a.b.c.d")}) {
        m_inspection.setText(text);
        EXPECT_NE(status(), 200);
    }
    EXPECT_TRUE(m_inspection.timeline().marks().empty());
}

} // namespace
