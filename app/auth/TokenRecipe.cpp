// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenRecipe.h"

#include "app/auth/Jwt.h"
#include "app/auth/TokenChecks.h"
#include "app/auth/TokenWords.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace auth {

namespace {

constexpr std::array<std::string_view, 3> ownClaims{"sub", "iat", "exp"};
constexpr qsizetype manyBytes = 8 * 1024;
constexpr qint64 longestLifetime = 100LL * 366 * 24 * 3600;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(auth::TokenRecipe)
};

using Order = TokenRecipe::Order;
using Failure = std::unexpected<TokenRecipe::Error>;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::expected<json::Document, TokenRecipe::Error> readExtra(const Order &order)
{
    const QByteArray text = order.extraClaims.trimmed();
    if (text.isEmpty())
        return json::Document();
    auto extra = json::Document::parse(viewOf(text), {.refuseDuplicateNames = true});
    if (!extra)
        return Failure({Words::tr("The extra claims are not valid JSON: %1.")
                            .arg(QString::fromStdString(extra.error().toString()))});
    if (!extra->root().isObject())
        return Failure({Words::tr("The extra claims must be a JSON object: {\"name\": value}.")});
    if (order.mayReplace)
        return std::move(*extra);
    for (const std::string_view name : ownClaims) {
        if (extra->root()[name])
            return Failure({Words::tr("The extra claims contain %1, which is made from the domain "
                                      "and the life time. Take it out.")
                                .arg(textOf(name))});
    }
    return std::move(*extra);
}

std::expected<void, TokenRecipe::Error> checkOrder(const Order &order)
{
    if (order.domain.isEmpty())
        return Failure({Words::tr("There is no domain: choose a profile, or type one.")});
    if (order.lifetime && (*order.lifetime <= 0 || *order.lifetime > longestLifetime))
        return Failure({Words::tr("The life time must be at least one second, and at most 100 "
                                  "years.")});
    constexpr qint64 farthest = 100'000'000'000; // beyond, it would look like milliseconds
    if (order.issuedAt < -farthest || order.issuedAt > farthest)
        return Failure({Words::tr("The time of issue is out of all range.")});
    return {};
}

QByteArray claimsOf(const Order &order, json::Value extra)
{
    json::Writer writer;
    writer.beginObject();
    const auto own = [&](std::string_view name, const auto &write) {
        writer.name(name);
        if (const json::Value replaced = extra[name])
            writer.value(replaced);
        else
            write();
    };
    own("sub", [&] { writer.string(order.domain.toStdString()); });
    own("iat", [&] { writer.integer(order.issuedAt); });
    if (order.lifetime || extra["exp"])
        own("exp", [&] { writer.integer(order.issuedAt + order.lifetime.value_or(0)); });
    for (const auto [name, value] : extra.members()) {
        if (!std::ranges::contains(ownClaims, name))
            writer.name(name).value(value);
    }
    return QByteArray::fromStdString(writer.endObject().take());
}

QStringList remarksOn(const Order &order, json::Value extra, qsizetype size)
{
    QStringList remarks;
    for (const std::string_view name : ownClaims) {
        if (extra[name])
            remarks += Words::tr("%1 is the one of the extra claims, %2.")
                           .arg(textOf(name), words::shown(extra[name]));
    }
    if (!extra["exp"] && !extra["iat"]) {
        if (!order.lifetime)
            remarks += Words::tr("Without exp the token is good for 60 minutes.");
        else if (*order.lifetime > maximumLifetime)
            remarks += Words::tr("The platform refuses a token that lives longer than 90 minutes.");
        else if (*order.lifetime > maximumAge)
            remarks += Words::tr("The platform takes no token that was issued more than 60 "
                                 "minutes ago: the rest of its life is of no use.");
    }
    if (size > manyBytes)
        remarks += Words::tr("The token is longer than 8 KiB: many servers refuse such a header.");
    return remarks;
}

/// A name in an object literal. "__proto__" would set the prototype instead.
QString literalName(std::string_view name)
{
    const QString quoted = QString::fromStdString(json::quoted(name));
    return name == "__proto__" ? u"[%1]"_s.arg(quoted) : quoted;
}

