// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/SigningModel.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace models {

using namespace Qt::StringLiterals;

namespace {

QString timeOf(qint64 milliseconds)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(milliseconds),
                              u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace

SigningModel::SigningModel(api::Session *session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    refresh();
}

void SigningModel::refresh()
{
    const auto tokens = m_session ? m_session->tokens() : nullptr;
    std::vector<auth::TokenSource::Signing> signings;
    if (tokens)
        signings = tokens->history();
    std::ranges::reverse(signings);
    const auto numberOf = [](const auto &list) { return list.empty() ? 0 : list[0].generation; };
    if (signings.size() == m_signings.size() && numberOf(signings) == numberOf(m_signings))
        return;
    beginResetModel();
    m_signings = std::move(signings);
    endResetModel();
}

int SigningModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_signings.size());
}

int SigningModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant SigningModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Number)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const auto &signing = m_signings[std::size_t(index.row())];
    switch (index.column()) {
    case Number:
        return signing.generation;
    case SignedAt:
        return timeOf(signing.at);
    case Why:
        return auth::TokenSource::inWords(signing.reason);
    case Expires:
        return timeOf(signing.expiresAt * 1000);
    default:
        return {};
    }
}

QVariant SigningModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case SignedAt:
        return tr("Signed");
    case Why:
        return tr("Why");
    case Expires:
        return tr("Expires");
    default:
        return {};
    }
}

} // namespace models
