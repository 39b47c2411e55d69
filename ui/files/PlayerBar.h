// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QWidget>

#include <memory>

class QAudioOutput;
class QMediaPlayer;
class QSlider;
class QToolButton;

namespace ui {

class Label;

/// Plays a sound that lies in a file here: play, pause, seek, time. It never fetches anything by
/// itself. Hidden until something is to be played.
class PlayerBar : public QWidget
{
    Q_OBJECT

public:
    explicit PlayerBar(QWidget *parent = nullptr);
    ~PlayerBar() override;

    /// A path in a folder that is nobody else's and goes with this; the sound is put there.
    QString placeFor(const QString &fileName);
    bool isPlaceOf(const QString &file) const; ///< of placeFor()
    void showFetching(const QString &name);
    /// Plays a file of placeFor(), if it is a WAV, MP3 or Ogg sound.
    void play(const QString &name, const QString &file);
    void showProblem(const QString &sentence);
    void togglePlaying();
    void stop(); ///< and hides
    bool isPlaying() const;
    bool hasPlayed() const { return m_hasEnded; } ///< to the end of the sound
    qint64 duration() const;                      ///< ms; 0: not known

Q_SIGNALS:
    void closed(); ///< by a person, or stop()

private:
    void makePlayer();
    void haveEnded();
    void showTimes();
    void refreshButton();

    std::unique_ptr<QTemporaryDir> m_folder;
    QMediaPlayer *m_player = nullptr; // made when it is first needed: it loads half a media centre
    QAudioOutput *m_output = nullptr;
    QToolButton *m_button;
    QSlider *m_slider;
    Label *m_name;
    Label *m_time;
    Label *m_note;
    int m_number = 0;
    bool m_noDevice = false;
    bool m_hasEnded = false;
};

} // namespace ui
