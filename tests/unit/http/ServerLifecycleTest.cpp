// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"
#include "app/http/Server.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <format>
#include <future>
#include <thread>

using http::Request;
using http::Response;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

Response hello(const Request &)
{
    return {.status = 200, .headers = {}, .body = "hello", .stream = {}};
}

} // namespace

TEST(ServerLifecycleTest, may_be_destroyed_or_stopped_without_having_run)
{
    http::Server server({}, hello);
    EXPECT_EQ(server.port(), 0);
    EXPECT_EQ(server.baseUrl(), "");
    server.schedule(0ms, [] { FAIL() << "nothing runs in a server that does not"; });
    server.stop();
    server.stop();
}

TEST(ServerLifecycleTest, starts_again_after_a_stop)
{
    http::Server server({}, hello);
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(server.start());
        EXPECT_FALSE(server.start()) << "it runs already";
        EXPECT_EQ(server.baseUrl(), std::format("http://127.0.0.1:{}", server.port()));
        EXPECT_EQ(RawClient(server.port()).ask("GET", "/").body, "hello");
        const auto port = server.port();
        server.stop();
        EXPECT_EQ(server.port(), 0);
        EXPECT_FALSE(RawClient(port).isConnected());
    }
}

TEST(ServerLifecycleTest, comes_back_on_the_same_port_at_once)
{
    http::Options options;
    {
        http::Server first(options, hello);
        ASSERT_TRUE(first.start());
        options.port = first.port();
        RawClient(first.port()).ask("GET", "/");
    }
    http::Server second(options, hello);
    const auto started = second.start();
    EXPECT_TRUE(started) << started.error();
}

TEST(ServerLifecycleTest, says_in_a_sentence_why_it_does_not_start)
{
    http::Server first({}, hello);
    ASSERT_TRUE(first.start());
    http::Options taken;
    taken.port = first.port();
    http::Server second(taken, hello);
    const auto started = second.start();
    ASSERT_FALSE(started);
    EXPECT_THAT(started.error(), HasSubstr(std::format("Port {} is in use", first.port())));
    first.stop();
    EXPECT_TRUE(second.start()) << "a start may follow one that failed";

    http::Options nonsense;
    nonsense.address = "localhost:80";
    EXPECT_THAT(http::Server(nonsense, hello).start().error(), HasSubstr("not an IP address"));
    http::Options foreign;
    foreign.address = "192.0.2.1";
    EXPECT_THAT(http::Server(foreign, hello).start().error(), HasSubstr("no address 192.0.2.1"));
}

TEST(ServerLifecycleTest, stops_at_once_whatever_its_connections_are_waiting_for)
{
    http::Options options;
    options.limits.idle = 1h; // nothing below would end by itself
    http::Server server(
        options,
        [](const Request &request) {
            Response response = hello(request);
            if (request.path() == "/endless")
                response.stream = [] { return std::string(100'000, 'x'); };
            return response;
        },
        [](const Request &request) {
            http::Fault fault;
            if (request.path() == "/delay")
                fault.delay = 1h;
            else if (request.path() == "/stall")
                fault.stallBodyAt = 2;
            return fault;
        });
    ASSERT_TRUE(server.start());
    std::vector<RawClient> clients;
    for (const char *request :
         {"", "GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab",
          "GET /delay HTTP/1.1\r\nHost: a\r\n\r\n", "GET /stall HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /endless HTTP/1.1\r\nHost: a\r\n\r\n"}) {
        for (int i = 0; i < 10; ++i) {
            clients.emplace_back(server.port(), "127.0.0.1", RawClient::Buffers::Small);
            ASSERT_TRUE(clients.back().send(request));
        }
    }
    EXPECT_EQ(RawClient(server.port()).ask("GET", "/").status, 200);
    server.schedule(1h, [] { FAIL() << "due in an hour"; });
    server.stop();
    for (RawClient &client : clients)
        client.readAll(); // comes back, because the server closed
}

TEST(ServerLifecycleTest, may_be_stopped_by_its_own_handler)
{
    std::atomic<http::Server *> self = nullptr;
    http::Server server({}, [&self](const Request &request) {
        self.load()->stop();
        self.load()->stop();
        return hello(request);
    });
    self = &server;
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(server.start());
        RawClient client(server.port());
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        client.readAll();
        EXPECT_EQ(server.port(), 0);
    }
}

TEST(ServerLifecycleTest, may_be_destroyed_in_its_own_thread)
{
    auto server = std::make_shared<std::unique_ptr<http::Server>>(
        std::make_unique<http::Server>(http::Options{}, hello));
    ASSERT_TRUE((*server)->start());
    RawClient client((*server)->port());
    EXPECT_EQ(client.ask("GET", "/").status, 200);
    std::promise<void> destroyed;
    http::Server &running = **server;
    running.schedule(0ms, [server, &destroyed] {
        server->reset();
        destroyed.set_value();
    });
    destroyed.get_future().wait();
    EXPECT_EQ(client.readAll(), "");
}

TEST(ServerLifecycleTest, may_be_stopped_from_several_threads_while_others_ask_for_its_port)
{
    for (int round = 0; round < 20; ++round) {
        http::Server server({}, hello);
        std::atomic<bool> done = false;
        std::vector<std::jthread> threads; // after what they look at: they are waited for first
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([&] {
                while (!done) {
                    if (const auto port = server.port(); port != 0)
                        RawClient(port).ask("GET", "/");
                    server.baseUrl();
                    server.schedule(1ms, [] {});
                }
            });
        }
        ASSERT_TRUE(server.start());
        RawClient(server.port()).ask("GET", "/");
        {
            std::jthread one([&] { server.stop(); });
            std::jthread two([&] { server.stop(); });
        }
        done = true;
        EXPECT_EQ(server.port(), 0);
    }
}

