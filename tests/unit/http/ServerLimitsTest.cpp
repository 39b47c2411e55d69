// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "app/http/Server.h"

#include <gmock/gmock.h>

#include <atomic>
#include <format>
#include <future>
#include <vector>

using http::Request;
using http::Response;
using namespace std::chrono_literals;
using testing::StartsWith;

namespace {

class ServerLimitsTest : public testing::Test
{
protected:
    void serve(const http::Limits &limits)
    {
        http::Options options;
        options.limits = limits;
        m_server = std::make_unique<http::Server>(options, [this](const Request &request) {
            ++m_handled;
            return Response{.status = 200,
                            .headers = {},
                            .body = std::to_string(request.body.size()),
                            .stream = {}};
        });
        const auto started = m_server->start();
        ASSERT_TRUE(started) << started.error();
    }

    std::atomic<int> m_handled = 0;
    std::unique_ptr<http::Server> m_server;
};

} // namespace

TEST_F(ServerLimitsTest, takes_a_body_of_exactly_the_limit_and_no_byte_more)
{
    serve({.bodyBytes = 1000});
    RawClient client(m_server->port());
    EXPECT_EQ(client.ask("POST", "/", std::string(1000, 'x')).body, "1000");
    const RawReply reply = client.ask("POST", "/", std::string(1001, 'x'));
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.header("Content-Type"), "application/json");
    EXPECT_THAT(reply.body, StartsWith("{\"message\":"));
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_EQ(client.readAll(), "");
    EXPECT_EQ(m_handled, 1);
}

TEST_F(ServerLimitsTest, counts_chunked_bodies_too)
{
    serve({.bodyBytes = 1000});
    RawClient client(m_server->port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 11; ++i)
        client.send(std::format("64\r\n{}\r\n", std::string(100, 'x')));
    EXPECT_EQ(client.reply().status, 413);
    EXPECT_EQ(client.readAll(), "");
    EXPECT_EQ(m_handled, 0);
}

TEST_F(ServerLimitsTest, refuses_an_announced_300_megabytes_before_they_come)
{
    serve({});
    for (const char *expect : {"", "Expect: 100-continue\r\n"}) {
        RawClient client(m_server->port());
        client.send(std::format("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000000\r\n{}\r\n",
                                expect));
        EXPECT_EQ(client.reply().status, 413);
    }
}

TEST_F(ServerLimitsTest, stops_reading_when_300_megabytes_come_all_the_same)
{
    serve({});
    RawClient client(m_server->port(), "127.0.0.1", RawClient::Buffers::Small);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000000\r\n\r\n");
    const std::string piece(1'000'000, 'x');
    int sent = 0;
    while (sent < 300 && client.send(piece))
        ++sent;
    EXPECT_LT(sent, 50); // what was read and dropped, and the buffers of the system
}

TEST_F(ServerLimitsTest, answers_an_endless_header_line_with_431_and_stops_reading)
{
    serve({.headerBytes = 8192});
    for (const char *start : {"GET /", "GET / HTTP/1.1\r\nX: "}) {
        RawClient client(m_server->port(), "127.0.0.1", RawClient::Buffers::Small);
        client.send(start);
        const std::string piece(100'000, 'x');
        int sent = 0;
        while (sent < 3000 && client.send(piece))
            ++sent;
        EXPECT_LT(sent, 500);
        RawClient polite(m_server->port());
        polite.send(start + std::string(9000, 'x'));
        EXPECT_EQ(polite.reply().status, 431);
        EXPECT_EQ(polite.readAll(), "");
    }
}

TEST_F(ServerLimitsTest, bounds_the_number_of_header_lines_trailers_and_chunk_extensions)
{
    serve({.headerBytes = 8192});
    const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::vector<std::pair<std::string, std::string>> endless{
        {"GET / HTTP/1.1\r\nHost: a\r\n", "X: y\r\n"},
        {chunked + "0\r\n", "X: y\r\n"},
        {chunked + "1;", "a=b;"},
    };
    for (const auto &[start, repeated] : endless) {
        RawClient client(m_server->port());
        std::string request = start;
        while (request.size() < 40'000)
            request += repeated;
        client.send(request);
        EXPECT_EQ(client.reply().status, 431) << start;
    }
    EXPECT_EQ(m_handled, 0);
}

TEST_F(ServerLimitsTest, takes_a_long_header_within_the_limit)
{
    serve({.headerBytes = 8192});
    RawClient client(m_server->port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(8000, 'x') + "\r\n\r\n");
    EXPECT_EQ(client.reply().status, 200);
}

TEST_F(ServerLimitsTest, closes_a_silent_connection)
{
    serve({.idle = 100ms});
    RawClient client(m_server->port());
    EXPECT_EQ(client.readAll(), "");
}

TEST_F(ServerLimitsTest, closes_when_the_rest_of_a_head_or_body_does_not_come)
{
    serve({.idle = 100ms});
    for (const char *part :
         {"GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx"}) {
        RawClient client(m_server->port());
        client.send(part);
        EXPECT_EQ(client.readAll(), "");
    }
    EXPECT_EQ(m_handled, 0);
}

TEST_F(ServerLimitsTest, closes_a_connection_that_dribbles_its_head)
{
    serve({.idle = 300ms});
    RawClient client(m_server->port());
    client.send("GET / HTTP/1.1\r\nX: ");
    int sent = 0;
    while (sent < 5000 && !client.isReadable(20) && client.send("x"))
        ++sent;
    EXPECT_LT(sent, 5000);
}

TEST_F(ServerLimitsTest, closes_a_client_that_does_not_read_its_reply)
{
    http::Options options;
    options.limits.idle = 200ms;
    std::promise<void> gone;
    auto future = gone.get_future();
    auto token = std::shared_ptr<void>(nullptr, [&gone](void *) { gone.set_value(); });
    http::Server server(options, [&token](const Request &) {
        return Response{.status = 200, .headers = {}, .body = {}, .stream = [t = std::move(token)] {
                            return std::string(100'000, 'x');
                        }};
    });
    ASSERT_TRUE(server.start());
    RawClient client(server.port(), "127.0.0.1", RawClient::Buffers::Small);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(future.wait_for(60s), std::future_status::ready);
}

TEST_F(ServerLimitsTest, refuses_connections_beyond_the_limit_and_takes_new_ones_when_some_end)
{
    constexpr int limit = 256;
    serve({});
    std::vector<RawClient> clients;
    for (int i = 0; i < limit; ++i) {
        clients.emplace_back(m_server->port());
        ASSERT_EQ(clients.back().ask("GET", "/").status, 200) << i;
    }
    for (int i = limit; i < 300; ++i) {
        RawClient client(m_server->port());
        const RawReply reply = client.reply(); // without asking
        EXPECT_EQ(reply.status, 503) << i;
        EXPECT_EQ(reply.header("Connection"), "close");
    }
    for (RawClient &client : clients)
        ASSERT_EQ(client.ask("GET", "/again").status, 200);
    clients.clear();
    int status = 0;
    while (status != 200) // until the server has seen that they are gone
        status = RawClient(m_server->port()).ask("GET", "/").status;
    EXPECT_EQ(m_handled, 2 * limit + 1);
}
