// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SpareMemory.h"

#include <QCoreApplication>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <chrono>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace models {

namespace {

// By then the caller's members are gone, and a list that is read again has let its old rows go.
constexpr std::chrono::milliseconds moment(500);

} // namespace

void trimMemory()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

void giveBackSpareMemory()
{
    static std::atomic<bool> asked = false;
    QCoreApplication *application = QCoreApplication::instance();
    if (!application || asked.exchange(true))
        return;
    QMetaObject::invokeMethod(application, [application] {
        QTimer::singleShot(moment, application, [] {
            asked = false;
            QThreadPool::globalInstance()->start(trimMemory);
        });
    });
}

} // namespace models
