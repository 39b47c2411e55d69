// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/FormModel.h"
#include "models/ResourceController.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace models {
class PatchLibrary;
}

namespace ui {

class Banner;
class DetailsForm;
class JsonEditor;
class Label;
class PatchEditor;
class Placeholder;

/// One resource, opened: three views of its draft (form, JSON, patch), and what can be done with
/// what is staged.
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPanel(models::ResourceController *controller, QWidget *parent = nullptr);
    ~DetailPanel() override; ///< takeTyped(): the controller is still needed

    Banner *banner() const { return m_banner; }
    void focusForm();
    /// Hands what was typed into the JSON text just now to the draft, finished or not.
    void takeTyped();

    /// Patches that were saved under a name; has to outlive it.
    void setPatchLibrary(models::PatchLibrary *library);
    /// What else can be done with what is open, in a menu of its title; empty: there is none.
    void setMenu(const QList<QAction *> &actions);

    /// Also where the profile's safety level would send at once.
    void setReviewsAlways(bool always) { m_reviewsAlways = always; }

    /// Send, review and discard, and what shows one of the tabs; for the command palette.
    QList<QAction *> commands() const { return m_commands; }

public Q_SLOTS:
    /// Sends what is staged, after the review where the profile's safety level asks for one.
    void send();
    void review();
    void discard();
    void compare(); ///< own edits with what others made of it

Q_SIGNALS:
    void closeWanted();

private:
    QWidget *makeHeader();
    QWidget *makeFooter();
    void makeCommands();
    void makeViewCommands();
    void refreshViews();
    void makeJsonPage();
    void showDraft(); ///< another resource
    void refresh();   ///< the same one, edited
    void showTitle();
    void showRestored();
    void showUnfinished();
    void takeJson();
    void takeText(const QString &text);
    void refreshJson();
    void makeSecretNote();
    bool hasSecrets() const;
    bool isMasked() const; ///< the JSON text, which then can't be edited
    void showJsonError(const QString &error, int line);
    void forgetJson();
    void showConflict();
    void orderTabs();
    bool isJsonWrong() const;

    models::ResourceController *m_controller;
    models::FormModel m_form;
    QStackedWidget *m_stack;
    Placeholder *m_nothing;
    Label *m_title;
    Label *m_subtitle;
    QToolButton *m_menuButton;
    Banner *m_banner;
    QTabWidget *m_tabs;
    DetailsForm *m_details;
    QWidget *m_jsonPage;
    JsonEditor *m_json;
    Label *m_jsonError;
    QWidget *m_cutNote;
    QWidget *m_secretNote;
    Label *m_secretWords;
    QPushButton *m_reveal;
    bool m_isRevealed = false;
    mutable models::TextOrigin m_secretsOf; // looked through
    mutable bool m_hasSecrets = false;
    PatchEditor *m_patchEditor;
    QWidget *m_footer;
    Label *m_staged;
    Label *m_problem; ///< why it can't be sent
    QPushButton *m_review;
    QPushButton *m_discard;
    QPushButton *m_send;
    QList<QAction *> m_commands;
    QList<std::pair<QAction *, QWidget *>> m_views; ///< what shows which tab
    QTimer m_parseSoon;
    bool m_takingJson = false;
    bool m_reviewsAlways = false;
    models::TextOrigin m_origin; // what the JSON text was made from
    QString m_restored;          // the banner's sentence about a restored draft
};

} // namespace ui
