// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/FilterBar.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int maximumBoxes = 2;

} // namespace

FilterBar::FilterBar(models::ResourceTableModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_text(new QLineEdit(this))
    , m_count(new Label({}, this))
    , m_chip(new QPushButton(this))
{
    m_text->setPlaceholderText(tr("Filter by any column   /"));
    m_text->setClearButtonEnabled(true);
    m_text->setAccessibleName(tr("Filter"));
    m_text->addAction(icon(u"search"_s, Colour::Muted), QLineEdit::LeadingPosition);
    m_text->setMinimumWidth(160);
    m_text->setMaximumWidth(360);
    Theme::setMuted(m_count);

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::panel, 0, space::panel, space::inner);
    rows->setSpacing(space::inner);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    rows->addLayout(row);
    row->addWidget(m_text, 3);
    makeBoxes();
    for (const Box &box : std::as_const(m_boxes))
        row->addWidget(box.combo);
    row->addStretch(1);
    row->addWidget(m_count);
    if (TrafficFilter::isFor(model->resource())) {
        m_traffic = new TrafficFilter(model->resource(), this);
        rows->addWidget(m_traffic);
        connect(m_traffic, &TrafficFilter::changed, this, &FilterBar::apply);
        connect(m_traffic, &TrafficFilter::timePassed, this, &FilterBar::filterModel);
    }
    m_chip->setIcon(icon(u"close"_s, Colour::Muted));
    m_chip->setLayoutDirection(Qt::RightToLeft); // the cross behind the words
    m_chip->hide();
    rows->addWidget(m_chip, 0, Qt::AlignLeft | Qt::AlignAbsolute);
    connect(m_chip, &QPushButton::clicked, this, [this] { setMatching({}); });

    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::textChanged, this, &FilterBar::apply);
    connect(model, &models::ResourceTableModel::countsChanged, this, &FilterBar::showCounts);
    m_fillSoon.setSingleShot(true);
    m_fillSoon.setInterval(250);
    connect(&m_fillSoon, &QTimer::timeout, this, &FilterBar::fillBoxes);
    showCounts();
}

void FilterBar::makeBoxes()
{
    const api::ResourceType &type = m_model->resource();
    QList<api::Column> columns = type.columns;
    std::ranges::stable_partition(columns, [&type](const api::Column &column) {
        return column.property == type.stateProperty;
    });
    for (const api::Column &column : std::as_const(columns)) {
        const api::Property *property =
            type.schema ? type.schema->property(column.property) : nullptr;
        if (!property || property->schema->enumeration.isEmpty() || m_boxes.size() >= maximumBoxes)
            continue;
        auto *combo = new QComboBox(this);
        combo->setAccessibleName(tr("Filter by %1").arg(column.title));
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        combo->setMaximumWidth(210);
        combo->addItem(tr("%1: all").arg(column.title), QString());
        connect(combo, &QComboBox::currentIndexChanged, this, &FilterBar::apply);
        m_boxes << Box{column.property, combo};
    }
}

// What a box offers are the values that occur, not only those that the schema knows.
void FilterBar::fillBoxes()
{
    for (const Box &box : std::as_const(m_boxes)) {
        const QSignalBlocker quiet(box.combo);
        const QString current = box.combo->currentData().toString();
        while (box.combo->count() > 1)
            box.combo->removeItem(1);
        QStringList values = m_model->distinctValues(box.property, 30);
        values.removeAll(QString());
        if (!current.isEmpty() && !values.contains(current))
            values << current;
        for (const QString &value : std::as_const(values))
            box.combo->addItem(value, value);
        box.combo->setCurrentIndex(qMax(0, box.combo->findData(current)));
    }
}

void FilterBar::apply()
{
    filterModel();
    Q_EMIT applied();
}

void FilterBar::filterModel()
{
    models::RowFilter filter;
    filter.text = m_text->text().trimmed();
    for (const Box &box : std::as_const(m_boxes)) {
        const QString value = box.combo->currentData().toString();
        if (!value.isEmpty())
            filter.values.insert(box.property, value);
    }
    for (const auto &[property, value] : std::as_const(m_matching))
        filter.values.insert(property, value);
    if (m_traffic)
        m_traffic->addTo(filter);
    m_model->setFilter(filter);
    showCounts();
}

void FilterBar::showCounts()
{
    const QLocale locale;
    const int total = m_model->totalCount();
    const int shown = m_model->rowCount();
    m_count->setText(m_model->filter().isEmpty()
                         ? tr("%1 rows").arg(locale.toString(total))
                         : tr("%1 of %2 rows").arg(locale.toString(shown), locale.toString(total)));
    if (!m_boxes.isEmpty())
        m_fillSoon.start();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT leftDownwards();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void FilterBar::setMatching(const QList<QPair<QString, QString>> &values)
{
    m_matching = values;
    showMatching();
    apply();
}

void FilterBar::showMatching()
{
    QStringList words;
    for (const auto &[property, value] : std::as_const(m_matching)) {
        const api::Property *known =
            m_model->resource().schema ? m_model->resource().schema->property(property) : nullptr;
        const QString name =
            known && !known->schema->title.isEmpty() ? known->schema->title : property;
        words << u"%1: %2"_s.arg(name, value);
    }
    const QString text = words.join(u", "_s);
    constexpr qsizetype longest = 60;
    m_chip->setText(QString(text.size() > longest ? text.first(longest) + QChar(0x2026) : text)
                        .replace(u'&', "&&"_L1));
    m_chip->setToolTip(plainToolTip(text));
    m_chip->setAccessibleName(tr("Show others too than %1").arg(text));
    m_chip->setVisible(!m_matching.isEmpty());
}

FilterBar::State FilterBar::state() const
{
    State state{.text = m_text->text(), .boxes = {}, .matching = m_matching, .traffic = {}};
    for (const Box &box : m_boxes)
        state.boxes.insert(box.property, box.combo->currentData().toString());
    if (m_traffic)
        state.traffic = m_traffic->state();
    return state;
}

void FilterBar::setState(const State &state)
{
    m_text->setText(state.text);
    for (const Box &box : std::as_const(m_boxes)) {
        const QString value = state.boxes.value(box.property);
        if (!value.isEmpty() && box.combo->findData(value) < 0)
            box.combo->addItem(value, value); // the rows that have it are not there yet
        box.combo->setCurrentIndex(qMax(0, box.combo->findData(value)));
    }
    if (m_traffic && state.traffic)
        m_traffic->setState(*state.traffic);
    setMatching(state.matching);
}

void FilterBar::clear()
{
    m_matching.clear();
    showMatching();
    if (m_traffic)
        m_traffic->clear();
    m_text->clear();
    for (const Box &box : std::as_const(m_boxes))
        box.combo->setCurrentIndex(0);
    apply();
}

} // namespace ui
