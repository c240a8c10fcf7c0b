// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.ShapeException;
import dev.navette.loss.Loss;
import dev.navette.nn.Layer;
import dev.navette.nn.Mode;
import dev.navette.optim.Adam;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The nets for images and tables: sizes, names, and that each learns a few rows by heart.
class NetsTest {
  private static final int ROWS = 16;
  private static final int CLASSES = 4;

  static Stream<Architecture> images() {
    List<Integer> image = List.of(2, 8, 9);
    return Stream.of(
        new LeNet.Plan(image, List.of(4, 8), List.of(16), 0, CLASSES),
        new Vgg.Plan(image, List.of(4, 8), 2, 16, 0, CLASSES),
        new ResNet.Plan(2, List.of(1, 1, 1, 0), 8, true, CLASSES),
        new MobileNet.Plan(2, List.of(8, 16, 16), List.of(2, 1), CLASSES));
  }

  @ParameterizedTest
  @MethodSource("images")
  void aFewImagesAreLearntByHeart(Architecture architecture) {
    Rng rng = Rng.of(7);
    Layer model = architecture.layer(rng.stream("params"));
    Tensor x = rng.stream("data").standardNormal(ROWS, 2, 8, 9);
    Tensor labels = rng.stream("labels").randint(0, CLASSES, ROWS);
    Optimizer adam = new Adam(model, 0.01);
    double loss = Double.NaN;
    for (int step = 0; step < 60; step++) {
      Tensor value = Mode.training(rng, () -> Loss.crossEntropy(model.forward(x), labels));
      adam.step(value);
      loss = value.item();
    }
    assertTrue(loss < 0.2, architecture + " ends at " + loss);
    assertArrayEquals(new int[] {ROWS, CLASSES}, model.forward(x).shape().toArray());
    assertEquals(architecture, Architecture.of(architecture.kind(), architecture.toMap()));
  }

  @Test
  void resNet18HasThePublishedLayout() {
    ResNet net = ResNet.resNet18().build(Rng.of(1));
    assertEquals(11_689_512, net.parameterCount());
    assertEquals(122, net.variables().size());
    Set<String> names = net.variables().keySet();
    for (String name :
        List.of(
            "conv1.weight",
            "bn1.running_var",
            "layer1.1.bn2.num_batches_tracked",
            "layer2.0.downsample.0.weight",
            "layer2.0.downsample.1.running_mean",
            "layer4.1.conv2.weight",
            "fc.bias")) {
      assertTrue(names.contains(name), name + " is not in " + names);
    }
    assertEquals("(64, 3, 7, 7)", net.conv1().weight().shape().toString());
    assertEquals(
        List.of(2, 1000),
        Stream.of(net.forward(Tensor.zeros(2, 3, 224, 224)).shape().toArray())
            .flatMap(s -> java.util.Arrays.stream(s).boxed())
            .toList());
  }

  @Test
  void theWideAndTheDeepPartAddUp() {
    WideAndDeep net = new WideAndDeep.Plan(List.of(3, 4, 2), 0).build(Rng.of(1));
    Tensor x = Rng.of(2).standardNormal(5, 3);
    net.wide().weight().assign(Tensor.ones(2, 3));
    float[] sum = net.wide().forward(x).add(net.deep().forward(x)).toFloatArray();
    assertArrayEquals(sum, net.forward(x).toFloatArray());
  }

  @Test
  void ratingsAreProductsOfFactors() {
    MatrixFactorization net = new MatrixFactorization.Plan(3, 2, 4, 3.5).build(Rng.of(1));
    net.userBias().weight().assign(Tensor.of(new float[] {0, 0.5f, 0}, 3, 1));
    float[] p = net.user().weight().value().toFloatArray();
    float[] q = net.item().weight().value().toFloatArray();
    double expected = 4;
    for (int f = 0; f < 4; f++) {
      expected += p[4 + f] * q[f];
    }
    Tensor rating = net.forward(Tensor.of(new float[] {1, 0}, 1, 2));
    assertEquals(expected, rating.toFloatArray()[0], 1e-5);
    assertEquals(3 * 4 + 2 * 4 + 3 + 2, net.parameterCount());
    ShapeException e = assertThrows(ShapeException.class, () -> net.forward(Tensor.zeros(1, 3)));
    assertEquals(
        "MatrixFactorization: x has shape (1, 3); it must be (B, 2), user and item",
        e.getMessage());
  }

  @Test
  void imagesThatAreTooSmallAreRefused() {
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () -> new LeNet.Plan(List.of(1, 3, 8), List.of(4, 8), List.of(), 0, 2));
    assertEquals(
        "LeNet: images of shape [1, 3, 8]; they must be (channels, height, width), with height and"
            + " width of 4 or more",
        e.getMessage());
  }
}
