// SPDX-License-Identifier: GPL-3.0-or-later
// The linker leads the calls of Qt named here to these functions (--wrap: tests/CMakeLists.txt),
// which say what Qt's own locks would say if they could be seen, and then call Qt.
#include "tests/support/ThreadHandover.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFuture>
#include <QMetaObject>
#include <QRunnable>
#include <QThreadPool>

#include <functional>
#include <sanitizer/tsan_interface.h>
#include <utility>

// Qt's hook for debuggers, of a header that is private.
struct QSignalSpyCallbackSet
{
    using Begin = void (*)(QObject *caller, int index, void **arguments);
    using End = void (*)(QObject *caller, int index);
    Begin signalBegin;
    Begin slotBegin;
    End signalEnd;
    End slotEnd;
};
void qt_register_signal_spy_callbacks(QSignalSpyCallbackSet *callbacks);

namespace handover {

namespace {

char queue; // its address stands for all queues of events

void release()
{
    __tsan_release(&queue);
}

void acquire()
{
    __tsan_acquire(&queue);
}

/// Work for a pool, with what was done before it was handed over.
class Work : public QRunnable
{
public:
    explicit Work(QRunnable *work)
        : m_work(work)
    {
        __tsan_release(this);
    }
    void run() override
    {
        __tsan_acquire(this);
        const bool isOurs = m_work->autoDelete();
        m_work->run();
        if (isOurs)
            delete m_work;
        release();
    }

private:
    QRunnable *m_work;
};

} // namespace

void watchSignals()
{
    static QSignalSpyCallbackSet callbacks{
        .signalBegin = [](QObject *, int, void **) { release(); },
        .slotBegin = nullptr,
        .signalEnd = nullptr,
        .slotEnd = nullptr,
    };
    qt_register_signal_spy_callbacks(&callbacks);
}

void begin()
{
    acquire();
}

void end()
{
    release();
}

} // namespace handover

// The names are the linker's: what Qt exports, mangled.
#define WRAPPED(symbol) asm("__wrap_" symbol)
#define REAL(symbol) asm("__real_" symbol)

#define START "_ZN11QThreadPool5startEP9QRunnablei"
void realStart(QThreadPool *pool, QRunnable *work, int priority) REAL(START);
void wrappedStart(QThreadPool *pool, QRunnable *work, int priority) WRAPPED(START);
void wrappedStart(QThreadPool *pool, QRunnable *work, int priority)
{
    realStart(pool, new handover::Work(work), priority);
}

#define WAIT_FOR_DONE "_ZN11QThreadPool11waitForDoneE14QDeadlineTimer"
bool realWaitForDone(QThreadPool *pool, QDeadlineTimer until) REAL(WAIT_FOR_DONE);
bool wrappedWaitForDone(QThreadPool *pool, QDeadlineTimer until) WRAPPED(WAIT_FOR_DONE);
bool wrappedWaitForDone(QThreadPool *pool, QDeadlineTimer until)
{
    const bool done = realWaitForDone(pool, until);
    handover::begin();
    return done;
}

#define POST_EVENT "_ZN16QCoreApplication9postEventEP7QObjectP6QEventi"
void realPostEvent(QObject *receiver, QEvent *event, int priority) REAL(POST_EVENT);
void wrappedPostEvent(QObject *receiver, QEvent *event, int priority) WRAPPED(POST_EVENT);
void wrappedPostEvent(QObject *receiver, QEvent *event, int priority)
{
    handover::end();
    realPostEvent(receiver, event, priority);
}

#define INVOKE                                                                                     \
    "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt"               \
    "14ConnectionTypeExPKPKvPKPKcPKPKNS2_18QMetaTypeInterfaceE"
using Slot = QtPrivate::QSlotObjectBase;
using Types = const QtPrivate::QMetaTypeInterface *const *;
bool realInvoke(QObject *object, Slot *slot, Qt::ConnectionType type, qsizetype count,
                const void *const *values, const char *const *names, Types types) REAL(INVOKE);
bool wrappedInvoke(QObject *object, Slot *slot, Qt::ConnectionType type, qsizetype count,
                   const void *const *values, const char *const *names, Types types)
    WRAPPED(INVOKE);
bool wrappedInvoke(QObject *object, Slot *slot, Qt::ConnectionType type, qsizetype count,
                   const void *const *values, const char *const *names, Types types)
{
    handover::end();
    const bool called = realInvoke(object, slot, type, count, values, names, types);
    if (type == Qt::BlockingQueuedConnection)
        handover::begin();
    return called;
}

#define FINISHED "_ZN20QFutureInterfaceBase14reportFinishedEv"
void realReportFinished(QFutureInterfaceBase *future) REAL(FINISHED);
void wrappedReportFinished(QFutureInterfaceBase *future) WRAPPED(FINISHED);
void wrappedReportFinished(QFutureInterfaceBase *future)
{
    handover::end();
    realReportFinished(future);
}

#define WAIT_FOR_FINISHED "_ZN20QFutureInterfaceBase15waitForFinishedEv"
void realWaitForFinished(QFutureInterfaceBase *future) REAL(WAIT_FOR_FINISHED);
void wrappedWaitForFinished(QFutureInterfaceBase *future) WRAPPED(WAIT_FOR_FINISHED);
void wrappedWaitForFinished(QFutureInterfaceBase *future)
{
    realWaitForFinished(future);
    handover::begin();
}

// What follows a future is kept by the one who asks for it, and called where the future ends.
#define SET_CONTINUATION                                                                           \
    "_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_"                                \
    "EEP27QFutureInterfaceBasePrivate"
using Continuation = std::function<void(const QFutureInterfaceBase &)>;
void realSetContinuation(QFutureInterfaceBase *future, Continuation next, void *following)
    REAL(SET_CONTINUATION);
void wrappedSetContinuation(QFutureInterfaceBase *future, Continuation next, void *following)
    WRAPPED(SET_CONTINUATION);
void wrappedSetContinuation(QFutureInterfaceBase *future, Continuation next, void *following)
{
    handover::end();
    realSetContinuation(future, std::move(next), following);
}

#define RUN_CONTINUATION "_ZNK20QFutureInterfaceBase15runContinuationEv"
void realRunContinuation(const QFutureInterfaceBase *future) REAL(RUN_CONTINUATION);
void wrappedRunContinuation(const QFutureInterfaceBase *future) WRAPPED(RUN_CONTINUATION);
void wrappedRunContinuation(const QFutureInterfaceBase *future)
{
    handover::begin();
    realRunContinuation(future);
}

// The last of those that share a result deletes it.
#define DEREF "_ZNK20QFutureInterfaceBase6derefTEv"
bool realDeref(const QFutureInterfaceBase *future) REAL(DEREF);
bool wrappedDeref(const QFutureInterfaceBase *future) WRAPPED(DEREF);
bool wrappedDeref(const QFutureInterfaceBase *future)
{
    handover::end();
    const bool isShared = realDeref(future);
    if (!isShared)
        handover::begin();
    return isShared;
}
