// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TokenMaker.h"

#include "models/KnownLists.h"

#include <QDateTime>

namespace models {

TokenMaker::TokenMaker(api::Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &api::Session::keyStateChanged, this, &TokenMaker::changed);
}

QString TokenMaker::whyNot() const
{
    if (!m_session)
        return tr("No profile is open.");
    if (m_session->tokens())
        return {};
    const QString problem = m_session->keyProblem();
    return problem.isEmpty() ? tr("The key is being read.") : problem;
}

QString TokenMaker::domain() const
{
    return m_session ? m_session->profile().domain : QString();
}

QString TokenMaker::keyName() const
{
    return m_session ? m_session->keyThumbprint() : QString();
}

std::expected<auth::TokenRecipe, QString> TokenMaker::make(std::optional<int> minutes,
                                                           const QString &extraClaims)
{
    const auto tokens = m_session ? m_session->tokens() : nullptr;
    if (!tokens)
        return std::unexpected(whyNot());
    auth::TokenRecipe::Order order;
    order.domain = domain();
    const qint64 now = QDateTime::currentMSecsSinceEpoch() + tokens->clockOffset();
    order.issuedAt = now / 1000;
    order.lifetime = minutes ? std::optional<qint64>(qint64{*minutes} * 60) : std::nullopt;
    order.extraClaims = extraClaims.trimmed().toUtf8();
    auto recipe = auth::TokenRecipe::make(order, tokens->key());
    if (!recipe)
        return std::unexpected(recipe.error().message);
    return std::move(*recipe);
}

QString TokenMaker::curl(const auth::TokenRecipe &recipe) const
{
    if (!m_session)
        return {};
    auth::TokenRecipe::Curl options;
    options.url = m_session->profile().baseUrl.toString(QUrl::FullyEncoded);
    const QList<const api::ResourceType *> lists = knownLists(m_session->catalogue());
    if (!lists.isEmpty()) {
        QString path = lists.constFirst()->collectionPath;
        const QHash<QString, QString> values = m_session->pathValues();
        for (auto value = values.cbegin(); value != values.cend(); ++value)
            path.replace(u'{' + value.key() + u'}', value.value());
        options.url += path;
    }
    return recipe.curl(options);
}

} // namespace models
