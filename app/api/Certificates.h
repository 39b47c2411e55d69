// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QStringList>

#include <expected>

namespace api {

/// TLS as the system trusts it, plus the authorities in @p caFile (PEM; empty: none). The error is
/// a sentence: the file can't be read or holds no certificate.
std::expected<QSslConfiguration, QString> tlsConfiguration(const QString &caFile);

/// What is wrong, then the certificates from the server's up: subject, issuer, validity, SHA-256. A
/// line each.
QStringList certificateEvidence(const QList<QSslError> &errors,
                                const QList<QSslCertificate> &chain);

} // namespace api
