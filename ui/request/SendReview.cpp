// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/SendReview.h"

#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/TypedConfirmation.h"

#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

SendReview::SendReview(const models::RequestBench::Preview &request, const api::Profile &profile,
                       QWidget *parent)
    : ReviewDialog(parent)
{
    const bool production = profile.safety == api::SafetyLevel::Production;
    const bool deletes = request.method == "DELETE"_L1;
    QVBoxLayout *column = begin(
        production ? tr("This will be sent to production") : tr("This will be sent"), profile);
    resize(640, request.body.isEmpty() ? 220 : 460);
    addRequest(
        column,
        {.method = request.method, .url = request.url, .contentType = {}, .body = request.body});
    const Buttons buttons =
        end(column, tr("Keep editing"), tr("Send %1").arg(request.method),
            deletes ? DialogButtons::Kind::Destructive : DialogButtons::Kind::Primary);
    buttons.row->setDefault(buttons.no);
    buttons.no->setFocus();
    const QString id = idIn(request.url);
    if (!production || !deletes || id.isEmpty())
        return;
    auto *typed = new TypedConfirmation(TypedConfirmation::idSentence(id), id, buttons.row,
                                        buttons.yes, buttons.no, this);
    column->insertWidget(column->count() - 1, typed);
    typed->setFocus();
}

QString SendReview::idIn(const QString &url)
{
    // Taken apart before it is decoded: an id may hold a slash.
    const QStringList parts = QUrl(url).path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    return parts.isEmpty() ? QString() : QUrl::fromPercentEncoding(parts.last().toLatin1());
}

} // namespace ui
