// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "app/http/Server.h"

#include <gmock/gmock.h>

#include <chrono>
#include <format>

using http::Fault;
using http::Request;
using http::Response;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t bodySize = 100'000;

/// Every request to /bad meets the fault; the others do not.
class ServerFaultsTest : public testing::Test
{
protected:
    void serve(const Fault &fault, std::chrono::milliseconds idle = 30s)
    {
        http::Options options;
        options.limits.idle = idle;
        m_server = std::make_unique<http::Server>(
            options,
            [](const Request &request) {
                Response response{
                    .status = 200, .headers = {}, .body = std::string(bodySize, 'x'), .stream = {}};
                if (request.query() == "stream") {
                    response.stream = [n = 0]() mutable {
                        return n++ < 10 ? std::string(bodySize / 10, 'x') : std::string();
                    };
                }
                return response;
            },
            [fault](const Request &request) { return request.path() == "/bad" ? fault : Fault{}; });
        const auto started = m_server->start();
        ASSERT_TRUE(started) << started.error();
    }

    RawReply ask(std::string_view target)
    {
        RawClient client(m_server->port());
        return client.ask("GET", target);
    }

    std::unique_ptr<http::Server> m_server;
};

std::chrono::sys_seconds parsed(const std::string &date)
{
    std::chrono::sys_seconds result;
    std::istringstream(date) >> std::chrono::parse("%a, %d %b %Y %T GMT", result);
    return result;
}

} // namespace

TEST_F(ServerFaultsTest, delays_a_reply_for_longer_than_the_idle_time_and_serves_others_meanwhile)
{
    serve({.delay = 500ms}, 100ms);
    RawClient slow(m_server->port());
    const auto start = std::chrono::steady_clock::now();
    slow.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(ask("/good").status, 200);
    EXPECT_EQ(slow.reply().body.size(), bodySize);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 500ms);
}

TEST_F(ServerFaultsTest, drops_the_connection_without_a_byte)
{
    serve({.dropBeforeReply = true});
    RawClient client(m_server->port());
    EXPECT_EQ(client.ask("GET", "/good").status, 200);
    client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.readAll(), "");
}

TEST_F(ServerFaultsTest, cuts_a_body_off_that_it_announced_whole)
{
    for (const std::size_t at : {std::size_t(0), std::size_t(1), bodySize - 1}) {
        serve({.truncateBodyAt = at});
        const RawReply reply = ask("/bad");
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.header("Content-Length"), std::to_string(bodySize));
        EXPECT_EQ(reply.body.size(), at);
        EXPECT_FALSE(reply.isComplete);
        EXPECT_TRUE(ask("/good").isComplete);
    }
}

TEST_F(ServerFaultsTest, closes_after_a_body_that_is_shorter_than_the_cut)
{
    serve({.truncateBodyAt = bodySize * 2});
    RawClient client(m_server->port());
    EXPECT_TRUE(client.ask("GET", "/bad").isComplete);
    EXPECT_EQ(client.readAll(), "");
}

TEST_F(ServerFaultsTest, cuts_a_stream_off)
{
    serve({.truncateBodyAt = 25'000});
    RawClient client(m_server->port());
    client.send("GET /bad?stream HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string all = client.readAll();
    EXPECT_EQ(std::ranges::count(all, 'x'), 25'000);
    EXPECT_FALSE(all.ends_with("0\r\n\r\n"));
}

TEST_F(ServerFaultsTest, stalls_in_the_body_until_the_idle_time_is_over)
{
    serve({.stallBodyAt = 1000}, 200ms);
    const RawReply reply = ask("/bad");
    EXPECT_EQ(reply.header("Content-Length"), std::to_string(bodySize));
    EXPECT_EQ(reply.body.size(), 1000U);
    EXPECT_FALSE(reply.isComplete);
}

TEST_F(ServerFaultsTest, holds_a_stalled_connection_open_while_others_are_served)
{
    for (const char *target : {"/bad", "/bad?stream"}) {
        serve({.stallBodyAt = 1000}, 1h);
        RawClient stalled(m_server->port());
        stalled.send(std::format("GET {} HTTP/1.1\r\nHost: a\r\n\r\n", target));
        std::string received;
        while (std::ranges::count(received, 'x') < 1000)
            received += stalled.read();
        for (int i = 0; i < 20; ++i)
            ASSERT_EQ(ask("/good").status, 200);
        EXPECT_FALSE(stalled.isReadable(0));
        m_server->stop();
        EXPECT_EQ(stalled.readAll(), "");
    }
}

TEST_F(ServerFaultsTest, shows_a_wrong_clock)
{
    serve({.clockOffset = -7200s});
    const auto good = parsed(ask("/good").header("Date"));
    const auto bad = parsed(ask("/bad").header("Date"));
    EXPECT_NE(good, std::chrono::sys_seconds());
    EXPECT_GE(bad - good, -7200s);
    EXPECT_LT(bad - good, -7000s);
}
