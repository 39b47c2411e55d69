// SPDX-License-Identifier: GPL-3.0-or-later
// A document on its way into the catalogue.
#include "Documents.h"
#include "tests/support/RawServer.h"

using namespace Qt::StringLiterals;
using documents::lamps;
using documents::until;
using models::ImportRemarksModel;
using State = models::ImportReview::State;

namespace {

class ImportReviewTest : public documents::DocumentsTest
{
};

} // namespace

TEST_F(ImportReviewTest, ShowsWhatADocumentBringsBeforeAnythingChanges)
{
    ASSERT_NO_FATAL_FAILURE(read(lamps()));
    ASSERT_EQ(m_review->state(), State::Ready);
    EXPECT_EQ(m_review->name(), u"lamps.json"_s);
    EXPECT_EQ(m_review->report().resources, 1);
    EXPECT_EQ(m_review->report().operations, 6);
    EXPECT_EQ(m_review->remarks().count(ImportRemarksModel::Kind::NewResource), 1);
    EXPECT_EQ(m_review->remarks().count(ImportRemarksModel::Kind::NewOperation), 6);
    EXPECT_EQ(m_review->remarks().count(ImportRemarksModel::Kind::LeftOut), 1);
    EXPECT_FALSE(m_documents->catalogue()->resource(u"lamps/lamp"_s));
    m_review->discard();
    EXPECT_EQ(m_review->state(), State::Idle);
    EXPECT_EQ(m_review->remarks().rowCount(), 0);
}

TEST_F(ImportReviewTest, NarrowsTheRemarksToOneKind)
{
    ASSERT_NO_FATAL_FAILURE(read(lamps()));
    const int all = m_review->remarks().rowCount();
    m_review->remarks().setKind(ImportRemarksModel::Kind::LeftOut);
    EXPECT_EQ(m_review->remarks().rowCount(), 1);
    m_review->remarks().setKind({});
    EXPECT_EQ(m_review->remarks().rowCount(), all);
}

TEST_F(ImportReviewTest, ReadsTheDocumentAgainWhereItsPathsBeginElsewhere)
{
    ASSERT_NO_FATAL_FAILURE(read(lamps()));
    m_review->setPrefix(u"/v2"_s);
    ASSERT_TRUE(until([&] { return m_review->state() == State::Ready; }));
    EXPECT_EQ(m_review->report().prefix, u"/v2"_s);
    m_review->apply();
    ASSERT_TRUE(until([&] { return m_review->state() == State::Idle; }));
    EXPECT_EQ(m_documents->catalogue()->resource(u"lamps/lamp"_s)->collectionPath,
              u"/v2/lamps/lamp/{domain}"_s);
    EXPECT_EQ(models::ImportReview::whyNotPrefix({}), QString());
    for (const QString &wrong : {u"v2"_s, u"/v2/"_s, u"/{a}"_s, u"/a b"_s, u"/a?b"_s})
        EXPECT_FALSE(models::ImportReview::whyNotPrefix(wrong).isEmpty()) << wrong.toStdString();
}

TEST_F(ImportReviewTest, DoesNotApplyAGuideWithoutPaths)
{
    ASSERT_NO_FATAL_FAILURE(read(R"({"openapi":"3.0.1","info":{"title":"Guide","version":"1"}})"));
    ASSERT_EQ(m_review->state(), State::Ready);
    EXPECT_FALSE(m_review->whyNotApply().isEmpty());
    m_review->apply();
    EXPECT_EQ(m_review->state(), State::Ready);
    EXPECT_TRUE(m_documents->imported().isEmpty());
}

TEST_F(ImportReviewTest, SaysWhatIsWrongWithADocumentAndWhere)
{
    ASSERT_NO_FATAL_FAILURE(read("{\"openapi\": tru}"));
    EXPECT_EQ(m_review->state(), State::Failed);
    EXPECT_THAT(m_review->failure().toStdString(), testing::HasSubstr("line 1"));
    m_review->readFile(m_folder.filePath(u"nothing.json"_s));
    ASSERT_TRUE(until([&] { return m_review->state() == State::Failed; }));
    EXPECT_THAT(m_review->failure().toStdString(), testing::HasSubstr("nothing.json"));
}

TEST_F(ImportReviewTest, WarnsThatAnOlderImportGoes)
{
    ASSERT_NO_FATAL_FAILURE(import());
    ASSERT_NO_FATAL_FAILURE(read(lamps("Lamps", "bulb")));
    ASSERT_EQ(m_review->notes().size(), 1);
    EXPECT_THAT(m_review->notes().constFirst().toStdString(), testing::HasSubstr("“Lamps”"));
    m_review->apply();
    ASSERT_TRUE(until([&] { return m_review->state() == State::Idle; }));
    EXPECT_EQ(m_documents->imported().size(), 1);
    EXPECT_FALSE(m_documents->catalogue()->resource(u"lamps/lamp"_s));
    EXPECT_TRUE(m_documents->catalogue()->resource(u"lamps/bulb"_s));
}

TEST_F(ImportReviewTest, FetchesADocumentWhenAsked)
{
    RawServer server(answer(httpReply(200, lamps())));
    m_review->readUrl(server.url().toString() + u"/openapi.json?key=hidden"_s);
    ASSERT_TRUE(until([&] { return m_review->state() == State::Ready; }));
    EXPECT_FALSE(m_review->name().contains(u"hidden"_s));
    EXPECT_EQ(m_review->report().resources, 1);
}

TEST_F(ImportReviewTest, DropsALateAnswerOfWhatWasPutAside)
{
    RawServer::Peer waiting;
    RawServer server([&](QTcpSocket *peer, const RawRequest &) { waiting = peer; });
    m_review->readUrl(server.url().toString());
    ASSERT_TRUE(until([&] { return waiting != nullptr; }));
    m_review->discard();
    EXPECT_EQ(m_review->state(), State::Idle);
    if (waiting)
        waiting->write(httpReply(200, lamps()));
    m_review->readFile(write(u"a.json"_s, lamps("Other")));
    m_review->readFile(write(u"b.json"_s, lamps("Newest")));
    ASSERT_TRUE(until([&] { return m_review->state() == State::Ready; }));
    EXPECT_EQ(m_review->report().title, u"Newest"_s);
}

TEST_F(ImportReviewTest, RefusesAnAddressThatCanNotBeFetched)
{
    m_review->readUrl(u"ftp://example.test/x"_s);
    ASSERT_TRUE(until([&] { return m_review->state() == State::Failed; }));
    EXPECT_FALSE(m_review->failure().isEmpty());
}
