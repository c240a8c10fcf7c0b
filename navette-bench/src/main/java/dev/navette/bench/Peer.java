// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

/// A library that Navette is compared with.
enum Peer {
  /// PyTorch's own engine.
  LIBTORCH("libtorch"),
  /// The matrix product that libtorch is built on.
  OPENBLAS("openblas"),
  /// Inference only.
  ONNX_RUNTIME("onnxruntime");

  private final String label;

  Peer(String label) {
    this.label = label;
  }

  /// Its name in reports.
  String label() {
    return label;
  }
}
