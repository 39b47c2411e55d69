// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkRun.h"

namespace cli {

/// Tells on standard error how a bulk run goes, until it is over or has stopped by itself.
class BulkProgress
{
public:
    explicit BulkProgress(models::BulkRun &run)
        : m_run(run)
    {
    }
    void wait();

private:
    void tell() const;

    models::BulkRun &m_run;
};

} // namespace cli
