// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.MalformedFileException;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalTest {
  @TempDir Path directory;

  private static byte[] wav(int encoding, int channels, int bits, byte[] data) {
    ByteBuffer bytes = ByteBuffer.allocate(46 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(38 + data.length);
    bytes.put("WAVEjunk".getBytes(StandardCharsets.US_ASCII)).putInt(1).putShort((short) 0);
    bytes.position(12);
    bytes.put("fmt ".getBytes(StandardCharsets.US_ASCII)).putInt(18);
    bytes.putShort((short) encoding).putShort((short) channels).putInt(8000);
    bytes.putInt(0).putShort((short) 0).putShort((short) bits).putShort((short) 0);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return bytes.array();
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Path file = directory.resolve("a.wav");
    Sound sound = new Sound(new float[] {0, 0.5f, -1, 1, 2, 1 / 32768f}, 16000);
    WavFile.write(sound, file);
    assertEquals(
        new Sound(new float[] {0, 0.5f, -1, 32767 / 32768f, 32767 / 32768f, 1 / 32768f}, 16000),
        WavFile.read(file));
  }

  @Test
  void samplesOfAllSizes() throws IOException {
    assertArrayEquals(new float[] {-1, 0.5f}, samples(wav(1, 1, 8, new byte[] {0, (byte) 192})));
    assertArrayEquals(
        new float[] {-0.5f, 0.25f},
        samples(wav(1, 1, 24, new byte[] {0, 0, (byte) 192, 0, 0, 32})));
    assertArrayEquals(
        new float[] {-0.5f}, samples(wav(1, 1, 32, new byte[] {0, 0, 0, (byte) 192})));
    byte[] one = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.75f).array();
    assertArrayEquals(new float[] {0.75f}, samples(wav(3, 1, 32, one)));
    // Two channels become their mean.
    assertArrayEquals(new float[] {0.25f}, samples(wav(1, 2, 16, new byte[] {0, 64, 0, 0})));
  }

  private static float[] samples(byte[] content) throws IOException {
    return WavFile.parse("a.wav", content).samples();
  }

  @Test
  void whatIsNoSoundIsNamed() {
    byte[] good = wav(1, 1, 16, new byte[] {1, 2, 3, 4});
    assertEquals(
        "a.wav: byte 0: expected a WAV file, which begins with RIFF", problem(new byte[20]));
    assertEquals(
        "a.wav: byte 48: the file is truncated: the chunk 'data' has 4 bytes, of which 2 are there",
        problem(Arrays.copyOf(good, 48)));
    assertEquals(
        "a.wav: byte 38: expected a chunk 'data', found the end of the file",
        problem(Arrays.copyOf(good, 38)));
    assertEquals(
        "a.wav: byte 20: expected whole numbers of 8 to 32 bits or floating point of 32, found"
            + " encoding 2, 4 bits, 1 channels, 8000 samples a second; convert the file to 16 bits",
        problem(wav(2, 1, 4, new byte[0])));
  }

  private static String problem(byte[] content) {
    return assertThrows(MalformedFileException.class, () -> WavFile.parse("a.wav", content))
        .getMessage();
  }

  @Test
  void anyBytesAreReadOrRefused() {
    long seed = 8;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] content = wav(1, 1, 16, new byte[] {1, 2, 3, 4});
      for (int n = 0; n < 3; n++) {
        content[random.nextInt(content.length)] = (byte) random.nextInt(256);
      }
      try {
        WavFile.parse("a.wav", content);
      } catch (MalformedFileException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("a.wav: "), "seed " + seed);
      }
    }
  }

  @Test
  void theTransformIsTheDefinition() {
    Random random = new Random(3);
    float[] samples = new float[40];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
    Spectrogram spectrogram = new Spectrogram(16, 6);
    Tensor x = Tensor.of(samples, 2, 20);
    float[] real = spectrogram.real(x).toFloatArray();
    float[] imaginary = spectrogram.imaginary(x).toFloatArray();
    float[] power = spectrogram.power(x).toFloatArray();
    assertArrayEquals(new int[] {2, 1, 9}, spectrogram.power(x).shape().toArray());
    assertEquals(5, spectrogram.frames(40));
    for (int row = 0; row < 2; row++) {
      for (int k = 0; k < 9; k++) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < 16; n++) {
          double value = samples[row * 20 + n] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / 16));
          re += value * Math.cos(2 * Math.PI * k * n / 16);
          im -= value * Math.sin(2 * Math.PI * k * n / 16);
        }
        assertEquals(re, real[row * 9 + k], 1e-5);
        assertEquals(im, imaginary[row * 9 + k], 1e-5);
        assertEquals(re * re + im * im, power[row * 9 + k], 1e-4);
      }
    }
  }

  @Test
  void aToneIsInItsBand() {
    MelSpectrogram mel = MelSpectrogram.speech(8000);
    assertEquals(new Spectrogram(256, 80), mel.frames());
    float[] samples = new float[8000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * 1000 * i / 8000);
    }
    Tensor log = mel.log(Tensor.of(samples, 8000));
    assertArrayEquals(new int[] {97, 40}, log.shape().toArray());
    float[] first = Arrays.copyOf(log.toFloatArray(), 40);
    int loudest = 0;
    for (int band = 0; band < 40; band++) {
      loudest = first[band] > first[loudest] ? band : loudest;
    }
    // 1000 Hz are 1000 mel; the peaks lie 2146 / 41 = 52.3 mel apart.
    assertEquals(18, loudest);
    float silence = mel.log(Tensor.zeros(256)).toFloatArray()[0];
    assertEquals((float) Math.log(1e-10), silence, 1e-5);
    assertEquals(mel, MelSpectrogram.fromMap(mel.toMap()));
  }

  @Test
  void soundsHaveAFrameAtLeast() {
    assertEquals(
        "spectrogram: samples of shape (100) are shorter than a frame of 256; pad them with zeros"
            + " or use smaller frames",
        assertThrows(ShapeException.class, () -> MelSpectrogram.speech(8000).log(Tensor.zeros(100)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Spectrogram(7, 2));
  }
}
