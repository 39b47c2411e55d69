// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/ReviewDialog.h"

#include "models/PatchModel.h"
#include "ui/profile/ProfileChip.h"
#include "ui/resource/JsonEditor.h"
#include "ui/table/TableView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

ReviewDialog::ReviewDialog(models::ResourceController *controller, QWidget *parent)
    : QDialog(parent)
{
    const models::ResourceDraft &draft = controller->draft();
    setWindowTitle(tr("Review"));
    resize(720, 560);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);

    auto *title = new Label(draft.isNew() ? tr("This will be created")
                                          : tr("This will be changed: %1").arg(draft.id()),
                            this);
    if (Theme::instance())
        title->setFont(Theme::instance()->titleFont());
    auto *top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(new ProfileChip(controller->session().profile(), this));
    column->addLayout(top);

    if (!draft.isNew()) {
        auto *differences = new TableView(this);
        differences->setModel(new models::PatchModel(&controller->draft(), differences));
        differences->setAccessibleName(tr("Differences"));
        differences->setColumnWidth(models::PatchModel::Operation, 90);
        differences->setColumnWidth(models::PatchModel::Path, 170);
        differences->setColumnWidth(models::PatchModel::Before, 190);
        column->addWidget(differences, 1);
    }
    for (const models::RequestPreview &request : controller->preview()) {
        auto *line = new Label(u"%1 %2"_s.arg(request.method, request.url), this);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        line->setWordWrap(true);
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

    auto *cancel = new QPushButton(tr("Keep editing"), this);
    auto *send = new QPushButton(
        draft.isNew() ? tr("Create") : tr("Send %n change(s)", nullptr, draft.changeCount()), this);
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

} // namespace ui
