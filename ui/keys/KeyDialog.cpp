// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeyDialog.h"

#include "models/KeyContext.h"
#include "models/KeyWords.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

KeyDialog::KeyDialog(const QString &title, const QString &verb, Kind kind, QWidget *parent)
    : QDialog(parent)
    , m_content(new QVBoxLayout)
    , m_problem(new Label({}, this))
    , m_waiting(new Label(models::KeyWords::keychainAsks(), this))
    , m_progress(new LoadingBar(this))
    , m_buttons(new DialogButtons(this))
    , m_leave(new QPushButton(tr("Cancel"), this))
    , m_go(new QPushButton(verb, this))
    , m_verb(verb)
{
    setWindowTitle(title);
    setMinimumWidth(480);
    m_content->setSpacing(space::field);
    m_problem->setWordWrap(true);
    Theme::setTone(m_problem, Theme::Tone::Bad);
    m_problem->reserveLines(1); // the buttons stay where they are when a field is left out
    m_waiting->setWordWrap(true);
    Theme::setTone(m_waiting, Theme::Tone::Warn);
    m_waiting->hide();
    m_buttons->add(m_leave);
    m_buttons->add(m_go, kind == Kind::Primary ? DialogButtons::Kind::Primary
                                               : DialogButtons::Kind::Destructive);
    m_buttons->setDefault(kind == Kind::Primary ? m_go : m_leave);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(m_content);
    column->addWidget(m_problem);
    column->addWidget(m_waiting);
    column->addStretch();
    column->addWidget(m_buttons);
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (!m_busy)
            go();
    });
    connect(m_leave, &QPushButton::clicked, this, &KeyDialog::reject);
}

QString KeyDialog::problem() const
{
    return m_problem->fullText();
}

Label *KeyDialog::addSentence(const QString &text, bool muted)
{
    auto *label = new Label(text, this);
    label->setWordWrap(true);
    if (muted)
        Theme::setMuted(label);
    m_content->addWidget(label);
    return label;
}

Label *KeyDialog::addField(const QString &caption, QWidget *editor)
{
    auto *label = new Label(caption, this);
    label->setBuddy(editor);
    editor->setAccessibleName(caption);
    auto *unit = new QVBoxLayout;
    unit->setSpacing(space::tight);
    unit->addWidget(label);
    unit->addWidget(editor);
    m_content->addLayout(unit);
    return label;
}

QLineEdit *KeyDialog::addLine(const QString &caption, const QString &text)
{
    auto *line = new QLineEdit(text, this);
    addField(caption, line);
    return line;
}

void KeyDialog::showProblem(const QString &sentence)
{
    if (m_left && !sentence.isEmpty())
        Q_EMIT failedUnseen(sentence);
    m_problem->setText(sentence);
    m_go->setAccessibleDescription(sentence);
    fit();
}

void KeyDialog::watchKeychain(const auth::KeyStore *store)
{
    connect(store, &auth::KeyStore::waitingChanged, this, [this, store] {
        m_waiting->setVisible(m_busy && store->isWaitingForKeychain());
        fit();
    });
}

void KeyDialog::takeReturn()
{
    m_buttons->setDefault(m_go);
}

void KeyDialog::setBusy(bool busy, const QString &doing)
{
    m_busy = busy;
    m_progress->setLoading(busy);
    m_go->setEnabled(!busy);
    m_go->setText(busy ? doing : m_verb);
    if (!busy)
        m_waiting->hide();
    if (busy)
        showProblem({});
    else if (m_left && m_deletes)
        deleteLater(); // when this end was told
}

// The layout alone would squeeze the lines above what is new.
void KeyDialog::fit()
{
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : layout()->totalSizeHint().height();
    if (isVisible() && height() < needed)
        resize(width(), needed);
}

void KeyDialog::reject()
{
    if (m_busy && !m_left) {
        m_left = true;
        m_deletes = testAttribute(Qt::WA_DeleteOnClose);
        setAttribute(Qt::WA_DeleteOnClose, false);
        QDialog::reject();
        stop();
    } else {
        QDialog::reject();
    }
}

} // namespace ui
