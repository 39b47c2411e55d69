// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenWords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace auth::words {

namespace {

constexpr qsizetype mostShown = 120;
constexpr qsizetype longestDomain = 253;
constexpr char32_t replacement = 0xfffd;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(auth::TokenChecks)
};

bool isDeceptive(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // also reverses the direction of writing
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString moment(double unixSeconds)
{
    // The years 0 to 9999; also false for NaN.
    if (!(unixSeconds >= -62167219200.0 && unixSeconds < 253402300800.0))
        return Words::tr("no date of this calendar");
    using namespace std::chrono;
    const sys_seconds time{seconds(static_cast<qint64>(std::floor(unixSeconds)))};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 48> text{};
    const int size = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d UTC",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return QString::fromLatin1(text.data(), size);
}

QString span(double seconds)
{
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double day = 24 * hour;
    const double length = std::abs(seconds);
    if (!(length < 1e12))
        return Words::tr("more than 30,000 years");
    if (length >= 10 * day)
        return Words::tr("%n day(s)", nullptr, static_cast<int>(length / day));
    if (length >= 10 * hour)
        return Words::tr("%1 h %2 min")
            .arg(static_cast<int>(length / hour))
            .arg(static_cast<int>(std::fmod(length, hour) / minute));
    const double thousandths = std::round(length * 1000) / 1000;
    const int minutes = static_cast<int>(thousandths / minute);
    const double rest = std::fmod(thousandths, minute);
    const bool whole = rest == std::floor(rest);
    const QString restText =
        whole ? QString::number(static_cast<int>(rest)) : QString::number(rest, 'f', 3);
    if (minutes == 0)
        return Words::tr("%1 s").arg(restText);
    if (rest == 0)
        return Words::tr("%1 min").arg(minutes);
    return Words::tr("%1 min %2 s").arg(QString::number(minutes), restText);
}

QString about(double seconds)
{
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double day = 24 * hour;
    const double length = std::abs(seconds);
    if (!(length < 1e12))
        return Words::tr("more than 30,000 years");
    if (length >= 2 * day)
        return Words::tr("%n day(s)", nullptr, static_cast<int>(length / day));
    if (length >= 2 * hour)
        return Words::tr("%1 h").arg(static_cast<int>(length / hour));
    if (length >= minute)
        return Words::tr("%1 min").arg(static_cast<int>(length / minute));
    return Words::tr("%1 s").arg(static_cast<int>(length));
}

QString harmless(std::string_view utf8)
{
    const bool cut = utf8.size() > 4 * mostShown;
    const QString text =
        QString::fromUtf8(utf8.data(), cut ? 4 * mostShown : qsizetype(utf8.size()));
    QString out;
    qsizetype count = 0;
    for (const char32_t c : text.toUcs4()) {
        if (++count > mostShown)
            break;
        out += QChar::fromUcs4(isDeceptive(c) ? replacement : c);
    }
    if (cut || count > mostShown)
        out += u'…';
    return out;
}

QString quoted(std::string_view utf8)
{
    return u'"' + harmless(utf8) + u'"';
}

QString shown(json::Value value)
{
    if (value.isString())
        return quoted(value.text());
    return value.isNumber() ? harmless(value.text()) : harmless(value.serialize());
}

std::optional<qsizetype> editDistance(const QString &left, const QString &right)
{
    if (left.size() > longestDomain || right.size() > longestDomain)
        return std::nullopt;
    std::vector<qsizetype> row(static_cast<std::size_t>(right.size()) + 1);
    std::ranges::iota(row, qsizetype(0));
    for (qsizetype i = 0; i < left.size(); ++i) {
        qsizetype diagonal = row[0]++;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const bool same = left[i] == right[static_cast<qsizetype>(j) - 1];
            const qsizetype changed = diagonal + (same ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

QString domainHint(const QString &subject, const QString &domain)
{
    if (subject.size() > longestDomain || domain.size() > longestDomain)
        return {};
    if (subject.trimmed() == domain)
        return Words::tr("It has white space around it.");
    if (subject.contains(u"://"))
        return Words::tr("It is an address: leave out what is not the domain.");
    if (subject.compare(domain, Qt::CaseInsensitive) == 0)
        return Words::tr("They differ only in upper and lower case.");
    if (subject == domain + u'.')
        return Words::tr("It has a dot at the end.");
    if (subject.endsWith("iotcomms-io"_L1, Qt::CaseInsensitive))
        return Words::tr("The platform's domains end in iotcomms.io, with a dot.");

    const auto customerOf = [](const QString &text) { return text.section(u'.', 0, 0); };
    const auto parentOf = [](const QString &text) { return text.section(u'.', 1); };
    if (editDistance(subject, domain).value_or(longestDomain) <= 2)
        return Words::tr("This looks like a typing mistake.");
    if (customerOf(subject) == customerOf(domain) && !customerOf(domain).isEmpty())
        return Words::tr("It is the same customer in another region or environment.");
    if (parentOf(subject) == parentOf(domain) && !parentOf(domain).isEmpty())
        return Words::tr("It is another customer in the same region.");
    return {};
}

} // namespace auth::words
