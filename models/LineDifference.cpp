// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/LineDifference.h"

#include "app/json/Sequence.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace models {

namespace {

using Numbers = QHash<QStringView, std::uint32_t>;

/// A number for each line: the same for the same text.
std::vector<std::uint32_t> numbered(const QString &text, Numbers &numbers)
{
    std::vector<std::uint32_t> lines;
    for (QStringView line : QStringView(text).split(u'\n')) {
        if (line.endsWith(u','))
            line.chop(1);
        const auto known = numbers.constFind(line);
        lines.push_back(known != numbers.cend()
                            ? *known
                            : *numbers.insert(line, std::uint32_t(numbers.size())));
    }
    return lines;
}

template <int Part>
int beside(const QList<std::pair<int, int>> &same, int line)
{
    const auto key = [](const std::pair<int, int> &pair) {
        return Part == 0 ? pair.first : pair.second;
    };
    const auto next = std::ranges::upper_bound(same, line, {}, key);
    if (next == same.cbegin())
        return line;
    const auto &last = *std::prev(next);
    return (Part == 0 ? last.second : last.first) + (line - key(last));
}

} // namespace

LineDifference LineDifference::of(const QString &before, const QString &after)
{
    Numbers numbers;
    const auto first = numbered(before, numbers);
    const auto second = numbered(after, numbers);
    LineDifference result;
    std::size_t nextBefore = 0;
    std::size_t nextAfter = 0;
    const auto passTo = [&](std::size_t toBefore, std::size_t toAfter) {
        for (; nextBefore < toBefore; ++nextBefore)
            result.before.append(int(nextBefore) + 1);
        for (; nextAfter < toAfter; ++nextAfter)
            result.after.append(int(nextAfter) + 1);
    };
    // Most of a long text is the same at both ends.
    std::size_t head = 0;
    const std::size_t shorter = std::min(first.size(), second.size());
    while (head < shorter && first[head] == second[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head &&
           first[first.size() - 1 - tail] == second[second.size() - 1 - tail])
        ++tail;
    const auto match = [&](std::size_t inBefore, std::size_t inAfter) {
        passTo(inBefore, inAfter);
        result.same.append({int(inBefore) + 1, int(inAfter) + 1});
        ++nextBefore;
        ++nextAfter;
    };
    for (std::size_t i = 0; i < head; ++i)
        match(i, i);
    const std::span middleBefore(first.begin() + std::ptrdiff_t(head), first.size() - head - tail);
    const std::span middleAfter(second.begin() + std::ptrdiff_t(head), second.size() - head - tail);
    for (const json::Match &pair : json::commonSubsequence(middleBefore, middleAfter))
        match(head + pair.before, head + pair.after);
    for (std::size_t i = tail; i > 0; --i)
        match(first.size() - i, second.size() - i);
    passTo(first.size(), second.size());
    return result;
}

int LineDifference::besideAfter(int line) const
{
    return beside<1>(same, line);
}

int LineDifference::besideBefore(int line) const
{
    return beside<0>(same, line);
}

} // namespace models
