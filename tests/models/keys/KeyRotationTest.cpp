// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyRotation.h"

#include "tests/support/KeySetting.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

using auth::KeyState;
using models::KeyProbe;
using models::KeyRotation;
using Step = models::KeyRotation::Step;
using namespace Qt::StringLiterals;

namespace {

class KeyRotationTest : public testing::Test
{
protected:
    void SetUp() override
    {
        old = setting.generate(u"Homes"_s);
        ASSERT_NO_FATAL_FAILURE(setting.startPlatform(*setting.store().publicPem(old)));
        profile = setting.addProfile(u"Sandbox"_s, old, true);
        begin();
    }
    void begin() { rotation = std::make_unique<KeyRotation>(setting.context(), profile); }
    /// The program is closed and started again.
    void restart()
    {
        rotation.reset();
        setting.restart();
        begin();
    }
    void waitFor(Step step)
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return rotation->step() == step && !rotation->isBusy(); },
                                    120'000))
            << "at " << int(rotation->step()) << ": " << qPrintable(rotation->problem());
    }
    void verify()
    {
        rotation->verify();
        ASSERT_TRUE(QTest::qWaitFor([&] { return !rotation->isBusy(); }, 60'000));
    }
    QList<models::Rotation> notes() const { return models::RotationNotes(setting.folder()).all(); }
    /// From now on the store can't write what it changes.
    void breakStore()
    {
        ASSERT_TRUE(QFile::rename(setting.path(u"keys"_s), setting.path(u"keys-away"_s)));
        QFile inTheWay(setting.path(u"keys"_s));
        ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
    }
    void mendStore()
    {
        ASSERT_TRUE(QFile::remove(setting.path(u"keys"_s)));
        ASSERT_TRUE(QFile::rename(setting.path(u"keys-away"_s), setting.path(u"keys"_s)));
        ASSERT_TRUE(setting.store().refresh().result());
    }
    QString signsWith() const { return rotation->profile()->keyId; }
    KeyState stateOf(const QString &id) const { return setting.entry(id).state; }
    void go(Step until)
    {
        if (rotation->step() == Step::Generate && until > Step::Generate) {
            rotation->generate(u"Homes 2"_s, 2048);
            ASSERT_NO_FATAL_FAILURE(waitFor(Step::Upload));
        }
        if (rotation->step() == Step::Upload && until > Step::Upload)
            rotation->uploadToSandbox();
        if (rotation->step() == Step::Verify && until > Step::Verify)
            verify();
        if (rotation->step() == Step::Switch && until > Step::Switch)
            rotation->switchProfile();
        ASSERT_NO_FATAL_FAILURE(waitFor(until));
    }

    KeySetting setting;
    QString old;
    QString profile;
    std::unique_ptr<KeyRotation> rotation;
};

TEST_F(KeyRotationTest, GoesFromTheOldPairToTheNext)
{
    EXPECT_EQ(rotation->step(), Step::Generate);
    rotation->generate(rotation->suggestedName(), 2048);
    EXPECT_TRUE(rotation->isBusy());
    ASSERT_NO_FATAL_FAILURE(waitFor(Step::Upload));
    const QString next = rotation->nextKey()->id;
    EXPECT_EQ(stateOf(next), KeyState::Next);
    EXPECT_EQ(signsWith(), old);

    rotation->uploadToSandbox();
    EXPECT_EQ(rotation->step(), Step::Verify);
    EXPECT_EQ(signsWith(), old);

    ASSERT_NO_FATAL_FAILURE(verify());
    EXPECT_EQ(rotation->probe().verdict(), KeyProbe::Verdict::Accepted);
    EXPECT_EQ(rotation->step(), Step::Switch);
    EXPECT_EQ(signsWith(), old);
    EXPECT_EQ(stateOf(old), KeyState::Active);

    rotation->switchProfile();
    ASSERT_NO_FATAL_FAILURE(waitFor(Step::Retire));
    EXPECT_EQ(signsWith(), next);
    EXPECT_EQ(stateOf(next), KeyState::Active);
    EXPECT_EQ(setting.changedProfiles, QStringList{profile});
    EXPECT_EQ(stateOf(old), KeyState::Active);

    rotation->retireOld();
    ASSERT_NO_FATAL_FAILURE(waitFor(Step::Done));
    EXPECT_EQ(stateOf(old), KeyState::Retired);
    EXPECT_EQ(stateOf(next), KeyState::Active);
    EXPECT_TRUE(models::RotationNotes(setting.folder()).all().isEmpty());
}

TEST_F(KeyRotationTest, IsResumedAtEachStepInAnotherRun)
{
    for (const Step step : {Step::Upload, Step::Verify, Step::Switch, Step::Retire}) {
        ASSERT_NO_FATAL_FAILURE(go(step));
        ASSERT_NO_FATAL_FAILURE(restart());
        EXPECT_EQ(rotation->step(), step);
        EXPECT_EQ(rotation->oldKey()->id, old);
        EXPECT_EQ(rotation->nextKey()->name, u"Homes 2"_s);
    }
}

TEST_F(KeyRotationTest, TheNextPairIsNotUsedBeforeItWasAccepted)
{
    // Given a next pair of which a person says that it was uploaded, and it was not
    ASSERT_NO_FATAL_FAILURE(go(Step::Upload));
    rotation->setUploaded();
    // When the platform is asked
    ASSERT_NO_FATAL_FAILURE(verify());
    // Then it refuses, and the profile signs with the old one
    EXPECT_EQ(rotation->probe().verdict(), KeyProbe::Verdict::Refused);
    EXPECT_EQ(rotation->step(), Step::Verify);
    rotation->switchProfile();
    rotation->retireOld();
    EXPECT_EQ(signsWith(), old);
    EXPECT_EQ(stateOf(old), KeyState::Active);
    // And after a real upload it goes on
    rotation->uploadToSandbox();
    ASSERT_NO_FATAL_FAILURE(verify());
    EXPECT_EQ(rotation->step(), Step::Switch);
}

TEST_F(KeyRotationTest, ACompromisedPairIsDisabledAtOnceAndTheRestIsTheSame)
{
    rotation->disableOld();
    ASSERT_TRUE(QTest::qWaitFor([&] { return rotation->oldIsDisabled(); }, 60'000));
    EXPECT_EQ(rotation->step(), Step::Generate);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !rotation->isBusy(); }, 60'000));
    ASSERT_NO_FATAL_FAILURE(go(Step::Switch));
    rotation->switchProfile();
    // There is nothing left to retire
    ASSERT_NO_FATAL_FAILURE(waitFor(Step::Done));
    EXPECT_EQ(stateOf(old), KeyState::Compromised);
    EXPECT_TRUE(models::RotationNotes(setting.folder()).all().isEmpty());
}

TEST_F(KeyRotationTest, APairThatAnotherProfileSignsWithStaysActive)
{
    setting.addProfile(u"Other"_s, old);
    ASSERT_NO_FATAL_FAILURE(go(Step::Retire));
    ASSERT_EQ(rotation->othersWithOld().size(), 1);
    rotation->retireOld();
    EXPECT_EQ(rotation->step(), Step::Done);
    EXPECT_EQ(stateOf(old), KeyState::Active);
}

TEST_F(KeyRotationTest, ANextPairThatIsRemovedBeginsItAnew)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Verify));
    ASSERT_TRUE(setting.store().remove(rotation->nextKey()->id).result());
    EXPECT_EQ(rotation->step(), Step::Generate);
    ASSERT_NO_FATAL_FAILURE(restart());
    EXPECT_EQ(rotation->step(), Step::Generate);
    EXPECT_EQ(rotation->oldKey()->id, old);
}

