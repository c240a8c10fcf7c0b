// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path directory;

  @Test
  void classesAndImagesComeSorted() throws IOException {
    save("dog/b.png", 0.2f, 2, 2);
    save("cat/z.png", 0.4f, 2, 2);
    save("dog/a/last.PNG", 0.6f, 2, 2);
    save("cat/a.png", 0.8f, 2, 2);
    Files.writeString(directory.resolve("cat/notes.txt"), "not an image");
    Files.writeString(directory.resolve("cat/.hidden.png"), "not an image");
    Files.createDirectory(directory.resolve(".cache"));
    ImageFolder folder = ImageFolder.of(directory);
    assertEquals(List.of("cat", "dog"), folder.classNames());
    assertEquals(
        List.of("cat/a.png", "cat/z.png", "dog/a/last.PNG", "dog/b.png"),
        folder.files().stream()
            .map(file -> directory.relativize(file).toString().replace('\\', '/'))
            .toList());
    assertArrayEquals(new int[] {0, 0, 1, 1}, folder.labels());
    assertEquals(4, folder.size());
    assertEquals("Image[3 x 2 x 2]", folder.image(3).toString());
    assertEquals("ImageFolder[" + directory + ", 4 images, 2 classes]", folder.toString());
    Examples all = folder.channels(1).load();
    assertEquals("[1, 2, 2]", Arrays.toString(all.rowShape().toArray()));
    assertArrayEquals(new int[] {0, 0, 1, 1}, all.classes());
    float[] rows = all.batch(new int[] {1, 2}).input().toFloatArray();
    assertEquals(0.4f, rows[0]);
    assertEquals(0.6f, rows[4]);
  }

  @Test
  void imagesAreBroughtToOneSize() throws IOException {
    save("a/wide.png", 0.2f, 4, 8);
    save("a/tall.png", 0.4f, 9, 3);
    ImageFolder folder = ImageFolder.of(directory).resized(5, 6);
    assertEquals("Image[3 x 5 x 6]", folder.image(0).toString());
    assertEquals("Image[3 x 5 x 6]", folder.image(1).toString());
    assertEquals(
        "Image[3 x 2 x 2]", folder.resized(2, 2, ImageFolder.Fit.COVER).image(0).toString());
    assertEquals(2, folder.load().size());
  }

  @Test
  void whatIsTransparentShowsTheGround() throws IOException {
    Path file = directory.resolve("a/b.png");
    Files.createDirectories(directory.resolve("a"));
    javax.imageio.ImageIO.write(
        new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_ARGB),
        "png",
        file.toFile());
    ImageFolder folder = ImageFolder.of(directory);
    assertArrayEquals(new float[] {1, 1, 1}, folder.image(0).pixels());
    assertArrayEquals(new float[] {0, 0, 0}, folder.ground(0).image(0).pixels());
  }

  @Test
  void mixedSizesAreRefusedWithoutASize() throws IOException {
    save("a/1.png", 0, 2, 3);
    save("a/2.png", 0, 4, 5);
    ImageFolder folder = ImageFolder.of(directory);
    assertEquals(
        folder.files().get(1)
            + ": the image has 4 x 5 pixels, the first, "
            + folder.files().get(0)
            + ", 2 x 3; bring all to one size: resized(height, width)",
        assertThrows(MalformedFileException.class, folder::load).getMessage());
  }

  @Test
  void anUnreadableImageIsNamed() throws IOException {
    save("a/1.png", 0, 2, 2);
    Path bad = directory.resolve("a/2.jpg");
    Files.writeString(bad, "no image");
    ImageFolder folder = ImageFolder.of(directory).resized(2, 2);
    String message = bad + ": expected an image (PNG, JPEG, GIF or BMP), found something else";
    assertEquals(
        message, assertThrows(UncheckedIOException.class, () -> folder.image(1)).getMessage());
    assertEquals(message, assertThrows(MalformedFileException.class, folder::load).getMessage());
  }

  @Test
  void directoriesWithoutClassesAreExplained() throws IOException {
    Path none = directory.resolve("none");
    assertEquals(
        none + ": the directory does not exist",
        assertThrows(NoSuchFileException.class, () -> ImageFolder.of(none)).getMessage());
    assertEquals(
        directory + ": expected a sub-directory for each class, found none",
        assertThrows(MalformedFileException.class, () -> ImageFolder.of(directory)).getMessage());
    save("loose.png", 0, 1, 1);
    assertEquals(
        directory
            + ": expected a sub-directory for each class, found none, but 1 images; move them to"
            + " directories",
        assertThrows(MalformedFileException.class, () -> ImageFolder.of(directory)).getMessage());
    Path file = directory.resolve("loose.png");
    assertThrows(NotDirectoryException.class, () -> ImageFolder.of(file));
    save("full/a.png", 0, 1, 1);
    Path empty = Files.createDirectory(directory.resolve("void"));
    assertEquals(
        empty
            + ": the class has no image (PNG, JPEG, GIF or BMP); add some, or remove the directory",
        assertThrows(MalformedFileException.class, () -> ImageFolder.of(directory)).getMessage());
  }

  @Test
  void examplesAreDecodedWhenALoaderAsksForThem() throws IOException {
    save("a/1.png", 0.2f, 2, 2);
    save("b/2.png", 0.4f, 2, 2);
    save("b/3.png", 0.6f, 3, 3);
    ImageFolder folder = ImageFolder.of(directory).channels(1);
    Batch batch = Loader.of(folder.resized(2, 2)).batch(3).shuffle(false).pass(1).next();
    assertArrayEquals(new int[] {3, 1, 2, 2}, batch.input().shape().toArray());
    assertArrayEquals(new long[] {0, 1, 1}, batch.target().toLongArray());
    assertEquals(0.4f, batch.input().toFloatArray()[4]);
    assertEquals(
        folder.files().get(2)
            + ": the image has 3 x 3 pixels, the first, "
            + folder.files().get(0)
            + ", 2 x 2; bring all to one size: resized(height, width)",
        assertThrows(UncheckedIOException.class, () -> folder.example(2)).getMessage());
  }

  private void save(String name, float shade, int height, int width) throws IOException {
    float[] pixels = new float[height * width];
    Arrays.fill(pixels, shade);
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    ImageFile.writePng(file, Image.grey(pixels, height, width));
  }
}
