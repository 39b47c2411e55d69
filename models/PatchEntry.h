// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/Patch.h"

#include <QList>
#include <QString>

#include <expected>

namespace models {

/// An operation of a patch (RFC 6902) as it stands in a list that people edit: its texts may be
/// wrong.
struct PatchEntry
{
    json::PatchOp kind = json::PatchOp::Replace;
    QString path = {};  ///< a JSON Pointer (RFC 6901)
    QString from = {};  ///< of move and copy
    QString value = {}; ///< JSON text, of add, replace and test
    bool enabled = true;
    /// Nobody wrote it: it follows what form and document say.
    bool derived = false;

    bool operator==(const PatchEntry &) const = default;
};

/// Which operation of a list does not work, and why.
struct PatchFault
{
    int row = -1;      ///< from 0; -1: the list as a whole
    QString operation; ///< "replace /a"
    QString pointer;   ///< the one concerned; empty for the root
    QString cause;     ///< without the operation's name

    /// "Operation 3 (replace /a): there is no member "a" in the root object"
    QString sentence() const;
    bool operator==(const PatchFault &) const = default;
};

/// @p patch as entries.
QList<PatchEntry> entriesOf(const json::Patch &patch, bool derived);

/// The enabled ones as a patch. With @p resource, placeholders are filled in from it
/// (PatchTemplate).
std::expected<json::Patch, PatchFault> patchOf(const QList<PatchEntry> &entries,
                                               json::Value resource = {});

/// The enabled ones as pretty JSON, also where they are wrong.
QString textOf(const QList<PatchEntry> &entries);

/// What json::Patch::apply() says of the patch of @p entries, with the entry's row.
PatchFault faultOf(const json::PatchError &error, const QList<PatchEntry> &entries);

/// @p now, the operations of an edited text, in place of the enabled ones of @p before: those that
/// did not change keep their marks, and disabled ones stay where they were.
QList<PatchEntry> takenInto(const QList<PatchEntry> &before, const QList<PatchEntry> &now);

} // namespace models
