// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceController.h"

#include "app/api/ChangeLog.h"
#include "models/NewResource.h"
#include "models/ResourceControllerPrivate.h"
#include "models/ResourceName.h"
#include "models/SendCheck.h"

#include <utility>

namespace models {

ResourceController::ResourceController(api::Session *session, const api::ResourceType &type,
                                       DraftStore *drafts, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, session, type, drafts))
{
    connect(session, &api::Session::keyStateChanged, this, &ResourceController::stateChanged);
}

ResourceController::~ResourceController()
{
    d->dropOpening();
}

api::Session &ResourceController::session() const
{
    return *d->session;
}

const api::ResourceType &ResourceController::resource() const
{
    return d->type;
}

ResourceTableModel &ResourceController::table()
{
    return d->table;
}

ResourceDraft &ResourceController::draft()
{
    return d->draft;
}

ResourceController::State ResourceController::state() const
{
    if (d->loader.hasLoaded())
        return State::Ready;
    if (d->loader.isLoading())
        return State::Loading;
    if (d->loader.isLocked())
        return State::Locked;
    return d->loader.error() ? State::Failed : State::NotLoaded;
}

bool ResourceController::isLoading() const
{
    return d->loader.isLoading();
}

std::optional<api::ApiError> ResourceController::loadError() const
{
    return d->loader.error();
}

bool ResourceController::isSaving() const
{
    return d->sender.isRunning() || d->deleting.isRunning();
}

bool ResourceController::isDeleting() const
{
    return d->deleting.isRunning();
}

void ResourceController::refreshQuietly()
{
    if (isLoading() || state() == State::Locked)
        return;
    d->quiet = true;
    api::Request request = d->requests.list();
    request.priority = api::Priority::Background;
    d->loader.start(request);
}

bool ResourceController::isQuiet() const
{
    return d->quiet;
}

void ResourceController::refresh()
{
    d->quiet = false;
    d->loader.start(d->requests.list());
}

void ResourceController::cancelRefresh()
{
    d->loader.cancel();
}

void ResourceController::open(const QString &id)
{
    if (id.isEmpty())
        return;
    d->dropOpening();
    d->setItem(id, d->table.documentOf(id));
    if (!d->type.canRead)
        return;
    d->readOpen(id);
}

void ResourceController::openNew()
{
    Q_EMIT leaving();
    d->keeper.flush();
    if (const auto stored = d->keeper.newestNew())
        d->restoreNew(*stored);
    else
        d->openAsNew(defaultsOf(d->type.schema));
}

void ResourceController::openDuplicate(const QString &id)
{
    const bool isOpen = !d->draft.isEmpty() && !d->draft.isNew() && d->draft.id() == id;
    const json::Document source = isOpen ? d->draft.base() : d->table.documentOf(id);
    if (!source)
        return;
    d->openAsNew(duplicateOf(source.root(), d->type));
}

void ResourceController::close()
{
    Q_EMIT leaving();
    d->dropOpening();
    d->keeper.setStoredId({});
    d->clearConflict();
    d->restoredAt = {};
    d->draft.clear();
}

QDateTime ResourceController::restoredAt() const
{
    return d->restoredAt;
}

QString ResourceController::nameOf(const QString &id) const
{
    return nameIn(d->table.documentOf(id).root(), d->type);
}

QString ResourceController::nameOfOpen() const
{
    return d->draft.isNew() ? QString() : nameIn(d->draft.base().root(), d->type);
}

bool ResourceController::hasConflict() const
{
    return static_cast<bool>(d->theirs);
}

QStringList ResourceController::conflictPointers() const
{
    return d->conflictPointers;
}

json::Document ResourceController::theirs() const
{
    return d->theirs;
}

void ResourceController::keepOwn()
{
    if (!hasConflict())
        return;
    d->draft.rebaseKeepingOwn(d->theirs);
    d->clearConflict();
}

void ResourceController::takeTheirs()
{
    if (!hasConflict())
        return;
    d->draft.accept(d->theirs);
    d->clearConflict();
}

void ResourceController::resolveConflict(const QSet<QString> &theirs)
{
    if (!hasConflict())
        return;
    d->draft.rebaseTaking(d->theirs, theirs);
    d->clearConflict();
}

const Abilities &ResourceController::abilities() const
{
    return d->requests.abilities();
}

void ResourceController::askAllowed(bool again)
{
    d->askAllowed(again);
}

bool ResourceController::isAskingAllowed() const
{
    return d->allowed->isAsking(d->type.collectionPath) || d->allowed->isAsking(d->type.itemPath);
}

bool ResourceController::hasAllowedAnswer() const
{
    return d->allowed->answer(d->type.collectionPath) || d->allowed->answer(d->type.itemPath);
}

bool ResourceController::ignoresAllowed() const
{
    return d->allowed->isSetAside(d->type.collectionPath);
}

