// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Page.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

enum Role { ActionRole = Qt::UserRole, KeysRole, WordsRole, NameRole };

class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const override
    {
        return {200, option.fontMetrics.height() + 14};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        painter->save();
        const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, colour(Colour::Selection));
        QRect area = option.rect.adjusted(space::field, 0, -space::field, 0);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, QRect(area.left(), area.center().y() - 8, 16, 16), Qt::AlignCenter,
                   enabled ? QIcon::Normal : QIcon::Disabled);
        area.setLeft(area.left() + 16 + space::inner);
        painter->setPen(colour(Colour::Muted));
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, index.data(KeysRole).toString());
        painter->setPen(colour(enabled ? Colour::Text : Colour::Muted));
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
        painter->restore();
    }
};

/// Every word typed must occur; a page that is called just what was typed comes first.
class WordFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString &text)
    {
        m_words = text.split(u' ', Qt::SkipEmptyParts);
        m_phrase = m_words.join(u' ');
        invalidate();
        sort(0);
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = sourceModel()->index(row, 0, parent);
        const QString text = index.data().toString() + u' ' + index.data(WordsRole).toString();
        return std::all_of(m_words.begin(), m_words.end(), [&text](const QString &word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
    }

    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        return isCalledSo(left) && !isCalledSo(right); // the sort is stable
    }

private:
    bool isCalledSo(const QModelIndex &index) const
    {
        return !m_phrase.isEmpty() &&
               index.data(NameRole).toString().compare(m_phrase, Qt::CaseInsensitive) == 0;
    }

    QStringList m_words;
    QString m_phrase;
};

} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
    , m_text(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_items(new QStandardItemModel(this))
    , m_matches(new WordFilter(this))
{
    setWindowTitle(tr("Find anything"));
    setMinimumSize(520, 380);
    m_text->setPlaceholderText(tr("Type a page, an action or a profile"));
    m_text->setAccessibleName(tr("Find anything"));
    m_text->installEventFilter(this);
    for (qsizetype i = 0; i < actions.size(); ++i) {
        QAction *action = actions.at(i);
        m_actions << action;
        auto *item = new QStandardItem(action->icon(), QString(action->text()).remove(u'&'));
        item->setData(int(i), ActionRole);
        item->setData(action->shortcut().toString(QKeySequence::NativeText), KeysRole);
        item->setData(action->property(keywordsProperty).toString(), WordsRole);
        item->setData(action->property(pageNameProperty).toString(), NameRole);
        item->setEnabled(action->isEnabled());
        item->setToolTip(action->toolTip());
        m_items->appendRow(item);
    }
    m_matches->setSourceModel(m_items);
    m_list->setModel(m_matches);
    m_list->setItemDelegate(new CommandDelegate(this));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Matches"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::field, space::field, space::field, space::field);
    column->setSpacing(space::inner);
    column->addWidget(m_text);
    column->addWidget(m_list);
    auto *none = new Label(tr("No page, action or profile has these words."), this);
    Theme::setMuted(none);
    none->hide();
    column->addWidget(none);
    const auto selectFirst = [this] { m_list->setCurrentIndex(m_matches->index(0, 0)); };
    connect(m_text, &QLineEdit::textChanged, this, [this, selectFirst, none](const QString &text) {
        static_cast<WordFilter *>(m_matches)->setWords(text);
        none->setVisible(m_matches->rowCount() == 0);
        selectFirst();
    });
    connect(m_text, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    selectFirst();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int step = key->key() == Qt::Key_Down       ? 1
                         : key->key() == Qt::Key_Up       ? -1
                         : key->key() == Qt::Key_PageDown ? 8
                         : key->key() == Qt::Key_PageUp   ? -8
                                                          : 0;
        if (step != 0 && m_matches->rowCount() > 0) {
            const int row =
                qBound(0, m_list->currentIndex().row() + step, m_matches->rowCount() - 1);
            m_list->setCurrentIndex(m_matches->index(row, 0));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::runCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsEnabled))
        return;
    const QPointer<QAction> action = m_actions.at(index.data(ActionRole).toInt());
    accept();
    // After this dialog is gone, so that what opens gets the focus.
    QTimer::singleShot(0, parentWidget(), [action] {
        if (action)
            action->trigger();
    });
}

} // namespace ui
