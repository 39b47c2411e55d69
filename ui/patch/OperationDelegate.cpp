// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patch/OperationDelegate.h"

#include "models/PatchEntriesModel.h"
#include "ui/patch/PointerEdit.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QComboBox>

namespace ui {

using namespace Qt::StringLiterals;
using models::PatchEffect;
using models::PatchEntriesModel;

namespace {

const PatchEntriesModel *modelOf(const QModelIndex &index)
{
    return qobject_cast<const PatchEntriesModel *>(index.model());
}

QIcon iconOf(PatchEffect::State state)
{
    switch (state) {
    case PatchEffect::State::Holds:
        return icon(u"ok"_s, Colour::Ok);
    case PatchEffect::State::Failed:
        return icon(u"error"_s, Colour::Bad);
    case PatchEffect::State::ChangesNothing:
        return icon(u"info"_s, Colour::Muted);
    default:
        return {};
    }
}

bool isQuiet(PatchEffect::State state)
{
    return state == PatchEffect::State::NotReached || state == PatchEffect::State::Disabled;
}

QComboBox *makeChoice(const QStringList &choices, bool isOpen, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setEditable(isOpen);
    box->addItems(choices);
    box->setFrame(false);
    return box;
}

} // namespace

QWidget *OperationDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const
{
    const PatchEntriesModel *model = modelOf(index);
    if (!model)
        return QStyledItemDelegate::createEditor(parent, option, index);
    const int row = index.row();
    const auto column = PatchEntriesModel::Column(index.column());
    QWidget *editor = nullptr;
    if (column == PatchEntriesModel::Kind) {
        editor = makeChoice({u"add"_s, u"remove"_s, u"replace"_s, u"move"_s, u"copy"_s, u"test"_s},
                            false, parent);
    } else if (column == PatchEntriesModel::Path || column == PatchEntriesModel::From) {
        auto *edit = new PointerEdit(
            [model, row, column](const QString &typed) {
                return row < model->rowCount() ? model->pathChoices(row, column, typed)
                                               : QList<models::PointerCompletion>();
            },
            parent);
        edit->setFrame(false);
        editor = edit;
    } else if (const QStringList choices = model->choices(row); !choices.isEmpty()) {
        editor = makeChoice(choices, true, parent);
    } else {
        auto *edit = new QLineEdit(parent);
        edit->setFrame(false);
        edit->setMaxLength(20'000'000);
        editor = edit;
    }
    editor->setAutoFillBackground(true);
    editor->setAccessibleName(tr("%1 of operation %2")
                                  .arg(model->headerData(column, Qt::Horizontal).toString())
                                  .arg(row + 1));
    return editor;
}

void OperationDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *box = qobject_cast<QComboBox *>(editor)) {
        box->setCurrentText(text);
        if (!box->isEditable())
            box->setCurrentIndex(box->findText(text));
    } else if (auto *edit = qobject_cast<QLineEdit *>(editor)) {
        edit->setText(text);
    }
}

void OperationDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                     const QModelIndex &index) const
{
    if (const auto *box = qobject_cast<QComboBox *>(editor))
        model->setData(index, box->currentText());
    else if (const auto *path = qobject_cast<PointerEdit *>(editor))
        model->setData(index, path->pointer());
    else if (const auto *edit = qobject_cast<QLineEdit *>(editor))
        model->setData(index, edit->text());
}

void OperationDelegate::initStyleOption(QStyleOptionViewItem *option,
                                        const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto state = PatchEffect::State(index.data(PatchEntriesModel::StateRole).toInt());
    const bool isEffect = index.column() == PatchEntriesModel::Effect;
    if (isEffect && !iconOf(state).isNull()) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = iconOf(state);
        option->decorationSize = QSize(16, 16);
    }
    QColor text = colour(Colour::Text);
    if (isEffect && state == PatchEffect::State::Failed)
        text = colour(Colour::Bad);
    else if (isQuiet(state) || !index.data(PatchEntriesModel::ReachedRole).toBool() ||
             (isEffect && state == PatchEffect::State::ChangesNothing))
        text = colour(Colour::Muted);
    for (const auto role : {QPalette::Text, QPalette::HighlightedText})
        option->palette.setColor(role, text);
    const bool isFixed =
        index.column() >= PatchEntriesModel::Path && index.column() <= PatchEntriesModel::Value;
    if (isFixed && Theme::instance())
        option->font = Theme::instance()->fixedFont();
}

} // namespace ui
