// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/DraftStore.h"
#include "models/ResourceDraft.h"
#include "models/ResourceTableModel.h"

#include <QObject>

#include <memory>
#include <optional>

namespace models {

/// A request as it will be sent, for the review.
struct RequestPreview
{
    QString method;
    QString url;
    QString contentType;
    QString body; ///< pretty JSON
};

/// The decisions of a resource page, without a widget: loads the list, opens one resource, sends
/// its draft, creates, deletes. One for each resource type and session.
class ResourceController : public QObject
{
    Q_OBJECT

public:
    enum class State { NotLoaded, Loading, Ready, Failed };
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

    State state() const;
    bool isLoading() const; ///< also a refresh over old content
    std::optional<api::ApiError> loadError() const;
    bool isSaving() const;

    void refresh(); ///< a running one is dropped
    void cancelRefresh();

    /// Opens a row: shows what the table has at once (with its stored draft, if any), then reads it
    /// again.
    void open(const QString &id);
    void openNew();                        ///< an empty draft with the schema's defaults
    void openDuplicate(const QString &id); ///< a new draft with another's members, without its id
    void close();

    /// Why it can't be done, as a sentence; empty when it can. Drives enabled state and tool tips.
    QString whyNotCreate() const;
    QString whyNotEdit() const;
    QString whyNotDelete() const;
    QString whyNotSend() const; ///< nothing changed, invalid members, a request is running

    /// What send() would send.
    QList<RequestPreview> preview() const;
    /// Sends the draft: PATCH of its operations, PUT where there is no PATCH, or the creation. The
    /// draft stays until the platform has taken it.
    void send();
    void discard();
    void remove(const QStringList &ids);
    void cancelRemaining(); ///< of a remove()

Q_SIGNALS:
    void stateChanged();
    void savingChanged();
    void opened(const QString &id); ///< draft() holds it
    void changed(models::ResourceController::Change change, const QStringList &ids);
    /// Something other than the list failed. @p doing: "Changing +46…" in words.
    void failed(const QString &doing, const api::ApiError &error);
    /// Of a remove() of several.
    void removeProgress(int done, int total);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace models
