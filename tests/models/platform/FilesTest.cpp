// SPDX-License-Identifier: GPL-3.0-or-later
// The files behind rows: where they are, what they are called, and how they travel.
#include "TestPlatform.h"
#include "models/DraftStore.h"
#include "models/FileTransfers.h"
#include "models/ResourceController.h"
#include "models/ResourceFiles.h"
#include "models/SoundFile.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;
using models::FileTransfer;
using models::FileTransfers;
using models::ResourceFiles;

namespace {

class FilesTest : public TestPlatform
{
protected:
    ResourceFiles files(const QString &key)
    {
        return ResourceFiles(type(key), *catalogue, {{u"domain"_s, u"d.example"_s}});
    }
    QByteArray content(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    FileTransfer *download(const QString &name)
    {
        api::Request request;
        request.path = u"/files/"_s + name;
        return FileTransfer::download(&session->queue(), request, folder.filePath(name), -1);
    }
    void finish(FileTransfers &transfers)
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return !transfers.isRunning(); }, patience));
    }
};

TEST_F(FilesTest, WhatCanBeDoneComesFromTheCatalogue)
{
    const ResourceFiles recordings = files(u"line/recording"_s);
    EXPECT_TRUE(recordings.canDownload());
    EXPECT_FALSE(recordings.canUpload());
    EXPECT_FALSE(recordings.areItems());
    EXPECT_TRUE(recordings.isAssumed(api::Method::Get));
    const ResourceFiles prompts = files(u"line/prompt"_s);
    EXPECT_TRUE(prompts.canUpload());
    EXPECT_TRUE(prompts.areItems());
    EXPECT_FALSE(prompts.isAssumed(api::Method::Put));
    EXPECT_FALSE(files(u"line/call"_s).areThere());
}

TEST_F(FilesTest, ARowLeadsToItsFile)
{
    const json::Document row =
        document(R"({"recordingId":"a/b 1","fileName":"../x:y.mp3","format":"mp3","bytes":12})");
    const ResourceFiles recordings = files(u"line/recording"_s);
    EXPECT_EQ(recordings.download(row.root()).path, u"/line/d.example/recording/a%2Fb%201/file"_s);
    EXPECT_EQ(recordings.suggestedName(row.root()), u"_x_y.mp3"_s);
    EXPECT_EQ(recordings.size(row.root()), 12);
    EXPECT_TRUE(recordings.isSound(row.root()));

    const json::Document bare = document(R"({"recordingId":"r1","format":"wav"})");
    EXPECT_EQ(recordings.suggestedName(bare.root()), u"r1.wav"_s);
    EXPECT_EQ(recordings.size(bare.root()), -1);

    const api::Request up = files(u"line/prompt"_s).upload(u"hej då.wav"_s, u"/tmp/x.wav"_s);
    EXPECT_EQ(up.method, api::Method::Put);
    EXPECT_EQ(up.path, u"/line/d.example/prompt/hej%20d%C3%A5.wav"_s);
    EXPECT_EQ(up.contentType, "audio/wav");
    EXPECT_EQ(up.bodyFile, u"/tmp/x.wav"_s);
}

TEST_F(FilesTest, NamesFromServersAreHarmless)
{
    EXPECT_EQ(ResourceFiles::safeName(u"../../etc/passwd"_s), u"_.._etc_passwd"_s);
    EXPECT_EQ(ResourceFiles::safeName(u"..."_s), u"file"_s);
    EXPECT_EQ(ResourceFiles::safeName(u"a\nb\tc"_s), u"a_b_c"_s);
    EXPECT_EQ(ResourceFiles::safeName(u"CON.wav"_s), u"_CON.wav"_s);
    EXPECT_EQ(ResourceFiles::safeName(u"ok name (1).mp3"_s), u"ok name (1).mp3"_s);
    const QString lengthy = ResourceFiles::safeName(QString(4000, u'x') + u".mp3"_s);
    EXPECT_LE(lengthy.size(), 150);
    EXPECT_TRUE(lengthy.endsWith(u".mp3"_s));
}

