// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Routes.h"

#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool hasMediaType(const QList<api::Body> &bodies, QLatin1StringView mediaType)
{
    return std::ranges::any_of(
        bodies, [mediaType](const api::Body &body) { return body.mediaType == mediaType; });
}

} // namespace

Routes::Routes(std::shared_ptr<const api::Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
{
    for (const api::ResourceType &resource : m_catalogue->resources()) {
        m_targets.insert(resource.collectionPath, {Route::Kind::Collection, &resource, {}});
        if (!resource.itemPath.isEmpty()) {
            m_targets.insert(resource.itemPath,
                             {Route::Kind::Item, &resource, resource.idParameter});
        }
    }
    for (const api::Operation &operation : m_catalogue->operations())
        addBulk(operation);
}

void Routes::addBulk(const api::Operation &operation)
{
    if (!hasMediaType(operation.requestBodies, "text/csv"_L1))
        return;
    for (const api::ResourceType &resource : m_catalogue->resources()) {
        const QString start = resource.collectionPath + u"/bulk/{"_s;
        if (!operation.path.startsWith(start) || !operation.path.endsWith(u'}'))
            continue;
        const QString name = operation.path.sliced(start.size()).chopped(1);
        if (!name.contains(u'/'))
            m_targets.insert(operation.path, {Route::Kind::Bulk, &resource, name});
    }
}

std::optional<Route> Routes::find(api::Method method, const QString &path) const
{
    const auto match = m_catalogue->match(method, path);
    if (!match || !match->operation)
        return {};
    Route route;
    route.operation = match->operation;
    if (const auto domain = match->parameters.constFind(u"domain"_s);
        domain != match->parameters.constEnd())
        route.domain = *domain;
    const auto target = m_targets.constFind(match->operation->path);
    if (target != m_targets.constEnd()) {
        route.kind = target->kind;
        route.resource = target->resource;
        route.id = match->parameters.value(target->idParameter);
    }
    return route;
}

QByteArray Routes::allowed(const QString &path) const
{
    const QList<api::Method> methods = m_catalogue->methods(path);
    if (methods.isEmpty())
        return {};
    QByteArrayList names{"OPTIONS"};
    for (const api::Method method : methods) {
        if (const QByteArray name = api::toByteArray(method); !names.contains(name))
            names.append(name);
    }
    std::ranges::sort(names);
    return names.join(',');
}

bool Routes::isSound(std::string_view path)
{
    QByteArray decoded;
    decoded.reserve(static_cast<qsizetype>(path.size()));
    for (std::size_t i = 0; i < path.size(); ++i) {
        char c = path[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7f)
            return false;
        if (c == '%') {
            if (path.size() - i < 3)
                return false;
            const int high = hexDigit(path[i + 1]);
            const int low = hexDigit(path[i + 2]);
            if (high < 0 || low < 0)
                return false;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (isControl(c))
            return false;
        decoded.append(c);
    }
    return decoded.isValidUtf8();
}

} // namespace sandbox
