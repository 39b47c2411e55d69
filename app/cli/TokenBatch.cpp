// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TokenBatch.h"

#include "app/cli/Output.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QThreadPool>
#include <QtConcurrentMap>

#include <expected>
#include <string>
#include <vector>

namespace cli {

namespace {

constexpr std::size_t linesAtOnce = 1024;
constexpr qsizetype bytesAtOnce = 1 << 20;
/// Of a line; more than a token may have, so that the check can say so.
constexpr qsizetype longestLine = 64 * 1024;

struct Line
{
    qint64 number = 0;
    QByteArray token;
};

struct Answer
{
    bool accepted = false;
    std::string json;
};

Answer answerTo(const Line &line, const auth::TokenPolicy &policy)
{
    const auth::TokenVerdict verdict = auth::checkToken(line.token, policy);
    json::Writer out;
    out.beginObject().name("line").integer(line.number);
    out.name("accepted").boolean(verdict.accepted);
    out.name("failed").beginArray();
    for (const auth::TokenCheck &check : verdict.checks) {
        if (!check.passed)
            out.string(check.name.toStdString());
    }
    out.endArray().name("detail");
    if (const auth::TokenCheck *failure = verdict.firstFailure())
        out.string(failure->detail.toStdString());
    else
        out.null();
    out.endObject();
    return {verdict.accepted, out.take() + '\n'};
}

/// Collects lines and answers them, so many at once.
class Batch
{
public:
    Batch(const auth::TokenPolicy &policy, int jobs)
        : m_policy(policy)
    {
        m_pool.setMaxThreadCount(jobs);
    }

    /// A piece of the input, wherever it was cut.
    void take(QByteArrayView piece)
    {
        while (!piece.isEmpty()) {
            const qsizetype end = piece.indexOf('\n');
            const QByteArrayView part = end < 0 ? piece : piece.first(end);
            m_line.append(part.first(qMin(part.size(), longestLine + 1 - m_line.size())));
            if (end < 0)
                return;
            endLine();
            piece = piece.sliced(end + 1);
        }
    }
    void finish()
    {
        endLine();
        answer();
    }

    qint64 tokens() const { return m_tokens; }
    qint64 accepted() const { return m_accepted; }

private:
    void endLine()
    {
        ++m_number;
        if (m_line.endsWith('\r'))
            m_line.chop(1);
        if (!m_line.isEmpty())
            m_lines.push_back({m_number, std::exchange(m_line, {})});
        if (m_lines.size() >= linesAtOnce)
            answer();
    }
    void answer()
    {
        const auto answers = QtConcurrent::blockingMapped<std::vector<Answer>>(
            &m_pool, m_lines, [this](const Line &line) { return answerTo(line, m_policy); });
        std::string text;
        for (const Answer &each : answers) {
            text += each.json;
            m_accepted += each.accepted ? 1 : 0;
        }
        m_tokens += static_cast<qint64>(answers.size());
        m_lines.clear();
        printBytes(text);
    }

    const auth::TokenPolicy &m_policy;
    QThreadPool m_pool;
    QByteArray m_line;
    std::vector<Line> m_lines;
    qint64 m_number = 0;
    qint64 m_tokens = 0;
    qint64 m_accepted = 0;
};

std::expected<void, QString> readAll(const QString &path, Batch &batch)
{
    const auto problem = [&path](const QString &why) {
        return std::unexpected(
            QCoreApplication::translate("cli", "%1 can't be read: %2.").arg(path, why));
    };
    QFile file(path);
    const bool isStandardInput = path == QLatin1String("-");
    if (!isStandardInput && QFileInfo(path).isDir())
        return std::unexpected(
            QCoreApplication::translate("cli", "%1 is a folder; a file is needed.").arg(path));
    if (!(isStandardInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly)))
        return problem(file.errorString());
    for (QByteArray piece = file.read(bytesAtOnce); !piece.isEmpty();
         piece = file.read(bytesAtOnce))
        batch.take(piece);
    if (file.error() != QFileDevice::NoError)
        return problem(file.errorString());
    batch.finish();
    return {};
}

} // namespace

int checkTokens(const QString &file, const auth::TokenPolicy &policy, int jobs)
{
    auth::TokenPolicy terse = policy;
    terse.tellsPassed = false; // nobody reads it
    Batch batch(terse, jobs);
    if (const auto read = readAll(file, batch); !read)
        return refuse(read.error());
    if (batch.tokens() == 0)
        return refuse(
            QCoreApplication::translate("cli", "There is no token in %1: one a line is expected.")
                .arg(file));
    if (batch.accepted() == batch.tokens())
        return Done;
    return refuse(QCoreApplication::translate("cli", "%1 of %2 tokens were refused.")
                      .arg(batch.tokens() - batch.accepted())
                      .arg(batch.tokens()));
}

} // namespace cli
