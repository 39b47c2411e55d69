// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/RotationDialog.h"

#include "models/KeyWords.h"
#include "ui/keys/PassphraseFields.h"
#include "ui/keys/UploadPanel.h"
#include "ui/keys/VerifyPanel.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/LoadingBar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using models::KeyRotation;
using Step = models::KeyRotation::Step;

namespace {

constexpr int stepsWidth = 210;

enum PageIndex { GeneratePage, UploadPage, WordsPage };

} // namespace

RotationDialog::RotationDialog(const models::KeyContext &context, const QString &profileId,
                               QSettings *settings, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_profileId(profileId)
    , m_settings(settings)
    , m_rotation(context, profileId)
    , m_pages(new QStackedWidget(this))
    , m_problem(new Label({}, this))
    , m_progress(new LoadingBar(this))
    , m_abandon(new QPushButton(tr("Abandon"), this))
    , m_disable(new QPushButton(tr("The old one has leaked"), this))
    , m_back(new QPushButton(tr("Upload again"), this))
    , m_anyway(new QPushButton(tr("Go on anyway"), this))
    , m_later(new QPushButton(this))
    , m_go(new QPushButton(this))
{
    const auto profile = m_rotation.profile();
    setWindowTitle(tr("Rotate the key pair of %1").arg(profile ? profile->name : QString()));
    setMinimumSize(800, 560);
    m_problem->setWordWrap(true);
    Theme::setTone(m_problem, Theme::Tone::Bad);

    m_pages->addWidget(makeGenerate());
    m_pages->addWidget(makeUpload());
    auto *words = new QWidget(m_pages);
    auto *wordsColumn = new QVBoxLayout(words);
    wordsColumn->setContentsMargins(0, 0, 0, 0);
    m_words = makeSentence(words);
    wordsColumn->addWidget(m_words);
    wordsColumn->addStretch();
    m_pages->addWidget(words);

    auto *right = new QVBoxLayout;
    right->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    right->setSpacing(space::field);
    right->addWidget(m_pages, 1);
    right->addWidget(m_problem);
    makeButtons(right);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSteps());
    row->addLayout(right, 1);

    connect(&m_rotation, &KeyRotation::changed, this, &RotationDialog::refresh);
    connect(context.store, &auth::KeyStore::waitingChanged, this, &RotationDialog::refresh);
    if (Theme::instance())
        connect(Theme::instance(), &Theme::changed, this, &RotationDialog::refreshSteps);
    m_name->setText(m_rotation.suggestedName());
    refresh();
}

Label *RotationDialog::makeSentence(QWidget *page)
{
    auto *label = new Label({}, page);
    label->setWordWrap(true);
    return label;
}

QWidget *RotationDialog::makeSteps()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(stepsWidth);
    side->setBackgroundRole(QPalette::Button); // raised
    side->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    for (int step = 0; step < int(Step::Done); ++step) {
        StepRow row{new QLabel(side), new Label({}, side)};
        row.title->setWordWrap(true);
        auto *line = new QHBoxLayout;
        line->setSpacing(space::inner);
        line->addWidget(row.icon, 0, Qt::AlignTop);
        line->addWidget(row.title, 1);
        column->addLayout(line);
        m_steps << row;
    }
    column->addStretch();
    auto *hint = new Label(tr("You can close this at any step, and go on later from there."), side);
    hint->setWordWrap(true);
    Theme::setMuted(hint);
    column->addWidget(hint);
    return side;
}

QWidget *RotationDialog::makeGenerate()
{
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::field);
    m_generateSentence = makeSentence(page);
    column->addWidget(m_generateSentence);
    m_name = new QLineEdit(page);
    m_name->setMaxLength(100);
    m_bits = new QComboBox(page);
    for (const int bits : {2048, 3072, 4096})
        m_bits->addItem(tr("%1 bits").arg(bits), bits);
    const std::pair<QString, QWidget *> fields[] = {{tr("Name of the next key pair"), m_name},
                                                    {tr("Length"), m_bits}};
    for (const auto &[caption, editor] : fields) {
        auto *label = new Label(caption, page);
        label->setBuddy(editor);
        editor->setAccessibleName(caption);
        auto *unit = new QVBoxLayout;
        unit->setSpacing(space::tight);
        unit->addWidget(label);
        unit->addWidget(editor);
        column->addLayout(unit);
    }
    m_passphrase = new PassphraseFields(page);
    column->addWidget(m_passphrase);
    column->addStretch();
    m_passphrase->askForStore(m_context.store->passphraseNeedForNew());
    return page;
}

QWidget *RotationDialog::makeUpload()
{
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::field);
    m_uploadSentence = makeSentence(page);
    m_upload = new UploadPanel(m_context, m_settings, page);
    m_verdict = new VerifyPanel(page);
    column->addWidget(m_uploadSentence);
    column->addWidget(m_upload);
    column->addWidget(m_verdict);
    m_warning = makeSentence(page);
    Theme::setTone(m_warning, Theme::Tone::Warn);
    column->addWidget(m_warning);
    column->addStretch();
    connect(m_upload, &UploadPanel::said, this, &RotationDialog::said);
    return page;
}

