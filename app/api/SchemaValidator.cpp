// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/SchemaValidator.h"

#include "app/json/Pointer.h"

#include <QDateTime>
#include <QHostAddress>
#include <QUuid>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qsizetype maxViolations = 100;
constexpr qsizetype maxMatched = 64 * 1024; // characters; longer texts are not matched

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString plain(json::Value value)
{
    return value.isString() ? toQString(value.text()) : QString::fromStdString(value.serialize());
}

bool hasType(json::Value value, Schema::Type type)
{
    using enum Schema::Type;
    switch (type) {
    case Any:
        return true;
    case Null:
        return value.isNull();
    case Boolean:
        return value.isBoolean();
    case Integer: {
        // 5.0 is an integer in JSON Schema, and so is one beyond 64 bits.
        const std::optional<double> number = value.number();
        return value.isNumber() && (value.integer() || (number && *number == std::floor(*number)));
    }
    case Number:
        return value.isNumber();
    case String:
        return value.isString();
    case Array:
        return value.isArray();
    case Object:
        return value.isObject();
    }
    return true;
}

qsizetype characters(const QString &text)
{
    return std::ranges::count_if(text, [](QChar c) { return !c.isLowSurrogate(); });
}

bool isIpv4(const QString &text)
{
    // Four numbers in full: the shorter forms mean different things to different programs.
    return text.count(u'.') == 3 && QHostAddress(text).protocol() == QAbstractSocket::IPv4Protocol;
}

bool isIpv6(const QString &text)
{
    return QHostAddress(text).protocol() == QAbstractSocket::IPv6Protocol;
}

/// 192.0.2.0/24, 2001:db8::/32
bool isCidr(const QString &text)
{
    static const QRegularExpression number(u"\\A(0|[1-9]\\d{0,2})\\z"_s);
    const qsizetype slash = text.lastIndexOf(u'/');
    if (slash < 0 || !number.match(text.sliced(slash + 1)).hasMatch())
        return false;
    const QString address = text.first(slash);
    const int bits = text.sliced(slash + 1).toInt();
    return (isIpv4(address) && bits <= 32) || (isIpv6(address) && bits <= 128);
}

bool hasFormat(const QString &text, const QString &format)
{
    static const QRegularExpression dateTime(
        u"^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)$"_s);
    static const QRegularExpression date(u"^\\d{4}-\\d\\d-\\d\\d$"_s);
    if (format == "date-time"_L1) {
        if (!dateTime.match(text).hasMatch())
            return false;
        // RFC 3339 allows 60 for a leap second, which Qt does not read.
        const bool leap = QStringView(text).sliced(17, 2) == "60"_L1;
        const QString clock = leap ? text.sliced(11, 6) + "59"_L1 : text.sliced(11, 8);
        return QDate::fromString(text.first(10), Qt::ISODate).isValid() &&
               QTime::fromString(clock, u"HH:mm:ss"_s).isValid();
    }
    if (format == "date"_L1)
        return date.match(text).hasMatch() && QDate::fromString(text, Qt::ISODate).isValid();
    if (format == "uuid"_L1)
        return text.size() == 36 && !text.startsWith(u'{') &&
               (!QUuid::fromString(text).isNull() ||
                text == QUuid().toString(QUuid::WithoutBraces));
    if (format == "ipv4"_L1)
        return isIpv4(text);
    if (format == "ipv6"_L1)
        return isIpv6(text);
    if (format == "ip"_L1)
        return isIpv4(text) || isIpv6(text);
    if (format == "cidr"_L1)
        return isCidr(text);
    if (format == "ip-or-cidr"_L1)
        return isIpv4(text) || isIpv6(text) || isCidr(text);
    return true;
}

} // namespace

QList<SchemaViolation> SchemaValidator::run(json::Value value, const Schema &schema)
{
    m_violations.clear();
    if (!value)
        add({}, tr("There is no value."));
    else
        check(value, schema, {}, tr("The value"));
    return m_violations;
}

bool SchemaValidator::full() const
{
    return m_violations.size() >= maxViolations;
}

void SchemaValidator::add(const QString &where, const QString &message)
{
    if (!full())
        m_violations.append({.pointer = where, .message = message});
}

QString SchemaValidator::typeSentence(const QString &name, Schema::Type type)
{
    using enum Schema::Type;
    switch (type) {
    case Null:
        return tr("%1 must be null.").arg(name);
    case Boolean:
        return tr("%1 must be true or false.").arg(name);
    case Integer:
        return tr("%1 must be a whole number.").arg(name);
    case Number:
        return tr("%1 must be a number.").arg(name);
    case String:
        return tr("%1 must be a text.").arg(name);
    case Array:
        return tr("%1 must be a list.").arg(name);
    case Object:
        return tr("%1 must be an object.").arg(name);
    case Any:
        break;
    }
    return {};
}

void SchemaValidator::check(json::Value value, const Schema &schema, const QString &where,
                            const QString &name)
{
    if (full() || (value.isNull() && schema.nullable))
        return;
    if (!hasType(value, schema.type)) {
        add(where, typeSentence(name, schema.type));
        return;
    }
    if (!schema.enumeration.isEmpty() && !schema.openEnumeration)
        checkEnumeration(value, schema, where, name);
    if (value.isString())
        checkString(value, schema, where, name);
    else if (value.isNumber())
        checkNumber(value, schema, where, name);
    else if (value.isObject())
        checkObject(value, schema, where);
    else if (value.isArray())
        checkArray(value, schema, where, name);
}

