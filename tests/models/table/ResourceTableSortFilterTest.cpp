// SPDX-License-Identifier: GPL-3.0-or-later
#include "TableSamples.h"
#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using models::ResourceTableModel;
using samples::parse;
using samples::shown;

namespace {

class ResourceTableSortFilterTest : public testing::Test
{
protected:
    ResourceTableSortFilterTest() { m_model.setResource(samples::deviceType()); }

    void set(std::string_view body) { m_model.setDocument(parse(body)); }
    /// Ids of what is left by a filter.
    QString left(const QString &text, const QHash<QString, QString> &values = {})
    {
        m_model.setFilter({text, values});
        return shown(m_model).join(u' ');
    }
    QString sorted(int column, Qt::SortOrder order)
    {
        m_model.sort(column, order);
        return shown(m_model).join(u' ');
    }

    ResourceTableModel m_model;
    ModelWatch m_watch{&m_model};
};

} // namespace

TEST_F(ResourceTableSortFilterTest, FindsAllWordsInAnyColumnWithoutCase)
{
    set(R"([{"deviceId":"a","description":"Flat 12, Kungsgatan","deviceType":"alarmUnit"},
            {"deviceId":"b","description":"Flat 12, Storgatan","deviceType":"phone"},
            {"deviceId":"c","description":"Office","deviceType":"phone","lines":12}])");
    EXPECT_EQ(left(u"12"_s), u"a b c"_s);
    EXPECT_EQ(left(u"FLAT phone"_s), u"b"_s);
    EXPECT_EQ(left(u"  kungs   ALARM "_s), u"a"_s);
    EXPECT_EQ(left(u"flatphone"_s), u""_s);
    EXPECT_EQ(left(u"unitflat"_s), u""_s); // never across two cells
    EXPECT_EQ(left(u""_s), u"a b c"_s);
}

TEST_F(ResourceTableSortFilterTest, IgnoresAccentsInBothTheTextAndTheWord)
{
    set(R"([{"deviceId":"1","description":"Åsa Ängström"},{"deviceId":"2","description":"Café É"},
            {"deviceId":"3","description":"asa"},{"deviceId":"4","description":"Ольга"}])");
    EXPECT_EQ(left(u"åsa"_s), u"1 3"_s);
    EXPECT_EQ(left(u"angstrom"_s), u"1"_s);
    EXPECT_EQ(left(u"CAFE"_s), u"2"_s);
    EXPECT_EQ(left(u"cafe\u0301"_s), u"2"_s);
    EXPECT_EQ(left(u"ОЛЬГА"_s), u"4"_s);
}

TEST_F(ResourceTableSortFilterTest, FindsTelephoneNumbersAsPeopleTypeThem)
{
    set(R"([{"deviceId":"+46701740605"},{"deviceId":"+46812345"},{"deviceId":"070-174"}])");
    EXPECT_EQ(left(u"0701740"_s), u"+46701740605"_s);
    EXPECT_EQ(left(u"+46 70 174"_s), u"+46701740605"_s);
    EXPECT_EQ(left(u"08-123"_s), u"+46812345"_s);
    EXPECT_EQ(left(u"0701"_s), u"+46701740605 070-174"_s);
    EXPECT_EQ(left(u"07"_s), u"070-174"_s);
    EXPECT_EQ(left(u"070"_s), u"+46701740605 070-174"_s); // longer text, more matches
}

TEST_F(ResourceTableSortFilterTest, FindsTimesAndAnswersAsTheyAreShown)
{
    set(R"([{"deviceId":"a","seenAt":"2026-11-22T13:03:05Z","description":true},
            {"deviceId":"b","seenAt":null,"description":["red","green"]}])");
    const QString local = m_model.index(0, samples::SeenAt).data().toString();
    EXPECT_EQ(left(local), u"a"_s);
    EXPECT_EQ(left(u"13:03:05z"_s), u"a"_s);
    EXPECT_EQ(left(u"YES"_s), u"a"_s);
    EXPECT_EQ(left(u"green"_s), u"b"_s);
    EXPECT_EQ(left(u"null"_s), u""_s);
}

TEST_F(ResourceTableSortFilterTest, TakesExactValuesOfProperties)
{
    set(R"([{"deviceId":"a","deviceType":"phone","lines":1},{"deviceId":"b","deviceType":"phones"},
            {"deviceId":"c","deviceType":"phone","lines":10},{"deviceId":"d","x":{"y":true}}])");
    EXPECT_EQ(left({}, {{u"deviceType"_s, u"phone"_s}}), u"a c"_s);
    EXPECT_EQ(left(u"10"_s, {{u"deviceType"_s, u"phone"_s}}), u"c"_s);
    EXPECT_EQ(left({}, {{u"deviceType"_s, u"phone"_s}, {u"lines"_s, u"1"_s}}), u"a"_s);
    EXPECT_EQ(left({}, {{u"x.y"_s, u"true"_s}}), u"d"_s);
    EXPECT_EQ(left({}, {{u"deviceType"_s, u""_s}}), u""_s);
}

