// SPDX-License-Identifier: GPL-3.0-or-later
// The watch itself: a model that breaks the rules must not pass.
#include "tests/support/ModelWatch.h"

#include <QAbstractListModel>

#include <gtest/gtest-spi.h>

namespace {

class Liar : public QAbstractListModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows;
    }
    QVariant data(const QModelIndex &, int) const override { return {}; }
    /// Announces one row and inserts @p rows.
    void insert(int rows)
    {
        beginInsertRows({}, m_rows, m_rows);
        m_rows += rows;
        endInsertRows();
    }

private:
    int m_rows = 0;
};

void watchInserting(int rows)
{
    Liar model;
    const ModelWatch watch(&model);
    model.insert(rows);
}

} // namespace

TEST(ModelWatch, FailsTheTestOfAModelThatBreaksARule)
{
    EXPECT_NONFATAL_FAILURE(watchInserting(2), "broke a rule");
    watchInserting(1);
}
