// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QLockFile>
#include <QPair>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace sandbox {

/// A sentence for people: what the storage could not do.
template <typename T>
using StoreResult = std::expected<T, QString>;

/// What a bulk job has come to; kept so that a restart does not forget it.
struct BulkStatus
{
    QString resource; ///< key of the resource type
    QString domain;
    QString bulkId;
    QString status;       ///< STARTED, FINISHED or FAILED
    QString reason;       ///< causes of errors; may be empty
    qint64 startedAt = 0; ///< ms since 1970
    qint64 stoppedAt = 0; ///< ms since 1970; 0: still running
};

/// Items of any resource type as JSON texts in one SQLite table. Belongs to the thread that opened
/// it. Writes are gathered in a transaction that commit() ends; the owner is told when to.
class Store
{
public:
    /// One (resource type, domain), in creation order.
    using Collection = qint64;

    /// Opens or makes sandbox.sqlite in @p folder; empty: in memory. A damaged file is put aside
    /// and a new one made, see notice().
    /// @p clock: ms since 1970, for the times of creation and change.
    static StoreResult<std::unique_ptr<Store>> open(const QString &folder,
                                                    std::function<qint64()> clock);
    ~Store(); ///< commits
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    /// True when the storage was made by this open(): demo data belongs in it.
    bool isNew() const { return m_isNew; }
    /// A sentence about a damaged file that was put aside; else empty.
    QString notice() const { return m_notice; }

    /// Called at the first write after a commit; the owner then calls commit() a moment later.
    void setOnFirstWrite(std::function<void()> callback) { m_onFirstWrite = std::move(callback); }
    StoreResult<void> commit();
    /// Trades safety for speed while a new storage is filled.
    void beginFilling();
    StoreResult<void> endFilling();

    StoreResult<Collection> collection(const QString &resource, const QString &domain);
    /// Whether collection() was ever called with these.
    StoreResult<bool> hasCollection(const QString &resource, const QString &domain);
    /// Nothing when there is no such item.
    StoreResult<std::optional<QByteArray>> read(Collection collection, const QString &id);
    /// False when the id is taken.
    StoreResult<bool> insert(Collection collection, const QString &id, const QByteArray &json);
    /// False when there is no such item.
    StoreResult<bool> update(Collection collection, const QString &id, const QByteArray &json);
    StoreResult<bool> remove(Collection collection, const QString &id);

    /// Some consecutive items, as their JSON texts with commas between.
    struct Page
    {
        QByteArray items;
        qint64 last = 0; ///< give it as @p after to get the next page
        bool isLast = true;
    };
    StoreResult<Page> page(Collection collection, qint64 after, int limit);
    StoreResult<qint64> count(Collection collection);
    /// The item that was made last.
    StoreResult<std::optional<QByteArray>> newest(Collection collection);
    /// An item by chance: the same for the same number and contents.
    StoreResult<std::optional<QByteArray>> anyItem(Collection collection, quint64 random);
    /// The items whose JSON text contains @p fragment.
    StoreResult<std::vector<QByteArray>> containing(Collection collection,
                                                    const QByteArray &fragment);
    StoreResult<void> removeOldest(Collection collection, qint64 count);

    /// Domains with their public keys (PEM; empty: none uploaded).
    StoreResult<std::vector<std::pair<QString, QByteArray>>> domains();
    /// An empty @p pem keeps the key that is there.
    StoreResult<void> saveDomain(const QString &domain, const QByteArray &pem);

    StoreResult<std::optional<BulkStatus>> bulkStatus(const QString &resource,
                                                      const QString &domain, const QString &bulkId);
    StoreResult<void> saveBulkStatus(const BulkStatus &status);
    /// Jobs that a stop or crash interrupted become FAILED with @p reason.
    StoreResult<void> failRunningBulkJobs(const QString &reason, qint64 now);

private:
    /// A row's position holds its collection in the bits from here up, so that the rows of one
    /// collection lie beside each other in creation order and a page needs no second index.
    static constexpr int collectionShift = 40;

    Store() = default;
    StoreResult<void> openFile(const QString &file);
    StoreResult<void> prepareSchema();
    /// Why the file is no sound database; nothing when it is one.
    StoreResult<std::optional<QString>> damage(const QString &file);
    void prepareStatements();
    void close();
    StoreResult<void> putAside(const QString &file, const QString &cause);
    StoreResult<void> run(const QString &sql);
    StoreResult<void> run(QSqlQuery &query);
    StoreResult<std::optional<QByteArray>> one(const QString &sql, qint64 from, qint64 to);
    StoreResult<void> beforeWrite();
    StoreResult<qint64> nextPosition(Collection collection);

    QString m_connection;
    QSqlDatabase m_database;
    std::unique_ptr<QLockFile> m_lock;
    bool m_isNew = false;
    bool m_inTransaction = false;
    bool m_filling = false;
    int m_writes = 0;
    QString m_notice;
    std::function<qint64()> m_clock;
    std::function<void()> m_onFirstWrite;
    QHash<QPair<QString, QString>, Collection> m_collections;
    QHash<Collection, qint64> m_nextPositions;
    struct Statements
    {
        QSqlQuery read, insert, update, remove, page;
    };
    std::unique_ptr<Statements> m_statements;
};

} // namespace sandbox
