// SPDX-License-Identifier: GPL-3.0-or-later
// What people type about a profile, put right and checked. ProfileStore.cpp has the file.
#include "app/api/Profile.h"

#include "app/api/Origin.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qint64 maxPem = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("api::Profile", text);
}

/// Without surrounding space and quotes, and without anything invisible inside.
QString withoutClutter(const QString &typed, QStringList &notes)
{
    QString text;
    for (const QChar c : typed) {
        if (!c.isSpace() && c.category() != QChar::Other_Control &&
            c.category() != QChar::Other_Format)
            text += c;
    }
    if (text != typed.trimmed())
        notes.append(tr(QT_TRANSLATE_NOOP("api::Profile", "Spaces were removed.")));
    static const QString quotes = u"\"'`<>“”‘’„"_s;
    const qsizetype before = text.size();
    while (!text.isEmpty() && quotes.contains(text.front()))
        text.remove(0, 1);
    while (!text.isEmpty() && quotes.contains(text.back()))
        text.chop(1);
    if (text.size() != before)
        notes.append(tr(QT_TRANSLATE_NOOP("api::Profile", "Quotation marks were removed.")));
    return text;
}

bool isMisspelt(const QString &host)
{
    return host == "iotcomms-io"_L1 || host.endsWith(".iotcomms-io"_L1);
}

QString withSpelling(QString host, QStringList &notes)
{
    if (!isMisspelt(host))
        return host;
    host[host.size() - 3] = u'.';
    notes.append(
        tr(QT_TRANSLATE_NOOP("api::Profile", "“iotcomms-io” was corrected to “iotcomms.io”.")));
    return host;
}

bool isHostName(const QString &text)
{
    static const QRegularExpression label(u"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"_s);
    return text.size() <= 253 && std::ranges::all_of(text.split(u'.'), [](const QString &part) {
               return label.match(part).hasMatch();
           });
}

QString domainProblem(const QString &domain)
{
    if (domain.isEmpty())
        return tr(QT_TRANSLATE_NOOP("api::Profile", "Enter the tenant domain."));
    if (domain.contains("://"_L1))
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "A domain has no scheme: remove what ends in “://”."));
    if (std::ranges::any_of(domain, [](QChar c) { return c.isSpace(); }))
        return tr(QT_TRANSLATE_NOOP("api::Profile", "A domain has no spaces: remove them."));
    if (domain.contains(u'/'))
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "A domain has no path: remove everything from the slash on."));
    if (domain.contains(u'_'))
        return tr(
            QT_TRANSLATE_NOOP("api::Profile", "A domain has no underscores: check its spelling."));
    if (isMisspelt(domain.toLower()))
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "The domain ends in “iotcomms-io”; write “iotcomms.io”."));
    if (!isHostName(domain))
        return tr(QT_TRANSLATE_NOOP(
            "api::Profile",
            "This is not a domain. It looks like customer47.prod-eu-north-1.iotcomms.io."));
    return {};
}

QString baseUrlProblem(const QUrl &url)
{
    if (url.isEmpty())
        return tr(QT_TRANSLATE_NOOP("api::Profile", "Enter the base URL."));
    const bool http = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!http && url.scheme() != "https"_L1))
        return tr(QT_TRANSLATE_NOOP(
            "api::Profile",
            "This is not a base URL. It looks like https://api.prod-eu-north-1.iotcomms.io."));
    if (isMisspelt(url.host()))
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "The host ends in “iotcomms-io”; write “iotcomms.io”."));
    if (!url.userInfo().isEmpty())
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "Remove the user name and password: requests carry a token."));
    if (url.hasQuery() || url.hasFragment())
        return tr(QT_TRANSLATE_NOOP(
            "api::Profile", "Remove everything from the “?” or “#” on: it cannot be kept."));
    if (!url.path().isEmpty() && url.path() != "/"_L1)
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "Remove the path: the console adds that of each service."));
    if (http && url.host().endsWith(".localhost"_L1))
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "Write 127.0.0.1 or localhost: a name server may send names "
                                    "that end in “.localhost” to another machine."));
    if (!mayCarryCredentials(url))
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "Use https: plain HTTP would show the token to others, and is "
                                    "only used to reach this machine."));
    return {};
}

/// Why a file cannot be read; empty when it can.
QString fileProblem(const QString &path, QByteArray &text)
{
    const QFileInfo info(path);
    if (!info.exists())
        return tr(QT_TRANSLATE_NOOP("api::Profile", "There is no file “%1”.")).arg(path);
    if (info.isDir())
        return tr(QT_TRANSLATE_NOOP("api::Profile", "“%1” is a folder; choose the file in it."))
            .arg(path);
    if (!info.isFile())
        return tr(QT_TRANSLATE_NOOP("api::Profile", "“%1” is not a file.")).arg(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tr(QT_TRANSLATE_NOOP("api::Profile",
                                    "“%1” cannot be read (%2). Check who may read it."))
            .arg(path, file.errorString());
    text = file.read(maxPem + 1);
    if (text.size() > maxPem)
        return tr(QT_TRANSLATE_NOOP("api::Profile", "“%1” is too large for a PEM file.")).arg(path);
    if (text.trimmed().isEmpty())
        return tr(QT_TRANSLATE_NOOP("api::Profile", "“%1” is empty.")).arg(path);
    return {};
}

QString caFileProblem(const QString &path)
{
    QByteArray text;
    if (path.isEmpty())
        return {};
    if (const QString problem = fileProblem(path, text); !problem.isEmpty())
        return problem;
    if (QSslCertificate::fromData(text, QSsl::Pem).isEmpty())
        return tr(QT_TRANSLATE_NOOP("api::Profile", "“%1” has no certificate in PEM form."))
            .arg(path);
    return {};
}

} // namespace

