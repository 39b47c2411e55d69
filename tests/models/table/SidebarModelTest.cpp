// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SidebarModel.h"

#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using models::SidebarModel;

namespace {

/// "Group: entry, entry; Group: entry"
QString outline(const SidebarModel &model)
{
    QStringList groups;
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex parent = model.index(group, 0);
        QStringList entries;
        for (int row = 0; row < model.rowCount(parent); ++row)
            entries += model.index(row, 0, parent).data().toString();
        groups += parent.data().toString() + u": "_s + entries.join(u", "_s);
    }
    return groups.join(u"; "_s);
}

class SidebarModelTest : public testing::Test
{
protected:
    SidebarModelTest()
    {
        m_model.setEntries({}, {{u"usage"_s, u"Usage"_s, u"chart"_s, u"Cost"_s},
                                {u"tokens"_s, u"Tokens"_s, u"key"_s, u"Security"_s},
                                {u"calls"_s, u"Calls"_s, u"call"_s, u"Traffic"_s},
                                {u"logs"_s, u"<b>Logs"_s, u"log"_s, u"Other"_s},
                                {u"keys"_s, u"Keys"_s, u"key"_s, u"Security"_s}});
    }

    SidebarModel m_model;
    ModelWatch m_watch{&m_model};
};

} // namespace

TEST_F(SidebarModelTest, PutsKnownGroupsFirstAndKeepsTheOrderOfEntries)
{
    EXPECT_EQ(outline(m_model),
              u"Traffic: Calls; Security: Tokens, Keys; Cost: Usage; Other: <b>Logs"_s);
}

TEST_F(SidebarModelTest, TellsItsEntriesFromTopToBottom)
{
    QStringList titles;
    for (const QModelIndex &entry : m_model.entries())
        titles += entry.data().toString();
    EXPECT_EQ(titles, QStringList({u"Calls"_s, u"Tokens"_s, u"Keys"_s, u"Usage"_s, u"<b>Logs"_s}));
    EXPECT_TRUE(SidebarModel().entries().isEmpty());
}

TEST_F(SidebarModelTest, FindsEntriesByKey)
{
    const QModelIndex keys = m_model.indexOf(u"keys"_s);
    EXPECT_EQ(keys.data(SidebarModel::KeyRole).toString(), u"keys"_s);
    EXPECT_EQ(keys.data(SidebarModel::IconRole).toString(), u"key"_s);
    EXPECT_EQ(keys.parent().data().toString(), u"Security"_s);
    EXPECT_FALSE(m_model.indexOf(u"nothing"_s).isValid());
    EXPECT_FALSE(m_model.indexOf({}).isValid());
}

TEST_F(SidebarModelTest, GroupsAreNoPagesAndCannotBeSelected)
{
    const QModelIndex group = m_model.index(0, 0);
    EXPECT_FALSE(group.flags().testFlag(Qt::ItemIsSelectable));
    EXPECT_TRUE(m_model.index(0, 0, group).flags().testFlag(Qt::ItemIsSelectable));
    EXPECT_EQ(group.data(SidebarModel::KeyRole).toString(), QString());
}

TEST_F(SidebarModelTest, ShowsACountAndKeepsItWhenEntriesAreSetAgain)
{
    QSignalSpy changes(&m_model, &QAbstractItemModel::dataChanged);
    EXPECT_EQ(m_model.indexOf(u"calls"_s).data(SidebarModel::CountRole).toInt(), -1);
    m_model.setCount(u"calls"_s, 42);
    m_model.setCount(u"calls"_s, 42);
    m_model.setCount(u"nothing"_s, 1);
    EXPECT_EQ(changes.size(), 1);
    m_model.setEntries({}, {{u"calls"_s, u"Calls"_s, u"call"_s, u"Traffic"_s}});
    EXPECT_EQ(m_model.indexOf(u"calls"_s).data(SidebarModel::CountRole).toInt(), 42);
}
