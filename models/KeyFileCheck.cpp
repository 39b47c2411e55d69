// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyFileCheck.h"

#include "app/auth/RsaKeyPair.h"

#include <QCoreApplication>

namespace models {

KeyFileCheck checkKeyFile(const QString &path)
{
    const auto key = auth::RsaKeyPair::fromFile(path);
    if (key) {
        return {true, false,
                QCoreApplication::translate("models::KeyFileCheck", "RSA, %1 bits, thumbprint %2")
                    .arg(key->bits())
                    .arg(key->thumbprint())};
    }
    if (key.error().code == auth::KeyError::Code::PassphraseNeeded) {
        return {true, true,
                QCoreApplication::translate("models::KeyFileCheck",
                                            "An encrypted key: the console asks for its passphrase "
                                            "once a run.")};
    }
    return {false, false, key.error().message};
}

} // namespace models
