// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Patch.h"

#include "app/json/Compare.h"
#include "app/json/DocumentData.h"
#include "app/json/PatchRun.h"
#include "app/json/Writer.h"

#include <algorithm>
#include <array>
#include <format>
#include <memory_resource>
#include <optional>

namespace json {

using flat::Val;
using Code = PatchError::Code;

namespace {

constexpr std::array<std::string_view, 6> opNames{"add",  "remove", "replace",
                                                  "move", "copy",   "test"};

std::unexpected<PatchError> badOperation(int index, Code code, std::string_view pointer,
                                         std::string_view message)
{
    return std::unexpected(PatchError{code, index, std::string(pointer),
                                      std::format("operation {}: {}", index, message),
                                      std::string(message)});
}

std::expected<Pointer, PatchError> pointerMember(Value value, int index, std::string_view name)
{
    if (!value) {
        return badOperation(index, Code::BadOperation, {},
                            std::format("the member \"{}\" is missing", name));
    }
    if (!value.isString()) {
        return badOperation(index, Code::BadOperation, {},
                            std::format("the member \"{}\" is not a string", name));
    }
    auto pointer = Pointer::parse(value.text());
    if (!pointer) {
        return badOperation(index, Code::BadPointer, value.text(),
                            std::format("{} in \"{}\" is not a JSON Pointer: {}",
                                        json::quoted(shortened(value.text())), name,
                                        pointer.error()));
    }
    return std::move(*pointer);
}

std::expected<Operation, PatchError> parseOperation(Value value, int index)
{
    if (!value.isObject())
        return badOperation(index, Code::NotAnArray, {}, "a patch is an array of objects");
    if (const Val *name = flat::duplicateName(value.handle())) {
        return badOperation(
            index, Code::BadOperation, {},
            std::format("the member {} occurs twice", json::quoted(shortened(flat::text(name)))));
    }
    const Value opMember = value["op"];
    if (!opMember)
        return badOperation(index, Code::BadOperation, {}, "the member \"op\" is missing");
    const auto op = opMember.isString() ? patchOpNamed(opMember.text()) : std::nullopt;
    if (!op) {
        return badOperation(index, Code::BadOperation, {},
                            std::format("there is no operation {}", described(opMember)));
    }
    auto path = pointerMember(value["path"], index, "path");
    if (!path)
        return std::unexpected(std::move(path.error()));
    Operation operation{*op, std::move(*path), {}, {}};
    if (needsFrom(*op)) {
        auto from = pointerMember(value["from"], index, "from");
        if (!from)
            return std::unexpected(std::move(from.error()));
        operation.from = std::move(*from);
    }
    if (needsValue(*op)) {
        operation.value = value["value"];
        if (!operation.value) {
            return badOperation(index, Code::BadOperation, operation.path.toString(),
                                "the member \"value\" is missing");
        }
    }
    return operation;
}

} // namespace

std::string_view name(PatchOp op)
{
    return opNames[static_cast<std::size_t>(op)];
}

std::optional<PatchOp> patchOpNamed(std::string_view text)
{
    const auto at = std::ranges::find(opNames, text);
    if (at == opNames.end())
        return std::nullopt;
    return static_cast<PatchOp>(at - opNames.begin());
}

bool needsFrom(PatchOp op)
{
    return op == PatchOp::Move || op == PatchOp::Copy;
}

bool needsValue(PatchOp op)
{
    return op == PatchOp::Add || op == PatchOp::Replace || op == PatchOp::Test;
}

std::expected<Patch, PatchError> Patch::fromDocument(const Document &document)
{
    const Value root = document.root();
    if (!root.isArray()) {
        return std::unexpected(
            PatchError{Code::NotAnArray, -1, {}, "a patch is an array of objects"});
    }
    Patch patch;
    patch.m_document = document;
    patch.m_operations.reserve(root.size());
    for (const Value element : root.elements()) {
        auto operation = parseOperation(element, static_cast<int>(patch.m_operations.size()));
        if (!operation)
            return std::unexpected(std::move(operation.error()));
        patch.m_operations.push_back(std::move(*operation));
    }
    return patch;
}

std::expected<Patch, PatchError> Patch::parse(std::string_view text)
{
    const auto document = Document::parse(text);
    if (!document) {
        return std::unexpected(PatchError{
            Code::NotAnArray, -1, {}, "the patch is not JSON: " + document.error().toString()});
    }
    return fromDocument(*document);
}

std::string Patch::serialize(Style style) const
{
    Writer writer(style);
    writer.beginArray();
    for (const Operation &operation : m_operations) {
        writer.beginObject().name("op").string(name(operation.op));
        if (needsFrom(operation.op))
            writer.name("from").string(operation.from.toString());
        writer.name("path").string(operation.path.toString());
        if (needsValue(operation.op))
            writer.name("value").value(operation.value);
        writer.endObject();
    }
    return writer.endArray().take();
}

std::expected<Document, PatchError> Patch::apply(const Document &document) const
{
    std::array<std::byte, 4096> nearby;
    std::pmr::monotonic_buffer_resource memory(nearby.data(), nearby.size());
    PatchRun run(Document::Data::of(document), Document::Data::of(m_document), &memory);
    for (std::size_t i = 0; i < m_operations.size(); ++i) {
        if (auto done = run.apply(m_operations[i], static_cast<int>(i)); !done)
            return std::unexpected(std::move(done.error()));
    }
    if (!run.hasChanged())
        return document;
    return run.result();
}

} // namespace json
