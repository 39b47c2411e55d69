// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/TableLayout.h"

#include "ui/theme/Theme.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

TableLayout::TableLayout(QTableView *view, models::ResourceTableModel *model, QSettings *settings,
                         QString key, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_model(model)
    , m_settings(settings)
    , m_key(std::move(key))
{
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(400);
    connect(&m_saveSoon, &QTimer::timeout, this, &TableLayout::save);
    const auto later = [this] {
        if (!m_restoring)
            m_saveSoon.start();
    };
    connect(view->horizontalHeader(), &QHeaderView::sectionMoved, this, later);
    connect(view->horizontalHeader(), &QHeaderView::sectionResized, this,
            [this, later](int column, int, int width) {
                if (m_restoring || width == 0) // 0: hidden
                    return;
                m_widths.insert(column, width);
                fit();
                later();
            });
    view->viewport()->installEventFilter(this);
    // Members that no schema knows become columns when rows come: hidden until somebody wants them.
    connect(model, &QAbstractItemModel::columnsInserted, this, &TableLayout::restore);
    connect(model, &QAbstractItemModel::modelReset, this, &TableLayout::restore);
}

void TableLayout::restore()
{
    const QScopedValueRollback guard(m_restoring, true);
    applyDefaults();
    if (!m_settings) {
        fit();
        return;
    }
    QHeaderView *header = m_view->horizontalHeader();
    const QStringList saved = m_settings->value(settingsKey()).toStringList();
    int position = 0;
    for (const QString &line : saved) { // property, width, "shown" or "hidden"
        const QStringList parts = line.split(u'\t');
        if (parts.size() != 3)
            continue;
        for (int column = 0; column < m_model->columns().size(); ++column) {
            if (m_model->columns().at(column).property != parts.at(0))
                continue;
            resize(column, qBound(48, parts.at(1).toInt(), 2000));
            header->setSectionHidden(column, parts.at(2) == "hidden"_L1);
            header->moveSection(header->visualIndex(column), position++);
        }
    }
    fit();
}

void TableLayout::reset()
{
    if (m_settings)
        m_settings->remove(settingsKey());
    const QScopedValueRollback guard(m_restoring, true);
    applyDefaults();
    fit();
}

void TableLayout::applyDefaults()
{
    QHeaderView *header = m_view->horizontalHeader();
    for (int column = 0; column < m_model->columns().size(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        const api::Column &description = m_model->columns().at(column);
        resize(column, defaultWidth(description));
        header->setSectionHidden(column, !description.visible || m_model->isExtraColumn(column));
    }
}

void TableLayout::fillMenu(QMenu *menu)
{
    QHeaderView *header = m_view->horizontalHeader();
    const int visible = header->count() - header->hiddenSectionCount();
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (column >= m_model->columns().size())
            continue;
        const bool shown = !header->isSectionHidden(column);
        QAction *action =
            menu->addAction(QString(m_model->columns().at(column).title).replace(u'&', "&&"_L1));
        action->setCheckable(true);
        action->setChecked(shown);
        action->setEnabled(!shown || visible > 1); // the last one stays
        connect(action, &QAction::toggled, this, [this, header, column](bool on) {
            header->setSectionHidden(column, !on);
            resize(column, m_widths.value(column));
            fit();
            m_saveSoon.start();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, &TableLayout::reset);
}

void TableLayout::save()
{
    if (!m_settings)
        return;
    QHeaderView *header = m_view->horizontalHeader();
    QStringList lines;
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (column >= m_model->columns().size())
            continue;
        lines << u"%1\t%2\t%3"_s.arg(m_model->columns().at(column).property)
                     .arg(m_widths.value(column))
                     .arg(header->isSectionHidden(column) ? u"hidden"_s : u"shown"_s);
    }
    m_settings->setValue(settingsKey(), lines);
}

int TableLayout::defaultWidth(const api::Column &column) const
{
    int width = column.width > 0 ? column.width : 140;
    if (column.renderer == "phone"_L1 || column.renderer == "mac"_L1) {
        // Whole numbers and addresses, whatever font the system has.
        const QFontMetrics metrics(Theme::instance() ? Theme::instance()->fixedFont()
                                                     : m_view->font());
        width = qMax(width, metrics.horizontalAdvance(QString(17, u'0')) + 2 * space::inner + 2);
    }
    return width;
}

int TableLayout::flexibleColumn() const
{
    const QList<api::Column> &columns = m_model->columns();
    int widest = -1;
    for (int column = 0; column < columns.size(); ++column) {
        if (!columns.at(column).renderer.isEmpty() ||
            m_view->horizontalHeader()->isSectionHidden(column))
            continue;
        if (widest < 0 || defaultWidth(columns.at(column)) > defaultWidth(columns.at(widest)))
            widest = column;
    }
    for (int place = m_view->horizontalHeader()->count() - 1; widest < 0 && place >= 0; --place) {
        const int column = m_view->horizontalHeader()->logicalIndex(place);
        if (!m_view->horizontalHeader()->isSectionHidden(column))
            widest = column;
    }
    return widest;
}

void TableLayout::resize(int column, int width)
{
    const QScopedValueRollback guard(m_restoring, true);
    m_widths.insert(column, width);
    m_view->horizontalHeader()->resizeSection(column, width);
}

void TableLayout::fit()
{
    const QScopedValueRollback guard(m_restoring, true);
    QHeaderView *header = m_view->horizontalHeader();
    const int flexible = flexibleColumn();
    if (flexible < 0)
        return;
    int room = m_view->viewport()->width();
    for (int column = 0; column < header->count(); ++column) {
        if (!header->isSectionHidden(column))
            room -= m_widths.value(column);
    }
    header->resizeSection(flexible, m_widths.value(flexible) + qMax(0, room));
}

bool TableLayout::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport())
        fit();
    return QObject::eventFilter(watched, event);
}

QString TableLayout::settingsKey() const
{
    return u"tables/"_s + QString(m_key).replace(u'/', u'_');
}

} // namespace ui
