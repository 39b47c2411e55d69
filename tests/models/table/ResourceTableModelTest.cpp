// SPDX-License-Identifier: GPL-3.0-or-later
#include "TableSamples.h"
#include "models/CellText.h"
#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QSignalSpy>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using models::ResourceTableModel;
using samples::parse;
using samples::shown;

namespace {

class ResourceTableModelTest : public testing::Test
{
protected:
    ResourceTableModelTest() { m_model.setResource(samples::deviceType()); }

    void set(std::string_view body) { m_model.setDocument(parse(body)); }
    QVariant cell(int row, int column, int role = Qt::DisplayRole)
    {
        return m_model.index(row, column).data(role);
    }

    ResourceTableModel m_model;
    ModelWatch m_watch{&m_model};
};

} // namespace

TEST_F(ResourceTableModelTest, ShowsTheRowsOfAReplyInItsOrder)
{
    set(R"({"success":true,"devices":[{"deviceId":"b","lines":2},{"deviceId":"a","lines":1}]})");

    EXPECT_EQ(shown(m_model), QStringList({u"b"_s, u"a"_s}));
    EXPECT_EQ(m_model.totalCount(), 2);
    EXPECT_EQ(m_model.rowOfId(u"a"_s), 1);
    EXPECT_EQ(m_model.rowOfId(u"c"_s), -1);
    EXPECT_EQ(m_model.idAt(0), u"b"_s);
    EXPECT_EQ(m_model.idAt(7), QString());
    EXPECT_EQ(m_model.headerData(samples::Id, Qt::Horizontal).toString(), u"Device ID"_s);
    EXPECT_EQ(m_model.documentAt(1).serialize(), R"({"deviceId":"a","lines":1})");
    EXPECT_EQ(m_model.documentOf(u"b"_s).serialize(), R"({"deviceId":"b","lines":2})");
    EXPECT_FALSE(m_model.documentOf(u"x"_s));
}

TEST_F(ResourceTableModelTest, TellsNullMissingAndEmptyApart)
{
    set(R"([{"deviceId":"a","description":null},{"deviceId":"b"},{"deviceId":"c","description":""}])");
    QSet<QString> looks;
    QSet<int> kinds;
    for (int row = 0; row < 3; ++row) {
        looks += cell(row, samples::Description).toString();
        kinds += cell(row, samples::Description, ResourceTableModel::EmptinessRole).toInt();
    }
    EXPECT_EQ(looks.size(), 3);
    EXPECT_EQ(kinds.size(), 3);
}

TEST_F(ResourceTableModelTest, ShowsANameThatLooksLikeMarkupLiterally)
{
    const QString name = u"<img src=x><b>"_s;
    set(R"([{"deviceId":"<img src=x><b>","description":"a & <i>b</i>"}])");

    EXPECT_EQ(cell(0, samples::Id).toString(), name);
    EXPECT_EQ(cell(0, samples::Id, ResourceTableModel::RawRole).toString(), name);
    EXPECT_EQ(cell(0, samples::Id, Qt::AccessibleTextRole).toString(), name);
    // What a tool tip makes of it, which takes it for rich text.
    QTextDocument tip;
    const QString text = cell(0, samples::Id, Qt::ToolTipRole).toString();
    ASSERT_TRUE(Qt::mightBeRichText(text));
    tip.setHtml(text);
    EXPECT_EQ(tip.toPlainText(), name);
}

TEST_F(ResourceTableModelTest, MasksSecretsAndNeverSearchesOrCopiesThem)
{
    set(R"([{"deviceId":"a","password":"hunter2"},{"deviceId":"b","password":"aaa"}])");

    EXPECT_EQ(cell(0, samples::Password).toString(), QString(6, QChar(0x2022)));
    EXPECT_EQ(cell(0, samples::Password, ResourceTableModel::RawRole).toString(), QString());
    EXPECT_FALSE(cell(0, samples::Password, Qt::ToolTipRole).isValid());
    m_model.sort(samples::Password, Qt::AscendingOrder);
    EXPECT_EQ(shown(m_model), QStringList({u"a"_s, u"b"_s}));
    EXPECT_TRUE(m_model.distinctValues(u"password"_s).isEmpty());
    for (const auto format :
         {models::CopyFormat::Cell, models::CopyFormat::Row, models::CopyFormat::Csv,
          models::CopyFormat::Json, models::CopyFormat::Markdown}) {
        const QString text = m_model.copyText({0, 1}, {samples::Id, samples::Password}, format);
        EXPECT_FALSE(text.contains(u"hunter2"_s)) << text.toStdString();
    }
    m_model.setFilter({u"hunter2"_s, {}});
    EXPECT_EQ(m_model.rowCount(), 0);
}