QString literalValue(json::Value value)
{
    const std::string text = value.serialize();
    if (text.contains("\"__proto__\""))
        return u"JSON.parse(%1)"_s.arg(QString::fromStdString(json::quoted(text)));
    return QString::fromStdString(text);
}

} // namespace

std::expected<TokenRecipe, TokenRecipe::Error> TokenRecipe::make(const Order &order,
                                                                 const RsaKeyPair &key)
{
    if (const auto good = checkOrder(order); !good)
        return std::unexpected(good.error());
    const auto extra = readExtra(order);
    if (!extra)
        return std::unexpected(extra.error());
    const json::Value root = extra->root();
    TokenRecipe recipe;
    recipe.header = usualHeader();
    recipe.claims = claimsOf(order, root);
    recipe.token = signClaims(recipe.claims, key);
    if (recipe.token.size() > maximumTokenBytes)
        return Failure({Words::tr("The token would have %1 bytes; at most 16,384 are taken. Leave "
                                  "out some of the extra claims.")
                            .arg(recipe.token.size())});
    recipe.remarks = remarksOn(order, root, recipe.token.size());
    recipe.m_timesAreOurs = !root["iat"] && !root["exp"];
    recipe.m_lifetime = order.lifetime;
    return recipe;
}

QString TokenRecipe::curl(const Curl &options) const
{
    QString call = u"curl --fail-with-body --globoff"_s;
    if (options.method == u"HEAD")
        call += u" --head"_s;
    else if (options.method != u"GET")
        call += u" --request "_s + shellWord(options.method);
    const QString url = u" --url "_s + shellWord(options.url);
    switch (options.place) {
    case TokenPlace::Environment:
        // printf belongs to the shell: the token is in no process's argument list.
        return u"printf 'Authorization: Bearer %s\\n' \"$IOTCOMMS_TOKEN\" | "_s + call +
               u" --header @-"_s + url;
    case TokenPlace::File:
        return u"{ printf 'Authorization: Bearer '; cat < "_s + shellWord(options.tokenFile) +
               u"; } | "_s + call + u" --header @-"_s + url;
    case TokenPlace::Literal:
        return call + u" --header "_s +
               shellWord(u"Authorization: Bearer "_s + QString::fromLatin1(token)) + url;
    }
    Q_UNREACHABLE_RETURN({});
}

QString TokenRecipe::literal(NodeTimes times) const
{
    const auto document = json::Document::parse(viewOf(claims));
    if (!document)
        return {};
    const bool computed = times == NodeTimes::Now && m_timesAreOurs;
    QStringList members;
    for (const auto [name, value] : document->root().members()) {
        QString text = literalValue(value);
        if (computed && name == "iat")
            text = u"now"_s;
        else if (computed && name == "exp")
            text = u"now + %1"_s.arg(m_lifetime.value_or(0));
        members += literalName(name) + u": "_s + text;
    }
    return u"{ "_s + members.join(u", "_s) + u" }"_s;
}

QString TokenRecipe::node(const QString &keyFile, NodeTimes times) const
{
    QString lines = u"// npm install jsonwebtoken\n"
                    "const { readFileSync } = require('node:fs');\n"
                    "const jwt = require('jsonwebtoken');\n"_s;
    if (times == NodeTimes::Now && m_timesAreOurs)
        lines += u"const now = Math.floor(Date.now() / 1000);\n"_s;
    lines += u"const claims = "_s + literal(times) + u";\n"_s;
    lines += u"const key = readFileSync("_s +
             QString::fromStdString(json::quoted(keyFile.toStdString())) + u");\n"_s;
    return lines + u"console.log(jwt.sign(claims, key, { algorithm: 'RS256' }));\n"_s;
}

QString TokenRecipe::shellWord(const QString &text)
{
    QString word = text;
    word.remove(QChar(u'\0')); // no shell can hold it
    const bool isPlain = !word.isEmpty() && std::ranges::all_of(word, [](QChar c) {
        return (c.unicode() < 0x80 && c.isLetterOrNumber()) || u"_./:@%+,-="_s.contains(c);
    });
    if (isPlain)
        return word;
    return u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace auth
