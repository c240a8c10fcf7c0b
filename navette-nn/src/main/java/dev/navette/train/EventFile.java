// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Image;
import dev.navette.data.ImageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;

/// A file of events that TensorBoard shows.
///
/// Records are framed as in TFRecord: length (8 bytes), its checksum, the bytes, their checksum
/// (CRC-32C, rotated and offset), little-endian. The bytes are `Event` protocol buffers. Every call
/// appends and leaves a whole file; there is nothing to close.
public final class EventFile {
  private static final int MASK = 0xa282ead8;
  private static final String FORMAT = "brain.Event:2";
  private static final int BUCKETS = 30;

  private final Path file;
  private final Clock clock;

  private EventFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /// A new file in a directory, which is created if need be.
  ///
  /// @throws IOException if it cannot be created
  public static EventFile in(Path directory) throws IOException {
    return in(directory, Clock.systemUTC());
  }

  /// A new file whose events have the time of `clock`.
  ///
  /// @throws IOException if it cannot be created
  public static EventFile in(Path directory, Clock clock) throws IOException {
    Files.createDirectories(directory);
    for (int n = 0; ; n++) {
      Path file =
          directory.resolve(
              String.format(
                  Locale.ROOT,
                  "events.out.tfevents.%010d.navette.%d",
                  clock.instant().getEpochSecond(),
                  n));
      if (!Files.exists(file)) {
        EventFile events = new EventFile(file, clock);
        events.append(new Protobuf().text(3, FORMAT));
        return events;
      }
    }
  }

  /// Where it is.
  public Path file() {
    return file;
  }

  /// Adds a number.
  ///
  /// @throws IOException if the file cannot be written
  public void scalar(String tag, double value, long step) throws IOException {
    value(step, new Protobuf().text(1, tag).float32(2, (float) value));
  }

  /// Adds how values are distributed, in 30 buckets of equal width.
  ///
  /// @throws IOException if the file cannot be written
  public void histogram(String tag, float[] values, long step) throws IOException {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    for (float v : values) {
      least = Math.min(least, v);
      most = Math.max(most, v);
      sum += v;
      squares += (double) v * v;
    }
    if (values.length == 0) {
      value(step, new Protobuf().text(1, tag));
      return;
    }
    double width = (most - least) / BUCKETS;
    double[] counts = new double[BUCKETS];
    double[] limits = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      limits[i] = i == BUCKETS - 1 ? most : least + (i + 1) * width;
    }
    for (float v : values) {
      int bucket = width > 0 ? (int) Math.min(BUCKETS - 1, (v - least) / width) : BUCKETS - 1;
      counts[bucket]++;
    }
    value(
        step,
        new Protobuf()
            .text(1, tag)
            .message(
                5,
                new Protobuf()
                    .float64(1, least)
                    .float64(2, most)
                    .float64(3, values.length)
                    .float64(4, sum)
                    .float64(5, squares)
                    .packed(6, limits)
                    .packed(7, counts)));
  }

  /// Adds an image, stored as PNG.
  ///
  /// @throws IOException if the file cannot be written
  public void image(String tag, Image image, long step) throws IOException {
    value(
        step,
        new Protobuf()
            .text(1, tag)
            .message(
                4,
                new Protobuf()
                    .integer(1, image.height())
                    .integer(2, image.width())
                    .integer(3, image.channels())
                    .bytes(4, ImageFile.toPng(image))));
  }

  private void value(long step, Protobuf value) throws IOException {
    append(new Protobuf().integer(2, step).message(5, new Protobuf().message(1, value)));
  }

  private void append(Protobuf event) throws IOException {
    double seconds = clock.millis() / 1e3;
    byte[] data = new Protobuf().float64(1, seconds).all(event).toByteArray();
    ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(Arrays.copyOf(record.array(), 8)));
    record.put(data);
    record.putInt(masked(data));
    Files.write(file, record.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
