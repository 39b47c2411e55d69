// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/RequestDetails.h"

#include "models/HistoryModel.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const api::Headers &headers, const QByteArray &body, qint64 wholeSize)
{
    QString text;
    for (const auto &[name, value] : headers)
        text += u"%1: %2\n"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value));
    text += u'\n' + QString::fromUtf8(body);
    if (wholeSize > body.size())
        text += u'\n' + RequestDetails::tr("(%1 of %2 kept)")
                            .arg(QLocale().formattedDataSize(body.size()),
                                 QLocale().formattedDataSize(wholeSize));
    return text;
}

} // namespace

RequestDetails::RequestDetails(const api::HistoryEntry &entry, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Request"));
    resize(760, 560);
    auto *line = new Label(u"%1 %2"_s.arg(QString::fromLatin1(entry.method), entry.url), this);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    line->setWordWrap(true);
    if (Theme::instance())
        line->setFont(Theme::instance()->fixedFont());
    auto *facts =
        new Label(tr("%1, %2 ms, %3, request %4, try %5", "outcome, duration, time, id, number")
                      .arg(models::HistoryModel::outcomeText(entry))
                      .arg(entry.durationMs)
                      .arg(QLocale().toString(entry.startedAt.toLocalTime(), QLocale::ShortFormat),
                           entry.requestId)
                      .arg(entry.attempt),
                  this);
    Theme::setMuted(facts);
    facts->setWordWrap(true);

    auto *tabs = new QTabWidget(this);
    const auto addText = [this, tabs](const QString &title, const QString &text) {
        auto *view = new QPlainTextEdit(this); // headers are no JSON
        if (Theme::instance())
            view->setFont(Theme::instance()->fixedFont());
        view->setReadOnly(true);
        view->setAccessibleName(title);
        view->setPlainText(text);
        tabs->addTab(view, title);
    };
    addText(tr("Reply"), textOf(entry.replyHeaders, entry.replyBody, entry.replyBytes));
    addText(tr("Request"), textOf(entry.requestHeaders, entry.requestBody, entry.requestBytes));

    auto *copy = new QPushButton(tr("Copy as curl"), this);
    connect(copy, &QPushButton::clicked, this,
            [entry] { QGuiApplication::clipboard()->setText(api::asCurl(entry)); });
    auto *buttons = new DialogButtons(this);
    buttons->addApart(copy);
    buttons->setDefault(buttons->addAccept(tr("Close"), DialogButtons::Kind::Quiet));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::inner);
    column->addWidget(line);
    column->addWidget(facts);
    if (!entry.error.isEmpty()) {
        auto *error = new Label(entry.error, this);
        error->setWordWrap(true);
        Theme::setTone(error, Theme::Tone::Bad);
        column->addWidget(error);
    }
    column->addWidget(tabs, 1);
    column->addWidget(buttons);
}

} // namespace ui
