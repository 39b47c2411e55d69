// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/ReviewDialog.h"

#include "models/PatchModel.h"
#include "ui/profile/ProfileChip.h"
#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
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
    for (const models::RequestPreview &request : controller->preview())
        addRequest(column, request);
    end(column, tr("Keep editing"),
        draft.isNew() ? tr("Create") : tr("Send %n change(s)", nullptr, draft.changeCount()));
}

ReviewDialog::ReviewDialog(const QString &title, const api::Profile &profile,
                           const models::RequestPreview &request, const QString &verb,
                           QWidget *parent)
    : QDialog(parent)
{
    QVBoxLayout *column = begin(title, profile);
    addRequest(column, request);
    end(column, tr("Keep editing"), verb);
}

QVBoxLayout *ReviewDialog::begin(const QString &title, const api::Profile &profile)
{
    setWindowTitle(tr("Review"));
    resize(720, 560);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    auto *head = new Label(title, this);
    if (Theme::instance())
        head->setFont(Theme::instance()->titleFont());
    head->setElided(Qt::ElideMiddle);
    auto *top = new QHBoxLayout;
    top->addWidget(head, 1);
    top->addWidget(new ProfileChip(profile, this));
    column->addLayout(top);
    return column;
}

void ReviewDialog::end(QVBoxLayout *column, const QString &no, const QString &yes)
{
    auto *cancel = new QPushButton(no, this);
    auto *send = new QPushButton(yes, this);
    send->setProperty("kind", u"primary"_s);
    send->setDefault(true);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(send, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(send);
    column->addLayout(buttons);
    send->setFocus();
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
    auto *line = new QLineEdit(u"%1 %2"_s.arg(request.method, request.url), this);
    line->setReadOnly(true);
    line->setFrame(false);
    line->setCursorPosition(0);
    line->setAccessibleName(tr("Request"));
    if (Theme::instance())
        line->setFont(Theme::instance()->fixedFont());
    auto *body = new JsonEditor(this);
    body->setReadOnly(true);
    body->setFrameShape(QFrame::StyledPanel);
    body->setAccessibleName(tr("Body of the request"));
    body->setDocumentText(request.body);
    column->addWidget(line);
    column->addWidget(body, 2);
}

} // namespace ui
