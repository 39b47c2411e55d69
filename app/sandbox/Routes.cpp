// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Routes.h"

#include "app/api/PathIndex.h"

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

} // namespace

Routes::Routes(std::shared_ptr<const api::Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
{
    for (const api::ResourceType &resource : m_catalogue->resources()) {
        m_targets.insert(api::pathShape(resource.collectionPath),
                         {Route::Kind::Collection, &resource, {}});
        if (!resource.itemPath.isEmpty()) {
            m_targets.insert(api::pathShape(resource.itemPath),
                             {Route::Kind::Item, &resource, resource.idParameter});
        }
        if (resource.file) {
            m_files.insert(api::pathShape(resource.file->path),
                           {Route::Kind::File, &resource, resource.idParameter});
        }
        if (resource.bulk) {
            m_targets.insert(api::pathShape(resource.bulk->path),
                             {Route::Kind::Bulk, &resource, resource.bulk->idParameter});
        }
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
    if (const Target *found = target(*match->operation)) {
        route.kind = found->kind;
        route.resource = found->resource;
        // Documents may call one and the same parameter by different names.
        QString name = found->idParameter;
        const auto segments = api::pathSegments(match->operation->path);
        for (qsizetype i = segments ? segments->size() : 0;
             i > 0 && !name.isEmpty() && !match->parameters.contains(name); --i) {
            if (!segments->at(i - 1).isLiteral())
                name = segments->at(i - 1).parameter;
        }
        route.id = match->parameters.value(name);
        route.scope = scope(*match, name);
    }
    return route;
}

/// The file and the item may have one path: then PATCH alone is about the item.
const Routes::Target *Routes::target(const api::Operation &operation) const
{
    const QString shape = api::pathShape(operation.path);
    if (operation.method != api::Method::Patch && operation.method != api::Method::Post) {
        if (const auto file = m_files.constFind(shape); file != m_files.constEnd())
            return &*file;
    }
    const auto found = m_targets.constFind(shape);
    return found == m_targets.constEnd() ? nullptr : &*found;
}

QString Routes::scope(const api::Catalogue::Match &match, const QString &idParameter)
{
    QString scope;
    const auto segments = api::pathSegments(match.operation->path);
    for (const api::PathSegment &segment : segments.value_or(QList<api::PathSegment>())) {
        if (!segment.isLiteral() && segment.parameter != idParameter &&
            segment.parameter != "domain"_L1)
            scope += u'/' + match.parameters.value(segment.parameter);
    }
    return scope;
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
