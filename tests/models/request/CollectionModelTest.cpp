// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CollectionModel.h"

#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::CollectionModel;
using testing::HasSubstr;
using testing::Not;

namespace {

class CollectionModelTest : public testing::Test
{
protected:
    void SetUp() override { restart(); }
    void restart()
    {
        m_watch.reset();
        model.reset();
        model = std::make_unique<CollectionModel>(folder.path());
        m_watch = std::make_unique<ModelWatch>(model.get());
    }
    QString file() const { return folder.filePath(u"collections.json"_s); }
    std::string stored()
    {
        model.reset(); // which waits for the writer
        m_watch.reset();
        QFile in(file());
        EXPECT_TRUE(in.open(QIODevice::ReadOnly));
        return in.readAll().toStdString();
    }
    void write(const QByteArray &text) const
    {
        QFile out(file());
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
    }

    QTemporaryDir folder;
    std::unique_ptr<CollectionModel> model;
    std::unique_ptr<ModelWatch> m_watch;
};

const api::SavedRequest sample{.method = "PUT",
                               .path = u"/dev/{deviceId}"_s,
                               .query = {{u"a"_s, u"b"_s, false}},
                               .headers = {{u"X-A"_s, u"1"_s, true}},
                               .body = R"({"x": "{{name}}"})"};

} // namespace

TEST_F(CollectionModelTest, WhatIsSavedIsThereAgainAfterARestart)
{
    const QModelIndex kitchen = model->addFolder(u"Kitchen"_s);
    model->addRequest(u"Fill"_s, sample, kitchen);
    const QModelIndex inner = model->addFolder(u"Inner"_s, kitchen);
    model->setVariables(kitchen, {{u"deviceId"_s, u"7"_s, true}});
    model->setVariables(inner, {{u"deviceId"_s, u"8"_s, true}, {u"x"_s, u"y"_s, true}});
    restart();
    ASSERT_EQ(model->rowCount(), 1);
    const QModelIndex again = model->index(0, 0);
    EXPECT_EQ(again.data().toString(), u"Kitchen"_s);
    EXPECT_EQ(model->item(model->index(0, 0, again))->request, sample);
    const auto variables = model->variablesOf(model->index(1, 0, again));
    EXPECT_EQ(variables.first().value, u"8"_s) << "the nearest counts";
    EXPECT_EQ(QFileInfo(file()).permissions() &
                  (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
              QFile::Permissions());
}

TEST_F(CollectionModelTest, NoTokenAndNoPasswordGetsIntoTheFile)
{
    const QByteArray token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
    api::SavedRequest request = sample;
    request.headers.append({u"Authorization"_s, u"Bearer "_s + QString::fromLatin1(token), true});
    request.headers.append({u"X-Copy"_s, QString::fromLatin1(token), true});
    request.query.append({u"password"_s, u"hunter2"_s, true});
    request.body = R"({"password":"hunter2","secret":"{{mine}}","note":")" + token + "\"}";
    bool removed = false;
    const QModelIndex saved = model->addRequest(u"Leaky"_s, request, {}, &removed);
    EXPECT_TRUE(removed);
    EXPECT_TRUE(model->item(saved)->request->body.contains("{{mine}}")) << "a variable is none";
    model->setVariables({}, {{u"token"_s, QString::fromLatin1(token), true}});
    const std::string text = stored();
    EXPECT_THAT(text, Not(HasSubstr(token.toStdString())));
    EXPECT_THAT(text, Not(HasSubstr("hunter2")));
    EXPECT_THAT(text, HasSubstr("{{mine}}"));
    EXPECT_THAT(text, HasSubstr("\"version\""));
}

TEST_F(CollectionModelTest, ItemsAreRenamedMovedUpdatedAndRemoved)
{
    const QPersistentModelIndex request = model->addRequest({}, sample);
    EXPECT_EQ(request.data().toString(), u"PUT /dev/{deviceId}"_s);
    EXPECT_FALSE(model->setData(request, u"  "_s)) << "a name is not empty";
    EXPECT_TRUE(model->setData(request, u"Fill"_s));
    const QPersistentModelIndex outer = model->addFolder(u"Outer"_s);
    const QPersistentModelIndex inner = model->addFolder(u"Inner"_s, outer);
    model->move(request, inner);
    EXPECT_EQ(request.parent(), inner);
    model->move(outer, inner); // into itself
    EXPECT_EQ(QModelIndex(outer).parent(), QModelIndex());
    api::SavedRequest other = sample;
    other.method = "GET";
    EXPECT_TRUE(model->update(request, other));
    EXPECT_FALSE(model->update(outer, other));
    EXPECT_EQ(request.data(CollectionModel::MethodRole).toString(), u"GET"_s);
    model->remove(outer);
    EXPECT_FALSE(request.isValid());
    EXPECT_TRUE(model->isEmpty());
}

TEST_F(CollectionModelTest, ADamagedFileIsKeptAside)
{
    write("{ not json");
    restart();
    EXPECT_THAT(model->problem().toStdString(), HasSubstr("damaged"));
    model->addFolder(u"New"_s);
    EXPECT_THAT(stored(), HasSubstr("New"));
    EXPECT_EQ(QDir(folder.path()).entryList({u"*damaged*"_s}, QDir::Files).size(), 1);
}

TEST_F(CollectionModelTest, AFileOfANewerVersionIsLeftAlone)
{
    write(R"({"version": 99, "items": []})");
    restart();
    EXPECT_THAT(model->problem().toStdString(), HasSubstr("newer"));
    QSignalSpy failed(model.get(), &CollectionModel::failed);
    model->addFolder(u"New"_s);
    EXPECT_TRUE(failed.wait(60'000));
    EXPECT_EQ(stored(), R"({"version": 99, "items": []})");
}

TEST_F(CollectionModelTest, BadFilesOfPostmanGiveASentence)
{
    const QString path = folder.filePath(u"x.json"_s);
    for (const char *text :
         {"", "{", "[]", "{\"info\":1,\"item\":[]}", "{\"requests\":[],\"order\":[]}"}) {
        QFile out(path);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
        out.close();
        QSignalSpy failed(model.get(), &CollectionModel::failed);
        model->importFile(path);
        ASSERT_TRUE(failed.wait(60'000)) << text;
        EXPECT_FALSE(failed[0][0].toString().isEmpty());
    }
    QSignalSpy failed(model.get(), &CollectionModel::failed);
    model->importFile(folder.filePath(u"missing.json"_s));
    ASSERT_TRUE(failed.wait(60'000));
    EXPECT_TRUE(model->isEmpty());
}
