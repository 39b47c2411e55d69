// SPDX-License-Identifier: GPL-3.0-or-later
// CollectionModel::importFile() and exportFile().
#include "models/CollectionModel.h"
#include "models/WholeFile.h"

#include <QFile>
#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace models {

namespace {

using Import = std::expected<api::PostmanImport, QString>;

Import readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(
            CollectionModel::tr("%1 can't be read: %2.").arg(path, file.errorString()));
    }
    return api::PostmanImport::read(file.read(api::PostmanImport::largestFile + 1));
}

} // namespace

void CollectionModel::importFile(const QString &path)
{
    auto *watcher = new QFutureWatcher<Import>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        Import import = watcher->future().takeResult();
        if (!import) {
            Q_EMIT failed(import.error());
            return;
        }
        const QStringList report = import->report;
        Q_EMIT imported(importPostman(std::move(*import)), report);
    });
    watcher->setFuture(QtConcurrent::run(readFile, path));
}

void CollectionModel::exportFile(const QModelIndex &folder, const QString &path,
                                 const api::Profile &profile)
{
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        watcher->deleteLater();
        if (watcher->result().isEmpty())
            Q_EMIT exported(path);
        else
            Q_EMIT failed(watcher->result());
    });
    const std::string text = exportPostman(folder, profile.baseUrl, profile.domain);
    watcher->setFuture(QtConcurrent::run([text, path]() -> QString {
        const QString error = writeWhole(path, text);
        return error.isEmpty() ? QString() : tr("%1 could not be written: %2.").arg(path, error);
    }));
}

} // namespace models