void RotationDialog::makeButtons(QVBoxLayout *column)
{
    m_go->setProperty("kind", u"primary"_s);
    m_go->setDefault(true);
    m_disable->setProperty("kind", u"destructive"_s);
    m_disable->setAccessibleDescription(
        tr("Disables the old key pair at once and for good, before the next one is accepted."));
    m_disable->setToolTip(plainToolTip(m_disable->accessibleDescription()));
    for (QPushButton *button : {m_abandon, m_disable, m_back, m_anyway, m_later})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::inner);
    buttons->addWidget(m_disable);
    buttons->addWidget(m_abandon);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_anyway);
    buttons->addWidget(m_later);
    buttons->addWidget(m_go);
    column->addLayout(buttons);
    connect(m_go, &QPushButton::clicked, this, &RotationDialog::go);
    connect(m_later, &QPushButton::clicked, this, &RotationDialog::reject);
    connect(m_abandon, &QPushButton::clicked, &m_rotation, &KeyRotation::abandon);
    connect(m_disable, &QPushButton::clicked, &m_rotation, &KeyRotation::disableOld);
    connect(m_back, &QPushButton::clicked, &m_rotation, &KeyRotation::uploadToSandbox);
    connect(m_anyway, &QPushButton::clicked, &m_rotation, &KeyRotation::goOnAnyway);
}

void RotationDialog::refresh()
{
    refreshSteps();
    refreshPage();
    refreshButtons();
    const bool asks = m_rotation.isBusy() && m_context.store->isWaitingForKeychain();
    showProblem(asks ? models::KeyWords::keychainAsks() : m_rotation.problem());
}

void RotationDialog::refreshSteps()
{
    const bool disabled = m_rotation.oldIsDisabled();
    const QStringList titles{
        tr("Generate the next key pair"), tr("Upload its public key"),
        tr("Verify that the platform takes it"), tr("Let the profile sign with it"),
        disabled ? tr("The old key pair is disabled already") : tr("Retire the old key pair")};
    const int current = int(m_rotation.step());
    for (int step = 0; step < m_steps.size(); ++step) {
        const bool done = step < current || (disabled && step == int(Step::Retire));
        const bool now = step == current;
        const StepRow &row = m_steps.at(step);
        row.icon->setPixmap(iconPixmap(done  ? u"ok"_s
                                       : now ? u"chevron-right"_s
                                             : u"clock"_s,
                                       done  ? Colour::Ok
                                       : now ? Colour::Accent
                                             : Colour::Muted,
                                       18, devicePixelRatioF()));
        row.title->setText(titles.at(step));
        row.title->setAccessibleName(done  ? tr("Done: %1").arg(titles.at(step))
                                     : now ? tr("Now: %1").arg(titles.at(step))
                                           : tr("Later: %1").arg(titles.at(step)));
        Theme::setTone(row.title, now || done ? Theme::Tone::Plain : Theme::Tone::Muted);
        QFont font = this->font();
        font.setWeight(now ? QFont::DemiBold : QFont::Normal);
        row.title->setFont(font);
    }
}

void RotationDialog::refreshPage()
{
    const auto profile = m_rotation.profile();
    const auto old = m_rotation.oldKey();
    const auto next = m_rotation.nextKey();
    const QString profileName = profile ? profile->name : QString();
    const QString oldName = old ? old->name : tr("the old one");
    const QString nextName = next ? next->name : QString();
    switch (m_rotation.step()) {
    case Step::Generate:
        m_pages->setCurrentIndex(GeneratePage);
        m_generateSentence->setText(
            m_rotation.oldIsDisabled()
                ? tr("%1 is disabled: %2 can't sign any request until the steps below are done.")
                      .arg(oldName, profileName)
                : tr("%1 goes on signing with %2 until the platform has accepted the next key "
                     "pair.")
                      .arg(profileName, oldName));
        if (!m_rotation.isBusy())
            m_passphrase->askForStore(m_context.store->passphraseNeedForNew());
        return;
    case Step::Upload:
    case Step::Verify:
        m_pages->setCurrentIndex(UploadPage);
        m_upload->show(next->id, m_profileId);
        m_uploadSentence->setText(
            m_rotation.oldIsDisabled()
                ? tr("Upload the public key of %1. From then on the platform refuses tokens of the "
                     "old one (assumed: it knows one key for a domain).")
                      .arg(nextName)
                : tr("Upload the public key of %1. The platform may refuse the old one from then "
                     "on (assumed: it knows one key for a domain), so take the next two steps "
                     "right after this.")
                      .arg(nextName));
        m_verdict->setVisible(m_rotation.step() == Step::Verify);
        m_verdict->show(m_rotation.probe());
        m_verdict->setVisible(m_rotation.step() == Step::Verify);
        m_warning->setVisible(m_rotation.canGoOnAnyway());
        m_warning->setText(tr("You can go on without an answer, where you are sure that the public "
                              "key of %1 was uploaded. If the platform does not have it, every "
                              "request of %2 is refused.")
                               .arg(nextName, profileName));
        m_anyway->setAccessibleDescription(m_warning->fullText());
        return;
    case Step::Switch:
        m_pages->setCurrentIndex(WordsPage);
        m_words->setText((m_rotation.oldIsDisabled()
                              ? tr("Let %2 sign with %1 from now on; %3 stays disabled.")
                              : tr("Let %2 sign with %1 from now on; %3 is kept."))
                             .arg(nextName, profileName, oldName));
        return;
    case Step::Retire: {
        m_pages->setCurrentIndex(WordsPage);
        const QString others = models::KeyWords::names(m_rotation.othersWithOld());
        m_words->setText(
            others.isEmpty()
                ? tr("%1 signs with %2. Retire %3: it stays in the list, and can be removed later.")
                      .arg(profileName, nextName, oldName)
                : tr("%1 signs with %2. %3 stays active, because %4 signs with it, too; rotate "
                     "there as well.")
                      .arg(profileName, nextName, oldName, others));
        return;
    }
    case Step::Done:
        m_pages->setCurrentIndex(WordsPage);
        m_words->setText(tr("Done: %1 signs with %2.").arg(profileName, nextName));
        return;
    }
}

