// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.AtomicFile;
import dev.navette.data.MalformedFileException;
import dev.navette.ir.DType;
import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// A trained model on disk: `NAME.safetensors` with its weights under their paths, which other
/// tools read too, and `NAME.json` with its [ModelCard].
///
/// Both files are written whole beside their places before the first takes its place, so that a
/// save that is killed leaves no half file. They carry the same digest of the weights: files that
/// do not belong together, and weights that were damaged, are refused.
///
/// ```java
/// ModelFile.save(Path.of("model"), card, mlp);
/// ModelFile.Loaded<Mlp> loaded = ModelFile.load(Path.of("model"), card -> Mlp.init(...));
/// ```
public final class ModelFile {
  private static final String WEIGHTS = ".safetensors";
  private static final String CARD = ".json";
  private static final String DIGEST = "navette.sha256";
  private static final String ALIAS = "navette.alias.";

  private ModelFile() {}

  /// A model that was read.
  ///
  /// @param card what it is
  /// @param model the model, with the bits that were saved
  public record Loaded<M extends Module>(ModelCard card, M model) {}

  /// The file with the weights.
  ///
  /// @param name the path without an ending, or either of the two files
  /// @return `NAME.safetensors`
  public static Path weights(Path name) {
    return sibling(name, WEIGHTS);
  }

  /// The file with the card.
  ///
  /// @param name the path without an ending, or either of the two files
  /// @return `NAME.json`
  public static Path card(Path name) {
    return sibling(name, CARD);
  }

  private static Path sibling(Path name, String ending) {
    Path file = name.getFileName();
    if (file == null) {
      throw new IllegalArgumentException("'" + name + "' names no file");
    }
    String text = file.toString();
    for (String known : List.of(WEIGHTS, CARD)) {
      if (text.endsWith(known)) {
        text = text.substring(0, text.length() - known.length());
        break;
      }
    }
    return name.resolveSibling(text + ending);
  }

  /// Saves a model, replacing an older one.
  ///
  /// @param name the path without an ending, or either of the two files; its directory must exist
  /// @param card what the model is
  /// @param model where the weights are
  /// @throws IOException if it cannot be saved; an older one then stays
  public static void save(Path name, ModelCard card, Module model) throws IOException {
    Map<String, SafetensorsEntry> tensors = new LinkedHashMap<>();
    model.snapshot().forEach((path, value) -> tensors.put(path, entry(value)));
    String digest = digest(tensors);
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(DIGEST, digest);
    model.aliases().forEach((alias, path) -> metadata.put(ALIAS + alias, path));
    byte[] json = ModelCardJson.write(card, digest);
    // The card is on the disk, but not yet in its place, when the weights are written; they take
    // their places one right after the other.
    AtomicFile.write(
        card(name),
        out -> {
          out.write(json);
          out.flush();
          Safetensors.write(weights(name), tensors, metadata);
        });
  }

  /// Reads the card alone.
  ///
  /// @param name the path without an ending, or either of the two files
  /// @return what the model is
  /// @throws MalformedFileException if the file is not a model card; the message says where and why
  /// @throws IOException if it cannot be read
  public static ModelCard readCard(Path name) throws IOException {
    return parse(name).card();
  }

