// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Certificates.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>

using namespace Qt::StringLiterals;

namespace api {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("api::Certificates", text);
}

/// Names come from the other side: one line, and not endless.
QString tamed(QString name)
{
    name = name.simplified();
    return name.size() > 300 ? name.first(300) + u'…' : name;
}

QString line(const QSslCertificate &certificate)
{
    const QByteArray digest = certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper();
    return translated("%1, issued by %2, valid from %3 to %4, SHA-256 %5")
        .arg(tamed(certificate.subjectDisplayName()), tamed(certificate.issuerDisplayName()),
             certificate.effectiveDate().toUTC().toString(Qt::ISODate),
             certificate.expiryDate().toUTC().toString(Qt::ISODate), QString::fromLatin1(digest));
}

} // namespace

std::expected<QSslConfiguration, QString> tlsConfiguration(const QString &caFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    if (caFile.isEmpty())
        return configuration;
    QFile file(caFile);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(
            translated("The authority's certificate %1 can't be read: %2. Choose another file in "
                       "the profile.")
                .arg(caFile, file.errorString()));
    }
    const QList<QSslCertificate> authorities = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (authorities.isEmpty()) {
        return std::unexpected(
            translated("%1 holds no certificate in PEM form. Choose another file in the profile.")
                .arg(caFile));
    }
    configuration.addCaCertificates(authorities);
    return configuration;
}

QStringList certificateEvidence(const QList<QSslError> &errors, const QList<QSslCertificate> &chain)
{
    QStringList lines;
    for (const QSslError &error : errors) {
        if (!lines.contains(error.errorString()))
            lines += error.errorString();
    }
    for (const QSslCertificate &certificate : chain)
        lines += line(certificate);
    return lines;
}

} // namespace api
