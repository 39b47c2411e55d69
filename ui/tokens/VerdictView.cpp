// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/VerdictView.h"

#include "ui/theme/Theme.h"
#include "ui/tokens/CheckList.h"
#include "ui/tokens/DifferenceLabel.h"
#include "ui/tokens/TimelineView.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::TokenInspection;

namespace {

QString titleOf(const auth::TokenCandidate &candidate)
{
    QStringList parts{candidate.name};
    if (!candidate.keyName.isEmpty() && candidate.keyName != candidate.name)
        parts << candidate.keyName;
    if (candidate.isCallback())
        parts << VerdictView::tr("callbacks");
    if (const QString thumbprint = candidate.thumbprint(); !thumbprint.isEmpty())
        parts << thumbprint.first(8) + u"..."_s;
    else
        parts << VerdictView::tr("no key");
    parts.removeAll(QString());
    return parts.join(u" \u00b7 "_s);
}

} // namespace

VerdictView::VerdictView(TokenInspection *inspection, QWidget *parent)
    : QWidget(parent)
    , m_inspection(inspection)
    , m_headline(new Banner(this))
    , m_key(new QComboBox(this))
    , m_domain(new QComboBox(this))
    , m_tryAll(new QPushButton(tr("Try every key"), this))
    , m_tried(new Label({}, this))
    , m_misses(new Label({}, this))
    , m_difference(new DifferenceLabel(this))
    , m_checks(new CheckList(this))
    , m_timeline(new TimelineView(inspection, this))
{
    m_headline->setLasting(true);
    // Room for three lines: what stands below must not move while the slider is held.
    m_headline->setMinimumHeight(3 * fontMetrics().lineSpacing() + 2 * space::inner);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeChoices());
    column->addWidget(m_headline);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeFindings());
    column->addWidget(scroll, 1);

    connect(m_key, &QComboBox::activated, this,
            [this](int place) { m_inspection->chooseKey(m_key->itemData(place).toInt()); });
    connect(m_domain, &QComboBox::currentTextChanged, this,
            [this](const QString &text) { m_inspection->setDomain(text.trimmed()); });
    connect(m_tryAll, &QPushButton::clicked, this, [this] {
        m_inspection->tryEveryKey();
        m_tryAll->setEnabled(false);
    });
    connect(inspection, &TokenInspection::keysTried, this, [this](const QString &sentence) {
        m_tried->setText(sentence);
        m_tried->show();
        refresh();
    });
    connect(inspection, &TokenInspection::tokenChanged, m_tried, &QWidget::hide);
    connect(inspection, &TokenInspection::candidatesChanged, this, &VerdictView::refreshCandidates);
    connect(inspection, &TokenInspection::judged, this, &VerdictView::refresh);
    m_tried->hide();
    refreshCandidates();
    refresh();
}

QWidget *VerdictView::makeChoices()
{
    auto *box = new QWidget(this);
    m_key->setAccessibleName(tr("Key to check with"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_domain->setAccessibleName(tr("Domain to check against"));
    m_domain->setEditable(true);
    m_domain->setInsertPolicy(QComboBox::NoInsert);
    m_domain->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_tryAll->setToolTip(
        plainToolTip(tr("Looks for the key that signed this token among all that are known")));
    m_tried->setWordWrap(true);
    Theme::setMuted(m_tried);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::field);
    form->setVerticalSpacing(space::inner);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *keyRow = new QHBoxLayout;
    keyRow->setSpacing(space::inner);
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(m_tryAll);
    form->addRow(new Label(tr("Key"), box), keyRow);
    form->addRow(new Label(tr("Domain"), box), m_domain);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(space::panel, space::field, space::panel, space::field);
    column->setSpacing(space::inner);
    column->addWidget(Label::section(tr("Verify"), box));
    column->addLayout(form);
    column->addWidget(m_tried);
    return box;
}

QWidget *VerdictView::makeFindings()
{
    auto *box = new QWidget(this);
    m_misses->setWordWrap(true);
    m_misses->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(space::panel, space::field, space::panel, space::panel);
    column->setSpacing(space::inner);
    column->addWidget(m_misses);
    column->addWidget(m_difference);
    column->addWidget(m_timeline);
    column->addSpacing(space::inner);
    column->addWidget(m_checks);
    column->addStretch();
    return box;
}

void VerdictView::refreshCandidates()
{
    const QSignalBlocker quietKey(m_key);
    const QSignalBlocker quietDomain(m_domain);
    m_key->clear();
    m_domain->clear();
    m_key->addItem(tr("No key: decode only"), -1);
    const auto &candidates = m_inspection->candidates();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        m_key->addItem(titleOf(candidates[i]), int(i));
        if (!candidates[i].domain.isEmpty() && m_domain->findText(candidates[i].domain) < 0)
            m_domain->addItem(candidates[i].domain);
    }
    m_key->setCurrentIndex(m_key->findData(m_inspection->keyChoice()));
    m_domain->setEditText(m_inspection->domain());
}

void VerdictView::refresh()
{
    m_tryAll->setEnabled(!m_inspection->isEmpty() && !m_inspection->isTrying() &&
                         !m_inspection->candidates().empty());
    if (m_domain->currentText() != m_inspection->domain() && !m_domain->hasFocus()) {
        const QSignalBlocker quiet(m_domain);
        m_domain->setEditText(m_inspection->domain());
    }
    showHeadline();
    showNearMisses();
    m_checks->showChecks(m_inspection->hasVerdict() ? m_inspection->diagnosis().verdict.checks
                                                    : std::vector<auth::TokenCheck>());
}

void VerdictView::showHeadline()
{
    const auth::TokenDiagnosis &diagnosis = m_inspection->diagnosis();
    if (m_inspection->isEmpty()) {
        m_headline->showMessage(Banner::Level::Info,
                                tr("What the platform would answer to a token stands here."));
        return;
    }
    if (m_inspection->isPrivateKey()) {
        m_headline->showMessage(
            Banner::Level::Warn,
            tr("This is a private key, not a token. Import it on the page Keys; "
               "it is not kept here. Empty the field, and the clipboard."));
        return;
    }
    if (!m_inspection->hasVerdict()) {
        m_headline->showMessage(Banner::Level::Info,
                                tr("Decoded only. Choose a key to verify the token with, or try "
                                   "every key."));
        return;
    }
    const Banner::Level level = diagnosis.status == 200 ? Banner::Level::Ok : Banner::Level::Bad;
    if (m_headline->text() != diagnosis.headline || m_headline->level() != level)
        m_headline->showMessage(level, diagnosis.headline);
}

void VerdictView::showNearMisses()
{
    QStringList sentences;
    const std::vector<auth::DifferencePiece> *difference = nullptr;
    if (m_inspection->hasVerdict()) {
        for (const auth::NearMiss &miss : m_inspection->diagnosis().nearMisses) {
            if (miss.kind == auth::NearMiss::Kind::Dirt)
                continue; // said where it was pasted
            sentences << miss.sentence;
            if (!miss.difference.empty())
                difference = &miss.difference;
        }
    }
    m_misses->setText(sentences.join(u'\n'));
    m_misses->setVisible(!sentences.isEmpty());
    m_difference->setVisible(difference != nullptr);
    if (difference)
        m_difference->showDifference(*difference);
}

} // namespace ui
