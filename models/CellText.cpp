// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/CellText.h"

#include "app/json/Writer.h"
#include "models/CellTime.h"
#include "models/PhoneText.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qsizetype maximumCharacters = 1000;
constexpr std::size_t maximumBytes = 4 * maximumCharacters;
constexpr std::size_t mostJoined = 20; // elements of an array that are shown one by one
constexpr int deepestShown = 32;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(models::CellText)
};

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

bool isScalar(json::Value value)
{
    return !value.isArray() && !value.isObject();
}

/// Characters that would move, hide or reorder their neighbours become visible.
QChar shown(QChar c)
{
    constexpr QChar visibleSpace(0x2423);
    switch (c.unicode()) {
    case u'\n':
    case u'\r':
    case 0x2028:
    case 0x2029:
        return visibleSpace;
    case u'\t':
        return u' ';
    default:
        break;
    }
    const bool reorders = (c.unicode() >= 0x202A && c.unicode() <= 0x202E) ||
                          (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
    const bool isControl = c.category() == QChar::Other_Control;
    return reorders || isControl ? QChar(QChar::ReplacementCharacter) : c;
}

QString oneLine(std::string_view utf8)
{
    // Cut before converting: a cell may hold megabytes. A character cut in two is dropped below.
    const bool isCut = utf8.size() > maximumBytes;
    QString text = fromUtf8(utf8.substr(0, maximumBytes));
    text.replace(u"\r\n"_s, u"\n"_s);
    for (QChar &c : text)
        c = shown(c);
    if (isCut || text.size() > maximumCharacters) {
        qsizetype length = std::min(text.size(), maximumCharacters - 1);
        if (length > 0 && text.at(length - 1).isHighSurrogate())
            --length;
        text.truncate(length);
        text += QChar(0x2026);
    }
    return text;
}

/// Compact JSON, but never more than is shown: a member may be as large as the reply.
void appendJson(std::string &out, json::Value value, int depth)
{
    if (out.size() > maximumBytes)
        return;
    if (isScalar(value)) {
        out += value.isString() ? json::quoted(value.text().substr(0, maximumBytes))
                                : value.serialize();
        return;
    }
    if (depth >= deepestShown) {
        out += "\u2026";
        return;
    }
    const bool isArray = value.isArray();
    out += isArray ? '[' : '{';
    bool first = true;
    const auto separate = [&] {
        if (!first)
            out += ", ";
        first = false;
        return out.size() <= maximumBytes;
    };
    for (json::Value element : value.elements()) {
        if (!separate())
            break;
        appendJson(out, element, depth + 1);
    }
    for (const auto [name, member] : value.members()) {
        if (!separate())
            break;
        out += json::quoted(name.substr(0, maximumBytes));
        out += ": ";
        appendJson(out, member, depth + 1);
    }
    out += isArray ? ']' : '}';
}

QString arrayText(json::Value array)
{
    const auto elements = array.elements();
    const bool joins = array.size() <= mostJoined && std::ranges::all_of(elements, isScalar);
    if (!joins)
        return Words::tr("%n item(s)", nullptr, int(array.size()));
    std::string text;
    for (json::Value element : elements) {
        if (!text.empty())
            text += ", ";
        text += element.isString() ? std::string(element.text()) : element.serialize();
    }
    return oneLine(text);
}

/// "34 s", "2:05", "1:02:05" from seconds.
QString durationText(double seconds)
{
    const auto whole = std::int64_t(std::llround(std::abs(seconds)));
    const QString sign = seconds < 0 && whole > 0 ? u"-"_s : QString();
    if (whole < 60)
        return sign + Words::tr("%1 s").arg(whole);
    const auto twoDigits = [](std::int64_t n) { return u"%1"_s.arg(n, 2, 10, QChar(u'0')); };
    const QString rest = twoDigits(whole / 60 % 60) + u':' + twoDigits(whole % 60);
    if (whole < 3600)
        return sign + QString::number(whole / 60) + u':' + twoDigits(whole % 60);
    return sign + QString::number(whole / 3600) + u':' + rest;
}

/// "80 ms", and from a second on as any duration.
QString millisecondsText(double ms)
{
    if (std::abs(ms) >= 1000)
        return durationText(ms / 1000);
    return Words::tr("%1 ms").arg(QLocale::c().toString(ms, 'g', 6));
}

/// "0a1b2c3d4e5f" as "0A:1B:2C:3D:4E:5F"; anything else as it is.
QString macText(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c == u':' || c == u'-' || c == u'.')
            continue;
        const QChar upper = c.toUpper();
        if (!((upper >= u'0' && upper <= u'9') || (upper >= u'A' && upper <= u'F')))
            return text;
        digits += upper;
    }
    if (digits.size() != 12)
        return text;
    for (qsizetype at = 10; at > 0; at -= 2)
        digits.insert(at, u':');
    return digits;
}

