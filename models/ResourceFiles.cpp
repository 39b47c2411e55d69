// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceFiles.h"

#include "models/Actions.h"
#include "models/CellText.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

struct Sound
{
    QLatin1StringView suffix;
    QLatin1StringView mediaType;
};
// The first of a suffix is what is sent, the first of a media type what a file is called.
constexpr std::array sounds{
    Sound{"wav"_L1, "audio/wav"_L1},  Sound{"wav"_L1, "audio/x-wav"_L1},
    Sound{"wav"_L1, "audio/wave"_L1}, Sound{"wav"_L1, "audio/vnd.wave"_L1},
    Sound{"mp3"_L1, "audio/mpeg"_L1}, Sound{"mp3"_L1, "audio/mp3"_L1},
    Sound{"ogg"_L1, "audio/ogg"_L1},  Sound{"ogg"_L1, "application/ogg"_L1},
    Sound{"oga"_L1, "audio/ogg"_L1},  Sound{"opus"_L1, "audio/ogg"_L1},
};

QString textAt(json::Value row, const QString &property)
{
    return property.isEmpty() ? QString() : rawText(memberAt(row, property));
}

QString bareType(const QString &mediaType)
{
    return mediaType.section(u';', 0, 0).trimmed().toLower();
}

} // namespace

ResourceFiles::ResourceFiles(const api::ResourceType &type, const api::Catalogue &catalogue,
                             const QHash<QString, QString> &pathValues)
    : m_type(type)
    , m_pathValues(pathValues)
{
    if (!type.file)
        return;
    for (const api::Operation &operation : catalogue.operations()) {
        if (operation.path == type.file->path && operation.isCallable())
            m_sources.insert(int(operation.method), operation.source);
    }
    m_download = m_sources.contains(int(api::Method::Get));
    m_upload = m_sources.contains(int(api::Method::Put));
}

QString ResourceFiles::whyNone(json::Value row) const
{
    return m_type.file ? whyNotAmong(m_type.file->when, row) : QString();
}

bool ResourceFiles::isAssumed(api::Method method) const
{
    return m_sources.value(int(method), api::Source::Confirmed) == api::Source::Inferred;
}

QString ResourceFiles::idOf(json::Value row) const
{
    return textAt(row, m_type.idProperty);
}

api::Request ResourceFiles::download(json::Value row) const
{
    // Members of the row first: the path may have more of them than the id.
    QHash<QString, QString> values;
    for (const auto [name, value] : row.members()) {
        if (value.isString() || value.isNumber())
            values.insert(QString::fromUtf8(name), rawText(value));
    }
    values.insert(m_pathValues);
    values.insert(m_type.idParameter, idOf(row));
    api::Request request;
    request.path = api::expandPath(m_type.file->path, values);
    request.expectJson = false;
    return request;
}

api::Request ResourceFiles::upload(const QString &id, const QString &file) const
{
    QHash<QString, QString> values = m_pathValues;
    values.insert(m_type.idParameter, id);
    api::Request request;
    request.method = api::Method::Put;
    request.path = api::expandPath(m_type.file->path, values);
    request.bodyFile = file;
    request.contentType = mediaTypeOf(file);
    if (request.contentType.isEmpty())
        request.contentType = "application/octet-stream";
    return request;
}

QString ResourceFiles::mediaType(json::Value row) const
{
    const QString told = textAt(row, m_type.file->mediaTypeProperty);
    return bareType(told.isEmpty() ? m_type.file->mediaType : told);
}

QString ResourceFiles::suggestedName(json::Value row) const
{
    QString name = textAt(row, m_type.file->nameProperty);
    if (name.isEmpty())
        name = idOf(row);
    const QString suffix = suffixOf(mediaType(row));
    if (!suffix.isEmpty() && mediaTypeOf(name).isEmpty())
        name += u'.' + suffix;
    return safeName(name);
}

qint64 ResourceFiles::size(json::Value row) const
{
    bool good = false;
    const qint64 bytes = textAt(row, m_type.file->sizeProperty).toLongLong(&good);
    return good && bytes >= 0 ? bytes : -1;
}

bool ResourceFiles::isSound(json::Value row) const
{
    return areThere() && (!suffixOf(mediaType(row)).isEmpty() ||
                          !mediaTypeOf(textAt(row, m_type.file->nameProperty)).isEmpty() ||
                          !mediaTypeOf(idOf(row)).isEmpty());
}

QByteArray ResourceFiles::mediaTypeOf(const QString &fileName)
{
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    const auto known = std::ranges::find(sounds, suffix, &Sound::suffix);
    return known == sounds.end() ? QByteArray() : QByteArray(known->mediaType.latin1());
}

// What stands for a media type may be only its suffix.
QString ResourceFiles::suffixOf(const QString &mediaType)
{
    const QString type = bareType(mediaType);
    const auto known = std::ranges::find_if(sounds, [&type](const Sound &sound) {
        return sound.mediaType == type || sound.suffix == type;
    });
    return known == sounds.end() ? QString() : QString(known->suffix);
}

QString ResourceFiles::safeName(const QString &name)
{
    constexpr qsizetype longest = 150;
    QString safe;
    for (const QChar c : name) {
        const bool bad = c.unicode() < 0x20 || c.unicode() == 0x7F || !c.isPrint() ||
                         u"<>:\"/\\|?*"_s.contains(c);
        safe += bad && !c.isSurrogate() ? u'_' : c;
    }
    // Neither hidden nor a path, nor ending in what Windows drops.
    while (safe.startsWith(u'.') || safe.startsWith(u' '))
        safe.removeFirst();
    while (safe.endsWith(u'.') || safe.endsWith(u' '))
        safe.chop(1);
    if (safe.size() > longest)
        safe = safe.first(longest - 10) + safe.last(10);
    static const QStringList devices{u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s, u"com1"_s, u"lpt1"_s};
    if (devices.contains(safe.section(u'.', 0, 0).toLower()))
        safe.prepend(u'_');
    return safe.isEmpty() ? u"file"_s : safe;
}

} // namespace models
