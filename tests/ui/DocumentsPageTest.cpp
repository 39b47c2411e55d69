// SPDX-License-Identifier: GPL-3.0-or-later
// API documents, as a person imports and undoes them; the window follows without a restart.
#include "ui/catalogue/DocumentsPage.h"

#include "models/SidebarModel.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/catalogue/EditPathDialog.h"
#include "ui/catalogue/UrlDialog.h"
#include "ui/resource/ResourcePage.h"
#include "ui/shell/Sidebar.h"
#include "ui/widgets/Question.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace {

const QByteArray lamps = R"({"openapi":"3.0.1","info":{"title":"Lamps API","version":"3"},"paths":{
"/lamps/lamp/{domain}":{"get":{}},
"/lamps/lamp/{domain}/{lampId}":{"get":{"responses":{"200":{"description":"ok","content":{
"application/json":{"schema":{"type":"object","properties":{"lampId":{"type":"string"},
"colour":{"type":"string"}}}}}}}}},"/callbacks/x":{"post":{}}}})";

const QByteArray deviceApi = R"({"openapi":"3.0.1","info":{"title":"Devices API","version":"1"},
"servers":[{"url":"https://api.example.test/provisioning"}],"paths":{
"/device/{domain}":{"get":{}},"/device/{domain}/{deviceId}":{"get":{"responses":{"200":{
"description":"ok","content":{"application/json":{"schema":{"type":"object","properties":{
"deviceId":{"type":"string"},"description":{"type":"string"},"brandNew":{"type":"string"}}}}}}}}}}})";

