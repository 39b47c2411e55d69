// SPDX-License-Identifier: GPL-3.0-or-later
// Files of any size on their way up and down: cut off, stalled, gone on with, given up.
#include "app/api/PartFile.h"
#include "tests/unit/api/ClientFixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using api::ApiError;
using api::Method;
using api::PartFile;
using api::Result;

namespace {

QByteArray bytes(qsizetype count)
{
    QByteArray made(count, Qt::Uninitialized);
    for (qsizetype i = 0; i < count; ++i)
        made[i] = static_cast<char>((i * 131 + i / 251) & 0xFF);
    return made;
}

QByteArray rangeReply(const QByteArray &whole, qsizetype first, const QByteArray &headers = {})
{
    return httpReply(206, whole.sliced(first),
                     headers + "Content-Range: bytes " + QByteArray::number(first) + '-' +
                         QByteArray::number(whole.size() - 1) + '/' +
                         QByteArray::number(whole.size()) + "\r\n");
}

class FileStreamTest : public ClientFixture
{
protected:
    QString path(const QString &name) const { return folder.filePath(name); }

    QByteArray content(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

    QString file(const QByteArray &text)
    {
        QFile made(path(u"up.wav"_s));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        EXPECT_EQ(made.write(text), text.size());
        return made.fileName();
    }

    static api::Request download(const std::shared_ptr<PartFile> &part)
    {
        api::Request request = get(u"/files/a.mp3"_s);
        request.expectJson = false;
        request.sink = part;
        return request;
    }

    api::Request upload(Method method, const QByteArray &text)
    {
        api::Request request = get(u"/files/a.wav"_s);
        request.method = method;
        request.bodyFile = file(text);
        request.contentType = "audio/wav";
        return request;
    }

    std::shared_ptr<PartFile> part() const { return std::make_shared<PartFile>(path(u"a.mp3"_s)); }

    QTemporaryDir folder;
    const QByteArray whole = bytes(700'000); // several pieces
};

/// Sends the head of a whole file and a part of its body, then hangs up.
RawServer::Script cutOffAt(const QByteArray &whole, qsizetype at, const QByteArray &headers)
{
    return [=](QTcpSocket *peer, const RawRequest &) {
        peer->write(httpReply(200, whole, headers).chopped(whole.size() - at));
        peer->disconnectFromHost();
    };
}

TEST_F(FileStreamTest, AFileIsSentFromTheDiskAndItsProgressTold)
{
    serve(answer(httpReply(200, R"({"success":true})")));
    api::Call *call = queue->send(upload(Method::Put, whole));
    qint64 before = 0;
    qint64 total = 0;
    std::optional<Result> result;
    QObject::connect(call, &api::Call::uploaded, queue.get(), [&](qint64 sent, qint64 of) {
        EXPECT_GE(sent, before);
        before = sent;
        total = std::max(total, of);
    });
    QObject::connect(call, &api::Call::finished, queue.get(), [&](const Result &r) { result = r; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));

    ASSERT_TRUE(*result) << testing::PrintToString(*result);
    EXPECT_EQ(total, whole.size());
    ASSERT_EQ(server->count(), 1);
    EXPECT_EQ(server->requests()[0].body, whole);
    EXPECT_EQ(server->requests()[0].header("Content-Type"), "audio/wav");
    EXPECT_EQ(server->requests()[0].header("Content-Length"), QByteArray::number(whole.size()));
}

TEST_F(FileStreamTest, APutThatBrokeIsSentAgainFromItsFirstByteAPostIsNot)
{
    auto tries = std::make_shared<int>(0);
    serve([tries](QTcpSocket *peer, const RawRequest &) {
        if (++*tries == 1)
            peer->disconnectFromHost();
        else
            peer->write(httpReply(200, "{}"));
    });
    ASSERT_TRUE(ask(upload(Method::Put, whole)));
    ASSERT_EQ(server->count(), 2);
    EXPECT_EQ(server->requests()[1].body, whole);

    *tries = 0;
    EXPECT_EQ(codeOf(upload(Method::Post, whole)), ApiError::Code::NotConnected);
    EXPECT_EQ(server->count(), 3);
}

TEST_F(FileStreamTest, AFileThatIsNotThereIsNamedAndNothingSent)
{
    serve(answer(httpReply(200, "{}")));
    api::Request request = upload(Method::Put, "x");
    request.bodyFile = path(u"missing.wav"_s);
    EXPECT_EQ(codeOf(request), ApiError::Code::Other);
    EXPECT_TRUE(last.what.contains(u"missing.wav"_s)) << last.what.toStdString();
    EXPECT_EQ(server->count(), 0);
}

TEST_F(FileStreamTest, ADownloadGoesToItsPlaceOnlyWhenItIsWhole)
{
    serve(answer(httpReply(200, whole, "Content-Type: audio/mpeg\r\nETag: \"1\"\r\n")));
    const auto target = part();
    const Result result = ask(download(target));
    ASSERT_TRUE(result) << testing::PrintToString(result);
    EXPECT_TRUE(target->isFinished());
    EXPECT_EQ(content(u"a.mp3"_s), whole);
    EXPECT_EQ(result->replyBytes, whole.size());
    EXPECT_TRUE(result->body.empty());
    EXPECT_EQ(target->mediaType(), "audio/mpeg");
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList{u"a.mp3"_s});
}

TEST_F(FileStreamTest, ABodyThatIsCutOffIsGoneOnWith)
{
    const qsizetype cut = 300'000;
    auto tries = std::make_shared<int>(0);
    serve([this, tries, cut](QTcpSocket *peer, const RawRequest &request) {
        if (++*tries == 1) {
            cutOffAt(whole, cut, "ETag: \"v1\"\r\n")(peer, request);
            return;
        }
        const QByteArray range = request.header("Range");
        const qsizetype first = range.sliced(6, range.size() - 7).toLongLong();
        EXPECT_EQ(request.header("If-Range"), "\"v1\"");
        EXPECT_LE(first, cut);
        peer->write(rangeReply(whole, first, "ETag: \"v1\"\r\n"));
    });
    ASSERT_TRUE(ask(download(part())));
    EXPECT_EQ(*tries, 2);
    EXPECT_TRUE(server->requests()[1].header("Range").startsWith("bytes="));
    EXPECT_EQ(content(u"a.mp3"_s), whole);
}

TEST_F(FileStreamTest, AServerThatIgnoresTheRangeIsTakenFromTheStart)
{
    auto tries = std::make_shared<int>(0);
    serve([this, tries](QTcpSocket *peer, const RawRequest &request) {
        if (++*tries == 1)
            cutOffAt(whole, 300'000, "ETag: \"v1\"\r\n")(peer, request);
        else
            peer->write(httpReply(200, whole, "ETag: \"v2\"\r\n"));
    });
    ASSERT_TRUE(ask(download(part())));
    EXPECT_EQ(content(u"a.mp3"_s), whole);
}

TEST_F(FileStreamTest, WithoutAValidatorTheLengthMustBeTheSame)
{
    auto tries = std::make_shared<int>(0);
    serve([this, tries](QTcpSocket *peer, const RawRequest &request) {
        if (++*tries == 1) {
            cutOffAt(whole, 300'000, {})(peer, request);
            return;
        }
        EXPECT_EQ(request.header("If-Range"), "");
        peer->write(rangeReply(whole + "more", 300'000));
    });
    EXPECT_EQ(codeOf(download(part())), ApiError::Code::Other);
    EXPECT_TRUE(last.what.contains(u"another one"_s)) << last.what.toStdString();
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

TEST_F(FileStreamTest, AnotherPartThanTheMissingOneIsRefused)
{
    auto tries = std::make_shared<int>(0);
    serve([this, tries](QTcpSocket *peer, const RawRequest &request) {
        if (++*tries == 1)
            cutOffAt(whole, 1000, "ETag: \"v1\"\r\n")(peer, request);
        else
            peer->write(rangeReply(whole, 600'000));
    });
    EXPECT_EQ(codeOf(download(part())), ApiError::Code::Other);
    EXPECT_EQ(content(u"a.mp3"_s), "(none)");
}

TEST_F(FileStreamTest, AStalledDownloadEndsByItsInactivityAndALaterRunGoesOn)
{
    serve([this](QTcpSocket *peer, const RawRequest &) {
        peer->write(httpReply(200, whole, "ETag: \"v1\"\r\n").chopped(whole.size() - 200'000));
    });
    api::Request request = download(part());
    request.inactivityTimeout = 300;
    EXPECT_EQ(codeOf(request), ApiError::Code::TimedOut);
    EXPECT_EQ(content(u"a.mp3.part"_s), whole.first(200'000));

    // When the console was started again
    request.sink.reset();
    server->setScript([this](QTcpSocket *peer, const RawRequest &r) {
        EXPECT_EQ(r.header("Range"), "bytes=200000-");
        EXPECT_EQ(r.header("If-Range"), "\"v1\"");
        peer->write(rangeReply(whole, 200'000));
    });
    ASSERT_TRUE(ask(download(part())));
    EXPECT_EQ(content(u"a.mp3"_s), whole);
}

TEST_F(FileStreamTest, APartThatIsGoneMeanwhileIsFetchedAgainFromItsBeginning)
{
    auto tries = std::make_shared<int>(0);
    serve([this, tries](QTcpSocket *peer, const RawRequest &request) {
        if (++*tries == 1)
            return cutOffAt(whole, 300'000, "ETag: \"v1\"\r\n")(peer, request);
        EXPECT_TRUE(QFile::remove(path(u"a.mp3.part"_s)));
        peer->write(rangeReply(whole, 300'000, "ETag: \"v1\"\r\n"));
    });
    const auto target = part();
    EXPECT_EQ(codeOf(download(target)), ApiError::Code::Other);
    EXPECT_EQ(content(u"a.mp3"_s), "(none)") << "no zeros instead of what is gone";

    server->setScript([this](QTcpSocket *peer, const RawRequest &request) {
        EXPECT_EQ(request.header("Range"), "");
        peer->write(httpReply(200, whole, "ETag: \"v1\"\r\n"));
    });
    ASSERT_TRUE(ask(download(target)));
    EXPECT_EQ(content(u"a.mp3"_s), whole);
}

TEST_F(FileStreamTest, TwoDownloadsDoNotWriteToOneFile)
{
    serve([this](QTcpSocket *peer, const RawRequest &) {
        peer->write(httpReply(200, whole, "ETag: \"v1\"\r\n").chopped(1));
    });
    const auto first = part();
    api::Request request = download(first);
    request.inactivityTimeout = 300;
    EXPECT_EQ(codeOf(request), ApiError::Code::TimedOut);

    const auto second = part();
    EXPECT_EQ(codeOf(download(second)), ApiError::Code::Other);
    EXPECT_TRUE(last.what.contains(u"another download"_s)) << last.what.toStdString();
    second->discard();
    EXPECT_TRUE(QFile::exists(path(u"a.mp3.part"_s))) << "it is the first one's";

    first->pause();
    server->setScript(answer(httpReply(200, whole, "ETag: \"v1\"\r\n")));
    ASSERT_TRUE(ask(download(second)));
    EXPECT_EQ(content(u"a.mp3"_s), whole);
}

TEST_F(FileStreamTest, ThePartOfAnotherFileIsNotGoneOnWith)
{
    serve([this](QTcpSocket *peer, const RawRequest &) {
        peer->write(httpReply(200, whole, "ETag: \"1\"\r\n").chopped(1));
    });
    api::Request request =
        download(std::make_shared<PartFile>(path(u"a.mp3"_s), u"/recordings/1"_s));
    request.inactivityTimeout = 300;
    EXPECT_EQ(codeOf(request), ApiError::Code::TimedOut);

    request.sink.reset();
    server->setScript([](QTcpSocket *peer, const RawRequest &r) {
        EXPECT_EQ(r.header("Range"), "");
        peer->write(httpReply(200, "another", "ETag: \"1\"\r\n"));
    });
    ASSERT_TRUE(ask(download(std::make_shared<PartFile>(path(u"a.mp3"_s), u"/recordings/2"_s))));
    EXPECT_EQ(content(u"a.mp3"_s), "another");
}

TEST_F(FileStreamTest, ACancelledDownloadKeepsItsPart)
{
    serve([this](QTcpSocket *peer, const RawRequest &) {
        peer->write(httpReply(200, whole, "ETag: \"v1\"\r\n").chopped(1));
    });
    const auto target = part();
    api::Call *call = queue->send(download(target));
    std::optional<Result> result;
    QObject::connect(call, &api::Call::finished, queue.get(), [&](const Result &r) { result = r; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return target->received() == whole.size() - 1; }, patience));
    call->cancel();
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, patience));
    ASSERT_FALSE(*result);
    EXPECT_EQ(result->error().code, ApiError::Code::Cancelled);
    EXPECT_FALSE(target->isFinished());
    EXPECT_EQ(target->received(), whole.size() - 1);
    target->discard();
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

TEST_F(FileStreamTest, AnErrorPageIsNoFile)
{
    serve(answer(httpReply(404, R"({"message":"no such recording"})")));
    EXPECT_EQ(codeOf(download(part())), ApiError::Code::NotFound);
    EXPECT_EQ(last.serverText, u"no such recording"_s);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

TEST_F(FileStreamTest, ARefusalInA200IsNoFileAndLeavesTheOldOne)
{
    QFile old(path(u"a.mp3"_s));
    ASSERT_TRUE(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    serve(answer(httpReply(200, R"({"success":false,"message":"not stored yet"})",
                           "Content-Type: application/json\r\n")));
    EXPECT_EQ(codeOf(download(part())), ApiError::Code::Other);
    EXPECT_TRUE(last.what.contains(u"not stored yet"_s)) << last.what.toStdString();
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList(u"a.mp3"_s));
    EXPECT_EQ(content(u"a.mp3"_s), "old");
}

TEST_F(FileStreamTest, APartOfAnotherVersionIsNotMixedIn)
{
    auto tries = std::make_shared<int>(0);
    serve([this, tries](QTcpSocket *peer, const RawRequest &request) {
        if (++*tries == 1)
            cutOffAt(whole, 300'000, "ETag: \"v1\"\r\n")(peer, request);
        else // a server that knows no If-Range
            peer->write(rangeReply(whole, 300'000, "ETag: \"v2\"\r\n"));
    });
    EXPECT_EQ(codeOf(download(part())), ApiError::Code::Other);
    EXPECT_TRUE(last.what.contains(u"another one"_s)) << last.what.toStdString();
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

TEST_F(FileStreamTest, AFolderThatIsNotThereIsSaidWithTheFilesName)
{
    serve(answer(httpReply(200, whole)));
    const auto target = std::make_shared<PartFile>(path(u"nowhere/a.mp3"_s));
    EXPECT_EQ(codeOf(download(target)), ApiError::Code::Other);
    EXPECT_TRUE(last.what.contains(u"a.mp3"_s)) << last.what.toStdString();
}

TEST_F(FileStreamTest, WhatIsReadInTheBackgroundLeavesNoBodyInTheHistory)
{
    history = std::make_unique<api::History>(QString());
    QList<api::HistoryEntry> entries; // newest first
    QObject::connect(history.get(), &api::History::appended, history.get(),
                     [&](const QList<api::HistoryEntry> &fresh) {
                         for (const api::HistoryEntry &entry : fresh)
                             entries.prepend(entry);
                     });
    serve(answer(httpReply(200, R"({"calls":[1,2,3]})")));
    api::Request request = get();
    ASSERT_TRUE(ask(request));
    request.priority = api::Priority::Background;
    ASSERT_TRUE(ask(request));
    const auto bodyOf = [this](qint64 row) {
        std::optional<api::HistoryEntry> entry;
        history->fetch(row, history.get(), [&](const api::HistoryEntry &e) { entry = e; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return entry.has_value(); }, patience));
        return entry.value_or(api::HistoryEntry());
    };
    ASSERT_TRUE(QTest::qWaitFor([&] { return entries.size() == 2; }, patience));
    EXPECT_EQ(entries.at(0).ending, api::Ending::Unasked);
    EXPECT_EQ(entries.at(1).ending, api::Ending::ByItself);
    EXPECT_EQ(bodyOf(entries.at(0).row).replyBody, "");
    EXPECT_EQ(bodyOf(entries.at(0).row).replyBytes, 17);
    EXPECT_EQ(bodyOf(entries.at(1).row).replyBody, R"({"calls":[1,2,3]})");
}

TEST_F(FileStreamTest, AnEmptyFileIsAFile)
{
    serve(answer(httpReply(200, {})));
    ASSERT_TRUE(ask(download(part())));
    EXPECT_EQ(content(u"a.mp3"_s), "");
}

} // namespace
