// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <vector>

namespace models {

/// The tokens that were signed in this run, newest first: when, why, and until when they hold.
class SigningModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, SignedAt, Why, Expires, ColumnCount };

    explicit SigningModel(api::Session *session, QObject *parent = nullptr);

    /// Looks whether there are more: nothing tells when a worker signs.
    void refresh();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QPointer<api::Session> m_session;
    std::vector<auth::TokenSource::Signing> m_signings; ///< newest first
};

} // namespace models
