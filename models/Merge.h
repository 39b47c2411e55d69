// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Document.h"

#include <QSet>
#include <QString>
#include <QStringList>

namespace models {

/// Two edits of one document brought together.
struct Merged
{
    /// Where both sides changed the same member differently, this has `mine`.
    json::Document document;
    QStringList conflicts; ///< JSON Pointers of those members
};

/// Three-way merge by object members; arrays and scalars are taken whole from one side. Members
/// keep the order of @p theirs, own new ones follow. Of those in conflict, the members whose JSON
/// Pointers are in @p takeTheirs have theirs.
Merged merge(const json::Document &base, const json::Document &mine, const json::Document &theirs,
             const QSet<QString> &takeTheirs = {});

/// A part of a document as a document of its own; absent for an absent value.
json::Document documentOf(json::Value value);

} // namespace models
