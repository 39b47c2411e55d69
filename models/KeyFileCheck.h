// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace models {

/// What a file would be as a profile's private key, in words for the field where it is entered.
/// Looks in a worker: a file may lie on a slow disk. Of several answers only the newest counts.
class KeyFileCheck : public QObject
{
    Q_OBJECT

public:
    struct Result
    {
        QString path;
        bool usable = false; ///< also true for an encrypted key: its passphrase is asked for later
        bool needsPassphrase = false;
        QString thumbprint; ///< RFC 7638; empty where it can't be read
        QString sentence; ///< "RSA, 2048 bits, thumbprint NzbL..." or what is wrong and what to do
        bool operator==(const Result &) const = default;
    };

    using QObject::QObject;

    /// Ends with finished(), unless another start() or cancel() comes before it.
    void start(const QString &path);
    void cancel();
    bool isRunning() const { return m_running; }
    /// Of the last one that finished.
    const Result &result() const { return m_result; }

    /// The same without a worker.
    static Result look(const QString &path);

Q_SIGNALS:
    void finished();

private:
    quint64 m_generation = 0;
    bool m_running = false;
    Result m_result;
};

} // namespace models
