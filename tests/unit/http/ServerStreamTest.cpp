// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "app/http/Server.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <future>

using http::Request;
using http::Response;
using namespace std::chrono_literals;

namespace {

Response streamed(std::function<std::string()> pull)
{
    return {.status = 200, .headers = {}, .body = "ignored", .stream = std::move(pull)};
}

/// Tells when the last copy of a stream is gone.
struct Goodbye
{
    ~Goodbye() { gone.set_value(); }
    std::promise<void> gone;
};

} // namespace

TEST(ServerStreamTest, sends_pieces_as_chunks_and_goes_on_with_the_connection)
{
    http::Server server({}, [](const Request &) {
        return streamed([n = 0]() mutable { return n < 3 ? std::to_string(n++) + "," : ""; });
    });
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        const RawReply reply = client.ask("GET", "/");
        EXPECT_EQ(reply.header("Transfer-Encoding"), "chunked");
        EXPECT_EQ(reply.header("Content-Length"), "-");
        EXPECT_EQ(reply.body, "0,1,2,");
        EXPECT_TRUE(reply.isComplete);
    }
    EXPECT_EQ(client.ask("HEAD", "/").header("Transfer-Encoding"), "chunked");
    EXPECT_EQ(client.ask("GET", "/").body, "0,1,2,");
}

TEST(ServerStreamTest, ends_the_body_by_closing_for_http_1_0)
{
    http::Server server({}, [](const Request &) {
        return streamed([n = 0]() mutable { return n < 3 ? std::to_string(n++) : ""; });
    });
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const RawReply reply = client.reply();
    EXPECT_EQ(reply.header("Transfer-Encoding"), "-");
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_EQ(reply.body, "012");
}

TEST(ServerStreamTest, never_pulls_far_ahead_of_the_client)
{
    constexpr std::size_t pieceSize = 64 * 1024;
    constexpr std::size_t pieces = 800;                     // 52 MB
    constexpr std::size_t socketBuffers = 12 * 1024 * 1024; // the system's, at most
    std::atomic<std::size_t> pulled = 0;
    http::Server server({}, [&pulled](const Request &) {
        return streamed([&pulled, n = std::size_t(0)]() mutable {
            if (n++ == pieces)
                return std::string();
            pulled += pieceSize;
            return std::string(pieceSize, 'x');
        });
    });
    ASSERT_TRUE(server.start());
    RawClient client(server.port(), "127.0.0.1", RawClient::Buffers::Small);
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    std::size_t received = 0;
    for (std::string piece = client.read(); !piece.empty(); piece = client.read()) {
        received += piece.size();
        ASSERT_LE(pulled, received + socketBuffers);
    }
    EXPECT_EQ(pulled, pieces * pieceSize);
    EXPECT_GT(received, pieces * pieceSize);
}

TEST(ServerStreamTest, drops_an_endless_stream_when_the_client_goes_away)
{
    auto goodbye = std::make_shared<Goodbye>();
    auto gone = goodbye->gone.get_future();
    http::Server server({}, [&goodbye](const Request &) {
        return streamed([held = std::move(goodbye)] { return std::string(10'000, 'x'); });
    });
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    for (std::size_t received = 0; received < 1'000'000;)
        received += client.read().size();
    ASSERT_EQ(gone.wait_for(0s), std::future_status::timeout);
    client.close();
    EXPECT_EQ(gone.wait_for(60s), std::future_status::ready);
}

TEST(ServerStreamTest, serves_others_while_an_endless_stream_runs)
{
    http::Server server({}, [](const Request &request) {
        if (request.path() == "/endless")
            return streamed([] { return std::string(10'000, 'x'); });
        return Response{.status = 200, .headers = {}, .body = "quick", .stream = {}};
    });
    ASSERT_TRUE(server.start());
    RawClient endless(server.port());
    endless.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
    RawClient other(server.port());
    for (int i = 0; i < 20; ++i) {
        ASSERT_FALSE(endless.read().empty());
        ASSERT_EQ(other.ask("GET", "/").body, "quick");
    }
}

TEST(ServerStreamTest, breaks_off_when_the_stream_throws)
{
    http::Server server({}, [](const Request &) {
        return streamed([n = 0]() mutable -> std::string {
            if (n++ == 3)
                throw std::runtime_error("secret");
            return "piece";
        });
    });
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    const RawReply reply = client.ask("GET", "/");
    EXPECT_FALSE(reply.isComplete);
    EXPECT_EQ(client.readAll(), "");
}
