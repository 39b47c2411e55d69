// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/FlatRows.h"

#include "app/api/csv/CsvColumns.h"
#include "app/api/csv/CsvReader.h"
#include "models/SchemaTools.h"

#include <algorithm>

namespace models {

namespace {

bool canBePart(std::string_view name)
{
    return !name.empty() && !name.contains('.');
}

} // namespace

FlatRows::FlatRows(api::SchemaPtr schema, QString idProperty, Secrets secrets)
    : m_idProperty(idProperty.toStdString())
    , m_secrets(secrets)
{
    m_root.schema = std::move(schema);
}

bool FlatRows::canNest(json::Value object)
{
    return object.isObject() &&
           std::ranges::all_of(object.members(), canBePart, &json::Member::name);
}

void FlatRows::look(json::Value row)
{
    m_decided = false;
    if (row.isObject())
        look(m_root, row, 0);
}

void FlatRows::look(Node &node, json::Value value, int depth)
{
    std::size_t guess = 0; // rows name their members in the same order
    for (const auto [name, member] : value.members()) {
        if (!canBePart(name) || member.isNull() || (member.isObject() && member.size() == 0))
            continue;
        std::vector<Node> &children = node.children;
        auto child = guess < children.size() && children[guess].name == name
                         ? children.begin() + std::ptrdiff_t(guess)
                         : std::ranges::find(children, name, &Node::name);
        if (child == children.end()) {
            const api::Property *property =
                node.schema
                    ? node.schema->property(QString::fromUtf8(name.data(), qsizetype(name.size())))
                    : nullptr;
            children.push_back({.name = std::string(name),
                                .whole = false,
                                .schema = property ? property->schema : api::SchemaPtr(),
                                .children = {}});
            child = children.end() - 1;
        }
        guess = std::size_t(child - children.begin()) + 1;
        if (child->whole)
            continue;
        if (depth + 1 < api::CsvColumns::maximumNesting && canNest(member)) {
            look(*child, member, depth + 1);
        } else {
            child->whole = true;
            child->children.clear();
        }
    }
}

void FlatRows::collect(const Node &node, std::vector<std::string> path)
{
    for (const Node &child : node.children) {
        // An object that is a secret as a whole, too.
        if (m_secrets == Secrets::Left && isSecret(child.schema.get(), child.name))
            continue;
        std::vector<std::string> inner = path;
        inner.push_back(child.name);
        if (!child.whole) {
            collect(child, std::move(inner));
            continue;
        }
        m_leaves.push_back({.path = std::move(inner), .schema = child.schema});
    }
}

void FlatRows::decide()
{
    if (std::exchange(m_decided, true))
        return;
    m_leaves.clear();
    m_columns.clear();
    collect(m_root, {});
    std::ranges::stable_partition(
        m_leaves, [this](const Leaf &leaf) { return leaf.path == std::vector{m_idProperty}; });
    m_leftOut = 0;
    if (m_leaves.size() > api::CsvReader::maximumColumns) {
        m_leftOut = int(m_leaves.size() - api::CsvReader::maximumColumns);
        m_leaves.resize(api::CsvReader::maximumColumns);
    }
    for (const Leaf &leaf : m_leaves) {
        std::string dotted;
        for (const std::string &part : leaf.path)
            dotted += (dotted.empty() ? "" : ".") + part;
        m_columns.push_back(std::move(dotted));
    }
}

const std::vector<std::string> &FlatRows::columns()
{
    decide();
    return m_columns;
}

std::string FlatRows::cellText(const Leaf &leaf, json::Value row) const
{
    json::Value value = row;
    for (const std::string &part : leaf.path)
        value = value[part];
    if (!value || value.isNull())
        return {};
    if (value.isString() || value.isNumber())
        return std::string(value.text());
    std::string text = value.serialize();
    // A secret somewhere inside can't be left out by itself: half of the value would come back.
    if (m_secrets == Secrets::Left && (value.isObject() || value.isArray()) &&
        serializeMasked(value, leaf.schema.get(), leaf.path.back()) != text)
        return {};
    return text;
}

void FlatRows::writeHeader(api::CsvWriter &out)
{
    for (const std::string &column : columns())
        out.cell(column);
    out.endRow();
}

void FlatRows::writeRow(api::CsvWriter &out, json::Value row)
{
    decide();
    for (const Leaf &leaf : m_leaves)
        out.cell(cellText(leaf, row));
    out.endRow();
}

} // namespace models
