// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/MakeView.h"

#include "ui/resource/JsonEditor.h"
#include "ui/theme/Theme.h"
#include "ui/tokens/TokenEdit.h"
#include "ui/widgets/Label.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

MakeView::MakeView(api::Session *session, QWidget *parent)
    : QWidget(parent)
    , m_maker(session)
    , m_key(new Label({}, this))
    , m_lifetime(new QComboBox(this))
    , m_claims(new JsonEditor(this))
    , m_make(new QPushButton(tr("Make the token"), this))
    , m_problem(new Label({}, this))
    , m_remarks(new Label({}, this))
    , m_token(new TokenEdit(this))
    , m_ways(new QTabWidget(this))
    , m_copy(new QPushButton(tr("Copy token"), this))
    , m_copyWay(new QPushButton(tr("Copy text"), this))
    , m_inspect(new QPushButton(tr("Inspect it"), this))
{
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(makeOrder());
    split->addWidget(makeResult());
    split->setStretchFactor(1, 1);
    split->setSizes({360, 720});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);

    connect(m_make, &QPushButton::clicked, this, &MakeView::make);
    connect(&m_maker, &models::TokenMaker::changed, this, &MakeView::refreshKey);
    connect(m_inspect, &QPushButton::clicked, this, [this] {
        if (m_recipe)
            Q_EMIT inspectWanted(m_recipe->token);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (m_recipe)
            Q_EMIT copySecretWanted(QString::fromLatin1(m_recipe->token));
    });
    connect(m_copyWay, &QPushButton::clicked, this, [this] {
        if (const auto *text = qobject_cast<QPlainTextEdit *>(m_ways->currentWidget()))
            QGuiApplication::clipboard()->setText(text->toPlainText());
    });
    // Reading order: left to right, from top to bottom.
    const QList<QWidget *> order{m_lifetime, m_claims, m_make, m_token,   m_ways,   m_parts,
                                 m_curl,     m_node,   m_copy, m_inspect, m_copyWay};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
    refreshKey();
    showResult();
}

QWidget *MakeView::makeOrder()
{
    auto *pane = new QWidget(this);
    m_key->setWordWrap(true);
    Theme::setMuted(m_key);
    m_lifetime->setAccessibleName(tr("Life time"));
    for (const int minutes : {5, 15, 30, 55, 60, 90})
        m_lifetime->addItem(tr("%n minutes", nullptr, minutes), minutes);
    m_lifetime->addItem(tr("No exp: one hour by the platform's rule"));
    m_lifetime->setCurrentIndex(m_lifetime->findData(55));
    m_claims->setAccessibleName(tr("Extra claims, a JSON object"));
    m_claims->setTabChangesFocus(true);
    m_claims->setMaximumHeight(150);
    m_make->setProperty("kind", u"primary"_s);
    m_problem->setWordWrap(true);
    Theme::setTone(m_problem, Theme::Tone::Bad);

    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(space::panel, space::field, space::panel, space::panel);
    column->setSpacing(space::inner);
    column->addWidget(Label::section(tr("Sign"), pane));
    column->addWidget(m_key);
    column->addSpacing(space::tight);
    column->addWidget(new Label(tr("Life time"), pane));
    column->addWidget(m_lifetime);
    column->addSpacing(space::tight);
    column->addWidget(new Label(tr("Extra claims"), pane));
    column->addWidget(m_claims);
    auto *hint = new Label(tr("A JSON object, for example {\"jti\": \"42\"}. sub, iat and exp "
                              "are made here."),
                           pane);
    hint->setWordWrap(true);
    Theme::setMuted(hint);
    column->addWidget(hint);
    column->addWidget(m_problem);
    column->addWidget(m_make, 0, Qt::AlignLeft);
    auto *promise = new Label(tr("The token is shown here and stored nowhere."), pane);
    promise->setWordWrap(true);
    Theme::setMuted(promise);
    column->addWidget(promise);
    column->addStretch();
    return pane;
}

QPlainTextEdit *MakeView::makeText(const QString &title)
{
    auto *text = new QPlainTextEdit(this);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setAccessibleName(title);
    text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    if (Theme::instance())
        text->setFont(Theme::instance()->fixedFont());
    m_ways->addTab(text, title);
    return text;
}

QWidget *MakeView::makeResult()
{
    auto *pane = new QWidget(this);
    m_token->setReadOnly(true);
    m_token->setAccessibleName(tr("The token that was made"));
    m_token->setPlaceholderText(tr("The token that you make stands here"));
    m_token->setMaximumHeight(150);
    m_remarks->setWordWrap(true);
    Theme::setTone(m_remarks, Theme::Tone::Warn);
    m_ways->setDocumentMode(true);
    m_parts = makeText(tr("Header and claims"));
    m_curl = makeText(tr("curl"));
    m_node = makeText(tr("Node.js"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::inner);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_inspect);
    buttons->addStretch();
    buttons->addWidget(m_copyWay);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(space::panel, space::field, space::panel, space::panel);
    column->setSpacing(space::inner);
    column->addWidget(Label::section(tr("Token"), pane));
    column->addWidget(m_token);
    column->addWidget(m_remarks);
    column->addWidget(m_ways, 1);
    column->addLayout(buttons);
    return pane;
}

void MakeView::refreshKey()
{
    const QString whyNot = m_maker.whyNot();
    m_make->setEnabled(whyNot.isEmpty());
    m_key->setText(whyNot.isEmpty()
                       ? tr("For %1, with the key %2")
                             .arg(m_maker.domain(), m_maker.keyName().first(8) + u"..."_s)
                       : whyNot);
    m_key->setToolTip(plainToolTip(m_maker.keyName()));
}

void MakeView::make()
{
    const QVariant minutes = m_lifetime->currentData();
    auto recipe =
        m_maker.make(minutes.isValid() ? std::optional<int>(minutes.toInt()) : std::nullopt,
                     m_claims->toPlainText());
    m_problem->setText(recipe ? QString() : recipe.error());
    m_problem->setVisible(!recipe.has_value());
    if (!recipe) {
        m_claims->setFocus();
        return;
    }
    m_recipe = std::move(*recipe);
    showResult();
}

void MakeView::showResult()
{
    const bool some = m_recipe.has_value();
    for (QPushButton *button : {m_copy, m_copyWay, m_inspect})
        button->setEnabled(some);
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_remarks->setVisible(some && !m_recipe->remarks.isEmpty());
    m_ways->setEnabled(some);
    if (!some)
        return;
    m_token->showToken(auth::TokenAnatomy::of(m_recipe->token));
    m_remarks->setText(m_recipe->remarks.join(u' '));
    m_parts->setPlainText(QString::fromUtf8(m_recipe->header + "\n\n" + m_recipe->claims));
    m_curl->setPlainText(m_maker.curl(*m_recipe));
    m_node->setPlainText(m_recipe->node());
}

} // namespace ui
