<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>api::ApiError</name>
    <message numerus="yes">
        <source>This machine&apos;s clock and the platform&apos;s are %n second(s) apart: set the clock, or allow for the difference in the profile.</source>
        <translation>
            <numerusform>This machine&apos;s clock and the platform&apos;s are %n second apart: set the clock, or allow for the difference in the profile.</numerusform>
            <numerusform>This machine&apos;s clock and the platform&apos;s are %n seconds apart: set the clock, or allow for the difference in the profile.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>api::ImportReport</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>api::PostmanImport</name>
    <message numerus="yes">
        <source>%n part(s) are authorised in another way (%1), which is left out: requests carry the profile&apos;s token.</source>
        <translation>
            <numerusform>%n part is authorised in another way (%1), which is left out: requests carry the profile&apos;s token.</numerusform>
            <numerusform>%n parts are authorised in another way (%1), which is left out: requests carry the profile&apos;s token.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) want no token: the console sends its own all the same.</source>
        <translation>
            <numerusform>%n part wants no token: the console sends its own all the same.</numerusform>
            <numerusform>%n parts want no token: the console sends its own all the same.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) held tokens or passwords, which were not taken over.</source>
        <translation>
            <numerusform>%n part held tokens or passwords, which were not taken over.</numerusform>
            <numerusform>%n parts held tokens or passwords, which were not taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bodies are of a kind that can&apos;t be sent from here (%1). They are kept for an export.</source>
        <translation>
            <numerusform>%n body is of a kind that can&apos;t be sent from here (%1). It is kept for an export.</numerusform>
            <numerusform>%n bodies are of a kind that can&apos;t be sent from here (%1). They are kept for an export.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n script(s) are kept for an export, and are not run.</source>
        <translation>
            <numerusform>%n script is kept for an export, and is not run.</numerusform>
            <numerusform>%n scripts are kept for an export, and are not run.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Example replies of %n request(s) are kept for an export.</source>
        <translation>
            <numerusform>Example replies of %n request are kept for an export.</numerusform>
            <numerusform>Example replies of %n requests are kept for an export.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) have a method that can&apos;t be sent from here.</source>
        <translation>
            <numerusform>%n request has a method that can&apos;t be sent from here.</numerusform>
            <numerusform>%n requests have a method that can&apos;t be sent from here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are neither a folder nor a request, or too many, and were left out.</source>
        <translation>
            <numerusform>%n item is neither a folder nor a request, or one too many, and was left out.</numerusform>
            <numerusform>%n items are neither a folder nor a request, or too many, and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) lie too deep and are left empty.</source>
        <translation>
            <numerusform>%n folder lies too deep and is left empty.</numerusform>
            <numerusform>%n folders lie too deep and are left empty.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>api::SchemaValidator</name>
    <message numerus="yes">
        <source>%1 must have at least %n character(s).</source>
        <translation>
            <numerusform>%1 must have at least %n character.</numerusform>
            <numerusform>%1 must have at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 may have at most %n character(s).</source>
        <translation>
            <numerusform>%1 may have at most %n character.</numerusform>
            <numerusform>%1 may have at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::Jwt</name>
    <message numerus="yes">
        <source>A token has three parts with a dot between; this text has %n.</source>
        <translation>
            <numerusform>A token has three parts with a dot between; this text has %n.</numerusform>
            <numerusform>A token has three parts with a dot between; this text has %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::KeySearch</name>
    <message numerus="yes">
        <source>None of the %n key(s) made this signature.</source>
        <translation>
            <numerusform>%n key was tried, and it did not make this signature.</numerusform>
            <numerusform>None of the %n keys made this signature.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::KeyStoreSentences</name>
    <message numerus="yes">
        <source>This is a set of %n JSON Web Keys. Take out the one to use.</source>
        <translation>
            <numerusform>This is a set of %n JSON Web Key. Take out the one to use.</numerusform>
            <numerusform>This is a set of %n JSON Web Keys. Take out the one to use.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name is longer than %n characters. Choose a shorter one.</source>
        <translation>
            <numerusform>The name is longer than %n character. Choose a shorter one.</numerusform>
            <numerusform>The name is longer than %n characters. Choose a shorter one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The passphrase has fewer than %n characters. Choose a longer one.</source>
        <translation>
            <numerusform>The passphrase has fewer than %n character. Choose a longer one.</numerusform>
            <numerusform>The passphrase has fewer than %n characters. Choose a longer one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>auth::TokenChecks</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::BodyCheck</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::BulkPreviewModel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::CellText</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::ChangeLogModel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::CollectionModel</name>
    <message numerus="yes">
        <source>%1, folder of %n request(s)</source>
        <translation>
            <numerusform>%1, folder of %n request</numerusform>
            <numerusform>%1, folder of %n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::CsvImport</name>
    <message numerus="yes">
        <source>%n row(s) went well.</source>
        <translation>
            <numerusform>%n row went well.</numerusform>
            <numerusform>%n rows went well.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed: mend the cells and send again.</source>
        <translation>
            <numerusform>%n failed: mend its cells and send it again.</numerusform>
            <numerusform>%n failed: mend the cells and send again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not sent.</source>
        <translation>
            <numerusform>%n was not sent.</numerusform>
            <numerusform>%n were not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n the platform did not say what came of them: check the rows again.</source>
        <translation>
            <numerusform>Of %n the platform did not say what came of it: check the row again.</numerusform>
            <numerusform>Of %n the platform did not say what came of them: check the rows again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::DeleteJob</name>
    <message numerus="yes">
        <source>%n of %1 could not be deleted.</source>
        <translation>
            <numerusform>%n of %1 could not be deleted.</numerusform>
            <numerusform>%n of %1 could not be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more were not tried.</source>
        <translation>
            <numerusform>%n more was not tried.</numerusform>
            <numerusform>%n more were not tried.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::DraftStore</name>
    <message numerus="yes">
        <source>%n staged edit(s) in %1 could not be read and were left alone: damaged, or of a newer console.</source>
        <translation>
            <numerusform>%n staged edit in %1 could not be read and was left alone: damaged, or of a newer console.</numerusform>
            <numerusform>%n staged edits in %1 could not be read and were left alone: damaged, or of a newer console.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::FileTransfers</name>
    <message numerus="yes">
        <source>%n file(s) were sent</source>
        <translation>
            <numerusform>%n file was sent</numerusform>
            <numerusform>%n files were sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were downloaded</source>
        <translation>
            <numerusform>%n file was downloaded</numerusform>
            <numerusform>%n files were downloaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::ImportReview</name>
    <message numerus="yes">
        <source>%n operation(s) need an AWS signature: they are shown, and can&apos;t be sent from here.</source>
        <translation>
            <numerusform>%n operation needs an AWS signature: it is shown, and can&apos;t be sent from here.</numerusform>
            <numerusform>%n operations need an AWS signature: they are shown, and can&apos;t be sent from here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::JsonTreeModel</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::KeyProbe</name>
    <message numerus="yes">
        <source>The platform refused the token, and its clock differs from this computer&apos;s by %n second(s). Set the clock, or sign by the server&apos;s.</source>
        <translation>
            <numerusform>The platform refused the token, and its clock differs from this computer&apos;s by %n second. Set the clock, or sign by the server&apos;s.</numerusform>
            <numerusform>The platform refused the token, and its clock differs from this computer&apos;s by %n seconds. Set the clock, or sign by the server&apos;s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::PatchLibrary</name>
    <message numerus="yes">
        <source>%n saved patch(es) in %1 could not be read and were left alone: damaged, or of a newer console.</source>
        <translation>
            <numerusform>%n saved patch in %1 could not be read and was left alone: damaged, or of a newer console.</numerusform>
            <numerusform>%n saved patches in %1 could not be read and were left alone: damaged, or of a newer console.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::ReplyContent</name>
    <message numerus="yes">
        <source>%n tries</source>
        <translation>
            <numerusform>%n try</numerusform>
            <numerusform>%n tries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::RequestBench</name>
    <message numerus="yes">
        <source>%n byte(s), not text</source>
        <translation>
            <numerusform>%n byte, not text</numerusform>
            <numerusform>%n bytes, not text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::ResourceController</name>
    <message numerus="yes">
        <source>%n of the %1 that are to be deleted are still there.</source>
        <translation>
            <numerusform>%n of the %1 that are to be deleted is still there.</numerusform>
            <numerusform>%n of the %1 that are to be deleted are still there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It goes on in %1 s; %n request(s) are waiting.</source>
        <translation>
            <numerusform>It goes on in %1 s; %n request is waiting.</numerusform>
            <numerusform>It goes on in %1 s; %n requests are waiting.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::SidebarModel</name>
    <message numerus="yes">
        <source>%1, %n item(s)</source>
        <translation>
            <numerusform>%1, %n item</numerusform>
            <numerusform>%1, %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::StagedModel</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::StagedReview</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::TenantComparison</name>
    <message numerus="yes">
        <source>%n edit(s) were staged.</source>
        <translation>
            <numerusform>%n edit was staged.</numerusform>
            <numerusform>%n edits were staged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would have to be deleted: that is not staged.</source>
        <translation>
            <numerusform>%n would have to be deleted: that is not staged.</numerusform>
            <numerusform>%n would have to be deleted: that is not staged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already had a staged edit, which was left alone.</source>
        <translation>
            <numerusform>%n already had a staged edit, which was left alone.</numerusform>
            <numerusform>%n already had a staged edit, which was left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be made or changed by anybody.</source>
        <translation>
            <numerusform>%n can&apos;t be made or changed by anybody.</numerusform>
            <numerusform>%n can&apos;t be made or changed by anybody.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::TokenPartsModel</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BulkDialog</name>
    <message numerus="yes">
        <source>%n of the changes failed or are not known. Once this is closed, which ones is not known any more. Save the report or retry them first.</source>
        <translation>
            <numerusform>%n of the changes failed or is not known. Once this is closed, which one is not known any more. Save the report or retry it first.</numerusform>
            <numerusform>%n of the changes failed or are not known. Once this is closed, which ones is not known any more. Save the report or retry them first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BulkPreviewStep</name>
    <message numerus="yes">
        <source>%1 will be changed; %Ln are left out.</source>
        <translation>
            <numerusform>%1 will be changed; %Ln is left out.</numerusform>
            <numerusform>%1 will be changed; %Ln are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>... and %n other reason(s)</source>
        <translation>
            <numerusform>... and %n other reason</numerusform>
            <numerusform>... and %n other reasons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::BulkRunStep</name>
    <message numerus="yes">
        <source>%n of these may have arrived already: the resources do not tell. Sent again, a patch that adds or moves something may be done twice, and what is created may come to be twice.</source>
        <translation>
            <numerusform>%n of these may have arrived already: the resource does not tell. Sent again, a patch that adds or moves something may be done twice, and what is created may come to be twice.</numerusform>
            <numerusform>%n of these may have arrived already: the resources do not tell. Sent again, a patch that adds or moves something may be done twice, and what is created may come to be twice.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChangeLogView</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CollectionsView</name>
    <message numerus="yes">
        <source>%n variable(s) were saved in the folder.</source>
        <translation>
            <numerusform>%n variable was saved in the folder.</numerusform>
            <numerusform>%n variables were saved in the folder.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and the %n request(s) in it are deleted. This can&apos;t be undone.</source>
        <translation>
            <numerusform>%1 and the %n request in it are deleted. This can&apos;t be undone.</numerusform>
            <numerusform>%1 and the %n requests in it are deleted. This can&apos;t be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) were imported.</source>
        <translation>
            <numerusform>%n request was imported.</numerusform>
            <numerusform>%n requests were imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CompareDialog</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CompareResourcesDialog</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConflictDialog</name>
    <message numerus="yes">
        <source>%n member(s) were changed differently on both sides: choose for each which one counts.</source>
        <translation>
            <numerusform>%n member was changed differently on both sides: choose for each which one counts.</numerusform>
            <numerusform>%n members were changed differently on both sides: choose for each which one counts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more do not collide and are merged by themselves.</source>
        <translation>
            <numerusform>%n more does not collide and is merged by itself.</numerusform>
            <numerusform>%n more do not collide and are merged by themselves.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CsvActions</name>
    <message numerus="yes">
        <source>%n row(s) were exported to %1</source>
        <extracomment>%1 is a file name</extracomment>
        <translation>
            <numerusform>%n row was exported to %1</numerusform>
            <numerusform>%n rows were exported to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CsvCheckStep</name>
    <message numerus="yes">
        <source>%n s to go</source>
        <translation>
            <numerusform>%n s to go</numerusform>
            <numerusform>%n s to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min to go</source>
        <translation>
            <numerusform>%n min to go</numerusform>
            <numerusform>%n min to go</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CsvMappingStep</name>
    <message numerus="yes">
        <source>%n column(s) are ignored. %1</source>
        <extracomment>%n columns, then another sentence</extracomment>
        <translation>
            <numerusform>%n column is ignored. %1</numerusform>
            <numerusform>%n columns are ignored. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DeleteDialog</name>
    <message numerus="yes">
        <source>... and %n more</source>
        <translation>
            <numerusform>... and %n more</numerusform>
            <numerusform>... and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DetailPanel</name>
    <message numerus="yes">
        <source>%n staged</source>
        <comment>changes</comment>
        <translation>
            <numerusform>%n staged</numerusform>
            <numerusform>%n staged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DocumentsPage</name>
    <message numerus="yes">
        <source>%n imported</source>
        <translation>
            <numerusform>%n imported</numerusform>
            <numerusform>%n imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::FieldEditor</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HistoryView</name>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ImportDialog</name>
    <message numerus="yes">
        <source>Check %n row(s)</source>
        <translation>
            <numerusform>Check %n row</numerusform>
            <numerusform>Check %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n row(s)...</source>
        <translation>
            <numerusform>Send %n row...</numerusform>
            <numerusform>Send %n rows...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::KeysPage</name>
    <message numerus="yes">
        <source>%n key pair(s)</source>
        <translation>
            <numerusform>%n key pair</numerusform>
            <numerusform>%n key pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::MakeView</name>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PassphraseFields</name>
    <message numerus="yes">
        <source>The passphrase needs at least %n character(s).</source>
        <translation>
            <numerusform>The passphrase needs at least %n character.</numerusform>
            <numerusform>The passphrase needs at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PatchEditor</name>
    <message numerus="yes">
        <source>%n test(s) were put in front.</source>
        <translation>
            <numerusform>%n test was put in front.</numerusform>
            <numerusform>%n tests were put in front.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) of %1 were added.</source>
        <translation>
            <numerusform>%n operation of %1 was added.</numerusform>
            <numerusform>%n operations of %1 were added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ResourcePage</name>
    <message numerus="yes">
        <source>Stopped: %n were not deleted.</source>
        <translation>
            <numerusform>Stopped: %n was not deleted.</numerusform>
            <numerusform>Stopped: %n were not deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReviewDialog</name>
    <message numerus="yes">
        <source>Send %n change(s)</source>
        <translation>
            <numerusform>Send %n change</numerusform>
            <numerusform>Send %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RowFiles</name>
    <message numerus="yes">
        <source>Save %n files in</source>
        <translation>
            <numerusform>Save %n file in</numerusform>
            <numerusform>Save %n files in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SecretClipboard</name>
    <message numerus="yes">
        <source>Copied, and marked as secret. It leaves the clipboard in %n second(s).</source>
        <translation>
            <numerusform>Copied, and marked as secret. It leaves the clipboard in %n second.</numerusform>
            <numerusform>Copied, and marked as secret. It leaves the clipboard in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StagedReviewDialog</name>
    <message numerus="yes">
        <source>%n change(s) sent</source>
        <translation>
            <numerusform>%n change sent</numerusform>
            <numerusform>%n changes sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n change(s)</source>
        <translation>
            <numerusform>Send %n change</numerusform>
            <numerusform>Send %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 are to be sent</source>
        <translation>
            <numerusform>%n of %1 is to be sent</numerusform>
            <numerusform>%n of %1 are to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sent</source>
        <translation>
            <numerusform>%n sent</numerusform>
            <numerusform>%n sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent: they stay staged</source>
        <translation>
            <numerusform>%n not sent: it stays staged</numerusform>
            <numerusform>%n not sent: they stay staged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be sent as they are</source>
        <translation>
            <numerusform>%n can&apos;t be sent as it is</numerusform>
            <numerusform>%n can&apos;t be sent as they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StagedView</name>
    <message numerus="yes">
        <source>%n of %1 checked</source>
        <translation>
            <numerusform>%n of %1 checked</numerusform>
            <numerusform>%n of %1 checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n staged change(s) that were not sent are forgotten.</source>
        <translation>
            <numerusform>%n staged change that was not sent is forgotten.</numerusform>
            <numerusform>%n staged changes that were not sent are forgotten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)</source>
        <translation>
            <numerusform>Discard %n change</numerusform>
            <numerusform>Discard %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n staged change(s) discarded</source>
        <translation>
            <numerusform>%n staged change discarded</numerusform>
            <numerusform>%n staged changes discarded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StepView</name>
    <message numerus="yes">
        <source>Before the first of %n operation(s)</source>
        <translation>
            <numerusform>Before the first of %n operation</numerusform>
            <numerusform>Before the first of %n operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After all %n operation(s)</source>
        <translation>
            <numerusform>After all %n operation</numerusform>
            <numerusform>After all %n operations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TenantCommands</name>
    <message numerus="yes">
        <source>%n resource(s) were exported to %1</source>
        <translation>
            <numerusform>%n resource was exported to %1</numerusform>
            <numerusform>%n resources were exported to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TenantCompareDialog</name>
    <message numerus="yes">
        <source>Stage %n edit(s) that make the first like the second</source>
        <translation>
            <numerusform>Stage %n edit that makes the first like the second</numerusform>
            <numerusform>Stage %n edits that make the first like the second</numerusform>
        </translation>
    </message>
</context>
</TS>
