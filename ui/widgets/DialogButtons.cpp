// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/DialogButtons.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Eats Return in a dialog without a default button, and presses what has the focus.
class ReturnForFocus : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress)
            return false;
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key != Qt::Key_Return && key != Qt::Key_Enter)
            return false;
        const auto *dialog = qobject_cast<QWidget *>(watched);
        if (auto *button = qobject_cast<QPushButton *>(dialog->focusWidget()))
            button->click();
        return true;
    }
};

} // namespace

DialogButtons::DialogButtons(QDialog *dialog)
    : QWidget(dialog)
    , m_dialog(dialog)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::inner);
    m_row->addStretch(1);
}

void DialogButtons::prepare(QPushButton *button, Kind kind)
{
    button->setParent(this);
    button->setAutoDefault(true);
    if (kind != Kind::Quiet)
        button->setProperty("kind", kind == Kind::Primary ? u"primary"_s : u"destructive"_s);
}

QPushButton *DialogButtons::add(const QString &text, Kind kind)
{
    auto *button = new QPushButton(text, this);
    add(button, kind);
    return button;
}

void DialogButtons::add(QPushButton *button, Kind kind)
{
    prepare(button, kind);
    m_row->addWidget(button);
}

void DialogButtons::addApart(QPushButton *button, Kind kind)
{
    prepare(button, kind);
    m_row->insertWidget(m_apart++, button);
}

void DialogButtons::addBetween(QWidget *words)
{
    m_row->insertWidget(m_apart + 1, words, 100); // the stretch gets next to nothing
}

QPushButton *DialogButtons::addReject(const QString &text)
{
    QPushButton *button = add(text);
    connect(button, &QPushButton::clicked, m_dialog, &QDialog::reject);
    return button;
}

QPushButton *DialogButtons::addAccept(const QString &text, Kind kind)
{
    QPushButton *button = add(text, kind);
    connect(button, &QPushButton::clicked, m_dialog, &QDialog::accept);
    return button;
}

void DialogButtons::setDefault(QPushButton *button)
{
    if (m_default && m_default != button)
        m_default->setDefault(false);
    m_default = button;
    button->setDefault(true);
}

QHBoxLayout *DialogButtons::head(QDialog *dialog, const QString &title, QWidget *beside, bool wraps)
{
    auto *label = new Label(title, dialog);
    if (Theme::instance())
        label->setFont(Theme::instance()->titleFont());
    if (wraps)
        label->setWordWrap(true);
    else
        label->setElided(Qt::ElideMiddle);
    auto *row = new QHBoxLayout;
    row->addWidget(label, 1);
    if (beside)
        row->addWidget(beside, 0, Qt::AlignTop);
    return row;
}

void DialogButtons::useWithoutDefault(QDialog *dialog)
{
    for (QPushButton *button : dialog->findChildren<QPushButton *>())
        button->setAutoDefault(false);
    dialog->installEventFilter(new ReturnForFocus(dialog));
}

} // namespace ui