QString numberText(json::Value value, const QString &renderer)
{
    if (std::abs(value.number().value_or(1e300)) < 1e15) {
        if (renderer == "duration"_L1)
            return durationText(*value.number());
        if (renderer == "duration-ms"_L1)
            return millisecondsText(*value.number());
    }
    if (renderer == "bytes"_L1 && value.integer())
        return QLocale().formattedDataSize(*value.integer(), 1, QLocale::DataSizeSIFormat);
    return oneLine(value.text());
}

json::Value memberAtUtf8(json::Value row, std::string_view path)
{
    // The longest name first, so that a member whose own name has dots is found too.
    if (const json::Value member = row[path])
        return member;
    for (std::size_t dot = path.rfind('.'); dot != std::string_view::npos && dot > 0;
         dot = path.rfind('.', dot - 1)) {
        const json::Value parent = row[path.substr(0, dot)];
        if (!parent.isObject())
            continue;
        if (const json::Value member = memberAtUtf8(parent, path.substr(dot + 1)))
            return member;
    }
    return {};
}

} // namespace

json::Value memberAt(json::Value row, std::string_view dottedPath)
{
    return dottedPath.empty() ? row : memberAtUtf8(row, dottedPath);
}

json::Value memberAt(json::Value row, QStringView dottedPath)
{
    const QByteArray path = dottedPath.toUtf8();
    return memberAt(row, std::string_view(path.constData(), std::size_t(path.size())));
}

Emptiness emptiness(json::Value value)
{
    if (!value)
        return Emptiness::Missing;
    if (value.isNull())
        return Emptiness::Null;
    return value.isString() && value.text().empty() ? Emptiness::EmptyText : Emptiness::Filled;
}

QString emptyText(Emptiness emptiness)
{
    switch (emptiness) {
    case Emptiness::Null:
        return u"-"_s;
    case Emptiness::Missing:
        return QString(QChar(0x00B7));
    case Emptiness::EmptyText:
    case Emptiness::Filled:
        break;
    }
    return {};
}

QString cellRenderer(const QString &renderer, const QString &unit)
{
    return renderer == "duration"_L1 && unit == "ms"_L1 ? u"duration-ms"_s : renderer;
}

QString booleanText(bool value)
{
    return value ? Words::tr("yes") : Words::tr("no");
}

QString displayText(json::Value value, const QString &renderer)
{
    if (const Emptiness what = emptiness(value); what != Emptiness::Filled)
        return emptyText(what);
    if (renderer == "time"_L1) {
        if (const auto ms = timeOf(value)) {
            std::string text;
            LocalClock().append(text, *ms);
            return fromUtf8(text);
        }
    }
    switch (value.type()) {
    case json::Type::Boolean:
        return booleanText(*value.boolean());
    case json::Type::Number:
        return numberText(value, renderer);
    case json::Type::String:
        if (renderer == "phone"_L1)
            return groupedPhone(oneLine(value.text()));
        return renderer == "mac"_L1 ? macText(oneLine(value.text())) : oneLine(value.text());
    case json::Type::Array:
        return arrayText(value);
    case json::Type::Object: {
        std::string text;
        appendJson(text, value, 0);
        return oneLine(text);
    }
    case json::Type::Null:
        break;
    }
    return {};
}

QString accessibleText(json::Value value, const QString &renderer)
{
    switch (emptiness(value)) {
    case Emptiness::Missing:
        return Words::tr("not set");
    case Emptiness::Null:
        return Words::tr("null");
    case Emptiness::EmptyText:
        return Words::tr("empty text");
    case Emptiness::Filled:
        break;
    }
    if (renderer == "time"_L1) {
        if (const auto ms = timeOf(value))
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(*ms), QLocale::LongFormat);
    }
    return renderer == "phone"_L1 ? displayText(value, {}) : displayText(value, renderer);
}

QString rawText(json::Value value)
{
    if (!value)
        return {};
    if (value.isString() || value.isNumber())
        return fromUtf8(value.text());
    return QString::fromStdString(value.serialize());
}

} // namespace models
