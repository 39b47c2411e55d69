// SPDX-License-Identifier: GPL-3.0-or-later
// What every item model must keep, whatever it shows. It defines tests: include it in one file of a
// program, and ModelWatch.h in the others.
#pragma once

#include "tests/support/ModelWatch.h"

#include <QAbstractItemModel>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <functional>
#include <memory>

/// How a model that a test knows is changed from outside.
struct ModelHandle
{
    std::shared_ptr<QObject> owner; ///< keeps alive what the model stands on; may be null
    std::shared_ptr<QAbstractItemModel> model;
    std::function<void()> fill;                    ///< from empty to at least three rows
    std::function<void()> clear;                   ///< back to no rows
    std::function<void()> insertFirst, insertLast; ///< one row; null: this model can't
    std::function<void()> removeFirst, removeLast; ///< one row; null: this model can't
};
using MakeModel = std::function<ModelHandle()>;

/// Instantiate for a model:
/// INSTANTIATE_TEST_SUITE_P(Sidebar, AnyModel, testing::Values(MakeModel(makeSidebar)));
class AnyModel : public testing::TestWithParam<MakeModel>
{
protected:
    ModelHandle m_handle = GetParam()();
    QAbstractItemModel &m_model = *m_handle.model;
    ModelWatch m_watch{m_handle.model.get()};

    /// Reads every role that a view asks for.
    void readAll(const QModelIndex &parent = {})
    {
        for (int row = 0; row < m_model.rowCount(parent); ++row) {
            for (int column = 0; column < m_model.columnCount(parent); ++column) {
                const QModelIndex index = m_model.index(row, column, parent);
                ASSERT_TRUE(index.isValid());
                for (int role = Qt::DisplayRole; role < Qt::UserRole + 16; ++role)
                    m_model.data(index, role);
            }
            readAll(m_model.index(row, 0, parent));
        }
    }
};

TEST_P(AnyModel, KeepsTheRulesWhenFilledAndCleared)
{
    EXPECT_EQ(m_model.rowCount(), 0);
    m_handle.fill();
    EXPECT_GE(m_model.rowCount(), 1);
    readAll();
    m_handle.clear();
    EXPECT_EQ(m_model.rowCount(), 0);
    m_handle.fill();
    readAll();
}

TEST_P(AnyModel, AnswersNothingForWrongIndices)
{
    m_handle.fill();
    const int rows = m_model.rowCount();
    const int columns = m_model.columnCount();
    EXPECT_FALSE(m_model.index(rows, 0).isValid());
    EXPECT_FALSE(m_model.index(0, columns).isValid());
    EXPECT_FALSE(m_model.index(-1, 0).isValid());
    EXPECT_FALSE(m_model.data({}).isValid());
    EXPECT_FALSE(m_model.headerData(columns, Qt::Horizontal).isValid());
    EXPECT_FALSE(m_model.headerData(-1, Qt::Horizontal).isValid());
    EXPECT_EQ(m_model.parent({}), QModelIndex());
}

TEST_P(AnyModel, InsertsAndRemovesOneRowAtEitherEnd)
{
    m_handle.fill();
    const int rows = m_model.rowCount();
    QSignalSpy resets(&m_model, &QAbstractItemModel::modelReset);
    const auto expectRow = [&](const std::function<void()> &change, bool inserts, bool atFront) {
        if (!change)
            return;
        QSignalSpy spy(&m_model, inserts ? &QAbstractItemModel::rowsInserted
                                         : &QAbstractItemModel::rowsRemoved);
        const int before = m_model.rowCount();
        change();
        ASSERT_EQ(spy.size(), 1);
        const int last = inserts ? before : before - 1;
        EXPECT_EQ(spy[0][1].toInt(), atFront ? 0 : last);
        EXPECT_EQ(spy[0][2].toInt(), atFront ? 0 : last);
        EXPECT_EQ(m_model.rowCount(), before + (inserts ? 1 : -1));
    };
    expectRow(m_handle.insertFirst, true, true);
    expectRow(m_handle.insertLast, true, false);
    expectRow(m_handle.removeFirst, false, true);
    expectRow(m_handle.removeLast, false, false);
    EXPECT_GE(m_model.rowCount(), rows - 2);
    EXPECT_EQ(resets.size(), 0);
    readAll();
}
