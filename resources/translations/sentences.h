// SPDX-License-Identifier: GPL-3.0-or-later
// Read by lupdate only, never compiled: sentences whose context lupdate does not find, as they are
// handed to a function of the file's own. A test holds them against the sources.
#pragma once

#include <QtTranslation>

// clang-format off

QT_TRANSLATE_NOOP("api::ApiError", "the server answered %1, which has no meaning here")
QT_TRANSLATE_NOOP("api::ApiError", "the server redirected more than %1 times")
QT_TRANSLATE_NOOP("api::ApiError", "The platform's gateway says this of paths that it does not have, whatever the token.")
QT_TRANSLATE_NOOP("api::ApiError", "Check the path and the method.")
QT_TRANSLATE_NOOP("api::ApiError", "it closed the connection in the middle of the reply")
QT_TRANSLATE_NOOP("api::ApiError", "it refuses connections")
QT_TRANSLATE_NOOP("api::ApiError", "it closed the connection before it answered")
QT_TRANSLATE_NOOP("api::ApiError", "it does not answer")
QT_TRANSLATE_NOOP("api::ApiError", "the answer of %1 is not valid HTTP")
QT_TRANSLATE_NOOP("api::ApiError", "the profile's base URL is not a web address")
QT_TRANSLATE_NOOP("api::ApiError", "the base URL %1 is not https, and a token is never sent unencrypted to another machine; nothing was sent")
QT_TRANSLATE_NOOP("api::ApiError", "a path begins with a slash")
QT_TRANSLATE_NOOP("api::ApiError", "the header \"%1\" can't be set by hand")
QT_TRANSLATE_NOOP("api::ApiError", "it is no file")
QT_TRANSLATE_NOOP("api::ApiError", "the file %1 can't be read: %2")
QT_TRANSLATE_NOOP("api::ApiError", "the file %1 became shorter while it was sent")
QT_TRANSLATE_N_NOOP("api::ApiError", "This machine's clock and the platform's are %n second(s) apart: set the clock, or allow for the difference in the profile.")

QT_TRANSLATE_NOOP("api::Certificates", "%1, issued by %2, valid from %3 to %4, SHA-256 %5")
QT_TRANSLATE_NOOP("api::Certificates", "The authority's certificate %1 can't be read: %2. Choose another file in the profile.")
QT_TRANSLATE_NOOP("api::Certificates", "%1 holds no certificate in PEM form. Choose another file in the profile.")

QT_TRANSLATE_NOOP("api::CollectionFile", "The saved requests in %1 can't be read. None are shown, and nothing is written there.")
QT_TRANSLATE_NOOP("api::CollectionFile", "The saved requests in %1 were written by a newer console. None are shown, and they are left as they are.")
QT_TRANSLATE_NOOP("api::CollectionFile", "The saved requests were damaged. The file was kept as %1, and a new one is begun.")
QT_TRANSLATE_NOOP("api::CollectionFile", "The request is not saved: %1 can't be read, and would be written over.")
QT_TRANSLATE_NOOP("api::CollectionFile", "The requests could not be saved to %1: %2.")

QT_TRANSLATE_NOOP("api::PartFile", "%1 can't be written: %2")
QT_TRANSLATE_NOOP("api::PartFile", "the platform sent another part of the file than the one that is missing")
QT_TRANSLATE_NOOP("api::PartFile", "the file on the platform is another one by now")
QT_TRANSLATE_NOOP("api::PartFile", "only %1 of %2 bytes of the file came")
QT_TRANSLATE_NOOP("api::PartFile", "another download to %1 is going on")
QT_TRANSLATE_NOOP("api::PartFile", "its beginning is gone")
QT_TRANSLATE_NOOP("api::PartFile", "instead of the file the platform answered: %1")

QT_TRANSLATE_NOOP("api::PostmanImport", "This file is larger than 64 MB, which no collection for people is.")
QT_TRANSLATE_NOOP("api::PostmanImport", "This is no Postman collection: it is not JSON (%1).")
QT_TRANSLATE_NOOP("api::PostmanImport", "This collection is of Postman's first format. Export it from Postman as \"Collection v2.1\".")
QT_TRANSLATE_NOOP("api::PostmanImport", "This is JSON, but no Postman collection: it lacks \"info\" or \"item\". Export it from Postman as \"Collection v2.1\".")

