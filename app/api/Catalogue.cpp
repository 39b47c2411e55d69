// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Catalogue.h"

#include "app/api/CatalogueReader.h"
#include "app/api/PathIndex.h"
#include "app/api/import/ItemSchema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QUrl>
#include <QtConcurrentMap>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr std::array methodNames = {
    std::pair{Method::Get, "GET"},       std::pair{Method::Put, "PUT"},
    std::pair{Method::Post, "POST"},     std::pair{Method::Patch, "PATCH"},
    std::pair{Method::Delete, "DELETE"}, std::pair{Method::Options, "OPTIONS"},
    std::pair{Method::Head, "HEAD"},
};

QString keyOf(Method method, const QString &path)
{
    return QString::fromLatin1(toByteArray(method)) + u' ' + pathShape(path);
}

QStringList parameterNames(const QString &path)
{
    QStringList names;
    for (const PathSegment &segment : pathSegments(path).value_or(QList<PathSegment>())) {
        if (!segment.isLiteral())
            names.append(segment.parameter);
    }
    return names;
}

std::expected<Catalogue, QList<CatalogueProblem>> readShipped()
{
    Catalogue catalogue;
    const QStringList names = QDir(u":/api"_s).entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    using Contents = std::expected<CatalogueContents, CatalogueProblem>;
    const auto read = [](const QString &name) -> Contents {
        QFile file(u":/api/"_s + name);
        if (!file.open(QIODevice::ReadOnly))
            return std::unexpected(CatalogueProblem{name, {}, file.errorString()});
        return CatalogueReader::read(name, file.readAll(), Source::Confirmed);
    };
    // The window waits for this at every start; the documents know nothing of each other.
    QList<CatalogueProblem> problems;
    QList<CatalogueContents> documents;
    for (Contents &contents : QtConcurrent::blockingMapped<QList<Contents>>(names, read)) {
        if (!contents) {
            problems.append(contents.error());
            continue;
        }
        problems.append(contents->problems);
        documents.append(std::move(*contents));
    }
    catalogue.add(std::move(documents));
    if (names.isEmpty()) {
        problems.append({u":/api"_s,
                         {},
                         QCoreApplication::translate(
                             "api::Catalogue", "The program contains no catalogue documents.")});
    }
    if (!problems.isEmpty())
        return std::unexpected(problems);
    return catalogue;
}

} // namespace

QByteArray toByteArray(Method method)
{
    for (const auto &[known, name] : methodNames) {
        if (known == method)
            return name;
    }
    return {};
}

std::optional<Method> methodFromName(QByteArrayView name)
{
    for (const auto &[method, known] : methodNames) {
        if (name == known)
            return method;
    }
    return std::nullopt;
}

std::expected<Catalogue, QList<CatalogueProblem>> Catalogue::shipped()
{
    static const auto once = readShipped(); // what is compiled in does not change
    return once;
}

std::expected<QList<CatalogueProblem>, QList<CatalogueProblem>>
Catalogue::addDocument(const QString &name, const QByteArray &text, Source source)
{
    auto contents = CatalogueReader::read(name, text, source);
    if (!contents)
        return std::unexpected(QList{contents.error()});
    const QList<CatalogueProblem> problems = contents->problems;
    add({std::move(*contents)});
    return problems;
}

void Catalogue::add(QList<CatalogueContents> documents)
{
    TypeIndex index;
    for (qsizetype i = 0; i < m_resources.size(); ++i)
        index.take(m_resources.at(i), i);
    for (CatalogueContents &contents : documents) {
        adoptService(contents);
        for (Operation &operation : contents.operations)
            adopt(std::move(operation));
        for (ResourceType &type : contents.resources)
            adoptType(std::move(type), index);
    }
    rebuildIndex();
    updateAbilities();
}

/// Several documents may describe one service: the first one speaks for it.
void Catalogue::adoptService(const CatalogueContents &contents)
{
    if (!std::ranges::contains(m_services, contents.service.key, &Service::key))
        m_services.append(contents.service);
}

