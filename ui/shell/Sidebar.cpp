// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Sidebar.h"

#include "models/SidebarModel.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

namespace ui {

using namespace Qt::StringLiterals;
using models::SidebarModel;

namespace {

constexpr int iconSize = 18;

class SidebarDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height();
        return {120, index.parent().isValid() ? line + 12 : line + 20};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        painter->save();
        if (index.parent().isValid())
            paintEntry(painter, option, index);
        else
            paintHeading(painter, option, index);
        painter->restore();
    }

private:
    static void paintHeading(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
    {
        QFont font = option.font;
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(colour(Colour::Muted));
        painter->drawText(option.rect.adjusted(space::panel, 0, -space::inner, -space::tight),
                          Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
    }

    static void paintEntry(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index)
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        if (selected || option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, colour(selected ? Colour::Selection : Colour::Surface));
        if (selected)
            painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                              colour(Colour::Accent));
        QRect area = option.rect.adjusted(space::panel, 0, -space::field, 0);
        icon(index.data(SidebarModel::IconRole).toString(),
             selected ? Colour::Accent : Colour::Muted)
            .paint(painter,
                   QRect(area.left(), area.center().y() - iconSize / 2 + 1, iconSize, iconSize));
        area.setLeft(area.left() + iconSize + space::inner);
        const int count = index.data(SidebarModel::CountRole).toInt();
        if (count >= 0) {
            painter->setPen(colour(Colour::Muted));
            const QString text = QLocale().toString(count);
            painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, text);
            area.setRight(area.right() - option.fontMetrics.horizontalAdvance(text) - space::tight);
        }
        painter->setPen(colour(Colour::Text));
        painter->drawText(
            area, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(colour(Colour::Accent));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
    }
};

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QTreeView(parent)
{
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new SidebarDelegate(this));
    setAccessibleName(tr("Pages"));
    setTabKeyNavigation(false);
    const auto paint = [this] {
        setStyleSheet(u"QTreeView { background: %1; }"_s.arg(colour(Colour::Raised).name()));
    };
    paint();
    if (Theme::instance())
        connect(Theme::instance(), &Theme::changed, this, paint);
}

void Sidebar::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    expandAll();
    connect(model, &QAbstractItemModel::modelReset, this, &QTreeView::expandAll);
    connect(model, &QAbstractItemModel::rowsInserted, this, &QTreeView::expandAll);
}

void Sidebar::setCurrentKey(const QModelIndex &index)
{
    setCurrentIndex(index);
}

void Sidebar::showNew(const QStringList &knownBefore)
{
    QModelIndex first;
    QModelIndex last;
    for (int group = 0; group < model()->rowCount(); ++group) {
        const QModelIndex heading = model()->index(group, 0);
        for (int row = 0; row < model()->rowCount(heading); ++row) {
            const QModelIndex entry = model()->index(row, 0, heading);
            if (knownBefore.contains(entry.data(SidebarModel::KeyRole).toString()))
                continue;
            if (!first.isValid())
                first = row == 0 ? heading : entry;
            if (last.isValid() && last.parent() != heading)
                continue; // of several groups, the first
            last = entry;
        }
    }
    if (!first.isValid())
        return;
    scrollTo(last);
    scrollTo(first); // the beginning counts where there is no room for both
}

void Sidebar::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    const QString key = current.data(SidebarModel::KeyRole).toString();
    if (!key.isEmpty())
        Q_EMIT keyChosen(key);
}

void Sidebar::drawBranches(QPainter * /*painter*/, const QRect & /*rect*/,
                           const QModelIndex & /*index*/) const
{
}

} // namespace ui
