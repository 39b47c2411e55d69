// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/BeforeAfter.h"

#include "ui/resource/JsonEditor.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace ui {

namespace {

// Two columns of a narrower panel would show half a line each.
constexpr int widthForTwo = 560;
constexpr qsizetype longText = 300'000;

} // namespace

BeforeAfter::BeforeAfter(models::ResourceDraft *draft, JsonEditor *after,
                         std::function<bool()> masks, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_after(after)
    , m_before(new JsonEditor(this))
    , m_masks(std::move(masks))
    , m_beforeSide(new QWidget(this))
    , m_afterTitle(new Label(tr("After"), this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_toggle(new QPushButton(tr("Before and after"), this))
    , m_count(new Label({}, this))
{
    m_before->setReadOnly(true);
    m_before->setAccessibleName(tr("JSON as it was"));
    const auto fill = [](QWidget *side, Label *title, JsonEditor *editor) {
        title->setContentsMargins(space::panel, space::tight, space::panel, space::tight);
        Theme::setMuted(title);
        auto *column = new QVBoxLayout(side);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(title);
        column->addWidget(editor, 1);
    };
    auto *afterSide = new QWidget(this);
    fill(m_beforeSide, new Label(tr("Before"), m_beforeSide), m_before);
    fill(afterSide, m_afterTitle, m_after);

    m_toggle->setCheckable(true);
    m_toggle->setProperty("kind", QStringLiteral("quiet"));
    m_toggle->setToolTip(tr("Show what it was beside what it shall be, with the changed lines "
                            "marked"));
    m_count->setElided(Qt::ElideRight);
    Theme::setMuted(m_count);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::panel, space::tight, space::inner, space::tight);
    bar->addWidget(m_count, 1);
    bar->addWidget(m_toggle);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_beforeSide);
    m_split->addWidget(afterSide);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_split, 1);

    m_compareSoon.setSingleShot(true);
    m_compareSoon.setInterval(120);
    connect(&m_compareSoon, &QTimer::timeout, this, &BeforeAfter::compare);
    connect(m_toggle, &QPushButton::toggled, this, &BeforeAfter::refresh);
    connect(m_after, &QPlainTextEdit::textChanged, this, [this] {
        if (isComparing())
            m_compareSoon.start();
    });
    connect(draft, &models::ResourceDraft::reset, this, &BeforeAfter::refresh);
    connect(draft, &models::ResourceDraft::changed, this, &BeforeAfter::refresh);
    for (JsonEditor *editor : {m_before, m_after}) {
        connect(editor->verticalScrollBar(), &QScrollBar::valueChanged, this,
                [this, editor] { scrollWith(editor); });
    }
    refresh();
}

bool BeforeAfter::isComparing() const
{
    return m_toggle->isChecked();
}

void BeforeAfter::setComparing(bool comparing)
{
    m_toggle->setChecked(comparing);
}

void BeforeAfter::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto wanted = event->size().width() >= widthForTwo ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != wanted)
        m_split->setOrientation(wanted);
}

void BeforeAfter::refresh()
{
    const bool comparing = isComparing();
    m_beforeSide->setVisible(comparing);
    m_afterTitle->setVisible(comparing);
    m_count->setText({});
    if (!comparing) {
        ++m_generation;
        m_after->setChangedLines({}, {});
        return;
    }
    m_compareSoon.start();
}

void BeforeAfter::compare()
{
    const bool masks = m_masks();
    const json::Document base = m_draft->base();
    if (m_shownMasked != masks || base.root().handle() != m_shown.root().handle()) {
        m_shown = base;
        m_shownMasked = masks;
        m_before->setSecret(!masks);
        m_before->setDocumentText(m_draft->baseText(masks));
    }
    const QString before = m_before->toPlainText();
    const QString after = m_after->toPlainText();
    const quint64 generation = ++m_generation;
    if (before.size() + after.size() < longText) {
        mark(models::LineDifference::of(before, after), generation);
        return;
    }
    QtConcurrent::run([before, after] {
        return models::LineDifference::of(before, after);
    }).then(this, [this, generation](const models::LineDifference &difference) {
        mark(difference, generation);
    });
}

void BeforeAfter::mark(const models::LineDifference &difference, quint64 generation)
{
    if (generation != m_generation || !isComparing())
        return;
    m_difference = difference;
    m_before->setChangedLines(difference.before, u'−');
    m_after->setChangedLines(difference.after, u'+');
    const bool none = difference.before.isEmpty() && difference.after.isEmpty();
    m_count->setText(none ? tr("No line is changed")
                          : tr("Changed lines: %1 before, %2 after")
                                .arg(difference.before.size())
                                .arg(difference.after.size()));
}

void BeforeAfter::scrollWith(JsonEditor *leader)
{
    if (m_scrolling || !isComparing())
        return;
    const QScopedValueRollback guard(m_scrolling, true);
    const int line = leader->verticalScrollBar()->value() + 1;
    JsonEditor *other = leader == m_after ? m_before : m_after;
    const int beside =
        leader == m_after ? m_difference.besideAfter(line) : m_difference.besideBefore(line);
    other->verticalScrollBar()->setValue(beside - 1);
}

} // namespace ui