QT_TRANSLATE_NOOP("api::Profile", "Spaces were removed.")
QT_TRANSLATE_NOOP("api::Profile", "Quotation marks were removed.")
QT_TRANSLATE_NOOP("api::Profile", "“iotcomms-io” was corrected to “iotcomms.io”.")
QT_TRANSLATE_NOOP("api::Profile", "Enter the tenant domain.")
QT_TRANSLATE_NOOP("api::Profile", "A domain has no scheme: remove what ends in “://”.")
QT_TRANSLATE_NOOP("api::Profile", "A domain has no spaces: remove them.")
QT_TRANSLATE_NOOP("api::Profile", "A domain has no path: remove everything from the slash on.")
QT_TRANSLATE_NOOP("api::Profile", "A domain has no underscores: check its spelling.")
QT_TRANSLATE_NOOP("api::Profile", "The domain ends in “iotcomms-io”; write “iotcomms.io”.")
QT_TRANSLATE_NOOP("api::Profile", "This is not a domain. It looks like customer47.prod-eu-north-1.iotcomms.io.")
QT_TRANSLATE_NOOP("api::Profile", "Enter the base URL.")
QT_TRANSLATE_NOOP("api::Profile", "This is not a base URL. It looks like https://api.prod-eu-north-1.iotcomms.io.")
QT_TRANSLATE_NOOP("api::Profile", "The host ends in “iotcomms-io”; write “iotcomms.io”.")
QT_TRANSLATE_NOOP("api::Profile", "Remove the user name and password: requests carry a token.")
QT_TRANSLATE_NOOP("api::Profile", "Remove everything from the “?” or “#” on: it cannot be kept.")
QT_TRANSLATE_NOOP("api::Profile", "Remove the path: the console adds that of each service.")
QT_TRANSLATE_NOOP("api::Profile", "Use https: plain HTTP would show the token to others, and is only used to reach this machine.")
QT_TRANSLATE_NOOP("api::Profile", "There is no file “%1”.")
QT_TRANSLATE_NOOP("api::Profile", "“%1” is a folder; choose the file in it.")
QT_TRANSLATE_NOOP("api::Profile", "“%1” is not a file.")
QT_TRANSLATE_NOOP("api::Profile", "“%1” cannot be read (%2). Check who may read it.")
QT_TRANSLATE_NOOP("api::Profile", "“%1” is too large for a PEM file.")
QT_TRANSLATE_NOOP("api::Profile", "“%1” is empty.")
QT_TRANSLATE_NOOP("api::Profile", "Choose the file with the private key.")
QT_TRANSLATE_NOOP("api::Profile", "“%1” has no certificate in PEM form.")
QT_TRANSLATE_NOOP("api::Profile", "The scheme was removed.")
QT_TRANSLATE_NOOP("api::Profile", "The path was removed.")
QT_TRANSLATE_NOOP("api::Profile", "What stood before the “@” was removed.")
QT_TRANSLATE_NOOP("api::Profile", "The dot at the end was removed.")
QT_TRANSLATE_NOOP("api::Profile", "Capital letters were made small.")
QT_TRANSLATE_NOOP("api::Profile", "“https://” was added.")
QT_TRANSLATE_NOOP("api::Profile", "The path was removed: the console adds that of each service.")
QT_TRANSLATE_NOOP("api::Profile", "Give the profile a name.")

QT_TRANSLATE_NOOP("api::RequestSnippet", "curl for the Windows command prompt")
QT_TRANSLATE_NOOP("api::RequestSnippet", "The body can't be typed here: save it as body.bin first.")
QT_TRANSLATE_NOOP("api::RequestSnippet", "curl sends no body with HEAD: it was left out.")
QT_TRANSLATE_NOOP("api::RequestSnippet", "Node.js")
QT_TRANSLATE_NOOP("api::RequestSnippet", "fetch() sends no body with GET or HEAD: it was left out.")
QT_TRANSLATE_NOOP("api::RequestSnippet", "curl for a POSIX shell")
QT_TRANSLATE_NOOP("api::RequestSnippet", "curl for PowerShell")
QT_TRANSLATE_NOOP("api::RequestSnippet", "Python")
QT_TRANSLATE_NOOP("api::RequestSnippet", "C++ with Qt")

QT_TRANSLATE_NOOP("models::Abilities", "The platform does not allow %1 here.")
QT_TRANSLATE_NOOP("models::Abilities", "No way to create %1 is known.")
QT_TRANSLATE_NOOP("models::Abilities", "No way to change %1 is known.")
QT_TRANSLATE_NOOP("models::Abilities", "The platform allows neither PATCH nor PUT here.")
QT_TRANSLATE_NOOP("models::Abilities", "No way to delete %1 is known.")
QT_TRANSLATE_NOOP("models::Abilities", "The API description knows %1 here; the platform has not said whether it allows it.")
QT_TRANSLATE_NOOP("models::Abilities", "The platform allows %1 here.")
QT_TRANSLATE_NOOP("models::Abilities", "The platform allows %1 here, but no API description says what it does.")
QT_TRANSLATE_NOOP("models::Abilities", "The platform does not allow PATCH here (it says so to OPTIONS), so PUT replaces the whole %1.")
QT_TRANSLATE_NOOP("models::Abilities", "No description knows PATCH here, so PUT replaces the whole %1.")
QT_TRANSLATE_NOOP("models::Abilities", "What others change in it between the reading and the sending is overwritten.")

