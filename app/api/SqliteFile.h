// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/api: a SQLite file of the data folder, as the histories use it.
#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace api {

/// One connection to one file, for the thread that opens it. The file is its owner's alone (0600)
/// from its first byte; SQLite gives its companions (-wal, -shm) the same mode.
class SqliteFile
{
public:
    /// @p name: file name without ".sqlite". An empty @p folder is never opened.
    SqliteFile(const QString &folder, const QString &name);
    ~SqliteFile();
    SqliteFile(const SqliteFile &) = delete;
    SqliteFile &operator=(const SqliteFile &) = delete;

    /// Makes an empty file that is its owner's alone, where none is yet; SQLite would give it the
    /// mode that the system gives to any. What goes wrong here goes wrong when it is opened.
    static void makePrivate(const QString &path);

    /// Opens or makes the file and runs @p schema, a statement each. False: see error().
    bool open(const QStringList &schema);
    void close();
    const QSqlDatabase &database() const { return m_database; }

    bool run(const QString &statement);
    /// One transaction around @p work, rolled back when that or the end of it fails; error() is
    /// then what failed first.
    template <typename Work>
    bool transaction(Work work)
    {
        if (!run(QStringLiteral("BEGIN IMMEDIATE")))
            return false;
        if (work() && run(QStringLiteral("COMMIT")))
            return true;
        rollBack();
        return false;
    }
    /// What a history may hold: rows, and the sum of their column "size".
    struct Amount
    {
        qint64 entries = 0;
        qint64 bytes = 0;
    };
    /// Where a table "entries" with growing "row" has to be cut so that what is left of @p held
    /// is within @p bounds: all rows below the first number go, the second is left. Nothing when it
    /// is within them, or can't be read.
    std::optional<std::pair<qint64, Amount>> cutWithin(Amount held, Amount bounds) const;
    /// Keeps what @p query failed with as error(). Always false.
    bool fail(const QSqlQuery &query);
    /// SQLite's words about the last failure; empty: none since clearError().
    const QString &error() const { return m_error; }
    void clearError();
    /// That failure means that the file is damaged, or never was a database.
    bool isDamaged() const;
    /// Closes the file and moves it to NAME-damaged-TIME.sqlite; gives that path, nothing when it
    /// could not be moved.
    std::optional<QString> putAside();

private:
    bool useLog();
    QString path(const QString &suffix = {}) const;
    void rollBack();

    const QString m_folder;
    const QString m_name;
    QString m_connection;
    QSqlDatabase m_database;
    QString m_error;
    QString m_nativeCode; // SQLite's number of it
};

} // namespace api
