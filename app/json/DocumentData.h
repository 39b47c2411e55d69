// SPDX-License-Identifier: GPL-3.0-or-later
// Private to app/json: what a Document shares between its copies.
#pragma once

#include "app/json/Document.h"
#include "app/json/Flat.h"

#include <memory>
#include <string>

namespace json {

struct Document::Data
{
    Data() = default;
    Data(const Data &) = delete;
    Data &operator=(const Data &) = delete;
    ~Data()
    {
        yyjson_doc_free(parsed);
        if (wipe)
            overwrite(text);
    }
    /// With zeros, in a way that no compiler leaves out.
    static void overwrite(std::string &secret);

    // A parsed document lies in these two,
    std::string text;
    yyjson_doc *parsed = nullptr;
    // and one that was put together lies in this one: values first, then their texts.
    std::unique_ptr<char[]> block;

    flat::Val *root = nullptr;
    bool wipe = false;      ///< parseSecret()
    std::size_t height = 0; ///< levels of nesting, at most one too many
    std::size_t maxDepth = ParseOptions().maxDepth;

    static const Data *of(const Document &document) { return document.m_data.get(); }
    static Document wrap(std::shared_ptr<const Data> data)
    {
        Document document;
        document.m_data = std::move(data);
        return document;
    }
};

/// Memory for a document that is put together, and who writes it.
class DocumentBuilder
{
public:
    explicit DocumentBuilder(flat::Size size)
        : m_data(std::make_shared<Document::Data>())
    {
        m_data->block = std::make_unique_for_overwrite<char[]>(size.bytes());
        void *const memory = m_data->block.get();
        m_data->root = static_cast<flat::Val *>(memory);
    }

    flat::Builder values(flat::Size size) const
    {
        return {m_data->root, m_data->block.get() + size.values * sizeof(flat::Val)};
    }

    Document finish(std::size_t height, std::size_t maxDepth)
    {
        m_data->height = height;
        m_data->maxDepth = maxDepth;
        return Document::Data::wrap(std::move(m_data));
    }

private:
    std::shared_ptr<Document::Data> m_data;
};

} // namespace json
