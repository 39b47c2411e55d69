// SPDX-License-Identifier: GPL-3.0-or-later
// The import as a whole, against a sandbox: read, check, send; and that an export comes back
// unchanged.
#include "models/csv/CsvImport.h"

#include "models/csv/CsvExport.h"
#include "tests/models/editing/SandboxFixture.h"
#include "tests/support/Print.h"

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::CsvImport;
using models::CsvRowsModel;
using models::CsvState;

namespace {

class CsvImportTest : public editing::SandboxFixture
{
protected:
    QString write(const QByteArray &bytes)
    {
        const QString path = folder.filePath(u"import.csv"_s);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return path;
    }
    void read(const QByteArray &bytes)
    {
        import = std::make_unique<CsvImport>(controller.get(), &journal);
        import->bulkJob().setPatience(5);
        import->load(write(bytes));
        waitFor([this] { return !import->isReading(); });
    }
    void check()
    {
        import->check();
        waitFor([this] { return !import->isChecking(); });
    }
    void send(CsvImport::Way way = CsvImport::Way::BulkJob)
    {
        import->send(way);
        ASSERT_TRUE(import->isSending());
        waitFor([this] { return !import->isSending(); });
    }
    int count(CsvState state) { return import->rows().dryRun().count(state); }
    void TearDown() override { import.reset(); }

    models::BulkJournal journal{QString()};
    std::unique_ptr<CsvImport> import;
};

} // namespace

TEST_F(CsvImportTest, FindsTheDialectAndTakesAnother)
{
    read("deviceId;description\n7;r\xe4ka\n");
    ASSERT_TRUE(import->hasFile()) << import->file().problem.toStdString();
    EXPECT_EQ(import->file().delimiter, ';');
    EXPECT_EQ(import->file().encoding, api::CsvEncoding::Latin1);
    import->setDialect({.encoding = api::CsvEncoding::Utf8, .delimiter = ';'});
    waitFor([this] { return !import->isReading(); });
    EXPECT_FALSE(import->hasFile());
    EXPECT_TRUE(import->file().problem.startsWith(u"Line 2, column 4:"_s))
        << import->file().problem.toStdString();
}

TEST_F(CsvImportTest, SaysWhyAFileCannotBeRead)
{
    read("");
    EXPECT_TRUE(import->file().problem.contains(u"empty"_s));
    import->load(folder.filePath(u"nowhere.csv"_s));
    waitFor([this] { return !import->isReading(); });
    EXPECT_TRUE(import->file().problem.contains(u"nowhere.csv"_s));
    import->load(folder.path());
    waitFor([this] { return !import->isReading(); });
    EXPECT_FALSE(import->hasFile());
}

TEST_F(CsvImportTest, SendsNewAndChangedRowsAsABulkJob)
{
    load();
    const QString id = firstId();
    const json::Document before = onServer(id);
    read("deviceId,description,authType,deviceType\n" + id.toUtf8() +
         ",changed,,\n700,new,disabled,alarmUnit\n");
    check();
    EXPECT_EQ(count(CsvState::Changed), 1);
    EXPECT_EQ(count(CsvState::New), 1);
    send();
    EXPECT_EQ(import->rows().resultCount(CsvRowsModel::SendResult::Done), 2);
    const json::Document now = onServer(id);
    EXPECT_EQ(now.root()["description"].text(), "changed");
    EXPECT_EQ(now.root()["deviceType"].text(), before.root()["deviceType"].text());
    EXPECT_EQ(onServer(u"700"_s).root()["authType"].text(), "disabled");
    EXPECT_FALSE(import->whyNotSend().isEmpty()) << "nothing is left";
}

TEST_F(CsvImportTest, SendsRowByRowWhatEachRowChanges)
{
    load();
    const QString id = firstId();
    const json::Document before = onServer(id);
    // Another member that a colleague changes meanwhile stays as it is.
    read("deviceId,description,authType\n" + id.toUtf8() + ",changed,\n700,new,disabled\n");
    check();
    patchBehindOurBack(id, R"([{"op":"add","path":"/deviceCLI","value":"+4690"}])");
    send(CsvImport::Way::RowByRow);
    EXPECT_EQ(import->rows().resultCount(CsvRowsModel::SendResult::Done), 2)
        << import->summary().toStdString();
    const json::Document now = onServer(id);
    EXPECT_EQ(now.root()["description"].text(), "changed");
    EXPECT_EQ(now.root()["deviceCLI"].text(), "+4690");
    EXPECT_EQ(onServer(u"700"_s).root()["description"].text(), "new");
}

TEST_F(CsvImportTest, ARowThatIsRefusedSaysWhyAndTheOthersGo)
{
    load();
    const QString id = firstId();
    const QString gone = controller->table().idAt(1);
    read("deviceId,description\n" + id.toUtf8() + ",changed\n" + gone.toUtf8() + ",changed\n");
    check();
    deleteBehindOurBack(gone);
    send(CsvImport::Way::RowByRow);
    EXPECT_EQ(import->rows().result(0), CsvRowsModel::SendResult::Done);
    EXPECT_EQ(import->rows().result(1), CsvRowsModel::SendResult::Failed);
    EXPECT_FALSE(import->rows().reason(1).isEmpty());
    EXPECT_EQ(import->sendable().size(), 1U);
}

