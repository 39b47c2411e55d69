// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/ReviewDialog.h"

#include "models/PatchModel.h"
#include "ui/profile/ProfileChip.h"
#include "ui/request/CopyAsButton.h"
#include "ui/request/SnippetMenu.h"
#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

ReviewDialog::ReviewDialog(models::ResourceController *controller, QWidget *parent)
    : QDialog(parent)
{
    const models::ResourceDraft &draft = controller->draft();
    QVBoxLayout *column = begin(draft.isNew() ? tr("This will be created")
                                              : tr("This will be changed: %1").arg(draft.id()),
                                controller->session().profile());
    if (!draft.isNew())
        addDifferences(column, &controller->draft());
    const QList<models::RequestPreview> requests = controller->preview();
    for (const models::RequestPreview &request : requests)
        addRequest(column, request);
    // Read again meanwhile: what is shown stays what will be sent, or the dialog goes.
    connect(&controller->draft(), &models::ResourceDraft::changed, this, [this, controller] {
        const auto now = controller->preview();
        if (now.isEmpty() || controller->hasConflict())
            return reject();
        m_line->setText(u"%1 %2"_s.arg(now.first().method, now.first().url));
        if (m_body)
            m_body->setDocumentText(now.first().body);
    });
    connect(controller, &models::ResourceController::conflictChanged, this, &QDialog::reject);
    connect(controller, &models::ResourceController::leaving, this, &QDialog::reject);
    connect(controller, &QObject::destroyed, this, &QDialog::reject);
    const Buttons buttons =
        end(column, tr("Keep editing"),
            draft.isNew() ? tr("Create") : tr("Send %n change(s)", nullptr, draft.changeCount()));
    auto *copy = new CopyAsButton(this);
    buttons.row->addApart(copy);
    connect(copy, &CopyAsButton::chosen, this, [controller](const QString &language) {
        // What was typed goes along, a password too: it is treated as one in the clipboard.
        SnippetMenu::copy(controller->snippet(language), controller->draft().hasSecrets());
    });
}

ReviewDialog::ReviewDialog(const QString &title, const api::Profile &profile,
                           const models::RequestPreview &request, const QString &verb,
                           DialogButtons::Kind kind, QWidget *parent)
    : QDialog(parent)
{
    QVBoxLayout *column = begin(title, profile);
    addRequest(column, request);
    end(column, tr("Keep editing"), verb, kind);
}

ReviewDialog::ReviewDialog(QWidget *parent)
    : QDialog(parent)
{
}

QVBoxLayout *ReviewDialog::begin(const QString &title, const api::Profile &profile)
{
    setWindowTitle(tr("Review"));
    resize(720, 560);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(DialogButtons::head(this, title, new ProfileChip(profile, this), false));
    return column;
}

ReviewDialog::Buttons ReviewDialog::end(QVBoxLayout *column, const QString &no, const QString &yes,
                                        DialogButtons::Kind kind)
{
    auto *buttons = new DialogButtons(this);
    QPushButton *stay = buttons->addReject(no);
    QPushButton *send = buttons->addAccept(yes, kind);
    QPushButton *first = kind == DialogButtons::Kind::Destructive ? stay : send;
    buttons->setDefault(first);
    column->addWidget(buttons);
    first->setFocus();
    return {.row = buttons, .no = stay, .yes = send};
}

void ReviewDialog::addDifferences(QVBoxLayout *column, models::ResourceDraft *draft)
{
    auto *differences = new TableView(this);
    auto *model = new models::PatchModel(draft, differences);
    differences->setModel(model);
    differences->setAccessibleName(tr("Differences"));
    differences->setColumnWidth(models::PatchModel::Operation, 90);
    differences->setColumnWidth(models::PatchModel::Path, 170);
    differences->setColumnWidth(models::PatchModel::Before, 190);
    differences->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(differences, 1);

    // What a cell has no room for.
    auto *values = new QPlainTextEdit(this);
    values->setReadOnly(true);
    values->setTabChangesFocus(true);
    values->setAccessibleName(tr("The selected difference in full"));
    values->setMaximumHeight(110);
    if (Theme::instance())
        values->setFont(Theme::instance()->fixedFont());
    column->addWidget(values);
    const auto showRow = [values, model](const QModelIndex &index) {
        const QString before = model->fullText(index.row(), models::PatchModel::Before);
        const QString after = model->fullText(index.row(), models::PatchModel::After);
        values->setPlainText(JsonEditor::cut(tr("Before: %1\nAfter: %2")
                                                 .arg(before.isEmpty() ? tr("nothing") : before,
                                                      after.isEmpty() ? tr("nothing") : after)));
    };
    connect(differences->selectionModel(), &QItemSelectionModel::currentRowChanged, values,
            showRow);
    differences->setCurrentIndex(model->index(0, 0));
}

void ReviewDialog::addRequest(QVBoxLayout *column, const models::RequestPreview &request)
{
    // A line to scroll in: an address has nothing to wrap at.
    if (!request.note.isEmpty()) {
        auto *note = new Label(request.note, this);
        note->setWordWrap(true);
        Theme::setTone(note, Theme::Tone::Warn);
        column->addWidget(note);
    }
    auto *line = new QLineEdit(u"%1 %2"_s.arg(request.method, request.url), this);
    m_line = line;
    line->setReadOnly(true);
    line->setFrame(false);
    line->setCursorPosition(0);
    line->setAccessibleName(tr("Request"));
    if (Theme::instance())
        line->setFont(Theme::instance()->fixedFont());
    column->addWidget(line);
    if (request.body.isEmpty()) {
        column->addStretch(1);
        return;
    }
    auto *body = new JsonEditor(this);
    m_body = body;
    body->setReadOnly(true);
    body->setFrameShape(QFrame::StyledPanel);
    body->setAccessibleName(tr("Body of the request"));
    body->setDocumentText(request.body);
    column->addWidget(body, 2);
}

} // namespace ui
