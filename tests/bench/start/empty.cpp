// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a window of Qt can be: what the start of the console is measured against.
#include <QApplication>
#include <QMainWindow>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