TEST_F(ResourceTableModelTest, AppendsColumnsForMembersThatNoSchemaKnows)
{
    const int described = m_model.columnCount();
    set(R"([{"deviceId":"a","colour":"red"},{"deviceId":"b","a.b":1,"authorized":{"domain":"x"}}])");

    ASSERT_EQ(m_model.columnCount(), described + 2);
    EXPECT_FALSE(m_model.isExtraColumn(samples::Domain));
    EXPECT_TRUE(m_model.isExtraColumn(described));
    EXPECT_FALSE(m_model.columns()[described].visible);
    EXPECT_EQ(m_model.columns()[described].property, u"colour"_s);
    EXPECT_EQ(cell(0, described).toString(), u"red"_s);
    EXPECT_EQ(cell(1, described + 1).toString(), u"1"_s);
    EXPECT_EQ(cell(1, samples::Domain).toString(), u"x"_s);
}

TEST_F(ResourceTableModelTest, DoesNotMakeAColumnOfEachMemberOfAHostileReply)
{
    std::string body = "[{\"deviceId\":\"a\"";
    for (int i = 0; i < 5000; ++i)
        body += ",\"m" + std::to_string(i) + "\":1";
    set(body + "}]");
    EXPECT_LT(m_model.columnCount(), 100);
}

TEST_F(ResourceTableModelTest, RefreshKeepsWhatIsSelectedAndResetsNothing)
{
    set(R"([{"deviceId":"a"},{"deviceId":"b","lines":1},{"deviceId":"c"},{"deviceId":"d"}])");
    const QPersistentModelIndex b = m_model.index(1, samples::Lines);
    const QPersistentModelIndex c = m_model.index(2, 0);
    QSignalSpy resets(&m_model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&m_model, &QAbstractItemModel::dataChanged);

    set(R"([{"deviceId":"x"},{"deviceId":"d"},{"deviceId":"b","lines":2},{"deviceId":"a"}])");

    EXPECT_EQ(shown(m_model), QStringList({u"x"_s, u"d"_s, u"b"_s, u"a"_s}));
    EXPECT_EQ(b.row(), 2);
    EXPECT_EQ(b.data().toString(), u"2"_s);
    EXPECT_FALSE(c.isValid());
    EXPECT_EQ(resets.size(), 0);
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0][0].toModelIndex().row(), 2);
    EXPECT_EQ(changes[0][1].toModelIndex().row(), 2);
}

TEST_F(ResourceTableModelTest, TheSameReplyAgainChangesNothing)
{
    constexpr auto body = R"([{"deviceId":"a","x":[1,{"y":2}]},{"deviceId":"b"},{"lines":3}])";
    set(body);
    QSignalSpy changes(&m_model, &QAbstractItemModel::dataChanged);
    QSignalSpy layouts(&m_model, &QAbstractItemModel::layoutChanged);
    QSignalSpy removals(&m_model, &QAbstractItemModel::rowsRemoved);
    set(body);
    EXPECT_EQ(changes.size() + layouts.size() + removals.size(), 0);
}

TEST_F(ResourceTableModelTest, LivesWithRowsThatNoIdTellsApart)
{
    constexpr auto body =
        R"([{"deviceId":"a","lines":1},{"lines":2},{"deviceId":"a","lines":3},{"deviceId":null},4,"t"])";
    set(body);
    EXPECT_EQ(m_model.rowCount(), 6);
    EXPECT_EQ(m_model.rowOfId(u"a"_s), 0);
    const QPersistentModelIndex second = m_model.index(2, samples::Lines);

    set(body);

    EXPECT_EQ(second.data().toString(), u"3"_s);
    m_model.removeIds({u"a"_s});
    EXPECT_EQ(m_model.rowCount(), 4);
    EXPECT_FALSE(second.isValid());
}

TEST_F(ResourceTableModelTest, UpsertReplacesAddsAndMovesSingleRows)
{
    set(R"([{"deviceId":"a","lines":1},{"deviceId":"b","lines":2},{"deviceId":"c","lines":3}])");
    m_model.sort(samples::Lines, Qt::AscendingOrder);
    const QPersistentModelIndex a = m_model.index(0, 0);

    m_model.upsert(u"a"_s, parse(R"({"deviceId":"a","lines":9})"));
    m_model.upsert(u"n"_s, parse(R"({"deviceId":"n","lines":0})"));
    m_model.upsert(u"m"_s, parse(R"({"lines":2.5})")); // a reply that does not name the id

    EXPECT_EQ(shown(m_model), QStringList({u"n"_s, u"b"_s, u"m"_s, u"c"_s, u"a"_s}));
    EXPECT_EQ(a.row(), 4);
    EXPECT_EQ(m_model.totalCount(), 5);
    EXPECT_EQ(m_model.rowOfId(u"m"_s), 2);
    m_model.setFilter({u"c"_s, {}});
    m_model.upsert(u"c"_s, parse(R"({"deviceId":"z"})")); // renamed, and no longer a match
    EXPECT_EQ(m_model.rowCount(), 0);
    EXPECT_FALSE(m_model.documentOf(u"c"_s));
    EXPECT_TRUE(m_model.documentOf(u"z"_s));
}

