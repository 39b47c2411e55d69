// SPDX-License-Identifier: GPL-3.0-or-later
// A platform that keeps things and counts what is done to each, and a bulk run on them.
#pragma once

#include "models/BulkRun.h"
#include "tests/models/platform/ScriptedSession.h"

#include <QMap>
#include <QSignalSpy>
#include <QTimer>

class BulkFixture : public ScriptedSession
{
protected:
    using Run = models::BulkRun;
    using State = models::BulkRun::State;
    using Row = models::BulkState;

    void SetUp() override
    {
        ASSERT_NO_FATAL_FAILURE(
            start([this](QTcpSocket *peer, const RawRequest &request) { serve(peer, request); }));
        openJournal();
    }
    void TearDown() override
    {
        run.reset();
        journal.reset();
    }

    QString dataFolder() const { return folder.filePath(QStringLiteral("data")); }
    void openJournal()
    {
        run.reset();
        journal.reset();
        journal = std::make_unique<models::BulkJournal>(dataFolder());
    }

    /// Things called t0, t1, ..., each with a "note" that the patch replaces.
    static std::shared_ptr<std::vector<models::BulkRow>> things(int count)
    {
        auto rows = std::make_shared<std::vector<models::BulkRow>>();
        for (int i = 0; i < count; ++i) {
            const QString id = QStringLiteral("t%1").arg(i);
            models::BulkRow row;
            row.id = id;
            row.path = row.readPath = QStringLiteral("/thing/") + id;
            row.before = before(id);
            rows->push_back(row);
        }
        return rows;
    }
    static QByteArray before(const QString &id)
    {
        return R"({"thingId":")" + id.toUtf8() + R"(","note":"old","log":[]})";
    }
    static constexpr const char *patch =
        R"([{"op":"replace","path":"/note","value":"new"},{"op":"add","path":"/log/-","value":1}])";

    void startRun(int count, models::BulkSettings settings = {.concurrency = 4})
    {
        startRun(things(count), settings);
    }
    void startRun(models::BulkRows rows, models::BulkSettings settings = {.concurrency = 4})
    {
        makeRun();
        models::BulkJob job;
        job.title = QStringLiteral("Change things");
        job.resource = QStringLiteral("shop/thing");
        job.idProperty = QStringLiteral("thingId");
        job.body = patch;
        job.settings = settings;
        run->start(job, std::move(rows));
    }
    void makeRun()
    {
        run = std::make_unique<Run>(session.get(), journal.get());
        run->setBackOff(1);
    }
    void waitFor(State state)
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return run->state() == state; }, patience))
            << int(run->state()) << ' ' << run->problem().toStdString();
    }
    static void waitUntil(const std::function<bool()> &condition)
    {
        ASSERT_TRUE(QTest::qWaitFor(condition, patience));
    }
    QList<Row> states() const
    {
        QList<Row> list;
        for (int i = 0; i < run->size(); ++i)
            list << run->result(i).state;
        return list;
    }
    int sent(const QString &id) const { return patched.value(id); }

    void serve(QTcpSocket *peer, const RawRequest &request)
    {
        const QString id = QString::fromUtf8(request.target().mid(qsizetype(strlen("/thing/"))));
        if (hook && hook(peer, request, id))
            return;
        if (request.method() == "PATCH") {
            ++patched[id];
            apply(id);
            peer->write(httpReply(200, R"({"success":true})"));
        } else if (request.method() == "PUT") {
            ++put[id];
            contents[id] = request.body;
            peer->write(httpReply(200, R"({"success":true})"));
        } else {
            ++read[id];
            peer->write(httpReply(200, R"({"success":true,"thing":)" + now(id) + "}"));
        }
    }
    QByteArray now(const QString &id) const { return contents.value(id, before(id)); }
    void apply(const QString &id)
    {
        contents[id] = R"({"thingId":")" + id.toUtf8() + R"(","note":"new","log":[1]})";
    }

    /// True: it has answered, or will.
    std::function<bool(QTcpSocket *, const RawRequest &, const QString &id)> hook;
    QMap<QString, int> patched;
    QMap<QString, int> put;
    QMap<QString, int> read;
    QMap<QString, QByteArray> contents;
    std::unique_ptr<models::BulkJournal> journal;
    std::unique_ptr<Run> run;
};