void ResourceController::setIgnoresAllowed(bool ignores)
{
    d->allowed->setAside(d->type.collectionPath, ignores);
    d->allowed->setAside(d->type.itemPath, ignores);
}

void ResourceController::rememberIn(QSettings *settings)
{
    d->allowed->rememberIn(settings);
    d->haveAllowed(d->type.collectionPath);
}

bool ResourceController::canEverSend() const
{
    return d->type.createMethod || d->type.canPatch || d->type.canReplace;
}

QString ResourceController::whyNotCreate() const
{
    const QString why = abilities().whyNotCreate();
    return why.isEmpty() ? d->whyNoKey() : why;
}

QString ResourceController::whyNotEdit() const
{
    if (d->draft.isNew())
        return whyNotCreate();
    const QString why = abilities().whyNotChange();
    return why.isEmpty() ? d->whyNoKey() : why;
}

QString ResourceController::whyNotDelete() const
{
    const QString why = abilities().whyNotDelete();
    return why.isEmpty() ? d->whyNoKey() : why;
}

QString ResourceController::whyNotSend() const
{
    if (d->draft.isEmpty())
        return tr("Nothing is open.");
    if (const QString why = whyNotEdit(); !why.isEmpty())
        return why;
    if (d->sender.isRunning())
        return tr("A request is on its way.");
    if (hasConflict())
        return tr("Someone else changed the same members: compare them and choose first.");
    if (d->draft.isNew() && !d->type.idByPlatform) {
        const QString id = d->requests.idOf(d->draft.edited().root());
        if (!id.isEmpty() && d->table.documentOf(id))
            return tr("There is already a %1 named %2.").arg(d->type.name, id);
    }
    return whyNotReady(d->draft, d->requests, d->type);
}

QList<RequestPreview> ResourceController::preview() const
{
    const ResourceDraft &draft = d->draft;
    if (draft.isEmpty() || (!draft.isNew() && !draft.isChanged()))
        return {};
    return {d->requests.preview(draft, d->session->profile().baseUrl)};
}

void ResourceController::send()
{
    if (!whyNotSend().isEmpty())
        return;
    // An older answer about the same resource must not come in between.
    d->dropOpening();
    d->keeper.flush();
    d->sentStoredId = d->keeper.storedId();
    d->sender.start(d->draft);
    Q_EMIT savingChanged();
}

void ResourceController::cancelSend()
{
    d->sender.cancel();
}

void ResourceController::discard()
{
    d->discarded = d->keeper.snapshot();
    if (d->draft.isNew()) {
        d->draft.dropUnfinished();
        d->keeper.forget(d->keeper.storedId());
        close();
    } else {
        d->draft.discard();
        if (hasConflict())
            takeTheirs();
    }
    if (d->discarded)
        Q_EMIT discarded();
}

bool ResourceController::canUndoDiscard() const
{
    const bool isOpen = d->discarded && d->keeper.storedId() == d->discarded->id;
    return d->discarded && !isSaving() && !(isOpen && d->draft.isTouched());
}

void ResourceController::undoDiscard()
{
    if (!canUndoDiscard())
        return;
    stage(*std::exchange(d->discarded, std::nullopt)); // after what the discarding left to write
}

void ResourceController::remove(const QStringList &ids)
{
    if (ids.isEmpty() || !whyNotDelete().isEmpty())
        return;
    d->deleting.add(ids);
    Q_EMIT savingChanged();
}

void ResourceController::cancelRemaining()
{
    d->deleting.cancelRemaining();
}

qint64 ResourceController::lastChangeRow() const
{
    return d->lastChangeRow;
}

void ResourceController::planUndo(qint64 row)
{
    api::ChangeLog *log = d->session->changeLog();
    if (!log)
        return;
    log->entry(row, this, [this](const api::ChangeEntry &entry) {
        d->keeper.flush();
        const bool hasDraft = d->keeper.stored(entry.id).has_value();
        Q_EMIT undoPlanned(undoOf(entry, d->type, abilities(), hasDraft));
    });
}

void ResourceController::stage(const StoredDraft &draft)
{
    d->keeper.flush();
    d->keeper.bringBack(draft);
    if (draft.isNew)
        openNew();
    else
        open(draft.id);
}

QString ResourceController::workInProgress() const
{
    if (d->deleting.isRunning()) {
        return tr("%n of the %1 that are to be deleted are still there.", nullptr,
                  d->deleting.left())
            .arg(d->type.plural);
    }
    if (!d->sender.isRunning())
        return {};
    return d->sender.sent().isNew()
               ? tr("A new %1 is being created.").arg(d->type.name)
               : tr("The changes of %1 are being sent.").arg(d->sender.sent().id());
}

void ResourceController::stopWork()
{
    d->deleting.cancelRemaining();
    d->sender.cancel();
}

} // namespace models
