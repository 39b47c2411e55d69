// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/OpenApiDocument.h"
#include "app/api/SchemaReader.h"

#include <memory>
#include <mutex>

namespace api {

/// The schemas of one document, each read when somebody looks at it; keeps the document. What is
/// wrong with them is then no longer reported.
class LateSchemas
{
public:
    explicit LateSchemas(OpenApiDocument document);
    LateSchemas(const LateSchemas &) = delete;
    LateSchemas &operator=(const LateSchemas &) = delete;

    static SchemaPtr schema(const std::shared_ptr<LateSchemas> &late, const Located &value,
                            Source inherited);

private:
    std::mutex m_mutex;
    OpenApiDocument m_document;
    SchemaReader m_reader;
};

} // namespace api
