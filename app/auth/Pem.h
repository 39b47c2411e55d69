// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: finds and writes PEM blocks (RFC 7468), contents in secure memory.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtCrypto>

#include <optional>
#include <vector>

namespace auth::pem {

/// One block of a text that outlives it.
struct Block
{
    QByteArray label;       ///< "RSA PRIVATE KEY"
    QByteArrayView headers; ///< "Proc-Type: ..." lines of the traditional form (RFC 1421)
    QByteArrayView body;    ///< base64 with white space
    bool complete = false;  ///< the END line is there

    bool isTraditionalEncrypted() const;
    /// The body's bytes; nothing when it is not base64.
    std::optional<QCA::SecureArray> bytes() const;
    /// The block alone with plain line ends, as strict readers want it.
    QByteArray normalized() const;
};

/// All blocks in order, whatever stands around them, with any line ends or none.
std::vector<Block> blocks(QByteArrayView text);

/// "-----BEGIN label-----", lines of 64 characters.
QCA::SecureArray write(QByteArrayView label, QByteArrayView der);

} // namespace auth::pem
