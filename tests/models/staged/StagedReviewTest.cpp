// SPDX-License-Identifier: GPL-3.0-or-later
// Several staged changes, reviewed together and sent one after the other.
#include "models/StagedReview.h"

#include "tests/models/editing/SandboxFixture.h"
#include "tests/support/ModelWatch.h"

using editing::document;
using editing::pointer;
using models::StagedReview;
using namespace Qt::StringLiterals;
using State = StagedReview::State;

namespace {

class StagedReviewTest : public editing::SandboxFixture
{
protected:
    void SetUp() override
    {
        SandboxFixture::SetUp();
        session->setChangeLog(&log);
        useResource(resourceKey);
        load();
    }
    ~StagedReviewTest() override { controller.reset(); }

    /// Stages another description of the device in @p row of the table.
    QString stage(int row, const QString &description)
    {
        const QString id = controller->table().idAt(row);
        const json::Document base = onServer(id);
        models::ResourceDraft draft;
        draft.setBase(id, base, nullptr);
        EXPECT_TRUE(draft.setValue(pointer("/description"), u'"' + description + u'"'));
        drafts->save({.profileId = u"test"_s,
                      .resource = resourceKey,
                      .id = id,
                      .base = base,
                      .edited = draft.edited(),
                      .savedAt = {}});
        return id;
    }
    std::unique_ptr<StagedReview> review()
    {
        auto made =
            std::make_unique<StagedReview>(session.get(), drafts.get(), drafts->drafts(u"test"_s));
        waitFor([this] { return session->queue().waiting() + session->queue().running() == 0; });
        return made;
    }
    static int rowOf(const StagedReview &review, const QString &id)
    {
        for (int row = 0; row < review.rowCount(); ++row) {
            if (review.storedAt(row).id == id)
                return row;
        }
        ADD_FAILURE() << id.toStdString();
        return 0;
    }
    void run(StagedReview &review)
    {
        review.start();
        waitFor([&] { return !review.isRunning(); });
    }
    std::string description(const QString &id)
    {
        return std::string(onServer(id).root()["description"].text());
    }

