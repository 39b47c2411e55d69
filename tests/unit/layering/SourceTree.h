// SPDX-License-Identifier: GPL-3.0-or-later
// The sources as the layering tests see them: files, and what each includes.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

struct Include
{
    QString header; ///< as written between the quotes or brackets
    bool ours = false;
};

struct SourceFile
{
    QString path; ///< from the source root
    QByteArray text;

    qsizetype lines() const;
    QList<Include> includes() const;
    /// "json" for app/json/..., "cli" for app/cli.cpp too, "main" for app/main.cpp; "models", "ui".
    QString layer() const;
};

/// Every .cpp and .h of app, models, ui and tests, by path.
QList<SourceFile> sourceTree();

/// A layer and what it may see, besides itself.
struct Arrow
{
    QString layer;
    QStringList layers;
    /// Headers of further layers, one by one.
    QStringList headers;
};

/// A sentence for each include of @p file that @p arrow does not allow.
QStringList forbiddenIncludes(const SourceFile &file, const Arrow &arrow);

/// Whether @p header, as written between brackets, belongs to that module of Qt.
bool isOfQt(const QString &module, const QString &header);
