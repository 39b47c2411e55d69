// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/BulkAnswer.h"

#include "app/api/Catalogue.h"
#include "app/json/Patch.h"
#include "models/BulkVerdict.h"
#include "models/Merge.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace models::bulkAnswer {

namespace {

using Code = api::ApiError::Code;

QString tr(const char *text)
{
    return QCoreApplication::translate("models::bulkAnswer", text);
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

bool hasId(const BulkJob &job, json::Value value)
{
    return !job.idProperty.isEmpty() && value.isObject() &&
           !value[job.idProperty.toStdString()].text().empty();
}

} // namespace

json::Document resourceIn(const BulkJob &job, const json::Document &body)
{
    const json::Value root = body.root();
    if (hasId(job, root))
        return body;
    const json::Value inner = api::unwrap(root);
    const json::Value one = inner.isArray() && inner.size() == 1 ? inner.at(0) : inner;
    return one.isObject() ? documentOf(one) : json::Document();
}

bool isResource(const BulkJob &job, const json::Document &document)
{
    return hasId(job, document.root());
}

json::Document parsed(const QByteArray &json)
{
    return json::Document::parse(view(json)).value_or(json::Document());
}

BulkState stateOf(const api::ApiError &error)
{
    return error.mayHaveBeenDone() ? BulkState::Unknown : BulkState::Failed;
}

QString sentenceOf(const api::ApiError &error)
{
    const QString server = error.serverText.simplified().left(300);
    return server.isEmpty() || error.what.contains(server)
               ? error.what
               : tr("%1 The platform says: %2").arg(error.what, server);
}

bool concernsAll(const api::ApiError &error)
{
    switch (error.code) {
    case Code::Unauthorized:
    case Code::Forbidden:
    case Code::MethodNotAllowed:
    case Code::NotConnected:
    case Code::TimedOut:
    case Code::RateLimited:
    case Code::ServerError:
        return true;
    default:
        return isHopeless(error);
    }
}

bool isHopeless(const api::ApiError &error)
{
    return error.code == Code::NoKey || error.code == Code::HostNotFound ||
           error.code == Code::TlsFailed || error.code == Code::Redirected;
}

std::expected<QByteArray, QString> patched(const BulkJob &job, const BulkRow &row,
                                           const json::Document &now)
{
    if (!now)
        return std::unexpected(tr("The platform's answer to GET has no object in it."));
    const auto patch = json::Patch::parse(view(row.body.isNull() ? job.body : row.body));
    if (!patch)
        return std::unexpected(QString::fromStdString(patch.error().message));
    const auto after = patch->apply(now);
    if (!after)
        return std::unexpected(QString::fromStdString(after.error().message));
    return QByteArray::fromStdString(after->serialize());
}

BulkResult checked(const BulkJob &job, const BulkRow &row, const api::Result &result)
{
    BulkResult answer;
    const bool isGone = !result && result.error().code == Code::NotFound;
    if (!result && !isGone) {
        answer.state = BulkState::Unknown;
        answer.sentence =
            tr("The platform did not confirm it, and the resource could not be read: %1")
                .arg(sentenceOf(result.error()));
        return answer;
    }
    const json::Document now = result ? resourceIn(job, result->document) : json::Document();
    switch (verdict(job, row, now)) {
    case BulkVerdict::Arrived:
        answer.state = BulkState::Done;
        answer.sentence =
            tr("The platform did not confirm it; the resource shows that the request arrived.");
        break;
    case BulkVerdict::NotArrived:
        answer.state = BulkState::Failed;
        answer.sentence = tr("The platform did not confirm it, and the resource shows nothing of "
                             "the request: it can be sent again.");
        break;
    case BulkVerdict::CantTell:
        answer.state = BulkState::Unknown;
        answer.sentence =
            isGone ? tr("The platform did not confirm it, and the resource is gone.")
                   : tr("The platform did not confirm it, and the resource does not tell whether "
                        "the request arrived. Look at it before sending again.");
        break;
    }
    return answer;
}

} // namespace models::bulkAnswer
