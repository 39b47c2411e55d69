// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QList>
#include <QString>

#include <expected>
#include <optional>

namespace api {

/// A path of the catalogue that a person has put right: of one operation, or (without a method) of
/// a resource type with all that lies on it and below it.
struct PathOverride
{
    std::optional<Method> method;
    QString from; ///< template as the catalogue has it
    QString to;

    bool operator==(const PathOverride &) const = default;
};

/// The overrides of a data folder, in paths.json.
class PathOverrides
{
public:
    /// Read-only: what is set lives as long as this object.
    PathOverrides(const QString &folder, bool readOnly);

    /// A file that can't be read gives an error, a sentence, and is left alone: nothing is written.
    std::expected<void, QString> load();
    const QList<PathOverride> &all() const { return m_all; }
    /// The one on exactly this path, if there is one.
    std::optional<PathOverride> find(std::optional<Method> method, const QString &from) const;
    /// Replaces the one of the same method and path; one that changes nothing is forgotten.
    std::expected<void, QString> set(const PathOverride &override);
    void applyTo(Catalogue &catalogue) const;
    /// The path that something had before it got @p path from one of these; else @p path.
    QString original(std::optional<Method> method, const QString &path) const;

    /// Why @p to can't take the place of @p from, as a sentence; empty: it can. It must be a path
    /// template with the same parameters.
    static QString whyNot(const QString &from, const QString &to);

private:
    std::expected<void, QString> save(const QList<PathOverride> &all) const;
    QString moved(std::optional<Method> method, const QString &path) const;

    QString m_file;
    bool m_writes;
    QList<PathOverride> m_all;
};

} // namespace api
