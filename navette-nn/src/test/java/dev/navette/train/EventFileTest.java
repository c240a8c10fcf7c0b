// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Image;
import dev.navette.loss.Loss;
import dev.navette.optim.Sgd;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads the files by what is published: the framing of TFRecord, and `event.proto` and
/// `summary.proto` of TensorBoard.
class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);

  @TempDir private Path directory;

  /// The values of the fields of a message: `Long`, `Double`, `Float` or `byte[]`.
  private record Message(Map<Integer, List<Object>> fields) {
    static Message parse(Object bytes) {
      ByteBuffer in = ByteBuffer.wrap((byte[]) bytes).order(ByteOrder.LITTLE_ENDIAN);
      Map<Integer, List<Object>> fields = new TreeMap<>();
      while (in.hasRemaining()) {
        long key = varint(in);
        Object value =
            switch ((int) (key & 7)) {
              case 0 -> varint(in);
              case 1 -> in.getDouble();
              case 2 -> {
                byte[] data = new byte[(int) varint(in)];
                in.get(data);
                yield data;
              }
              case 5 -> in.getFloat();
              default -> throw new AssertionError("wire type " + (key & 7));
            };
        fields.computeIfAbsent((int) (key >> 3), _ -> new ArrayList<>()).add(value);
      }
      return new Message(fields);
    }

    private static long varint(ByteBuffer in) {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte b = in.get();
        value |= (long) (b & 0x7F) << shift;
        if (b >= 0) {
          return value;
        }
      }
    }

    Object only(int field) {
      assertEquals(1, fields.get(field).size(), "field " + field);
      return fields.get(field).getFirst();
    }

    Message message(int field) {
      return parse(only(field));
    }

    String text(int field) {
      return new String((byte[]) only(field), StandardCharsets.UTF_8);
    }

    double[] doubles(int field) {
      byte[] packed = (byte[]) only(field);
      double[] values = new double[packed.length / 8];
      ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
      return values;
    }
  }

  /// CRC-32C, bit by bit.
  private static int crc(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int i = 0; i < 8; i++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
      }
    }
    return ~crc;
  }

  private static int masked(byte[] bytes) {
    int crc = crc(bytes);
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static List<Message> events(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Message> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(masked(length), in.getInt(), "checksum of the length");
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertEquals(masked(data), in.getInt(), "checksum of the data");
      events.add(Message.parse(data));
    }
    return events;
  }

  private static Message value(Message event) {
    return event.message(5).message(1);
  }

  @Test
  void theChecksumIsThePublishedOne() {
    assertEquals(0xE3069283, crc("123456789".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void scalarsHistogramsAndImages() throws IOException {
    EventFile file = EventFile.in(directory.resolve("run"), CLOCK);
    assertTrue(file.file().getFileName().toString().startsWith("events.out.tfevents.1700000000."));
    file.scalar("loss", 0.25, 300);
    file.histogram("hidden.weight", new float[] {-1, 0, 0, 2}, 301);
    float[] pixels = new float[3 * 6];
    pixels[5] = 0x10 / 255f;
    pixels[11] = 0x20 / 255f;
    pixels[17] = 0x30 / 255f;
    Image image = Image.colour(pixels, 2, 3);
    file.image("filter", image, 302);
    file.scalar("NaN", Double.NaN, 1L << 40);

    List<Message> events = events(file.file());
    assertEquals(5, events.size());
    assertEquals("brain.Event:2", events.get(0).text(3));
    for (Message event : events) {
      assertEquals(1_700_000_000.25, event.only(1));
    }
    assertEquals(300L, events.get(1).only(2));
    assertEquals("loss", value(events.get(1)).text(1));
    assertEquals(0.25f, value(events.get(1)).only(2));

    Message histogram = value(events.get(2)).message(5);
    assertEquals("hidden.weight", value(events.get(2)).text(1));
    assertEquals(-1.0, histogram.only(1));
    assertEquals(2.0, histogram.only(2));
    assertEquals(4.0, histogram.only(3));
    assertEquals(1.0, histogram.only(4));
    assertEquals(5.0, histogram.only(5));
    double[] limits = histogram.doubles(6);
    double[] counts = histogram.doubles(7);
    double[] wanted = new double[30];
    wanted[0] = 1;
    wanted[10] = 2;
    wanted[29] = 1;
    assertArrayEquals(wanted, counts);
    assertEquals(30, limits.length);
    assertEquals(2.0, limits[29]);
    for (int i = 1; i < limits.length; i++) {
      assertTrue(limits[i] > limits[i - 1], "limits grow");
    }

    Message picture = value(events.get(3)).message(4);
    assertEquals(2L, picture.only(1));
    assertEquals(3L, picture.only(2));
    assertEquals(3L, picture.only(3));
    BufferedImage read = ImageIO.read(new ByteArrayInputStream((byte[]) picture.only(4)));
    assertEquals(0xFF102030, read.getRGB(2, 1));
    assertEquals(1L << 40, events.get(4).only(2));
    assertEquals(Float.NaN, value(events.get(4)).only(2));
  }

  @Test
  void histogramsOfOneValueAndOfNone() throws IOException {
    EventFile file = EventFile.in(directory, CLOCK);
    file.histogram("bias", new float[] {3, 3}, 1);
    Message histogram = value(events(file.file()).get(1)).message(5);
    double[] counts = histogram.doubles(7);
    assertEquals(2, counts[counts.length - 1]);
    file.histogram("nothing", new float[0], 2);
    assertFalse(value(events(file.file()).get(2)).fields().containsKey(5), "nothing to show");
  }

  @Test
  void aTrainingWritesWhatItDoes() throws IOException {
    SmallNet net = SmallNet.init(1);
    List<EpochLog> log =
        Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 0.1))
            .module(net)
            .epochs(2)
            .batch(4)
            .callback(TensorBoard.in(directory).every(2).histograms())
            .fit(SmallNet.circles(12, 1), SmallNet.circles(8, 2));
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.toList();
    }
    assertEquals(1, files.size());
    Map<String, List<Long>> steps = new TreeMap<>();
    double last = 0;
    for (Message event : events(files.getFirst()).stream().skip(1).toList()) {
      String tag = value(event).text(1);
      steps.computeIfAbsent(tag, _ -> new ArrayList<>()).add((Long) event.only(2));
      last = tag.equals("epoch/loss") ? (Float) value(event).only(2) : last;
    }
    assertEquals((float) log.getLast().trainLoss(), last);
    assertEquals(List.of(2L, 4L, 6L), steps.get("batch/loss"));
    assertEquals(List.of(2L, 4L, 6L), steps.get("batch/learning_rate"));
    assertEquals(List.of(3L, 6L), steps.get("epoch/valid_loss"));
    assertEquals(List.of(3L, 6L), steps.get("hidden.weight"));
    assertEquals(8, steps.size());
  }
}
