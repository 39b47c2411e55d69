// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/KeyText.h"

#include <QObject>
#include <QtCrypto>

namespace models {

/// What a text or a file would be as a private key to import. Reads and looks in a worker: a file
/// may lie on a slow disk, and a text be long. Of several answers only the newest counts.
class KeyTextCheck : public QObject
{
    Q_OBJECT

public:
    struct Result
    {
        QCA::SecureArray text;
        auth::KeyText inspected;
        QString unreadable; ///< why the file can't be read, as a sentence
    };

    using QObject::QObject;

    /// Each ends with finished(), unless another one or cancel() comes before it.
    void lookAtFile(const QString &path);
    void lookAtText(const QCA::SecureArray &text);
    void cancel();
    bool isRunning() const { return m_running; }
    /// Of the last one that finished.
    const Result &result() const { return m_result; }
    void forget() { m_result = {}; }

Q_SIGNALS:
    void finished();

private:
    void watch(const QFuture<Result> &future);

    quint64 m_generation = 0;
    bool m_running = false;
    Result m_result;
};

} // namespace models
