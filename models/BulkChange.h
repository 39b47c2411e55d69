// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Abilities.h"
#include "models/BulkPreview.h"
#include "models/BulkRun.h"
#include "models/ResourceController.h"
#include "models/ResourceRequests.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPointer>

#include <memory>

namespace models {

/// The decisions of "change many", without a widget: which rows, which patch, what it would do, and
/// the run. For any resource type.
class BulkChange : public QObject
{
    Q_OBJECT

public:
    enum class Scope { Selected, Matching };

    /// @p session and @p journal outlive it.
    BulkChange(api::Session *session, const api::ResourceType &type, const Abilities &abilities,
               BulkJournal *journal, QObject *parent = nullptr);
    ~BulkChange() override;

    const api::ResourceType &type() const { return m_type; }
    api::Session &session() const { return *m_session; }

    /// Whose list is read again before each preview, so that it speaks of what is there now.
    /// Without one the rows are taken as they were given.
    void setSource(ResourceController *source);
    /// @p matching: all that the table's filter lets through, on the screen or not.
    void setRows(const RowSnapshot &selected, const RowSnapshot &matching);
    int count(Scope scope) const;
    void setScope(Scope scope);
    Scope scope() const { return m_scope; }
    /// A row to try things on; absent when there is none.
    json::Document sample() const;
    QString sampleText() const; ///< pretty, with every secret masked

    void setPatchText(const QString &text);
    /// What is wrong with the text, as a sentence; empty: nothing.
    QString patchProblem() const { return m_patchProblem; }
    /// As a sentence: with which requests, and that PUT has to do where there is no PATCH.
    QString way() const;

    /// Empty: it can be looked at.
    QString whyNotPreview() const;
    void startPreview();
    bool isReading() const { return m_reading; } ///< the list, for the preview
    /// Why the preview speaks of what was read before; empty: it does not.
    QString notReadAgain() const { return m_notReadAgain; }
    BulkPreview &preview() { return m_preview; }
    const BulkPreview &preview() const { return m_preview; }

    int toSend() const { return m_preview.count(BulkOutcome::Changes); }
    QString whyNotRun() const;
    /// In production the number of resources is typed first.
    bool wantsNumber() const;
    void setSettings(const BulkSettings &settings);
    /// Makes the requests in a worker and sends them; preview() has to be there.
    void start();
    /// A run of an earlier start of the program; sends nothing yet.
    void open(qint64 job);
    /// The requests are being made, or the run is busy.
    bool isBusy() const;
    bool isMaking() const { return m_making != nullptr; }
    BulkRun &run() { return m_run; }
    const BulkRun &run() const { return m_run; }
    void cancel();
    /// What would be broken off, as a sentence; empty: nothing.
    QString workInProgress() const;

    /// "1 device", "10,000 devices".
    static QString subject(const api::ResourceType &type, int count);

Q_SIGNALS:
    void changed(); ///< rows, patch, or what can be done
    /// Some resources are others now; the table may be read again.
    void resourcesChanged();

private:
    const RowSnapshot &rows() const;
    void dropPreview();
    void haveReadAgain();
    void haveRows();

    api::Session *m_session;
    const api::ResourceType m_type;
    const Abilities m_abilities;
    ResourceRequests m_requests;
    QPointer<ResourceController> m_source;
    bool m_reading = false;
    QString m_notReadAgain;
    RowSnapshot m_selected;
    RowSnapshot m_matching;
    Scope m_scope = Scope::Selected;
    PatchTemplate m_patch;
    QString m_patchText;
    QString m_patchProblem;
    BulkSettings m_settings;
    BulkPreview m_preview;
    BulkRun m_run;
    QFutureWatcher<BulkRows> *m_making = nullptr;
    QByteArray m_body;     ///< of the requests that are being made
    bool m_called = false; ///< off, while the requests were made
};

} // namespace models
