// SPDX-License-Identifier: GPL-3.0-or-later
// Whole tokens signed and checked per second, against bare OpenSSL with the same key in the same
// run. Prints one JSON object a line. Seconds are those of the processor, as in `openssl speed`;
// rounds of ours and of the reference alternate, and the medians count: a busy machine slows both.
#include "app/auth/Jwt.h"
#include "app/auth/RsaKeyPair.h"
#include "app/auth/TokenChecks.h"
#include "app/json/Writer.h"
#include "tests/bench/auth/WorkbenchBench.h"

#include <QCoreApplication>

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 9;
constexpr double secondsOfARound = 0.4;
constexpr std::size_t digestSize = 36; // as `openssl speed` has it: MD5 and SHA-1 together

struct Measured
{
    double ours = 0;
    double reference = 0;
};

void require(bool worked, const char *what)
{
    if (!worked) {
        std::fprintf(stderr, "bench_auth: %s failed\n", what);
        std::exit(1);
    }
}

double rate(const std::function<void()> &once, int batch)
{
    const std::clock_t start = std::clock();
    long count = 0;
    double seconds = 0;
    while (seconds < secondsOfARound) {
        for (int i = 0; i < batch; ++i)
            once();
        count += batch;
        seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    }
    return static_cast<double>(count) / seconds;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

Measured measure(const std::function<void()> &ours, const std::function<void()> &reference,
                 int batch)
{
    std::vector<double> oursRates;
    std::vector<double> referenceRates;
    for (int round = 0; round < rounds; ++round) {
        oursRates.push_back(rate(ours, batch));
        referenceRates.push_back(rate(reference, batch));
    }
    return {median(oursRates), median(referenceRates)};
}

void print(std::string_view name, const Measured &measured, double goal)
{
    json::Writer writer;
    writer.beginObject().name("name").string(name);
    writer.name("value").number(measured.ours).name("unit").string("1/s");
    writer.name("reference").number(measured.reference);
    writer.name("goal").number(goal).name("better").string("higher").endObject();
    std::puts(writer.take().c_str());
}

/// What `openssl speed rsa2048` does: one context made ready once, a digest signed in a loop.
class BareOpenssl
{
public:
    explicit BareOpenssl(const auth::RsaKeyPair &pair)
    {
        const QByteArray pem = pair.privatePem().toByteArray();
        const QByteArray der = QByteArray::fromBase64(
            pem.sliced(pem.indexOf('\n'), pem.lastIndexOf("\n-----END") - pem.indexOf('\n')));
        const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
        EVP_PKEY *key = d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size()));
        require(key != nullptr, "reading the key");
        m_sign = EVP_PKEY_CTX_new(key, nullptr);
        m_verify = EVP_PKEY_CTX_new(key, nullptr);
        require(EVP_PKEY_sign_init(m_sign) == 1 && EVP_PKEY_verify_init(m_verify) == 1, "OpenSSL");
        EVP_PKEY_free(key);
        sign();
    }
    ~BareOpenssl()
    {
        EVP_PKEY_CTX_free(m_sign);
        EVP_PKEY_CTX_free(m_verify);
    }
    BareOpenssl(const BareOpenssl &) = delete;
    BareOpenssl &operator=(const BareOpenssl &) = delete;

    void sign()
    {
        std::size_t size = m_signature.size();
        require(
            EVP_PKEY_sign(m_sign, m_signature.data(), &size, m_digest.data(), m_digest.size()) == 1,
            "signing");
    }
    void verify()
    {
        require(EVP_PKEY_verify(m_verify, m_signature.data(), m_signature.size(), m_digest.data(),
                                m_digest.size()) == 1,
                "verifying");
    }

private:
    EVP_PKEY_CTX *m_sign = nullptr;
    EVP_PKEY_CTX *m_verify = nullptr;
    std::array<unsigned char, digestSize> m_digest{};
    std::array<unsigned char, 256> m_signature{};
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QCA::Initializer qca;
    const auto pair = auth::RsaKeyPair::generate(2048).result();
    require(pair.has_value(), "generating a key");
    BareOpenssl openssl(*pair);

    const QString domain = u"customer47.prod-eu-north-1.iotcomms.io"_s;
    constexpr qint64 now = 1'700'000'000;
    const auth::Claims claims{domain, now, now + 3300};
    const auto signing =
        measure([&] { require(!auth::signToken(claims, *pair).isEmpty(), "sign"); },
                [&] { openssl.sign(); }, 20);
    print("auth: tokens signed", signing, 0.95 * signing.reference);

    const QByteArray token = auth::signToken(claims, *pair);
    const auth::TokenPolicy policy{pair->publicKey(), domain, static_cast<double>(now) + 60, 0};
    const auto checking =
        measure([&] { require(auth::checkToken(token, policy).accepted, "check"); },
                [&] { openssl.verify(); }, 200);
    print("auth: tokens verified with all checks", checking,
          std::min(40'000.0, 0.65 * checking.reference));

    const auto other = auth::RsaKeyPair::generate(2048).result();
    require(other.has_value(), "generating a key");
    measureWorkbench(*pair, *other);
    measureBatch(*pair);
    return 0;
}
