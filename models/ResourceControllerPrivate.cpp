// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceControllerPrivate.h"

#include "app/json/Equality.h"
#include "models/Merge.h"
#include "models/Problem.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

/// Where an item is itself a file, reading it would fetch that: what is known of it is its row, and
/// it is made and replaced by sending a file.
api::ResourceType withoutFiles(api::ResourceType type)
{
    if (type.file && type.file->path == type.itemPath) {
        type.canRead = type.canReplace = type.canPatch = false;
        if (type.createOnItemPath)
            type.createMethod.reset();
    }
    return type;
}

} // namespace

ResourceController::Private::Private(ResourceController *controller, api::Session *ofSession,
                                     const api::ResourceType &ofType, DraftStore *draftStore)
    : q(controller)
    , session(ofSession)
    , type(withoutFiles(ofType))
    , store(draftStore)
    , requests(type, ofSession->pathValues())
    , allowed(AllowedMethods::of(ofSession))
    , loader(ofSession)
    , keeper(&draft, draftStore, ofSession->profile().id, ofType.key)
    , sender(&ofSession->queue(), type, &requests)
    , deleting(&ofSession->queue(), &requests)
{
    table.setResource(type);
    for (int column = 0; column < table.columns().size(); ++column) {
        if (table.columns().at(column).property == type.timeProperty)
            table.setSortKeys({{column, Qt::DescendingOrder}}); // the newest first
    }
    draft.setIdProperty(type.idProperty, type.idByPlatform);
    markStaged();
    // Rows go in bunches: a thousand deletions are not a thousand merges of the table.
    goneTimer.setSingleShot(true);
    goneTimer.setInterval(100);
    connect(&goneTimer, &QTimer::timeout, this,
            [this] { table.removeIds(std::exchange(goneIds, {})); });

    connect(&loader, &ListLoader::loaded, this, &Private::haveList);
    connect(&loader, &ListLoader::loaded, this, [this] {
        if (asksAllowed)
            askAllowed(false); // by now there is an item to ask about
    });
    connect(&loader, &ListLoader::changed, q, &ResourceController::stateChanged);
    connect(allowed, &AllowedMethods::changed, this, &Private::haveAllowed);
    haveAllowed(type.collectionPath);
    connect(store, &DraftStore::changed, this, &Private::markStaged);
    connect(store, &DraftStore::settled, this, &Private::haveSettled);
    sender.recordIn(session->changeLog(), session->profile().id);
    connect(&keeper, &DraftKeeper::failed, this, [this](const QString &sentence) {
        Q_EMIT q->failed(ResourceController::tr("Keeping the edits of %1").arg(nameOfDraft()),
                         problem(api::ApiError::Code::Other, sentence));
    });
    connect(&draft, &ResourceDraft::overtaken, this, [this](const json::Document &newest) {
        reportConflict(draft.id(), newest, draft.conflictsWith(newest));
    });
    connect(&sender, &DraftSender::done, this, &Private::haveSent);
    connect(&sender, &DraftSender::failed, this, [this](const api::ApiError &error) {
        Q_EMIT q->savingChanged();
        const ResourceDraft &sent = sender.sent();
        Q_EMIT q->failed(sent.isNew() ? ResourceController::tr("Creating a %1").arg(type.name)
                                      : ResourceController::tr("Changing %1").arg(sent.id()),
                         error);
    });
    connect(&sender, &DraftSender::conflicted, this,
            [this](const json::Document &now, const QStringList &pointers) {
                Q_EMIT q->savingChanged();
                table.upsert(sender.sent().id(), now);
                reportConflict(sender.sent().id(), now, pointers);
            });
    connect(&loader, &ListLoader::retrying, this, &Private::haveRetry);
    connect(&sender, &DraftSender::retrying, this, &Private::haveRetry);
    connect(&deleting, &DeleteJob::retrying, this, &Private::haveRetry);
    connect(&deleting, &DeleteJob::progress, q, &ResourceController::removeProgress);
    connect(&deleting, &DeleteJob::deleted, this,
            [this](const QString &id, const QString &request) {
                recordDeleted(id, request);
                goneIds.insert(id);
                if (!goneTimer.isActive())
                    goneTimer.start();
            });
    connect(&deleting, &DeleteJob::finished, this, &Private::haveDeleted);
}

