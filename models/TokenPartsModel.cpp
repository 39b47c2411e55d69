// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TokenPartsModel.h"

#include "app/auth/TokenWords.h"

#include <algorithm>

namespace models {

using namespace Qt::StringLiterals;
using auth::MemberExplanation;
using auth::TokenAnatomy;

namespace {

QString shortened(QByteArrayView utf8)
{
    return auth::words::harmless({utf8.data(), std::size_t(utf8.size())});
}

} // namespace

TokenPartsModel::TokenPartsModel(const TokenInspection *inspection, QObject *parent)
    : QAbstractItemModel(parent)
    , m_inspection(inspection)
{
    connect(inspection, &TokenInspection::tokenChanged, this, &TokenPartsModel::rebuild);
    connect(inspection, &TokenInspection::judged, this, &TokenPartsModel::refreshTimes);
    rebuild();
}

void TokenPartsModel::rebuild()
{
    beginResetModel();
    m_nodes.clear();
    m_parts.clear();
    const TokenAnatomy &anatomy = m_inspection->anatomy();
    for (const auto part : {TokenAnatomy::Header, TokenAnatomy::Payload, TokenAnatomy::Signature}) {
        if (anatomy.part(part).inToken.isEmpty())
            continue;
        const int root = int(m_nodes.size());
        m_nodes.push_back({part, -1, -1, int(m_parts.size()), {}});
        m_parts.push_back(root);
        const auto &members = anatomy.part(part).members;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const int parent = members[i].parent < 0 ? root : root + 1 + members[i].parent;
            const int node = int(m_nodes.size());
            m_nodes.push_back(
                {part, int(i), parent, int(m_nodes[std::size_t(parent)].children.size()), {}});
            m_nodes[std::size_t(parent)].children.push_back(node);
        }
    }
    endResetModel();
}

void TokenPartsModel::refreshTimes()
{
    for (const int root : m_parts) {
        const std::vector<int> &children = m_nodes[std::size_t(root)].children;
        if (children.empty())
            continue;
        const QModelIndex parent = createIndex(m_nodes[std::size_t(root)].row, 0, quintptr(root));
        Q_EMIT dataChanged(index(0, Says, parent), index(int(children.size()) - 1, Says, parent));
    }
}

const TokenPartsModel::Node *TokenPartsModel::nodeOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() >= m_nodes.size())
        return nullptr;
    return &m_nodes[index.internalId()];
}

const TokenAnatomy::Part &TokenPartsModel::partOf(const Node &node) const
{
    return m_inspection->anatomy().part(TokenAnatomy::PartIndex(node.part));
}

const MemberExplanation *TokenPartsModel::explained(const Node &node) const
{
    if (node.member < 0 || node.part == TokenAnatomy::Signature)
        return nullptr;
    const auto &explanations = node.part == TokenAnatomy::Header
                                   ? m_inspection->explanation().header()
                                   : m_inspection->explanation().payload();
    const auto found = std::ranges::find(explanations, node.member, &MemberExplanation::member);
    return found == explanations.end() ? nullptr : &*found;
}

auth::TextRange TokenPartsModel::rangeOf(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    if (!node)
        return {};
    const auto &part = partOf(*node);
    return node->member < 0 ? part.inToken : part.members[std::size_t(node->member)].inToken;
}

QModelIndex TokenPartsModel::indexAt(qsizetype position) const
{
    const auto hit = m_inspection->anatomy().at(position);
    if (!hit)
        return {};
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes[i].part == hit->part && m_nodes[i].member == hit->member)
            return createIndex(m_nodes[i].row, 0, quintptr(i));
    }
    return {};
}

QString TokenPartsModel::nameOf(const Node &node) const
{
    if (node.member < 0) {
        switch (TokenAnatomy::PartIndex(node.part)) {
        case TokenAnatomy::Header:
            return tr("Header");
        case TokenAnatomy::Payload:
            return tr("Payload");
        case TokenAnatomy::Signature:
            return tr("Signature");
        }
    }
    const auto &member = partOf(node).members[std::size_t(node.member)];
    return member.index >= 0 ? u"[%1]"_s.arg(member.index) : shortened(member.name.toUtf8());
}

QString TokenPartsModel::valueOf(const Node &node) const
{
    const auto &part = partOf(node);
    if (node.member >= 0)
        return shortened(part.valueOf(part.members[std::size_t(node.member)]));
    if (!part.isDecoded) {
        return m_inspection->token().size() > TokenAnatomy::longestText ? tr("too long to decode")
                                                                        : tr("not base64url");
    }
    if (node.part == TokenAnatomy::Signature)
        return tr("%n bytes", nullptr, int(part.bytes.size()));
    return part.isObject ? QString() : tr("not a JSON object");
}

QString TokenPartsModel::saysOf(const Node &node) const
{
    if (node.member >= 0 && partOf(node).members[std::size_t(node.member)].isRepeated)
        return tr("The name stands here twice");
    const MemberExplanation *explanation = explained(node);
    if (!explanation)
        return {};
    if (explanation->moment)
        return u"%1 (%2)"_s.arg(explanation->moment->relative, explanation->moment->local);
    return explanation->reading.isEmpty() ? explanation->meaning : explanation->reading;
}

QString TokenPartsModel::explanationOf(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    if (!node)
        return {};
    if (node->member < 0) {
        switch (TokenAnatomy::PartIndex(node->part)) {
        case TokenAnatomy::Header:
            return tr("Says how the token is signed. The platform takes RS256 alone.");
        case TokenAnatomy::Payload:
            return tr("The claims: whose token it is, and when it holds.");
        case TokenAnatomy::Signature:
            return tr("Made with the private key over header and payload, as they stand. Who has "
                      "the public key can verify it.");
        }
    }
    QStringList paragraphs;
    if (const MemberExplanation *explanation = explained(*node)) {
        paragraphs << explanation->meaning;
        if (!explanation->reading.isEmpty())
            paragraphs << explanation->reading;
        if (const auto &moment = explanation->moment)
            paragraphs << u"%1\n%2\n%3"_s.arg(moment->relative, moment->local, moment->utc);
    } else {
        paragraphs << valueOf(*node);
    }
    paragraphs.removeAll(QString());
    return paragraphs.join("\n\n"_L1);
}

QModelIndex TokenPartsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Node *above = nodeOf(parent);
    const int node = above ? above->children[std::size_t(row)] : m_parts[std::size_t(row)];
    return createIndex(row, column, quintptr(node));
}

QModelIndex TokenPartsModel::parent(const QModelIndex &child) const
{
    const Node *node = nodeOf(child);
    if (!node || node->parent < 0)
        return {};
    return createIndex(m_nodes[std::size_t(node->parent)].row, 0, quintptr(node->parent));
}

int TokenPartsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_parts.size());
    const Node *node = parent.column() == 0 ? nodeOf(parent) : nullptr;
    return node ? int(node->children.size()) : 0;
}

int TokenPartsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant TokenPartsModel::data(const QModelIndex &index, int role) const
{
    const Node *node = nodeOf(index);
    if (!node)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name    ? nameOf(*node)
               : index.column() == Value ? valueOf(*node)
                                         : saysOf(*node);
    case PartRole:
        return node->part;
    case MemberRole:
        return node->member;
    case StandingRole: {
        const MemberExplanation *explanation = explained(*node);
        return explanation ? int(explanation->standing) : -1;
    }
    default:
        return {};
    }
}

QVariant TokenPartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Member");
    case Value:
        return tr("Value");
    case Says:
        return tr("In words");
    default:
        return {};
    }
}

} // namespace models
