// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/ReplyView.h"

#include "ui/files/PlayerBar.h"
#include "ui/request/PictureView.h"
#include "ui/resource/JsonEditor.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Placeholder.h"

#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::ReplyContent;

namespace {

enum Tab { Pretty, Tree, Raw, Picture, File, Headers };

constexpr int shortestText = 44; // two lines: the page fits into a small window

} // namespace

ReplyView::ReplyView(ReplyContent *content, QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_stack(new QStackedWidget(this))
    , m_nothing(new Placeholder(this))
    , m_icon(new QLabel(this))
    , m_status(new Label({}, this))
    , m_facts(new Label({}, this))
    , m_save(new QPushButton(icon(u"folder"_s), tr("Save as..."), this))
    , m_banner(new Banner(this))
    , m_tabs(new QTabWidget(this))
    , m_pretty(new JsonEditor(this))
    , m_raw(new QPlainTextEdit(this))
    , m_tree(new QTreeView(this))
    , m_picture(new PictureView(this))
    , m_file(new Placeholder(this))
    , m_headers(new QPlainTextEdit(this))
    , m_player(new PlayerBar(this))
{
    m_banner->setLasting(true);
    m_pretty->setReadOnly(true);
    m_pretty->setAccessibleName(tr("Reply, formatted"));
    for (QPlainTextEdit *text : {m_raw, m_headers}) {
        text->setReadOnly(true);
        text->setTabChangesFocus(true);
        text->setFrameShape(QFrame::NoFrame);
        text->setProperty("flat", true);
        if (Theme::instance())
            text->setFont(Theme::instance()->fixedFont());
    }
    m_raw->setAccessibleName(tr("Reply as it came"));
    m_headers->setAccessibleName(tr("Headers of the reply"));
    for (QWidget *view : {static_cast<QWidget *>(m_pretty), static_cast<QWidget *>(m_raw),
                          static_cast<QWidget *>(m_headers), static_cast<QWidget *>(m_tree)})
        view->setMinimumHeight(shortestText);
    m_tree->setModel(&content->tree());
    m_tree->setAccessibleName(tr("Reply as a tree"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->resizeSection(models::JsonTreeModel::Name, 240);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_picture);

    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_pretty, tr("Pretty"));
    m_tabs->addTab(m_tree, tr("Tree"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(scroll, tr("Picture"));
    m_tabs->addTab(m_file, tr("File"));
    m_tabs->addTab(m_headers, tr("Headers"));

    auto *reply = new QWidget(this);
    auto *inner = new QVBoxLayout(reply);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(makeTop());
    inner->addWidget(m_banner);
    inner->addWidget(m_tabs, 1);
    inner->addWidget(m_player);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(reply);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(content, &ReplyContent::changed, this, &ReplyView::refresh);
    connect(content, &ReplyContent::saved, this, &ReplyView::haveSaved);
    connect(m_save, &QPushButton::clicked, this, &ReplyView::saveAs);
    connect(m_player, &PlayerBar::closed, this, [this] { m_soundFile.clear(); });
    connect(m_file, &Placeholder::actionTriggered, this, &ReplyView::useFile);
    refresh();
}

QWidget *ReplyView::makeTop()
{
    auto *top = new QWidget(this);
    if (Theme::instance())
        m_status->setFont(Theme::instance()->sectionFont());
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setElided(Qt::ElideRight);
    Theme::setMuted(m_facts);
    m_save->setProperty("kind", u"quiet"_s);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(space::panel, space::tight, space::inner, space::tight);
    row->setSpacing(space::inner);
    row->addWidget(m_icon);
    row->addWidget(m_status);
    row->addWidget(m_facts, 1);
    row->addWidget(m_save);
    return top;
}

void ReplyView::setWaiting(bool waiting, const QString &progress)
{
    m_waiting = waiting;
    if (waiting) {
        m_nothing->setContent(u"send"_s, tr("Waiting for the reply"), progress);
        m_stack->setCurrentIndex(0);
    } else {
        refresh();
    }
}

void ReplyView::refresh()
{
    if (m_content->body() != m_shown) {
        m_shown = m_content->body();
        const bool picture = m_content->kind() == ReplyContent::Kind::Image;
        m_picture->setBytes(picture ? m_shown : nullptr);
        m_player->stop();
    }
    if (m_waiting)
        return;
    const auto &error = m_content->error();
    if (m_content->kind() == ReplyContent::Kind::Nothing && !error) {
        m_nothing->setContent(u"send"_s, tr("No reply yet"),
                              tr("Write a request and send it with Ctrl+Return. It is signed for "
                                 "you, and every one is kept in the history."));
        m_stack->setCurrentIndex(0);
        return;
    }
    m_stack->setCurrentIndex(1);
    const bool good = !error;
    m_icon->setPixmap(iconPixmap(good ? u"ok"_s : u"error"_s, good ? Colour::Ok : Colour::Bad, 20,
                                 devicePixelRatioF()));
    m_status->setText(m_content->statusText());
    Theme::setTone(m_status, good ? Theme::Tone::Ok : Theme::Tone::Bad);
    m_facts->setText(m_content->facts());
    if (error)
        m_banner->showError({}, *error);
    else
        m_banner->dismiss();
    m_headers->setPlainText(m_content->headers());
    m_pretty->setDocumentText(m_content->pretty());
    m_raw->setPlainText(JsonEditor::cut(m_content->raw()));
    refreshTabs();
}

void ReplyView::refreshTabs()
{
    using Kind = ReplyContent::Kind;
    const Kind kind = m_content->kind();
    const bool text = kind == Kind::Json || kind == Kind::Text;
    const bool hidden = m_content->isLarge() && !m_content->isPart();
    const bool json = kind == Kind::Json && !m_content->isLarge();
    m_tabs->setTabVisible(Pretty, json);
    m_tabs->setTabVisible(Tree, json);
    m_tabs->setTabVisible(Raw, text && !hidden);
    m_tabs->setTabVisible(Picture, kind == Kind::Image);
    const bool file = (text && hidden) || kind == Kind::Audio || kind == Kind::Binary;
    m_tabs->setTabVisible(File, file);
    m_tabs->setTabVisible(Headers, kind != Kind::Nothing);
    m_tabs->setVisible(kind != Kind::Nothing);
    m_save->setVisible(kind != Kind::Nothing && kind != Kind::Empty);
    if (file)
        offerFile();
    if (!m_tabs->isTabVisible(m_tabs->currentIndex()) || m_tabs->currentIndex() == Headers) {
        for (const int tab : {int(Pretty), int(Raw), int(Picture), int(File), int(Headers)}) {
            if (m_tabs->isTabVisible(tab)) {
                m_tabs->setCurrentIndex(tab);
                break;
            }
        }
    }
}

void ReplyView::offerFile()
{
    const QString size =
        QLocale().formattedDataSize(m_content->bytes().size(), 1, QLocale::DataSizeSIFormat);
    using Kind = ReplyContent::Kind;
    if (m_content->kind() == Kind::Json || m_content->kind() == Kind::Text) {
        m_file->setContent(u"folder"_s, tr("The reply is long: %1").arg(size),
                           tr("It is not shown whole. Save it as a file, or look at its "
                              "beginning."),
                           tr("Show the first 256 kB"));
    } else {
        m_file->setContent(m_content->kind() == Kind::Audio ? u"recording"_s : u"folder"_s,
                           m_content->kind() == Kind::Audio ? tr("Sound, %1").arg(size)
                                                            : tr("A file, %1").arg(size),
                           QString::fromLatin1(m_content->mediaType()),
                           m_content->kind() == Kind::Audio ? tr("Play") : tr("Save as..."));
    }
}

/// What the button of the File tab does.
void ReplyView::useFile()
{
    using Kind = ReplyContent::Kind;
    const Kind kind = m_content->kind();
    if (kind == Kind::Json || kind == Kind::Text)
        m_content->showFirstPart();
    else if (kind == Kind::Audio)
        playSound();
    else
        saveAs();
}

/// A player reads files only: the sound is written to one that goes with the player.
void ReplyView::playSound()
{
    const QString name = m_content->suggestedFileName();
    m_player->showFetching(name);
    m_soundFile = m_player->placeFor(name);
    m_content->save(m_soundFile);
}

void ReplyView::haveSaved(const QString &path, const QString &problem)
{
    if (path != m_soundFile) {
        // The file of a sound that nobody wants to hear any more lies in the player's own folder.
        if (!m_player->isPlaceOf(path))
            Q_EMIT said(problem.isEmpty() ? tr("The reply was saved as %1.").arg(path) : problem);
    } else if (problem.isEmpty()) {
        m_player->play(m_content->suggestedFileName(), path);
    } else {
        m_player->showProblem(problem);
    }
}

void ReplyView::saveAs()
{
    if (m_content->kind() == ReplyContent::Kind::Nothing)
        return;
    auto *dialog = new FileDialog(this, tr("Save the reply"), m_content->suggestedFileName());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // The reply that was in front, although another one has come since.
    connect(dialog, &QFileDialog::fileSelected, m_content,
            [content = m_content, shown = m_shown](const QString &path) {
                content->save(path, shown);
            });
    dialog->open();
}

} // namespace ui
