// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Server.h"

#include "RawClient.h"

#include <gmock/gmock.h>

#include <atomic>
#include <format>
#include <future>

using http::Request;
using http::Response;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

/// Answers "METHOD target body-length" and puts what it was asked into @p m_last.
class ServerTest : public testing::Test
{
protected:
    void serve(http::Server::Handler handler, http::Options options = {})
    {
        m_server = std::make_unique<http::Server>(std::move(options), std::move(handler));
        const auto started = m_server->start();
        ASSERT_TRUE(started) << started.error();
    }

    void serveEcho()
    {
        serve([this](const Request &request) {
            m_last = request;
            return Response{.status = 200,
                            .headers = {{"Content-Type", "text/plain"}},
                            .body = std::format("{} {} {}", request.method, request.target,
                                                request.body.size()),
                            .stream = {}};
        });
    }

    RawClient client() { return RawClient(m_server->port()); }

    Request m_last; ///< written in the server's thread before the reply that a test waits for
    std::unique_ptr<http::Server> m_server;
};

} // namespace

TEST_F(ServerTest, hands_the_request_over_as_it_was_sent)
{
    serveEcho();
    RawClient socket = client();
    socket.send("PATCH /a%20b?x=1&y=%2F HTTP/1.1\r\nHost: me\r\nX-One:  1 \r\nx-one: 2\r\n"
                "Content-Length: 5\r\n\r\n\0\xff{}\n");
    socket.send(std::string_view("\0\xff{}\n", 5));
    EXPECT_EQ(socket.reply().status, 200);
    m_server->stop();
    EXPECT_EQ(m_last.method, "PATCH");
    EXPECT_EQ(m_last.target, "/a%20b?x=1&y=%2F");
    EXPECT_EQ(m_last.path(), "/a%20b");
    EXPECT_EQ(m_last.query(), "x=1&y=%2F");
    EXPECT_EQ(m_last.header("X-ONE"), "1");
    EXPECT_EQ(m_last.header("missing"), "");
    EXPECT_EQ(m_last.body, std::string_view("\0\xff{}\n", 5));
    EXPECT_EQ(m_last.remoteAddress, "127.0.0.1");
}

TEST_F(ServerTest, passes_unknown_methods_on)
{
    serveEcho();
    EXPECT_EQ(client().ask("FROBNICATE", "/").body, "FROBNICATE / 0");
}

TEST_F(ServerTest, answers_many_requests_on_one_connection)
{
    serveEcho();
    RawClient socket = client();
    for (int i = 0; i < 200; ++i)
        ASSERT_EQ(socket.ask("PUT", std::format("/{}", i), std::string(i + 1, 'x')).body,
                  std::format("PUT /{} {}", i, i + 1));
}

TEST_F(ServerTest, understands_a_request_that_comes_byte_by_byte)
{
    serveEcho();
    RawClient socket = client();
    const std::string request = "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    for (const char c : request + request)
        ASSERT_TRUE(socket.send({&c, 1}));
    EXPECT_EQ(socket.reply().body, "POST /slow 4");
    EXPECT_EQ(socket.reply().body, "POST /slow 4");
}

TEST_F(ServerTest, answers_pipelined_requests_in_order)
{
    serveEcho();
    RawClient socket = client();
    std::string requests;
    for (int i = 0; i < 100; ++i) {
        requests += std::format("POST /{} HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}", i,
                                i, std::string(i, '.'));
    }
    ASSERT_TRUE(socket.send(requests));
    for (int i = 0; i < 100; ++i)
        ASSERT_EQ(socket.reply().body, std::format("POST /{} {}", i, i));
}

TEST_F(ServerTest, reads_chunked_bodies_and_keeps_trailers_apart)
{
    serveEcho();
    RawClient socket = client();
    socket.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                "5;note=x\r\nhello\r\n1\r\n!\r\n0\r\nAuthorization: smuggled\r\n\r\n");
    EXPECT_EQ(socket.reply().body, "POST / 6");
    EXPECT_EQ(socket.ask("GET", "/next").body, "GET /next 0");
    m_server->stop();
    EXPECT_EQ(m_last.header("Authorization"), "");
}

TEST_F(ServerTest, says_100_to_a_client_that_waits_for_it)
{
    serveEcho();
    RawClient socket = client();
    socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(socket.reply().status, 100);
    socket.send("abc");
    EXPECT_EQ(socket.reply().body, "POST / 3");
}

TEST_F(ServerTest, refuses_an_expectation_it_does_not_know)
{
    serveEcho();
    RawClient socket = client();
    socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: tea\r\n\r\n");
    EXPECT_EQ(socket.reply().status, 417);
}

TEST_F(ServerTest, answers_head_with_the_length_and_without_the_body)
{
    serveEcho();
    RawClient socket = client();
    const RawReply reply = socket.ask("HEAD", "/x");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("Content-Length"), "9"); // "HEAD /x 0"
    EXPECT_EQ(socket.ask("GET", "/y").body, "GET /y 0");
}

TEST_F(ServerTest, sends_no_body_and_no_length_with_204_and_304)
{
    serve([](const Request &request) {
        return Response{.status = request.path() == "/204" ? 204 : 304,
                        .headers = {},
                        .body = "not to be sent",
                        .stream = {}};
    });
    RawClient socket = client();
    for (const int status : {204, 304, 204}) {
        const RawReply reply = socket.ask("GET", std::format("/{}", status));
        EXPECT_EQ(reply.status, status);
        EXPECT_EQ(reply.header("Content-Length"), "-");
        EXPECT_EQ(reply.header("Transfer-Encoding"), "-");
    }
}

