// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchEntriesModel.h"
#include "models/PatchLibrary.h"
#include "models/ResourceDraft.h"

#include <QList>
#include <QPointer>
#include <QWidget>

class QAction;
class QMenu;
class QStackedWidget;
class QTabWidget;

namespace ui {

class Label;
class OperationsTable;
class PatchText;
class Placeholder;
class StepView;
class UndoKeys;

/// The operations of a change set, to look at and to edit: as a list, as text, and the document
/// after each. Works on any ResourceDraft; for a patch that is not for one resource, give that a
/// sample (setBase()) and setTemplate(true), and take its patchText().
class PatchEditor : public QWidget
{
    Q_OBJECT

public:
    /// @p draft has to outlive it. Undo and redo by keys work within @p undoScope, or here.
    explicit PatchEditor(models::ResourceDraft *draft, QWidget *parent = nullptr,
                         QWidget *undoScope = nullptr);
    ~PatchEditor() override; ///< takeTyped()

    /// Patches that were saved under a name; null: none are offered. Has to outlive it.
    void setLibrary(models::PatchLibrary *library);
    /// What stands in the place of the list while it is empty.
    void setWordsForNothing(const QString &title, const QString &sentence);
    void setReadOnly(bool readOnly);
    /// Hands what was typed into the text just now to the draft, finished or not.
    void takeTyped();
    /// Why the text or the operations can't be taken, as a sentence; empty when they can.
    QString problem() const;
    /// Shows where that is.
    void focusProblem();

    /// For the command palette.
    QList<QAction *> commands() const { return m_commands; }
    QAction *undoAction() const { return m_undo; }
    QAction *redoAction() const { return m_redo; }
    OperationsTable *table() const { return m_table; }
    PatchText *text() const { return m_text; }

Q_SIGNALS:
    /// Whoever holds something typed hands it over now: the draft goes a step back or forward.
    void aboutToStep();
    void problemChanged();

private:
    QWidget *makeUpper();
    QWidget *makeToolBar();
    QWidget *makeLower();
    void makeActions();
    QAction *makeAction(const QString &text, const QString &iconName, void (PatchEditor::*slot)());
    QMenu *makeMenu();
    void refresh();
    void refreshNote();
    void nameStep();
    void say(const QString &sentence, bool isBad = false);

    void add();
    void duplicate();
    void remove();
    void moveUp();
    void moveDown();
    void addTests();
    void undo();
    void redo();
    void stepBack();
    void stepForward();
    void importFile();
    void exportFile();
    void openLibrary();
    void saveToLibrary();
    void showLibrary(bool saves);
    void apply(const QString &text, const QString &from);
    void write(const QString &path);

    models::ResourceDraft *m_draft;
    models::PatchEntriesModel m_model;
    QPointer<models::PatchLibrary> m_library;
    QStackedWidget *m_listStack;
    Placeholder *m_nothing;
    OperationsTable *m_table;
    Label *m_note;
    QTabWidget *m_lower;
    PatchText *m_text;
    StepView *m_step;
    UndoKeys *m_keys;
    QAction *m_add = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_test = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_import = nullptr;
    QAction *m_export = nullptr;
    QAction *m_saved = nullptr;
    QAction *m_saveAs = nullptr;
    QList<QAction *> m_commands;
    QString m_said; // about the last action, until the next change
    bool m_saidBad = false;
    bool m_readOnly = false;
};

} // namespace ui
