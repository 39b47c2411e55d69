// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenDifference.h"

#include "app/auth/TokenWords.h"

#include <QList>

#include <algorithm>
#include <cstdint>

namespace auth {

namespace {

using Kind = DifferencePiece::Kind;
using Characters = QList<uint>;

constexpr qsizetype longest = 253; // of a domain

QString harmless(const QString &text)
{
    return words::harmless(text.toStdString());
}

/// Lengths of the longest common subsequences of all pairs of tails.
class Table
{
public:
    Table(const Characters &left, const Characters &right)
        : m_width(right.size() + 1)
        , m_cells(static_cast<std::size_t>((left.size() + 1) * m_width))
    {
        for (qsizetype i = left.size() - 1; i >= 0; --i) {
            for (qsizetype j = right.size() - 1; j >= 0; --j)
                cell(i, j) = left[i] == right[j]
                                 ? static_cast<std::uint16_t>(cell(i + 1, j + 1) + 1)
                                 : std::max(cell(i + 1, j), cell(i, j + 1));
        }
    }

    std::uint16_t &cell(qsizetype i, qsizetype j)
    {
        return m_cells[static_cast<std::size_t>(i * m_width + j)];
    }

private:
    qsizetype m_width;
    std::vector<std::uint16_t> m_cells;
};

void append(std::vector<DifferencePiece> &pieces, Kind kind, uint character)
{
    if (pieces.empty() || pieces.back().kind != kind)
        pieces.push_back({kind, {}});
    const char32_t c = character;
    pieces.back().text += QString::fromUcs4(&c, 1);
}

} // namespace

std::vector<DifferencePiece> differenceOf(const QString &inToken, const QString &domain)
{
    const Characters left = inToken.toUcs4();
    const Characters right = domain.toUcs4();
    std::vector<DifferencePiece> pieces;
    if (left.size() > longest || right.size() > longest) {
        pieces = {{Kind::OnlyInToken, inToken}, {Kind::OnlyInDomain, domain}};
    } else {
        Table table(left, right);
        qsizetype i = 0;
        qsizetype j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left[i] == right[j]) {
                append(pieces, Kind::Same, left[i++]);
                ++j;
            } else if (i < left.size() &&
                       (j == right.size() || table.cell(i + 1, j) >= table.cell(i, j + 1))) {
                append(pieces, Kind::OnlyInToken, left[i++]);
            } else {
                append(pieces, Kind::OnlyInDomain, right[j++]);
            }
        }
    }
    for (DifferencePiece &piece : pieces)
        piece.text = harmless(piece.text);
    return pieces;
}

} // namespace auth
