// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/ServiceBase.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qsizetype maxDescription = 100'000; // characters that are searched
constexpr qsizetype maxUrl = 2000;

/// Path templates of the document begin with @p prefix themselves: it is no base of theirs.
bool pathsRepeat(OpenApiDocument &document, const QString &prefix)
{
    const Located paths = OpenApiDocument::member(document.root(), "paths");
    if (prefix.isEmpty() || paths.value.size() == 0)
        return false;
    const std::string beginning = prefix.toStdString() + '/';
    for (const auto &[name, value] : paths.value.members()) {
        if (name.starts_with('/') && !name.starts_with(beginning))
            return false;
    }
    return true;
}

QString withDefaults(OpenApiDocument &document, const Located &server)
{
    QString url = document.string(server, "url").left(maxUrl);
    const Located variables = document.object(server, "variables");
    for (const auto &[name, value] : variables.value.members()) {
        const Located variable = OpenApiDocument::inside(variables, name, value);
        if (!variable.value.isObject())
            continue;
        const QString key = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        QString byDefault = document.string(variable, "default").left(maxUrl);
        // "/{basePath}" with the default "/prod", as gateways export it
        if (byDefault.startsWith(u'/') && url.contains(u"/{"_s + key + u'}'))
            byDefault.remove(0, 1);
        url.replace(u'{' + key + u'}', byDefault);
        if (url.size() > maxUrl)
            return {};
    }
    return url;
}

QString hostOf(const QString &url)
{
    return QUrl(url).host();
}

/// The stage in the path of a gateway's own host name is no part of the platform's paths.
bool isGatewayHost(const QString &host)
{
    return host.contains(".execute-api."_L1);
}

QString baseInText(const QString &text)
{
    static const QRegularExpression labelled(
        u"base\\s*(?:-\\s*)?url\\W{0,20}?(https?://[^\\s<>\"'`)\\]*]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression any(u"https://api\\.[^\\s<>\"'`)\\]*]+"_s);
    for (const auto &[expression, group] : {std::pair(&labelled, 1), std::pair(&any, 0)}) {
        const QRegularExpressionMatch match = expression->match(text);
        if (!match.hasMatch())
            continue;
        QString url = match.captured(group).left(maxUrl);
        while (!url.isEmpty() && u".,;:!?"_s.contains(url.back()))
            url.chop(1);
        if (!url.contains(u'{') || !pathOfServer(url).contains(u'{'))
            return url;
    }
    return {};
}

} // namespace

QString pathOfServer(const QString &url)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    const qsizetype slash = url.indexOf(u'/', scheme < 0 ? 0 : scheme + 3);
    QString path = slash < 0 ? QString() : url.sliced(slash);
    if (const qsizetype end = path.indexOf(u'?'); end >= 0)
        path.truncate(end);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

ServiceBase ServiceBase::of(OpenApiDocument &document)
{
    ServiceBase base;
    const Located servers = document.array(document.root(), "servers");
    const Located first =
        document.resolved(OpenApiDocument::element(servers, servers.value.at(0), 0));
    base.url = withDefaults(document, first);
    if (!base.url.isEmpty() && base.url != "/"_L1) {
        base.origin = Origin::Servers;
    } else {
        const Located info = document.object(document.root(), "info");
        base.url = baseInText(document.string(info, "description").left(maxDescription));
        base.origin = base.url.isEmpty() ? Origin::Nowhere : Origin::Description;
    }
    base.host = hostOf(base.url);
    if (!isGatewayHost(base.host))
        base.prefix = pathOfServer(base.url);
    if (pathsRepeat(document, base.prefix))
        base.prefix.clear();
    return base;
}

} // namespace api
