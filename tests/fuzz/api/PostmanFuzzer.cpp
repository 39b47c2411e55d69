// SPDX-License-Identifier: GPL-3.0-or-later
// Postman collections of others: whatever they say, reading them ends, holds no secret, and what
// was read can be written and read again.
#include "app/api/PostmanExport.h"
#include "app/api/PostmanImport.h"
#include "tests/fuzz/Graft.h"
#include "tests/fuzz/Spoiled.h"
#include "tests/fuzz/json/Fuzzing.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

const char *const collection = R"({"info":{"name":"K","description":{"content":"About"},"schema":
"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"auth":{"type":"bearer",
"bearer":[{"key":"token","value":"secret-token"}]},"variable":[{"key":"host","value":"https://h"},
{"key":"password","value":"secret-word","type":"secret"}],"event":[{"listen":"test","script":{
"exec":["x"]}}],"item":[{"name":"F","variable":[{"key":"id","value":"1"}],"item":[{"name":"R",
"request":{"method":"PUT","url":{"raw":"{{host}}/a/:id?x=1#f","host":["{{host}}"],"path":["a",":id"],
"query":[{"key":"x","value":"1","disabled":true},{"key":null}],"variable":[{"key":"id","value":"{{id}}"}]},
"header":[{"key":"A","value":"b"},{"key":"Authorization","value":"Bearer secret-token"}],"body":{
"mode":"raw","raw":"{}","options":{"raw":{"language":"json"}}}},"response":[{"code":200}]}]},
{"name":"S","request":"https://o/a?b=c"},{"name":"U","request":{"method":"POST","url":"{{host}}/u",
"auth":{"type":"apikey","apikey":[{"key":"value","value":"secret-word"}]},"body":{"mode":"urlencoded",
"urlencoded":[{"key":"a","value":"b c"}]}}},{"name":"G","request":{"url":"x","body":{"mode":"graphql",
"graphql":{"query":"{a}"}}}}]})";

std::string grafted(std::string_view orders)
{
    static constexpr std::array<std::string_view, 18> values = {
        "null",
        "true",
        "-1",
        "1e400",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        R"("{{a}}/{b}:c?d=%zz#")",
        R"({"raw":[]})",
        R"([{"key":[],"value":{}}])",
        R"({"mode":"file","file":{"src":"/etc/passwd"}})",
        R"({"mode":"formdata","formdata":[{}]})",
        R"([{"item":[{"item":[]}]}])",
        R"("\u0000\ud800")",
        R"({"type":"bearer","bearer":{}})"};
    return fuzzing::grafted(collection, orders, values);
}

void visit(const api::CollectionItem &item, int depth)
{
    require(depth < 1000, "trees of folders may be walked by recursion");
    require(item.isFolder() || item.items.empty(), "a request holds nothing");
    if (item.request) {
        for (const api::NamedValue &header : item.request->headers)
            require(header.name.compare("Authorization"_L1, Qt::CaseInsensitive) != 0 ||
                        !header.value.contains("secret-token"_L1),
                    "tokens are left out");
    }
    for (const auto &each : item.items) {
        require(each->parent == &item, "each knows its folder");
        visit(*each, depth + 1);
    }
}

void import(const QByteArray &text)
{
    const auto read = api::PostmanImport::read(text);
    if (!read) {
        require(!read.error().isEmpty(), "a refusal is told in words");
        return;
    }
    require(read->folder && read->folder->isFolder(), "a collection is a folder");
    visit(*read->folder, 0);
    const std::string written = api::toPostman(*read->folder, QUrl(u"https://h.example"_s), u"d"_s);
    const auto again = api::PostmanImport::read(QByteArray::fromStdString(written));
    require(again.has_value(), "what was written can be read");
    require(again->folder->requestCount() == read->folder->requestCount(), "nothing is lost");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input = inputText(data, size);
    if (input.empty())
        return 0;
    const std::string_view rest = input.substr(1);
    switch (data[0] % 4) {
    case 0:
        import(QByteArray(rest.data(), qsizetype(rest.size())));
        break;
    case 1:
        import(fuzzing::spoiled(collection, rest));
        break;
    default:
        import(QByteArray::fromStdString(grafted(rest)));
    }
    return 0;
}
