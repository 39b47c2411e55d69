// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/layering/SourceTree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

qsizetype SourceFile::lines() const
{
    return text.count('\n');
}

QList<Include> SourceFile::includes() const
{
    static const QRegularExpression line(uR"re(^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>))re"_s,
                                         QRegularExpression::MultilineOption);
    QList<Include> found;
    auto matches = line.globalMatch(QString::fromUtf8(text));
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const bool ours = match.hasCaptured(1);
        found += {match.captured(ours ? 1 : 2), ours};
    }
    return found;
}

namespace {

QString layerOf(const QString &path)
{
    const QString first = path.section(u'/', 0, 0);
    return first == "app"_L1 ? path.section(u'/', 1, 1).section(u'.', 0, 0) : first;
}

} // namespace

QString SourceFile::layer() const
{
    return layerOf(path);
}

QList<SourceFile> sourceTree()
{
    const QDir root(QStringLiteral(CONSOLE_SOURCE_DIR));
    QList<SourceFile> files;
    for (const QString &folder : {u"app"_s, u"models"_s, u"ui"_s, u"tests"_s}) {
        QDirIterator each(root.filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            if (file.open(QIODevice::ReadOnly))
                files += {root.relativeFilePath(file.fileName()), file.readAll()};
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

QStringList forbiddenIncludes(const SourceFile &file, const Arrow &arrow)
{
    QStringList sentences;
    for (const Include &include : file.includes()) {
        if (!include.ours || arrow.headers.contains(include.header))
            continue;
        const QString layer = layerOf(include.header);
        if (layer != arrow.layer && !arrow.layers.contains(layer))
            sentences += u"%1 includes %2"_s.arg(file.path, include.header);
    }
    return sentences;
}

bool isOfQt(const QString &module, const QString &header)
{
    const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    return header.startsWith(module + u'/') || header == module ||
           QFileInfo::exists(headers.filePath(module + u'/' + header));
}
