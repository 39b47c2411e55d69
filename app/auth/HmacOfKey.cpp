// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/HmacOfKey.h"

#include "app/auth/Pem.h"

#include <QMessageAuthenticationCode>

#include <utility>
#include <vector>

namespace auth {

namespace {

struct Form
{
    QString name;
    QByteArray bytes;
};

std::optional<QCryptographicHash::Algorithm> hashOfSize(qsizetype size)
{
    switch (size) {
    case 32:
        return QCryptographicHash::Sha256;
    case 48:
        return QCryptographicHash::Sha384;
    case 64:
        return QCryptographicHash::Sha512;
    default:
        return std::nullopt;
    }
}

QByteArray bodyOf(const QByteArray &pem)
{
    QByteArray body;
    for (const QByteArray &line : pem.split('\n')) {
        if (!line.startsWith('-'))
            body += line.trimmed();
    }
    return body;
}

/// The RSAPublicKey (RFC 8017 A.1.1) inside a SubjectPublicKeyInfo; empty when it is not there.
QByteArray pkcs1Of(const QByteArray &spki)
{
    constexpr QByteArrayView algorithm(
        "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00", 15);
    constexpr qsizetype bitStringHeader = 5; // 03 82 LL LL 00, as of 2048 bits
    const qsizetype at = spki.indexOf(algorithm);
    const qsizetype start = at + algorithm.size() + bitStringHeader;
    return at < 0 || start >= spki.size() ? QByteArray() : spki.sliced(start);
}

void addPem(std::vector<Form> &forms, const QString &name, const QByteArray &pem)
{
    const QByteArray bare = pem.trimmed();
    QByteArray windows = bare;
    windows.replace("\n", "\r\n");
    forms.push_back({name, bare + '\n'});
    forms.push_back({name, bare});
    forms.push_back({name, windows + "\r\n"});
    forms.push_back({name, windows});
}

std::vector<Form> formsOf(const RsaPublicKey &key)
{
    std::vector<Form> forms;
    const QByteArray pem = key.pem();
    const QByteArray body = bodyOf(pem);
    const QByteArray der = QByteArray::fromBase64(body);
    addPem(forms, QStringLiteral("PEM"), pem);
    forms.push_back({QStringLiteral("DER"), der});
    forms.push_back({QStringLiteral("base64"), body});
    if (const QByteArray pkcs1 = pkcs1Of(der); !pkcs1.isEmpty()) {
        addPem(forms, QStringLiteral("PKCS#1 PEM"),
               pem::write("RSA PUBLIC KEY", pkcs1).toByteArray());
        forms.push_back({QStringLiteral("PKCS#1 DER"), pkcs1});
    }
    return forms;
}

} // namespace

std::optional<QString> hmacSecretOf(const RsaPublicKey &key, QByteArrayView message,
                                    QByteArrayView signature)
{
    const auto hash = hashOfSize(signature.size());
    if (!hash)
        return std::nullopt;
    for (const Form &form : formsOf(key)) {
        if (QMessageAuthenticationCode::hash(message, form.bytes, *hash) == signature)
            return form.name;
    }
    return std::nullopt;
}

} // namespace auth
