// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchEntriesModel.h"

#include "EditingSupport.h"
#include "models/SchemaTools.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>

#include <memory>

using editing::document;
using editing::pointer;
using json::PatchOp;
using models::PatchEffect;
using models::PatchEntriesModel;
using models::PatchEntry;
using namespace Qt::StringLiterals;

namespace {

class PatchEntriesModelTest : public testing::Test
{
protected:
    PatchEntriesModelTest()
    {
        draft.setBase(u"1"_s,
                      document(R"({"unitId":"1","volume":1,"mode":"day","password":"geheim",)"
                               R"("numbers":[1,2],"authorized":{"domain":"x.example"}})"),
                      editing::unitSchema());
    }

    int add(PatchOp kind, const QString &path, const QString &value = {}, const QString &from = {})
    {
        return model.insert(-1, {.kind = kind, .path = path, .from = from, .value = value});
    }
    QString text(int row, PatchEntriesModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }
    PatchEffect::State state(int row) const
    {
        return PatchEffect::State(model.index(row, 0).data(PatchEntriesModel::StateRole).toInt());
    }
    bool set(int row, PatchEntriesModel::Column column, const QString &value)
    {
        return model.setData(model.index(row, column), value);
    }

    models::ResourceDraft draft;
    PatchEntriesModel model{&draft};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(PatchEntriesModelTest, SaysWhatEachOperationDoes)
{
    add(PatchOp::Test, u"/volume"_s, u"1"_s);
    add(PatchOp::Replace, u"/volume"_s, u"2"_s);
    add(PatchOp::Remove, u"/mode"_s);
    add(PatchOp::Add, u"/description"_s, u"\"x\""_s);
    add(PatchOp::Copy, u"/numbers/0"_s, {}, u"/volume"_s);
    add(PatchOp::Replace, u"/description"_s, u"\"x\""_s);

    EXPECT_EQ(text(0, PatchEntriesModel::Effect), u"holds: 1"_s);
    EXPECT_EQ(text(1, PatchEntriesModel::Effect), u"1 → 2"_s);
    EXPECT_EQ(text(2, PatchEntriesModel::Effect), u"was \"day\""_s);
    EXPECT_EQ(text(3, PatchEntriesModel::Effect), u"new: \"x\""_s);
    EXPECT_EQ(text(4, PatchEntriesModel::Effect), u"new: 2"_s);
    EXPECT_EQ(state(5), PatchEffect::State::ChangesNothing);
}

TEST_F(PatchEntriesModelTest, AFaultIsShownAtItsRowAndWhatFollowsIsNotReached)
{
    add(PatchOp::Replace, u"/volume"_s, u"2"_s);
    add(PatchOp::Remove, u"/gone"_s);
    add(PatchOp::Remove, u"/mode"_s);
    EXPECT_EQ(state(0), PatchEffect::State::Changes);
    EXPECT_EQ(state(1), PatchEffect::State::Failed);
    EXPECT_TRUE(text(1, PatchEntriesModel::Effect).contains(u"gone"_s));
    EXPECT_EQ(state(2), PatchEffect::State::NotReached);

    set(1, PatchEntriesModel::Path, u"gone"_s); // no pointer at all
    EXPECT_EQ(state(0), PatchEffect::State::Changes);
    EXPECT_EQ(state(1), PatchEffect::State::Failed);

    ASSERT_TRUE(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_EQ(state(1), PatchEffect::State::Disabled);
    EXPECT_EQ(state(2), PatchEffect::State::Changes);
    EXPECT_FALSE(draft.fault());
}

TEST_F(PatchEntriesModelTest, CellsAreEditedInPlace)
{
    add(PatchOp::Add, u"/description"_s, u"1"_s);

    EXPECT_FALSE(model.flags(model.index(0, PatchEntriesModel::From)) & Qt::ItemIsEditable);
    EXPECT_TRUE(set(0, PatchEntriesModel::Kind, u"copy"_s));
    EXPECT_TRUE(set(0, PatchEntriesModel::From, u"/mode"_s));
    EXPECT_FALSE(model.flags(model.index(0, PatchEntriesModel::Value)) & Qt::ItemIsEditable);
    EXPECT_EQ(draft.patch().serialize(), R"([{"op":"copy","from":"/mode","path":"/description"}])");
}

TEST_F(PatchEntriesModelTest, ATextIsQuotedWhereTheSchemaWantsOne)
{
    add(PatchOp::Replace, u"/mode"_s, u"\"day\""_s);
    set(0, PatchEntriesModel::Value, u"night"_s);
    EXPECT_EQ(model.entry(0).value, u"\"night\""_s);
    set(0, PatchEntriesModel::Value, u"7"_s);
    EXPECT_EQ(model.entry(0).value, u"\"7\""_s);
    set(0, PatchEntriesModel::Value, u"null"_s);
    EXPECT_EQ(model.entry(0).value, u"null"_s);

    set(0, PatchEntriesModel::Path, u"/volume"_s);
    set(0, PatchEntriesModel::Value, u"loud"_s);
    EXPECT_EQ(model.entry(0).value, u"loud"_s) << "a number is wanted: the fault says so";
    EXPECT_TRUE(draft.fault());
    EXPECT_EQ(model.choices(0), QStringList());
    set(0, PatchEntriesModel::Path, u"/enabled"_s);
    EXPECT_EQ(model.choices(0), (QStringList{u"true"_s, u"false"_s}));
    set(0, PatchEntriesModel::Path, u"/authType"_s);
    EXPECT_EQ(model.choices(0), (QStringList{u"\"credentials\""_s, u"\"disabled\""_s}));
}

TEST_F(PatchEntriesModelTest, AValueBeginsWithWhatLiesThereOrWhatTheSchemaSays)
{
    add(PatchOp::Replace, u"/"_s);
    set(0, PatchEntriesModel::Path, u"/mode"_s);
    EXPECT_EQ(model.entry(0).value, u"\"day\""_s);
    add(PatchOp::Remove, u"/volume"_s);
    set(1, PatchEntriesModel::Kind, u"test"_s);
    EXPECT_EQ(model.entry(1).value, u"1"_s);
    for (const auto &[path, value] :
         {std::pair(u"/enabled"_s, u"false"_s), std::pair(u"/authorized/proxy"_s, u"{}"_s),
          std::pair(u"/password"_s, u"\"\""_s), std::pair(u"/unheardOf"_s, QString())}) {
        const int row = add(PatchOp::Add, u"/"_s);
        set(row, PatchEntriesModel::Path, path);
        EXPECT_EQ(model.entry(row).value, value) << path.toStdString();
        model.remove({row});
    }
}

TEST_F(PatchEntriesModelTest, RowsAreMovedByDroppingThemAndTheDocumentFollows)
{
    add(PatchOp::Replace, u"/volume"_s, u"2"_s);
    add(PatchOp::Replace, u"/volume"_s, u"3"_s);
    QSignalSpy moved(&model, &PatchEntriesModel::moved);

    const std::unique_ptr<QMimeData> data(model.mimeData({model.index(0, 1)}));
    EXPECT_FALSE(model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, {}))
        << "or the view takes the row away";
    ASSERT_EQ(moved.count(), 1);
    EXPECT_EQ(moved.first().first().toInt(), 1);
    EXPECT_EQ(draft.edited().root()["volume"].text(), "2");

    model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, model.index(0, 0));
    EXPECT_EQ(moved.count(), 1) << "dropped where it was";
    EXPECT_FALSE(model.move(0, 2));
    EXPECT_TRUE(model.move(1, 0));
    EXPECT_EQ(draft.edited().root()["volume"].text(), "3");
}

TEST_F(PatchEntriesModelTest, RowsAreAddedDuplicatedAndRemoved)
{
    add(PatchOp::Remove, u"/numbers/0"_s);
    EXPECT_EQ(model.duplicate(0), 1);
    EXPECT_EQ(draft.edited().root()["numbers"].size(), 0U);
    EXPECT_EQ(model.insert(0, {.kind = PatchOp::Remove, .path = u"/mode"_s}), 0);
    model.remove({2, 0});
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.entry(0).path, u"/numbers/0"_s);
    EXPECT_EQ(model.duplicate(7), -1);
}

