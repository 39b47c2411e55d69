// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"
#include "app/sandbox/Store.h"
#include "app/sandbox/calls/Call.h"
#include "app/sandbox/calls/Cast.h"

#include <memory>
#include <string>

namespace sandbox {

/// Calls, recordings and the log as items of the store; the oldest go when there are many.
class CallBook
{
public:
    static constexpr qint64 maximumCalls = 2000;
    static constexpr qint64 maximumRecordings = 600;
    static constexpr qint64 maximumLogEntries = 2000;

    CallBook(std::shared_ptr<Store> store, std::shared_ptr<const Cast> cast, QString domain);

    bool hasCalls() const { return m_cast->calls().has_value(); }
    const Cast &cast() const { return *m_cast; }

    StoreResult<void> add(const Call &call);
    StoreResult<void> update(const Call &call);
    StoreResult<void> addRecording(const Call &call, const Recording &recording);
    StoreResult<void> updateRecording(const Call &call, const Recording &recording);
    StoreResult<void> removeRecording(const Recording &recording);
    /// Absent root: there is none of that id.
    StoreResult<json::Document> recording(const QString &id);
    /// One of those that may call, by chance; absent root: there is none.
    StoreResult<json::Document> anyEndpoint(quint64 random);
    /// When the newest call began, ms since 1970; 0: there is none.
    StoreResult<qint64> newestStart();
    /// What was going on when the sandbox stopped has ended then.
    StoreResult<void> endInterrupted(qint64 nowMs);
    StoreResult<void> log(qint64 nowMs, const std::string &id, const std::string &source,
                          const std::string &text);

private:
    struct Shelf
    {
        Store::Collection collection = 0;
        qint64 count = -1; ///< -1: not known yet
    };
    using Part = std::optional<Cast::Part>;
    StoreResult<Store::Collection> collection(const Part &part);
    StoreResult<void> insert(const Part &part, Shelf &shelf, qint64 maximum, const QString &id,
                             const QByteArray &json);
    StoreResult<void> replace(const Part &part, const QString &id, const QByteArray &json);
    StoreResult<void> endAll(const Part &part, std::string_view state, std::string_view ended,
                             qint64 nowMs);

    std::shared_ptr<Store> m_store;
    std::shared_ptr<const Cast> m_cast;
    QString m_domain;
    Shelf m_calls, m_recordings, m_log;
};

} // namespace sandbox
