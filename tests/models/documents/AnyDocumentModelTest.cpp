// SPDX-License-Identifier: GPL-3.0-or-later
// The shared promises of item models, for each model of the import.
#include "Documents.h"
#include "models/ApiDocumentsModel.h"
#include "models/ImportRemarksModel.h"
#include "tests/support/ModelFixture.h"

using namespace Qt::StringLiterals;

namespace {

ModelHandle makeRemarks()
{
    auto model = std::make_shared<models::ImportRemarksModel>();
    ModelHandle handle;
    handle.model = model;
    handle.fill = [model] {
        using Kind = api::ImportRemark::Kind;
        model->setRemarks({{Kind::NewResource, u"Lamps"_s, u"/lamps"_s},
                           {Kind::NewOperation, u"GET /lamps"_s, {}},
                           {Kind::LeftOut, u"/paths/~1x"_s, u"why"_s}});
    };
    handle.clear = [model] { model->setRemarks({}); };
    return handle;
}

struct Setting : QObject
{
    QTemporaryDir folder;
    models::ApiDocuments documents{folder.path(), true, std::make_shared<const api::Catalogue>()};
};

ModelHandle makeDocuments()
{
    auto setting = std::make_shared<Setting>();
    auto *documents = &setting->documents;
    const auto add = [documents](const QByteArray &title) {
        auto read = api::DocumentImport::read(u"t"_s, documents::lamps(title).toStdString(), {});
        ASSERT_TRUE(read);
        documents->add(*read);
        ASSERT_TRUE(documents::until([&] { return !documents->isBusy(); }));
    };
    const auto undo = [documents](qsizetype at) {
        documents->undo(documents->imported().at(at).id);
        ASSERT_TRUE(documents::until([&] { return !documents->isBusy(); }));
    };
    ModelHandle handle;
    handle.owner = setting;
    handle.model = std::make_shared<models::ApiDocumentsModel>(documents);
    handle.fill = [add] {
        for (const char *title : {"One", "Two", "Three"})
            add(title);
    };
    handle.clear = [documents, undo] {
        while (!documents->imported().isEmpty())
            undo(0);
    };
    handle.insertLast = [add] { add("Last"); };
    handle.removeFirst = [undo] { undo(0); };
    handle.removeLast = [documents, undo] { undo(documents->imported().size() - 1); };
    return handle;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Remarks, AnyModel, testing::Values(MakeModel(makeRemarks)));
INSTANTIATE_TEST_SUITE_P(Documents, AnyModel, testing::Values(MakeModel(makeDocuments)));