/// Adds an operation or replaces the one of the same method and path. All operations on a path
/// spell its parameters as the first did, so that resource types and matches agree on the names.
void Catalogue::adopt(Operation operation)
{
    const QString shape = pathShape(operation.path);
    if (!m_paths.contains(shape))
        m_paths.insert(shape, operation.path);
    const QString path = m_paths.value(shape);
    if (path != operation.path) {
        const QStringList mine = parameterNames(operation.path);
        const QStringList theirs = parameterNames(path);
        QHash<QString, QString> renamed;
        for (qsizetype i = 0; i < std::min(mine.size(), theirs.size()); ++i)
            renamed.insert(mine.at(i), theirs.at(i));
        for (Parameter &parameter : operation.parameters) {
            if (parameter.in == "path"_L1)
                parameter.name = renamed.value(parameter.name, parameter.name);
        }
        operation.path = path;
    }
    const QString key = keyOf(operation.method, operation.path);
    if (const auto known = m_byKey.constFind(key); known != m_byKey.constEnd()) {
        Operation &ours = m_operations[*known];
        // Our action knows which rows it belongs to; a document from elsewhere can only guess.
        if (operation.source == Source::Imported && ours.source != Source::Imported && ours.action)
            operation.action = ours.action;
        // A document of the platform's says nothing about the sandbox.
        if (operation.sandbox.isEmpty())
            operation.sandbox = ours.sandbox;
        ours = std::move(operation);
        return;
    }
    m_byKey.insert(key, m_operations.size());
    m_operations.append(std::move(operation));
}

void Catalogue::adoptType(ResourceType type, TypeIndex &index)
{
    if (type.source != Source::Imported) {
        const qsizetype known = index.byKey.value(type.key, m_resources.size());
        index.take(type, known);
        if (known == m_resources.size())
            m_resources.append(std::move(type));
        else
            m_resources[known] = std::move(type);
        return;
    }
    type.collectionPath = m_paths.value(pathShape(type.collectionPath), type.collectionPath);
    type.itemPath = m_paths.value(pathShape(type.itemPath), type.itemPath);
    if (const QStringList names = parameterNames(type.itemPath); !names.isEmpty())
        type.idParameter = names.constLast();
    if (const qsizetype same = index.byPath.value(type.collectionPath, -1); same >= 0) {
        ResourceType &ours = m_resources[same];
        type.key = ours.key;
        ours = ours.source == Source::Imported ? std::move(type) : replacedType(ours, type);
        return;
    }
    const QString wanted = type.key;
    for (int i = 2; index.byKey.contains(type.key); ++i)
        type.key = wanted + u'-' + QString::number(i);
    index.take(type, m_resources.size());
    m_resources.append(std::move(type));
}

void Catalogue::movePaths(
    const std::function<QString(std::optional<Method>, const QString &)> &moved)
{
    const QList<Operation> before = std::exchange(m_operations, {});
    m_byKey.clear();
    m_paths.clear();
    for (Operation operation : before) {
        operation.path = moved(operation.method, operation.path);
        if (!m_byKey.contains(keyOf(operation.method, operation.path)))
            adopt(std::move(operation));
    }
    for (ResourceType &type : m_resources) {
        type.collectionPath = moved(std::nullopt, type.collectionPath);
        if (!type.itemPath.isEmpty())
            type.itemPath = moved(std::nullopt, type.itemPath);
        if (type.file)
            type.file->path = moved(std::nullopt, type.file->path);
    }
    rebuildIndex();
    updateAbilities();
}

void Catalogue::rebuildIndex()
{
    auto index = std::make_shared<PathIndex>();
    for (qsizetype i = 0; i < m_operations.size(); ++i)
        index->add(m_operations.at(i).path, static_cast<int>(i));
    m_index = std::move(index);
}

const Operation *Catalogue::callable(Method method, const QString &path) const
{
    const auto found = path.isEmpty() ? m_byKey.constEnd() : m_byKey.constFind(keyOf(method, path));
    if (found == m_byKey.constEnd() || !m_operations.at(*found).isCallable())
        return nullptr;
    return &m_operations.at(*found);
}

/// Only few operations take a table; a resource type's lies below its collection and adds literal
/// segments and one parameter, the last.
void Catalogue::updateBulk()
{
    for (ResourceType &type : m_resources)
        type.bulk.reset();
    for (const Operation &operation : std::as_const(m_operations)) {
        if (operation.method != Method::Put && operation.method != Method::Post)
            continue;
        if (!operation.isCallable() ||
            !std::ranges::contains(operation.requestBodies, u"text/csv"_s, &Body::mediaType))
            continue;
        for (ResourceType &type : m_resources) {
            const QString rest = operation.path.startsWith(type.collectionPath + u'/')
                                     ? operation.path.sliced(type.collectionPath.size() + 1)
                                     : QString();
            const qsizetype open = rest.indexOf(u'{');
            if (open < 2 || rest.indexOf(u'}') != rest.size() - 1 || rest.at(open - 1) != u'/')
                continue;
            type.bulk = BulkUpload{.path = operation.path,
                                   .method = operation.method,
                                   .idParameter = rest.sliced(open + 1).chopped(1),
                                   .hasStatus = callable(Method::Get, operation.path) != nullptr,
                                   .source = operation.source};
        }
    }
}

