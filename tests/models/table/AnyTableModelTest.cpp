// SPDX-License-Identifier: GPL-3.0-or-later
// The shared promises of item models, for each model of this folder.
#include "TableSamples.h"
#include "app/api/History.h"
#include "models/HistoryModel.h"
#include "models/ResourceTableModel.h"
#include "models/SidebarModel.h"
#include "tests/support/ModelFixture.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

ModelHandle makeTable()
{
    auto model = std::make_shared<models::ResourceTableModel>();
    model->setResource(samples::deviceType());
    model->setSortKeys({{samples::Id, Qt::AscendingOrder}});
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setDocument(samples::parse(
            R"({"success":true,"devices":[{"deviceId":"5"},{"deviceId":"3"},{"deviceId":"4"}]})"));
    };
    handle.clear = [model] { model->clear(); };
    handle.insertFirst = [model] { model->upsert(u"1"_s, samples::parse(R"({"deviceId":"1"})")); };
    handle.insertLast = [model] { model->upsert(u"9"_s, samples::parse(R"({"deviceId":"9"})")); };
    handle.removeFirst = [model] { model->removeIds({u"1"_s}); };
    handle.removeLast = [model] { model->removeIds({u"9"_s}); };
    return handle;
}

api::HistoryEntry entry(int status)
{
    api::HistoryEntry result;
    result.method = "GET";
    result.url = u"https://localhost/provisioning/device/a?x=1"_s;
    result.startedAt = QDateTime::currentDateTimeUtc();
    result.status = status;
    return result;
}

ModelHandle makeHistory()
{
    auto history = std::make_shared<api::History>(QString());
    auto model = std::make_shared<models::HistoryModel>(history.get());
    const auto add = [history = history.get()](int count) {
        QSignalSpy spy(history, &api::History::appended);
        for (int i = 0; i < count; ++i)
            history->append(entry(i % 2 == 0 ? 200 : 0));
        while (spy.isEmpty())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    ModelHandle handle;
    handle.owner = history;
    handle.model = model;
    handle.fill = [add] { add(3); };
    handle.clear = [history, model] {
        history->clear();
        while (model->rowCount() > 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    handle.insertFirst = [add] { add(1); };
    return handle;
}

ModelHandle makeSidebar()
{
    auto model = std::make_shared<models::SidebarModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setEntries({}, {{u"tokens"_s, u"Tokens"_s, u"key"_s, u"Security"_s},
                               {u"calls"_s, u"Calls"_s, u"call"_s, u"Traffic"_s},
                               {u"keys"_s, u"Keys"_s, u"key"_s, u"Security"_s},
                               {u"usage"_s, u"Usage"_s, u"chart"_s, u"Cost"_s}});
    };
    handle.clear = [model] { model->setEntries({}, {}); };
    return handle;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Table, AnyModel, testing::Values(MakeModel(makeTable)));
INSTANTIATE_TEST_SUITE_P(History, AnyModel, testing::Values(MakeModel(makeHistory)));
INSTANTIATE_TEST_SUITE_P(Sidebar, AnyModel, testing::Values(MakeModel(makeSidebar)));