TEST_F(PatchEntriesModelTest, TestsOfWhatIsSeenComeFirstAndOnce)
{
    ASSERT_TRUE(draft.setValue(pointer("/volume"), u"2"_s));
    ASSERT_TRUE(draft.setValue(pointer("/description"), u"\"new\""_s));

    EXPECT_EQ(model.addTests({}), 1) << "what is not there yet can't be tested";
    EXPECT_EQ(model.addTests({}), 0);
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.entry(0).kind, PatchOp::Test);
    EXPECT_EQ(model.entry(0).value, u"1"_s);
    EXPECT_TRUE(model.entry(1).derived);
}

TEST_F(PatchEntriesModelTest, StepsThroughTheDocument)
{
    add(PatchOp::Replace, u"/volume"_s, u"2"_s);
    add(PatchOp::Remove, u"/mode"_s);
    EXPECT_EQ(model.step(), 2);
    EXPECT_FALSE(model.documentText().contains(u"day"_s));
    model.setStep(1);
    EXPECT_TRUE(model.documentText().contains(u"day"_s));
    EXPECT_TRUE(model.documentText().contains(u"\"volume\": 2"_s));
    EXPECT_TRUE(model.index(0, 0).data(PatchEntriesModel::ReachedRole).toBool());
    EXPECT_FALSE(model.index(1, 0).data(PatchEntriesModel::ReachedRole).toBool());
    model.setStep(-3);
    EXPECT_EQ(model.step(), 0);
    EXPECT_TRUE(model.documentText().contains(u"\"volume\": 1"_s));
    model.setStep(9);
    EXPECT_EQ(model.step(), 2);
}