TEST_F(ServerTest, dates_its_replies_and_does_not_name_itself)
{
    serveEcho();
    const RawReply reply = client().ask("GET", "/");
    EXPECT_THAT(
        reply.header("Date"),
        testing::MatchesRegex("[A-Z][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] [0-9][0-9][0-9][0-9] "
                              "[0-9][0-9]:[0-9][0-9]:[0-9][0-9] GMT"));
    EXPECT_EQ(reply.header("Server"), "-");
}

TEST_F(ServerTest, closes_when_the_client_asks_for_it)
{
    serveEcho();
    RawClient socket = client();
    socket.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(socket.reply().header("Connection"), "close");
    EXPECT_EQ(socket.readAll(), "");
}

TEST_F(ServerTest, keeps_a_connection_of_http_1_0_only_when_asked)
{
    serveEcho();
    RawClient socket = client();
    socket.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(socket.reply().header("Connection"), "keep-alive");
    socket.send("GET /2 HTTP/1.0\r\n\r\n");
    EXPECT_EQ(socket.reply().body, "GET /2 0");
    EXPECT_EQ(socket.readAll(), "");
}

TEST_F(ServerTest, turns_an_exception_into_500_without_its_words)
{
    serve([](const Request &request) -> Response {
        if (request.path() == "/int")
            throw 42;
        throw std::runtime_error("the secret of the house");
    });
    RawClient socket = client();
    for (const char *path : {"/", "/int"}) {
        const RawReply reply = socket.ask("GET", path);
        EXPECT_EQ(reply.status, 500);
        EXPECT_THAT(reply.body, StartsWith("{\"message\":"));
        EXPECT_THAT(reply.head + reply.body, Not(HasSubstr("secret")));
    }
}

TEST_F(ServerTest, refuses_to_send_a_head_that_was_tampered_with)
{
    const std::vector<Response> bad{
        {.status = 200, .headers = {{"X", "a\r\nSet-Cookie: b"}}, .body = "x", .stream = {}},
        {.status = 200, .headers = {{"X", "a\nb"}}, .body = "x", .stream = {}},
        {.status = 200, .headers = {{"X", std::string("a\0b", 3)}}, .body = "x", .stream = {}},
        {.status = 200, .headers = {{"X: y\r\nZ", "a"}}, .body = "x", .stream = {}},
        {.status = 200, .headers = {{"", "a"}}, .body = "x", .stream = {}},
        {.status = 100, .headers = {}, .body = "x", .stream = {}},
        {.status = 1000, .headers = {}, .body = "x", .stream = {}},
    };
    serve([&bad](const Request &request) { return bad.at(std::stoul(request.target.substr(1))); });
    RawClient socket = client();
    for (std::size_t i = 0; i < bad.size(); ++i) {
        const RawReply reply = socket.ask("GET", std::format("/{}", i));
        EXPECT_EQ(reply.status, 500) << i;
        EXPECT_EQ(reply.header("X"), "-") << i;
        EXPECT_EQ(reply.header("Set-Cookie"), "-") << i;
    }
}

TEST_F(ServerTest, frames_the_body_itself_whatever_the_handler_says)
{
    serve([](const Request &) {
        return Response{.status = 200,
                        .headers = {{"content-length", "999"},
                                    {"Transfer-Encoding", "gzip"},
                                    {"Connection", "upgrade"},
                                    {"X-Kept", "yes"}},
                        .body = "four",
                        .stream = {}};
    });
    RawClient socket = client();
    const RawReply reply = socket.ask("GET", "/");
    EXPECT_EQ(reply.header("Content-Length"), "4");
    EXPECT_EQ(reply.header("content-length"), "-");
    EXPECT_EQ(reply.header("Transfer-Encoding"), "-");
    EXPECT_EQ(reply.header("Connection"), "-");
    EXPECT_EQ(reply.header("X-Kept"), "yes");
    EXPECT_EQ(socket.ask("GET", "/").body, "four");
}

TEST_F(ServerTest, sends_a_large_body_whole)
{
    const std::string body(20'000'000, 'b');
    serve([&body](const Request &) {
        return Response{.status = 200, .headers = {}, .body = body, .stream = {}};
    });
    RawClient socket(m_server->port(), "127.0.0.1", RawClient::Buffers::Small);
    EXPECT_TRUE(socket.ask("GET", "/").body == body);
}

TEST_F(ServerTest, listens_on_ipv6)
{
    http::Options options;
    options.address = "::1";
    http::Server server(options, [](const Request &request) {
        return Response{.status = 200, .headers = {}, .body = request.remoteAddress, .stream = {}};
    });
    if (const auto started = server.start(); !started)
        GTEST_SKIP() << "no IPv6 loopback here: " << started.error();
    EXPECT_EQ(server.baseUrl(), std::format("http://[::1]:{}", server.port()));
    EXPECT_EQ(RawClient(server.port(), "::1").ask("GET", "/").body, "::1");
}

class Malformed : public ServerTest, public testing::WithParamInterface<std::string>
{
};

TEST_P(Malformed, is_answered_with_400_and_closed)
{
    serveEcho();
    RawClient socket = client();
    socket.send(GetParam());
    socket.finishSending();
    const RawReply reply = socket.reply();
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_THAT(reply.body, StartsWith("{\"message\":"));
    EXPECT_EQ(socket.readAll(), "");
}

INSTANTIATE_TEST_SUITE_P(
    Requests, Malformed,
    testing::Values(
        "\x16\x03\x01\x02\x01\x01\xfc\x03\x03", "hello\r\n\r\n", "GET\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nNo-Colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "ffffffffffffffffff\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nshort",
        "GET / HTTP/1.1\r\nHost: a\r\nX: unfinished"));

TEST_F(ServerTest, does_not_know_other_transfer_codings)
{
    serveEcho();
    RawClient socket = client();
    socket.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
    EXPECT_EQ(socket.reply().status, 501);
}
