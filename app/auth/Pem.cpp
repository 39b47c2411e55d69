// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Pem.h"

#include "app/auth/Base64.h"

#include <algorithm>

namespace auth::pem {

namespace {

constexpr QByteArrayView beginMark = "-----BEGIN ";
constexpr QByteArrayView dashes = "-----";
constexpr qsizetype longestLabel = 64;
constexpr qsizetype lineLength = 64;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Header lines end at the first empty line; a body has no colon.
qsizetype headersEnd(QByteArrayView contents)
{
    if (!contents.contains(':'))
        return 0;
    for (qsizetype at = contents.indexOf('\n'); at >= 0; at = contents.indexOf('\n', at + 1)) {
        qsizetype next = at + 1;
        while (next < contents.size() && (contents[next] == '\r' || contents[next] == ' '))
            ++next;
        if (next < contents.size() && contents[next] == '\n')
            return next + 1;
    }
    return contents.size();
}

Block blockOf(QByteArrayView label, QByteArrayView contents, bool complete)
{
    contents = contents.trimmed();
    const qsizetype split = headersEnd(contents);
    return {label.toByteArray(), contents.first(split).trimmed(), contents.sliced(split), complete};
}

} // namespace

bool Block::isTraditionalEncrypted() const
{
    return headers.contains("Proc-Type") && headers.contains("ENCRYPTED");
}

std::optional<QCA::SecureArray> Block::bytes() const
{
    QCA::SecureArray letters(static_cast<int>(body.size()));
    qsizetype count = 0;
    for (const char c : body) {
        if (!isSpace(c))
            letters[static_cast<int>(count++)] = c;
    }
    const qsizetype padded = count;
    while (count > 0 && padded - count < 2 && letters[static_cast<int>(count - 1)] == '=')
        --count;
    if (padded % 4 != 0)
        return std::nullopt;
    QCA::SecureArray out(static_cast<int>(base64::decodedSize(count)));
    const auto outcome = base64::decode(QByteArrayView(letters.constData(), count),
                                        base64::Alphabet::Standard, out.data());
    if (outcome.problem != base64::Problem::None)
        return std::nullopt;
    return out;
}

QByteArray Block::normalized() const
{
    QByteArray text = "-----BEGIN " + label + "-----\n";
    if (!headers.isEmpty()) {
        for (const QByteArray &line : headers.toByteArray().split('\n'))
            text += line.trimmed() + '\n';
        text += '\n';
    }
    qsizetype column = 0;
    for (const char c : body) {
        if (isSpace(c))
            continue;
        text += c;
        if (++column % lineLength == 0)
            text += '\n';
    }
    if (column % lineLength != 0)
        text += '\n';
    return text + "-----END " + label + "-----\n";
}

std::vector<Block> blocks(QByteArrayView text)
{
    std::vector<Block> found;
    qsizetype at = text.indexOf(beginMark);
    while (at >= 0) {
        const qsizetype labelStart = at + beginMark.size();
        const qsizetype labelEnd = text.indexOf(dashes, labelStart);
        const qsizetype next = text.indexOf(beginMark, labelStart);
        if (labelEnd < 0)
            break;
        const QByteArrayView label = text.sliced(labelStart, labelEnd - labelStart);
        if (!label.isEmpty() && label.size() <= longestLabel && !label.contains('\n')) {
            const qsizetype start = labelEnd + dashes.size();
            const QByteArray endMark = "-----END " + label.toByteArray() + "-----";
            const qsizetype limit = next < 0 ? text.size() : next;
            const QByteArrayView rest = text.sliced(start, std::max(limit, start) - start);
            const qsizetype end = rest.indexOf(endMark);
            found.push_back(blockOf(label, end < 0 ? rest : rest.first(end), end >= 0));
        }
        at = next;
    }
    return found;
}

QCA::SecureArray write(QByteArrayView label, QByteArrayView der)
{
    const QByteArray begin = "-----BEGIN " + label.toByteArray() + "-----\n";
    const QByteArray end = "-----END " + label.toByteArray() + "-----\n";
    const qsizetype plain = base64::encodedSize(der.size());
    const qsizetype padded = (plain + 3) / 4 * 4;
    QCA::SecureArray letters(static_cast<int>(padded));
    base64::encode(der, base64::Alphabet::Standard, letters.data());
    std::fill(letters.data() + plain, letters.data() + padded, '=');

    const qsizetype lines = (padded + lineLength - 1) / lineLength;
    QCA::SecureArray text(static_cast<int>(begin.size() + padded + lines + end.size()));
    char *out = std::ranges::copy(begin, text.data()).out;
    for (qsizetype line = 0; line < lines; ++line) {
        const qsizetype from = line * lineLength;
        const qsizetype length = std::min(lineLength, padded - from);
        out = std::copy_n(letters.constData() + from, length, out);
        *out++ = '\n';
    }
    std::ranges::copy(end, out);
    return text;
}

} // namespace auth::pem
