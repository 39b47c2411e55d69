// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ErrorDetails.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

QString ErrorDetails::textOf(const api::ApiError &error)
{
    QStringList lines;
    for (const QString &sentence : {error.what, error.meaning, error.advice}) {
        if (!sentence.isEmpty())
            lines << sentence;
    }
    lines << QString();
    if (!error.requestId.isEmpty())
        lines << tr("Request: %1").arg(error.requestId);
    if (error.httpStatus > 0)
        lines << tr("HTTP status: %1").arg(error.httpStatus);
    if (!error.serverText.isEmpty() && !lines.join(u'\n').contains(error.serverText))
        lines << tr("The server says: %1").arg(error.serverText);
    lines << error.evidence;
    if (!error.rawBody.isEmpty())
        lines << QString() << tr("Reply:") << QString::fromUtf8(error.rawBody);
    return lines.join(u'\n').trimmed();
}

ErrorDetails::ErrorDetails(const api::ApiError &error, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Details"));
    resize(640, 420);

    const QString text = textOf(error);
    auto *view = new QPlainTextEdit(text, this);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setAccessibleName(tr("Details of the failure"));
    if (Theme::instance())
        view->setFont(Theme::instance()->fixedFont());

    auto *copy = new QPushButton(tr("Copy"), this);
    connect(copy, &QPushButton::clicked, this,
            [text] { QGuiApplication::clipboard()->setText(text); });
    auto *buttons = new DialogButtons(this);
    buttons->addApart(copy);
    QPushButton *close = buttons->addAccept(tr("Close"), DialogButtons::Kind::Quiet);
    buttons->setDefault(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addWidget(view);
    column->addWidget(buttons);
    close->setFocus();
}

} // namespace ui