Corrected correctedDomain(const QString &typed)
{
    Corrected corrected;
    QString text = withoutClutter(typed, corrected.notes);
    if (const qsizetype scheme = text.indexOf("://"_L1); scheme >= 0) {
        text = text.sliced(scheme + 3);
        corrected.notes.append(tr(QT_TRANSLATE_NOOP("api::Profile", "The scheme was removed.")));
    }
    static const QRegularExpression pathStart(u"[/?#]"_s);
    if (const qsizetype path = text.indexOf(pathStart); path >= 0) {
        if (path + 1 < text.size())
            corrected.notes.append(tr(QT_TRANSLATE_NOOP("api::Profile", "The path was removed.")));
        text = text.first(path);
    }
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= 0) {
        text = text.sliced(at + 1);
        corrected.notes.append(
            tr(QT_TRANSLATE_NOOP("api::Profile", "What stood before the “@” was removed.")));
    }
    if (text.endsWith(u'.')) {
        while (text.endsWith(u'.'))
            text.chop(1);
        corrected.notes.append(
            tr(QT_TRANSLATE_NOOP("api::Profile", "The dot at the end was removed.")));
    }
    if (text != text.toLower()) {
        text = text.toLower();
        corrected.notes.append(
            tr(QT_TRANSLATE_NOOP("api::Profile", "Capital letters were made small.")));
    }
    corrected.text = withSpelling(text, corrected.notes);
    return corrected;
}

Corrected correctedBaseUrl(const QString &typed)
{
    Corrected corrected;
    QString text = withoutClutter(typed, corrected.notes);
    if (text.isEmpty())
        return corrected;
    qsizetype scheme = text.indexOf("://"_L1);
    if (scheme < 0) {
        text.prepend("https://"_L1);
        scheme = 5;
        corrected.notes.append(tr(QT_TRANSLATE_NOOP("api::Profile", "“https://” was added.")));
    }
    const qsizetype from = scheme + 3;
    static const QRegularExpression authorityEnd(u"[/?#]"_s);
    qsizetype end = text.indexOf(authorityEnd, from);
    end = end < 0 ? text.size() : end;
    static const QRegularExpression pathEnd(u"[?#]"_s);
    qsizetype rest = text.indexOf(pathEnd, end);
    rest = rest < 0 ? text.size() : rest;
    if (rest > end + 1)
        corrected.notes.append(tr(QT_TRANSLATE_NOOP(
            "api::Profile", "The path was removed: the console adds that of each service.")));
    // A query and a user name are left for validate() to speak of: they may be meant.
    const QString authority = text.sliced(from, end - from);
    const QString user = authority.first(authority.lastIndexOf(u'@') + 1);
    const QString hostAndPort = authority.sliced(user.size()).toLower();
    static const QRegularExpression portPattern(u":\\d*$"_s);
    const QString port = portPattern.match(hostAndPort).captured();
    QString host = hostAndPort.chopped(port.size());
    if (host.endsWith(u'.') && host.size() > 1)
        host.chop(1);
    corrected.text = text.first(scheme).toLower() + "://"_L1 + user +
                     withSpelling(host, corrected.notes) + port + text.sliced(rest);
    return corrected;
}

QString suggestedBaseUrl(const QString &domain)
{
    const QStringList labels = domain.toLower().split(u'.');
    const qsizetype count = labels.size();
    if (count < 4 || labels.at(count - 1) != "io"_L1 || labels.at(count - 2) != "iotcomms"_L1 ||
        !isHostName(domain))
        return {};
    return "https://api."_L1 + labels.at(count - 3) + ".iotcomms.io"_L1;
}

QList<ProfileProblem> validate(const Profile &profile)
{
    QList<ProfileProblem> problems;
    const auto add = [&](const QString &field, const QString &message) {
        if (!message.isEmpty())
            problems.append({.field = field, .message = message});
    };
    if (profile.name.trimmed().isEmpty())
        add(u"name"_s, tr(QT_TRANSLATE_NOOP("api::Profile", "Give the profile a name.")));
    if (profile.embeddedSandbox) // the console itself fills in the rest
        return problems;
    add(u"domain"_s, domainProblem(profile.domain));
    add(u"baseUrl"_s, baseUrlProblem(profile.baseUrl));
    if (profile.keyFile.isEmpty() && profile.keyId.isEmpty())
        add(u"keyFile"_s,
            tr(QT_TRANSLATE_NOOP("api::Profile", "Choose the file with the private key.")));
    add(u"caFile"_s, caFileProblem(profile.caFile));
    return problems;
}

QColor defaultColour(SafetyLevel level)
{
    switch (level) {
    case SafetyLevel::Sandbox:
        return QColor(0x2e, 0x7d, 0x5b);
    case SafetyLevel::Test:
        return QColor(0x2f, 0x6f, 0xb0);
    case SafetyLevel::Production:
        return QColor(0xb3, 0x3a, 0x3a);
    }
    return {};
}

} // namespace api
