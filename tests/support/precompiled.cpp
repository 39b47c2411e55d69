// SPDX-License-Identifier: GPL-3.0-or-later
// Stands for the test programs when their common headers are precompiled.