// What is open follows its row, unless somebody edits it.
void ResourceController::Private::haveList(const json::Document &body)
{
    const QString id = draft.isNew() || draft.isTouched() ? QString() : draft.id();
    const json::Document before = table.documentOf(id);
    table.setDocument(body);
    const json::Document now = before ? table.documentOf(id) : json::Document();
    if (!now || sender.isRunning() || json::sameAsWritten(before.root(), now.root()))
        return;
    if (type.canRead)
        readOpen(id);
    else
        rebaseOn(now);
}

void ResourceController::Private::readOpen(const QString &id)
{
    opening =
        session->queue().send(requests.read(id), this,
                              [this, id, generation = openGeneration](const api::Result &result) {
                                  if (generation == openGeneration)
                                      haveOpened(id, result);
                              });
}

void ResourceController::Private::haveRetry(int milliseconds, const QString &reason)
{
    constexpr int noticeable = 900; // ms; below it is over before it is read
    if (milliseconds < noticeable || (quiet && loader.isLoading()))
        return;
    const int seconds = (milliseconds + 999) / 1000;
    const QString waits = ResourceController::tr("It goes on in %1 s; %n request(s) are waiting.",
                                                 nullptr, session->queue().waiting())
                              .arg(seconds);
    Q_EMIT q->waiting(milliseconds, u"%1 %2"_s.arg(reason, waits));
}

void ResourceController::Private::markStaged()
{
    table.setStagedIds(store->ids(session->profile().id, type.key));
}

QString ResourceController::Private::whyNoKey() const
{
    switch (session->keyState()) {
    case api::Session::KeyState::Ready:
        return {};
    case api::Session::KeyState::Reading:
        return ResourceController::tr("The profile's key is being read.");
    case api::Session::KeyState::NeedsPassphrase:
        return ResourceController::tr(
            "The profile's key is encrypted: unlock it with its passphrase first.");
    case api::Session::KeyState::Missing:
        return ResourceController::tr(
            "The profile has no private key: choose one in the profile first.");
    case api::Session::KeyState::Unusable:
        break;
    }
    return session->keyProblem();
}

// The path of items is asked about with one that is there: another could be refused as unknown.
void ResourceController::Private::askAllowed(bool again)
{
    asksAllowed = true;
    const auto ask = again ? &AllowedMethods::askAgain : &AllowedMethods::ask;
    (allowed->*ask)(type.collectionPath, requests.collectionPath());
    const QString id = draft.id().isEmpty() ? table.idAt(0) : draft.id();
    if (!id.isEmpty() && !type.itemPath.isEmpty())
        (allowed->*ask)(type.itemPath, requests.itemPath(id));
}

void ResourceController::Private::haveAllowed(const QString &pathTemplate)
{
    if (pathTemplate != type.collectionPath && pathTemplate != type.itemPath)
        return;
    requests.setAbilities(
        Abilities(type, allowed->allowed(type.collectionPath), allowed->allowed(type.itemPath)));
    Q_EMIT q->abilitiesChanged();
}

QString ResourceController::Private::nameOfDraft() const
{
    return draft.isNew() || draft.id().isEmpty() ? ResourceController::tr("a new %1").arg(type.name)
                                                 : draft.id();
}

void ResourceController::Private::dropOpening()
{
    ++openGeneration;
    if (opening)
        opening->cancel();
    opening.clear();
}

