// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/SendReview.h"

#include "ui/profile/ProfileChip.h"
#include "ui/resource/JsonEditor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

SendReview::SendReview(const models::RequestBench::Preview &request, const api::Profile &profile,
                       QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Review"));
    resize(640, request.body.isEmpty() ? 220 : 460);
    auto *title = new Label(profile.safety == api::SafetyLevel::Production
                                ? tr("This will be sent to production")
                                : tr("This will be sent"),
                            this);
    if (Theme::instance())
        title->setFont(Theme::instance()->titleFont());
    auto *top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(new ProfileChip(profile, this));
    auto *line = new Label(u"%1 %2"_s.arg(request.method, request.url), this);
    line->setWordWrap(true);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (Theme::instance())
        line->setFont(Theme::instance()->fixedFont());

    auto *cancel = new QPushButton(tr("Keep editing"), this);
    auto *send = new QPushButton(tr("Send %1").arg(request.method), this);
    send->setProperty("kind", u"primary"_s);
    send->setAutoDefault(false);
    cancel->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(send, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(send);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(top);
    column->addWidget(line);
    if (!request.body.isEmpty()) {
        auto *body = new JsonEditor(this);
        body->setReadOnly(true);
        body->setFrameShape(QFrame::StyledPanel);
        body->setAccessibleName(tr("Body of the request"));
        body->setDocumentText(request.body);
        column->addWidget(body, 1);
    } else {
        column->addStretch(1);
    }
    column->addLayout(buttons);
    cancel->setFocus();
}

} // namespace ui
