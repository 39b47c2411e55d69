// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/BulkDialog.h"

#include "ui/bulk/BulkNumberDialog.h"
#include "ui/bulk/BulkPatchStep.h"
#include "ui/bulk/BulkPreviewStep.h"
#include "ui/bulk/BulkRunStep.h"
#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Question.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using models::BulkChange;
using models::BulkRun;

namespace {

enum Step { PatchStep, PreviewStep, RunStep };

} // namespace

BulkDialog::BulkDialog(std::unique_ptr<BulkChange> change, QWidget *parent)
    : QDialog(parent)
    , m_change(std::move(change))
    , m_steps(new QStackedWidget(this))
    , m_patch(new BulkPatchStep(m_change.get(), this))
    , m_preview(new BulkPreviewStep(m_change.get(), this))
    , m_run(new BulkRunStep(m_change.get(), this))
    , m_buttons(new DialogButtons(this))
{
    const QString title = tr("Change many: %1").arg(m_change->type().plural);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(940, 640);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(DialogButtons::head(
        this, title, new ProfileChip(m_change->session().profile(), this), false));
    m_steps->addWidget(m_patch);
    m_steps->addWidget(m_preview);
    m_steps->addWidget(m_run);
    column->addWidget(m_steps, 1);
    makeButtons();
    column->addWidget(m_buttons);
    connect(m_change.get(), &BulkChange::changed, this, &BulkDialog::showButtons);
    showStep(PatchStep);
    m_patch->focusEditor();
}

void BulkDialog::setPatchLibrary(models::PatchLibrary *library)
{
    m_patch->setPatchLibrary(library);
}

BulkDialog::~BulkDialog()
{
    m_change->disconnect(this);
    m_change->run().disconnect(this);
    delete m_steps; // its models look at the change
}

void BulkDialog::makeButtons()
{
    m_forget = new QPushButton(tr("Forget this run"), this);
    m_buttons->addApart(m_forget);
    m_closeButton = m_buttons->addReject(tr("Close"));
    m_back = m_buttons->add(tr("Back"));
    m_next = m_buttons->add(tr("Preview"), DialogButtons::Kind::Primary);
    m_buttons->setDefault(m_next);
    connect(m_back, &QPushButton::clicked, this, [this] { showStep(m_steps->currentIndex() - 1); });
    connect(m_next, &QPushButton::clicked, this, &BulkDialog::goOn);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_change->run().forget();
        accept();
    });
}

void BulkDialog::showStep(int step)
{
    m_steps->setCurrentIndex(step);
    showButtons();
}

void BulkDialog::showButtons()
{
    const int step = m_steps->currentIndex();
    m_back->setVisible(step == PreviewStep);
    m_next->setVisible(step != RunStep);
    m_next->setText(
        step == PatchStep
            ? tr("Preview")
            : tr("Change %1").arg(BulkChange::subject(m_change->type(), m_change->toSend())));
    const QString whyNot = step == PatchStep ? m_change->whyNotPreview() : m_change->whyNotRun();
    m_next->setEnabled(whyNot.isEmpty());
    m_next->setToolTip(plainToolTip(whyNot));
    m_forget->setVisible(step == RunStep && m_change->run().state() == BulkRun::State::Stopped);
    m_closeButton->setText(step == RunStep && m_change->isBusy() ? tr("Stop and close")
                                                                 : tr("Close"));
}

void BulkDialog::goOn()
{
    if (m_steps->currentIndex() == PatchStep) {
        m_patch->takeTyped();
        if (!m_change->whyNotPreview().isEmpty())
            return;
        showStep(PreviewStep);
        m_change->startPreview();
    } else if (m_change->wantsNumber()) {
        auto *dialog = new BulkNumberDialog(*m_change, m_change->toSend(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, &BulkDialog::start);
        dialog->open();
    } else {
        start();
    }
}

void BulkDialog::start()
{
    m_change->setSettings(m_preview->settings());
    m_change->start();
    if (m_change->isBusy())
        showStep(RunStep);
}

void BulkDialog::showRun()
{
    showStep(RunStep);
}

void BulkDialog::openJob(qint64 job)
{
    showStep(RunStep);
    m_change->open(job);
}

/// What went wrong is not forgotten without a word.
void BulkDialog::leave()
{
    const BulkRun &run = m_change->run();
    if (run.state() != BulkRun::State::Finished)
        return QDialog::reject();
    const auto forget = [this] {
        m_change->run().forget();
        QDialog::reject();
    };
    const int wrong = run.counts().failed + run.counts().unknown;
    if (wrong == 0)
        return forget();
    auto *question = new Question(
        {tr("Not all went well"),
         tr("%n of the changes failed or are not known. Once this is closed, which ones is not "
            "known any more. Save the report or retry them first.",
            nullptr, wrong),
         tr("Close all the same"), tr("Keep it open")},
        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, forget);
    question->open();
}

/// What is not over stays in the journal, and is offered again.
void BulkDialog::reject()
{
    if (!m_change->isBusy())
        return leave();
    auto *question = new Question(
        {tr("Still changing"), m_change->workInProgress(), tr("Stop and close"), tr("Keep going")},
        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this] {
        connect(&m_change->run(), &BulkRun::finished, this, &BulkDialog::reject);
        m_change->cancel();
        if (!m_change->isBusy())
            QDialog::reject();
    });
    question->open();
}

} // namespace ui
