// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/ImportDialog.h"

#include "models/ResourceName.h"
#include "ui/csv/CsvCheckStep.h"
#include "ui/csv/CsvFileStep.h"
#include "ui/csv/CsvMappingStep.h"
#include "ui/csv/SendRowsDialog.h"
#include "ui/profile/ProfileChip.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Question.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::CsvImport;

ImportDialog::ImportDialog(models::ResourceController *controller, models::BulkJournal *journal,
                           QWidget *parent)
    : QDialog(parent)
    , m_controller(controller)
    , m_import(controller, journal)
    , m_pages(new QStackedWidget(this))
    , m_wayWords(new Label({}, this))
    , m_way(new QComboBox(this))
{
    const QString plural = models::inSentence(controller->resource().plural);
    setWindowTitle(tr("Import %1 from CSV").arg(plural));
    resize(980, 640);
    m_file = new CsvFileStep(&m_import, this);
    m_pages->addWidget(m_file);
    m_pages->addWidget(new CsvMappingStep(&m_import, this));
    m_pages->addWidget(new CsvCheckStep(&m_import, this));

    auto *steps = new QHBoxLayout;
    steps->setSpacing(space::section);
    for (const QString &title : {tr("1. File"), tr("2. Columns"), tr("3. Check and send")}) {
        m_titles << new Label(title, this);
        steps->addWidget(m_titles.last());
    }
    steps->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(DialogButtons::head(
        this, windowTitle(), new ProfileChip(controller->session().profile(), this), false));
    column->addLayout(steps);
    column->addWidget(m_pages, 1);
    makeButtons(column);

    connect(&m_import, &CsvImport::fileChanged, this, [this] {
        refresh();
        if (step() == File && m_import.hasFile())
            m_next->setFocus();
    });
    connect(&m_import, &CsvImport::checkChanged, this, &ImportDialog::refresh);
    connect(&m_import, &CsvImport::sendingChanged, this, &ImportDialog::refresh);
    connect(&m_import.mapping(), &models::CsvMappingModel::mappingChanged, this,
            &ImportDialog::refresh);
    connect(&m_import.rows(), &models::CsvRowsModel::countsChanged, this, &ImportDialog::refresh);
    refresh();
}

void ImportDialog::makeButtons(QVBoxLayout *column)
{
    m_way->setAccessibleName(tr("How the rows are sent"));
    if (m_import.can(CsvImport::Way::RowByRow))
        m_way->addItem(tr("Send row by row"), QVariant::fromValue(CsvImport::Way::RowByRow));
    if (m_import.can(CsvImport::Way::BulkJob))
        m_way->addItem(tr("Send as the platform's bulk job"),
                       QVariant::fromValue(CsvImport::Way::BulkJob));
    m_wayWords->setWordWrap(true);
    Theme::setMuted(m_wayWords);
    connect(m_way, &QComboBox::currentIndexChanged, this, &ImportDialog::refresh);
    column->addWidget(m_wayWords);
    auto *buttons = new DialogButtons(this);
    m_close = new QPushButton(this);
    buttons->addApart(m_close);
    m_way->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    buttons->addBetween(m_way);
    m_back = buttons->add(tr("Back"));
    m_next = buttons->add(QString(), DialogButtons::Kind::Primary);
    buttons->setDefault(m_next);
    column->addWidget(buttons);
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { go(Step(step() - 1)); });
    connect(m_next, &QPushButton::clicked, this, &ImportDialog::next);
}

ImportDialog::Step ImportDialog::step() const
{
    return Step(m_pages->currentIndex());
}

void ImportDialog::go(Step step)
{
    m_pages->setCurrentIndex(step);
    m_pages->currentWidget()->setFocus();
    if (step == Check && m_import.rows().rowCount() == 0)
        m_import.check();
    refresh();
}

void ImportDialog::next()
{
    switch (step()) {
    case File:
        if (m_import.path().isEmpty() || !m_import.file().problem.isEmpty())
            m_file->choose();
        else
            go(Mapping);
        break;
    case Mapping:
        go(Check);
        break;
    case Check:
        confirmSending();
        break;
    }
}

CsvImport::Way ImportDialog::way() const
{
    return m_way->currentData().value<CsvImport::Way>();
}

QString ImportDialog::wayText() const
{
    if (m_way->count() == 0)
        return tr("There is nowhere to remember what was sent, and the API description knows no "
                  "bulk job for these: they can be checked here, but not sent.");
    return way() == CsvImport::Way::BulkJob
               ? tr("The bulk job writes each row as a whole resource. What the list does not "
                    "show, such as passwords, may be cleared on those that exist.")
               : tr("Each row is a request of its own: new ones are created, those that exist get "
                    "what their cells change.");
}

void ImportDialog::refresh()
{
    for (int i = 0; i < m_titles.size(); ++i)
        Theme::setTone(m_titles.at(i), i == step() ? Theme::Tone::Plain : Theme::Tone::Muted);
    for (int i = 0; i < m_titles.size(); ++i) {
        QFont font = m_titles.at(i)->font();
        font.setWeight(i == step() ? QFont::DemiBold : QFont::Normal);
        m_titles.at(i)->setFont(font);
    }
    const bool sending = m_import.isSending();
    m_close->setText(sending ? tr("Cancel sending") : tr("Close"));
    m_back->setVisible(step() != File);
    m_back->setEnabled(!sending);
    const bool asks = step() == Check && !sending;
    m_wayWords->setText(wayText());
    m_wayWords->setVisible(asks);
    m_way->setVisible(asks && m_way->count() > 1); // a list of one is no choice
    switch (step()) {
    case File:
        m_next->setText(m_import.hasFile() ? tr("Choose columns") : tr("Choose a file..."));
        m_next->setEnabled(!m_import.isReading());
        break;
    case Mapping:
        m_next->setText(tr("Check %n row(s)", nullptr, m_import.file().table.rowCount()));
        m_next->setEnabled(m_import.mapping().problem().isEmpty());
        m_next->setToolTip(plainToolTip(m_import.mapping().problem()));
        break;
    case Check: {
        const bool some = !m_import.rows().dryRun().isEmpty();
        const int count = some && !sending ? int(m_import.sendable().size()) : 0;
        const QString whyNot = m_way->count() > 0 ? m_import.whyNotSend() : wayText();
        m_next->setText(count > 0 ? tr("Send %n row(s)...", nullptr, count) : tr("Send rows..."));
        m_next->setEnabled(whyNot.isEmpty());
        m_next->setToolTip(plainToolTip(whyNot));
        break;
    }
    }
}

void ImportDialog::confirmSending()
{
    auto *dialog = new SendRowsDialog(m_controller->resource(), m_controller->session().profile(),
                                      m_import.rows(), wayText(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &ImportDialog::send);
    dialog->open();
}

void ImportDialog::send()
{
    m_import.send(way());
}

void ImportDialog::reject()
{
    if (m_import.isSending())
        m_import.cancelSending();
    else
        QDialog::reject();
}

} // namespace ui
