// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of item models, for the tables of "change many".
#include "BulkFixture.h"
#include "BulkShop.h"
#include "models/BulkPreviewModel.h"
#include "models/BulkResultModel.h"
#include "tests/support/ModelFixture.h"

using namespace Qt::StringLiterals;

namespace {

ModelHandle makePreview()
{
    auto preview = std::make_shared<models::BulkPreview>();
    ModelHandle handle;
    handle.owner = preview;
    handle.model =
        std::make_shared<models::BulkPreviewModel>(preview.get(), bulkShop::thing().schema);
    handle.fill = [preview] {
        QSignalSpy finished(preview.get(), &models::BulkPreview::finished);
        preview->start(
            bulkShop::rows(R"([{"thingId":"a","note":"x"},{"thingId":"b"},{"note":"no id"}])"),
            models::RowPatcher(
                bulkShop::patch(uR"([{"op":"replace","path":"/note","value":"n"}])"_s),
                bulkShop::thing()));
        ASSERT_TRUE(finished.wait(60'000));
    };
    handle.clear = [preview] { preview->clear(); };
    return handle;
}

INSTANTIATE_TEST_SUITE_P(BulkPreview, AnyModel, testing::Values(MakeModel(makePreview)));

class BulkResultModelTest : public BulkFixture
{
};

TEST_F(BulkResultModelTest, RowsFollowTheRunAndTheFilter)
{
    hook = [](QTcpSocket *peer, const RawRequest &, const QString &id) {
        if (id != u"t5")
            return false;
        peer->write(httpReply(409, R"({"message":"busy"})"));
        return true;
    };
    models::BulkResultModel model;
    const ModelWatch watch(&model);
    models::BulkResultModel failed;
    const ModelWatch watchFailed(&failed);
    failed.setFilter(models::BulkState::Failed);
    makeRun();
    model.setRun(run.get());
    failed.setRun(run.get());
    models::BulkJob job;
    job.body = patch;
    job.settings.concurrency = 2;
    run->start(job, things(40));
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(model.rowCount(), 40);
    ASSERT_EQ(failed.rowCount(), 1);
    EXPECT_EQ(failed.index(0, models::BulkResultModel::Id).data().toString(), u"t5");
    run->retryFailed();
    EXPECT_EQ(failed.rowCount(), 0);
    ASSERT_NO_FATAL_FAILURE(waitFor(State::Finished));
    EXPECT_EQ(failed.rowCount(), 1);
    model.setRun(nullptr);
    failed.setRun(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

} // namespace
