// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.Column;
import dev.navette.data.CsvOptions;
import dev.navette.data.CsvTable;
import dev.navette.data.Examples;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Ratings of movies by users. Users and movies are numbered from 0, in the order of their numbers
/// in the file.
///
/// F. M. Harper and J. A. Konstan, *The MovieLens Datasets: History and Context*, ACM Transactions
/// on Interactive Intelligent Systems 5(4), 2015.
public final class MovieLens {
  private static final List<String> FILES =
      List.of("movielens-100k.csv.gz", "movielens-100k.csv", "ratings.csv", "ratings.csv.gz");

  private final int[] users;
  private final int[] movies;
  private final float[] ratings;
  private final long[] times;
  private final int userCount;
  private final List<String> titles;
  private final List<List<String>> genres;

  private MovieLens(
      int[] users,
      int[] movies,
      float[] ratings,
      long[] times,
      int userCount,
      List<String> titles,
      List<List<String>> genres) {
    this.users = users;
    this.movies = movies;
    this.ratings = ratings;
    this.times = times;
    this.userCount = userCount;
    this.titles = titles;
    this.genres = genres;
  }

  /// Reads ratings: a table with the columns `userId`, `movieId`, `rating` and `timestamp`. Titles
  /// and genres are taken from its columns `title` and `genres`, or from `movies.csv` beside it; if
  /// neither is there, titles are the numbers of the movies.
  ///
  /// @param place the file, or a directory with `movielens-100k.csv.gz` or `ratings.csv`
  /// @throws java.nio.file.NoSuchFileException if it is not there; the message says where to get it
  /// @throws MalformedFileException if a value is missing or not a number
  /// @throws IOException if it cannot be read
  public static MovieLens read(Path place) throws IOException {
    Path file = LocalFile.find(place, Catalog.MOVIELENS, FILES);
    CsvTable table = table(file);
    double[] userIds = complete(table, "userId");
    double[] movieIds = complete(table, "movieId");
    double[] stars = complete(table, "rating");
    double[] times = complete(table, "timestamp");
    double[] distinctUsers = Arrays.stream(userIds).distinct().sorted().toArray();
    double[] distinctMovies = Arrays.stream(movieIds).distinct().sorted().toArray();
    float[] ratings = new float[stars.length];
    for (int i = 0; i < ratings.length; i++) {
      ratings[i] = (float) stars[i];
    }
    List<String> titles = new ArrayList<>();
    for (double id : distinctMovies) {
      titles.add(Long.toString((long) id));
    }
    List<List<String>> genres =
        new ArrayList<>(Collections.nCopies(distinctMovies.length, List.of()));
    Path beside = file.resolveSibling("movies.csv");
    CsvTable about = !table.has("title") && Files.isRegularFile(beside) ? table(beside) : table;
    if (about.has("title")) {
      int[] movie = positions(about.numeric("movieId").values(), distinctMovies);
      for (int row = 0; row < about.rows(); row++) {
        if (movie[row] >= 0 && !about.column("title").isMissing(row)) {
          titles.set(movie[row], about.column("title").text(row));
        }
        if (movie[row] >= 0 && about.has("genres")) {
          genres.set(movie[row], genres(about.column("genres"), row));
        }
      }
    }
    return new MovieLens(
        positions(userIds, distinctUsers),
        positions(movieIds, distinctMovies),
        ratings,
        Arrays.stream(times).mapToLong(t -> (long) t).toArray(),
        distinctUsers.length,
        List.copyOf(titles),
        List.copyOf(genres));
  }

  private static CsvTable table(Path file) throws IOException {
    return CsvTable.read(file, CsvOptions.detect().withHeader(true));
  }

  private static List<String> genres(Column column, int row) {
    String text = column.text(row);
    return text.isEmpty() ? List.of() : List.of(text.split("\\|"));
  }

  private static double[] complete(CsvTable table, String name) throws MalformedFileException {
    Column.Numeric column = table.numeric(name);
    for (int row = 0; row < column.rows(); row++) {
      if (column.isMissing(row)) {
        throw new MalformedFileException(
            table.source(), "column '" + name + "' has no value in data row " + (row + 1));
      }
    }
    return column.values();
  }

  /// Where each value is among the distinct ones, negative if it is none of them.
  private static int[] positions(double[] values, double[] distinct) {
    return Arrays.stream(values).mapToInt(v -> Arrays.binarySearch(distinct, v)).toArray();
  }

  /// The number of ratings.
  public int size() {
    return ratings.length;
  }

  /// The number of users.
  public int userCount() {
    return userCount;
  }

  /// The number of movies.
  public int movieCount() {
    return titles.size();
  }

  /// Who gave each rating, 0 to `userCount() - 1`: the array itself.
  public int[] users() {
    return users;
  }

  /// Which movie each rating is of, 0 to `movieCount() - 1`: the array itself.
  public int[] movies() {
    return movies;
  }

  /// The ratings, 0.5 to 5 stars: the array itself.
  public float[] ratings() {
    return ratings;
  }

  /// When each rating was given, in seconds since 1970: the array itself.
  public long[] times() {
    return times;
  }

  /// The titles, by movie.
  public List<String> titles() {
    return titles;
  }

  /// The genres of each movie, by movie.
  public List<List<String>> genres() {
    return genres;
  }

  /// The ratings as examples: the user and the movie as f32 `(2)`, the rating as target `(1)`.
  public Examples examples() {
    float[] pairs = new float[2 * ratings.length];
    for (int i = 0; i < ratings.length; i++) {
      pairs[2 * i] = users[i];
      pairs[2 * i + 1] = movies[i];
    }
    return Examples.valued(pairs, new int[] {2}, ratings, 1);
  }

  @Override
  public String toString() {
    return "MovieLens["
        + size()
        + " ratings by "
        + userCount
        + " users of "
        + movieCount()
        + " movies]";
  }
}
