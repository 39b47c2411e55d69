// SPDX-License-Identifier: GPL-3.0-or-later
// Prompt files and recordings, over real HTTP.
#include "tests/support/Print.h"
#include "tests/support/Sounds.h"
#include "tests/unit/sandbox/Platform.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using platform::Tenant;

namespace {

const QByteArray prompts = "/mediaservice/" + platform::domain.toUtf8() + "/promptfile";
const QByteArray recordings = "/callrecording/" + platform::domain.toUtf8() + "/recording";

/// Bytes that are no text and do not repeat soon.
QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 7;
    for (char &byte : bytes)
        byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

/// The row of that list whose member is @p value.
QByteArray row(const Tenant &tenant, const QByteArray &list, std::string_view member,
               std::string_view value)
{
    const auto reply = tenant.send("GET", list).json();
    for (const json::Value each : api::unwrapList(reply.root())) {
        if (each[member].text() == value)
            return QByteArray::fromStdString(each.serialize());
    }
    return {};
}

json::Document parsed(const QByteArray &text)
{
    return json::Document::parse(text.toStdString()).value_or(json::Document());
}

TEST(SandboxFiles, TakesAFileAndGivesItBack)
{
    const Tenant tenant;
    const QByteArray bytes = noise(3'000'000);
    const auto put = tenant.send("PUT", prompts + "/v%C3%A4lkommen.mp3", bytes, "audio/mpeg");
    EXPECT_EQ(put.status, 200) << put.body.toStdString();
    EXPECT_EQ(put.body, R"({"success":true})");

    const auto got = tenant.send("GET", prompts + "/v%C3%A4lkommen.mp3");
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.headers.value("content-type"), "audio/mpeg");
    EXPECT_EQ(got.headers.value("content-length"), "3000000");
    EXPECT_TRUE(got.body == bytes);

    const auto item = parsed(row(tenant, prompts, "filename", "välkommen.mp3"));
    EXPECT_EQ(item.root()["bytes"].integer(), 3'000'000);
    EXPECT_EQ(item.root()["mediaType"].text(), "audio/mpeg");
    EXPECT_TRUE(item.root()["uploadedAt"].isString());

    EXPECT_EQ(tenant.send("DELETE", prompts + "/v%C3%A4lkommen.mp3").body, R"({"success":true})");
    EXPECT_EQ(tenant.send("GET", prompts + "/v%C3%A4lkommen.mp3").status, 404);
    EXPECT_EQ(tenant.send("DELETE", prompts + "/v%C3%A4lkommen.mp3").status, 404);
}

TEST(SandboxFiles, TakesMoreThanAnApiGatewayWould)
{
    const Tenant tenant;
    const QByteArray bytes = noise(24 * 1024 * 1024);
    EXPECT_EQ(tenant.send("PUT", prompts + "/long.wav", bytes, "audio/wav").status, 200);
    const auto part =
        tenant.send("GET", prompts + "/long.wav", {}, {}, "Range: bytes=25000000-\r\n");
    EXPECT_EQ(part.status, 206);
    EXPECT_TRUE(part.body == bytes.sliced(25'000'000));
}

TEST(SandboxFiles, TellsHowLongAnUploadedSoundPlays)
{
    const Tenant tenant;
    const auto length = [&tenant](const QByteArray &bytes, const QByteArray &type) {
        EXPECT_EQ(tenant.send("PUT", prompts + "/sound", bytes, type).status, 200);
        return parsed(row(tenant, prompts, "filename", "sound")).root()["duration"].number();
    };
    EXPECT_NEAR(length(sounds::wav(2500), "audio/wav").value_or(0), 2.5, 0.11);
    EXPECT_NEAR(length(sounds::mp3(100), "audio/mpeg").value_or(0), 2.6, 0.11);
    EXPECT_NEAR(length(sounds::ogg(150), "audio/ogg").value_or(0), 3.0, 0.11);
    EXPECT_FALSE(length(noise(5000), "audio/wav")) << "that of the file before";
    EXPECT_FALSE(length("RIFF1234WAVEfmt ", "audio/wav"));
}

TEST(SandboxFiles, ReplacesAFile)
{
    const Tenant tenant;
    EXPECT_EQ(tenant.send("PUT", prompts + "/a.wav", "first", "audio/wav").status, 200);
    EXPECT_EQ(tenant.send("PUT", prompts + "/a.wav", "2nd", "audio/wav").status, 200);
    EXPECT_EQ(tenant.send("GET", prompts + "/a.wav").body, "2nd");
    EXPECT_EQ(tenant.send("PUT", prompts + "/empty.wav").status, 400);
    EXPECT_EQ(tenant.send("GET", prompts + "/empty.wav").status, 404);
}

