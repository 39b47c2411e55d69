// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QString>
#include <QtCrypto>

#include <expected>

namespace auth {

/// Why a secret cannot be had.
struct SecretError
{
    enum class Code {
        Unavailable, ///< nobody answers: no keychain, no D-Bus
        Locked,      ///< it is there, and was not opened
        Missing,     ///< it holds nothing under this name
        Failed,      ///< anything else; message has its reason
    };
    Code code = Code::Failed;
    /// A whole sentence.
    QString message;
};

template <typename T>
using SecretResult = std::expected<T, SecretError>;

/// Keeps the passphrases of key files, a name each. Every function may be called from any thread
/// and returns at once; no future needs the caller's event loop to finish.
class SecretStore
{
public:
    SecretStore() = default;
    virtual ~SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;

    /// "keychain" or "passphrase": what a key file remembers.
    virtual QString id() const = 0;
    /// The name of who answers ("GNOME Keyring"), or why nobody does. Asks the person nothing.
    virtual QFuture<SecretResult<QString>> availability() = 0;
    /// A secret for the new @p name that reads back: made at random and kept, where the store can
    /// keep several; it has at most 1,024 bytes without a null.
    virtual QFuture<SecretResult<QCA::SecureArray>> create(const QString &name) = 0;
    virtual QFuture<SecretResult<QCA::SecureArray>> read(const QString &name) = 0;
    /// A name that is not there is no error.
    virtual QFuture<SecretResult<void>> remove(const QString &name) = 0;
    /// Ends what is under way, and everything asked later, with an error: a worker that waits for a
    /// person's answer must not keep the program from ending.
    virtual void close() {}
};

} // namespace auth
