// SPDX-License-Identifier: GPL-3.0-or-later
// One YAML file is a new service: its entry in the sidebar, table, form and action, the sandbox's
// routes and the command line all follow from tests/support/bakery.yaml.
#include "models/FormModel.h"
#include "models/SidebarModel.h"
#include "tests/e2e/Cli.h"
#include "tests/models/editing/SandboxFixture.h"
#include "tests/ui/support/Drive.h"
#include "ui/resource/ResourcePage.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QTableView>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using Kind = models::FormField::Kind;

namespace {

const QString ovens = u"/bakery/oven/{domain}"_s;
constexpr auto hotOven = R"({"ovenId":"o-1","state":"hot","heat":{"degrees":220},"warmUp":1500,)"
                         R"("cleanedAt":"2026-11-27T08:00:00Z","breads":["rye"],)"
                         R"("trays":[{"size":"small","holes":true}]})";

class NewService : public editing::SandboxFixture
{
protected:
    NewService()
    {
        auto known = std::make_shared<api::Catalogue>(api::Catalogue::shipped().value());
        const auto added = known->addDocument(
            u"bakery.yaml"_s,
            e2e::contents(QStringLiteral(CONSOLE_SOURCE_DIR "/tests/support/bakery.yaml")));
        EXPECT_TRUE(added && added->isEmpty());
        catalogue = known;
        resourceKey = u"bakery/oven"_s;
    }

    /// `iotcomms-cli request` to the sandbox.
    e2e::Outcome request(const QString &method, const QString &path,
                         const QByteArray &body = {}) const
    {
        QStringList arguments{u"request"_s,
                              method,
                              path,
                              u"--base-url"_s,
                              sandbox->baseUrl(),
                              u"--domain"_s,
                              domain,
                              u"--key"_s,
                              folder.filePath(u"private.pem"_s)};
        if (!body.isEmpty())
            arguments << u"--body"_s << u"-"_s;
        return e2e::run(arguments, {.input = body});
    }

    void makeOven()
    {
        const e2e::Outcome made = request(u"POST"_s, ovens, hotOven);
        ASSERT_EQ(made.exitCode, 0) << testing::PrintToString(made);
    }

    models::FormField field(models::FormModel &form, const QString &label) const
    {
        for (const models::FormField &each : form.fields()) {
            if (each.label == label)
                return each;
        }
        ADD_FAILURE() << "no field " << label.toStdString();
        return {};
    }
};

} // namespace

TEST_F(NewService, HasItsEntryInTheSidebar)
{
    models::SidebarModel sidebar;
    sidebar.setEntries(*catalogue, {});

    const QModelIndex entry = sidebar.indexOf(u"bakery/oven"_s);
    EXPECT_EQ(entry.data().toString(), u"Ovens"_s);
    EXPECT_EQ(entry.parent().data().toString(), u"Kitchen"_s);
}

TEST_F(NewService, IsServedByTheSandboxAndReachedFromTheCommandLine)
{
    ASSERT_NO_FATAL_FAILURE(makeOven());
    const QString oven = ovens + u"/o-1"_s;

    const e2e::Outcome patched =
        request(u"PATCH"_s, oven, R"([{"op":"replace","path":"/heat/degrees","value":180}])");
    EXPECT_EQ(patched.exitCode, 0) << testing::PrintToString(patched);
    const e2e::Outcome listed = request(u"GET"_s, ovens);
    EXPECT_EQ(listed.exitCode, 0);
    EXPECT_THAT(listed.out.toStdString(), testing::HasSubstr(R"("degrees":180)"));
    EXPECT_EQ(request(u"PATCH"_s, oven, R"([{"op":"remove","path":"/nothing"}])").exitCode, 1);
    EXPECT_EQ(
        request(u"POST"_s, ovens, R"({"ovenId":"o-2","state":"hot","warmUp":"long"})").exitCode, 1);
    EXPECT_EQ(request(u"DELETE"_s, oven).exitCode, 0);
    EXPECT_EQ(request(u"GET"_s, oven).exitCode, 1);
}

TEST_F(NewService, HasATableThatShowsEachValueAsWhatItIs)
{
    ASSERT_NO_FATAL_FAILURE(makeOven());
    load();
    const models::ResourceTableModel &table = controller->table();
    ASSERT_EQ(table.rowCount(), 1);

    EXPECT_EQ(table.index(0, 0).data().toString(), u"o-1"_s);
    EXPECT_EQ(table.index(0, 2).data().toString(), u"220"_s);
    EXPECT_EQ(table.index(0, 3).data().toString(), u"2 s"_s);
    EXPECT_THAT(table.index(0, 4).data().toString().toStdString(),
                testing::MatchesRegex("2026-11-2[78] [0-9:]{8}"));
}

TEST_F(NewService, HasAFormOfTheRightFields)
{
    ASSERT_NO_FATAL_FAILURE(makeOven());
    load();
    open(u"o-1"_s);
    models::FormModel form(&controller->draft());

    EXPECT_EQ(field(form, u"State"_s).kind, Kind::Choice);
    EXPECT_TRUE(field(form, u"State"_s).required);
    EXPECT_EQ(field(form, u"Degrees"_s).group, u"Heat"_s);
    EXPECT_EQ(field(form, u"PIN"_s).kind, Kind::Secret);
    EXPECT_EQ(field(form, u"Breads"_s).kind, Kind::List);
    EXPECT_EQ(field(form, u"Trays"_s).kind, Kind::Entries);
    EXPECT_EQ(field(form, u"Holes"_s).kind, Kind::Boolean);
    EXPECT_EQ(field(form, u"Holes"_s).group, u"Trays 1"_s);
    EXPECT_THAT(field(form, u"Warm-up"_s).note.toStdString(), testing::HasSubstr("2 s"));
}

TEST_F(NewService, HasItsActionInTheCatalogue)
{
    const auto bake = catalogue->match(api::Method::Post, u"/bakery/d.test/bake");
    ASSERT_TRUE(bake && bake->operation->action);
    EXPECT_EQ(bake->operation->action->appliesTo, QStringList{u"bakery/oven"_s});
    EXPECT_TRUE(bake->operation->isCallable());
}

TEST_F(NewService, HasAPageInTheWindow)
{
    ASSERT_NO_FATAL_FAILURE(makeOven());
    ui::Theme::install(*qApp);
    ui::ResourcePage page(session.get(), *catalogue->resource(resourceKey), drafts.get(), nullptr);
    drive::show(&page);

    ASSERT_TRUE(drive::until([&] {
        QTableView *table = drive::named<QTableView>(&page, u"Ovens"_s);
        return table && table->model()->rowCount() == 1;
    }));
    EXPECT_TRUE(drive::says(&page, u"Ovens"_s));
}
