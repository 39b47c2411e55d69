// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace models {

/// Reads a list, one at a time: a newer start drops the older one, whose answer then falls
/// silently. Waits for the session's key, also for its passphrase.
class ListLoader : public QObject
{
    Q_OBJECT

public:
    explicit ListLoader(api::Session *session, QObject *parent = nullptr);
    ~ListLoader() override;

    void start(const api::Request &request);
    /// As if it had not been started.
    void cancel();

    bool isLoading() const;
    bool isLocked() const; ///< was started, and begins once the key is unlocked
    bool hasLoaded() const { return m_hasLoaded; } ///< once, however long ago
    const std::optional<api::ApiError> &error() const { return m_error; } ///< of the last one

Q_SIGNALS:
    void loaded(const json::Document &body); ///< before the changed() that says so
    void changed();
    void retrying(int milliseconds, const QString &reason); ///< as api::Call's

private:
    void sendWaiting();
    void drop();
    void finish(const api::Result &result);

    api::Session *m_session;
    std::optional<api::Request> m_waiting; // for the key
    QPointer<api::Call> m_call;
    quint64 m_generation = 0;
    bool m_loading = false;
    bool m_hasLoaded = false;
    std::optional<api::ApiError> m_error;
};

} // namespace models
