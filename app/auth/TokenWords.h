// SPDX-License-Identifier: GPL-3.0-or-later
// Inside app/auth: times, spans and untrusted text as they appear in the details of a check.
#pragma once

#include "app/json/Value.h"

#include <QString>

#include <optional>
#include <string_view>

namespace auth::words {

/// A NumericDate above this is taken for milliseconds: in seconds it would be the year 5138.
constexpr double looksLikeMilliseconds = 1e11;

/// "2020-09-17 07:21:09 UTC"; any double is taken.
QString moment(double unixSeconds);
/// "59 min 59.5 s", without sign; any double is taken.
QString span(double seconds);
/// "3 min", "2 h", "52 s": the largest unit that tells something, rounded down, without sign.
QString about(double seconds);
/// Foreign text, shortened, with nothing in it that could fool the eye.
QString harmless(std::string_view utf8);
/// Foreign text in quotes, shortened, with nothing in it that could fool the eye.
QString quoted(std::string_view utf8);
/// A JSON value the same way; numbers as they were written.
QString shown(json::Value value);

/// Insertions, removals and changes from one text to the other; nothing when either is longer than
/// any domain.
std::optional<qsizetype> editDistance(const QString &left, const QString &right);
/// What is likely wrong with @p subject, which is not @p domain; empty when nothing comes to mind.
QString domainHint(const QString &subject, const QString &domain);

} // namespace auth::words
