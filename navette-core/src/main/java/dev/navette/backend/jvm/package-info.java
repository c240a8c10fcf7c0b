// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
/// The fast backend, in Java alone: heap arrays, emitted kernels, tiled products, worker threads.
///
/// A step of a schedule becomes a [dev.navette.backend.jvm.Launch]. Loops are lowered to a
/// [dev.navette.backend.jvm.Program], which knows no size and no address, and emitted as a hidden
/// class by [dev.navette.backend.jvm.KernelEmitter]; equal programs share one class. Products run
/// on register tiles that are emitted too. Kernels never allocate.
///
/// Results are the same bits whatever the vector width and the number of threads. Nothing links to
/// the Vector API unless it is there: without the module `jdk.incubator.vector` everything runs as
/// scalar code. Vector code starts slowly, so kernels begin with their scalar twin and change over
/// once the vector code has been compiled in the background.
@NullMarked
package dev.navette.backend.jvm;

import org.jspecify.annotations.NullMarked;
