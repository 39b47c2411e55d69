// SPDX-License-Identifier: GPL-3.0-or-later
// A patch of 10,000 devices by "change many", in the window, against the sandbox in a process of
// its own: requests a second against wrk and newman with the same requests, resident memory, and
// the longest time that the window did not answer. Prints one JSON object a line.
#include "Platform.h"
#include "References.h"
#include "app/json/Writer.h"
#include "models/Workspace.h"
#include "ui/bulk/BulkDialog.h"
#include "ui/resource/ResourcePage.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QPlainTextEdit>
#include <QTimer>
#include <QtCrypto>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <optional>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using bench::require;

namespace {

constexpr int devices = 10'000;
constexpr int rounds = 5; // ours and wrk in turn: what else the machine does befalls both
constexpr int connections = 16;
constexpr int newmanRequests = 200;

struct Line
{
    std::string name;
    double value = 0;
    const char *unit = "";
    std::optional<double> reference = {};
    std::optional<double> goal = {};
    bool isRatio = false;
    const char *better = "higher";
};

void print(const Line &line)
{
    json::Writer out;
    out.beginObject().name("name").string(line.name).name("value").number(line.value);
    out.name("unit").string(line.unit).name("reference");
    line.reference ? out.number(*line.reference) : out.null();
    out.name("goal");
    line.goal ? out.number(*line.goal) : out.null();
    if (line.isRatio)
        out.name("goalKind").string("ratio");
    out.name("better").string(line.better).endObject();
    std::printf("%s\n", out.take().c_str());
    std::fflush(stdout);
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    require(file.open(QIODevice::ReadOnly), "reading /proc/self/statm");
    const double pages = file.readAll().split(' ').value(1).toDouble();
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The longest time between two turns of the event loop.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    }
    void start()
    {
        m_longest = 0;
        m_clock.start();
        m_timer.start(0);
    }
    double longestMs()
    {
        beat();
        m_timer.stop();
        return m_longest;
    }

private:
    void beat()
    {
        m_longest = std::max(m_longest, double(m_clock.nsecsElapsed()) / 1e6);
        m_clock.start();
        // Not all of a core for the measurement alone.
        m_timer.start(1);
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_longest = 0;
};

void waitUntil(const std::function<bool()> &condition, const char *what)
{
    QElapsedTimer patience;
    patience.start();
    QTimer
        wake; // processEvents() with a time limit does not sleep: it would take a core for itself
    wake.start(5);
    while (!condition() && patience.elapsed() < 120'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    require(condition(), what);
}

struct Measured
{
    double perSecond = 0;
    double megabytes = 0;
    double blockMs = 0;
    double previewMs = 0;
};

/// The dialog on all devices, previewed and sent.
Measured patchAll(ui::ResourcePage &page, const QString &patch)
{
    for (QAction *action : page.commands()) {
        if (action->text() == u"Change many..."_s)
            action->trigger();
    }
    const auto dialogs = page.window()->findChildren<ui::BulkDialog *>();
    require(!dialogs.isEmpty(), "opening the dialog");
    ui::BulkDialog *dialog = dialogs.last();
    models::BulkChange &change = dialog->change();
    Measured measured;
    Heartbeat heart;
    QElapsedTimer timer;
    for (QPlainTextEdit *editor : dialog->findChildren<QPlainTextEdit *>()) {
        if (!editor->isReadOnly())
            editor->setPlainText(patch);
    }
    waitUntil([&] { return change.whyNotPreview().isEmpty(); }, "taking the patch");
    heart.start();
    timer.start();
    change.startPreview();
    waitUntil([&] { return !change.isReading() && !change.preview().isRunning(); }, "the preview");
    measured.previewMs = double(timer.nsecsElapsed()) / 1e6;
    require(change.toSend() == devices, "a preview in which all change");
    change.setSettings({.concurrency = connections});
    timer.start();
    change.start();
    dialog->showRun();
    waitUntil([&] { return change.run().state() == models::BulkRun::State::Finished; }, "the run");
    measured.perSecond = devices * 1000.0 / double(timer.elapsed());
    measured.megabytes = residentMegabytes();
    measured.blockMs = heart.longestMs();
    require(change.run().counts().done == devices, "a PATCH");
    dialog->close();
    waitUntil(
        [&] {
            return page.controller().state() == models::ResourceController::State::Ready &&
                   !page.controller().isLoading();
        },
        "reading the list again");
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the dialog
    return measured;
}

/// Without its reference a ratio says nothing: it is no measurement then.
double referenceOf(const std::expected<double, QString> &measured, const char *what)
{
    if (!measured)
        std::fprintf(stderr, "%s\n", qPrintable(measured.error()));
    require(measured.has_value(), what);
    return *measured;
}

void compare(const bench::Job &job, double ours, double wrk)
{
    print({.name = "bulk: PATCH, against wrk",
           .value = ours,
           .unit = "1/s",
           .reference = wrk,
           .goal = 0.6,
           .isRatio = true});
    print({.name = "bulk: PATCH, against newman",
           .value = ours,
           .unit = "1/s",
           .reference = referenceOf(bench::newman(job, newmanRequests), "newman"),
           .goal = 50,
           .isRatio = true});
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCA::Initializer qca;
    ui::Theme::install(application);
    const bench::Platform platform(devices);
    const QString data = platform.folder() + u"/console"_s;
    auto workspace = models::Workspace::open(data);
    require(workspace.has_value(), "opening a data folder");
    const auto saved = (*workspace)->profiles().save(platform.profile());
    require(saved.has_value(), "saving the profile");
    ui::MainWindow window(workspace->get());
    window.show();
    (*workspace)->use(saved->id);
    const QString key = u"provisioning/device"_s;
    waitUntil([&] { return (*workspace)->session() != nullptr; }, "opening the profile");
    window.showPage(key);
    ui::ResourcePage *page = window.currentPage();
    require(page, "the page of the devices");
    waitUntil([&] { return page->controller().table().totalCount() == devices; }, "the list");

    bench::Job job;
    job.baseUrl = platform.profile().baseUrl.toString();
    job.collection = u"/provisioning/device/"_s + platform.profile().domain;
    for (int i = 0; i < 2000; ++i)
        job.ids << page->controller().table().idAt(i);
    job.token = (*workspace)->session()->token()->text;
    job.connections = connections;
    job.folder = platform.folder();

    std::vector<double> rates;
    std::vector<double> references;
    std::vector<double> blocks;
    double megabytes = 0;
    for (int round = 0; round < rounds; ++round) {
        job.body = R"([{"op":"add","path":"/description","value":"round )" +
                   QByteArray::number(round) + R"("}])";
        const Measured measured = patchAll(*page, QString::fromLatin1(job.body));
        rates.push_back(measured.perSecond);
        blocks.push_back(measured.blockMs);
        megabytes = std::max(megabytes, measured.megabytes);
        references.push_back(referenceOf(bench::wrk(job), "wrk"));
    }
    compare(job, median(rates), median(references));
    print({.name = "bulk: resident, window with 10,000 devices",
           .value = megabytes,
           .unit = "MB",
           .goal = 120,
           .better = "lower"});
    print({.name = "bulk: longest block of the window",
           .value = std::ranges::max(blocks), // of all rounds: a person sees each of them
           .unit = "ms",
           .goal = 16,
           .better = "lower"});
    return 0;
}
