// SPDX-License-Identifier: GPL-3.0-or-later
// A static library needs one translation unit; the resources are added beside it.
