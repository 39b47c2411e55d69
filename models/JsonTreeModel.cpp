// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/JsonTreeModel.h"

#include "app/json/Pointer.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr std::size_t batch = 1000;
constexpr std::size_t longestText = 2000; // of a cell; the rest is in the raw view

} // namespace

struct JsonTreeModel::Node
{
    Node *parent = nullptr;
    int row = 0;
    std::string name;
    json::Value value;
    std::vector<std::unique_ptr<Node>> children; // those that were fetched
    json::Elements::Iterator nextElement;
    json::Members::Iterator nextMember;

    bool isContainer() const { return value.isArray() || value.isObject(); }
    void begin()
    {
        if (value.isArray())
            nextElement = value.elements().begin();
        else if (value.isObject())
            nextMember = value.members().begin();
    }
    std::size_t left() const { return isContainer() ? value.size() - children.size() : 0; }
    void add(std::string childName, json::Value child)
    {
        auto node = std::make_unique<Node>();
        node->parent = this;
        node->row = int(children.size());
        node->name = std::move(childName);
        node->value = child;
        node->begin();
        children.push_back(std::move(node));
    }
    void fetch(std::size_t count)
    {
        for (; count > 0; --count) {
            if (value.isArray()) {
                add(std::to_string(children.size()), *nextElement);
                ++nextElement;
            } else {
                const json::Member member = *nextMember;
                add(std::string(member.name), member.value);
                ++nextMember;
            }
        }
    }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setDocument(const json::Document &document)
{
    beginResetModel();
    m_document = document;
    m_root = std::make_unique<Node>();
    m_root->value = m_document.root();
    m_root->begin();
    if (m_root->isContainer()) {
        m_root->fetch(std::min(batch, m_root->left()));
    } else if (m_root->value) {
        const json::Value scalar = std::exchange(m_root->value, {});
        m_root->add({}, scalar);
    }
    endResetModel();
}

auto JsonTreeModel::nodeOf(const QModelIndex &index) const -> Node *
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[std::size_t(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    Node *above = nodeOf(child)->parent;
    return !above || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.column() <= 0 && (!node->children.empty() || node->left() > 0);
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.column() <= 0 && nodeOf(parent)->left() > 0;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    Node *node = nodeOf(parent);
    const std::size_t count = std::min(batch, node->left());
    if (count == 0)
        return;
    const int first = int(node->children.size());
    beginInsertRows(parent, first, first + int(count) - 1);
    node->fetch(count);
    endInsertRows();
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node *node = nodeOf(index);
    if (role == PointerRole) {
        std::vector<std::string> tokens;
        for (const Node *at = node; at->parent; at = at->parent)
            tokens.insert(tokens.begin(), at->name);
        return QString::fromStdString(json::Pointer(tokens).toString());
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (index.column() == Name)
        return QString::fromStdString(node->name);
    if (node->value.isArray())
        return tr("%n element(s)", nullptr, int(node->value.size()));
    if (node->value.isObject())
        return tr("%n member(s)", nullptr, int(node->value.size()));
    if (node->value.isString() || node->value.isNumber())
        return QString::fromUtf8(node->value.text().substr(0, longestText));
    return QString::fromStdString(node->value.serialize());
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

} // namespace models
