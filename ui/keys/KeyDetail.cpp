// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/KeyDetail.h"

#include "models/KeyRotation.h"
#include "models/KeyTask.h"
#include "models/KeyWords.h"
#include "ui/keys/KeyWidgets.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Label.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::KeyAction;
using models::KeyWords;

namespace {

/// A place to break a long word at, every so many characters.
QString breakable(QString text)
{
    constexpr int step = 22;
    for (qsizetype at = step; at < text.size(); at += step + 1)
        text.insert(at, QChar(0x200b));
    return text;
}

} // namespace

KeyDetail::KeyDetail(const models::KeyContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_content(new QWidget(this))
    , m_nothing(new Label(tr("Select a key pair to see it here."), this))
    , m_title(new Label({}, m_content))
    , m_stateIcon(new QLabel(m_content))
    , m_state(new Label({}, m_content))
    , m_problem(new Banner(m_content))
    , m_notice(new Banner(m_content))
    , m_ways(new QWidget(m_content))
    , m_open(new QPushButton(tr("Enter passphrase..."), m_ways))
    , m_import(new QPushButton(tr("Import a backup..."), m_ways))
    , m_upload(new QPushButton(tr("Upload..."), m_content))
    , m_rotate(new QPushButton(tr("Rotate..."), m_content))
{
    setAutoFillBackground(true);
    m_problem->setLasting(true);
    m_notice->setLasting(true);
    Theme::setMuted(m_nothing);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    if (Theme::instance()) {
        m_title->setFont(Theme::instance()->titleFont());
        connect(Theme::instance(), &Theme::changed, this, &KeyDetail::showState);
    }
    m_title->setWordWrap(true);

    auto *head = new QHBoxLayout;
    head->setSpacing(space::tight);
    head->addWidget(m_title, 1);
    head->addWidget(m_stateIcon);
    head->addWidget(m_state);
    auto *ways = new QHBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(space::inner);
    ways->addWidget(m_open);
    ways->addWidget(m_import);
    ways->addStretch();
    connect(m_open, &QPushButton::clicked, this,
            [this] { Q_EMIT actionWanted(KeyAction::EnterPassphrase); });
    connect(m_import, &QPushButton::clicked, this,
            [this] { Q_EMIT actionWanted(KeyAction::Import); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::inner);
    buttons->addWidget(m_upload);
    buttons->addWidget(m_rotate);
    buttons->addStretch();
    connect(m_upload, &QPushButton::clicked, this,
            [this] { Q_EMIT actionWanted(KeyAction::Upload); });
    connect(m_rotate, &QPushButton::clicked, this,
            [this] { Q_EMIT actionWanted(KeyAction::Rotate); });

    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(space::panel, space::field, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(head);
    column->addWidget(m_problem);
    column->addWidget(m_ways);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    column->addWidget(makeFacts());
    column->addWidget(makePublic(), 1);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    whole->addWidget(m_nothing);
    m_content = scroll; // shown and hidden as one
    show(std::nullopt);
}

QWidget *KeyDetail::makeFacts()
{
    auto *facts = new QWidget(m_content);
    auto *grid = new QGridLayout(facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::field);
    grid->setVerticalSpacing(space::inner);
    grid->setColumnStretch(1, 1);
    addFact(grid, u"use"_s, tr("Use"));
    addFact(grid, u"profiles"_s, tr("Profiles"));
    addFact(grid, u"bits"_s, tr("Length"));
    addFact(grid, u"created"_s, tr("Created"));
    addFact(grid, u"thumbprint"_s, tr("Thumbprint"));
    m_copyThumbprint = new QPushButton(tr("Copy thumbprint"), facts);
    grid->addWidget(m_copyThumbprint, grid->rowCount(), 1, Qt::AlignLeft);
    addFact(grid, u"place"_s, tr("Private part"));
    if (Theme::instance())
        m_facts[u"thumbprint"_s]->setFont(Theme::instance()->fixedFont());
    connect(m_copyThumbprint, &QPushButton::clicked, this,
            [this] { Q_EMIT actionWanted(KeyAction::CopyThumbprint); });
    return facts;
}

void KeyDetail::addFact(QGridLayout *grid, const QString &key, const QString &caption)
{
    const int row = grid->rowCount();
    auto *name = new Label(caption, m_content);
    Theme::setMuted(name);
    auto *value = new Label({}, m_content);
    value->setWordWrap(true);
    grid->addWidget(name, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1, Qt::AlignTop);
    m_facts.insert(key, value);
}

QWidget *KeyDetail::makePublic()
{
    auto *part = new QWidget(m_content);
    auto *caption = new Label(tr("Public key"), part);
    if (Theme::instance())
        caption->setFont(Theme::instance()->sectionFont());
    m_pem = keywidgets::fixedText(part);
    m_pem->setAccessibleName(tr("Public key"));
    m_pem->setMinimumHeight(8 * m_pem->fontMetrics().lineSpacing());
    caption->setBuddy(m_pem);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::inner);
    const auto addCopy = [this, part, buttons](const QString &text,
                                               models::KeyTask::PublicForm form) {
        auto *copy = new QPushButton(text, part);
        connect(copy, &QPushButton::clicked, this, [this, form] {
            const auto key = models::KeyTask::publicText(*m_context.store, m_entry->id, form);
            if (key)
                QGuiApplication::clipboard()->setText(QString::fromUtf8(*key));
            Q_EMIT said(key ? tr("The public key was copied.") : key.error().message);
        });
        buttons->addWidget(copy);
    };
    addCopy(tr("Copy PEM"), models::KeyTask::PublicForm::Pem);
    addCopy(tr("Copy JWK"), models::KeyTask::PublicForm::Jwk);
    buttons->addStretch();
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::inner);
    column->addWidget(caption);
    column->addWidget(m_pem, 1);
    column->addLayout(buttons);
    return part;
}

void KeyDetail::setFact(const QString &key, const QString &text)
{
    Label *value = m_facts.value(key);
    value->setText(key == "thumbprint"_L1 ? breakable(text) : text);
    value->setAccessibleName(text);
    value->setToolTip(key == "thumbprint"_L1 ? plainToolTip(text) : QString());
}

void KeyDetail::setButton(QPushButton *button, KeyAction action)
{
    const QString reason = models::whyNot(action, m_context, m_entry);
    button->setEnabled(reason.isEmpty());
    button->setToolTip(plainToolTip(reason));
    button->setAccessibleDescription(reason);
}

void KeyDetail::show(const std::optional<auth::KeyEntry> &entry)
{
    m_entry = entry;
    m_content->setVisible(entry.has_value());
    m_nothing->setVisible(!entry);
    if (!entry)
        return;
    m_title->setText(entry->name);
    const bool known = entry->understood;
    for (QWidget *each : {m_facts[u"use"_s]->parentWidget(), m_pem->parentWidget(),
                          static_cast<QWidget *>(m_upload), static_cast<QWidget *>(m_rotate)})
        each->setVisible(known);
    showState();
    showProblem();
    showNotice();
    if (!known)
        return;
    const QString users =
        KeyWords::names(KeyWords::users(m_context.profiles->profiles(), entry->id));
    setFact(u"use"_s, KeyWords::use(entry->use) + u'\n' + KeyWords::useInFull(entry->use));
    setFact(u"profiles"_s, users.isEmpty() ? tr("none") : users);
    setFact(u"bits"_s, tr("%1 bits").arg(entry->bits));
    setFact(u"created"_s, entry->created.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s));
    setFact(u"thumbprint"_s, entry->thumbprint);
    setFact(u"place"_s, KeyWords::placeInFull(*entry, m_context.store->folder()));
    const auto pem = m_context.store->publicPem(entry->id);
    m_pem->setPlainText(pem ? QString::fromLatin1(*pem).trimmed() : pem.error().message);
    setButton(m_upload, KeyAction::Upload);
    setButton(m_rotate, KeyAction::Rotate);
}

