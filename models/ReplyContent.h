// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/History.h"
#include "models/JsonTreeModel.h"

#include <QObject>

#include <expected>
#include <memory>
#include <optional>

namespace models {

/// What came back of a request, ready to be looked at: what kind of thing the body is, its text and
/// its tree. Longer work is done in a worker; what is then out of date falls silently.
class ReplyContent : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Nothing, Empty, Json, Text, Image, Audio, Binary };
    Q_ENUM(Kind)

    /// A larger body is not shown, but offered as a file.
    static constexpr qint64 largestShown = 1'000'000;
    static constexpr qint64 firstPart = 256LL * 1024;

    explicit ReplyContent(QObject *parent = nullptr);
    ~ReplyContent() override;

    void clear();
    void setReply(const std::shared_ptr<const api::Reply> &reply);
    /// @p error.reply is shown when there is one.
    void setError(const api::ApiError &error);

    /// What the history has kept of a reply.
    void setHistory(const api::HistoryEntry &entry);

    Kind kind() const { return m_kind; }
    bool isLarge() const; ///< by the size of the body
    bool isPart() const { return m_part; }
    /// Shows the first 256 kB of a large body as text.
    void showFirstPart();
    bool isPreparing() const { return m_preparing; }

    int status() const;         ///< 0: no reply
    QString statusText() const; ///< "200 OK", "no reply"
    QString facts() const;      ///< "34 ms, 1.5 kB, 2 tries"
    QString headers() const;    ///< a line each
    QString pretty() const { return m_pretty; }
    QString raw() const { return m_raw; }
    QByteArray mediaType() const; ///< "image/png"
    QByteArray bytes() const;     ///< the whole body; shares it while this content lives
    std::shared_ptr<const std::string> body() const; ///< the same, for a worker; null: no reply
    JsonTreeModel &tree() { return m_tree; }
    /// What went wrong, and the platform's meaning of it; nothing when all is well.
    const std::optional<api::ApiError> &error() const { return m_error; }

    QString suggestedFileName() const;
    /// In a worker; saved() says how it went. @p body: this one, not the latest.
    void save(const QString &path) { save(path, body()); }
    void save(const QString &path, const std::shared_ptr<const std::string> &body);

Q_SIGNALS:
    void changed();
    /// @p problem is a sentence; empty: it was written.
    void saved(const QString &path, const QString &problem);

private:
    struct Prepared;
    void begin(const std::shared_ptr<const api::Reply> &reply);
    void prepare(qint64 bytes);
    void take(const Prepared &prepared);

    std::shared_ptr<const api::Reply> m_reply;
    std::optional<api::ApiError> m_error;
    Kind m_kind = Kind::Nothing;
    bool m_part = false;
    bool m_preparing = false;
    quint64 m_generation = 0;
    QString m_pretty;
    QString m_raw;
    JsonTreeModel m_tree;
};

} // namespace models
