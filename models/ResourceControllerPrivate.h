// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/AllowedMethods.h"
#include "models/DeleteJob.h"
#include "models/DraftKeeper.h"
#include "models/DraftSender.h"
#include "models/ListLoader.h"
#include "models/ResourceController.h"
#include "models/ResourceRequests.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

namespace models {

/// The parts of a ResourceController and what happens when one of them has an answer.
class ResourceController::Private : public QObject
{
public:
    Private(ResourceController *controller, api::Session *ofSession,
            const api::ResourceType &ofType, DraftStore *draftStore);

    void setItem(const QString &id, const json::Document &item);
    void haveOpened(const QString &id, const api::Result &result);
    void rebaseOn(const json::Document &item);
    void reportConflict(const QString &id, const json::Document &theirs,
                        const QStringList &pointers);
    void clearConflict();
    void haveSent(const QString &id, const json::Document &now);
    void adoptSent(const QString &id, const json::Document &now);
    void haveSettled(const StoredDraft &settled, const QString &id, const json::Document &now);
    void recordDeleted(const QString &id, const QString &requestId);
    void haveDeleted(const QStringList &ids, const std::optional<api::ApiError> &error,
                     int calledOff);
    void markStaged();
    void readOpen(const QString &id);
    void haveList(const json::Document &body);
    void haveRetry(int milliseconds, const QString &reason);
    void dropOpening();
    void openAsNew(const json::Document &start);
    void restoreNew(const StoredDraft &stored);
    QString whyNoKey() const;
    void askAllowed(bool again);
    void haveAllowed(const QString &pathTemplate);
    QString nameOfDraft() const;

    ResourceController *q;
    api::Session *session;
    const api::ResourceType type;
    DraftStore *store;
    ResourceRequests requests;
    AllowedMethods *allowed;
    ResourceTableModel table;
    ResourceDraft draft;
    ListLoader loader;
    DraftKeeper keeper;
    DraftSender sender;
    DeleteJob deleting;
    QPointer<api::Call> opening;
    quint64 openGeneration = 0;
    QString sentStoredId;
    qint64 lastChangeRow = 0;
    json::Document theirs;
    QStringList conflictPointers;
    std::optional<StoredDraft> discarded; // the last one
    bool asksAllowed = false;
    bool quiet = false;
    QDateTime restoredAt;  // null: what is open was not restored
    QSet<QString> goneIds; // deleted, still in the table
    QTimer goneTimer;
};

} // namespace models