/// What can be done with each resource type follows from the operations of all documents.
void Catalogue::updateAbilities()
{
    updateBulk();
    for (ResourceType &type : m_resources) {
        type.sources.clear();
        const auto ability = [&](Method method, const QString &path, const QString &name) {
            const Operation *operation = callable(method, path);
            if (operation) {
                type.sources.insert(QString::fromLatin1(toByteArray(method)), operation->source);
                type.sources.insert(name, operation->source);
            }
            return operation != nullptr;
        };
        type.canRead = ability(Method::Get, type.itemPath, u"read"_s);
        type.canList = ability(Method::Get, type.collectionPath, u"list"_s);
        type.canReplace = ability(Method::Put, type.itemPath, u"replace"_s);
        type.canPatch = ability(Method::Patch, type.itemPath, u"patch"_s);
        type.canDelete = ability(Method::Delete, type.itemPath, u"delete"_s);
        if (type.file && type.file->path == type.itemPath) {
            // The item is the file: reading and writing it is a matter of bytes, not of members.
            type.canRead = type.canReplace = type.canPatch = false;
            type.createMethod = std::nullopt;
            continue;
        }

        struct Way
        {
            Method method;
            bool onItem;
        };
        QList<Way> ways{{Method::Put, false}, {Method::Post, false}, {Method::Put, true}};
        if (type.createMethod)
            ways.prepend({*type.createMethod, type.createOnItemPath});
        const auto way = std::ranges::find_if(ways, [&](const Way &each) {
            return callable(each.method, each.onItem ? type.itemPath : type.collectionPath);
        });
        type.createMethod = std::nullopt;
        type.createOnItemPath = false;
        if (way != ways.end()) {
            type.createMethod = way->method;
            type.createOnItemPath = way->onItem;
            ability(way->method, way->onItem ? type.itemPath : type.collectionPath, u"create"_s);
        }
    }
}

const ResourceType *Catalogue::resource(const QString &key) const
{
    const auto found = std::ranges::find(m_resources, key, &ResourceType::key);
    return found == m_resources.cend() ? nullptr : &*found;
}

std::optional<Catalogue::Match> Catalogue::match(Method method, QStringView path) const
{
    if (!m_index)
        return std::nullopt;
    const QList<PathIndex::Hit> hits = m_index->find(path);
    for (const PathIndex::Hit &hit : hits) {
        for (const int entry : hit.entries) {
            const Operation &operation = m_operations.at(entry);
            if (operation.method != method)
                continue;
            Match match{.operation = &operation, .parameters = {}};
            const QStringList names = parameterNames(operation.path);
            for (qsizetype i = 0; i < std::min(names.size(), hit.values.size()); ++i)
                match.parameters.insert(names.at(i), hit.values.at(i));
            return match;
        }
    }
    return std::nullopt;
}

QList<Method> Catalogue::methods(QStringView path) const
{
    QList<Method> found;
    if (!m_index)
        return found;
    const QList<PathIndex::Hit> hits = m_index->find(path);
    for (const PathIndex::Hit &hit : hits) {
        for (const int entry : hit.entries) {
            const Method method = m_operations.at(entry).method;
            if (!found.contains(method))
                found.append(method);
        }
    }
    return found;
}

QString expandPath(const QString &pathTemplate, const QHash<QString, QString> &values)
{
    QString path;
    qsizetype from = 0;
    while (from < pathTemplate.size()) {
        const qsizetype open = pathTemplate.indexOf(u'{', from);
        const qsizetype close = open < 0 ? -1 : pathTemplate.indexOf(u'}', open);
        if (close < 0)
            break;
        const QString value = values.value(pathTemplate.sliced(open + 1, close - open - 1));
        path += QStringView(pathTemplate).sliced(from, open - from);
        if (value.isEmpty())
            path += QStringView(pathTemplate).sliced(open, close - open + 1);
        else if (value == "."_L1 || value == ".."_L1) // would lead to another resource
            path += QString(value).replace(u'.', "%2E"_L1);
        else
            path += QString::fromLatin1(QUrl::toPercentEncoding(value));
        from = close + 1;
    }
    return path.append(QStringView(pathTemplate).sliced(from));
}

} // namespace api
