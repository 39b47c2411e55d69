// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/CatalogueReader.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <string>

namespace api {

/// One line of what an import does.
struct ImportRemark
{
    enum class Kind {
        NewResource,
        ReplacedResource, ///< one that was there keeps its looks and takes the document's members
        NewOperation,
        ReplacedOperation,
        Difference, ///< between the document's members and those that were known
        LeftOut,    ///< or read in another way than it is written
    };
    Kind kind = Kind::LeftOut;
    QString subject; ///< "Devices", "GET /provisioning/device/{domain}", a JSON Pointer
    QString detail;  ///< a sentence; may be empty
};

/// What a document brings to a catalogue, for a person to judge before it is applied.
struct ImportReport
{
    QString name;    ///< of the file
    QString title;   ///< that the document gives itself
    QString version; ///< that the document gives itself
    QString format;  ///< "OpenAPI 3.0.3", "Swagger 2.0"
    QString service; ///< key of the service that its operations belong to
    QString prefix;  ///< that its paths were given
    ServiceBase base;
    int paths = 0; ///< that are written down; 0: a guide without an interface
    int operations = 0;
    int resources = 0;
    int notCallable = 0; ///< operations that need an AWS signature
    QList<ImportRemark> remarks;

    int count(ImportRemark::Kind kind) const;
    /// "12 operations, 2 tables": or that it describes none; a sentence.
    QString summary() const;
    /// Where its paths begin and how that is known; a sentence.
    QString whereItsPathsBegin() const;
    std::string toJson() const;

    Q_DECLARE_TR_FUNCTIONS(api::ImportReport)
};

/// What adding @p contents to @p base would change. At most 20,000 remarks.
ImportReport importReport(const CatalogueContents &contents, const Catalogue &base);

} // namespace api
