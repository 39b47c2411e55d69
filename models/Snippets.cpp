// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Snippets.h"

#include "app/api/Har.h"
#include "app/api/RequestBuilder.h"
#include "app/api/snippets/RequestSnippet.h"
#include "app/auth/PrivateFile.h"
#include "models/RequestParts.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace models {

namespace {

QString textOf(const QString &language, api::SnippetInput input, const QByteArray &token)
{
    const api::RequestSnippet *snippet = api::RequestSnippet::find(language);
    input.token = token;
    return snippet ? snippet->text(input) : QString();
}

} // namespace

QList<Snippets::Language> Snippets::languages()
{
    QList<Language> languages;
    for (const api::RequestSnippet *each : api::RequestSnippet::all())
        languages.append({each->key(), each->title()});
    return languages;
}

QString Snippets::of(const api::HistoryEntry &entry, const QString &language,
                     const QByteArray &token)
{
    return textOf(language, api::SnippetInput::of(entry), token);
}

QString Snippets::of(const RequestBench &bench, const api::Session &session,
                     const QString &language, const QByteArray &token)
{
    return of(bench.request(), bench.preview().url, session, language, token);
}

QString Snippets::of(const api::Request &request, const QString &url, const api::Session &session,
                     const QString &language, const QByteArray &token)
{
    api::SnippetInput input;
    input.method = api::toByteArray(request.method);
    input.url = url;
    if (const auto headers = api::requestHeaders(request))
        input.headers = *headers;
    input.signedRequest = session.keyState() != api::Session::KeyState::Missing;
    input.body = request.body;
    input.bodyBytes = request.body.size();
    return textOf(language, input, token);
}

void exportHar(api::History *history, const QList<qint64> &rows, const QString &path,
               QObject *context, std::function<void(const QString &problem)> done)
{
    history->fetchAll(rows, context, [=](const QList<api::HistoryEntry> &entries) {
        auto *watcher = new QFutureWatcher<QString>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done] {
            watcher->deleteLater();
            done(watcher->result());
        });
        const QString version = QCoreApplication::applicationVersion();
        watcher->setFuture(QtConcurrent::run([entries, path, version]() -> QString {
            const std::string text = api::toHar(entries, version);
            const auto written =
                auth::writePrivateFile(path, QByteArrayView(text.data(), qsizetype(text.size())));
            if (written)
                return {};
            return QCoreApplication::translate("models::Snippets", "%1 could not be written: %2.")
                .arg(path, written.error());
        }));
    });
}

} // namespace models
