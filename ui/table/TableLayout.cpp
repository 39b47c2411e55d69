// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/TableLayout.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

int defaultWidth(const api::Column &column)
{
    if (column.width > 0)
        return column.width;
    return column.renderer == "phone"_L1 || column.renderer == "mac"_L1 ? 150 : 140;
}

} // namespace

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
    connect(view->horizontalHeader(), &QHeaderView::sectionResized, this, later);
    // Members that no schema knows become columns when rows come: hidden until somebody wants them.
    connect(model, &QAbstractItemModel::columnsInserted, this, &TableLayout::restore);
    connect(model, &QAbstractItemModel::modelReset, this, &TableLayout::restore);
}

void TableLayout::restore()
{
    const QScopedValueRollback guard(m_restoring, true);
    applyDefaults();
    if (!m_settings)
        return;
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
            header->resizeSection(column, qBound(48, parts.at(1).toInt(), 2000));
            header->setSectionHidden(column, parts.at(2) == "hidden"_L1);
            header->moveSection(header->visualIndex(column), position++);
        }
    }
}

void TableLayout::reset()
{
    if (m_settings)
        m_settings->remove(settingsKey());
    const QScopedValueRollback guard(m_restoring, true);
    applyDefaults();
}

void TableLayout::applyDefaults()
{
    QHeaderView *header = m_view->horizontalHeader();
    for (int column = 0; column < m_model->columns().size(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        const api::Column &description = m_model->columns().at(column);
        header->resizeSection(column, defaultWidth(description));
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
    const QScopedValueRollback guard(m_restoring,
                                     true); // looking at a hidden width resizes sections
    QHeaderView *header = m_view->horizontalHeader();
    QStringList lines;
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (column >= m_model->columns().size())
            continue;
        const bool hidden = header->isSectionHidden(column);
        if (hidden)
            header->setSectionHidden(column, false); // a hidden section tells no width
        const int width = header->sectionSize(column);
        if (hidden)
            header->setSectionHidden(column, true);
        lines << u"%1\t%2\t%3"_s.arg(m_model->columns().at(column).property)
                     .arg(width)
                     .arg(hidden ? u"hidden"_s : u"shown"_s);
    }
    m_settings->setValue(settingsKey(), lines);
}

QString TableLayout::settingsKey() const
{
    return u"tables/"_s + QString(m_key).replace(u'/', u'_');
}

} // namespace ui
