// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

namespace auth {
class KeyStore;
}

namespace models {

/// A key pair that a profile can sign with, for a list to choose from.
struct KeyChoice
{
    QString id;
    QString name;    ///< "Care homes (NzbLsXh8)": with the beginning of its thumbprint
    QString details; ///< bits and thumbprint, or what keeps it from being used
    bool usable = true;

    bool operator==(const KeyChoice &) const = default;
};

/// The keys of a key store for one use, without those that are retired or compromised.
class KeyChoices : public QObject
{
    Q_OBJECT

public:
    /// @p store outlives it.
    explicit KeyChoices(auth::KeyStore *store, QObject *parent = nullptr);

    enum class For { Requests, Callbacks };
    QList<KeyChoice> list(For what = For::Requests) const;
    /// Any key, also one that is not in the list; one that is gone says so.
    KeyChoice choice(const QString &id, For what = For::Requests) const;
    /// Why a key file with this thumbprint (RFC 7638) signs no requests although it could: it is a
    /// callback or a compromised pair of the store. Empty: it may.
    QString whyNotForRequests(const QString &thumbprint) const;

Q_SIGNALS:
    void changed();

private:
    auth::KeyStore *m_store;
};

} // namespace models
