// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenBench.h"
#include "ui/widgets/Page.h"

class QTabWidget;

namespace ui {

class InspectView;
class LiveView;
class MakeView;

/// The token workbench: decode and verify any token, make one, watch the profile's own.
class TokensPage : public Page
{
    Q_OBJECT

public:
    explicit TokensPage(models::Workspace *workspace, QWidget *parent = nullptr);
    ~TokensPage() override;

    QList<QAction *> commands() const override { return m_commands; }
    void focusFilter() override;
    /// Puts a token on the bench.
    void inspect(const QByteArray &token);
    /// The same with the token of a request, as long as that is in use.
    void inspectTokenOf(const api::HistoryEntry &request);
    void showMake();
    void showLive(); ///< the profile's own token

private:
    void makeActions();
    void pasteToken();
    void inspectOwn();

    models::TokenBench m_bench;
    QTabWidget *m_tabs;
    InspectView *m_inspect;
    MakeView *m_make;
    LiveView *m_live;
    QList<QAction *> m_commands;
};

} // namespace ui
