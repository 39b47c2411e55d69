// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/InspectView.h"

#include "ui/theme/Theme.h"
#include "ui/tokens/PartsDelegate.h"
#include "ui/tokens/TokenEdit.h"
#include "ui/tokens/VerdictView.h"
#include "ui/widgets/Label.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::TokenInspection;
using models::TokenPartsModel;

InspectView::InspectView(TokenInspection *inspection, QWidget *parent)
    : QWidget(parent)
    , m_inspection(inspection)
    , m_parts(inspection)
    , m_edit(new TokenEdit(this))
    , m_cleanings(new Label({}, this))
    , m_heading(new Label({}, this))
    , m_tree(new QTreeView(this))
    , m_explanation(new Label({}, this))
    , m_verdict(new VerdictView(inspection, this))
{
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(makeAnatomy());
    split->addWidget(m_verdict);
    m_verdict->setMinimumWidth(360);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({620, 440});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);

    connect(m_edit, &TokenEdit::edited, m_inspection, &TokenInspection::setText);
    connect(m_edit, &TokenEdit::dropFailed, this, &InspectView::said);
    connect(m_edit, &TokenEdit::pointedAt, this, [this](qsizetype position) {
        const QModelIndex index = m_parts.indexAt(position);
        if (m_pointing || !index.isValid())
            return;
        const QScopedValueRollback guard(m_pointing, true);
        m_tree->setCurrentIndex(index);
        showCurrent();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &InspectView::showCurrent);
    connect(m_inspection, &TokenInspection::tokenChanged, this, &InspectView::showToken);
    connect(m_inspection, &TokenInspection::judged, this, &InspectView::refreshStanding);
    showToken();
    refreshStanding();
}

QWidget *InspectView::makeAnatomy()
{
    auto *pane = new QWidget(this);
    m_edit->setMinimumHeight(84);
    m_edit->setMaximumHeight(180);
    m_cleanings->setWordWrap(true);
    Theme::setTone(m_cleanings, Theme::Tone::Warn);
    if (Theme::instance())
        m_heading->setFont(Theme::instance()->sectionFont());
    m_tree->setModel(&m_parts);
    m_tree->setItemDelegate(new PartsDelegate(m_tree));
    m_tree->setAccessibleName(tr("Decoded token"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setRootIsDecorated(true);
    m_tree->header()->setSectionsMovable(false);
    m_tree->header()->resizeSection(TokenPartsModel::Name, 130);
    m_tree->header()->resizeSection(TokenPartsModel::Value, 230);
    m_explanation->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse |
                                           Qt::TextSelectableByKeyboard);
    m_explanation->setAccessibleName(tr("What the chosen member means"));
    m_explanation->setContentsMargins(space::panel, space::inner, space::panel, space::field);
    m_explanation->setMinimumHeight(5 * fontMetrics().height() + 2 * space::inner);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(space::panel, space::field, space::panel, space::field);
    top->setSpacing(space::inner);
    top->addWidget(m_heading);
    top->addWidget(m_edit, 1);
    top->addWidget(m_cleanings);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top, 2);
    column->addWidget(m_tree, 3);
    column->addWidget(m_explanation);
    return pane;
}

void InspectView::focusToken()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void InspectView::focusMembers()
{
    m_tree->setFocus(Qt::OtherFocusReason);
}

void InspectView::showToken()
{
    m_edit->showToken(m_inspection->anatomy());
    QStringList sentences;
    for (const auth::Cleaning &cleaning : m_inspection->cleanings())
        sentences << cleaning.sentence;
    m_cleanings->setText(sentences.join(u' '));
    m_cleanings->setVisible(!sentences.isEmpty());
    m_tree->expandToDepth(0);
    showCurrent();
}

void InspectView::showCurrent()
{
    const QModelIndex current = m_tree->currentIndex();
    m_explanation->setText(current.isValid() ? m_parts.explanationOf(current)
                           : m_inspection->isEmpty()
                               ? tr("Decoding needs no key, and proves nothing. Whether a token "
                                    "holds is said on the right.")
                               : tr("Choose a member to see what it means and where it lies."));
    m_edit->mark(m_parts.rangeOf(current));
}

void InspectView::refreshStanding()
{
    const bool pale = !m_inspection->hasVerdict();
    m_heading->setText(m_inspection->isEmpty() ? tr("Decode")
                       : pale                  ? tr("Decoded, not verified")
                                               : tr("Decoded"));
    static_cast<PartsDelegate *>(m_tree->itemDelegate())->setPale(pale);
    m_tree->viewport()->update();
    if (m_tree->currentIndex().isValid())
        m_explanation->setText(m_parts.explanationOf(m_tree->currentIndex()));
}

} // namespace ui
