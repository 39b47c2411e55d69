// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"

#include <QStringList>

namespace api {

/// What @p theirs says otherwise than @p ours, a sentence each: members that one of them lacks,
/// types, required, read-only, values. At most 100 of them and six levels deep; nothing where one
/// of both knows no members.
QStringList schemaDifferences(const Schema &ours, const Schema &theirs);

} // namespace api
