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
QT_TRANSLATE_N_NOOP("api::ApiError", "This machine's clock and the platform's are %n second(s) apart: set the clock, or allow for the difference in the profile.")

QT_TRANSLATE_NOOP("api::Certificates", "%1, issued by %2, valid from %3 to %4, SHA-256 %5")
QT_TRANSLATE_NOOP("api::Certificates", "The authority's certificate %1 can't be read: %2. Choose another file in the profile.")
QT_TRANSLATE_NOOP("api::Certificates", "%1 holds no certificate in PEM form. Choose another file in the profile.")

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

QT_TRANSLATE_NOOP("models::ViolationText", "This is not in the form that is wanted here.")
QT_TRANSLATE_NOOP("models::ViolationText", "This is not in the form that is wanted here, such as %1.")
QT_TRANSLATE_NOOP("models::ViolationText", "Entry %1: %2")
QT_TRANSLATE_NOOP("models::ViolationText", "Pattern: %1")

QT_TRANSLATE_NOOP("sandbox::Sandbox", "The sandbox is running already.")
QT_TRANSLATE_NOOP("sandbox::Sandbox", "The sandbox was stopped while the job ran.")

QT_TRANSLATE_NOOP("sandbox::Store", "The sandbox's storage refused: %1.")
