// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/RequestBench.h"

#include <QList>
#include <QString>

namespace models {

/// A request written down in one of the languages that the console knows.
class Snippets
{
public:
    struct Language
    {
        QString key, title;
    };
    static QList<Language> languages();

    /// @p token: written out as it is; empty: the code reads it from $TOKEN.
    static QString of(const api::HistoryEntry &entry, const QString &language,
                      const QByteArray &token = {});
    /// What the bench would send.
    static QString of(const RequestBench &bench, const api::Session &session,
                      const QString &language, const QByteArray &token = {});
    /// A request to @p url, as the session would send it.
    static QString of(const api::Request &request, const QString &url, const api::Session &session,
                      const QString &language, const QByteArray &token = {});
};

/// The requests as a HAR file, written in a worker; @p done gets a sentence, empty when all went
/// well, in the life of @p context.
void exportHar(api::History *history, const QList<qint64> &rows, const QString &path,
               QObject *context, std::function<void(const QString &problem)> done);

} // namespace models
