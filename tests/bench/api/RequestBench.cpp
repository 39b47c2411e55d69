// SPDX-License-Identifier: GPL-3.0-or-later
// PATCH requests per second through RequestQueue against the sandbox on loopback, in one process,
// with one token and the history being written; and the memory with all of them queued. Prints one
// JSON object a line.
#include "app/api/Catalogue.h"
#include "app/api/History.h"
#include "app/api/RequestQueue.h"
#include "app/api/Session.h"
#include "app/auth/RsaKeyPair.h"
#include "app/sandbox/Sandbox.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QtCrypto>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int requests = 10'000;
constexpr int rounds = 3;

void require(bool worked, const char *what)
{
    if (!worked) {
        std::fprintf(stderr, "bench_api: %s failed\n", what);
        std::exit(1);
    }
}

void print(const char *name, double value, const char *unit, double goal, const char *better)
{
    std::printf(R"({"name":"%s","value":%.0f,"unit":"%s","reference":null,"goal":%.0f,)"
                R"("better":"%s"})"
                "\n",
                name, value, unit, goal, better);
    std::fflush(stdout);
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    require(file.open(QIODevice::ReadOnly), "reading /proc/self/statm");
    const double pages = file.readAll().split(' ').value(1).toDouble();
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Ids of the demo devices.
QStringList deviceIds(api::Session &session, const QString &collection)
{
    QStringList ids;
    QEventLoop loop;
    api::Request list;
    list.path = collection;
    session.queue().send(list, &loop, [&](const api::Result &result) {
        if (result) {
            for (const json::Value row : api::unwrapList(result->document.root())) {
                const auto id = row["deviceId"].text();
                ids += QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size()));
            }
        }
        loop.quit();
    });
    loop.exec();
    return ids;
}

struct Round
{
    double perSecond = 0;
    double megabytes = 0;
};

Round patchAll(api::Session &session, const QString &collection, const QStringList &ids, int round)
{
    int failed = 0;
    QEventLoop loop;
    QObject::connect(&session.queue(), &api::RequestQueue::idle, &loop, &QEventLoop::quit);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < requests; ++i) {
        api::Request request;
        request.method = api::Method::Patch;
        request.path =
            collection + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(ids[i % ids.size()]));
        request.body = R"([{"op":"add","path":"/description","value":"round )" +
                       QByteArray::number(round) + R"("}])";
        session.queue().send(request, &loop, [&](const api::Result &result) {
            if (!result && failed++ == 0)
                std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
        });
    }
    Round result;
    result.megabytes = residentMegabytes();
    loop.exec();
    result.perSecond = requests * 1000.0 / static_cast<double>(timer.elapsed());
    require(failed == 0, "a PATCH");
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCA::Initializer qca;
    QTemporaryDir folder;
    const auto key = auth::RsaKeyPair::generate(2048).result();
    require(key.has_value(), "making a key");
    api::Profile profile;
    profile.keyFile = folder.filePath(u"private.pem"_s);
    require(key->writePrivate(profile.keyFile).has_value(), "writing the key");

    auto catalogue = api::Catalogue::shipped();
    require(catalogue.has_value(), "reading the catalogue");
    const auto shared = std::make_shared<const api::Catalogue>(*catalogue);
    sandbox::SandboxOptions options;
    options.publicKeyPem = key->publicKey().pem();
    sandbox::Sandbox sandbox(shared, options);
    const auto started = sandbox.start();
    require(started.has_value(), "starting the sandbox");

    profile.id = u"bench"_s;
    profile.domain = sandbox.domain();
    profile.baseUrl = QUrl(sandbox.baseUrl());
    api::History history(folder.path());
    std::vector<double> rates;
    double megabytes = 0;
    {
        api::Session session(profile, shared, &history);
        const QString collection = u"/provisioning/device/"_s + profile.domain;
        const QStringList ids = deviceIds(session, collection);
        require(!ids.isEmpty(), "listing the devices");
        session.queue().setConcurrency(argc > 1 ? std::atoi(argv[1]) : 16);
        for (int round = 0; round < rounds; ++round) {
            const Round measured = patchAll(session, collection, ids, round);
            rates.push_back(measured.perSecond);
            megabytes = std::max(megabytes, measured.megabytes);
        }
    }
    std::ranges::sort(rates);
    print("requests: PATCH through the queue", rates[rates.size() / 2], "1/s", 4000, "higher");
    print("requests: resident with 10,000 queued", megabytes, "MB", 100, "lower");
    return 0;
}
