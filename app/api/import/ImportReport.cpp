// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/ImportReport.h"

#include "app/api/PathIndex.h"
#include "app/api/import/SchemaDifference.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

using Kind = ImportRemark::Kind;

constexpr qsizetype maxRemarks = 20'000;

QString nameOf(const Operation &operation)
{
    return QString::fromLatin1(toByteArray(operation.method)) + u' ' + operation.path;
}

QString keyOf(Method method, const QString &path)
{
    return QString::fromLatin1(toByteArray(method)) + u' ' + pathShape(path);
}

const char *nameOf(Kind kind)
{
    switch (kind) {
    case Kind::NewResource:
        return "newResource";
    case Kind::ReplacedResource:
        return "replacedResource";
    case Kind::NewOperation:
        return "newOperation";
    case Kind::ReplacedOperation:
        return "replacedOperation";
    case Kind::Difference:
        return "difference";
    case Kind::LeftOut:
        return "leftOut";
    }
    return "";
}

class Comparison
{
    Q_DECLARE_TR_FUNCTIONS(api::ImportReport)

public:
    Comparison(const CatalogueContents &contents, const Catalogue &base)
        : m_contents(contents)
    {
        for (const Operation &operation : base.operations())
            m_operations.insert(keyOf(operation.method, operation.path), &operation);
        for (const ResourceType &type : base.resources())
            m_types.insert(pathShape(type.collectionPath), &type);
    }

    QList<ImportRemark> run()
    {
        for (const ResourceType &type : m_contents.resources)
            compare(type);
        for (const Operation &operation : m_contents.operations)
            compare(operation);
        for (const CatalogueProblem &problem : m_contents.problems)
            add(Kind::LeftOut, problem.where, problem.message);
        std::ranges::stable_sort(m_remarks, {}, &ImportRemark::kind);
        return std::move(m_remarks);
    }

private:
    void add(Kind kind, const QString &subject, const QString &detail)
    {
        if (m_remarks.size() < maxRemarks)
            m_remarks.append({kind, subject, detail});
    }

    void compare(const ResourceType &type)
    {
        const ResourceType *ours = m_types.value(pathShape(type.collectionPath));
        if (!ours) {
            add(Kind::NewResource, type.plural, type.collectionPath);
            return;
        }
        add(Kind::ReplacedResource, ours->plural, type.collectionPath);
        if (ours->source == Source::Imported)
            return; // what counts is what differs from the console's own
        for (const QString &sentence : schemaDifferences(*ours->schema, *type.schema))
            add(Kind::Difference, ours->plural, sentence);
    }

    void compare(const Operation &operation)
    {
        QString detail = operation.summary;
        if (!operation.isCallable())
            detail = tr("Needs an AWS signature: it is shown, and can't be sent from here.");
        const Operation *ours = m_operations.value(keyOf(operation.method, operation.path));
        if (!ours) {
            add(Kind::NewOperation, nameOf(operation), detail);
            return;
        }
        add(Kind::ReplacedOperation, nameOf(operation), detail);
        if (ours->source == Source::Imported)
            return;
        if (ours->isCallable() != operation.isCallable()) {
            add(Kind::Difference, nameOf(operation),
                operation.isCallable() ? tr("It can be sent with a token.")
                                       : tr("It needs an AWS signature."));
        }
        compareParameters(*ours, operation);
        compareBodies(*ours, operation);
    }

    void compareParameters(const Operation &ours, const Operation &operation)
    {
        for (const Parameter &parameter : operation.parameters) {
            const bool known = std::ranges::any_of(ours.parameters, [&](const Parameter &each) {
                return each.in == parameter.in && each.name == parameter.name;
            });
            if (!known && parameter.in != "path"_L1)
                add(Kind::Difference, nameOf(operation),
                    parameter.required
                        ? tr("It has the parameter “%1”, which is required.").arg(parameter.name)
                        : tr("It has the parameter “%1”.").arg(parameter.name));
        }
    }

    void compareBodies(const Operation &ours, const Operation &operation)
    {
        for (const Body &body : operation.requestBodies) {
            const auto known =
                std::ranges::find(ours.requestBodies, body.mediaType, &Body::mediaType);
            if (known == ours.requestBodies.cend())
                continue;
            for (const QString &sentence : schemaDifferences(*known->schema, *body.schema))
                add(Kind::Difference, nameOf(operation), sentence);
        }
    }

    const CatalogueContents &m_contents;
    QHash<QString, const Operation *> m_operations;
    QHash<QString, const ResourceType *> m_types;
    QList<ImportRemark> m_remarks;
};

} // namespace

int ImportReport::count(ImportRemark::Kind kind) const
{
    return static_cast<int>(std::ranges::count(remarks, kind, &ImportRemark::kind));
}

QString ImportReport::summary() const
{
    if (paths == 0) {
        return tr("The document has no paths: it is a guide, and there is nothing in it to add.");
    }
    if (operations == 0)
        return tr("Nothing in the document can be used; the reasons are below.");
    const QString tables = tr("%n table(s)", nullptr, resources);
    //: %1: "12 operations", %2: "2 tables"
    return tr("It describes %1 and %2.").arg(tr("%n operation(s)", nullptr, operations), tables);
}

QString ImportReport::whereItsPathsBegin() const
{
    const QString begin = prefix.isEmpty() ? u"/"_s : prefix;
    switch (base.origin) {
    case ServiceBase::Origin::Servers:
        return tr("Its paths begin at %1, as its server “%2” says. Requests go to the host of the "
                  "profile.")
            .arg(begin, base.url.left(200));
    case ServiceBase::Origin::Description:
        return tr("It names no server; its paths begin at %1, as its description has it (%2).")
            .arg(begin, base.url.left(200));
    case ServiceBase::Origin::Nowhere:
        break;
    }
    return tr("It names no server; its paths are taken to begin at %1 of the profile's base URL.")
        .arg(begin);
}

std::string ImportReport::toJson() const
{
    const auto text = [](const QString &string) { return string.toStdString(); };
    json::Writer out(json::Style::Pretty);
    out.beginObject().name("name").string(text(name)).name("title").string(text(title));
    out.name("version").string(text(version)).name("format").string(text(format));
    out.name("service").string(text(service)).name("prefix").string(text(prefix));
    out.name("server").string(text(base.url)).name("summary").string(text(summary()));
    out.name("paths").integer(paths).name("operations").integer(operations);
    out.name("resources").integer(resources).name("notCallable").integer(notCallable);
    out.name("remarks").beginArray();
    for (const ImportRemark &remark : remarks) {
        out.beginObject().name("kind").string(nameOf(remark.kind));
        out.name("subject").string(text(remark.subject));
        out.name("detail").string(text(remark.detail)).endObject();
    }
    out.endArray().endObject();
    return out.take();
}

ImportReport importReport(const CatalogueContents &contents, const Catalogue &base)
{
    ImportReport report;
    report.service = contents.service.key;
    report.prefix = contents.service.prefix;
    report.base = contents.base;
    report.operations = static_cast<int>(contents.operations.size());
    report.resources = static_cast<int>(contents.resources.size());
    report.notCallable = static_cast<int>(std::ranges::count_if(
        contents.operations, [](const Operation &each) { return !each.isCallable(); }));
    report.remarks = Comparison(contents, base).run();
    return report;
}

} // namespace api