TEST(SandboxFiles, ThrowsAwayWhatNobodyMaySend)
{
    const Tenant tenant;
    const QByteArray path = prompts + "/mine.wav";
    EXPECT_EQ(platform::send(tenant.baseUrl(), "PUT", path, "Bearer x", noise(12'000'000)).status,
              401);
    EXPECT_EQ(tenant.send("GET", path).status, 404);
    const auto tooLong = tenant.send("PUT", path, {}, {}, "Content-Length: 300000000\r\n");
    EXPECT_EQ(tooLong.status, 413);
}

TEST(SandboxFiles, GivesPartsAndSaysWhetherTheyBelongTogether)
{
    const Tenant tenant;
    const QByteArray path = prompts + "/parts.wav";
    ASSERT_EQ(tenant.send("PUT", path, "0123456789", "audio/wav").status, 200);
    auto part = tenant.send("GET", path, {}, {}, "Range: bytes=2-5\r\n");
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "2345");
    EXPECT_EQ(part.headers.value("content-range"), "bytes 2-5/10");
    const QByteArray tag = part.headers.value("etag");
    EXPECT_FALSE(tag.isEmpty());
    part = tenant.send("GET", path, {}, {}, "Range: bytes=8-\r\nIf-Range: " + tag + "\r\n");
    EXPECT_EQ(part.body, "89");
    ASSERT_EQ(tenant.send("PUT", path, "another", "audio/wav").status, 200);
    part = tenant.send("GET", path, {}, {}, "Range: bytes=8-\r\nIf-Range: " + tag + "\r\n");
    EXPECT_EQ(part.status, 200) << "what was begun is another file";
    EXPECT_EQ(part.body, "another");
    part = tenant.send("GET", path, {}, {}, "Range: bytes=100-\r\n");
    EXPECT_EQ(part.status, 416);
    EXPECT_EQ(part.headers.value("content-range"), "bytes */7");
}

TEST(SandboxFiles, HasPromptsAndRecordingsThatCanBeHeard)
{
    const Tenant tenant;
    const auto prompt = tenant.send("GET", prompts + "/welcome-sv.wav");
    EXPECT_EQ(prompt.status, 200);
    EXPECT_EQ(prompt.headers.value("content-type"), "audio/wav");
    EXPECT_EQ(prompt.body.first(4), "RIFF");
    const auto promptItem = parsed(row(tenant, prompts, "filename", "welcome-sv.wav"));
    EXPECT_EQ(promptItem.root()["bytes"].integer(), prompt.body.size());

    const auto recording = parsed(row(tenant, recordings, "state", "stored"));
    const QByteArray id(recording.root()["recordingId"].text().data());
    ASSERT_FALSE(id.isEmpty());
    const auto file = tenant.send("GET", recordings + '/' + id.first(36) + "/file");
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.headers.value("content-type"), "audio/wav");
    EXPECT_EQ(recording.root()["bytes"].integer(), file.body.size());
    const auto again = tenant.send("GET", recordings + '/' + id.first(36) + "/file", {}, {},
                                   "Range: bytes=1000-1099\r\n");
    EXPECT_EQ(again.body, file.body.sliced(1000, 100));

    EXPECT_EQ(tenant.send("DELETE", recordings + '/' + id.first(36)).status, 200);
    EXPECT_EQ(tenant.send("GET", recordings + '/' + id.first(36) + "/file").status, 404);
}

TEST(SandboxFiles, KeepsFilesBesideItsStorage)
{
    const QTemporaryDir folder;
    auto options = Tenant::defaults();
    options.dataFolder = folder.filePath(u"data"_s);
    {
        const Tenant tenant(options);
        ASSERT_EQ(tenant.send("PUT", prompts + "/..%2F..%2Fescape.wav", "kept", "audio/wav").status,
                  200);
    }
    EXPECT_FALSE(QFile::exists(folder.filePath(u"escape.wav"_s)));
    EXPECT_EQ(QDir(options.dataFolder + u"/sandbox-files"_s).entryList(QDir::Files).size(), 1);
    const Tenant tenant(options);
    EXPECT_EQ(tenant.send("GET", prompts + "/..%2F..%2Fescape.wav").body, "kept");
    EXPECT_EQ(tenant.send("DELETE", prompts + "/..%2F..%2Fescape.wav").status, 200);
    EXPECT_EQ(QDir(options.dataFolder + u"/sandbox-files"_s).entryList(QDir::Files).size(), 0);
}

} // namespace
