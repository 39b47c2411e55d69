// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Value.h"

#include <QCoreApplication>
#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QString>

namespace api {

/// validate() for many values: patterns are compiled once. Each run stops after 100 violations. The
/// formats that it checks are date-time, date, uuid, ipv4 and ipv6, and of our own ip (either),
/// cidr (an address, "/" and the length of a prefix, RFC 4632 and 4291) and ip-or-cidr; any other
/// format is taken as a hint for people.
class SchemaValidator
{
    Q_DECLARE_TR_FUNCTIONS(api::SchemaValidator)

public:
    explicit SchemaValidator(bool partial)
        : m_partial(partial)
    {
    }

    QList<SchemaViolation> run(json::Value value, const Schema &schema);

private:
    void check(json::Value value, const Schema &schema, const QString &where, const QString &name);
    void checkString(json::Value value, const Schema &schema, const QString &where,
                     const QString &name);
    void checkPattern(const QString &text, const Schema &schema, const QString &where,
                      const QString &name);
    void checkFormat(const QString &text, const Schema &schema, const QString &where,
                     const QString &name);
    void checkNumber(json::Value value, const Schema &schema, const QString &where,
                     const QString &name);
    void checkEnumeration(json::Value value, const Schema &schema, const QString &where,
                          const QString &name);
    void checkObject(json::Value value, const Schema &schema, const QString &where);
    void checkArray(json::Value value, const Schema &schema, const QString &where,
                    const QString &name);
    static QString typeSentence(const QString &name, Schema::Type type);
    void add(const QString &where, const QString &message);
    bool full() const;

    QList<SchemaViolation> m_violations;
    QHash<QString, QRegularExpression> m_expressions;
    bool m_partial;
};

} // namespace api
