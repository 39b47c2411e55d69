// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchModel.h"

#include "EditingSupport.h"

#include <QAbstractItemModelTester>

using editing::document;
using editing::pointer;
using models::PatchModel;
using namespace Qt::StringLiterals;

namespace {

class PatchModelTest : public testing::Test
{
protected:
    void open(std::string_view text)
    {
        draft.setBase(u"1"_s, document(text), editing::unitSchema());
    }
    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return model.index(row, column).data(role).toString();
    }
    QStringList row(int number) const
    {
        QStringList cells;
        for (int column = 0; column < PatchModel::ColumnCount; ++column)
            cells.append(cell(number, column));
        return cells;
    }

    models::ResourceDraft draft;
    PatchModel model{&draft};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(PatchModelTest, ShowsEachOperationWithBeforeAndAfter)
{
    open(R"({"unitId":"1","volume":1,"mode":"day"})");

    ASSERT_TRUE(draft.setText(u"{\"unitId\":\"1\",\"volume\":2,\"enabled\":true}"_s));

    ASSERT_EQ(model.rowCount(), 3);
    QList<QStringList> rows{row(0), row(1), row(2)};
    std::ranges::sort(rows);
    EXPECT_EQ(rows, (QList<QStringList>{{u"add"_s, u"/enabled"_s, QString(), u"true"_s},
                                        {u"remove"_s, u"/mode"_s, u"\"day\""_s, QString()},
                                        {u"replace"_s, u"/volume"_s, u"1"_s, u"2"_s}}));
}

TEST_F(PatchModelTest, IsEmptyAgainAfterADiscardAndWithoutADraft)
{
    open(R"({"a":1})");
    ASSERT_TRUE(draft.setValue(pointer("/a"), u"2"_s));
    ASSERT_EQ(model.rowCount(), 1);

    draft.discard();
    EXPECT_EQ(model.rowCount(), 0);
    draft.clear();
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(model.columnCount(), 4);
}

TEST_F(PatchModelTest, GrowsAndShrinksWithTheEdits)
{
    open("{}");
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(draft.setValue(pointer("/m" + std::to_string(i)), u"1"_s));
    EXPECT_EQ(model.rowCount(), 20);
    for (int i = 0; i < 20; i += 2)
        ASSERT_TRUE(draft.removeValue(pointer("/m" + std::to_string(i))));
    EXPECT_EQ(model.rowCount(), 10);
}

TEST_F(PatchModelTest, BeforeFollowsWhatEarlierOperationsMoved)
{
    open(R"({"numbers":["a","b","c"]})");

    ASSERT_TRUE(draft.setValue(pointer("/numbers"), u"[\"b\",\"c\"]"_s));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(row(0), (QStringList{u"remove"_s, u"/numbers/0"_s, u"\"a\""_s, QString()}));

    ASSERT_TRUE(draft.setValue(pointer("/numbers"), u"[\"x\",\"a\",\"b\",\"c\"]"_s));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(row(0), (QStringList{u"add"_s, u"/numbers/0"_s, QString(), u"\"x\""_s}));
}

TEST_F(PatchModelTest, LongValuesAreCutAndWholeInTheToolTip)
{
    open("{}");
    const QString longText(1000, u'x');

    ASSERT_TRUE(draft.setValue(pointer("/description"), u"\"%1\""_s.arg(longText)));

    EXPECT_EQ(cell(0, PatchModel::After).size(), 200);
    EXPECT_TRUE(cell(0, PatchModel::After).endsWith(u'…'));
    EXPECT_TRUE(cell(0, PatchModel::After, Qt::ToolTipRole).contains(longText));
}

TEST_F(PatchModelTest, ToolTipsNeverRenderTheServersText)
{
    open(R"({"deviceCLI":"<img src=x><b>"})");

    ASSERT_TRUE(draft.setValue(pointer("/deviceCLI"), u"\"<script>\""_s));

    EXPECT_EQ(cell(0, PatchModel::Before), u"\"<img src=x><b>\""_s);
    const QString tip = cell(0, PatchModel::Before, Qt::ToolTipRole);
    EXPECT_FALSE(tip.contains(u"<img"_s));
    EXPECT_TRUE(tip.contains(u"&lt;img"_s));
    EXPECT_FALSE(cell(0, PatchModel::After, Qt::ToolTipRole).contains(u"<script"_s));
}

TEST_F(PatchModelTest, SecretsAreMaskedHereAndExactInTheText)
{
    open(R"({"password":"hunter1","unknownSecret":"hunter3"})");

    ASSERT_TRUE(draft.setValue(pointer("/password"), u"\"hunter2\""_s));
    ASSERT_TRUE(draft.setValue(pointer("/unknownSecret"), u"\"hunter4\""_s));
    ASSERT_TRUE(draft.setValue(pointer("/credentials"), u"{\"sipPassword\":\"hunter5\"}"_s));

    QString all;
    for (int r = 0; r < model.rowCount(); ++r) {
        for (int c = 0; c < PatchModel::ColumnCount; ++c)
            all += cell(r, c) + cell(r, c, Qt::ToolTipRole) + cell(r, c, Qt::AccessibleTextRole);
    }
    EXPECT_FALSE(all.contains(u"hunter"_s)) << all.toStdString();
    EXPECT_TRUE(model.text().contains(u"hunter2"_s));
}

TEST_F(PatchModelTest, TextIsThePrettyPatch)
{
    open(R"({"a":1})");
    ASSERT_TRUE(draft.setValue(pointer("/a"), u"2"_s));

    EXPECT_TRUE(json::Patch::parse(model.text().toStdString()));
    EXPECT_TRUE(model.text().contains(u'\n'));
    EXPECT_EQ(model.headerData(PatchModel::Path, Qt::Horizontal).toString(), u"Path"_s);
}

TEST_F(PatchModelTest, TheMaskedTextHidesSecretsAndNothingElse)
{
    open(R"({"unitId":"1"})");
    EXPECT_EQ(model.text(), model.maskedText());
    ASSERT_TRUE(draft.setValue(pointer("/deviceCLI"), u"\"+46\""_s));
    EXPECT_EQ(model.text(), model.maskedText());

    ASSERT_TRUE(draft.setValue(pointer("/password"), u"\"s3cret\""_s));

    EXPECT_TRUE(model.text().contains(u"s3cret"_s));
    EXPECT_FALSE(model.maskedText().contains(u"s3cret"_s));
    EXPECT_TRUE(model.maskedText().contains(u"+46"_s));
    for (int i = 0; i < model.rowCount(); ++i)
        EXPECT_FALSE(model.fullText(i, PatchModel::After).contains(u"s3cret"_s));
}

TEST_F(PatchModelTest, FullTextIsNotCut)
{
    open("{}");
    const QString value = QString(5000, u'x');
    ASSERT_TRUE(draft.setValue(pointer("/note"), u'"' + value + u'"'));

    EXPECT_LT(cell(0, PatchModel::After).size(), 300);
    EXPECT_TRUE(model.fullText(0, PatchModel::After).contains(value));
    EXPECT_TRUE(model.fullText(0, PatchModel::Before).isEmpty());
    EXPECT_TRUE(model.fullText(7, PatchModel::After).isEmpty());
}

} // namespace
