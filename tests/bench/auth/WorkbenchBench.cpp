// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/auth/WorkbenchBench.h"

#include "app/auth/Jwt.h"
#include "app/auth/TokenAnatomy.h"
#include "app/auth/TokenDiagnosis.h"
#include "app/auth/TokenExplanation.h"
#include "app/auth/TokenText.h"
#include "app/auth/TokenTimeline.h"
#include "app/json/Writer.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr int tokens = 10'000;
constexpr int patience = 120'000; // ms
constexpr qint64 now = 1'700'000'000;
constexpr double frameMs = 1000.0 / 60;
const QString domain = QStringLiteral("customer47.prod-eu-north-1.iotcomms.io");

void require(bool worked, const char *what)
{
    if (!worked) {
        std::fprintf(stderr, "bench_auth: %s failed\n", what);
        std::exit(1);
    }
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Processor seconds of all children that have ended.
double childSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments);
    require(process.waitForFinished(patience) && process.exitCode() == 0, qPrintable(program));
    return process.readAllStandardOutput();
}

/// Verifications per processor second that `openssl speed` measures.
double opensslRate()
{
    const QByteArray out =
        outputOf(u"openssl"_s, {u"speed"_s, u"-mr"_s, u"-seconds"_s, u"1"_s, u"rsa2048"_s});
    for (const QByteArray &line : out.split('\n')) {
        const QByteArrayList fields = line.trimmed().split(':');
        if (fields.size() >= 5 && fields[0] == "+F2" && fields[2] == "2048")
            return fields[4].toDouble();
    }
    require(false, "reading what openssl speed prints");
    return 0;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), "writing");
}

} // namespace

void measureBatch(const auth::RsaKeyPair &pair)
{
    const QTemporaryDir folder;
    QByteArray lines;
    for (int i = 0; i < tokens; ++i)
        lines += auth::signToken({domain, now - i % 3000, now + 600}, pair) + '\n';
    writeFile(folder.filePath(u"tokens"_s), lines);
    writeFile(folder.filePath(u"public.pem"_s), pair.publicKey().pem());

    std::vector<double> ours;
    std::vector<double> reference;
    for (int round = 0; round < rounds; ++round) {
        const double before = childSeconds();
        const QByteArray out =
            outputOf(QStringLiteral(BENCH_CLI),
                     {u"token"_s, u"check"_s, u"--batch"_s, folder.filePath(u"tokens"_s),
                      u"--public-key"_s, folder.filePath(u"public.pem"_s), u"--domain"_s, domain,
                      u"--at"_s, QString::number(now)});
        ours.push_back(tokens / (childSeconds() - before));
        require(out.count('\n') == tokens, "checking every token");
        reference.push_back(opensslRate());
    }
    json::Writer writer;
    writer.beginObject().name("name").string("auth: 10,000 tokens with token check --batch");
    writer.name("value").number(median(ours)).name("unit").string("1/s");
    writer.name("reference").number(median(reference));
    writer.name("goal").number(0.65).name("goalKind").string("ratio");
    writer.name("better").string("higher").endObject();
    std::puts(writer.take().c_str());
}

void measureWorkbench(const auth::RsaKeyPair &pair, const auth::RsaKeyPair &other)
{
    QByteArray claims = "{\"sub\":\"" + domain.toUtf8() + "\",\"iat\":1700000000,\"x\":[1";
    while (claims.size() < 11'900)
        claims += ",{\"a\":1}";
    claims += "]}";
    const QByteArray pasted = "Bearer " + auth::signClaims(claims, other) + '\n';
    std::vector<auth::TokenCandidate> candidates(10);
    for (auto &candidate : candidates)
        candidate = {u"x"_s, domain, pair.publicKey(), {}, {}};
    candidates.back().key = other.publicKey();

    std::vector<double> milliseconds;
    for (int round = 0; round < 50; ++round) {
        const auto start = std::chrono::steady_clock::now();
        const auto cleaned = auth::TokenText::clean(pasted);
        const auto anatomy = auth::TokenAnatomy::of(cleaned.token);
        const auto explanation = auth::TokenExplanation::of(anatomy, now);
        const auto diagnosis = auth::TokenDiagnosis::of(
            cleaned.token, candidates, 0, {.now = now, .cleanings = cleaned.cleanings});
        require(diagnosis.verdict.token.has_value(), "decoding");
        const auto line = auth::TokenTimeline::of(diagnosis.verdict.token->payload(), {now, 0, 0});
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                .count());
        require(anatomy.isWhole() && !explanation.payload().empty() && !line.marks().empty() &&
                    diagnosis.find(auth::NearMiss::Kind::OtherKey),
                "the workbench");
    }
    json::Writer writer;
    writer.beginObject().name("name").string("auth: all about a pasted 16 KiB token, ten keys");
    writer.name("value").number(median(milliseconds)).name("unit").string("ms");
    writer.name("reference").null().name("goal").number(frameMs);
    writer.name("better").string("lower").endObject();
    std::puts(writer.take().c_str());
}
