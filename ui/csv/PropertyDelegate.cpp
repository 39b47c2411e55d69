// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/csv/PropertyDelegate.h"

#include <QComboBox>

namespace ui {

using models::CsvMappingModel;

PropertyDelegate::PropertyDelegate(CsvMappingModel *model, QObject *parent)
    : CellDelegate(parent)
    , m_model(model)
{
}

QWidget *PropertyDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    if (index.column() != CsvMappingModel::Property)
        return CellDelegate::createEditor(parent, option, index);
    auto *editor = new QComboBox(parent);
    editor->setEditable(true);
    editor->setInsertPolicy(QComboBox::NoInsert);
    editor->setAccessibleName(tr("Property"));
    //: an entry of a list: the column is not imported
    editor->addItem(tr("ignored"), QString());
    for (const QString &property : m_model->choices())
        editor->addItem(property, property);
    return editor;
}

void PropertyDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *list = qobject_cast<QComboBox *>(editor);
    if (!list) {
        CellDelegate::setEditorData(editor, index);
        return;
    }
    const QString property = index.data(Qt::EditRole).toString();
    const int known = list->findData(property);
    list->setCurrentIndex(known);
    if (known < 0)
        list->setEditText(property);
}

void PropertyDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                    const QModelIndex &index) const
{
    const auto *list = qobject_cast<QComboBox *>(editor);
    if (!list) {
        CellDelegate::setModelData(editor, model, index);
        return;
    }
    const QString text = list->currentText();
    const int known = list->findText(text, Qt::MatchFixedString | Qt::MatchCaseSensitive);
    model->setData(index, known < 0 ? text : list->itemData(known).toString());
}

} // namespace ui
