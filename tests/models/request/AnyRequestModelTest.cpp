// SPDX-License-Identifier: GPL-3.0-or-later
// The shared promises of item models, for those of the Request page.
#include "models/CollectionModel.h"
#include "models/DifferenceModel.h"
#include "models/HistorySearchModel.h"
#include "models/JsonTreeModel.h"
#include "models/OperationListModel.h"
#include "models/PairsModel.h"
#include "tests/support/ModelFixture.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

ModelHandle makePairs()
{
    auto model = std::make_shared<models::PairsModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setPairs({{u"a"_s, u"1"_s, true}, {u"b"_s, {}, false}, {u"c"_s, u"3"_s, true}});
    };
    handle.clear = [model] { model->setPairs({}); };
    handle.insertLast = [model] { model->add(u"d"_s); };
    handle.removeFirst = [model] { model->remove(0); };
    handle.removeLast = [model] { model->remove(model->rowCount() - 1); };
    return handle;
}

ModelHandle makeTree()
{
    auto model = std::make_shared<models::JsonTreeModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setDocument(
            *json::Document::parse(R"({"a":[1,{"b":null}],"c":{},"d":"x","e":true})"));
    };
    handle.clear = [model] { model->setDocument({}); };
    return handle;
}

ModelHandle makeOperations()
{
    auto model = std::make_shared<models::OperationListModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        model->setOperations(*api::Catalogue::shipped(), {{u"domain"_s, u"d.example"_s}});
    };
    handle.clear = [model] { model->setOperations({}, {}); };
    return handle;
}

ModelHandle makeDifferences()
{
    auto model = std::make_shared<models::DifferenceModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        api::HistoryEntry first;
        first.method = "GET";
        api::HistoryEntry second;
        second.method = "PUT";
        second.url = u"https://h/b"_s;
        second.status = 404;
        model->compare(first, second);
    };
    handle.clear = [model] { model->clear(); };
    return handle;
}

ModelHandle makeCollections()
{
    auto model = std::make_shared<models::CollectionModel>(QString());
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        const QModelIndex folder = model->addFolder(u"one"_s);
        model->addRequest(u"in it"_s, {}, folder);
        model->addFolder(u"in it"_s, folder);
        model->addFolder(u"two"_s);
        model->addRequest(u"three"_s, {});
    };
    handle.clear = [model] {
        while (model->rowCount() > 0)
            model->remove(model->index(0, 0));
    };
    handle.insertLast = [model] { model->addFolder(u"four"_s); };
    handle.removeFirst = [model] { model->remove(model->index(0, 0)); };
    handle.removeLast = [model] { model->remove(model->index(model->rowCount() - 1, 0)); };
    return handle;
}

ModelHandle makeSearch()
{
    auto history = std::make_shared<api::History>(QString());
    auto model = std::make_shared<models::HistorySearchModel>(history.get());
    const auto waitFor = [model](int rows) {
        while (model->isSearching() || model->rowCount() != rows)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    waitFor(0);
    const auto add = [history, model, waitFor](int count) {
        const int before = model->rowCount();
        for (int i = 0; i < count; ++i) {
            api::HistoryEntry entry;
            entry.method = "GET";
            entry.url = u"https://h/a"_s;
            history->append(entry);
        }
        waitFor(before + count);
    };
    ModelHandle handle;
    handle.owner = history;
    handle.model = model;
    handle.fill = [add] { add(3); };
    handle.clear = [history, waitFor] {
        history->clear();
        waitFor(0);
    };
    handle.insertFirst = [add] { add(1); };
    return handle;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Pairs, AnyModel, testing::Values(MakeModel(makePairs)));
INSTANTIATE_TEST_SUITE_P(JsonTree, AnyModel, testing::Values(MakeModel(makeTree)));
INSTANTIATE_TEST_SUITE_P(Operations, AnyModel, testing::Values(MakeModel(makeOperations)));
INSTANTIATE_TEST_SUITE_P(Differences, AnyModel, testing::Values(MakeModel(makeDifferences)));
INSTANTIATE_TEST_SUITE_P(Collections, AnyModel, testing::Values(MakeModel(makeCollections)));
INSTANTIATE_TEST_SUITE_P(HistorySearch, AnyModel, testing::Values(MakeModel(makeSearch)));

TEST(JsonTreeModel, FetchesLongListsBitByBit)
{
    std::string text = "[0";
    for (int i = 1; i < 2500; ++i)
        text += ',' + std::to_string(i);
    models::JsonTreeModel model;
    ModelWatch watch(&model);
    model.setDocument(*json::Document::parse(text + ']'));
    EXPECT_EQ(model.rowCount(), 1000);
    while (model.canFetchMore({}))
        model.fetchMore({});
    ASSERT_EQ(model.rowCount(), 2500);
    EXPECT_EQ(model.index(2499, 1).data().toString(), u"2499"_s);
    EXPECT_EQ(model.index(2499, 0).data(models::JsonTreeModel::PointerRole).toString(), u"/2499"_s);
}