QT_TRANSLATE_NOOP("models::Actions", "Only where %1 is %2; here it is %3.")
QT_TRANSLATE_NOOP("models::Actions", " or ")
QT_TRANSLATE_NOOP("models::Actions", "not set")
QT_TRANSLATE_NOOP("models::Actions", "The platform wants this one signed by AWS Signature V4 (sigv4), with AWS credentials. A JWT is refused there, so the console shows it and can't send it.")

QT_TRANSLATE_NOOP("models::BodyCompletion", "yes or no")
QT_TRANSLATE_NOOP("models::BodyCompletion", "number")
QT_TRANSLATE_NOOP("models::BodyCompletion", "text")
QT_TRANSLATE_NOOP("models::BodyCompletion", "list")
QT_TRANSLATE_NOOP("models::BodyCompletion", "object")
QT_TRANSLATE_NOOP("models::BodyCompletion", "required")
QT_TRANSLATE_NOOP("models::BodyCompletion", "default")
QT_TRANSLATE_NOOP("models::BodyCompletion", "example")

QT_TRANSLATE_NOOP("models::ChangeUndo", "What %1 was before is not known: it could not be read then.")
QT_TRANSLATE_NOOP("models::ChangeUndo", "%1 has staged changes: send or discard them first.")
QT_TRANSLATE_NOOP("models::ChangeUndo", "The platform makes the ids of %1 itself: %2 can't come back under its old one.")
QT_TRANSLATE_NOOP("models::ChangeUndo", "What %1 held is not known: nobody had read it.")
QT_TRANSLATE_NOOP("models::ChangeUndo", "The change is no longer in the log.")

QT_TRANSLATE_NOOP("models::RequestBench", "%1 is not a method that can be sent.")
QT_TRANSLATE_NOOP("models::RequestBench", "Type a path, or choose one from the list.")
QT_TRANSLATE_NOOP("models::RequestBench", "Give a value for %1.")
QT_TRANSLATE_NOOP("models::RequestBench", "Secrets are not kept: put in what belongs where it says [redacted].")
QT_TRANSLATE_NOOP("models::RequestBench", "The token is added by itself: take the header Authorization out.")

QT_TRANSLATE_NOOP("models::SendCheck", "The JSON text is not finished: complete it, or discard.")
QT_TRANSLATE_NOOP("models::SendCheck", "A field has an error: correct it first.")
QT_TRANSLATE_NOOP("models::SendCheck", "Nothing is changed.")
QT_TRANSLATE_NOOP("models::SendCheck", "%1 needs an id: %2 is empty.")
QT_TRANSLATE_NOOP("models::SendCheck", "The text of the patch is not finished: complete it, or discard.");
QT_TRANSLATE_NOOP("models::SendCheck", "There are only test operations: they check, and change nothing.");

QT_TRANSLATE_NOOP("models::ViolationText", "This is not in the form that is wanted here.")
QT_TRANSLATE_NOOP("models::ViolationText", "This is not in the form that is wanted here, such as %1.")
QT_TRANSLATE_NOOP("models::ViolationText", "Entry %1: %2")
QT_TRANSLATE_NOOP("models::ViolationText", "Pattern: %1")

QT_TRANSLATE_NOOP("sandbox::FileStore", "The sandbox was stopped.")
QT_TRANSLATE_NOOP("sandbox::FileStore", "The sandbox's files have as many bytes as they may. Delete some first.")

QT_TRANSLATE_NOOP("sandbox::Sandbox", "The sandbox is running already.")
QT_TRANSLATE_NOOP("sandbox::Sandbox", "The sandbox was stopped while the job ran.")

QT_TRANSLATE_NOOP("sandbox::Store", "The sandbox's storage refused: %1.")

QT_TRANSLATE_NOOP("cli", "%1 of %2 done, %3 failed, %4 a second");
QT_TRANSLATE_NOOP("cli", "Run %1 was begun with another profile. Nothing was sent.");

QT_TRANSLATE_NOOP("models::PatchEntry", "%1 %2 to %3");
QT_TRANSLATE_NOOP("models::PatchEntry", "it has no value; write JSON: a text stands in quotes");
QT_TRANSLATE_NOOP("models::PatchEntry", "the value is not JSON: %1; a text stands in quotes");
QT_TRANSLATE_NOOP("models::PatchEntry", "Operation %1 (%2): %3");

QT_TRANSLATE_NOOP("models::PatchText", "Operation %1: %2");
QT_TRANSLATE_NOOP("models::PatchText", "The text is above 10 MB, more than the platform takes.");
QT_TRANSLATE_NOOP("models::PatchText", "A patch is an array of operations: it starts with “[”.");

QT_TRANSLATE_NOOP("models::RowPatcher", "operation %1: the test of \"%2\" finds another value");
