// SPDX-License-Identifier: GPL-3.0-or-later
// Paths that a person has put right.
#include "app/api/import/PathOverrides.h"

#include "tests/unit/import/Imports.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using api::Method;
using api::PathOverrides;

namespace {

const QString trunks = u"/provisioning/trunk/{domain}"_s;
const QString carriers = u"/provisioning/carrier/{domain}"_s;

} // namespace

TEST(PathOverrides, MoveAResourceTypeWithAllBelowIt)
{
    const QTemporaryDir folder;
    PathOverrides overrides(folder.path(), false);
    ASSERT_TRUE(overrides.set({std::nullopt, trunks, carriers}));
    api::Catalogue catalogue = imports::shipped();
    overrides.applyTo(catalogue);
    const api::ResourceType *type = catalogue.resource(u"provisioning/trunk"_s);
    ASSERT_TRUE(type);
    EXPECT_EQ(type->collectionPath, carriers);
    EXPECT_EQ(type->itemPath, carriers + u"/{trunkId}"_s);
    EXPECT_TRUE(type->canList);
    EXPECT_TRUE(catalogue.match(Method::Get, u"/provisioning/carrier/a.example/1"));
    EXPECT_FALSE(catalogue.match(Method::Get, u"/provisioning/trunk/a.example"));
    EXPECT_EQ(catalogue.operations().size(), imports::shipped().operations().size());
    EXPECT_EQ(overrides.original({}, carriers), trunks);
    EXPECT_EQ(overrides.original(Method::Get, carriers + u"/{trunkId}"_s),
              trunks + u"/{trunkId}"_s);
}

TEST(PathOverrides, MoveOneOperationAlone)
{
    const QTemporaryDir folder;
    PathOverrides overrides(folder.path(), false);
    ASSERT_TRUE(overrides.set({Method::Post, trunks, carriers}));
    api::Catalogue catalogue = imports::shipped();
    overrides.applyTo(catalogue);
    EXPECT_TRUE(catalogue.match(Method::Post, u"/provisioning/carrier/a.example"));
    EXPECT_TRUE(catalogue.match(Method::Get, u"/provisioning/trunk/a.example"));
    EXPECT_EQ(overrides.original(Method::Post, carriers), trunks);
    EXPECT_EQ(overrides.original(Method::Get, carriers), carriers);
}

TEST(PathOverrides, AreKeptAndForgottenAgain)
{
    const QTemporaryDir folder;
    {
        PathOverrides overrides(folder.path(), false);
        ASSERT_TRUE(overrides.load());
        ASSERT_TRUE(overrides.set({std::nullopt, trunks, carriers}));
        ASSERT_TRUE(overrides.set({Method::Get, u"/a"_s, u"/b"_s}));
    }
    PathOverrides overrides(folder.path(), false);
    ASSERT_TRUE(overrides.load());
    EXPECT_EQ(overrides.all().size(), 2);
    ASSERT_TRUE(overrides.find({}, trunks));
    EXPECT_EQ(overrides.find({}, trunks)->to, carriers);
    ASSERT_TRUE(overrides.set({std::nullopt, trunks, trunks}));
    EXPECT_FALSE(overrides.find({}, trunks));
}

TEST(PathOverrides, ThatAreReadOnlyAreNotWritten)
{
    const QTemporaryDir folder;
    PathOverrides overrides(folder.path(), true);
    ASSERT_TRUE(overrides.set({std::nullopt, trunks, carriers}));
    EXPECT_FALSE(QFile::exists(folder.filePath(u"paths.json"_s)));
}

TEST(PathOverrides, InADamagedFileAreLeftAlone)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"paths.json"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    PathOverrides overrides(folder.path(), false);
    EXPECT_FALSE(overrides.load());
    ASSERT_TRUE(overrides.set({std::nullopt, trunks, carriers}));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "{");
}

TEST(PathOverrides, NeedTheSameParameters)
{
    EXPECT_EQ(PathOverrides::whyNot(trunks, u"/other/{domain}"_s), QString());
    EXPECT_EQ(PathOverrides::whyNot(u"/a"_s, u"/b/c"_s), QString());
    for (const QString &wrong : {u""_s, u"/"_s, u"trunk/{domain}"_s, u"/trunk"_s,
                                 u"/trunk/{tenant}"_s, u"/{domain}/{id}"_s, u"/x/{domain}/"_s,
                                 u"/x y/{domain}"_s, u"/x/{domain}?a=b"_s, u"/{domain"_s})
        EXPECT_FALSE(PathOverrides::whyNot(trunks, wrong).isEmpty()) << wrong.toStdString();
}

TEST(PathOverrides, ThatMeetAnotherOperationLeaveTheEarlierOne)
{
    const QTemporaryDir folder;
    PathOverrides overrides(folder.path(), false);
    ASSERT_TRUE(overrides.set({Method::Get, trunks, u"/provisioning/device/{domain}"_s}));
    api::Catalogue catalogue = imports::shipped();
    overrides.applyTo(catalogue);
    EXPECT_EQ(catalogue.operations().size(), imports::shipped().operations().size() - 1);
    EXPECT_TRUE(catalogue.resource(u"provisioning/device"_s)->canList);
}
