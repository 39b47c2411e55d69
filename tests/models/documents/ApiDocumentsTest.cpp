// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalogue is made of: what ships, and what was imported.
#include "Documents.h"
#include "models/ApiDocumentsModel.h"
#include "models/NewResource.h"

using namespace Qt::StringLiterals;
using documents::lamps;
using documents::until;

namespace {

class ApiDocumentsTest : public documents::DocumentsTest
{
};

} // namespace

TEST_F(ApiDocumentsTest, BeginWithWhatShips)
{
    EXPECT_EQ(m_documents->catalogue(), m_documents->shipped());
    EXPECT_FALSE(m_documents->isBusy());
    const models::ApiDocumentsModel model(m_documents.get());
    EXPECT_EQ(model.rowCount(), m_documents->shipped()->services().size());
    EXPECT_EQ(model.idAt(0), QString());
}

TEST_F(ApiDocumentsTest, GainWhatADocumentDescribesAndLoseItAgain)
{
    QSignalSpy changed(m_documents.get(), &models::ApiDocuments::catalogueChanged);
    ASSERT_NO_FATAL_FAILURE(import());
    EXPECT_EQ(changed.count(), 1);
    const api::ResourceType *type = m_documents->catalogue()->resource(u"lamps/lamp"_s);
    ASSERT_TRUE(type);
    EXPECT_EQ(models::withColumns(*type).columns.size(), 2);
    ASSERT_EQ(m_documents->imported().size(), 1);
    EXPECT_EQ(m_documents->imported().constFirst().title, u"Lamps"_s);

    m_documents->undo(m_documents->imported().constFirst().id);
    ASSERT_TRUE(until([&] { return !m_documents->isBusy(); }));
    EXPECT_FALSE(m_documents->catalogue()->resource(u"lamps/lamp"_s));
    EXPECT_EQ(m_documents->catalogue()->resources().size(),
              m_documents->shipped()->resources().size());
    EXPECT_TRUE(m_documents->imported().isEmpty());
}

TEST_F(ApiDocumentsTest, AreThereAgainAtTheNextStart)
{
    ASSERT_NO_FATAL_FAILURE(import());
    m_review.reset();
    m_documents =
        std::make_unique<models::ApiDocuments>(m_folder.path(), false, documents::shipped());
    QSignalSpy changed(m_documents.get(), &models::ApiDocuments::catalogueChanged);
    EXPECT_TRUE(m_documents->isLoading());
    ASSERT_TRUE(until([&] { return changed.count() == 1; }));
    EXPECT_FALSE(m_documents->isLoading());
    EXPECT_TRUE(m_documents->catalogue()->resource(u"lamps/lamp"_s));
    EXPECT_TRUE(m_documents->notices().isEmpty());
}

TEST_F(ApiDocumentsTest, GiveBackWhatAnImportReplaced)
{
    const api::ResourceType *ours = m_documents->shipped()->resource(u"provisioning/device"_s);
    ASSERT_TRUE(ours);
    ASSERT_NO_FATAL_FAILURE(import(
        R"({"openapi":"3.0.1","info":{"title":"P","version":"1"},"servers":[{"url":"/provisioning"}],
"paths":{"/device/{domain}":{"get":{}},"/device/{domain}/{deviceId}":{"get":{"responses":{"200":{
"content":{"application/json":{"schema":{"properties":{"only":{"type":"string"}}}}}}}}}}})"));
    const api::ResourceType *now = m_documents->catalogue()->resource(ours->key);
    EXPECT_EQ(now->source, api::Source::Imported);
    EXPECT_TRUE(now->schema->property(u"only"_s));
    m_documents->undo(m_documents->imported().constFirst().id);
    ASSERT_TRUE(until([&] { return !m_documents->isBusy(); }));
    now = m_documents->catalogue()->resource(ours->key);
    EXPECT_EQ(now->schema, ours->schema);
    EXPECT_EQ(now->source, ours->source);
}

TEST_F(ApiDocumentsTest, ReadOnlyKeepNothing)
{
    ASSERT_NO_FATAL_FAILURE(open(true));
    ASSERT_NO_FATAL_FAILURE(import());
    EXPECT_TRUE(m_documents->catalogue()->resource(u"lamps/lamp"_s));
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_TRUE(m_documents->imported().isEmpty());
}

TEST_F(ApiDocumentsTest, RefuseASecondJobInWords)
{
    auto read = api::DocumentImport::read(u"t"_s, lamps().toStdString(), {});
    ASSERT_TRUE(read);
    QSignalSpy failed(m_documents.get(), &models::ApiDocuments::failed);
    m_documents->add(*read);
    m_documents->add(*read);
    EXPECT_EQ(failed.count(), 1);
    ASSERT_TRUE(until([&] { return !m_documents->isBusy(); }));
    EXPECT_EQ(m_documents->imported().size(), 1);
}

TEST_F(ApiDocumentsTest, TellWhichDocumentCouldNotBeRead)
{
    ASSERT_NO_FATAL_FAILURE(import());
    const QString id = m_documents->imported().constFirst().id;
    ASSERT_TRUE(QFile::remove(m_folder.filePath(u"imports/"_s + id + u".json"_s)));
    m_review.reset();
    m_documents =
        std::make_unique<models::ApiDocuments>(m_folder.path(), false, documents::shipped());
    QSignalSpy failed(m_documents.get(), &models::ApiDocuments::failed);
    ASSERT_TRUE(until([&] { return !m_documents->isBusy(); }));
    EXPECT_EQ(failed.count(), 1);
    EXPECT_EQ(m_documents->notices().size(), 1);
    EXPECT_EQ(m_documents->imported().size(), 1); // it can still be undone
}