TEST_F(FilesTest, ASoundIsKnownByItsBytes)
{
    EXPECT_TRUE(models::isSound(QByteArray("RIFF\1\2\3\4WAVEfmt ", 16)));
    EXPECT_TRUE(models::isSound("ID3\4rest"));
    EXPECT_TRUE(models::isSound("OggS"));
    EXPECT_TRUE(models::isSound("\xFF\xFB\x90\x64"));
    EXPECT_FALSE(models::isSound("#EXTM3U\nhttp://elsewhere/x"));
    EXPECT_FALSE(models::isSound(QByteArray("RIFF\1\2\3\4AVI ", 12)));
    EXPECT_FALSE(models::isSound("RIFF"));
    EXPECT_FALSE(models::isSound("\xFF\xE0"));
    EXPECT_FALSE(models::isSound(""));
}

TEST_F(FilesTest, ManyComeAFewAtATimeAndEachTellsItsEnd)
{
    ASSERT_NO_FATAL_FAILURE(start([](QTcpSocket *peer, const RawRequest &request) {
        peer->write(httpReply(200, request.target()));
    }));
    FileTransfers transfers;
    QSignalSpy ended(&transfers, &FileTransfers::ended);
    QSignalSpy allEnded(&transfers, &FileTransfers::allEnded);
    for (int i = 0; i < 5; ++i)
        transfers.add(download(QString::number(i)), QString::number(i));
    EXPECT_EQ(transfers.countOf(FileTransfer::State::Running), FileTransfers::atOnce);
    ASSERT_NO_FATAL_FAILURE(finish(transfers));
    EXPECT_EQ(ended.size(), 5);
    EXPECT_EQ(allEnded.size(), 1);
    EXPECT_EQ(content(u"4"_s), "/files/4");
    EXPECT_EQ(transfers.bytesDone(), transfers.bytesTotal());
    EXPECT_EQ(transfers.title(), u"5 file(s) were downloaded"_s);
    // And the next bunch begins with an empty sheet
    transfers.add(download(u"z"_s), u"z"_s);
    EXPECT_EQ(transfers.count(), 1);
    ASSERT_NO_FATAL_FAILURE(finish(transfers));
    EXPECT_EQ(transfers.title(), u"z was downloaded"_s);
}

