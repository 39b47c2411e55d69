// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/Abilities.h"
#include "models/ChangeUndo.h"
#include "models/DraftStore.h"
#include "models/RequestPreview.h"
#include "models/ResourceDraft.h"
#include "models/ResourceTableModel.h"

#include <QObject>

#include <memory>
#include <optional>

class QSettings;

namespace models {

/// The decisions of a resource page, without a widget: loads the list, opens one resource, sends
/// its draft, creates, deletes. One for each resource type and session.
class ResourceController : public QObject
{
    Q_OBJECT

public:
    enum class State {
        NotLoaded,
        Loading,
        Locked, ///< loads as soon as the key is unlocked: Session::askForPassphrase()
        Ready,
        Failed,
    };
    Q_ENUM(State)
    enum class Change { Created, Updated, Deleted };
    Q_ENUM(Change)

    ResourceController(api::Session *session, const api::ResourceType &type, DraftStore *drafts,
                       QObject *parent = nullptr);
    ~ResourceController() override;

    api::Session &session() const;
    const api::ResourceType &resource() const;
    ResourceTableModel &table();
    ResourceDraft &draft(); ///< of the opened resource

    /// Ready as long as there is content, also when a refresh of it failed: see loadError().
    State state() const;
    bool isLoading() const;                         ///< also a refresh over old content
    std::optional<api::ApiError> loadError() const; ///< of the last load; none when it went well
    bool isSaving() const;                          ///< sending the draft, or deleting
    bool isDeleting() const;

    void refresh(); ///< a running one is dropped
    /// By itself, behind what people ask for; nothing while one is running.
    void refreshQuietly();
    bool isQuiet() const; ///< the last refresh was one that nobody asked for
    void cancelRefresh();

    /// Opens a row: shows what the table has at once (with its stored draft, if any), then reads it
    /// again. What is there then becomes the base of the edits; where both changed the same member,
    /// failed() comes with a Conflict and hasConflict() is true.
    void open(const QString &id);
    /// The newest one that was begun and not sent; else an empty draft with the schema's defaults.
    void openNew();
    void openDuplicate(const QString &id); ///< a new draft with another's members, without its id
    void close();
    /// When the edits were last kept that open() or openNew() has brought back; null when what is
    /// open had none.
    QDateTime restoredAt() const;
    /// What people call a row: its first column, where that is not the id. Empty: call it by its
    /// id.
    QString nameOf(const QString &id) const;
    QString nameOfOpen() const;

    /// Others changed what the draft changes, too: send() is refused until one side is chosen.
    bool hasConflict() const;
    QStringList conflictPointers() const; ///< JSON Pointers of those members
    json::Document theirs() const;        ///< the resource as the others left it
    void keepOwn();                       ///< their other changes come in, own edits stay
    void takeTheirs();                    ///< the edits are discarded
    /// Both sides merged, with theirs in the members of @p theirs (JSON Pointers) and own edits in
    /// the rest; see ThreeWayMerge.
    void resolveConflict(const QSet<QString> &theirs);

    /// What the catalogue describes and the platform allows, as far as that was asked.
    const Abilities &abilities() const;
    /// Asks the platform by OPTIONS what it allows, once a session, or @p again.
    void askAllowed(bool again = false);
    bool isAskingAllowed() const;
    bool hasAllowedAnswer() const; ///< the platform has said something, heeded or not
    /// What the platform said is not heeded: everything that the catalogue describes is offered.
    bool ignoresAllowed() const;
    void setIgnoresAllowed(bool ignores);
    void rememberIn(QSettings *settings); ///< which answers are not heeded; may be null

    /// The catalogue describes how one is made or changed, whether that is allowed or not. False:
    /// there is never anything to send.
    bool canEverSend() const;
    /// Why it can't be done, as a sentence; empty when it can. Drives enabled state and tool tips.
    QString whyNotCreate() const;
    QString whyNotEdit() const;
    QString whyNotDelete() const;
    QString whyNotSend() const; ///< nothing changed, invalid members, a request is running

    /// What send() would send, secrets masked. Before it, the resource is read again.
    QList<RequestPreview> preview() const;
    /// Sends the draft: PATCH of its operations, PUT where there is no PATCH, or the creation. The
    /// draft stays until the platform has taken it.
    void send();
    void cancelSend();
    /// Back to the base. A new draft is forgotten and closed. discarded() comes if there was
    /// anything.
    void discard();
    /// Brings the last discarded draft back and opens it; what others did meanwhile comes in.
    /// Nothing happens when the same resource has other edits by now: they would be lost.
    void undoDiscard();
    bool canUndoDiscard() const;
    /// Deletes a few at a time. Ids that are gone already count as deleted. Ends with changed() for
    /// what went, one failed() for what did not, and removalStopped() for what was called off.
    void remove(const QStringList &ids);
    void cancelRemaining(); ///< of a remove()

    /// Row in the change log of what changed() was last sent for; 0: it was not recorded, or there
    /// were several.
    qint64 lastChangeRow() const;
    /// How the change @p row of the log is taken back: undoPlanned() says. Nothing is done yet.
    void planUndo(qint64 row);
    /// Keeps @p draft as if it had been typed here, and opens it; what others did since comes in.
    void stage(const StoredDraft &draft);

    /// What would be broken off if this went now, as a sentence; empty when nothing would.
    QString workInProgress() const;
    /// Calls off what can be; savingChanged() when the rest has come to its end. An edit that was
    /// not sent stays a draft.
    void stopWork();

Q_SIGNALS:
    void stateChanged();
    void savingChanged();
    /// Another resource, or none, is about to be opened: whoever holds something typed hands it
    /// over to the draft() now.
    void leaving();
    void opened(const QString &id); ///< draft() holds it
    void changed(models::ResourceController::Change change, const QStringList &ids);
    /// Something other than the list failed. @p doing: "Changing +46…" in words.
    void failed(const QString &doing, const api::ApiError &error);
    void conflictChanged(); ///< hasConflict()
    void discarded();       ///< undoDiscard() brings it back
    void undoPlanned(const models::UndoPlan &plan);
    void abilitiesChanged();
    /// Of a remove() of several.
    void removeProgress(int done, int total);
    void removalStopped(int left);
    /// Requests wait for so long, because the platform asked for it or did not answer well; why,
    /// and how many, is in the sentence.
    void waiting(int milliseconds, const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace models
