// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <expected>

namespace models {

/// Patches that were saved under a name, with placeholders where they have some (PatchTemplate).
/// Files of a data folder, one each under patches/, mode 0600: they may hold a password. Read when
/// they are first asked for; an unreadable file, or one of a newer version, is left alone. Empty
/// folder: memory only.
class PatchLibrary : public QObject
{
    Q_OBJECT

public:
    explicit PatchLibrary(const QString &folder, QObject *parent = nullptr);

    struct Saved
    {
        QString name;
        QString text; ///< pretty JSON
    };
    const QList<Saved> &patches() const; ///< by name
    /// Empty when there is none of that name.
    QString text(const QString &name) const;
    bool contains(const QString &name) const { return indexOf(name) >= 0; }

    /// One of that name is replaced. Errors are sentences: no name, no patch, too large, the disk.
    std::expected<void, QString> save(const QString &name, const QString &text);
    /// Refused when there is another one of that name.
    std::expected<void, QString> rename(const QString &from, const QString &to);
    std::expected<void, QString> remove(const QString &name);

    /// A sentence about files that were left alone; empty when there are none.
    QString notice() const;

    static constexpr qsizetype maximumBytes = 1'000'000;
    static constexpr qsizetype maximumName = 100;

    /// A patch in a file of its own, anywhere; errors are sentences. In any thread.
    static std::expected<QString, QString> readFile(const QString &path);
    static std::expected<void, QString> writeFile(const QString &path, const QString &text);

Q_SIGNALS:
    void changed();

private:
    struct Entry
    {
        Saved patch;
        QString file;
    };
    void load() const;
    qsizetype indexOf(const QString &name) const;
    QString freeFileName(const QString &name) const;
    void sort() const;

    QString m_folder; // .../patches, or empty
    mutable QList<Saved> m_patches;
    mutable QStringList m_files; // of m_patches
    mutable QStringList m_skipped;
    mutable bool m_isLoaded = false;
};

} // namespace models