TEST_F(FilesTest, WhatWasCancelledGoesOnWhereItWas)
{
    const QByteArray whole(300'000, 'w');
    ASSERT_NO_FATAL_FAILURE(start([&whole](QTcpSocket *peer, const RawRequest &request) {
        if (request.header("Range").isEmpty()) {
            peer->write(httpReply(200, whole, "ETag: \"1\"\r\n").chopped(100'000));
            return;
        }
        EXPECT_EQ(request.header("Range"), "bytes=200000-");
        peer->write(
            httpReply(206, whole.sliced(200'000), "Content-Range: bytes 200000-299999/300000\r\n"));
    }));
    FileTransfers transfers;
    transfers.add(download(u"a"_s), u"a"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return transfers.bytesDone() == 200'000; }, patience));
    transfers.cancelAll();
    ASSERT_NO_FATAL_FAILURE(finish(transfers));
    EXPECT_EQ(transfers.countOf(FileTransfer::State::Cancelled), 1);
    EXPECT_FALSE(transfers.error()) << "a person wanted it";
    transfers.resume();
    ASSERT_NO_FATAL_FAILURE(finish(transfers));
    EXPECT_EQ(content(u"a"_s), whole);
    EXPECT_EQ(transfers.countOf(FileTransfer::State::Done), 1);
}

TEST_F(FilesTest, ARangeThatCantBeSatisfiedBeginsAnewOnce)
{
    auto ranges = std::make_shared<QByteArrayList>();
    ASSERT_NO_FATAL_FAILURE(start([ranges](QTcpSocket *peer, const RawRequest &request) {
        const QByteArray range = request.header("Range");
        *ranges << range;
        peer->write(range.isEmpty() ? httpReply(200, "short")
                                    : httpReply(416, "{}", "Content-Range: bytes */5\r\n"));
    }));
    // Given what an earlier run left of a longer file
    QFile part(folder.filePath(u"a.part"_s));
    ASSERT_TRUE(part.open(QIODevice::WriteOnly));
    part.write("much longer");
    part.close();
    QFile info(folder.filePath(u"a.part.info"_s));
    ASSERT_TRUE(info.open(QIODevice::WriteOnly));
    const QByteArray source =
        QCryptographicHash::hash("/files/a", QCryptographicHash::Sha256).toHex();
    info.write("\"1\"\n20\n" + source + '\n');
    info.close();

    FileTransfers transfers;
    transfers.add(download(u"a"_s), u"a"_s);
    ASSERT_NO_FATAL_FAILURE(finish(transfers));
    EXPECT_THAT(*ranges, testing::ElementsAre("bytes=11-", ""));
    EXPECT_EQ(content(u"a"_s), "short");
}

TEST_F(FilesTest, OnlyOneAtATimeWritesAFile)
{
    ASSERT_NO_FATAL_FAILURE(start(answer(httpReply(404, R"({"message":"gone"})"))));
    FileTransfers transfers;
    transfers.add(download(u"a"_s), u"a"_s);
    EXPECT_TRUE(transfers.isTarget(folder.filePath(u"a"_s))) << "it is on its way";
    EXPECT_TRUE(transfers.isTarget(folder.filePath(u"./a"_s)));
    EXPECT_FALSE(transfers.isTarget(folder.filePath(u"b"_s)));
    ASSERT_NO_FATAL_FAILURE(finish(transfers));
    EXPECT_TRUE(transfers.isTarget(folder.filePath(u"a"_s))) << "it may be resumed";
    transfers.clear();
    EXPECT_FALSE(transfers.isTarget(folder.filePath(u"a"_s)));
}

TEST_F(FilesTest, FailuresAreCountedAndToldOnce)
{
    ASSERT_NO_FATAL_FAILURE(start(answer(httpReply(404, R"({"message":"gone"})"))));
    FileTransfers transfers;
    transfers.add(download(u"a"_s), u"a"_s);
    transfers.add(download(u"b"_s), u"b"_s);
    transfers.add(download(u"c"_s), u"c"_s);
    ASSERT_NO_FATAL_FAILURE(finish(transfers));
    ASSERT_TRUE(transfers.error());
    EXPECT_EQ(transfers.error()->code, api::ApiError::Code::NotFound);
    EXPECT_EQ(transfers.error()->evidence.size(), 2);
    EXPECT_EQ(transfers.title(), u"0 of 3 files are complete, 3 failed"_s);
    transfers.clear();
    EXPECT_TRUE(transfers.isEmpty());
}

TEST_F(FilesTest, AnItemThatIsAFileIsNotReadAsOne)
{
    ASSERT_NO_FATAL_FAILURE(start([](QTcpSocket *peer, const RawRequest &request) {
        EXPECT_FALSE(request.target().endsWith("/a.wav")) << "the sound was fetched to show a row";
        peer->write(httpReply(200, R"({"success":true,"prompts":[{"filename":"a.wav"}]})"));
    }));
    models::DraftStore drafts(folder.filePath(u"drafts"_s));
    models::ResourceController controller(session.get(), type(u"line/prompt"_s), &drafts);
    controller.refresh();
    ASSERT_NO_FATAL_FAILURE(settle());
    controller.open(u"a.wav"_s);
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(controller.draft().id(), u"a.wav"_s);
    EXPECT_NE(controller.whyNotEdit(), u""_s);
    EXPECT_NE(controller.whyNotCreate(), u""_s);
    EXPECT_EQ(controller.whyNotDelete(), u""_s);
}

} // namespace
