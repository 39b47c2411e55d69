// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CatalogueCommands.h"

#include "app/api/import/DocumentImport.h"
#include "app/api/import/DocumentText.h"
#include "app/cli/Output.h"

#include <QFileInfo>

namespace cli {

using namespace Qt::StringLiterals;

int reportImport(const QString &file, const std::optional<QString> &prefix)
{
    const auto catalogue = api::Catalogue::shipped();
    if (!catalogue)
        return refuse(catalogue.error().isEmpty() ? QString() : catalogue.error().first().message);
    std::string text;
    if (file == "-"_L1) {
        const auto input = readInput(file, api::maxDocumentBytes + 1);
        if (!input)
            return refuse(input.error());
        text = input->toStdString();
    } else {
        auto read = api::documentFile(file);
        if (!read)
            return refuse(read.error());
        text = std::move(*read);
    }
    const QString name = file == "-"_L1 ? u"standard input"_s : QFileInfo(file).fileName();
    const auto document = api::DocumentImport::read(name, std::move(text), *catalogue,
                                                    {.prefix = prefix, .stop = {}});
    if (!document) {
        const api::CatalogueProblem &problem = document.error();
        return refuse(problem.where.isEmpty() ? problem.message
                                              : u"%1: %2"_s.arg(problem.where, problem.message));
    }
    print(document->report.toJson());
    return Done;
}

} // namespace cli
