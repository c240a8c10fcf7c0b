// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// What is drawn: pictures of results, as PNG. A figure is a value that holds its data; `draw`
/// makes the picture, and throws an [java.io.IOException] where a system cannot draw text.
@NullMarked
package dev.navette.cli.figure;

import org.jspecify.annotations.NullMarked;
