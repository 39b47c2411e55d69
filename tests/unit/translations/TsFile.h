// SPDX-License-Identifier: GPL-3.0-or-later
// A .ts file of resources/translations, as far as its tests need it.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

struct TsMessage
{
    QString context;
    QString source;
    QString comment;
    bool numerus = false;
    /// As in the file: "unfinished", "vanished", "obsolete", or empty for a finished one.
    QString type;
    /// One text, or one a plural form.
    QStringList translations;
};

/// The messages of @p file, a name in resources/translations; none when it can't be read.
QList<TsMessage> readTs(const QString &file);

/// %1, %L2, %n and {name} in @p text, sorted, each as often as it stands there.
QStringList placeholders(const QString &text);
