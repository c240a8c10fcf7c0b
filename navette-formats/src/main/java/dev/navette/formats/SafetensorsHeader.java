// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.MalformedFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON header of a safetensors file, checked against the length of the file.
///
/// @param tensors where each tensor lies, in the order of the header
/// @param metadata the texts under `__metadata__`
record SafetensorsHeader(Map<String, Place> tensors, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// What the header says of one tensor; offsets count from the end of the header.
  record Place(String dtype, List<Long> shape, long begin, long end) {}

  /// Reads and checks the header.
  ///
  /// @param source the file, for messages
  /// @param json the bytes of the header, without its length
  /// @param dataLength the number of bytes after the header
  static SafetensorsHeader parse(String source, byte[] json, long dataLength)
      throws MalformedFileException {
    ObjectNode root = readObject(source, json);
    Map<String, Place> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        metadata.putAll(metadata(source, field.getValue()));
      } else {
        tensors.put(field.getKey(), place(source, field.getKey(), field.getValue()));
      }
    }
    checkCoverage(source, tensors, Safetensors.LENGTH_BYTES + json.length, dataLength);
    return new SafetensorsHeader(tensors, metadata);
  }

  private static ObjectNode readObject(String source, byte[] json) throws MalformedFileException {
    if (json.length == 0 || json[0] != '{') {
      throw MalformedFileException.at(
          source,
          Safetensors.LENGTH_BYTES,
          "expected a JSON header that begins with '{'"
              + (json.length == 0 ? "" : ", found the byte 0x" + hex(json[0])));
    }
    try {
      if (JSON.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      long offset = location == null ? 0 : Math.max(0, location.getByteOffset());
      throw new MalformedFileException(
          source + ": byte " + (Safetensors.LENGTH_BYTES + offset),
          "the header is not valid JSON: " + e.getOriginalMessage(),
          e);
    }
    throw MalformedFileException.at(
        source, Safetensors.LENGTH_BYTES, "expected a JSON object as header");
  }

  private static String hex(byte value) {
    return Integer.toHexString(value & 0xFF);
  }

  private static Map<String, String> metadata(String source, JsonNode node)
      throws MalformedFileException {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (!node.isObject()) {
      throw new MalformedFileException(source, METADATA + " must be an object, found " + node);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isString()) {
        throw new MalformedFileException(
            source, METADATA + "." + field.getKey() + " must be a text, found " + field.getValue());
      }
      metadata.put(field.getKey(), field.getValue().stringValue());
    }
    return metadata;
  }

  private static Place place(String source, String name, JsonNode node)
      throws MalformedFileException {
    String where = "tensor '" + name + "': ";
    if (!node.isObject()) {
      throw new MalformedFileException(
          source, where + "expected an object with dtype, shape and data_offsets, found " + node);
    }
    JsonNode dtype = node.path("dtype");
    if (!dtype.isString() || !SafetensorsEntry.isKnown(dtype.stringValue())) {
      throw new MalformedFileException(
          source, where + "expected a known dtype, such as \"F32\", found " + shown(dtype));
    }
    List<Long> shape = longs(source, where + "shape", node.path("shape"));
    List<Long> offsets = longs(source, where + "data_offsets", node.path("data_offsets"));
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw new MalformedFileException(
          source, where + "expected data_offsets [begin, end] with begin <= end, found " + offsets);
    }
    long bytes;
    try {
      bytes = SafetensorsEntry.byteLength(dtype.stringValue(), shape);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(source, where + e.getMessage(), e);
    }
    long begin = offsets.get(0);
    long end = offsets.get(1);
    if (end - begin != bytes) {
      throw new MalformedFileException(
          source,
          where
              + dtype.stringValue()
              + " "
              + shape
              + " needs "
              + bytes
              + " bytes, data_offsets "
              + offsets
              + " give "
              + (end - begin));
    }
    if (bytes > Safetensors.MOST_TENSOR_BYTES) {
      throw new MalformedFileException(
          source, where + bytes + " bytes; tensors of 2 GiB or more cannot be read");
    }
    return new Place(dtype.stringValue(), shape, begin, end);
  }

  private static List<Long> longs(String source, String where, JsonNode node)
      throws MalformedFileException {
    List<Long> values = new ArrayList<>();
    boolean valid = node.isArray();
    for (JsonNode item : node) {
      valid = valid && item.isIntegralNumber() && item.canConvertToLong() && item.longValue() >= 0;
      values.add(valid ? item.longValue() : -1);
    }
    if (!valid) {
      throw new MalformedFileException(
          source, where + ": expected a list of whole numbers from 0, found " + shown(node));
    }
    return List.copyOf(values);
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }

  // The tensors must cover the data exactly: a gap could hide something, an overlap is a mistake.
  private static void checkCoverage(
      String source, Map<String, Place> tensors, long dataStart, long dataLength)
      throws MalformedFileException {
    List<Map.Entry<String, Place>> byPlace = new ArrayList<>(tensors.entrySet());
    byPlace.sort(
        Comparator.comparingLong((Map.Entry<String, Place> entry) -> entry.getValue().begin())
            .thenComparingLong(entry -> entry.getValue().end()));
    long covered = 0;
    String before = "the header";
    for (Map.Entry<String, Place> entry : byPlace) {
      Place place = entry.getValue();
      String name = "tensor '" + entry.getKey() + "'";
      if (place.end() > dataLength) {
        throw MalformedFileException.at(
            source,
            dataStart + dataLength,
            "the file is truncated: "
                + name
                + " ends at byte "
                + (dataStart + place.end())
                + ", the file has "
                + (dataStart + dataLength));
      }
      if (place.begin() != covered) {
        throw MalformedFileException.at(
            source,
            dataStart + place.begin(),
            (place.begin() < covered
                    ? name + " overlaps " + before
                    : "there is a gap between " + before + " and " + name)
                + "; expected it to begin at byte "
                + (dataStart + covered));
      }
      covered = place.end();
      before = name;
    }
    if (covered != dataLength) {
      throw MalformedFileException.at(
          source,
          dataStart + covered,
          "expected the end of the file after "
              + before
              + ", found "
              + (dataLength - covered)
              + " more bytes");
    }
  }
}
