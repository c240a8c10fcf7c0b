// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes an ONNX model, field by field as [its schema](https://github.com/onnx/onnx) numbers them:
/// as much of the format as the nets here need.
final class Onnx {
  /// An encoded message of Protocol Buffers.
  private static final class Message {
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | BYTES);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.out.toByteArray());
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = 1;
  private static final int INTS = 7;
  private static final int INT = 2;

  private final Message graph = new Message().text(2, "net");

  /// A parameter that nodes name.
  Onnx parameter(String name, Tensor value) {
    float[] values = value.toFloatArray();
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    Message tensor = new Message();
    for (int extent : value.shape().toArray()) {
      tensor.number(1, extent);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
    return this;
  }

  /// An operation without settings.
  Onnx node(String operation, List<String> inputs, String output) {
    graph.message(1, operation(operation, inputs, output));
    return this;
  }

  /// An operation with a setting that is one number.
  Onnx node(String operation, List<String> inputs, String output, String setting, int value) {
    Message attribute = new Message().text(1, setting).number(3, value).number(20, INT);
    graph.message(1, operation(operation, inputs, output).message(5, attribute));
    return this;
  }

  /// Max pooling over squares that touch.
  Onnx maxPool(int size, String input, String output) {
    Message pool = operation("MaxPool", List.of(input), output);
    for (String setting : List.of("kernel_shape", "strides")) {
      Message attribute = new Message().text(1, setting).number(8, size).number(8, size);
      pool.message(5, attribute.number(20, INTS));
    }
    graph.message(1, pool);
    return this;
  }

  /// The model with its one input and one output.
  byte[] model(String input, int[] inputShape, String output, int[] outputShape) {
    graph.message(11, value(input, inputShape)).message(12, value(output, outputShape));
    return new Message()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new Message().number(2, OPSET))
        .out
        .toByteArray();
  }

  private static Message operation(String operation, List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(4, operation);
  }

  private static Message value(String name, int[] shape) {
    Message extents = new Message();
    for (int extent : shape) {
      extents.message(1, new Message().number(1, extent));
    }
    Message tensor = new Message().number(1, FLOAT).message(2, extents);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }
}