TEST_F(KeyRotationTest, OneThatEndedElsewhereIsForgottenAndAnotherBegins)
{
    // Given a rotation of which the old pair was retired on the page, while nobody was looking
    ASSERT_NO_FATAL_FAILURE(go(Step::Retire));
    const QString next = rotation->nextKey()->id;
    rotation.reset();
    setting.setState(old, KeyState::Retired);
    ASSERT_FALSE(notes().isEmpty());
    // When it is opened again
    begin();
    // Then there is nothing left of it, and the next one begins with the pair that is used now
    EXPECT_TRUE(notes().isEmpty());
    EXPECT_EQ(rotation->step(), Step::Generate);
    EXPECT_EQ(rotation->oldKey()->id, next);
}

TEST_F(KeyRotationTest, OneThatEndsWhileItIsOpenIsForgotten)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Retire));
    ASSERT_TRUE(setting.store().remove(old).result());
    ASSERT_NO_FATAL_FAILURE(waitFor(Step::Done));
    EXPECT_TRUE(QTest::qWaitFor([&] { return notes().isEmpty(); }, 60'000));
}

TEST_F(KeyRotationTest, IsNotForgottenWhenTheOldPairCouldNotBeRetired)
{
    // Given a pair whose file can't be written
    ASSERT_NO_FATAL_FAILURE(go(Step::Retire));
    ASSERT_NO_FATAL_FAILURE(breakStore());
    // When it is to be retired
    rotation->retireOld();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !rotation->isBusy(); }, 60'000));
    // Then that is said, and it can be resumed
    EXPECT_FALSE(rotation->problem().isEmpty());
    EXPECT_EQ(rotation->step(), Step::Retire);
    EXPECT_FALSE(notes().isEmpty());
    mendStore();
    rotation->retireOld();
    ASSERT_NO_FATAL_FAILURE(waitFor(Step::Done));
    EXPECT_EQ(rotation->problem(), QString());
    EXPECT_TRUE(notes().isEmpty());
}

