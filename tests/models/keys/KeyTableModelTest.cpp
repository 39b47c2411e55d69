// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyTableModel.h"

#include "tests/support/ModelFixture.h"
#include "tests/support/Print.h"

#include <QPersistentModelIndex>
#include <QSignalSpy>

using models::KeyTableModel;
using namespace Qt::StringLiterals;

namespace {

auth::KeyEntry entry(const QString &id, const QString &name)
{
    auth::KeyEntry made;
    made.id = id;
    made.name = name;
    made.bits = 2048;
    made.created = QDateTime(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);
    made.thumbprint = u"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"_s;
    return made;
}

api::Profile profile(const QString &name, const QString &keyId, const QString &callbackKeyId = {})
{
    api::Profile made;
    made.id = name;
    made.name = name;
    made.keyId = keyId;
    made.callbackKeyId = callbackKeyId;
    return made;
}

ModelHandle makeModel()
{
    auto model = std::make_shared<KeyTableModel>(nullptr, nullptr);
    auto entries = std::make_shared<QList<auth::KeyEntry>>();
    const auto show = [model, entries] { model->show(*entries, {}); };
    ModelHandle handle;
    handle.model = model;
    handle.fill = [=] {
        *entries = {entry(u"3"_s, u"c"_s), entry(u"5"_s, u"e"_s), entry(u"4"_s, u"d"_s)};
        show();
    };
    handle.clear = [=] {
        entries->clear();
        show();
    };
    handle.insertFirst = [=] {
        *entries << entry(u"1"_s, u"a"_s);
        show();
    };
    handle.insertLast = [=] {
        *entries << entry(u"9"_s, u"z"_s);
        show();
    };
    handle.removeFirst = [=] {
        entries->removeIf([](const auth::KeyEntry &each) { return each.id == "1"_L1; });
        show();
    };
    handle.removeLast = [=] {
        entries->removeIf([](const auth::KeyEntry &each) { return each.id == "9"_L1; });
        show();
    };
    return handle;
}

INSTANTIATE_TEST_SUITE_P(Keys, AnyModel, testing::Values(MakeModel(makeModel)));

class KeyTable : public testing::Test
{
protected:
    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return model.index(row, column).data(role).toString();
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names << cell(row, KeyTableModel::Name);
        return names;
    }
    KeyTableModel model{nullptr, nullptr};
    ModelWatch watch{&model};
};

TEST_F(KeyTable, IsSortedByNameAsAPersonSorts)
{
    model.show({entry(u"1"_s, u"key 10"_s), entry(u"2"_s, u"Key 9"_s), entry(u"3"_s, u"api"_s)},
               {});
    EXPECT_EQ(names(), QStringList({u"api"_s, u"Key 9"_s, u"key 10"_s}));
}

TEST_F(KeyTable, ShowsWhatIsKnownOfAPair)
{
    auto pair = entry(u"1"_s, u"Care homes"_s);
    pair.place = auth::KeyPlace::LinkedFile;
    pair.state = auth::KeyState::Next;
    model.show({pair}, {profile(u"Stockholm"_s, u"1"_s), profile(u"Umea"_s, u"2"_s, u"1"_s),
                        profile(u"Lund"_s, u"2"_s)});
    EXPECT_EQ(cell(0, KeyTableModel::State), u"next"_s);
    EXPECT_EQ(cell(0, KeyTableModel::Use), u"API"_s);
    EXPECT_EQ(cell(0, KeyTableModel::Profiles), u"Stockholm, Umea"_s);
    EXPECT_EQ(cell(0, KeyTableModel::Bits), u"2048"_s);
    EXPECT_EQ(cell(0, KeyTableModel::Place), u"linked file"_s);
}

