// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.DataRows;
import dev.navette.cli.run.Encoding;
import dev.navette.cli.run.Findings;
import dev.navette.cli.run.Fitted;
import dev.navette.cli.run.Goal;
import dev.navette.cli.run.Learnt;
import dev.navette.cli.run.OptimizerChoice;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.Tested;
import dev.navette.cli.run.TrainOptions;
import dev.navette.data.Examples;
import dev.navette.data.Fold;
import dev.navette.data.Split;
import dev.navette.datasets.MovieLens;
import dev.navette.formats.Preprocessing;
import dev.navette.zoo.MatrixFactorization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Predicts ratings of movies.
@Command(
    name = "recommend",
    header = "Predict how users rate movies, by matrix factorisation.",
    description =
        "Every user and every movie gets a few numbers; a rating is their product (Koren, Bell and"
            + " Volinsky, 2009). Tests on a tenth of the ratings.")
public final class RecommendTask extends RowsTask {
  private static final double TEST_PART = 0.1;
  private static final double VALIDATION_PART = 0.05;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "movielens-100k.csv.gz or ratings.csv, or the directory with it; default data")
  private Path data = Path.of("data");

  @Option(
      names = "--factors",
      paramLabel = "N",
      description = "numbers for each user and movie; default 32")
  private int factors = 32;

  private int users;
  private int movies;
  private double mean;

  @Override
  String task() {
    return "recommend";
  }

  @Override
  Settings defaults() {
    Settings usual = Settings.of(20, 256);
    return new Settings(
        usual.seed(),
        usual.epochs(),
        usual.batch(),
        OptimizerChoice.ADAMW,
        0.005,
        usual.schedule(),
        1);
  }

  @Override
  public String usual() {
    return defaults().toString();
  }

  @Override
  Blueprint blueprint() {
    TrainOptions.atLeastOne("--factors", factors);
    return (shape, outputs, _) -> new MatrixFactorization.Plan(users, movies, factors, mean);
  }

  @Override
  void run(Settings settings, Path out) throws IOException {
    MovieLens ratings = MovieLens.read(data);
    users = ratings.userCount();
    movies = ratings.movieCount();
    Examples all = ratings.examples();
    double[] truths = new double[ratings.size()];
    Arrays.setAll(truths, i -> ratings.ratings()[i]);
    Fold test = Split.holdOut(ratings.size(), TEST_PART, settings.seed());
    Fold followed = Split.holdOut(test.train().length, VALIDATION_PART, settings.seed() + 1);
    int[] train = Arrays.stream(followed.train()).map(i -> test.train()[i]).toArray();
    int[] valid = Arrays.stream(followed.test()).map(i -> test.train()[i]).toArray();
    mean = Arrays.stream(train).mapToDouble(i -> truths[i]).average().orElse(0);
    say(
        String.format(
            Locale.ROOT,
            "MovieLens: %,d ratings of %,d movies by %,d users, %,d to test on",
            ratings.size(),
            movies,
            users,
            test.test().length));
    say(factors + " factors; " + settings);
    Encoding encoding = Encoding.of(all::subset, new Preprocessing.Plain());
    DataRows rows = DataRows.values(truths, _ -> encoding);
    Fitted fitted =
        Fitted.train(
            settings,
            new MatrixFactorization.Plan(users, movies, factors, mean),
            Goal.VALUE,
            all.subset(train),
            Optional.empty(),
            Optional.of(all.subset(valid)),
            supervision(out));
    Learnt learnt = new Learnt(fitted, encoding, List.of(2), mean);
    Tested tested =
        Tested.of(Goal.VALUE, learnt, all.subset(test.test()), rows.targets(test.test()));
    say("");
    finish(settings, out, rows, learnt, Findings.of(tested, List.of()), fitted.seconds());
  }
}
