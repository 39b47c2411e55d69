// SPDX-License-Identifier: GPL-3.0-or-later
// What a patch would do to each of many rows.
#include "BulkShop.h"
#include "models/BulkPreviewModel.h"
#include "tests/support/Print.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using bulkShop::patch;
using bulkShop::rows;
using models::BulkOutcome;
using models::BulkPreview;
using models::BulkPreviewModel;
using models::RowPatcher;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

constexpr int patience = 60'000;

class BulkPreviewTest : public testing::Test
{
protected:
    void look(const std::string &array, const QString &text)
    {
        QSignalSpy finished(&preview, &BulkPreview::finished);
        preview.start(rows(array), RowPatcher(patch(text), bulkShop::thing()));
        ASSERT_TRUE(finished.wait(patience));
    }
    QList<BulkOutcome> outcomes() const
    {
        QList<BulkOutcome> list;
        for (int i = 0; i < preview.size(); ++i)
            list << preview.row(i).outcome;
        return list;
    }
    QString cell(const BulkPreviewModel &model, int row, int column) const
    {
        return model.index(row, column).data().toString();
    }

    BulkPreview preview;
};

TEST_F(BulkPreviewTest, EachRowHasItsOutcome)
{
    look(R"([{"thingId":"a","note":"x"},{"thingId":"b","note":"new"},{"thingId":"c"},
             {"thingId":"d","note":"y"}])",
         uR"([{"op":"replace","path":"/note","value":"new"}])"_s);
    EXPECT_THAT(outcomes(), ElementsAre(BulkOutcome::Changes, BulkOutcome::Same,
                                        BulkOutcome::DoesNotApply, BulkOutcome::Changes));
    EXPECT_EQ(preview.count(BulkOutcome::Changes), 2);
    EXPECT_EQ(preview.idOf(2), u"c");
}

TEST_F(BulkPreviewTest, WhatFailsAlikeIsOneReason)
{
    look(R"([{"thingId":"a","size":1},{"thingId":"b","size":2},{"thingId":"c","size":5},
             {"thingId":"d"}])",
         uR"([{"op":"test","path":"/size","value":5},{"op":"add","path":"/note","value":"n"}])"_s);
    ASSERT_EQ(preview.reasons().size(), 2);
    EXPECT_EQ(preview.reasons().at(0).rows, 2);
    EXPECT_THAT(preview.reasons().at(0).sentence.toStdString(), HasSubstr("/size"));
    EXPECT_EQ(preview.reasons().at(1).rows, 1);
    EXPECT_EQ(preview.row(0).reason, 0);
    EXPECT_EQ(preview.row(3).reason, 1);
    EXPECT_EQ(preview.row(2).reason, -1);
}

TEST_F(BulkPreviewTest, PlaceholdersTakeEachRowsOwn)
{
    look(R"([{"thingId":"a","note":"x"},{"thingId":"b"}])",
         uR"([{"op":"add","path":"/note","value":"${thingId}!"}])"_s);
    const BulkPreviewModel model(&preview, bulkShop::thing().schema);
    EXPECT_THAT(cell(model, 0, BulkPreviewModel::Effect).toStdString(), HasSubstr(R"("a!")"));
    EXPECT_THAT(cell(model, 1, BulkPreviewModel::Effect).toStdString(), HasSubstr(R"("b!")"));
}

TEST_F(BulkPreviewTest, WhatThePatchBreaksCountsAndWhatWasBrokenDoesNot)
{
    look(R"([{"thingId":"a","size":1},{"thingId":"b","size":-7,"note":"x"}])",
         uR"([{"op":"add","path":"/note","value":"much longer than ten"}])"_s);
    EXPECT_THAT(outcomes(), ElementsAre(BulkOutcome::DoesNotFit, BulkOutcome::DoesNotFit));
    EXPECT_THAT(preview.reasons().first().sentence.toStdString(), HasSubstr("/note"));

    look(R"([{"thingId":"b","size":-7,"note":"x"}])",
         uR"([{"op":"add","path":"/note","value":"short"}])"_s);
    EXPECT_THAT(outcomes(), ElementsAre(BulkOutcome::Changes));
}

TEST_F(BulkPreviewTest, AnIdIsNotChanged)
{
    look(R"([{"thingId":"a"}])", uR"([{"op":"replace","path":"/thingId","value":"b"}])"_s);
    EXPECT_THAT(outcomes(), ElementsAre(BulkOutcome::DoesNotFit));
}

TEST_F(BulkPreviewTest, SecretsAreMasked)
{
    look(R"([{"thingId":"a","password":"old-secret"}])",
         uR"([{"op":"replace","path":"/password","value":"new-secret"}])"_s);
    const BulkPreviewModel model(&preview, bulkShop::thing().schema);
    const QString text = cell(model, 0, BulkPreviewModel::Effect);
    EXPECT_THAT(text.toStdString(), HasSubstr("/password"));
    EXPECT_FALSE(text.contains(u"secret"));
}

TEST_F(BulkPreviewTest, TheTableShowsOneOutcomeWhenAsked)
{
    look(R"([{"thingId":"a","note":"x"},{"thingId":"b","note":"new"}])",
         uR"([{"op":"replace","path":"/note","value":"new"}])"_s);
    BulkPreviewModel model(&preview, bulkShop::thing().schema);
    EXPECT_EQ(model.rowCount(), 2);
    model.setFilter(BulkOutcome::Same);
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(cell(model, 0, BulkPreviewModel::Id), u"b");
}

TEST_F(BulkPreviewTest, ManyRowsAreLookedAtInWorkersAndAnotherStartDropsThem)
{
    std::string many = "[";
    for (int i = 0; i < 30'000; ++i)
        many += (i ? ",{\"thingId\":\"" : "{\"thingId\":\"") + std::to_string(i) + "\"}";
    const auto snapshot = rows(many + "]");
    const RowPatcher patcher(patch(uR"([{"op":"add","path":"/note","value":"${thingId}"}])"_s),
                             bulkShop::thing());
    QSignalSpy finished(&preview, &BulkPreview::finished);
    preview.start(snapshot, patcher);
    EXPECT_TRUE(preview.isRunning());
    preview.start(snapshot, patcher);
    ASSERT_TRUE(finished.wait(patience));
    EXPECT_EQ(finished.size(), 1);
    EXPECT_EQ(preview.count(BulkOutcome::Changes), 30'000);
    EXPECT_EQ(preview.idOf(29'999), u"29999");
    preview.start(snapshot, patcher);
    preview.clear();
    EXPECT_EQ(preview.size(), 0);
}

} // namespace
