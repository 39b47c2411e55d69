// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/PlayerBar.h"

#include "models/SoundFile.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QAudioDevice>
#include <QAudioOutput>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMediaDevices>
#include <QMediaPlayer>
#include <QSlider>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString timeText(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    const QString rest = QString::number(seconds % 60).rightJustified(2, u'0');
    if (seconds < 3600)
        return u"%1:%2"_s.arg(seconds / 60).arg(rest);
    return u"%1:%2:%3"_s.arg(seconds / 3600)
        .arg(QString::number(seconds / 60 % 60).rightJustified(2, u'0'), rest);
}

} // namespace

PlayerBar::PlayerBar(QWidget *parent)
    : QWidget(parent)
    , m_button(new QToolButton(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_name(new Label({}, this))
    , m_time(new Label({}, this))
    , m_note(new Label({}, this))
{
    setBackgroundRole(QPalette::Button);
    setAutoFillBackground(true);
    setAccessibleName(tr("Player"));
    m_name->setElided(Qt::ElideMiddle);
    m_slider->setAccessibleName(tr("Position in the recording"));
    m_slider->setMinimumWidth(120);
    Theme::setTone(m_note, Theme::Tone::Warn);
    m_note->setWordWrap(true);
    if (Theme::instance())
        m_time->setFont(Theme::instance()->fixedFont());
    auto *close = new QToolButton(this);
    close->setIcon(icon(u"close"_s, Colour::Muted));
    close->setToolTip(tr("Stop and close"));
    close->setAccessibleName(tr("Stop and close the player"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addWidget(m_button);
    row->addWidget(m_name, 1);
    row->addWidget(m_slider, 2);
    row->addWidget(m_time);
    row->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::inner, space::inner, space::inner);
    column->setSpacing(space::tight);
    column->addLayout(row);
    column->addWidget(m_note);
    connect(m_button, &QToolButton::clicked, this, &PlayerBar::togglePlaying);
    connect(close, &QToolButton::clicked, this, &PlayerBar::stop);
    connect(m_slider, &QSlider::sliderMoved, this, [this](int ms) {
        if (m_player)
            m_player->setPosition(ms);
    });
    connect(m_slider, &QSlider::actionTriggered, this, [this] {
        if (m_player && !m_slider->isSliderDown())
            m_player->setPosition(m_slider->sliderPosition());
    });
    hide();
}

PlayerBar::~PlayerBar()
{
    delete m_player; // lets go of the file before its folder goes
}

QString PlayerBar::placeFor(const QString &fileName)
{
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>(); // 0700
    return m_folder->filePath(u"%1-%2"_s.arg(++m_number).arg(fileName));
}

bool PlayerBar::isPlaceOf(const QString &file) const
{
    return m_folder && QFileInfo(file).path() == m_folder->path();
}

void PlayerBar::makePlayer()
{
    if (m_player)
        return;
    m_player = new QMediaPlayer(this);
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    m_noDevice = device.isNull();
    if (!m_noDevice) {
        m_output = new QAudioOutput(device, this);
        m_player->setAudioOutput(m_output);
    }
    connect(m_player, &QMediaPlayer::durationChanged, this, [this](qint64 ms) {
        m_slider->setRange(0, int(ms));
        m_slider->setSingleStep(5000);
        m_slider->setPageStep(30'000);
        showTimes();
    });
    connect(m_player, &QMediaPlayer::positionChanged, this, [this](qint64 ms) {
        if (!m_slider->isSliderDown())
            m_slider->setValue(int(ms));
        showTimes();
        // Without an output nobody tells that the end was reached.
        if (m_noDevice && duration() > 0 && ms >= duration())
            haveEnded();
    });
    connect(m_player, &QMediaPlayer::mediaStatusChanged, this,
            [this](QMediaPlayer::MediaStatus status) {
                if (status == QMediaPlayer::EndOfMedia)
                    haveEnded();
            });
    connect(m_player, &QMediaPlayer::playbackStateChanged, this, &PlayerBar::refreshButton);
    connect(m_player, &QMediaPlayer::errorOccurred, this,
            [this](QMediaPlayer::Error, const QString &why) {
                showProblem(tr("It can't be played: %1").arg(why));
            });
}

void PlayerBar::showFetching(const QString &name)
{
    if (m_player)
        m_player->stop();
    m_name->setText(name);
    m_note->setText(tr("Fetching..."));
    m_note->show();
    m_slider->hide();
    m_time->hide();
    m_button->setEnabled(false);
    refreshButton();
    show();
}

void PlayerBar::play(const QString &name, const QString &file)
{
    if (!models::isSoundFile(file)) {
        showFetching(name);
        showProblem(tr("This is no WAV, MP3 or Ogg sound, so it is not played. Download it to look "
                       "at it."));
        return;
    }
    makePlayer();
    const QString old = m_player->source().toLocalFile();
    m_hasEnded = false;
    m_player->setSource(QUrl::fromLocalFile(file));
    if (!old.isEmpty() && old != file)
        QFile::remove(old);
    m_name->setText(name);
    m_note->setText(m_noDevice ? tr("No sound output here: it is not heard.") : QString());
    m_note->setVisible(m_noDevice);
    m_slider->show();
    m_time->show();
    m_button->setEnabled(true);
    show();
    m_player->play();
    m_button->setFocus();
}

void PlayerBar::showProblem(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->show();
    m_slider->hide();
    m_time->hide();
    m_button->setEnabled(false);
}

void PlayerBar::togglePlaying()
{
    if (!m_player || !m_button->isEnabled())
        return;
    if (isPlaying())
        m_player->pause();
    else
        m_player->play();
}

void PlayerBar::stop()
{
    if (m_player) {
        m_player->stop();
        const QString old = m_player->source().toLocalFile();
        m_player->setSource({});
        if (!old.isEmpty())
            QFile::remove(old);
    }
    hide();
    Q_EMIT closed();
}

bool PlayerBar::isPlaying() const
{
    return m_player && m_player->playbackState() == QMediaPlayer::PlayingState;
}

void PlayerBar::haveEnded()
{
    m_hasEnded = true;
    m_player->stop();
}

qint64 PlayerBar::duration() const
{
    return m_player ? m_player->duration() : 0;
}

void PlayerBar::refreshButton()
{
    const bool playing = isPlaying();
    m_button->setIcon(icon(playing ? u"pause"_s : u"play"_s));
    m_button->setToolTip(playing ? tr("Pause") : tr("Play"));
    m_button->setAccessibleName(m_button->toolTip());
}

void PlayerBar::showTimes()
{
    m_time->setText(u"%1 / %2"_s.arg(timeText(m_player->position()), timeText(duration())));
}

} // namespace ui
