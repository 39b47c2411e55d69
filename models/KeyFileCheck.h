// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace models {

/// What a file would be as a profile's private key, in words for the field where it is entered.
struct KeyFileCheck
{
    bool usable = false; ///< also true for an encrypted key: its passphrase is asked for later
    bool needsPassphrase = false;
    QString sentence; ///< "RSA, 2048 bits, thumbprint NzbL..." or what is wrong and what to do
};

KeyFileCheck checkKeyFile(const QString &path);

} // namespace models
