// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/PartsDelegate.h"

#include "models/TokenPartsModel.h"
#include "ui/theme/Theme.h"

namespace ui {

using auth::MemberExplanation;
using auth::TokenAnatomy;
using models::TokenPartsModel;

namespace {

Colour tintOf(const QModelIndex &index)
{
    if (index.data(TokenPartsModel::MemberRole).toInt() >= 0) {
        const auto standing = index.data(TokenPartsModel::StandingRole).toInt();
        const bool bad = standing == int(MemberExplanation::Standing::Refused) ||
                         standing == int(MemberExplanation::Standing::Suspicious);
        return bad && index.column() == TokenPartsModel::Says ? Colour::Bad : Colour::Text;
    }
    switch (TokenAnatomy::PartIndex(index.data(TokenPartsModel::PartRole).toInt())) {
    case TokenAnatomy::Header:
        return Colour::JwtHeader;
    case TokenAnatomy::Payload:
        return Colour::JwtPayload;
    case TokenAnatomy::Signature:
        break;
    }
    return Colour::JwtSignature;
}

} // namespace

void PartsDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool isPart = index.data(TokenPartsModel::MemberRole).toInt() < 0;
    const QColor tint = colour(m_pale ? Colour::Muted : tintOf(index));
    option->palette.setColor(QPalette::Text, tint);
    option->palette.setColor(QPalette::HighlightedText, tint);
    option->textElideMode = Qt::ElideRight;
    if (!Theme::instance())
        return;
    if (isPart && index.column() == TokenPartsModel::Name)
        option->font = Theme::instance()->sectionFont();
    else if (!isPart && index.column() != TokenPartsModel::Says)
        option->font = Theme::instance()->fixedFont();
}

QSize PartsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(qMax(size.height(), Theme::instance() ? Theme::instance()->rowHeight() : 26));
    return size;
}

} // namespace ui
