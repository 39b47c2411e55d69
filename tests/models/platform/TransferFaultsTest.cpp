// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way to and from a sandbox that misbehaves: whatever goes wrong, what lies here in
// the end is what lies there.
#include "models/FileTransfer.h"
#include "models/ResourceFiles.h"
#include "tests/models/editing/SandboxFixture.h"

#include <QDir>

using namespace Qt::StringLiterals;
using models::FileTransfer;

namespace {

constexpr qint64 size = 600'000;
constexpr int shortWait = 300; // ms without a byte

struct Trouble
{
    const char *name;
    sandbox::Faults faults;
    bool keepsPart = false; ///< of a download
};

void PrintTo(const Trouble &trouble, std::ostream *out)
{
    *out << trouble.name;
}

class TransferFaults : public editing::SandboxFixture, public testing::WithParamInterface<Trouble>
{
protected:
    void SetUp() override
    {
        SandboxFixture::SetUp();
        useResource(u"mediaservice/promptfile"_s);
        QFile file(source());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        quint32 state = 7;
        bytes.resize(size);
        for (char &byte : bytes)
            byte = char((state = state * 1664525 + 1013904223) >> 24);
        ASSERT_EQ(file.write(bytes), size);
    }
    QString source() const { return folder.filePath(u"source.wav"_s); }
    QString target() const { return folder.filePath(u"target.wav"_s); }
    models::ResourceFiles files() const
    {
        return {controller->resource(), *catalogue, session->pathValues()};
    }
    std::unique_ptr<FileTransfer> upload() const
    {
        api::Request request = files().upload(u"prompt.wav"_s, source());
        request.inactivityTimeout = shortWait;
        return std::unique_ptr<FileTransfer>(
            FileTransfer::upload(&session->queue(), std::move(request)));
    }
    std::unique_ptr<FileTransfer> download() const
    {
        const json::Document row = editing::document(R"({"filename":"prompt.wav"})");
        api::Request request = files().download(row.root());
        request.inactivityTimeout = shortWait;
        return std::unique_ptr<FileTransfer>(
            FileTransfer::download(&session->queue(), std::move(request), target()));
    }
    void run(FileTransfer &transfer, FileTransfer::State end)
    {
        transfer.start();
        ASSERT_NO_FATAL_FAILURE(
            waitFor([&] { return transfer.state() != FileTransfer::State::Running; }));
        ASSERT_EQ(transfer.state(), end)
            << transfer.error().value_or(api::ApiError()).toString().toStdString();
    }
    QByteArray received() const
    {
        QFile file(target());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    QStringList leftOver() const
    {
        return QDir(folder.path()).entryList({u"*.part*"_s}, QDir::Files);
    }

    QByteArray bytes;
};

TEST_P(TransferFaults, AFileGoesUpInTheEnd)
{
    // Given
    sandbox->setFaults(GetParam().faults);
    const auto transfer = upload();
    ASSERT_NO_FATAL_FAILURE(run(*transfer, FileTransfer::State::Failed));
    EXPECT_TRUE(transfer->error());
    // When
    sandbox->setFaults({});
    ASSERT_NO_FATAL_FAILURE(run(*transfer, FileTransfer::State::Done));
    // Then
    EXPECT_EQ(transfer->done(), size);
    ASSERT_NO_FATAL_FAILURE(run(*download(), FileTransfer::State::Done));
    EXPECT_TRUE(received() == bytes);
}

TEST_P(TransferFaults, AFileComesDownInTheEndAndGoesOnWhereItWas)
{
    // Given
    ASSERT_NO_FATAL_FAILURE(run(*upload(), FileTransfer::State::Done));
    sandbox->setFaults(GetParam().faults);
    const auto transfer = download();
    ASSERT_NO_FATAL_FAILURE(run(*transfer, FileTransfer::State::Failed));
    // Then what has come lies here; each further try went on where the one before was cut off
    EXPECT_EQ(transfer->done() >= size / 2, GetParam().keepsPart) << transfer->done();
    EXPECT_LT(transfer->done(), size);
    EXPECT_EQ(received(), "none") << "a part is no file";
    EXPECT_EQ(leftOver().isEmpty(), !GetParam().keepsPart);
    // When
    sandbox->setFaults({});
    ASSERT_NO_FATAL_FAILURE(run(*transfer, FileTransfer::State::Done));
    // Then
    EXPECT_TRUE(received() == bytes);
    EXPECT_EQ(leftOver(), QStringList());
}

TEST_P(TransferFaults, ADownloadIsTakenUpByALaterRun)
{
    ASSERT_NO_FATAL_FAILURE(run(*upload(), FileTransfer::State::Done));
    sandbox->setFaults(GetParam().faults);
    ASSERT_NO_FATAL_FAILURE(run(*download(), FileTransfer::State::Failed));
    sandbox->setFaults({});
    restartConsole();
    ASSERT_NO_FATAL_FAILURE(run(*download(), FileTransfer::State::Done));
    EXPECT_TRUE(received() == bytes);
    EXPECT_EQ(leftOver(), QStringList());
}

INSTANTIATE_TEST_SUITE_P(
    Troubles, TransferFaults,
    testing::Values(Trouble{"stall", {.stalled = 1}, true},
                    Trouble{"hangUp", {.truncated = 1}, true}, Trouble{"noReply", {.dropped = 1}},
                    Trouble{"error500", {.serverErrors = 1}},
                    Trouble{"error429", {.tooManyRequests = 1, .retryAfterSeconds = 0}}),
    [](const auto &info) { return std::string(info.param.name); });

TEST_F(TransferFaults, AFileThatIsToComeBackLaterIsWaitedFor)
{
    ASSERT_NO_FATAL_FAILURE(run(*upload(), FileTransfer::State::Done));
    sandbox->setFaults({.tooManyRequests = 1, .retryAfterSeconds = 1});
    const auto transfer = download();
    transfer->start();
    ASSERT_NO_FATAL_FAILURE(waitFor(
        [this] { return session->queue().running() == 0 && session->queue().waiting() == 1; }));
    EXPECT_EQ(transfer->state(), FileTransfer::State::Running);
    sandbox->setFaults({});
    ASSERT_NO_FATAL_FAILURE(
        waitFor([&] { return transfer->state() == FileTransfer::State::Done; }));
    EXPECT_TRUE(received() == bytes);
}

} // namespace
