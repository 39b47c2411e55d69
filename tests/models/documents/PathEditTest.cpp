// SPDX-License-Identifier: GPL-3.0-or-later
// Putting an assumed path right.
#include "models/PathEdit.h"

#include "Documents.h"

using namespace Qt::StringLiterals;
using models::PathEdit;

namespace {

class PathEditTest : public documents::DocumentsTest
{
protected:
    const api::ResourceType &trunks() const
    {
        return *m_documents->catalogue()->resource(u"provisioning/trunk"_s);
    }
};

} // namespace

TEST_F(PathEditTest, MovesATypeAtOnceAndBackAgain)
{
    const QString original = trunks().collectionPath;
    QSignalSpy changed(m_documents.get(), &models::ApiDocuments::catalogueChanged);
    ASSERT_TRUE(PathEdit(m_documents.get(), trunks()).apply(u"/carrier/{domain}"_s));
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(trunks().collectionPath, u"/carrier/{domain}"_s);

    const PathEdit again(m_documents.get(), trunks());
    EXPECT_EQ(again.original(), original);
    EXPECT_EQ(again.current(), u"/carrier/{domain}"_s);
    ASSERT_TRUE(again.apply(original));
    EXPECT_EQ(trunks().collectionPath, original);
}

TEST_F(PathEditTest, IsThereAtTheNextStart)
{
    ASSERT_TRUE(PathEdit(m_documents.get(), trunks()).apply(u"/carrier/{domain}"_s));
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_EQ(trunks().collectionPath, u"/carrier/{domain}"_s);
}

TEST_F(PathEditTest, MovesOneOperation)
{
    const auto match =
        m_documents->catalogue()->match(api::Method::Get, u"/provisioning/trunk/a.example");
    ASSERT_TRUE(match);
    const PathEdit edit(m_documents.get(), *match->operation);
    ASSERT_TRUE(edit.apply(u"/elsewhere/{domain}"_s));
    EXPECT_TRUE(m_documents->catalogue()->match(api::Method::Get, u"/elsewhere/a.example"));
    EXPECT_FALSE(trunks().canList);
}

TEST_F(PathEditTest, RefusesWhatIsNoPathOfIt)
{
    const PathEdit edit(m_documents.get(), trunks());
    EXPECT_FALSE(edit.whyNot(u"/carrier"_s).isEmpty());
    EXPECT_FALSE(edit.apply(u"carrier/{domain}"_s));
    EXPECT_EQ(edit.whyNot(u" /carrier/{domain} "_s), QString());
    EXPECT_FALSE(edit.changes(edit.current()));
}

TEST_F(PathEditTest, LeavesWhatWasImportedToTheImport)
{
    ASSERT_NO_FATAL_FAILURE(import());
    const PathEdit edit(m_documents.get(), *m_documents->catalogue()->resource(u"lamps/lamp"_s));
    EXPECT_THAT(edit.whyNot(u"/x/{domain}"_s).toStdString(), testing::HasSubstr("imported"));
}
