// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/Drive.h"

#include <QAccessible>
#include <QApplication>

#include <gtest/gtest.h>

namespace drive {

namespace {

constexpr int patience = 20'000; // ms

int columnTitled(const QAbstractItemModel *model, const QString &title)
{
    for (int column = 0; column < model->columnCount(); ++column) {
        if (model->headerData(column, Qt::Horizontal).toString() == title)
            return column;
    }
    return -1;
}

} // namespace

bool until(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, patience);
}

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

QAbstractButton *button(QWidget *in, const QString &text)
{
    for (QAbstractButton *each : seen<QAbstractButton>(in)) {
        if (each->text() == text || nameOf(each) == text)
            return each;
    }
    return nullptr;
}

bool says(QWidget *in, const QString &text)
{
    const QList<QLabel *> labels = seen<QLabel>(in);
    return std::any_of(labels.begin(), labels.end(),
                       [&text](const QLabel *label) { return label->text().contains(text); });
}

void click(QWidget *widget)
{
    ASSERT_NE(widget, nullptr);
    ASSERT_TRUE(widget->isVisible());
    ASSERT_TRUE(widget->isEnabled()) << qPrintable(nameOf(widget));
    QTest::mouseClick(widget, Qt::LeftButton);
}

void clickRow(QAbstractItemView *view, int row, Qt::KeyboardModifiers modifiers)
{
    ASSERT_NE(view, nullptr);
    const QModelIndex index = view->model()->index(row, 0);
    ASSERT_TRUE(index.isValid()) << "row " << row;
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers,
                      view->visualRect(index).center());
}

void retype(QWidget *editor, const QString &text)
{
    ASSERT_NE(editor, nullptr);
    ASSERT_TRUE(editor->isEnabled()) << qPrintable(nameOf(editor));
    editor->setFocus();
    QTest::keySequence(editor, QKeySequence::SelectAll);
    QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClicks(editor, text);
}

void press(QWidget *window, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus && focus->window() == window ? focus : window, key, modifiers);
}

void show(QWidget *window)
{
    window->show();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window));
}

QString cell(const QAbstractItemView *view, int row, const QString &title, int role)
{
    const QAbstractItemModel *model = view->model();
    return model->index(row, columnTitled(model, title)).data(role).toString();
}

int rowWith(const QAbstractItemView *view, const QString &title, const QString &text)
{
    const int column = columnTitled(view->model(), title);
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        if (view->model()->index(row, column).data().toString() == text)
            return row;
    }
    return -1;
}

} // namespace drive