void SchemaValidator::checkEnumeration(json::Value value, const Schema &schema,
                                       const QString &where, const QString &name)
{
    if (!schema.enumeration.contains(plain(value)))
        add(where, tr("%1 must be one of: %2.").arg(name, schema.enumeration.join(", "_L1)));
}

void SchemaValidator::checkString(json::Value value, const Schema &schema, const QString &where,
                                  const QString &name)
{
    const QString text = toQString(value.text());
    if (schema.minLength || schema.maxLength) {
        const qsizetype length = characters(text);
        if (schema.minLength && length < *schema.minLength) {
            add(where, length == 0 ? tr("%1 must not be empty.").arg(name)
                                   : tr("%1 must have at least %n character(s).", nullptr,
                                        *schema.minLength)
                                         .arg(name));
        }
        if (schema.maxLength && length > *schema.maxLength) {
            add(where,
                tr("%1 may have at most %n character(s).", nullptr, *schema.maxLength).arg(name));
        }
    }
    checkPattern(text, schema, where, name);
    checkFormat(text, schema, where, name);
}

void SchemaValidator::checkPattern(const QString &text, const Schema &schema, const QString &where,
                                   const QString &name)
{
    if (schema.pattern.isEmpty() || text.size() > maxMatched)
        return;
    auto expression = m_expressions.find(schema.pattern);
    if (expression == m_expressions.end()) {
        // The limits stop a pattern that backtracks without end; they are PCRE2's own syntax.
        expression = m_expressions.insert(
            schema.pattern,
            QRegularExpression(u"(*LIMIT_MATCH=200000)(*LIMIT_HEAP=20000)"_s + schema.pattern));
    }
    if (!expression->isValid())
        return;
    const QRegularExpressionMatch match = expression->match(text);
    // A match that was given up says nothing about the text, and must not keep it from being sent.
    if (match.isValid() && !match.hasMatch())
        add(where, tr("%1 does not have the expected form: %2").arg(name, schema.pattern));
}

void SchemaValidator::checkFormat(const QString &text, const Schema &schema, const QString &where,
                                  const QString &name)
{
    if (hasFormat(text, schema.format))
        return;
    if (schema.format == "ip"_L1)
        add(where, tr("%1 must be an IP address, as 192.0.2.10.").arg(name));
    else if (schema.format == "cidr"_L1)
        add(where, tr("%1 must be a range of addresses, as 192.0.2.0/24.").arg(name));
    else if (schema.format == "ip-or-cidr"_L1)
        add(where, tr("%1 must be an IP address or a range of them, as 192.0.2.10 or "
                      "192.0.2.0/24.")
                       .arg(name));
    else
        //: %2 is a format of JSON Schema: date-time, date, uuid, ipv4 or ipv6
        add(where, tr("%1 does not have the format %2.").arg(name, schema.format));
}

void SchemaValidator::checkNumber(json::Value value, const Schema &schema, const QString &where,
                                  const QString &name)
{
    const std::optional<double> number = value.number();
    if (!number)
        return;
    if (schema.minimum && *number < *schema.minimum)
        add(where,
            tr("%1 must be at least %2.").arg(name, QString::number(*schema.minimum, 'g', 15)));
    if (schema.maximum && *number > *schema.maximum)
        add(where,
            tr("%1 may be at most %2.").arg(name, QString::number(*schema.maximum, 'g', 15)));
}

void SchemaValidator::checkObject(json::Value value, const Schema &schema, const QString &where)
{
    std::unordered_map<std::string_view, json::Value> members;
    for (const auto &[name, each] : value.members())
        members.insert_or_assign(name, each); // the last of equal names, as everywhere
    for (const Property &property : schema.properties) {
        const QByteArray name = property.name.toUtf8();
        const std::string_view key(name.constData(), static_cast<std::size_t>(name.size()));
        const QString pointer = where + u'/' + QString::fromStdString(json::escapedToken(key));
        const auto found = members.find(key);
        if (found != members.end()) {
            check(found->second, *property.schema, pointer, property.name);
            members.erase(found);
        } else if (property.required && !m_partial && !property.schema->readOnly) {
            // What only the platform sets cannot be missing from a request (OpenAPI 3.1, 4.8.24).
            add(pointer, tr("%1 is missing.").arg(property.name));
        }
    }
    if (schema.additionalProperties)
        return;
    for (const auto &[name, each] : value.members()) {
        if (!members.contains(name))
            continue;
        members.erase(name);
        add(where + u'/' + QString::fromStdString(json::escapedToken(name)),
            tr("%1 is not a known member.").arg(toQString(name)));
    }
}

void SchemaValidator::checkArray(json::Value value, const Schema &schema, const QString &where,
                                 const QString &name)
{
    if (!schema.items)
        return;
    qsizetype index = 0;
    for (const json::Value each : value.elements()) {
        if (full())
            return;
        //: An element of a list: %1 is the list's name, %2 counts from 1
        check(each, *schema.items, where + u'/' + QString::number(index),
              tr("%1, entry %2").arg(name, QString::number(index + 1)));
        ++index;
    }
}

QList<SchemaViolation> validate(json::Value value, const Schema &schema, bool partial)
{
    return SchemaValidator(partial).run(value, schema);
}

} // namespace api
