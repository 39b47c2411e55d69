// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a Qt program: prints when its main window was painted first, when a table first
// showed rows, and how much memory was resident then; and ends it. BENCH_STARTED is the moment
// before exec (CLOCK_MONOTONIC, ns); with BENCH_ROWS it waits for rows.
#include <QAbstractItemModel>
#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QMainWindow>
#include <QTableView>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace {

constexpr int settleMs = 500;      // what comes right after the first paint belongs to it
constexpr int patienceMs = 60'000; // for rows

double millisecondsSinceStart()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 nanoseconds = qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
    return double(nanoseconds - qEnvironmentVariable("BENCH_STARTED").toLongLong()) / 1e6;
}

double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

void print(const char *name, double value)
{
    std::printf("BENCH {\"%s\":%.2f}\n", name, value);
    std::fflush(stdout);
}

class Watcher : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            if (!m_painted && qobject_cast<QMainWindow *>(watched))
                afterPaint(m_painted, "paintedMs");
            else if (m_painted && !m_rows && showsRows(watched))
                afterPaint(m_rows, "rowsMs");
        }
        return false;
    }

private:
    static bool showsRows(QObject *viewport)
    {
        const auto *table = qobject_cast<QTableView *>(viewport->parent());
        return table && table->viewport() == viewport && table->model() &&
               table->model()->rowCount() > 0;
    }

    /// The paint event comes first; the window is painted when the event loop goes on.
    void afterPaint(bool &seen, const char *name)
    {
        seen = true;
        const bool last = name[0] == 'r' || qEnvironmentVariableIsEmpty("BENCH_ROWS");
        QTimer::singleShot(0, this, [this, name, last] {
            print(name, millisecondsSinceStart());
            QTimer::singleShot(last ? settleMs : patienceMs, this, [] {
                print("residentMb", residentMegabytes());
                QCoreApplication::exit(0);
            });
        });
    }

    bool m_painted = false;
    bool m_rows = false;
};

void watch()
{
    QCoreApplication::instance()->installEventFilter(new Watcher(QCoreApplication::instance()));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watch)