TEST_F(ResourceTableModelTest, MarksRowsWithStagedChanges)
{
    set(R"([{"deviceId":"a"},{"deviceId":"b"},{"deviceId":"c"}])");
    QSignalSpy changes(&m_model, &QAbstractItemModel::dataChanged);
    m_model.setStagedIds({u"b"_s, u"elsewhere"_s});
    EXPECT_TRUE(cell(1, 0, ResourceTableModel::StagedRole).toBool());
    EXPECT_FALSE(cell(0, 0, ResourceTableModel::StagedRole).toBool());
    EXPECT_EQ(changes.size(), 1);
    m_model.setStagedIds({});
    EXPECT_FALSE(cell(1, 0, ResourceTableModel::StagedRole).toBool());
    EXPECT_EQ(changes.size(), 2);
}

TEST_F(ResourceTableModelTest, OffersTheMostFrequentValuesFirst)
{
    set(R"([{"deviceType":"phone"},{"deviceType":"alarm"},{"deviceType":"phone"},{"deviceType":true},
            {"lines":1},{"deviceType":null},{"deviceType":"phone"},{"deviceType":"alarm"}])");
    const QStringList values = m_model.distinctValues(u"deviceType"_s);
    EXPECT_EQ(values, QStringList({u"phone"_s, u"alarm"_s, u"null"_s, u"true"_s}));
    EXPECT_EQ(m_model.distinctValues(u"deviceType"_s, 1), QStringList({u"phone"_s}));
    set("[]");
    EXPECT_TRUE(m_model.distinctValues(u"deviceType"_s).isEmpty());
}

TEST_F(ResourceTableModelTest, AnnouncesItsCountsOnlyWhenTheyChange)
{
    QSignalSpy counts(&m_model, &ResourceTableModel::countsChanged);
    set(R"([{"deviceId":"a"},{"deviceId":"b"}])");
    EXPECT_EQ(counts.size(), 1);
    m_model.sort(0, Qt::DescendingOrder);
    EXPECT_EQ(counts.size(), 1);
    m_model.setFilter({u"a"_s, {}});
    EXPECT_EQ(counts.size(), 2);
    m_model.clear();
    EXPECT_EQ(counts.size(), 3);
    EXPECT_EQ(m_model.totalCount(), 0);
}

TEST_F(ResourceTableModelTest, EmptiesForAnotherResource)
{
    set(R"([{"deviceId":"a","extra":1}])");
    m_model.setResource(samples::deviceType());
    EXPECT_EQ(m_model.rowCount(), 0);
    EXPECT_EQ(m_model.columnCount(), 7);
}

TEST(ResourceTableModelLarge, KeepsItsPromisesWithManyRows)
{
    constexpr int count = 100'000;
    const auto body = [](int first, const char *type) {
        std::string text = "[";
        for (int i = 0; i < count; ++i)
            text += (i > 0 ? ",{\"deviceId\":\"" : "{\"deviceId\":\"") + std::to_string(first + i) +
                    "\",\"deviceType\":\"" + type + "\"}";
        return parse(text + "]");
    };
    ResourceTableModel model; // no tester: it reads every row on each signal
    model.setResource(samples::deviceType());
    model.setDocument(body(0, "phone"));
    const QPersistentModelIndex kept = model.index(77'777, 0);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

    model.sort(samples::Id, Qt::DescendingOrder);
    EXPECT_EQ(kept.row(), count - 1 - 77'777);
    EXPECT_EQ(model.idAt(0), u"99999"_s);
    model.setFilter({u"7777"_s, {}});
    EXPECT_EQ(kept.data(ResourceTableModel::IdRole).toString(), u"77777"_s);
    EXPECT_EQ(model.rowCount(), 19); // x7777 and 7777x, 77777 once
    model.setFilter({});
    model.setDocument(body(50'000, "alarm")); // half of them gone, all others changed

    EXPECT_EQ(model.rowCount(), count);
    EXPECT_EQ(kept.data(ResourceTableModel::IdRole).toString(), u"77777"_s);
    EXPECT_EQ(model.index(kept.row(), samples::DeviceType).data().toString(), u"alarm"_s);
    EXPECT_EQ(changes.size(), 1);
}