void ResourceController::Private::setItem(const QString &id, const json::Document &item)
{
    Q_EMIT q->leaving();
    const bool isOpen = keeper.storedId() == id && !draft.isEmpty();
    keeper.setStoredId(id);
    clearConflict();
    const auto stored = keeper.stored(id);
    restoredAt = stored && !isOpen && !staging ? stored->savedAt : QDateTime();
    if (stored && !stored->isNew) {
        draft.restore(id, stored->base, stored->edited, type.schema, false, stored->unfinished,
                      stored->unfinishedFields, stored->operations);
        if (item)
            rebaseOn(item);
    } else if (item) {
        draft.setBase(id, item, type.schema);
    } else {
        draft.clear();
        return;
    }
    Q_EMIT q->opened(id);
}

void ResourceController::Private::rebaseOn(const json::Document &item)
{
    if (json::sameAsWritten(item.root(), draft.base().root()) || draft.rebase(item)) {
        clearConflict();
        return;
    }
    reportConflict(draft.id(), item, draft.conflictsWith(item));
}

void ResourceController::Private::reportConflict(const QString &id, const json::Document &now,
                                                 const QStringList &pointers)
{
    if (id == draft.id()) {
        theirs = now;
        conflictPointers = pointers;
        Q_EMIT q->conflictChanged();
    }
    Q_EMIT q->failed(
        ResourceController::tr("Changing %1").arg(id),
        problem(api::ApiError::Code::Conflict,
                ResourceController::tr("%1 was changed by someone else meanwhile.").arg(id),
                ResourceController::tr("Both of you changed: %1.").arg(pointers.join(u", "_s)),
                ResourceController::tr("Your edits are kept. Compare them with what is there now, "
                                       "then keep yours or take theirs.")));
}

void ResourceController::Private::clearConflict()
{
    if (!theirs)
        return;
    theirs = {};
    conflictPointers.clear();
    Q_EMIT q->conflictChanged();
}

void ResourceController::Private::haveOpened(const QString &id, const api::Result &result)
{
    opening.clear();
    const json::Document item = result ? requests.item(result->document) : json::Document();
    if (item) {
        table.upsert(id, item);
        if (draft.isEmpty())
            setItem(id, item);
        else if (!sender.isRunning() || sender.sent().id() != id)
            rebaseOn(item);
        return;
    }
    api::ApiError error =
        result ? unusableReply(*result,
                               ResourceController::tr("The reply holds no %1.").arg(type.name))
               : result.error();
    if (error.code == api::ApiError::Code::NotFound && table.documentOf(id)) {
        error.what =
            ResourceController::tr("%1 is in the list, but the platform does not find it.").arg(id);
        error.meaning = ResourceController::tr(
            "It was deleted meanwhile, or this address is not allowed to be read.");
        error.advice = ResourceController::tr("Refresh the list.");
    }
    Q_EMIT q->failed(ResourceController::tr("Reading %1").arg(id), error);
}

void ResourceController::Private::haveSent(const QString &id, const json::Document &now)
{
    const bool wasNew = sender.sent().isNew();
    if (!id.isEmpty())
        table.upsert(id, now);
    adoptSent(id, now);
    lastChangeRow = sender.changeRow();
    Q_EMIT q->savingChanged();
    Q_EMIT q->changed(wasNew ? Change::Created : Change::Updated,
                      id.isEmpty() ? QStringList() : QStringList{id});
    if (id.isEmpty())
        q->refresh();
}

void ResourceController::Private::adoptSent(const QString &id, const json::Document &now)
{
    const ResourceDraft &sent = sender.sent();
    if (keeper.storedId() != sentStoredId) {
        keeper.forget(sentStoredId); // the page shows another resource by now
        return;
    }
    // What was edited while the request was on its way is an edit of what came of it.
    const Merged merged = merge(sender.given(), draft.edited(), now);
    keeper.forget(sentStoredId);
    clearConflict();
    if (sent.isNew()) {
        keeper.setStoredId(id);
        if (id.isEmpty()) {
            draft.clear();
            return;
        }
        draft.restore(id, now, merged.document ? merged.document : now, type.schema, false,
                      draft.unfinished(), draft.unfinishedFields());
        Q_EMIT q->opened(id);
    } else {
        draft.accept(now);
        if (merged.document)
            (void)draft.setText(QString::fromStdString(merged.document.serialize()));
    }
}