class DocumentsPageTest : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
    }

    ui::DocumentsPage *page()
    {
        window().showPage(u"page/documents"_s);
        return drive::seen<ui::DocumentsPage>(&window()).value(0);
    }
    QTableView *list() { return drive::named<QTableView>(&window(), u"API documents"_s); }
    QTableView *remarks()
    {
        return drive::named<QTableView>(&window(), u"What the document brings"_s);
    }
    QString write(const QByteArray &text)
    {
        QFile file(folder() + u"/document.json"_s);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    void drop(const QByteArray &text)
    {
        ui::DocumentsPage *target = page();
        ASSERT_NE(target, nullptr);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(write(text))});
        QDragEnterEvent enter({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(target, &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent event({20, 20}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(target, &event);
        ASSERT_TRUE(drive::until([&] { return remarks() != nullptr; }));
    }
    void import(const QByteArray &text)
    {
        ASSERT_NO_FATAL_FAILURE(drop(text));
        const qsizetype before = workspace().documents().imported().size();
        drive::click(drive::button(&window(), u"Add to the console"_s));
        ASSERT_TRUE(
            drive::until([&] { return workspace().documents().imported().size() == before + 1; }));
    }
    bool isInSidebar(const QString &title)
    {
        const QAbstractItemModel *model = drive::seen<ui::Sidebar>(&window()).value(0)->model();
        return !model
                    ->match(model->index(0, 0), Qt::DisplayRole, title, 1,
                            Qt::MatchExactly | Qt::MatchRecursive)
                    .isEmpty();
    }
    bool isSeenInSidebar(const QString &title)
    {
        const ui::Sidebar *sidebar = drive::seen<ui::Sidebar>(&window()).value(0);
        const QAbstractItemModel *model = sidebar->model();
        const QModelIndexList found = model->match(model->index(0, 0), Qt::DisplayRole, title, 1,
                                                   Qt::MatchExactly | Qt::MatchRecursive);
        return !found.isEmpty() &&
               sidebar->viewport()->rect().contains(sidebar->visualRect(found.first()).center());
    }
    QAction *action(const QString &text)
    {
        for (QAction *each : window().actions()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
};

} // namespace

TEST_F(DocumentsPageTest, ShowsWhatAnImportBringsAndChangesNothingBeforeItIsAdded)
{
    ASSERT_NO_FATAL_FAILURE(drop(lamps));
    EXPECT_TRUE(drive::says(&window(), u"Lamps API 3 (OpenAPI 3.0.1)"_s));
    EXPECT_GE(drive::rowWith(remarks(), u"What"_s, u"New table"_s), 0);
    EXPECT_GE(drive::rowWith(remarks(), u"What"_s, u"Left out"_s), 0);
    EXPECT_FALSE(isInSidebar(u"Lamps"_s));
    drive::click(drive::button(&window(), u"Put aside"_s));
    EXPECT_EQ(remarks(), nullptr);
    EXPECT_FALSE(isInSidebar(u"Lamps"_s));
}

TEST_F(DocumentsPageTest, TheWindowFollowsWithoutARestart)
{
    ASSERT_NO_FATAL_FAILURE(import(lamps));
    EXPECT_TRUE(isInSidebar(u"Lamps"_s));
    EXPECT_TRUE(isInSidebar(u"Devices"_s));
    EXPECT_TRUE(isSeenInSidebar(u"Lamps"_s)) << "a person wants to see what came of it";
    ASSERT_NE(action(u"Go to Lamps"_s), nullptr);
    action(u"Go to Lamps"_s)->trigger();
    ASSERT_TRUE(drive::until([&] {
        return window().currentPage() && window().currentPage()->controller().state() ==
                                             models::ResourceController::State::Ready;
    }));
    EXPECT_EQ(window().currentPage()->controller().resource().plural, u"Lamps"_s);
}

TEST_F(DocumentsPageTest, AnImportIsUndoneAndItsPageGoes)
{
    ASSERT_NO_FATAL_FAILURE(import(lamps));
    action(u"Go to Lamps"_s)->trigger();
    ASSERT_TRUE(window().currentPage());
    ASSERT_NE(page(), nullptr);
    drive::clickRow(list(), drive::rowWith(list(), u"Document"_s, u"Lamps API"_s));
    drive::click(drive::button(&window(), u"Undo this import..."_s));
    auto *question = drive::dialog<ui::Question>(&window());
    ASSERT_NE(question, nullptr);
    drive::click(drive::button(question, u"Undo the import"_s));
    ASSERT_TRUE(drive::until([&] { return !isInSidebar(u"Lamps"_s); }));
    EXPECT_EQ(action(u"Go to Lamps"_s), nullptr);
    EXPECT_EQ(drive::rowWith(list(), u"Document"_s, u"Lamps API"_s), -1);
}

TEST_F(DocumentsPageTest, OpenEditsStayWhereTheyAreWhenOtherThingsChange)
{
    ASSERT_NO_FATAL_FAILURE(openDevice(1));
    ui::ResourcePage *before = window().currentPage();
    QLineEdit *field = drive::named<QLineEdit>(detail(), u"Description"_s);
    ASSERT_NE(field, nullptr);
    drive::retype(field, u"half typed"_s);
    ASSERT_NO_FATAL_FAILURE(import(lamps));
    window().showPage(u"provisioning/device"_s);
    EXPECT_EQ(window().currentPage(), before);
    EXPECT_EQ(field->text(), u"half typed"_s);
}

TEST_F(DocumentsPageTest, OpenEditsComeBackOnAPageThatIsMadeAgain)
{
    ASSERT_NO_FATAL_FAILURE(openDevice(1));
    const QString id = title();
    drive::retype(drive::named<QLineEdit>(detail(), u"Description"_s), u"half typed"_s);
    ASSERT_NO_FATAL_FAILURE(import(deviceApi));
    window().showPage(u"provisioning/device"_s);
    ASSERT_TRUE(drive::until([&] { return table() && table()->model()->rowCount() > 1; }));
    if (title() != id) {
        ASSERT_NO_FATAL_FAILURE(openDevice(1));
    }
    QLineEdit *field = drive::named<QLineEdit>(detail(), u"Description"_s);
    ASSERT_NE(field, nullptr);
    EXPECT_TRUE(drive::until([&] { return field->text() == u"half typed"_s; }));
    EXPECT_NE(drive::named<QLineEdit>(detail(), u"Brand new"_s), nullptr);
}

TEST_F(DocumentsPageTest, AnAddressIsCheckedWhileItIsTyped)
{
    ASSERT_NE(page(), nullptr);
    drive::click(drive::button(&window(), u"Import from URL..."_s));
    auto *dialog = drive::dialog<ui::UrlDialog>(&window());
    ASSERT_NE(dialog, nullptr);
    QAbstractButton *fetch = drive::button(dialog, u"Fetch"_s);
    auto *line = drive::named<QLineEdit>(dialog, u"Address of the document"_s);
    ASSERT_TRUE(fetch && line);
    EXPECT_FALSE(fetch->isEnabled());
    drive::retype(line, u"http://example.test/a.json"_s);
    EXPECT_FALSE(fetch->isEnabled());
    EXPECT_TRUE(drive::says(dialog, u"Use https"_s));
    drive::retype(line, u"example.test/a.json"_s);
    EXPECT_TRUE(fetch->isEnabled());
}

TEST_F(DocumentsPageTest, AFailedImportSaysWhatIsWrong)
{
    ui::DocumentsPage *target = page();
    ASSERT_NE(target, nullptr);
    target->review().readFile(write("{\"openapi\": tru}"));
    ASSERT_TRUE(drive::until([&] { return drive::says(&window(), u"not JSON"_s); }));
    drive::click(drive::button(&window(), u"Close"_s));
    EXPECT_FALSE(drive::says(&window(), u"not JSON"_s));
}

TEST_F(DocumentsPageTest, APathIsPutRightInItsDialog)
{
    const api::ResourceType type = *workspace().catalogue()->resource(u"provisioning/trunk"_s);
    ui::EditPathDialog dialog(&workspace().documents(), type);
    drive::show(&dialog);
    auto *line = drive::named<QLineEdit>(&dialog, u"Path"_s);
    QAbstractButton *apply = drive::button(&dialog, u"Change the path"_s);
    ASSERT_TRUE(line && apply);
    EXPECT_EQ(line->text(), type.collectionPath);
    EXPECT_FALSE(apply->isEnabled());
    drive::retype(line, u"/carrier"_s);
    EXPECT_FALSE(apply->isEnabled());
    EXPECT_TRUE(drive::says(&dialog, u"{domain}"_s));
    drive::retype(line, u"/carrier/{domain}"_s);
    drive::click(apply);
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(workspace().catalogue()->resource(type.key)->collectionPath, u"/carrier/{domain}"_s);
}