TEST_F(KeyRotationTest, TheProfileStaysWithTheOldPairWhenTheNextCouldNotBeMadeActive)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Switch));
    ASSERT_NO_FATAL_FAILURE(breakStore());
    rotation->switchProfile();
    EXPECT_TRUE(rotation->isBusy());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !rotation->isBusy(); }, 60'000));
    EXPECT_FALSE(rotation->problem().isEmpty());
    EXPECT_EQ(rotation->step(), Step::Switch);
    EXPECT_EQ(signsWith(), old);
    mendStore();
    ASSERT_NO_FATAL_FAILURE(go(Step::Retire));
}

TEST_F(KeyRotationTest, GoesOnWithoutAnAnswerOnlyWhereTheAnswerSaidNothing)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Verify));
    rotation->goOnAnyway();
    EXPECT_EQ(rotation->step(), Step::Verify) << "nobody was asked";
    // Given a platform in trouble
    sandbox::Faults faults;
    faults.serverErrors = 1;
    setting.platform().setFaults(faults);
    ASSERT_NO_FATAL_FAILURE(verify());
    EXPECT_EQ(rotation->step(), Step::Verify);
    ASSERT_TRUE(rotation->canGoOnAnyway());
    rotation->goOnAnyway();
    EXPECT_EQ(rotation->step(), Step::Switch);
    ASSERT_NO_FATAL_FAILURE(restart());
    EXPECT_EQ(rotation->step(), Step::Switch);
}

TEST_F(KeyRotationTest, ARefusalIsNoReasonToGoOnAnyway)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Upload));
    rotation->setUploaded();
    ASSERT_NO_FATAL_FAILURE(verify());
    EXPECT_FALSE(rotation->canGoOnAnyway());
    rotation->goOnAnyway();
    EXPECT_EQ(rotation->step(), Step::Verify);
}

TEST_F(KeyRotationTest, AbandonedItLeavesBothPairsAsTheyAre)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Verify));
    const QString next = rotation->nextKey()->id;
    rotation->abandon();
    EXPECT_EQ(rotation->step(), Step::Generate);
    EXPECT_EQ(signsWith(), old);
    EXPECT_EQ(stateOf(next), KeyState::Next);
    EXPECT_EQ(models::rotationNotice(setting.context(), next), QString());
}

TEST_F(KeyRotationTest, IsFoundByEitherPairAndSaysItsNextStep)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Upload));
    const QString next = rotation->nextKey()->id;
    EXPECT_EQ(KeyRotation::profileOf(setting.context(), old), profile);
    EXPECT_EQ(KeyRotation::profileOf(setting.context(), next), profile);
    EXPECT_EQ(KeyRotation::profileOf(setting.context(), u"unknown"_s), QString());
    EXPECT_TRUE(models::rotationNotice(setting.context(), old).contains("upload"_L1));
    EXPECT_EQ(models::rotationNotice(setting.context(), old),
              models::rotationNotice(setting.context(), next));
}

TEST_F(KeyRotationTest, SuggestsANameThatDoesNotGrowWithEachRotation)
{
    const QString today = QDate::currentDate().toString(Qt::ISODate);
    EXPECT_EQ(rotation->suggestedName(), u"Homes "_s + today);
    ASSERT_TRUE(setting.store().rename(old, u"Homes 2025-01-31"_s).result());
    EXPECT_EQ(rotation->suggestedName(), u"Homes "_s + today);
    ASSERT_TRUE(setting.store().rename(old, u"Homes 2025-01-31 (2)"_s).result());
    EXPECT_EQ(rotation->suggestedName(), u"Homes "_s + today);
}

TEST_F(KeyRotationTest, SuggestsANameThatNoOtherPairHas)
{
    const QString today = QDate::currentDate().toString(Qt::ISODate);
    ASSERT_TRUE(setting.store().rename(old, u"Homes "_s + today).result());
    EXPECT_EQ(rotation->suggestedName(), u"Homes "_s + today + u" (2)"_s);
    setting.generate(u"Homes "_s + today + u" (2)"_s);
    EXPECT_EQ(rotation->suggestedName(), u"Homes "_s + today + u" (3)"_s);
}

TEST_F(KeyRotationTest, ASandboxThatDoesNotTakeTheKeySaysSo)
{
    ASSERT_NO_FATAL_FAILURE(go(Step::Upload));
    auto context = setting.context();
    context.uploadToSandbox = [](const QByteArray &) {
        return std::expected<void, QString>(std::unexpected(u"Not today."_s));
    };
    KeyRotation refused(context, profile);
    refused.uploadToSandbox();
    EXPECT_EQ(refused.problem(), u"Not today."_s);
    EXPECT_EQ(refused.step(), Step::Upload);
}

} // namespace