TEST_F(ResourceTableSortFilterTest, NewRowsMustPassTheFilterToo)
{
    set(R"([{"deviceId":"a1"},{"deviceId":"b"}])");
    EXPECT_EQ(left(u"a"_s), u"a1"_s);
    m_model.upsert(u"a2"_s, parse(R"({"deviceId":"a2"})"));
    m_model.upsert(u"c"_s, parse(R"({"deviceId":"c"})"));
    m_model.upsert(u"a1"_s, parse(R"({"deviceId":"a1","description":"changed"})"));
    EXPECT_EQ(shown(m_model).join(u' '), u"a1 a2"_s);
    EXPECT_EQ(m_model.totalCount(), 4);
    set(R"([{"deviceId":"a3"},{"deviceId":"b"},{"deviceId":"a2"}])");
    EXPECT_EQ(shown(m_model).join(u' '), u"a3 a2"_s);
}

TEST_F(ResourceTableSortFilterTest, SortsTextAsPeopleDo)
{
    set(R"([{"deviceId":"1","description":"Flat 12"},{"deviceId":"2","description":"flat 2"},
            {"deviceId":"3","description":"Élan"},{"deviceId":"4","description":"echo"},
            {"deviceId":"5","description":"Zoo"}])");
    EXPECT_EQ(sorted(samples::Description, Qt::AscendingOrder), u"4 3 2 1 5"_s);
    EXPECT_EQ(sorted(samples::Description, Qt::DescendingOrder), u"5 1 2 3 4"_s);
    EXPECT_EQ(sorted(-1, Qt::AscendingOrder), u"1 2 3 4 5"_s);
}

TEST_F(ResourceTableSortFilterTest, SortsNumbersByValueAndNothingLastBothWays)
{
    set(R"([{"deviceId":"1","lines":10},{"deviceId":"2"},{"deviceId":"3","lines":-2.5},
            {"deviceId":"4","lines":9},{"deviceId":"5","lines":null},{"deviceId":"6","lines":9e0},
            {"deviceId":"7","lines":9007199254740993},{"deviceId":"8","lines":9007199254740992}])");
    EXPECT_EQ(sorted(samples::Lines, Qt::AscendingOrder), u"3 4 6 1 8 7 2 5"_s);
    EXPECT_EQ(sorted(samples::Lines, Qt::DescendingOrder), u"7 8 1 4 6 3 2 5"_s);
}

TEST_F(ResourceTableSortFilterTest, SortsTimesByTime)
{
    set(R"([{"deviceId":"1","seenAt":"2026-11-22T13:00:00+02:00"},
            {"deviceId":"2","seenAt":"2026-11-22T12:00:00Z"},
            {"deviceId":"3","seenAt":1795340000},{"deviceId":"4","seenAt":"never"}])");
    EXPECT_EQ(sorted(samples::SeenAt, Qt::AscendingOrder), u"3 1 2 4"_s);
}

TEST_F(ResourceTableSortFilterTest, SortsBySeveralColumns)
{
    set(R"([{"deviceId":"1","deviceType":"b","lines":1},{"deviceId":"2","deviceType":"a","lines":1},
            {"deviceId":"3","deviceType":"b","lines":2},{"deviceId":"4","deviceType":"a","lines":2},
            {"deviceId":"5","deviceType":"a","lines":1}])");
    m_model.setSortKeys(
        {{samples::DeviceType, Qt::AscendingOrder}, {samples::Lines, Qt::DescendingOrder}});
    EXPECT_EQ(shown(m_model).join(u' '), u"4 2 5 3 1"_s);
    m_model.setSortKeys({{99, Qt::AscendingOrder}, {-1, Qt::AscendingOrder}});
    EXPECT_EQ(shown(m_model).join(u' '), u"1 2 3 4 5"_s);
}

TEST_F(ResourceTableSortFilterTest, SortsTextsThatDifferOnlyFarIn)
{
    const std::string common(300, 'x');
    std::string body = "[";
    for (const char *end : {"c", "a", "", "b", "a"})
        body += R"({"description":")" + common + end + R"(","deviceId":"id)" +
                std::to_string(body.size()) + "\"},";
    body.back() = ']';
    set(body);
    m_model.sort(samples::Description, Qt::DescendingOrder);
    QString ends;
    for (const QString &text : shown(m_model, samples::Description))
        ends += text.sliced(300) + u'.';
    EXPECT_EQ(ends, u"c.b.a.a.."_s);
}

TEST_F(ResourceTableSortFilterTest, SelectionFollowsItsRowsThroughSortAndFilter)
{
    set(R"([{"deviceId":"a","lines":3},{"deviceId":"ab","lines":2},{"deviceId":"abc","lines":1}])");
    const QPersistentModelIndex ab = m_model.index(1, samples::Lines);
    m_model.sort(samples::Lines, Qt::AscendingOrder);
    m_model.setFilter({u"ab"_s, {}});
    EXPECT_EQ(ab.row(), 1);
    EXPECT_EQ(ab.column(), int(samples::Lines));
    EXPECT_EQ(ab.data(ResourceTableModel::IdRole).toString(), u"ab"_s);
    m_model.setFilter({u"abc"_s, {}});
    EXPECT_FALSE(ab.isValid());
}
