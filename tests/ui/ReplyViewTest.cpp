// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back of a request, as it is shown.
#include "ui/request/ReplyView.h"

#include "tests/support/Sounds.h"
#include "tests/ui/support/Drive.h"
#include "ui/files/PlayerBar.h"
#include "ui/request/PictureView.h"

#include <QBuffer>
#include <QImage>
#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {

class ReplyView : public testing::Test
{
protected:
    void SetUp() override
    {
        view.resize(800, 500);
        ASSERT_NO_FATAL_FAILURE(drive::show(&view));
    }
    void come(const QByteArray &type, const QByteArray &body)
    {
        auto reply = std::make_shared<api::Reply>();
        reply->requestId = u"12345678"_s;
        reply->status = 200;
        reply->headers = {{"Content-Type", type}};
        reply->body = body.toStdString();
        content.setReply(reply);
    }
    static QByteArray png(int width, int height)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QImage image(width, height, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        image.save(&buffer, "PNG");
        return bytes;
    }
    ui::PlayerBar *player() { return view.findChild<ui::PlayerBar *>(); }
    ui::PictureView *picture() { return view.findChild<ui::PictureView *>(); }

    models::ReplyContent content;
    ui::ReplyView view{&content};
};

struct Sound
{
    const char *name;
    const char *type;
    QByteArray bytes;
};

void PrintTo(const Sound &sound, std::ostream *out)
{
    *out << sound.name;
}

class ReplySound : public ReplyView, public testing::WithParamInterface<Sound>
{
};

TEST_P(ReplySound, IsPlayedHereToItsEnd)
{
    // Given
    come(GetParam().type, GetParam().bytes);
    EXPECT_FALSE(player()->isVisible()) << "nothing is heard that nobody asked for";
    // When
    drive::click(drive::button(&view, u"Play"_s));
    // Then
    ASSERT_TRUE(drive::until([this] { return player()->duration() > 0; }));
    EXPECT_NEAR(double(player()->duration()), 800, 150);
    EXPECT_TRUE(drive::until([this] { return player()->hasPlayed(); }));
    EXPECT_FALSE(drive::says(player(), u"can't be played"_s));
}

INSTANTIATE_TEST_SUITE_P(Kinds, ReplySound,
                         testing::Values(Sound{"wav", "audio/wav", sounds::wav(800)},
                                         Sound{"mp3", "audio/mpeg", sounds::mp3(31)},
                                         Sound{"ogg", "audio/ogg", sounds::ogg(40)},
                                         Sound{"unnamed", "application/octet-stream",
                                               sounds::wav(800)}),
                         [](const auto &info) { return std::string(info.param.name); });

TEST_F(ReplyView, ASoundStopsWhenAnotherReplyTakesItsPlace)
{
    QSignalSpy said(&view, &ui::ReplyView::said);
    come("audio/wav", sounds::wav(60'000));
    drive::click(drive::button(&view, u"Play"_s));
    ASSERT_TRUE(drive::until([this] { return player()->isPlaying(); }));
    come("application/json", R"({"a":1})");
    EXPECT_FALSE(player()->isPlaying());
    EXPECT_FALSE(player()->isVisible());
    EXPECT_EQ(said.size(), 0) << "the player's own file is nobody's business";
}

TEST_F(ReplyView, WhatOnlyCallsItselfSoundIsNotPlayed)
{
    come("audio/mpeg", "#EXTM3U\nhttp://127.0.0.1:9/elsewhere\n");
    drive::click(drive::button(&view, u"Play"_s));
    EXPECT_TRUE(drive::until([this] { return drive::says(player(), u"no WAV, MP3 or Ogg"_s); }));
}

TEST_F(ReplyView, APictureIsUnpackedInAWorkerAndShown)
{
    come("image/png", png(300, 200));
    EXPECT_TRUE(picture()->pixmap().isNull()) << "it was unpacked where the window is drawn";
    ASSERT_TRUE(drive::until([this] { return !picture()->pixmap().isNull(); }));
    EXPECT_EQ(picture()->pixmap().size(), QSize(300, 200));
}

TEST_F(ReplyView, OfTwoPicturesTheLaterOneIsShown)
{
    come("image/png", png(1500, 1500));
    come("image/png", png(20, 10));
    ASSERT_TRUE(drive::until([this] { return !picture()->pixmap().isNull(); }));
    EXPECT_EQ(picture()->pixmap().size(), QSize(20, 10));
}

TEST_F(ReplyView, WhatIsNoPictureIsSaid)
{
    for (const QByteArray &bytes :
         {QByteArray("x"), QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>"), png(4001, 1)}) {
        come("image/png", bytes);
        EXPECT_TRUE(drive::until([this] { return drive::says(&view, u"can't be shown here"_s); }));
    }
}

} // namespace