void ResourceController::Private::bringBack(const StoredDraft &back)
{
    keeper.flush(); // what is still to be written of the one before
    keeper.bringBack(back);
    if (back.isNew)
        q->openNew();
    else
        q->open(back.id);
}

// The list of staged changes has sent or discarded what may be open here.
void ResourceController::Private::haveSettled(const StoredDraft &settled, const QString &id,
                                              const json::Document &now)
{
    if (settled.profileId != session->profile().id || settled.resource != type.key)
        return;
    if (now && !id.isEmpty())
        table.upsert(id, now);
    if (keeper.storedId() != settled.id || sender.isRunning())
        return;
    if (!now) {
        if (settled.isNew)
            q->close();
        else
            q->discard();
        return;
    }
    const Merged merged = merge(settled.edited, draft.edited(), now); // typed since
    clearConflict();
    if (settled.isNew) {
        keeper.setStoredId(id);
        draft.restore(id, now, merged.document ? merged.document : now, type.schema);
        Q_EMIT q->opened(id);
        return;
    }
    draft.accept(now);
    if (merged.document)
        (void)draft.setText(QString::fromStdString(merged.document.serialize()));
}

// What the list or the open page knew of it: reading it once more would double a deletion of
// thousands.
void ResourceController::Private::recordDeleted(const QString &id, const QString &requestId)
{
    lastChangeRow = 0;
    if (!session->changeLog() || requestId.isEmpty())
        return;
    api::ChangeEntry entry;
    entry.profileId = session->profile().id;
    entry.resource = type.key;
    entry.id = id;
    entry.kind = api::ChangeEntry::Kind::Deleted;
    entry.method = "DELETE";
    entry.before = !draft.isNew() && draft.id() == id ? draft.base() : table.documentOf(id);
    entry.requestId = requestId;
    lastChangeRow = session->changeLog()->record(std::move(entry));
}

void ResourceController::Private::haveDeleted(const QStringList &ids,
                                              const std::optional<api::ApiError> &error,
                                              int calledOff)
{
    goneTimer.stop();
    goneIds.clear();
    table.removeIds(QSet<QString>(ids.cbegin(), ids.cend()));
    for (const QString &id : ids) {
        if (id == keeper.storedId())
            q->close();
        keeper.forget(id);
    }
    if (ids.size() != 1)
        lastChangeRow = 0;
    Q_EMIT q->savingChanged();
    if (!ids.isEmpty())
        Q_EMIT q->changed(Change::Deleted, ids);
    if (error)
        Q_EMIT q->failed(ResourceController::tr("Deleting %1").arg(type.plural), *error);
    if (calledOff > 0)
        Q_EMIT q->removalStopped(calledOff);
}

void ResourceController::Private::openAsNew(const json::Document &start)
{
    restoreNew({.profileId = {},
                .resource = {},
                .id = DraftKeeper::idForNew(),
                .isNew = true,
                .base = start,
                .edited = start,
                .savedAt = {}});
}

void ResourceController::Private::restoreNew(const StoredDraft &stored)
{
    Q_EMIT q->leaving();
    dropOpening();
    clearConflict();
    const bool isOpen = keeper.storedId() == stored.id;
    keeper.setStoredId(stored.id);
    restoredAt = isOpen || staging ? QDateTime() : stored.savedAt;
    draft.restore({}, stored.base, stored.edited, type.schema, true, stored.unfinished,
                  stored.unfinishedFields, stored.operations);
    Q_EMIT q->opened({});
}

} // namespace models
