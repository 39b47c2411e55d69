// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "app/auth/TokenRecipe.h"

#include <QObject>
#include <QPointer>

#include <expected>
#include <optional>

namespace models {

/// Makes tokens with the key of the session, for people who want to see how. Nothing is stored.
class TokenMaker : public QObject
{
    Q_OBJECT

public:
    explicit TokenMaker(api::Session *session, QObject *parent = nullptr);

    /// Why no token can be made now, as a sentence; empty: it can.
    QString whyNot() const;
    QString domain() const;
    QString keyName() const; ///< thumbprint of the key that signs

    /// @p minutes from iat to exp; nothing: without exp. The error is a sentence.
    std::expected<auth::TokenRecipe, QString> make(std::optional<int> minutes,
                                                   const QString &extraClaims);
    /// A request that shows the token at work: the first list of the catalogue.
    QString curl(const auth::TokenRecipe &recipe) const;

Q_SIGNALS:
    void changed(); ///< whyNot() and the key

private:
    QPointer<api::Session> m_session;
};

} // namespace models
