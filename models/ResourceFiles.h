// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Request.h"
#include "app/json/Document.h"

#include <QHash>
#include <QString>

namespace models {

/// What can be done with the files behind the rows of a resource type, and by which requests.
class ResourceFiles
{
public:
    ResourceFiles() = default;
    /// @p pathValues: what the session puts into paths ({domain}).
    ResourceFiles(const api::ResourceType &type, const api::Catalogue &catalogue,
                  const QHash<QString, QString> &pathValues);

    bool areThere() const { return m_type.file.has_value(); }
    bool canDownload() const { return m_download; }
    bool canUpload() const { return m_upload; }
    /// The item is the file: a new one is made by sending a file under a name.
    bool areItems() const { return areThere() && m_type.file->path == m_type.itemPath; }
    /// The description of @p method on the file's path is an assumption.
    bool isAssumed(api::Method method) const;

    /// Why there is no file behind @p row yet, or none at all, as a sentence; empty when there is.
    QString whyNone(json::Value row) const;
    /// Its sink or file is still to be set.
    api::Request download(json::Value row) const;
    /// @p file is read while it is sent.
    api::Request upload(const QString &id, const QString &file) const;

    /// A file name without a path, safe on every system: by the row's own, else its id and what its
    /// media type is called.
    QString suggestedName(json::Value row) const;
    qint64 size(json::Value row) const; ///< bytes; -1: not known
    /// A sound that the console can play, as far as its name and media type tell.
    bool isSound(json::Value row) const;

    /// "audio/mpeg" for "mp3"; empty for what is unknown. And back.
    static QByteArray mediaTypeOf(const QString &fileName);
    static QString suffixOf(const QString &mediaType);
    /// Without folders, control characters and what a file system refuses; never empty.
    static QString safeName(const QString &name);

private:
    QString idOf(json::Value row) const;
    QString mediaType(json::Value row) const;

    api::ResourceType m_type;
    QHash<QString, QString> m_pathValues;
    QHash<int, api::Source> m_sources; // by method
    bool m_download = false;
    bool m_upload = false;
};

} // namespace models