TEST(ServerLifecycleTest, many_servers_start_and_stop_side_by_side)
{
    std::vector<std::jthread> threads;
    std::atomic<int> answered = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&answered] {
            for (int round = 0; round < 15; ++round) {
                http::Server server({}, hello);
                if (server.start() && RawClient(server.port()).ask("GET", "/").body == "hello")
                    ++answered;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(answered, 8 * 15);
}

TEST(ServerLifecycleTest, runs_scheduled_work_by_its_time_and_then_in_order)
{
    http::Server server({}, hello);
    ASSERT_TRUE(server.start());
    std::vector<char> order;
    std::promise<void> last;
    server.schedule(0ms, [&] {
        server.schedule(60ms, [&] { last.set_value(); });
        server.schedule(30ms, [&] { order.push_back('e'); });
        server.schedule(5ms, [&] { order.push_back('c'); });
        server.schedule(5ms, [&] { order.push_back('d'); });
        server.schedule(0ms, [&] { order.push_back('a'); });
        server.schedule(0ms, [&] { order.push_back('b'); });
    });
    last.get_future().wait();
    server.stop();
    EXPECT_THAT(order, ElementsAre('a', 'b', 'c', 'd', 'e'));
}

TEST(ServerLifecycleTest, runs_scheduled_work_in_the_thread_of_the_handlers)
{
    std::promise<std::thread::id> ofHandler;
    http::Server server({}, [&ofHandler](const Request &request) {
        ofHandler.set_value(std::this_thread::get_id());
        return hello(request);
    });
    ASSERT_TRUE(server.start());
    RawClient(server.port()).ask("GET", "/");
    std::promise<std::thread::id> now;
    std::promise<std::thread::id> later;
    server.schedule(0ms, [&now] { now.set_value(std::this_thread::get_id()); });
    server.schedule(1ms, [&later] { later.set_value(std::this_thread::get_id()); });
    const auto expected = ofHandler.get_future().get();
    EXPECT_EQ(now.get_future().get(), expected);
    EXPECT_EQ(later.get_future().get(), expected);
    EXPECT_NE(expected, std::this_thread::get_id());
}

TEST(ServerLifecycleTest, survives_scheduled_work_that_throws)
{
    http::Server server({}, hello);
    ASSERT_TRUE(server.start());
    server.schedule(0ms, [] { throw std::runtime_error("x"); });
    server.schedule(1ms, [] { throw 1; });
    std::promise<void> done;
    server.schedule(2ms, [&done] { done.set_value(); });
    done.get_future().wait();
    EXPECT_EQ(RawClient(server.port()).ask("GET", "/").status, 200);
}
