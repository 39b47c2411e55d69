// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Patch.h"

#include "app/json/Compare.h"
#include "app/json/DocumentData.h"
#include "app/json/PatchTree.h"
#include "app/json/Writer.h"

#include <algorithm>
#include <array>
#include <format>
#include <memory_resource>

namespace json {

using flat::Val;
using Code = PatchError::Code;

namespace {

constexpr std::array<std::string_view, 6> opNames{"add",  "remove", "replace",
                                                  "move", "copy",   "test"};

// A patch of a few kilobytes can double a document with every operation. No honest one gets near.
constexpr std::size_t mostCopiedValues = 16'000'000;
constexpr std::size_t mostBytes = std::size_t{1} << 30;

std::optional<PatchOp> opNamed(std::string_view text)
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

/// A value in a message: itself when it is short, else what it is.
std::string described(Value value)
{
    constexpr std::size_t fewSlots = 12;
    if (flat::slots(value.handle()) <= fewSlots || !flat::isContainer(value.handle()))
        return shortened(value.serialize());
    return std::format("{} with {} {}", value.isArray() ? "an array" : "an object", value.size(),
                       value.isArray() ? "elements" : "members");
}

std::unexpected<PatchError> badOperation(int index, Code code, std::string_view pointer,
                                         std::string_view message)
{
    return std::unexpected(PatchError{code, index, std::string(pointer),
                                      std::format("operation {}: {}", index, message)});
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
    const auto op = opMember.isString() ? opNamed(opMember.text()) : std::nullopt;
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

/// One run of a patch over one document.
class Application
{
public:
    using Fault = PatchTree::Fault;
    using Done = PatchTree::Result<void>;

    Application(const Document::Data *document, const Document::Data *patch,
                std::pmr::memory_resource *memory)
        : m_tree(document ? document->root : nullptr, memory)
        , m_height(document ? document->height : 0)
        , m_patchHeight(patch ? patch->height : 0)
        , m_maxDepth(std::max(document ? document->maxDepth : 0, patch ? patch->maxDepth : 0))
    {
    }

    /// On failure, m_atFrom says which of the two pointers it is about.
    Done run(const Operation &operation);
    bool hasChanged() const { return m_changed; }
    bool isAtFrom() const { return m_atFrom; }
    std::expected<Document, PatchError> result() const;

private:
    Done test(const Operation &operation);
    Done copy(const Operation &operation);
    Done move(const Operation &operation);
    Done checkDepth(const Operation &operation, const Node &value, std::size_t height);
    template <typename T>
    T fromFault(T result);

    PatchTree m_tree;
    std::size_t m_height; // of the tree: at least as high as it really is
    std::size_t m_patchHeight;
    std::size_t m_maxDepth;
    std::size_t m_copied = 0;
    bool m_changed = false;
    bool m_atFrom = false;
};

Application::Done Application::run(const Operation &operation)
{
    m_atFrom = false;
    const Node value{operation.value.handle()};
    if (operation.op == PatchOp::Test)
        return test(operation);
    m_changed = true;
    switch (operation.op) {
    case PatchOp::Remove: {
        const auto taken = m_tree.take(operation.path);
        return taken ? Done() : std::unexpected(taken.error());
    }
    case PatchOp::Move:
        return move(operation);
    case PatchOp::Copy:
        return copy(operation);
    default:
        break;
    }
    const Done done = operation.op == PatchOp::Add ? m_tree.add(operation.path, value)
                                                   : m_tree.replace(operation.path, value);
    return done ? checkDepth(operation, value, m_patchHeight) : done;
}

Application::Done Application::test(const Operation &operation)
{
    const auto found = m_tree.find(operation.path);
    if (!found)
        return std::unexpected(found.error());
    std::vector<Val> scratch;
    Val *const actual = PatchTree::inOnePiece(**found, scratch);
    if (equalValues(actual, operation.value.handle(), Numbers::ByValue))
        return {};
    return std::unexpected(
        Fault{Code::TestFailed, std::format("found {} instead of {}", described(Value(actual)),
                                            described(operation.value))});
}

template <typename T>
T Application::fromFault(T result)
{
    m_atFrom = !result;
    if (!result && result.error().code == Code::PathNotFound)
        result.error().code = Code::FromNotFound;
    return result;
}

Application::Done Application::copy(const Operation &operation)
{
    const auto source = fromFault(m_tree.find(operation.from));
    if (!source)
        return std::unexpected(source.error());
    const Node &node = **source;
    m_copied += node.open ? PatchTree::measure(node).values : flat::slots(node.frozen);
    if (m_copied > mostCopiedValues) {
        return std::unexpected(Fault{
            Code::TooLarge, std::format("the patch copies more than {} values", mostCopiedValues)});
    }
    const Node copied = m_tree.frozenCopy(node);
    const Done done = m_tree.add(operation.path, copied);
    return done ? checkDepth(operation, copied, m_height) : done;
}

Application::Done Application::move(const Operation &operation)
{
    const auto source = fromFault(m_tree.find(operation.from));
    if (!source)
        return std::unexpected(source.error());
    if (operation.path == operation.from)
        return {};
    if (operation.path.isBelow(operation.from)) {
        return std::unexpected(
            Fault{Code::IntoItself, "a value can't be moved into a part of itself"});
    }
    const auto taken = m_tree.take(operation.from);
    if (!taken)
        return std::unexpected(taken.error());
    const Done done = m_tree.add(operation.path, *taken);
    return done ? checkDepth(operation, *taken, m_height) : done;
}

/// After @p value was placed. Its real height is looked at only when the estimate does not do.
Application::Done Application::checkDepth(const Operation &operation, const Node &value,
                                          std::size_t height)
{
    const std::size_t above = operation.path.tokens().size();
    if (above + height > m_maxDepth) {
        std::vector<Val> scratch;
        Val *tooDeep = nullptr;
        const std::size_t room = above < m_maxDepth ? m_maxDepth - above : 0;
        height = flat::height(PatchTree::inOnePiece(value, scratch), room, &tooDeep);
        if (tooDeep) {
            return std::unexpected(
                Fault{Code::TooLarge, std::format("the document would be nested more than {} "
                                                  "levels deep",
                                                  m_maxDepth)});
        }
    }
    m_height = std::max(m_height, above + height);
    return {};
}

std::expected<Document, PatchError> Application::result() const
{
    const flat::Size size = PatchTree::measure(m_tree.root());
    if (size.bytes() > mostBytes) {
        return std::unexpected(
            PatchError{Code::TooLarge, -1, {}, "the patched document would be larger than 1 GiB"});
    }
    DocumentBuilder document(size);
    flat::Builder values = document.values(size);
    PatchTree::write(m_tree.root(), values);
    return document.finish(m_height, m_maxDepth);
}

PatchError located(PatchTree::Fault fault, int index, const Operation &operation, bool atFrom)
{
    const std::string path = operation.path.toString();
    const std::string from = operation.from.toString();
    const auto shown = [](const std::string &pointer) {
        return pointer.empty() ? std::string("\"\"") : shortened(pointer);
    };
    const std::string what =
        needsFrom(operation.op)
            ? std::format("{} {} to {}", name(operation.op), shown(from), shown(path))
            : std::format("{} {}", name(operation.op), shown(path));
    return {fault.code, index, atFrom ? from : path,
            std::format("operation {} ({}): {}", index, what, fault.message)};
}

} // namespace

std::string_view name(PatchOp op)
{
    return opNames[static_cast<std::size_t>(op)];
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
    Application application(Document::Data::of(document), Document::Data::of(m_document), &memory);
    for (std::size_t i = 0; i < m_operations.size(); ++i) {
        if (auto done = application.run(m_operations[i]); !done) {
            return std::unexpected(located(std::move(done.error()), static_cast<int>(i),
                                           m_operations[i], application.isAtFrom()));
        }
    }
    if (!application.hasChanged())
        return document;
    return application.result();
}

} // namespace json
