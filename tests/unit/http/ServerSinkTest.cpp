// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies that are taken piece by piece, and streams whose length is known.
#include "RawClient.h"
#include "app/http/Server.h"

#include <gmock/gmock.h>

#include <atomic>
#include <format>
#include <future>

using http::BodySink;
using http::Request;
using http::Response;

namespace {

class Counter final : public BodySink
{
public:
    explicit Counter(std::promise<void> *goodbye = nullptr)
        : m_goodbye(goodbye)
    {
    }
    ~Counter() override
    {
        if (m_goodbye)
            m_goodbye->set_value();
    }
    void write(std::string_view piece) override
    {
        bytes += piece.size();
        largest = std::max(largest, piece.size());
        last = piece.back();
    }
    std::size_t bytes = 0;
    std::size_t largest = 0;
    char last = 0;

private:
    std::promise<void> *m_goodbye;
};

Response told(const Request &request)
{
    const auto counter = std::dynamic_pointer_cast<Counter>(request.sink);
    return {.body = counter ? std::format("sunk {} {} {}", counter->bytes, counter->last,
                                          counter->largest <= 64 * 1024)
                            : std::format("gathered {}", request.body.size())};
}

http::Options limited()
{
    http::Options options;
    options.limits.bodyBytes = 1000;
    options.limits.sunkBodyBytes = 8 * 1024 * 1024;
    return options;
}

std::shared_ptr<BodySink> forPut(const Request &request)
{
    return request.method == "PUT" ? std::make_shared<Counter>() : nullptr;
}

} // namespace

TEST(ServerSinkTest, gives_a_body_to_the_sink_in_small_pieces)
{
    http::Server server(limited(), told, {}, forPut);
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    const std::string body = std::string(8 * 1024 * 1024 - 1, 'a') + 'z';
    EXPECT_EQ(client.ask("PUT", "/", body).body, std::format("sunk {} z true", body.size()));
    EXPECT_EQ(client.ask("POST", "/", "abc").body, "gathered 3") << "the connection goes on";
    EXPECT_EQ(client.ask("GET", "/").body, "gathered 0") << "without a body nobody is asked";
}

TEST(ServerSinkTest, takes_chunked_bodies_too)
{
    http::Server server(limited(), told, {}, forPut);
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                "5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n");
    EXPECT_EQ(client.reply().body, "sunk 8 u true");
}

TEST(ServerSinkTest, has_a_limit_of_its_own)
{
    http::Server server(limited(), told, {}, forPut);
    ASSERT_TRUE(server.start());
    const auto status = [&server](std::string_view method, std::size_t bytes) {
        RawClient client(server.port());
        return client.ask(method, "/", std::string(bytes, 'a')).status;
    };
    EXPECT_EQ(status("POST", 1000), 200);
    EXPECT_EQ(status("POST", 1001), 413);
    EXPECT_EQ(status("PUT", 1001), 200);
    RawClient client(server.port());
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 8388609\r\n\r\n");
    EXPECT_EQ(client.reply().status, 413);
    RawClient chunked(server.port());
    chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n");
    EXPECT_EQ(chunked.reply().status, 413);
}

TEST(ServerSinkTest, lets_the_sink_go_when_the_body_is_broken_off)
{
    std::promise<void> goodbye;
    std::atomic<bool> asked = false;
    http::Server server(
        limited(),
        [&asked](const Request &request) {
            asked = true;
            return told(request);
        },
        {}, [&goodbye](const Request &) { return std::make_shared<Counter>(&goodbye); });
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
    client.close();
    goodbye.get_future().wait();
    EXPECT_FALSE(asked);
}

TEST(ServerSinkTest, announces_the_length_of_a_stream_that_is_known)
{
    http::Server server({}, [](const Request &request) {
        return Response{.stream = [n = 0]() mutable { return n++ < 3 ? "abcd" : ""; },
                        .streamBytes = request.target == "/short" ? 99 : 10};
    });
    ASSERT_TRUE(server.start());
    RawClient client(server.port());
    const RawReply reply = client.ask("GET", "/");
    EXPECT_EQ(reply.header("Content-Length"), "10");
    EXPECT_EQ(reply.header("Transfer-Encoding"), "-");
    EXPECT_EQ(reply.body, "abcdabcdab") << "what is beyond is not sent";
    EXPECT_TRUE(reply.isComplete);
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.reply(true).header("Content-Length"), "10");
    const RawReply shorter = client.ask("GET", "/short");
    EXPECT_EQ(shorter.status, 200);
    EXPECT_FALSE(shorter.isComplete) << "a stream that ends early breaks the connection off";
}
