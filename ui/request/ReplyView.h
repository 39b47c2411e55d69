// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ReplyContent.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTreeView;

namespace ui {

class Banner;
class JsonEditor;
class Label;
class PictureView;
class Placeholder;
class PlayerBar;

/// What came back: status, time and size, the platform's meaning of a failure, headers, and the
/// body as it suits its kind.
class ReplyView : public QWidget
{
    Q_OBJECT

public:
    explicit ReplyView(models::ReplyContent *content, QWidget *parent = nullptr);

    /// While there is none: what is being waited for.
    void setWaiting(bool waiting, const QString &progress);
    void saveAs(); ///< asks where

Q_SIGNALS:
    void said(const QString &sentence);

private:
    QWidget *makeTop();
    void refresh();
    void refreshTabs();
    void offerFile();
    void useFile();
    void playSound();
    void haveSaved(const QString &path, const QString &problem);

    models::ReplyContent *m_content;
    QStackedWidget *m_stack;
    Placeholder *m_nothing;
    QLabel *m_icon;
    Label *m_status;
    Label *m_facts;
    QPushButton *m_save;
    Banner *m_banner;
    QTabWidget *m_tabs;
    JsonEditor *m_pretty;
    QPlainTextEdit *m_raw;
    QTreeView *m_tree;
    PictureView *m_picture;
    Placeholder *m_file;
    QPlainTextEdit *m_headers;
    PlayerBar *m_player;
    std::shared_ptr<const std::string> m_shown; // the body that picture and player are about
    QString m_soundFile;                        // that is being written for the player
    bool m_waiting = false;
};

} // namespace ui
