# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler cache, linker, the one target that carries the warnings, and how a layer is declared.

# No modules here: scanning for them would preprocess every file twice and shut out the compiler cache.
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
# moc needs no library built first: a layer compiles while those below it still do.
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime)
  # With GCC, paths relative to the checkout, so that several build folders share what was compiled
  # once. Clang writes into precompiled headers where their source lies, and wants it to be there:
  # out of another checkout, which may be gone, they are of no use.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND CMAKE_CXX_COMPILER_LAUNCHER CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1)
  endif()
  list(APPEND CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_library(console_warnings INTERFACE)
target_compile_options(console_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
  -Wcast-qual -Wformat=2 -Wimplicit-fallthrough
  $<$<BOOL:${CONSOLE_WERROR}>:-Werror>)
target_compile_definitions(console_warnings INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS
  QT_DISABLE_DEPRECATED_UP_TO=0x060800)

if(CONSOLE_SANITIZE)
  add_compile_options(-fsanitize=${CONSOLE_SANITIZE} -fno-omit-frame-pointer)
  if(CONSOLE_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  add_link_options(-fsanitize=${CONSOLE_SANITIZE})
  # GCC's flow analysis takes the sanitizers' own checks for code of ours, and warns of what can't happen.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
                      $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# Headers are most of what a file of ours compiles: Qt's, and the one of ours that almost every file of
# the layers above needs, are read once a target.
option(CONSOLE_PCH "Precompile headers" ON)
set(CONSOLE_PCH_CORE
  <algorithm> <chrono> <expected> <functional> <memory> <optional> <string> <vector>
  <QByteArray> <QDateTime> <QDir> <QFile> <QFuture> <QHash> <QList> <QObject> <QSet> <QString>
  <QStringList> <QTimer> <QUrl> <QVariant>)
set(CONSOLE_PCH_KEYS ${CONSOLE_PCH_CORE} <QtCrypto>)
set(CONSOLE_PCH_SESSION ${CONSOLE_PCH_KEYS} "${CMAKE_SOURCE_DIR}/app/api/Session.h")
set(CONSOLE_PCH_WIDGETS ${CONSOLE_PCH_SESSION}
  <QAbstractItemModel> <QAction> <QApplication> <QBoxLayout> <QComboBox> <QDialog> <QLabel>
  <QLineEdit> <QPainter> <QPlainTextEdit> <QPushButton> <QTableView> <QWidget>)
set(CONSOLE_PCH_TEST ${CONSOLE_PCH_SESSION} <QSignalSpy> <QTest> <gmock/gmock.h> <gtest/gtest.h>)
# The compiler cache needs these.
set(CONSOLE_PCH_OPTIONS
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
  "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
function(console_precompile target)
  if(CONSOLE_PCH)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    target_compile_options(${target} PRIVATE ${CONSOLE_PCH_OPTIONS})
  endif()
endfunction()

# console_layer(NAME SOURCES file... LINKS target...)
# A static library console_NAME of this folder; LINKS are the only layers it may see.
function(console_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "SOURCES;LINKS;PRIVATE_LINKS")
  add_library(console_${name} STATIC ${layer_SOURCES})
  target_include_directories(console_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(console_${name}
    PUBLIC ${layer_LINKS}
    PRIVATE console_warnings ${layer_PRIVATE_LINKS})
  if("Qt6::Widgets" IN_LIST layer_LINKS)
    console_precompile(console_${name} ${CONSOLE_PCH_WIDGETS})
  elseif(layer_LINKS MATCHES "console_api")
    console_precompile(console_${name} ${CONSOLE_PCH_SESSION})
  elseif(layer_LINKS MATCHES "qca-qt6|console_auth")
    console_precompile(console_${name} ${CONSOLE_PCH_KEYS})
  elseif("Qt6::Core" IN_LIST layer_LINKS)
    console_precompile(console_${name} ${CONSOLE_PCH_CORE})
  endif()
endfunction()
