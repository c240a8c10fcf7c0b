// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The channels of x `(N, C, ...)`, which lie in groups, dealt out in turns. [Zhang et al.
/// 2017](https://arxiv.org/abs/1707.01083)
///
/// @param groups how many groups there are; they divide the channels
public record ChannelShuffle(int groups) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.channelShuffle(groups);
  }
}
