// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changes/ResultProxy.h"

#include "models/StagedReview.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;
using models::StagedReview;
using State = StagedReview::State;

namespace {

std::pair<QString, Colour> lookOf(State state)
{
    switch (state) {
    case State::Done:
        return {u"ok"_s, Colour::Ok};
    case State::Failed:
        return {u"error"_s, Colour::Bad};
    case State::Conflict:
    case State::Refused:
        return {u"warning"_s, Colour::Warn};
    case State::Sending:
        return {u"send"_s, Colour::Accent};
    case State::Waiting:
        return {u"clock"_s, Colour::Muted};
    case State::Ready:
        break;
    }
    return {{}, Colour::Text};
}

} // namespace

QVariant ResultProxy::data(const QModelIndex &index, int role) const
{
    const bool isOurs = role == Qt::DecorationRole || role == Qt::ForegroundRole;
    if (!isOurs || !index.isValid() || index.column() != StagedReview::Result)
        return QIdentityProxyModel::data(index, role);
    const auto state =
        QIdentityProxyModel::data(index, StagedReview::StateRole).value<StagedReview::State>();
    const auto [name, tone] = lookOf(state);
    if (role == Qt::ForegroundRole)
        return colour(tone);
    return name.isEmpty() ? QVariant() : QVariant(icon(name, tone));
}

} // namespace ui
