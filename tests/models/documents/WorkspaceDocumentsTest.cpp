// SPDX-License-Identifier: GPL-3.0-or-later
// An open data folder follows its documents: session and sandbox know what was imported at once.
#include "Documents.h"
#include "models/Workspace.h"

using namespace Qt::StringLiterals;
using documents::until;

TEST(WorkspaceDocuments, ReachTheSessionAndTheSandboxAtOnce)
{
    const QTemporaryDir folder;
    auto opened = models::Workspace::open(folder.path());
    ASSERT_TRUE(opened) << opened.error().message.toStdString();
    models::Workspace &workspace = **opened;
    workspace.use({});
    ASSERT_TRUE(until([&] { return workspace.session() != nullptr; }));

    QSignalSpy changed(&workspace, &models::Workspace::catalogueChanged);
    auto read =
        api::DocumentImport::read(u"t"_s, documents::lamps().toStdString(), *workspace.catalogue());
    ASSERT_TRUE(read);
    workspace.documents().add(*read);
    ASSERT_TRUE(until([&] { return changed.count() == 1; }));
    EXPECT_TRUE(workspace.catalogue()->resource(u"lamps/lamp"_s));
    EXPECT_TRUE(workspace.session()->catalogue().resource(u"lamps/lamp"_s));

    api::Request request;
    request.path = u"/lamps/lamp/"_s + workspace.session()->profile().domain;
    int status = 0;
    QObject receiver;
    workspace.session()->queue().send(request, &receiver, [&](const api::Result &result) {
        status = result ? result->status : -1;
    });
    ASSERT_TRUE(until([&] { return status != 0; }));
    EXPECT_EQ(status, 200);
}
