// SPDX-License-Identifier: GPL-3.0-or-later
// A queue, a client and a key, pointed at a scripted server.
#pragma once

#include "app/api/ApiClient.h"
#include "app/api/History.h"
#include "app/api/RequestQueue.h"
#include "app/auth/RsaKeyPair.h"
#include "app/auth/TokenSource.h"
#include "tests/support/Print.h"
#include "tests/support/RawServer.h"

#include <QEventLoop>
#include <QTest>

#include <gmock/gmock.h>

namespace api {

/// How GoogleTest shows a result that was not expected.
inline void PrintTo(const Result &result, std::ostream *out)
{
    if (result)
        *out << "reply " << result->status;
    else
        *out << "error: " << result.error().toString().toStdString();
}

} // namespace api

inline const auth::RsaKeyPair &testKey()
{
    static const auth::RsaKeyPair key = *auth::RsaKeyPair::generate(2048).result();
    return key;
}

/// Set by a program that runs the tests over HTTP of our own.
inline bool clientsUseWire = false;

class ClientFixture : public testing::Test
{
protected:
    static constexpr int patience = 60'000; ///< ms; only a hang lasts so long

    void serve(RawServer::Script script)
    {
        server = std::make_unique<RawServer>(std::move(script));
        connectTo(server->url());
    }

    void connectTo(const QUrl &url)
    {
        profile.id = QStringLiteral("p1");
        profile.domain = QStringLiteral("customer47.test.example");
        profile.baseUrl = url;
        tokens = std::make_shared<auth::TokenSource>(testKey(), profile.domain);
        remake();
    }

    void remake()
    {
        queue.reset();
        client = std::make_unique<api::ApiClient>(profile, tokens, history.get());
        if (clientsUseWire)
            client->useWire();
        queue = std::make_unique<api::RequestQueue>(client.get());
        queue->setBackOff(5);
    }

    static api::Request get(const QString &path = QStringLiteral("/things"))
    {
        api::Request request;
        request.path = path;
        return request;
    }

    static api::Request change(api::Method method, const QByteArray &body = "{}")
    {
        api::Request request = get();
        request.method = method;
        request.body = body;
        return request;
    }

    /// Sends and waits for the end.
    api::Result ask(const api::Request &request)
    {
        std::optional<api::Result> result;
        queue->send(request, queue.get(), [&](const api::Result &r) { result = r; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, patience)) {
            api::ApiError never;
            never.what = QStringLiteral("never finished");
            return std::unexpected(never);
        }
        return *result;
    }

    api::ApiError::Code codeOf(const api::Request &request)
    {
        const api::Result result = ask(request);
        EXPECT_FALSE(result.has_value());
        if (!result)
            last = result.error();
        return last.code;
    }

    std::unique_ptr<api::History> history;
    api::Profile profile;
    std::unique_ptr<RawServer> server;
    std::shared_ptr<auth::TokenSource> tokens;
    std::unique_ptr<api::ApiClient> client;
    std::unique_ptr<api::RequestQueue> queue;
    api::ApiError last;
};
