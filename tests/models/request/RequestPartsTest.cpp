// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RequestParts.h"

#include "app/api/TypedAddress.h"
#include "tests/support/Print.h"

#include <QUrl>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using testing::HasSubstr;

namespace {

const QUrl base(u"https://api.example:8443"_s);
const QHash<QString, QString> values{
    {u"domain"_s, u"c47.example"_s}, {u"deviceId"_s, u"+46 70/1"_s}, {u"quote"_s, u"a\"b\\"_s}};

std::string problems(const api::SavedRequest &request)
{
    return models::problemsOf(request, values).join(u'\n').toStdString();
}

} // namespace

TEST(TypedAddress, TakesHostQueryAndFragmentOff)
{
    const auto own = api::TypedAddress::of(u" https://api.example:8443/a/b?x=1&y=%20#z "_s, base);
    EXPECT_EQ(own.path, u"/a/b"_s);
    EXPECT_EQ(own.otherHost, QString());
    EXPECT_EQ(own.query, QList<api::NamedValue>({{u"x"_s, u"1"_s}, {u"y"_s, u" "_s}}));
    EXPECT_EQ(api::TypedAddress::of(u"https://other.example/a"_s, base).otherHost,
              u"other.example"_s);
    EXPECT_EQ(api::TypedAddress::of(u"https://api.example/a"_s, base).otherHost, u"api.example"_s)
        << "another port is another server";
    EXPECT_EQ(api::TypedAddress::of(u"{{baseUrl}}/a"_s).path, u"/a"_s);
    EXPECT_EQ(api::TypedAddress::of(u"a/{b}"_s).path, u"/a/{b}"_s);
    EXPECT_EQ(api::TypedAddress::of(QString()).path, u"/"_s);
}

TEST(RequestParts, VariablesAreFilledInAsTheirPlaceWants)
{
    api::SavedRequest typed;
    typed.method = "PUT";
    typed.path = u"/device/{domain}/{{deviceId}}/{other}"_s;
    typed.query = {{u"q"_s, u"{deviceId}&x"_s}, {u"off"_s, u"1"_s, false}};
    typed.headers = {{u"X-Id"_s, u"{{deviceId}}"_s}, {u"content-type"_s, u"application/json"_s}};
    typed.body = R"({"name":"{{quote}}","{domain}":1})";
    const api::Request request = models::requestOf(typed, values);
    EXPECT_EQ(request.method, api::Method::Put);
    EXPECT_EQ(request.path, u"/device/c47.example/%2B46%2070%2F1/{other}"_s);
    EXPECT_EQ(request.query.toString(QUrl::FullyEncoded), u"q=%2B46%2070%2F1%26x"_s);
    EXPECT_EQ(api::headerValue(request.headers, "X-Id"), "+46 70/1");
    EXPECT_EQ(request.contentType, "application/json");
    EXPECT_EQ(request.body, R"({"name":"a\"b\\","{domain}":1})") << "braces of JSON stay";
    EXPECT_TRUE(request.keepReply);
}

TEST(RequestParts, SaysWhatKeepsARequestFromBeingSent)
{
    EXPECT_THAT(problems({}), HasSubstr("Type a path"));
    EXPECT_THAT(problems({.method = "BREW", .path = u"/a"_s}), HasSubstr("BREW"));
    EXPECT_THAT(problems({.path = u"/a/{callId}"_s}), HasSubstr("callId"));
    EXPECT_THAT(problems({.path = u"/a"_s, .body = R"({"p":"[redacted]"})"}),
                HasSubstr("[redacted]"));
    EXPECT_THAT(problems({.path = u"/a"_s, .headers = {{u"authorization"_s, u"Bearer x"_s}}}),
                HasSubstr("Authorization"));
    EXPECT_EQ(problems({.path = u"/a/{deviceId}"_s}), "");
}

TEST(RequestParts, ARequestOfTheHistoryComesBackWithoutWhatTheClientAdds)
{
    api::HistoryEntry entry;
    entry.method = "PATCH";
    entry.url = u"https://h/dev/%2B46?a=%3D&b="_s;
    entry.requestHeaders = {
        {"Authorization", "[redacted]"}, {"User-Agent", "x"}, {"Content-Type", "application/json"}};
    entry.requestBody = "[]";
    const api::SavedRequest typed = models::savedRequestOf(entry);
    EXPECT_EQ(typed.method, "PATCH");
    EXPECT_EQ(typed.path, u"/dev/%2B46"_s);
    EXPECT_EQ(typed.query, QList<api::NamedValue>({{u"a"_s, u"="_s}, {u"b"_s, QString()}}));
    EXPECT_EQ(typed.headers, QList<api::NamedValue>({{u"Content-Type"_s, u"application/json"_s}}));
    const api::Request again = models::requestOf(typed, {});
    EXPECT_EQ(again.path, u"/dev/%2B46"_s);
    EXPECT_EQ(again.query.toString(QUrl::FullyEncoded), u"a=%3D&b="_s);
}
