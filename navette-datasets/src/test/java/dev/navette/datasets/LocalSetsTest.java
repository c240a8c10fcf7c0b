// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.data.Image;
import dev.navette.data.ImageFile;
import dev.navette.data.MalformedFileException;
import dev.navette.data.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSetsTest {
  private static final String VARIABLE = "NAVETTE_LOCAL_DATA";

  @TempDir Path directory;

  @Test
  void theFirstHalfOfTheImagesAreFaces() throws IOException {
    Path file = directory.resolve("lfw_subset.npy");
    NpyFile.of(new double[] {0, 0.25, 0.5, 1, 0, 0, 0, 0.75}, 4, 1, 2).write(file);
    Labelled faces = Faces.read(directory);
    assertArrayEquals(new int[] {1, 1, 0, 0}, faces.labels());
    assertArrayEquals(new int[] {1, 1, 2}, faces.shape());
    assertEquals(0.75f, faces.features()[7]);
    assertEquals(List.of("no face", "face"), faces.classNames());
    NpyFile.of(new int[4], 4).write(file);
    assertEquals(
        file
            + ": expected grey images [200, 25, 25] of floating point, the first half faces; found"
            + " I32 [4]",
        assertThrows(MalformedFileException.class, () -> Faces.read(file)).getMessage());
    Files.delete(file);
    assertEquals(
        directory
            + ": none of lfw_subset.npy is there; get lfw_subset.npy from scikit-image, such as the"
            + " Debian package python3-skimage",
        assertThrows(NoSuchFileException.class, () -> Faces.read(directory)).getMessage());
  }

  @Test
  void ratingsInOneTable() throws IOException {
    Path file = directory.resolve("movielens-100k.csv");
    Files.writeString(
        file,
        """
        movieId,title,year,genres,userId,rating,timestamp
        31,Dangerous Minds,1995,Drama,7,2.5,1260759144
        10,"Dumbo, and more",1941,Animation|Children,2,3.0,1260759179
        31,Dangerous Minds,1995,Drama,2,4.0,1260759182
        99,,,,7,0.5,1
        """);
    MovieLens set = MovieLens.read(directory);
    assertEquals("MovieLens[4 ratings by 2 users of 3 movies]", set.toString());
    assertArrayEquals(new int[] {1, 0, 0, 1}, set.users());
    assertArrayEquals(new int[] {1, 0, 1, 2}, set.movies());
    assertArrayEquals(new float[] {2.5f, 3, 4, 0.5f}, set.ratings());
    assertArrayEquals(new long[] {1260759144, 1260759179, 1260759182, 1}, set.times());
    assertEquals(List.of("Dumbo, and more", "Dangerous Minds", "99"), set.titles());
    assertEquals(
        List.of(List.of("Animation", "Children"), List.of("Drama"), List.of()), set.genres());
  }

  @Test
  void ratingsWithTitlesBeside() throws IOException {
    Path ratings = directory.resolve("ratings.csv");
    Files.writeString(ratings, "userId,movieId,rating,timestamp\n1,5,4.0,7\n3,9,5.0,8\n");
    assertEquals(List.of("5", "9"), MovieLens.read(directory).titles());
    Files.writeString(
        directory.resolve("movies.csv"),
        "movieId,title,genres\n4,Unrated,Drama\n9,Nine (1999),Comedy|War\n");
    MovieLens set = MovieLens.read(directory);
    assertEquals(List.of("5", "Nine (1999)"), set.titles());
    assertEquals(List.of(List.of(), List.of("Comedy", "War")), set.genres());
    Files.writeString(ratings, "userId,movieId,rating,timestamp\n1,5,4.0,7\n3,9,,8\n");
    assertEquals(
        ratings + ": column 'rating' has no value in data row 2",
        assertThrows(MalformedFileException.class, () -> MovieLens.read(directory)).getMessage());
  }

  @Test
  void emojiByCategory() throws IOException {
    Path pictures = Files.createDirectories(directory.resolve("img/google/64"));
    for (String name : List.of("a", "b", "c")) {
      float[] pixels = new float[3 * 4];
      Arrays.fill(pixels, 0, 4, name.equals("b") ? 1 : 0.2f);
      ImageFile.writePng(pictures.resolve(name + ".png"), Image.colour(pixels, 2, 2));
    }
    Path index = directory.resolve("emoji.json");
    Files.writeString(
        index,
        """
        [{"name": "WAVE \\u0021", "category": "People & Body", "image": "a.png", "text": null,
          "skin_variations": {"1F3FB": {"image": "b.png", "has": [true, false, -1.5e2]}}},
         {"name": "ABSENT", "category": "Flags", "image": "none.png"},
         {"name": "FLAG", "category": "Flags", "image": "c.png"}]
        """);
    Emoji emoji = Emoji.read(directory, 2);
    assertEquals(List.of("WAVE !", "FLAG"), emoji.names());
    assertArrayEquals(new int[] {6, 3}, emoji.images().labels());
    assertArrayEquals(new int[] {3, 2, 2}, emoji.images().shape());
    assertEquals(0.2f, emoji.images().features()[3]);
    assertEquals(0, emoji.images().features()[4]);
    Emoji all = Emoji.read(directory, 1, true);
    assertArrayEquals(new int[] {6, 6, 3}, all.images().labels());
    assertEquals(1, all.images().features()[3]);
    Files.writeString(index, "[{\"name\": \"X\", \"category\": \"Y\", \"image\": \"a.png\"}]");
    assertEquals(
        index + ": 'X' has the unknown category 'Y'",
        assertThrows(MalformedFileException.class, () -> Emoji.read(directory, 1)).getMessage());
    Files.writeString(index, "[{\"name\": }]");
    assertEquals(
        index + ": character 10: expected a value, found '}]'",
        assertThrows(MalformedFileException.class, () -> Emoji.read(directory, 1)).getMessage());
    Files.delete(index);
    assertEquals(
        directory
            + ": none of emoji.json, package/emoji.json is there; get the npm package"
            + " emoji-datasource-google, or another vendor's, and unpack it",
        assertThrows(NoSuchFileException.class, () -> Emoji.read(directory, 1)).getMessage());
  }

  @Test
  void theFullSetsAreAsTheirCardsSay() throws IOException {
    Optional<Path> local = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of);
    if (local.isEmpty()) {
      System.out.println("skipped: " + VARIABLE + " names no directory with the local sets");
      return;
    }
    Path place = local.get();
    TablesTest.assertBalance(Catalog.TITANIC, Tables.titanic(place), "survived");
    TablesTest.assertBalance(Catalog.LETTERS, Tables.letters(place), "lettr");
    assertEquals(Catalog.ELECTRICITY.rows(), Tables.electricity(place).rows());
    List<LocalTexts.Review> reviews = LocalTexts.fineFoods(place);
    assertEquals(Catalog.FINE_FOODS.rows(), reviews.size());
    assertEquals(
        Catalog.FINE_FOODS.classCounts().get(1),
        (int) reviews.stream().filter(LocalTexts.Review::great).count());
    MovieLens ratings = MovieLens.read(place);
    assertEquals("MovieLens[100004 ratings by 671 users of 9066 movies]", ratings.toString());
    if (Files.exists(place.resolve("lfw_subset.npy"))) {
      assertEquals(Catalog.FACES, Faces.read(place).card());
    }
    if (Files.exists(place.resolve("package/emoji.json"))) {
      assertEquals(Catalog.EMOJI, Emoji.read(place, 8).images().card());
    }
  }
}
