// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package org.bytedeco.opencl.presets;

/// Named by the presets of JavaCPP's PyTorch, and in no artifact that resolves.
public final class OpenCL {
  private OpenCL() {}
}