TEST_F(CsvImportTest, EveryRowIsCountedOnceInWhatIsSaidAtTheEnd)
{
    load();
    QByteArray rows = "deviceId,authType\n";
    for (int i = 0; i < 40; ++i)
        rows += "7" + QByteArray::number(100 + i) + ",disabled\n";
    read(rows);
    check();
    sandbox->setFaults({.serverErrors = 1});
    send(CsvImport::Way::RowByRow);
    const int unclear = import->rows().resultCount(CsvRowsModel::SendResult::Unclear);
    const auto left = import->sendable().size();
    EXPECT_GT(unclear, 0);
    EXPECT_EQ(left, std::size_t(40 - unclear));
    EXPECT_TRUE(import->summary().contains(QString::number(left) + u" were not sent"_s))
        << import->summary().toStdString();
}

TEST_F(CsvImportTest, WhatFailedIsMendedAndSentAgain)
{
    load();
    read("deviceId,authType,description\n700,disabled,a\n701,disabled,b\n");
    check();
    stopSandbox();
    send();
    EXPECT_EQ(import->rows().resultCount(CsvRowsModel::SendResult::Failed), 2);
    EXPECT_FALSE(import->rows().reason(0).isEmpty());
    startSandbox();
    const QModelIndex cell = import->rows().index(1, CsvRowsModel::FirstCell + 2);
    EXPECT_TRUE(import->rows().setData(cell, u"mended"_s));
    send();
    EXPECT_EQ(import->rows().resultCount(CsvRowsModel::SendResult::Done), 2);
    EXPECT_EQ(onServer(u"701"_s).root()["description"].text(), "mended");
}

TEST_F(CsvImportTest, IsNotCheckedAgainstAListThatCannotBeRead)
{
    load();
    read("deviceId,authType\n700,disabled\n");
    stopSandbox();
    check();
    EXPECT_FALSE(import->checkProblem().isEmpty());
    EXPECT_EQ(import->rows().rowCount(), 0);
    EXPECT_EQ(import->whyNotSend(), import->checkProblem());
}

TEST_F(CsvImportTest, CheckedAgainItKeepsWhatWasMendedAndFindsWhatHasArrived)
{
    load();
    read("deviceId,authType,description\n700,disabled,a\n701,disabled,b\n");
    check();
    const QModelIndex cell = import->rows().index(1, CsvRowsModel::FirstCell + 2);
    ASSERT_TRUE(import->rows().setData(cell, u"mended"_s));
    send();

    // Where the list can't be read, nothing of it is lost.
    stopSandbox();
    check();
    EXPECT_FALSE(import->checkProblem().isEmpty());
    EXPECT_EQ(import->rows().rowCount(), 2);
    startSandbox();
    check();
    EXPECT_EQ(import->checkProblem(), QString());
    EXPECT_EQ(import->rows().index(1, CsvRowsModel::FirstCell + 2).data(), u"mended"_s);
    EXPECT_EQ(count(CsvState::Unchanged), 2);
    EXPECT_TRUE(import->sendable().empty());
}

TEST_F(CsvImportTest, IsCancelled)
{
    load();
    read("deviceId,authType\n700,disabled\n");
    check();
    import->send(CsvImport::Way::BulkJob);
    import->cancelSending();
    EXPECT_FALSE(import->isSending());
    EXPECT_EQ(import->rows().result(0), CsvRowsModel::SendResult::NotSent);
    EXPECT_EQ(import->sendable().size(), 1U);
}

TEST_F(CsvImportTest, AnotherMappingWantsAnotherDryRun)
{
    load();
    read("deviceId,authType\n700,disabled\n");
    check();
    EXPECT_EQ(import->whyNotSend(), QString());
    import->mapping().addConstant(u"description"_s, u"x"_s);
    EXPECT_EQ(import->rows().rowCount(), 0);
    EXPECT_FALSE(import->whyNotSend().isEmpty());
}

TEST_F(CsvImportTest, AnExportOfEveryResourceTypeComesBackUnchanged)
{
    int types = 0;
    for (const api::ResourceType &type : catalogue->resources()) {
        if (!type.canList || type.collectionPath.count(u'{') != 1)
            continue;
        useResource(type.key);
        load();
        const auto snapshot = controller->table().snapshot();
        QStringList members; // calls go on while this runs: not compared with a later list
        for (const api::Column &column : controller->table().columns())
            members.append(column.property);
        for (const char delimiter : {',', ';', '\t'}) {
            const auto file =
                models::CsvFile::parse(QByteArray::fromStdString(models::CsvExport::text(
                                           type, snapshot.rows, {.delimiter = delimiter})),
                                       {});
            ASSERT_EQ(file.problem, QString());
            const auto mapping = models::CsvMapping::automatic(file.table.header(), type, members);
            EXPECT_EQ(mapping.properties.count(QString()), 0) << type.key.toStdString();
            models::CsvDryRun run(
                file.table,
                models::CsvCheck(type, mapping, models::CsvCheck::index(snapshot, type), {}));
            run.run();
            EXPECT_EQ(run.count(CsvState::Unchanged), int(snapshot.rows.size()))
                << type.key.toStdString();
        }
        types += snapshot.rows.empty() ? 0 : 1;
    }
    EXPECT_GT(types, 4);
}
