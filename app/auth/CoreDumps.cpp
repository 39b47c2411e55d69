// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/CoreDumps.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace auth {

void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // The limit does not hold where the kernel pipes a dump into a program; this does.
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace auth
