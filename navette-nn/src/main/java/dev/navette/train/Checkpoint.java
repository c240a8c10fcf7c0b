// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.AtomicFile;
import dev.navette.tensor.RngState;
import dev.navette.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All there is of a training between two steps.
///
/// @param weights the model's variables, parameters and state alike, by path
/// @param optimizer its state by name
/// @param extra what callbacks and others keep, by name
/// @param rng where the streams of random numbers stand, by path
/// @param position how far it has come
/// @param epoch what the epoch under way has gathered
/// @param history the epochs that are done
public record Checkpoint(
    Map<String, Tensor> weights,
    Map<String, Tensor> optimizer,
    Map<String, Tensor> extra,
    Map<String, RngState> rng,
    Position position,
    EpochSoFar epoch,
    List<EpochLog> history) {

  /// How far a training has come.
  ///
  /// @param epoch the epoch under way, counted from 1
  /// @param batch batches of it that were learnt from
  /// @param step steps in all
  /// @param updates the optimizer's step count
  /// @param learningRate of the latest step
  /// @param data what the batches come from, in words
  public record Position(
      int epoch, long batch, long step, long updates, double learningRate, String data) {}

  /// What an epoch has gathered.
  ///
  /// @param lossSum losses times rows
  /// @param rows rows so far
  /// @param seconds wall time so far
  /// @param outputs what metrics were given, to be given again
  public record EpochSoFar(double lossSum, long rows, double seconds, List<Outputs> outputs) {}

  /// What metrics were given of a batch.
  ///
  /// @param values outputs, row-major
  /// @param width outputs a row
  /// @param targets classes or values
  public record Outputs(float[] values, int width, double[] targets) {}

  /// Reads a checkpoint.
  ///
  /// @throws IOException if the file cannot be read or is no whole checkpoint; the message says why
  public static Checkpoint read(Path file) throws IOException {
    Map<String, byte[]> sections = SectionFile.read(file);
    DataInputStream clock = section(sections, "clock", file);
    DataInputStream history = section(sections, "history", file);
    List<EpochLog> logs = new ArrayList<>();
    for (int i = history.readInt(); i > 0; i--) {
      logs.add(
          new EpochLog(
              history.readInt(),
              history.readDouble(),
              values(history),
              history.readDouble(),
              values(history),
              clock.readDouble()));
    }
    DataInputStream rng = section(sections, "rng", file);
    Map<String, RngState> states = new TreeMap<>();
    for (int i = rng.readInt(); i > 0; i--) {
      states.put(rng.readUTF(), new RngState(rng.readLong(), rng.readLong()));
    }
    DataInputStream at = section(sections, "position", file);
    Position position =
        new Position(
            at.readInt(),
            at.readLong(),
            at.readLong(),
            at.readLong(),
            at.readDouble(),
            at.readUTF());
    DataInputStream epoch = section(sections, "epoch", file);
    double sum = epoch.readDouble();
    long rows = epoch.readLong();
    List<Outputs> outputs = new ArrayList<>();
    for (int i = epoch.readInt(); i > 0; i--) {
      int width = epoch.readInt();
      Map<String, Tensor> both = TensorCodec.read(epoch);
      outputs.add(
          new Outputs(
              tensor(both, "outputs").toFloatArray(),
              width,
              tensor(both, "targets").toDoubleArray()));
    }
    return new Checkpoint(
        TensorCodec.read(section(sections, "weights", file)),
        TensorCodec.read(section(sections, "optimizer", file)),
        TensorCodec.read(section(sections, "extra", file)),
        states,
        position,
        new EpochSoFar(sum, rows, clock.readDouble(), outputs),
        logs);
  }

  private static DataInputStream section(Map<String, byte[]> sections, String name, Path file)
      throws IOException {
    byte[] bytes = sections.get(name);
    if (bytes == null) {
      throw new IOException(file.getFileName() + ": section '" + name + "' is missing");
    }
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) throws IOException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IOException("'" + name + "' is missing");
    }
    return tensor;
  }

  private static Map<String, Double> values(DataInputStream in) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      values.put(in.readUTF(), in.readDouble());
    }
    return values;
  }

  /// Saves it: the file is there as a whole or not at all.
  ///
  /// @throws IOException if it cannot be saved; the message says why
  public void write(Path file) throws IOException {
    Map<String, byte[]> sections = sections();
    AtomicFile.write(file, out -> SectionFile.write(out, sections));
  }

  /// The sections of the file. All but `clock`, which holds wall times, are the same bytes for the
  /// same training.
  Map<String, byte[]> sections() throws IOException {
    Map<String, byte[]> sections = new LinkedHashMap<>();
    sections.put(
        "position",
        bytes(out -> {
          out.writeInt(position.epoch);
          out.writeLong(position.batch);
          out.writeLong(position.step);
          out.writeLong(position.updates);
          out.writeDouble(position.learningRate);
          out.writeUTF(position.data);
        }));
    sections.put("weights", bytes(out -> TensorCodec.write(out, weights)));
    sections.put("optimizer", bytes(out -> TensorCodec.write(out, optimizer)));
    sections.put("extra", bytes(out -> TensorCodec.write(out, extra)));
    sections.put(
        "rng",
        bytes(out -> {
          out.writeInt(rng.size());
          for (Map.Entry<String, RngState> entry : new TreeMap<>(rng).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().key());
            out.writeLong(entry.getValue().counter());
          }
        }));
    sections.put(
        "epoch",
        bytes(out -> {
          out.writeDouble(epoch.lossSum);
          out.writeLong(epoch.rows);
          out.writeInt(epoch.outputs.size());
          for (Outputs outputs : epoch.outputs) {
            out.writeInt(outputs.width);
            Map<String, Tensor> both = new LinkedHashMap<>();
            both.put("outputs", Tensor.of(outputs.values, outputs.values.length));
            both.put("targets", Tensor.of(outputs.targets, outputs.targets.length));
            TensorCodec.write(out, both);
          }
        }));
    sections.put(
        "history",
        bytes(out -> {
          out.writeInt(history.size());
          for (EpochLog log : history) {
            out.writeInt(log.epoch());
            out.writeDouble(log.trainLoss());
            write(out, log.trainMetrics());
            out.writeDouble(log.validLoss());
            write(out, log.validMetrics());
          }
        }));
    sections.put(
        "clock",
        bytes(out -> {
          for (EpochLog log : history) {
            out.writeDouble(log.seconds());
          }
          out.writeDouble(epoch.seconds);
        }));
    return sections;
  }

  private static void write(DataOutputStream out, Map<String, Double> values) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, Double> value : values.entrySet()) {
      out.writeUTF(value.getKey());
      out.writeDouble(value.getValue());
    }
  }

  /// Writes the content of a section.
  @FunctionalInterface
  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