TEST_F(KeyTable, APairThatNoProfileHasIsUnused)
{
    const auto pair = entry(u"1"_s, u"New"_s);
    ASSERT_EQ(pair.state, auth::KeyState::Active);
    model.show({pair}, {});
    EXPECT_EQ(cell(0, KeyTableModel::State), u"unused"_s);
    EXPECT_EQ(model.index(0, 0).data(KeyTableModel::StateRole).toInt(), int(auth::KeyState::Next));
    model.show({pair}, {profile(u"Lund"_s, u"1"_s)});
    EXPECT_EQ(cell(0, KeyTableModel::State), u"active"_s);
}

TEST_F(KeyTable, ShortensTheThumbprintAndHasItInFullToCopyToReadAndToHear)
{
    const auto pair = entry(u"1"_s, u"a"_s);
    model.show({pair}, {});
    EXPECT_EQ(cell(0, KeyTableModel::Thumbprint), u"NzbLsXh8\u2026"_s);
    EXPECT_EQ(cell(0, KeyTableModel::Thumbprint, KeyTableModel::RawRole), pair.thumbprint);
    EXPECT_EQ(cell(0, KeyTableModel::Thumbprint, Qt::AccessibleTextRole), pair.thumbprint);
    EXPECT_TRUE(cell(0, KeyTableModel::Thumbprint, Qt::ToolTipRole).contains(pair.thumbprint));
}

TEST_F(KeyTable, SaysAProblemWhereTheStateIs)
{
    auto pair = entry(u"1"_s, u"a"_s);
    pair.problem = u"No keychain <answers> now."_s;
    model.show({pair}, {});
    EXPECT_EQ(model.index(0, 0).data(KeyTableModel::ProblemRole).toString(), pair.problem);
    EXPECT_TRUE(cell(0, KeyTableModel::State, Qt::AccessibleTextRole).endsWith(pair.problem));
    EXPECT_TRUE(cell(0, KeyTableModel::State, Qt::ToolTipRole).contains("&lt;answers&gt;"_L1));
}

TEST_F(KeyTable, SaysNothingThatItDoesNotKnowOfAFileThatIsNotUnderstood)
{
    auth::KeyEntry odd;
    odd.id = u"odd"_s;
    odd.name = u"odd.pem"_s;
    odd.understood = false;
    odd.problem = u"It is damaged."_s;
    model.show({odd}, {});
    EXPECT_EQ(cell(0, KeyTableModel::Name), u"odd.pem"_s);
    EXPECT_EQ(cell(0, KeyTableModel::State), u"not understood"_s);
    for (const int column : {KeyTableModel::Use, KeyTableModel::Bits, KeyTableModel::Thumbprint,
                             KeyTableModel::Created, KeyTableModel::Place})
        EXPECT_EQ(cell(0, column), QString()) << column;
}

TEST_F(KeyTable, ARenamedPairMovesAndStaysTheSameRow)
{
    // Given a selected pair
    model.show({entry(u"1"_s, u"a"_s), entry(u"2"_s, u"b"_s), entry(u"3"_s, u"c"_s)}, {});
    const QPersistentModelIndex selected(model.index(0, 0));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    // When it is renamed, so that it sorts last
    model.show({entry(u"1"_s, u"z"_s), entry(u"2"_s, u"b"_s), entry(u"3"_s, u"c"_s)}, {});
    // Then the selection goes with it
    EXPECT_EQ(names(), QStringList({u"b"_s, u"c"_s, u"z"_s}));
    EXPECT_EQ(selected.row(), 2);
    EXPECT_EQ(resets.size() + removed.size(), 0);
}

TEST_F(KeyTable, TellsNothingWhenNothingHasChanged)
{
    const QList<auth::KeyEntry> entries{entry(u"1"_s, u"a"_s), entry(u"2"_s, u"b"_s)};
    model.show(entries, {});
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.show(entries, {});
    EXPECT_EQ(changes.size(), 0);
    model.show(entries, {profile(u"Lund"_s, u"2"_s)});
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0][0].toModelIndex().row(), 1);
}

} // namespace
