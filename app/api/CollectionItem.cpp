// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/CollectionItem.h"

#include "app/api/Redaction.h"
#include "app/api/SecretNames.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

bool isVariable(const QString &text)
{
    static const QRegularExpression pattern(u"^\\s*\\{\\{[\\w.$-]+\\}\\}\\s*$"_s);
    return pattern.match(text).hasMatch();
}

/// @p redacted with the variables of @p original, which stands for the same text.
void write(json::Writer &out, json::Value original, json::Value redactedValue)
{
    if (redactedValue.isObject() && original.isObject()) {
        out.beginObject();
        for (const auto [name, value] : redactedValue.members()) {
            out.name(name);
            write(out, original[name], value);
        }
        out.endObject();
    } else if (redactedValue.isArray() && original.isArray() &&
               original.size() == redactedValue.size()) {
        out.beginArray();
        auto from = original.elements().begin();
        for (const json::Value value : redactedValue.elements()) {
            write(out, *from, value);
            ++from;
        }
        out.endArray();
    } else if (original.isString() && isVariable(QString::fromUtf8(original.text()))) {
        out.value(original);
    } else {
        out.value(redactedValue);
    }
}

std::optional<json::Document> parsed(const QByteArray &text)
{
    auto document = json::Document::parse({text.constData(), std::size_t(text.size())});
    return document ? std::optional(*document) : std::nullopt;
}

QByteArray withoutSecrets(const QByteArray &body, const QByteArray &type)
{
    const QByteArray clean = redactedBody(body, type);
    if (clean == body)
        return body;
    const auto before = parsed(body);
    const auto after = parsed(clean);
    if (!before || !after)
        return clean;
    json::Writer out(json::Style::Pretty);
    write(out, before->root(), after->root());
    return QByteArray::fromStdString(out.take());
}

bool isSecret(const QString &name)
{
    const std::string normalized = normalizedName(name.toStdString());
    return isSecretName(normalized) || isSecretHeader(normalized);
}

bool dropFrom(QList<NamedValue> &pairs, const QString &mark)
{
    bool any = false;
    for (NamedValue &pair : pairs) {
        if (pair.value.isEmpty() || isVariable(pair.value))
            continue;
        const QString clean = isSecret(pair.name) ? mark : redacted(pair.value);
        if (clean == pair.value)
            continue;
        pair.value = isSecret(pair.name) || mark.isEmpty() ? mark : clean;
        any = true;
    }
    return any;
}

} // namespace

CollectionItem *CollectionItem::add(std::unique_ptr<CollectionItem> item)
{
    item->parent = this;
    items.push_back(std::move(item));
    return items.back().get();
}

int CollectionItem::row() const
{
    if (!parent)
        return 0;
    const auto at =
        std::ranges::find(parent->items, this, [](const auto &item) { return item.get(); });
    return int(at - parent->items.begin());
}

QList<NamedValue> CollectionItem::allVariables() const
{
    QList<NamedValue> all;
    for (const CollectionItem *at = this; at; at = at->parent) {
        for (const NamedValue &variable : at->variables) {
            if (std::ranges::none_of(
                    all, [&](const NamedValue &known) { return known.name == variable.name; }))
                all.append(variable);
        }
    }
    return all;
}

std::size_t CollectionItem::requestCount() const
{
    std::size_t count = request ? 1 : 0;
    for (const auto &item : items)
        count += item->requestCount();
    return count;
}

bool dropSecrets(SavedRequest &request)
{
    const SavedRequest before = request;
    request.headers.removeIf([](const NamedValue &header) {
        return header.name.compare("Authorization"_L1, Qt::CaseInsensitive) == 0;
    });
    QByteArray type;
    for (const NamedValue &header : std::as_const(request.headers)) {
        if (header.name.compare("Content-Type"_L1, Qt::CaseInsensitive) == 0)
            type = header.value.toUtf8();
    }
    dropFrom(request.headers, u"[redacted]"_s);
    dropFrom(request.query, u"[redacted]"_s);
    request.path = redacted(request.path);
    request.body = withoutSecrets(request.body, type);
    return request != before;
}

bool dropSecrets(QList<NamedValue> &variables)
{
    return dropFrom(variables, {});
}

} // namespace api
