// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/LateSchemas.h"

namespace api {

LateSchemas::LateSchemas(OpenApiDocument document)
    : m_document(std::move(document))
    , m_reader(m_document)
{
}

SchemaPtr LateSchemas::schema(const std::shared_ptr<LateSchemas> &late, const Located &value,
                              Source inherited)
{
    return SchemaPtr::later([late, value, inherited]() -> std::shared_ptr<const Schema> {
        const std::scoped_lock lock(late->m_mutex);
        const SchemaPtr schema = late->m_reader.read(value, inherited);
        return std::make_shared<const Schema>(*schema);
    });
}

} // namespace api
