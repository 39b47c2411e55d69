// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/api/WindowsShells.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace windows {

namespace {

/// The C run time's rules: 2n backslashes and a quote are n backslashes and the quote's meaning,
/// 2n+1 are n and a quote.
QByteArrayList arguments(const QByteArray &line)
{
    QByteArrayList result;
    QByteArray word;
    bool inWord = false;
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (!quoted && (c == ' ' || c == '\t')) {
            if (inWord)
                result << std::exchange(word, {});
            inWord = false;
            continue;
        }
        inWord = true;
        if (c == '"') {
            quoted = !quoted;
            continue;
        }
        if (c != '\\') {
            word += c;
            continue;
        }
        qsizetype count = 0;
        while (i + count < line.size() && line[i + count] == '\\')
            ++count;
        const bool beforeQuote = i + count < line.size() && line[i + count] == '"';
        word += QByteArray(beforeQuote ? count / 2 : count, '\\');
        i += count - 1;
        if (beforeQuote && count % 2 == 1) {
            word += '"';
            ++i;
        }
    }
    if (inWord)
        result << word;
    return result;
}

/// A word of the older way: quotes around it only where there is a space outside of its own.
QByteArray passed(const QByteArray &word)
{
    bool space = false;
    int quotes = 0;
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (word[i] == '"' && (i == 0 || word[i - 1] != '\\'))
            ++quotes;
        else if ((word[i] == ' ' || word[i] == '\t' || word[i] == '\n') && quotes % 2 == 0)
            space = true;
    }
    return space ? '"' + word + '"' : word;
}

} // namespace

QByteArrayList fromCmd(const QByteArray &typed, const QByteArray &token)
{
    QByteArray line = typed;
    // First variables; those that do not exist stay as they are at the prompt.
    line.replace("%TOKEN%", token);
    if (QString::fromUtf8(line).contains(QRegularExpression(u"%(HOME|PATH|USERNAME)%"_s)))
        return {};
    QByteArray plain;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '^' && i + 1 < line.size()) {
            if (line[++i] == '\n' && i + 1 < line.size())
                ++i; // the line goes on, and what follows is taken as it is
            plain += line[i];
        } else if (QByteArrayView("&|<>\"\n").contains(c)) {
            return {};
        } else {
            plain += c;
        }
    }
    return arguments(plain);
}

QByteArrayList fromPowerShell(const QByteArray &typed, const QByteArray &token)
{
    QByteArray line;
    for (qsizetype i = 0; i < typed.size();) {
        if (typed[i] == ' ') {
            line += typed[i++];
            continue;
        }
        QByteArray word;
        if (typed[i] == '\'') {
            for (++i; i < typed.size(); ++i) {
                if (typed[i] == '\'') {
                    if (i + 1 >= typed.size() || typed[i + 1] != '\'')
                        break;
                    ++i;
                }
                word += typed[i];
            }
            ++i;
        } else if (typed[i] == '"') {
            const qsizetype end = typed.indexOf('"', i + 1);
            word = typed.mid(i + 1, end - i - 1).replace("$env:TOKEN", token);
            i = end + 1;
        } else {
            while (i < typed.size() && typed[i] != ' ')
                word += typed[i++];
        }
        line += passed(word);
    }
    return arguments(line);
}

} // namespace windows
