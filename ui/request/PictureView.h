// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include <memory>
#include <string>

namespace ui {

/// A picture that came in a reply. It is unpacked in a worker; one that another has taken the place
/// of by then falls silently.
class PictureView : public QLabel
{
    Q_OBJECT

public:
    explicit PictureView(QWidget *parent = nullptr);

    /// @p bytes as they came; null: none. What is no picture, is a drawing (SVG) or has more than
    /// 4000 x 4000 pixels is not shown, and that is said.
    void setBytes(const std::shared_ptr<const std::string> &bytes);

private:
    void take(const QImage &image);

    quint64 m_generation = 0;
};

} // namespace ui
