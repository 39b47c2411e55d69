// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include <memory>

namespace api {

/// A request body that can be sent once. QNetworkAccessManager sends a request again by itself, up
/// to three times and whatever its method, when the server closes the connection before it has
/// answered; for that it must rewind the body. This one refuses, so a PATCH is sent exactly once
/// and RequestQueue alone decides about repeats. (Not a QBuffer: those are rewound behind our
/// back.)
class OneShotBody : public QIODevice
{
    Q_OBJECT

public:
    explicit OneShotBody(QByteArray bytes, QObject *parent = nullptr);
    /// An open file, read while it is sent, of the size that it has now.
    explicit OneShotBody(std::unique_ptr<QIODevice> source, QObject *parent = nullptr);

    qint64 size() const override { return m_size; }
    bool reset() override { return false; }
    bool seek(qint64 position) override;

Q_SIGNALS:
    void ranShort(); ///< the file has become shorter, or can't be read on

protected:
    qint64 readData(char *to, qint64 maximum) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    const std::unique_ptr<QIODevice> m_source;
    const qint64 m_size;
    qint64 m_at = 0;
};

} // namespace api
