// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a change gets lost: whether it has arrived is found out by reading.
#include "models/DraftSender.h"
#include "tests/models/editing/EditingSupport.h"
#include "tests/models/platform/ScriptedSession.h"

#include <algorithm>

using editing::document;
using namespace Qt::StringLiterals;

namespace {

class LostAnswerTest : public ScriptedSession
{
protected:
    void SetUp() override
    {
        catalogue = std::make_shared<const api::Catalogue>(api::Catalogue::shipped().value());
        start([this](QTcpSocket *peer, const RawRequest &request) {
            if (request.method() == "GET")
                return reply(peer, m_now);
            if (m_arrives)
                m_now = m_after;
            if (m_answersBadly)
                return reply(peer, "<html>");
            peer->abort();
        });
        type = *catalogue->resource(u"provisioning/device"_s);
        requests = std::make_unique<models::ResourceRequests>(type, session->pathValues());
        sender = std::make_unique<models::DraftSender>(&session->queue(), type, requests.get());
        sender->recordIn(&log, u"p1"_s);
    }
    void TearDown() override { sender.reset(); }

    static void reply(QTcpSocket *peer, const QByteArray &body)
    {
        peer->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                    QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    /// True: it ended well.
    bool send()
    {
        models::ResourceDraft draft;
        draft.restore(u"1"_s, document(R"({"deviceId":"1","description":"old"})"),
                      document(R"({"deviceId":"1","description":"new"})"), type.schema);
        std::optional<bool> ended;
        QObject::connect(sender.get(), &models::DraftSender::done, sender.get(),
                         [&] { ended = true; });
        QObject::connect(sender.get(), &models::DraftSender::failed, sender.get(),
                         [&] { ended = false; });
        sender->start(draft);
        EXPECT_TRUE(QTest::qWaitFor([&] { return ended.has_value(); }, patience));
        return ended.value_or(false);
    }
    qsizetype writes() const
    {
        return std::ranges::count_if(server->requests(), [](const RawRequest &request) {
            return request.method() == "PATCH";
        });
    }

    api::ChangeLog log{QString()};
    api::ResourceType type;
    std::unique_ptr<models::ResourceRequests> requests;
    std::unique_ptr<models::DraftSender> sender;
    QByteArray m_now = R"({"success":true,"device":{"deviceId":"1","description":"old"}})";
    QByteArray m_after = R"({"success":true,"device":{"deviceId":"1","description":"new"}})";
    bool m_arrives = true;
    bool m_answersBadly = false;
};

TEST_F(LostAnswerTest, GivenTheChangeHasArrived_WhenTheConnectionBreaks_ThenItCountsAndIsLogged)
{
    EXPECT_TRUE(send());
    EXPECT_EQ(writes(), 1);
    EXPECT_NE(sender->changeRow(), 0);
}

TEST_F(LostAnswerTest,
       GivenTheChangeHasNotArrived_WhenTheConnectionBreaks_ThenItFailedAndIsNotRepeated)
{
    m_arrives = false;
    EXPECT_FALSE(send());
    EXPECT_EQ(writes(), 1);
    EXPECT_EQ(sender->changeRow(), 0);
}

TEST_F(LostAnswerTest, GivenAnAnswerThatCantBeRead_WhenTheChangeIsThere_ThenItCounts)
{
    m_answersBadly = true;
    EXPECT_TRUE(send());
    EXPECT_NE(sender->changeRow(), 0);
}

TEST_F(LostAnswerTest, GivenOthersChangedItRightAfterwards_WhenTheAnswerIsLost_ThenItIsNoSuccess)
{
    m_after = R"({"success":true,"device":{"deviceId":"1","description":"others"}})";
    EXPECT_FALSE(send());
    EXPECT_EQ(sender->changeRow(), 0);
}

} // namespace
