// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/RequestBench.h"
#include "ui/resource/ReviewDialog.h"

namespace ui {

/// A request that changes something, shown once more before it goes to a real domain. In production
/// a DELETE also wants the last part of its path typed: the id.
class SendReview : public ReviewDialog
{
    Q_OBJECT

public:
    SendReview(const models::RequestBench::Preview &request, const api::Profile &profile,
               QWidget *parent = nullptr);

    /// The last part of the path of @p url, as people write it; empty: it has none.
    static QString idIn(const QString &url);
};

} // namespace ui
