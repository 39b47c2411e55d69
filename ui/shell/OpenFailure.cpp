// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/OpenFailure.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace ui {

OpenFailure::Answer OpenFailure::ask(const models::Workspace::OpenError &error,
                                     const QString &folder)
{
    QMessageBox box;
    box.setIcon(QMessageBox::Warning);
    box.setWindowTitle(tr("iotcomms console"));
    box.setTextFormat(Qt::PlainText);
    box.setText(error.message);
    using Code = models::Workspace::OpenError::Code;
    const QPushButton *again = nullptr;
    const QPushButton *other = nullptr;
    QPushButton *readOnly = nullptr;
    if (error.code != Code::Catalogue) {
        readOnly = box.addButton(tr("Open without saving"), QMessageBox::AcceptRole);
        other = box.addButton(tr("Choose another folder..."), QMessageBox::ActionRole);
        again = box.addButton(tr("Try again"), QMessageBox::ActionRole);
        box.setDefaultButton(readOnly);
        box.setInformativeText(
            tr("Without saving, nothing is written to the folder: changed profiles, the request "
               "history, unsent edits and what the sandbox is told last until the console is "
               "closed. Requests to the platform are sent as ever."));
    }
    QPushButton *quit = box.addButton(tr("Quit"), QMessageBox::RejectRole);
    box.setEscapeButton(quit);
    box.exec();
    if (readOnly && box.clickedButton() == readOnly)
        return {Choice::ReadOnly, {}};
    if (again && box.clickedButton() == again)
        return {Choice::TryAgain, {}};
    if (other && box.clickedButton() == other) {
        const QString chosen =
            QFileDialog::getExistingDirectory(nullptr, tr("Data folder"), folder);
        return chosen.isEmpty() ? Answer{Choice::TryAgain, {}}
                                : Answer{Choice::OtherFolder, chosen};
    }
    return {Choice::Quit, {}};
}

} // namespace ui
