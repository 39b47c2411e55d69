// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Banner.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ErrorDetails.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Look
{
    QString icon;
    Colour text;
    Colour background;
};

Look lookOf(Banner::Level level)
{
    switch (level) {
    case Banner::Level::Ok:
        return {u"ok"_s, Colour::Ok, Colour::OkSoft};
    case Banner::Level::Warn:
        return {u"warning"_s, Colour::Warn, Colour::WarnSoft};
    case Banner::Level::Bad:
        return {u"error"_s, Colour::Bad, Colour::BadSoft};
    case Banner::Level::Info:
        break;
    }
    return {u"info"_s, Colour::Accent, Colour::Selection};
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new Label({}, this))
    , m_details(new QPushButton(tr("Details"), this))
    , m_close(new QToolButton(this))
{
    setBackgroundRole(QPalette::Window); // not the parent's: the colour says how bad it is
    setAutoFillBackground(true);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setIcon(icon(u"close"_s, Colour::Muted));
    m_close->setToolTip(tr("Hide this message"));
    m_close->setAccessibleName(tr("Hide this message"));
    m_details->setFlat(true);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::field, space::inner, space::inner, space::inner);
    row->setSpacing(space::inner);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(space::inner);
    row->addLayout(m_actions);
    row->addWidget(m_details);
    row->addWidget(m_close, 0, Qt::AlignTop);

    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    connect(m_details, &QPushButton::clicked, this, &Banner::showDetails);
    if (Theme::instance())
        connect(Theme::instance(), &Theme::changed, this, &Banner::refreshColours);
    hide();
}

void Banner::setLasting(bool lasting)
{
    m_close->setVisible(!lasting);
}

void Banner::showMessage(Level level, const QString &text)
{
    m_level = level;
    m_error = {};
    clearActions();
    m_details->hide();
    m_text->setText(text);
    setAccessibleName(text);
    refreshColours();
    show();
}

void Banner::showError(const QString &doing, const api::ApiError &error)
{
    QStringList sentences;
    if (!doing.isEmpty())
        sentences << tr("%1 failed.").arg(doing);
    for (const QString &sentence : {error.what, error.meaning, error.advice}) {
        if (!sentence.isEmpty())
            sentences << sentence;
    }
    showMessage(Level::Bad, sentences.join(u' '));
    m_error = error;
    m_details->show();
}

QPushButton *Banner::addAction(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_actions->addWidget(button);
    return button;
}

void Banner::dismiss()
{
    hide();
}

QString Banner::text() const
{
    return m_text->fullText();
}

void Banner::refreshColours()
{
    const Look look = lookOf(m_level);
    QPalette colours = palette();
    colours.setColor(QPalette::Window, colour(look.background));
    setPalette(colours);
    m_icon->setPixmap(iconPixmap(look.icon, look.text, 20, devicePixelRatioF()));
}

void Banner::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (QWidget *button = item->widget()) { // it may be the one that was just pressed
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
}

void Banner::showDetails()
{
    auto *dialog = new ErrorDetails(m_error, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace ui
