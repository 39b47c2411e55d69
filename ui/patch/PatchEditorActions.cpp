// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the operations: tool bar, menu, command palette.
#include "models/PatchLibrary.h"
#include "ui/patch/OperationsTable.h"
#include "ui/patch/PatchEditor.h"
#include "ui/patch/SavedPatchesDialog.h"
#include "ui/patch/StepView.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/FileDialog.h"

#include <QAction>
#include <QDir>
#include <QMenu>
#include <QTabWidget>
#include <QtConcurrentRun>

namespace ui {

using namespace Qt::StringLiterals;

void PatchEditor::makeActions()
{
    m_add = makeAction(tr("Add an operation"), u"add"_s, &PatchEditor::add);
    m_remove = makeAction(tr("Remove the operation"), u"delete"_s, &PatchEditor::remove);
    m_duplicate =
        makeAction(tr("Duplicate the operation"), u"duplicate"_s, &PatchEditor::duplicate);
    m_up = makeAction(tr("Move the operation up"), u"arrow-up"_s, &PatchEditor::moveUp);
    m_down = makeAction(tr("Move the operation down"), u"arrow-down"_s, &PatchEditor::moveDown);
    m_up->setToolTip(tr("Move the operation up (Alt+Up)"));
    m_down->setToolTip(tr("Move the operation down (Alt+Down)"));
    m_test = makeAction(tr("Test what I see"), u"test"_s, &PatchEditor::addTests);
    m_test->setToolTip(tr("Insert test operations: the platform refuses the patch when what it "
                          "changes is not what you see here any more"));
    m_undo = makeAction(tr("Undo the last edit"), u"undo"_s, &PatchEditor::undo);
    m_redo = makeAction(tr("Redo the edit"), u"redo"_s, &PatchEditor::redo);
    m_undo->setToolTip(tr("Undo the last edit, in whichever view it was made (Ctrl+Z)"));
    m_redo->setToolTip(tr("Redo the edit (Ctrl+Shift+Z)"));
    m_back = makeAction(tr("Step back"), u"step-back"_s, &PatchEditor::stepBack);
    m_forward = makeAction(tr("Step forward"), u"step-forward"_s, &PatchEditor::stepForward);
    m_back->setToolTip(tr("One operation less in the document below"));
    m_forward->setToolTip(tr("One operation more in the document below"));
    m_import = makeAction(tr("Import a patch file..."), u"upload"_s, &PatchEditor::importFile);
    m_export = makeAction(tr("Export the patch..."), u"download"_s, &PatchEditor::exportFile);
    m_saved = makeAction(tr("Saved patches..."), u"folder"_s, &PatchEditor::openLibrary);
    m_saveAs = makeAction(tr("Save the patch..."), u"document"_s, &PatchEditor::saveToLibrary);
}

QAction *PatchEditor::makeAction(const QString &text, const QString &iconName,
                                 void (PatchEditor::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, [this, slot] {
        takeTyped();
        (this->*slot)();
    });
    m_commands << action;
    return action;
}

QMenu *PatchEditor::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->addActions({m_duplicate});
    menu->addSeparator();
    menu->addActions({m_import, m_export});
    menu->addSeparator();
    menu->addActions({m_saved, m_saveAs});
    return menu;
}

void PatchEditor::add()
{
    const int current = m_table->currentRow();
    const int row = current < 0 ? -1 : current + 1;
    // A "replace" of nothing yet: its path is chosen right away.
    const int at = m_model.insert(row, {.path = u"/"_s});
    refresh();
    m_table->editPath(at);
}

void PatchEditor::duplicate()
{
    const int row = m_model.duplicate(m_table->currentRow());
    if (row >= 0)
        m_table->selectRow(row);
}

void PatchEditor::remove()
{
    m_table->removeSelected();
}

void PatchEditor::moveUp()
{
    m_table->moveCurrent(-1);
}

void PatchEditor::moveDown()
{
    m_table->moveCurrent(1);
}

void PatchEditor::addTests()
{
    const QList<int> selected = m_table->selectedRows();
    const int count = m_model.addTests(selected.size() > 1 ? selected : QList<int>());
    say(count == 0 ? tr("There is nothing more to test: what is new is not there yet.")
                   : tr("%n test(s) were put in front.", nullptr, count));
}

void PatchEditor::undo()
{
    Q_EMIT aboutToStep();
    m_draft->undo();
}

void PatchEditor::redo()
{
    Q_EMIT aboutToStep();
    m_draft->redo();
}

void PatchEditor::stepBack()
{
    m_lower->setCurrentWidget(m_step);
    m_model.setStep(m_model.step() - 1);
}

void PatchEditor::stepForward()
{
    m_lower->setCurrentWidget(m_step);
    m_model.setStep(m_model.step() + 1);
}

void PatchEditor::importFile()
{
    auto *dialog =
        new FileDialog(this, tr("Import a patch"), {}, tr("JSON Patch (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QtConcurrent::run([path] {
            return models::PatchLibrary::readFile(path);
        }).then(this, [this, path](const std::expected<QString, QString> &text) {
            if (text)
                apply(*text, QDir(path).dirName());
            else
                say(text.error(), true);
        });
    });
    dialog->open();
}

void PatchEditor::exportFile()
{
    auto *dialog = new FileDialog(this, tr("Export the patch"), u"patch.json"_s,
                                  tr("JSON Patch (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &PatchEditor::write);
    dialog->open();
}

void PatchEditor::write(const QString &path)
{
    const QString text = m_draft->patchText();
    const bool hasSecrets = text != m_draft->maskedPatchText();
    QtConcurrent::run([path, text] {
        return models::PatchLibrary::writeFile(path, text);
    }).then(this, [this, path, hasSecrets](const std::expected<void, QString> &written) {
        if (!written)
            say(written.error(), true);
        else
            say(hasSecrets ? tr("Exported to %1, with its secrets in plain text.").arg(path)
                           : tr("Exported to %1.").arg(path));
    });
}

void PatchEditor::openLibrary()
{
    showLibrary(false);
}

void PatchEditor::saveToLibrary()
{
    showLibrary(true);
}

void PatchEditor::showLibrary(bool saves)
{
    if (!m_library)
        return;
    const bool something = m_model.rowCount() > 0 && problem().isEmpty();
    auto *dialog =
        new SavedPatchesDialog(m_library, something ? m_draft->patchText() : QString(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SavedPatchesDialog::applied, this,
            [this](const QString &name, const QString &text) { apply(text, name); });
    dialog->open();
    if (saves)
        dialog->focusName();
}

void PatchEditor::apply(const QString &text, const QString &from)
{
    const auto added = m_draft->addPatch(text);
    if (!added)
        say(tr("%1 does not fit here. %2").arg(from, added.error()), true);
    else
        say(tr("%n operation(s) of %1 were added.", nullptr, *added).arg(from));
}

} // namespace ui
