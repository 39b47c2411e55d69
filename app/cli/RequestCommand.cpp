// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RequestCommand.h"

#include "app/api/Session.h"
#include "app/cli/OpenSession.h"
#include "app/cli/Output.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QMetaEnum>
#include <QUrlQuery>

namespace cli {

using namespace Qt::StringLiterals;

namespace {

int printError(const api::ApiError &error)
{
    json::Writer out;
    out.beginObject();
    out.name("error").string(error.what.toStdString());
    out.name("code").string(QMetaEnum::fromType<api::ApiError::Code>().valueToKey(int(error.code)));
    out.name("status").integer(error.httpStatus);
    out.name("requestId").string(error.requestId.toStdString());
    out.name("serverText").string(error.serverText.toStdString());
    out.name("evidence").beginArray();
    for (const QString &line : error.evidence)
        out.string(line.toStdString());
    out.endArray();
    out.endObject();
    print(out.take());
    return refuse(error.toString());
}

void printBody(const api::Reply &reply)
{
    if (reply.document)
        print(reply.document.serialize());
    else if (!reply.body.empty())
        printBytes(reply.body);
}

std::expected<api::Request, QString> requestOf(const RequestOptions &options,
                                               const api::Session &session)
{
    const auto method = api::methodFromName(options.method.toUpper().toLatin1());
    if (!method)
        return std::unexpected(
            QCoreApplication::translate("cli", "%1 is not a method; use GET, PUT, POST, PATCH, "
                                               "DELETE, OPTIONS or HEAD.")
                .arg(options.method));
    api::Request request;
    request.method = *method;
    const qsizetype mark = options.path.indexOf(u'?');
    request.path = api::expandPath(options.path.first(mark < 0 ? options.path.size() : mark),
                                   session.pathValues());
    if (mark >= 0)
        request.query = QUrlQuery(options.path.sliced(mark + 1));
    request.contentType = options.mediaType.toLatin1();
    request.expectJson = !options.raw;
    request.inactivityTimeout = options.timeoutSeconds * 1000;
    if (!options.bodyFile.isEmpty()) {
        auto body = readInput(options.bodyFile);
        if (!body)
            return std::unexpected(body.error());
        request.body = *body;
    }
    return request;
}

} // namespace

int sendRequest(const RequestOptions &options)
{
    auto opened = OpenSession::open(options.access, std::make_shared<const api::Catalogue>());
    if (!opened)
        return refuse(opened.error());
    api::Session &session = (*opened)->session();
    auto request = requestOf(options, session);
    if (!request)
        return refuse(request.error());

    int code = Refused;
    QEventLoop loop;
    session.queue().send(std::move(*request), &loop, [&](const api::Result &result) {
        if (result) {
            say(QCoreApplication::translate("cli", "%1 in %2 ms")
                    .arg(result->status)
                    .arg(result->durationMs));
            printBody(*result);
            code = Done;
        } else {
            code = printError(result.error());
        }
        loop.quit();
    });
    loop.exec();
    return code;
}

} // namespace cli