void KeyDetail::showState()
{
    const bool known = m_entry && m_entry->understood;
    m_stateIcon->setVisible(known);
    m_state->setVisible(known);
    if (!known)
        return;
    const bool unused = m_entry->state == auth::KeyState::Active &&
                        KeyWords::users(m_context.profiles->profiles(), m_entry->id).isEmpty();
    const keywidgets::Look look =
        keywidgets::lookOf(unused ? auth::KeyState::Next : m_entry->state);
    m_stateIcon->setPixmap(iconPixmap(look.icon, look.colour, 16, devicePixelRatioF()));
    m_state->setText(unused ? KeyWords::unused() : KeyWords::state(m_entry->state));
    m_state->setAccessibleName(tr("State: %1").arg(m_state->fullText()));
    Theme::setTone(m_state, look.tone);
}

void KeyDetail::showProblem()
{
    const bool locked = models::whyNot(KeyAction::EnterPassphrase, m_context, m_entry).isEmpty();
    const bool broken = m_entry->understood && !m_entry->problem.isEmpty();
    m_open->setVisible(locked && m_entry->place != auth::KeyPlace::LinkedFile);
    m_import->setVisible(broken);
    m_ways->setVisible(locked || broken);
    if (m_entry->problem.isEmpty() && !locked) {
        m_problem->dismiss();
        return;
    }
    m_problem->showMessage(Banner::Level::Warn,
                           m_entry->problem.isEmpty()
                               ? tr("Your passphrase opens this key pair, once a run.")
                               : m_entry->problem);
}

void KeyDetail::showNotice()
{
    const QString notice = models::rotationNotice(m_context, m_entry->id);
    m_rotate->setText(notice.isEmpty() ? tr("Rotate...") : tr("Continue rotation..."));
    if (notice.isEmpty())
        m_notice->dismiss();
    else
        m_notice->showMessage(Banner::Level::Info, notice);
}

} // namespace ui
