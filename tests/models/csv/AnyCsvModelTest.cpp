// SPDX-License-Identifier: GPL-3.0-or-later
// The shared promises of item models, for those of the CSV import.
#include "CsvSamples.h"
#include "models/csv/CsvMappingModel.h"
#include "models/csv/CsvRowsModel.h"
#include "tests/support/ModelFixture.h"

namespace {

ModelHandle makeRows()
{
    auto model = std::make_shared<models::CsvRowsModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setDryRun(csv::dryRun("deviceId,lines,\n7,1,x\n8,x\n7\n"), samples::deviceType());
    };
    handle.clear = [model] { model->clear(); };
    return handle;
}

ModelHandle makeMapping()
{
    auto model = std::make_shared<models::CsvMappingModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setFile(csv::table("deviceId,lines,x\n7,1\n"), samples::deviceType());
    };
    handle.clear = [model] { model->clear(); };
    handle.insertLast = [model] {
        model->addConstant(QStringLiteral("description"), QStringLiteral("d"));
    };
    handle.removeLast = [model] { model->removeConstant(model->rowCount() - 1); };
    return handle;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Rows, AnyModel, testing::Values(MakeModel(makeRows)));
INSTANTIATE_TEST_SUITE_P(Mapping, AnyModel, testing::Values(MakeModel(makeMapping)));