TEST_F(PatchEntriesModelTest, SecretsAreMaskedAndNotEditedUntilTheyAreShown)
{
    add(PatchOp::Replace, u"/password"_s, u"\"topsecret\""_s);
    add(PatchOp::Copy, u"/description"_s, {}, u"/password"_s);

    EXPECT_EQ(text(0, PatchEntriesModel::Value), models::mask());
    EXPECT_FALSE(model.flags(model.index(0, PatchEntriesModel::Value)) & Qt::ItemIsEditable);
    for (int row = 0; row < 2; ++row)
        EXPECT_FALSE(text(row, PatchEntriesModel::Effect).contains(u"secret"_s));
    model.setReveals(true);
    EXPECT_EQ(text(0, PatchEntriesModel::Value), u"\"topsecret\""_s);
    EXPECT_TRUE(text(0, PatchEntriesModel::Effect).contains(u"geheim"_s));
    EXPECT_TRUE(model.flags(model.index(0, PatchEntriesModel::Value)) & Qt::ItemIsEditable);
}

TEST_F(PatchEntriesModelTest, OffersPathsWithWhatLiesThere)
{
    add(PatchOp::Replace, u"/"_s, u"1"_s);
    const auto offered = [&](const QString &typed) {
        QStringList texts;
        for (const auto &item : model.pathChoices(0, PatchEntriesModel::Path, typed))
            texts.append(item.pointer + u" = "_s + item.note);
        return texts;
    };
    EXPECT_TRUE(offered(u"/"_s).contains(u"/volume = 1"_s));
    EXPECT_FALSE(offered(u"/"_s).join(u' ').contains(u"geheim"_s));
    EXPECT_EQ(offered(u"vo"_s), QStringList{u"/volume = 1"_s});
    EXPECT_EQ(offered(u"/numbers/"_s), (QStringList{u"/numbers/0 = 1"_s, u"/numbers/1 = 2"_s}));
    EXPECT_EQ(offered(u"/authorized/d"_s), QStringList{u"/authorized/domain = \"x.example\""_s});
    EXPECT_TRUE(offered(u"/nowhere/"_s).isEmpty());

    set(0, PatchEntriesModel::Kind, u"add"_s);
    EXPECT_TRUE(offered(u"/en"_s).contains(u"/enabled = not there"_s));
    EXPECT_TRUE(offered(u"/numbers/"_s).join(u' ').contains(u"/numbers/-"_s));
}

TEST_F(PatchEntriesModelTest, ManyOperationsAreLookedAtElsewhere)
{
    QList<PatchEntry> entries;
    for (int i = 0; i < 1000; ++i)
        entries.append(
            {.kind = PatchOp::Replace, .path = u"/volume"_s, .value = QString::number(i)});
    QSignalSpy told(&model, &PatchEntriesModel::effectsChanged);
    draft.setOperations(entries);
    ASSERT_TRUE(told.wait(20'000));

    EXPECT_EQ(text(999, PatchEntriesModel::Effect), u"998 → 999"_s);
}

TEST_F(PatchEntriesModelTest, ReadOnlyIsReadOnly)
{
    add(PatchOp::Replace, u"/volume"_s, u"2"_s);
    model.setReadOnly(true);
    EXPECT_FALSE(set(0, PatchEntriesModel::Value, u"3"_s));
    EXPECT_FALSE(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(model.flags(model.index(0, 1)) & Qt::ItemIsDragEnabled);
}

} // namespace