QString RotationDialog::verb() const
{
    switch (m_rotation.step()) {
    case Step::Generate:
        return tr("Generate key pair");
    case Step::Upload:
        return m_upload->isSandbox() ? tr("Upload to the sandbox") : tr("I have uploaded it");
    case Step::Verify:
        return tr("Verify");
    case Step::Switch:
        return tr("Sign with it");
    case Step::Retire:
        return m_rotation.othersWithOld().isEmpty() ? tr("Retire the old one") : tr("Finish");
    case Step::Done:
        break;
    }
    return tr("Close");
}

void RotationDialog::refreshButtons()
{
    const Step step = m_rotation.step();
    const bool busy = m_rotation.isBusy();
    m_progress->setLoading(busy);
    m_go->setText(busy && step == Step::Generate ? tr("Generating...")
                  : busy && step == Step::Verify ? tr("Verifying...")
                                                 : verb());
    m_go->setEnabled(!busy);
    m_later->setText(busy ? tr("Stop") : tr("Continue later"));
    m_later->setVisible(step != Step::Done);
    m_abandon->setVisible(step == Step::Upload || step == Step::Verify || step == Step::Switch);
    m_abandon->setEnabled(!busy);
    m_abandon->setToolTip(
        plainToolTip(tr("Forgets the rotation. The next key pair stays in the list.")));
    const auto old = m_rotation.oldKey();
    m_disable->setVisible(old && !m_rotation.oldIsDisabled() && step != Step::Done);
    m_disable->setEnabled(!busy && !m_context.readOnly);
    m_back->setVisible(step == Step::Verify && m_upload->isSandbox());
    m_back->setEnabled(!busy);
    m_anyway->setVisible(m_rotation.canGoOnAnyway());
    // After work, or with a new step, Return takes it; while a name is typed nothing is taken away.
    if (!busy && isVisible() && (m_shown != step || m_wasBusy))
        m_go->setFocus();
    m_shown = step;
    m_wasBusy = busy;
}

void RotationDialog::go()
{
    switch (m_rotation.step()) {
    case Step::Generate:
        generate();
        return;
    case Step::Upload:
        if (m_upload->isSandbox())
            m_rotation.uploadToSandbox();
        else
            m_rotation.setUploaded();
        return;
    case Step::Verify:
        m_rotation.verify(m_verdict->passphrase());
        return;
    case Step::Switch:
        m_rotation.switchProfile();
        return;
    case Step::Retire:
        m_rotation.retireOld();
        return;
    case Step::Done:
        accept();
        return;
    }
}

void RotationDialog::generate()
{
    if (m_name->text().trimmed().isEmpty()) {
        showProblem(tr("Give the key pair a name."));
        m_name->setFocus();
        return;
    }
    if (const QString problem = m_passphrase->problem(); !problem.isEmpty()) {
        showProblem(problem);
        m_passphrase->focus();
        return;
    }
    m_rotation.generate(m_name->text(), m_bits->currentData().toInt(), m_passphrase->passphrase());
}

void RotationDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_go->setAccessibleDescription(sentence);
}

// Fonts count from when the style has been applied.
void RotationDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    refreshSteps();
    m_go->setFocus();
}

void RotationDialog::reject()
{
    if (m_rotation.isBusy())
        m_rotation.cancel();
    else
        QDialog::reject();
}

} // namespace ui
