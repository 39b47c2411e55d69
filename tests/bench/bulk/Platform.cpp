// SPDX-License-Identifier: GPL-3.0-or-later
#include "Platform.h"

#include "app/auth/RsaKeyPair.h"
#include "app/json/Document.h"

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace bench {

void require(bool worked, const char *what)
{
    if (!worked) {
        std::fprintf(stderr, "bench_bulk: %s failed\n", what);
        std::exit(1);
    }
}

Platform::Platform(int devices)
{
    const auto key = auth::RsaKeyPair::generate(2048).result();
    require(key.has_value(), "making a key");
    require(key->writePrivate(m_folder.filePath(u"private.pem"_s)).has_value(), "writing the key");
    QFile pem(m_folder.filePath(u"public.pem"_s));
    require(pem.open(QIODevice::WriteOnly) && pem.write(key->publicKey().pem()) > 0,
            "writing the public key");
    pem.close();
    m_sandbox.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_sandbox.start(QStringLiteral(IOTCOMMS_CLI),
                    {u"sandbox"_s, u"--devices"_s, QString::number(devices), u"--public-key"_s,
                     pem.fileName()});
    while (!m_sandbox.canReadLine() && m_sandbox.waitForReadyRead(30'000)) {
    }
    const auto line = json::Document::parse(m_sandbox.readLine().trimmed().toStdString());
    require(line.has_value(), "starting the sandbox");
    m_baseUrl = QString::fromUtf8(line->root()["baseUrl"].text());
    m_domain = QString::fromUtf8(line->root()["domain"].text());
}

Platform::~Platform()
{
    m_sandbox.terminate();
    m_sandbox.waitForFinished();
}

api::Profile Platform::profile() const
{
    api::Profile profile;
    profile.id = profile.name = u"bench"_s;
    profile.domain = m_domain;
    profile.baseUrl = QUrl(m_baseUrl);
    profile.keyFile = m_folder.filePath(u"private.pem"_s);
    profile.safety = api::SafetyLevel::Sandbox;
    return profile;
}

} // namespace bench