  /// Reads a model.
  ///
  /// @param name the path without an ending, or either of the two files
  /// @param build makes a model of the architecture on the card; its weights are then replaced
  /// @return the card and the model, with the bits that were saved
  /// @throws NoSuchFileException if one of the files is missing
  /// @throws MalformedFileException if a file is damaged or incomplete, the two do not belong
  ///   together, or the weights do not fit the architecture
  /// @throws IOException if a file cannot be read
  public static <M extends Module> Loaded<M> load(Path name, Function<ModelCard, M> build)
      throws IOException {
    requireBoth(name);
    ModelCardJson json = parse(name);
    ModelCard card = json.card();
    Path weights = weights(name);
    SafetensorsFile file = Safetensors.read(weights);
    checkDigest(weights, card(name), json.digest(), file);
    M model;
    try {
      model = build.apply(card);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(card(name).toString(), String.valueOf(e.getMessage()), e);
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (Map.Entry<String, SafetensorsEntry> entry : file.tensors().entrySet()) {
      values.put(entry.getKey(), tensor(weights, entry.getKey(), entry.getValue()));
    }
    try {
      model.load(values);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(
          weights.toString(), "the weights do not fit " + card(name) + ": " + e.getMessage(), e);
    }
    checkTypes(weights, model.variables(), values);
    return new Loaded<>(card, model);
  }

  private static void requireBoth(Path name) throws NoSuchFileException {
    boolean card = Files.isRegularFile(card(name));
    boolean weights = Files.isRegularFile(weights(name));
    if (!card || !weights) {
      Path missing = card ? weights(name) : card(name);
      throw new NoSuchFileException(
          missing
              + (card || weights
                  ? ": the file is missing; a model is two files, and only "
                      + (card ? card(name) : weights(name))
                      + " is there. Copy both, or train again"
                  : ": there is no such model (a model is a .json and a .safetensors file)"));
    }
  }

  private static ModelCardJson parse(Path name) throws IOException {
    Path file = card(name);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file + ": the file does not exist");
    }
    return ModelCardJson.parse(file.toString(), Files.readAllBytes(file));
  }

  private static void checkDigest(Path weights, Path card, String wanted, SafetensorsFile file)
      throws MalformedFileException {
    String stored = file.metadata().getOrDefault(DIGEST, "");
    if (!stored.equals(wanted)) {
      throw new MalformedFileException(
          weights.toString(),
          "these weights do not belong to "
              + card
              + ": the two files are from different trainings, or saving was interrupted; copy both"
              + " again, or train again");
    }
    if (!digest(file.tensors()).equals(stored)) {
      throw new MalformedFileException(
          weights.toString(),
          "the weights were changed after they were saved: their digest is not the one in the"
              + " file; copy it again, or train again");
    }
  }

  private static void checkTypes(
      Path weights, Map<String, Variable> variables, Map<String, Tensor> values)
      throws MalformedFileException {
    for (Map.Entry<String, Variable> entry : variables.entrySet()) {
      Tensor value = values.get(entry.getKey());
      DType wanted = entry.getValue().type().dtype();
      if (value != null && value.dtype() != wanted) {
        throw new MalformedFileException(
            weights.toString(),
            "'" + entry.getKey() + "' is " + value.dtype() + ", the model's is " + wanted);
      }
    }
  }

  private static SafetensorsEntry entry(Tensor value) {
    List<Long> shape = Arrays.stream(value.shape().toArray()).mapToObj(Long::valueOf).toList();
    return switch (value.dtype()) {
      case F32 -> SafetensorsEntry.ofFloats(shape, value.toFloatArray());
      case F64 -> SafetensorsEntry.ofDoubles(shape, value.toDoubleArray());
      case F16 -> SafetensorsEntry.ofHalves("F16", shape, value.toBits());
      case BF16 -> SafetensorsEntry.ofHalves("BF16", shape, value.toBits());
      case I64 -> SafetensorsEntry.ofLongs(shape, value.toLongArray());
      case I32 ->
          SafetensorsEntry.ofInts(
              shape, Arrays.stream(value.toLongArray()).mapToInt(Math::toIntExact).toArray());
      case U8, BOOL ->
          throw new IllegalArgumentException(
              "ModelFile.save: a variable is " + value.dtype() + "; use a float, i32 or i64");
    };
  }

  private static Tensor tensor(Path file, String name, SafetensorsEntry entry)
      throws MalformedFileException {
    int[] dims = entry.dims();
    return switch (entry.dtype()) {
      case "F32" -> Tensor.of(entry.toFloats(), dims);
      case "F64" -> Tensor.of(entry.toDoubles(), dims);
      case "F16" -> Tensor.ofBits(DType.F16, entry.toBits(), dims);
      case "BF16" -> Tensor.ofBits(DType.BF16, entry.toBits(), dims);
      case "I32" -> Tensor.of(entry.toInts(), dims);
      case "I64" -> Tensor.of(entry.toLongs(), dims);
      default ->
          throw new MalformedFileException(
              file.toString(), "'" + name + "' is " + entry.dtype() + ", which no model here has");
    };
  }

  // Over names, types, shapes and elements, in the order of the names.
  private static String digest(Map<String, SafetensorsEntry> tensors) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    new TreeMap<>(tensors)
        .forEach((name, entry) -> {
          sha.update(
              (name + "\n" + entry.dtype() + " " + entry.shape() + "\n")
                  .getBytes(StandardCharsets.UTF_8));
          ByteBuffer data = entry.data();
          sha.update(data);
        });
    return HexFormat.of().formatHex(sha.digest());
  }
}
