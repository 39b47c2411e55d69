// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/RequestBench.h"
#include "models/Workspace.h"
#include "ui/widgets/Page.h"

#include <functional>

class QSplitter;
class QTabWidget;

namespace ui {

class Banner;
class CollectionsView;
class HistoryView;
class ReplyView;
class RequestEditor;
class SnippetMenu;

/// Any request: written with the catalogue's help, sent with the profile's token, looked at; beside
/// it all that were ever sent, and those that were saved.
class RequestPage : public Page
{
    Q_OBJECT

public:
    explicit RequestPage(models::Workspace *workspace, QWidget *parent = nullptr);
    ~RequestPage() override;

    QList<QAction *> commands() const override;
    void enter() override;
    void focusFilter() override; ///< of the history
    void toggleDetail() override;
    QString workInProgress() const override;
    void stopWork() override;

    /// Puts a request of the history on the bench.
    void open(const api::HistoryEntry &entry);
    void importCollection(const QString &path);

    /// What is typed, and what was put aside, for the page that takes this one's place.
    struct Typed
    {
        models::RequestBench::Draft request;
        std::optional<models::RequestBench::Draft> aside;
    };
    Typed typed() const { return {m_bench.draft(), m_bench.putAside()}; }
    void setTyped(const Typed &typed);

private:
    void makeActions();
    QWidget *makeSide();
    QAction *addCommand(const QString &text, const QString &iconName, std::function<void()> run);
    void send(models::RequestBench::Token token);
    void dispatch(models::RequestBench::Token token);
    void startNew();
    void offerBack();
    void copy(const QString &text, bool withToken);
    void copyAs(const QString &language, bool withToken);
    QByteArray tokenIf(bool wanted);

    models::Workspace *m_workspace;
    models::RequestBench m_bench;
    QTabWidget *m_side;
    Banner *m_banner;
    HistoryView *m_history;
    CollectionsView *m_saved;
    RequestEditor *m_editor;
    ReplyView *m_reply;
    SnippetMenu *m_copy;
    QList<QAction *> m_commands;
};

} // namespace ui