    api::ChangeLog log{QString()};
};

TEST_F(StagedReviewTest, GivenSeveralStaged_WhenReviewed_ThenTheExactRequestsAreShownAndNoneIsSent)
{
    const QString id = stage(0, u"one"_s);
    stage(1, u"two"_s);
    const auto made = review();
    ModelWatch watch(made.get());
    ASSERT_EQ(made->rowCount(), 2);
    EXPECT_EQ(made->checkedCount(), 2);
    const models::RequestPreview preview = made->previewAt(rowOf(*made, id));
    EXPECT_EQ(preview.method, u"PATCH"_s);
    EXPECT_TRUE(preview.url.startsWith(u"http://127.0.0.1:"_s));
    EXPECT_TRUE(preview.body.contains(u"\"one\""_s));
    const QString curl = made->snippetAt(rowOf(*made, id), u"curl-posix"_s);
    EXPECT_TRUE(curl.contains(u"$TOKEN"_s)) << curl.toStdString();
    EXPECT_TRUE(curl.contains(u"PATCH"_s));
    EXPECT_FALSE(curl.contains(QString::fromLatin1(session->token()->text)));
    EXPECT_NE(description(id), "one");
}

TEST_F(StagedReviewTest, GivenSomeAreChecked_WhenSent_ThenOnlyThoseGoAndTheRestStaysStaged)
{
    const QString first = stage(0, u"one"_s);
    const QString second = stage(1, u"two"_s);
    const auto made = review();
    ModelWatch watch(made.get());
    made->setData(made->index(rowOf(*made, second), 0), Qt::Unchecked, Qt::CheckStateRole);
    run(*made);
    EXPECT_EQ(made->stateAt(rowOf(*made, first)), State::Done);
    EXPECT_EQ(made->stateAt(rowOf(*made, second)), State::Ready);
    EXPECT_EQ(description(first), "one");
    EXPECT_NE(description(second), "two");
    EXPECT_FALSE(drafts->draft(u"test"_s, resourceKey, first));
    EXPECT_TRUE(drafts->draft(u"test"_s, resourceKey, second));
    EXPECT_EQ(controller->table().documentOf(first).root()["description"].text(), "one")
        << "the page follows";
}

TEST_F(StagedReviewTest, GivenOthersChangedOneOfThem_WhenSent_ThenThatOneStaysAndTheRestGoes)
{
    const QString first = stage(0, u"one"_s);
    const QString second = stage(1, u"two"_s);
    patchBehindOurBack(first, R"([{"op":"add","path":"/description","value":"theirs"}])");
    const auto made = review();
    run(*made);
    EXPECT_EQ(made->stateAt(rowOf(*made, first)), State::Conflict);
    EXPECT_TRUE(made->sentenceAt(rowOf(*made, first)).contains(u"/description"_s));
    EXPECT_EQ(made->stateAt(rowOf(*made, second)), State::Done);
    EXPECT_EQ(description(first), "theirs");
    EXPECT_TRUE(drafts->draft(u"test"_s, resourceKey, first));
}

TEST_F(StagedReviewTest, GivenOneIsGone_WhenSent_ThenItsRowSaysSoAndItCanBeTriedAgain)
{
    const QString first = stage(0, u"one"_s);
    deleteBehindOurBack(first);
    const auto made = review();
    run(*made);
    EXPECT_EQ(made->stateAt(0), State::Failed);
    EXPECT_FALSE(made->sentenceAt(0).isEmpty());
    ASSERT_TRUE(made->errorAt(0));
    EXPECT_TRUE(made->isChecked(0));
    EXPECT_TRUE(drafts->draft(u"test"_s, resourceKey, first));
    run(*made);
    EXPECT_EQ(made->stateAt(0), State::Failed);
}

TEST_F(StagedReviewTest, GivenThePlatformIsGone_WhenSent_ThenTheRestIsNotTried)
{
    stage(0, u"one"_s);
    stage(1, u"two"_s);
    stage(2, u"three"_s);
    const auto made = review();
    stopSandbox();
    run(*made);
    EXPECT_EQ(made->count(State::Failed), 1);
    EXPECT_EQ(made->count(State::Ready), 2);
    EXPECT_EQ(drafts->count(u"test"_s), 3);
}

TEST_F(StagedReviewTest, GivenADraftThatIsNotFinished_WhenReviewed_ThenItIsRefusedWithItsReason)
{
    models::StoredDraft draft{.profileId = u"test"_s,
                              .resource = resourceKey,
                              .id = controller->table().idAt(0),
                              .base = document(R"({"a":1})"),
                              .edited = document(R"({"a":2})"),
                              .savedAt = {}};
    draft.unfinished = models::UnfinishedText{.text = u"{"_s, .origin = {}};
    drafts->save(draft);
    models::StoredDraft unknown = draft;
    unknown.resource = u"gone/type"_s;
    drafts->save(unknown);
    const auto made = review();
    for (int row = 0; row < 2; ++row) {
        EXPECT_EQ(made->stateAt(row), State::Refused);
        EXPECT_FALSE(made->sentenceAt(row).isEmpty());
        made->setChecked(row, true);
        EXPECT_FALSE(made->isChecked(row));
    }
    made->start();
    EXPECT_FALSE(made->isRunning());
}

TEST_F(StagedReviewTest, GivenTheResourceIsOpen_WhenItsDraftIsSentHere_ThenThePageHasNoEditsLeft)
{
    const QString id = firstId();
    open(id);
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"mine\""_s));
    waitFor([&] { return drafts->draft(u"test"_s, resourceKey, id).has_value(); });
    const auto made = review();
    run(*made);
    EXPECT_EQ(made->stateAt(0), State::Done);
    EXPECT_FALSE(controller->draft().isChanged());
    EXPECT_EQ(controller->draft().base().root()["description"].text(), "mine");
    QCoreApplication::processEvents();
    EXPECT_EQ(drafts->count(u"test"_s), 0);
}

TEST_F(StagedReviewTest, GivenTheResourceIsOpen_WhenItsDraftIsDiscardedHere_ThenThePageFollows)
{
    const QString id = firstId();
    open(id);
    ASSERT_TRUE(controller->draft().setValue(pointer("/description"), u"\"mine\""_s));
    waitFor([&] { return drafts->draft(u"test"_s, resourceKey, id).has_value(); });
    drafts->settle(*drafts->draft(u"test"_s, resourceKey, id));
    EXPECT_FALSE(controller->draft().isChanged());
    EXPECT_EQ(drafts->count(u"test"_s), 0);
}

TEST_F(StagedReviewTest, GivenSeveralWereSent_ThenTheLogHasEachOfThem)
{
    stage(0, u"one"_s);
    stage(1, u"two"_s);
    const auto made = review();
    run(*made);
    std::optional<qsizetype> found;
    log.search({}, {}, &log,
               [&](const QList<api::ChangeEntry> &entries) { found = entries.size(); });
    waitFor([&] { return found.has_value(); });
    EXPECT_EQ(*found, 2);
}

TEST_F(StagedReviewTest, GivenARunIsStopped_ThenWhatWasNotSentStaysStaged)
{
    for (int row = 0; row < 6; ++row)
        stage(row, u"x"_s);
    const auto made = review();
    made->start();
    made->stop();
    waitFor([&] { return !made->isRunning(); });
    EXPECT_EQ(made->count(State::Waiting), 0);
    EXPECT_GE(drafts->count(u"test"_s), 5);
}

} // namespace
