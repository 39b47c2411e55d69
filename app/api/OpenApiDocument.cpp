// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/OpenApiDocument.h"

#include "app/json/Pointer.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qsizetype maxProblems = 500; // a hostile document could have millions
constexpr int maxReferences = 50;      // one after the other

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QString plainText(json::Value value)
{
    if (!value)
        return {};
    return value.isString() ? toQString(value.text())
                            : QString::fromStdString(value.serialize(json::Style::Compact));
}

OpenApiDocument::OpenApiDocument(QString name, json::Document document, Source source)
    : m_name(std::move(name))
    , m_document(std::move(document))
    , m_source(source)
{
}

void OpenApiDocument::report(const QString &where, const QString &message)
{
    // Parts that several places refer to, or that are read for two purposes, are reported once.
    if (m_problems.size() >= maxProblems || m_reported.contains(where + message))
        return;
    m_reported.insert(where + message);
    m_problems.append({.document = m_name, .where = where, .message = message});
}

Located OpenApiDocument::member(const Located &object, std::string_view name)
{
    return inside(object, name, object.value[name]);
}

Located OpenApiDocument::inside(const Located &object, std::string_view name, json::Value value)
{
    return {value, object.where + u'/' + QString::fromStdString(json::escapedToken(name))};
}

Located OpenApiDocument::element(const Located &array, json::Value value, qsizetype index)
{
    return {value, array.where + u'/' + QString::number(index)};
}

Located OpenApiDocument::resolved(Located value)
{
    for (int i = 0; i < maxReferences; ++i) {
        const json::Value reference = value.value["$ref"];
        if (!reference)
            return value;
        const QString target = plainText(reference);
        if (!reference.isString() || !target.startsWith(u'#')) {
            report(value.where,
                   QCoreApplication::translate(
                       "api::Catalogue", "“%1” refers to another document. Such references are not "
                                         "followed.")
                       .arg(target.left(200)));
            return {};
        }
        const QString where = QUrl::fromPercentEncoding(target.sliced(1).toUtf8());
        const json::Value found = targetOf(where);
        if (!found) {
            report(value.where,
                   QCoreApplication::translate("api::Catalogue", "“%1” is not in this document.")
                       .arg(target.left(200)));
            return {};
        }
        value = {found, where};
    }
    report(value.where,
           QCoreApplication::translate("api::Catalogue", "This reference leads back to itself."));
    return {};
}

/// Remembered: one of many thousand members is found by looking at all before it, and the same few
/// are referred to over and over.
json::Value OpenApiDocument::targetOf(const QString &pointer)
{
    if (const auto known = m_targets.constFind(pointer); known != m_targets.constEnd())
        return *known;
    const auto parsed = json::Pointer::parse(pointer.toStdString());
    const json::Value found = parsed ? parsed->resolve(m_document.root()) : json::Value();
    m_targets.insert(pointer, found);
    return found;
}

Located OpenApiDocument::typed(const Located &parent, std::string_view name, json::Type type,
                               const QString &typeName)
{
    const bool container = type == json::Type::Object || type == json::Type::Array;
    Located found = member(parent, name);
    if (container)
        found = resolved(found);
    if (!found || found.value.type() == type)
        return found;
    reportType(found, typeName);
    return {};
}

void OpenApiDocument::reportType(const Located &found, const QString &typeName)
{
    //: %1 is a type of JSON: object, array, string, boolean or number
    report(found.where, QCoreApplication::translate("api::Catalogue",
                                                    "This must be of type %1; it was left out.")
                            .arg(typeName));
}

Located OpenApiDocument::object(const Located &parent, std::string_view name)
{
    return typed(parent, name, json::Type::Object, u"object"_s);
}

Located OpenApiDocument::array(const Located &parent, std::string_view name)
{
    return typed(parent, name, json::Type::Array, u"array"_s);
}

QString OpenApiDocument::string(const Located &parent, std::string_view name)
{
    const Located found = typed(parent, name, json::Type::String, u"string"_s);
    if (!found)
        return {};
    const std::string_view text = found.value.text();
    if (static_cast<qsizetype>(text.size()) > m_textLeft) {
        report(found.where, QCoreApplication::translate(
                                "api::Catalogue",
                                "The document has too much text where its references are written "
                                "out; the rest of it was left out."));
        return {};
    }
    m_textLeft -= static_cast<qsizetype>(text.size());
    return toQString(text);
}

QStringList OpenApiDocument::strings(const Located &parent, std::string_view name)
{
    const Located found = member(parent, name);
    if (!found)
        return {};
    if (!found.value.isArray()) {
        const QString one = string(parent, name);
        return one.isEmpty() ? QStringList() : QStringList{one};
    }
    QStringList texts;
    qsizetype index = 0;
    for (const json::Value each : found.value.elements()) {
        if (each.isString())
            texts.append(toQString(each.text()));
        else
            reportType(element(found, each, index), u"string"_s);
        ++index;
    }
    return texts;
}

QList<QPair<QString, QString>> OpenApiDocument::pairs(const Located &parent, std::string_view name)
{
    QList<QPair<QString, QString>> texts;
    const Located found = object(parent, name);
    for (const auto &[key, value] : found.value.members()) {
        if (value.isString())
            texts.append({toQString(key), toQString(value.text())});
        else
            reportType(inside(found, key, value), u"string"_s);
    }
    return texts;
}

std::optional<bool> OpenApiDocument::boolean(const Located &parent, std::string_view name)
{
    const Located found = typed(parent, name, json::Type::Boolean, u"boolean"_s);
    return found ? found.value.boolean() : std::nullopt;
}

std::optional<double> OpenApiDocument::number(const Located &parent, std::string_view name)
{
    const Located found = typed(parent, name, json::Type::Number, u"number"_s);
    return found ? found.value.number() : std::nullopt;
}

Source OpenApiDocument::sourceOf(const Located &object, Source inherited)
{
    if (m_source == Source::Imported)
        return Source::Imported;
    const QString mark = string(object, "x-console-source");
    if (mark == "confirmed"_L1)
        return Source::Confirmed;
    if (mark == "inferred"_L1)
        return Source::Inferred;
    if (!mark.isEmpty()) {
        report(object.where + "/x-console-source"_L1,
               QCoreApplication::translate("api::Catalogue",
                                           "“%1” is neither “confirmed” nor “inferred”.")
                   .arg(mark.left(200)));
    }
    return inherited;
}

} // namespace api
