// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/PatchText.h"

#include "ui/resource/JsonEditor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/SecretClipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace ui {

namespace {

// Longer texts take seconds to lay out.
constexpr qsizetype mostShown = 5000;

} // namespace

PatchText::PatchText(models::PatchEntriesModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_text(new JsonEditor(this))
{
    m_text->setAccessibleName(tr("JSON Patch as text"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_text, 1);

    m_takeSoon.setSingleShot(true);
    m_takeSoon.setInterval(120);
    connect(&m_takeSoon, &QTimer::timeout, this, &PatchText::take);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_text->isReadOnly() && !m_filling && (m_text->isEdited() || isWrong()))
            m_takeSoon.start();
    });
    models::ResourceDraft &draft = model->draft();
    connect(&draft, &models::ResourceDraft::reset, this, &PatchText::showDraft);
    connect(&draft, &models::ResourceDraft::changed, this, &PatchText::refresh);
    connect(&draft, &models::ResourceDraft::unfinishedChanged, this, &PatchText::refresh);
    showDraft();
}

QWidget *PatchText::makeBar()
{
    m_heading = new Label({}, this);
    m_heading->setWordWrap(true);
    Theme::setMuted(m_heading);
    m_whole = new QPushButton(tr("Show it all"), this);
    connect(m_whole, &QPushButton::clicked, this, [this] {
        m_showsLong = true;
        m_isCurrent = false;
        refresh();
    });
    m_reveal = new QPushButton(tr("Show secrets"), this);
    m_reveal->setCheckable(true);
    m_reveal->setToolTip(tr("Show passwords and keys, edit them, and copy them with the text"));
    connect(m_reveal, &QPushButton::toggled, this, &PatchText::reveal);
    auto *copyButton = new QPushButton(tr("Copy patch"), this);
    connect(copyButton, &QPushButton::clicked, this, &PatchText::copy);

    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::panel, space::inner, space::panel, space::tight);
    row->addWidget(m_heading, 1);
    row->addWidget(m_whole);
    row->addWidget(m_reveal);
    row->addWidget(copyButton);
    return bar;
}

// A text that was left half typed is there again as it was, with its error.
void PatchText::showDraft()
{
    m_takeSoon.stop();
    m_isCurrent = false;
    m_showsLong = false;
    setError({}, 0);
    {
        const QSignalBlocker quiet(m_reveal);
        m_reveal->setChecked(false);
    }
    const std::optional<QString> unfinished = m_model->draft().unfinishedPatch();
    if (!unfinished) {
        refresh();
        return;
    }
    m_reveal->setChecked(true); // it was typed here
    {
        const QScopedValueRollback guard(m_filling, true);
        m_text->setDocumentText(*unfinished);
    }
    take();
}

void PatchText::refresh()
{
    const models::ResourceDraft &draft = m_model->draft();
    if (isWrong() && !draft.unfinishedPatch()) { // discarded
        setError({}, 0);
        m_isCurrent = false;
    }
    if (m_filling || m_takeSoon.isActive() || isWrong())
        return; // what is being typed is newer than the draft
    const bool isLong = draft.operations().size() > mostShown && !m_showsLong;
    if (!m_isCurrent || m_shown != draft.operations()) {
        m_shown = draft.operations();
        m_isCurrent = true;
        const QString real = isLong ? QString() : draft.patchText();
        const QString masked = isLong ? QString() : draft.maskedPatchText();
        m_hides = real != masked;
        const bool reveals = !m_hides || m_reveal->isChecked();
        const QScopedValueRollback guard(m_filling, true);
        m_text->setSecret(m_hides && reveals);
        m_text->setDocumentText(reveals ? real : masked);
    }
    const bool masks = m_hides && !m_reveal->isChecked();
    m_whole->setVisible(isLong);
    m_reveal->setVisible(m_hides);
    m_reveal->setText(masks ? tr("Show secrets") : tr("Mask secrets"));
    m_text->setReadOnly(m_readOnly || masks || isLong || m_text->isCut());
    m_heading->setText(
        isLong ? tr("%1 operations: a long text").arg(QLocale().toString(draft.operations().size()))
        : masks ? tr("Masked, and not to be edited")
                : tr("The patch as JSON"));
    refreshMarks();
}

// The line of the operation that can't be applied.
void PatchText::refreshMarks()
{
    if (isWrong())
        return;
    const models::ResourceDraft &draft = m_model->draft();
    const auto &fault = draft.fault();
    if (!fault || fault->row < 0) {
        m_text->setErrorLine(0);
        return;
    }
    qsizetype operation = 0;
    for (int row = 0; row < fault->row; ++row)
        operation += draft.operations().at(row).enabled ? 1 : 0;
    m_text->setErrorLine(models::operationLines(m_text->toPlainText()).value(operation, 0));
}

void PatchText::take()
{
    if (m_text->isCut() || m_text->isReadOnly())
        return;
    models::ResourceDraft &draft = m_model->draft();
    const QString text = m_text->toPlainText();
    {
        const QScopedValueRollback guard(m_filling, true);
        if (const auto taken = draft.setPatchText(text); taken) {
            m_shown = draft.operations();
            m_isCurrent = true;
            m_text->setDocumentText(text); // it is the draft's now
            setError({}, 0);
        } else {
            setError(taken.error().sentence, taken.error().line);
        }
    }
    refresh();
}

void PatchText::takeTyped()
{
    if (!m_takeSoon.isActive())
        return;
    m_takeSoon.stop();
    take();
}

void PatchText::setError(const QString &error, int line)
{
    m_text->setErrorLine(line);
    if (m_error == error)
        return;
    m_error = error;
    m_reveal->setEnabled(error.isEmpty()); // masked, it could not be completed
    Q_EMIT errorChanged();
}

void PatchText::setReadOnly(bool readOnly)
{
    if (m_readOnly == readOnly)
        return;
    m_readOnly = readOnly;
    refresh();
}

void PatchText::reveal(bool reveals)
{
    takeTyped();
    m_isCurrent = false;
    refresh();
    Q_EMIT revealed(reveals);
}

void PatchText::copy()
{
    takeTyped();
    const models::ResourceDraft &draft = m_model->draft();
    const QString real = draft.patchText();
    const QString masked = draft.maskedPatchText();
    const bool hides = real != masked;
    const bool reveals = !hides || m_reveal->isChecked();
    if (hides && reveals)
        SecretClipboard::copySecret(real);
    else
        QGuiApplication::clipboard()->setText(masked);
    m_heading->setText(!hides    ? tr("Copied")
                       : reveals ? tr("Copied, secrets included")
                                 : tr("Copied with secrets masked: not to be sent"));
}

} // namespace ui
