// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named tensors as bytes: the number of tensors (int); for each its name (UTF), dtype (UTF), rank
/// (int), extents (int each) and elements, all big-endian.
final class TensorCodec {
  private TensorCodec() {}

  static void write(DataOutputStream out, Map<String, Tensor> tensors) throws IOException {
    out.writeInt(tensors.size());
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      out.writeUTF(entry.getKey());
      out.writeUTF(tensor.dtype().name());
      out.writeInt(tensor.rank());
      for (int extent : tensor.shape().toArray()) {
        out.writeInt(extent);
      }
      out.write(elements(tensor));
    }
  }

  static Map<String, Tensor> read(DataInputStream in) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      DType dtype = DType.valueOf(in.readUTF());
      int[] shape = new int[in.readInt()];
      int size = 1;
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = in.readInt();
        size *= shape[axis];
      }
      tensors.put(name, tensor(dtype, in.readNBytes(size * dtype.bytes()), size, shape));
    }
    return tensors;
  }

  private static byte[] elements(Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(tensor.size() * tensor.dtype().bytes());
    switch (tensor.dtype()) {
      case F32 -> bytes.asFloatBuffer().put(tensor.toFloatArray());
      case F64 -> bytes.asDoubleBuffer().put(tensor.toDoubleArray());
      case F16, BF16 -> bytes.asShortBuffer().put(tensor.toBits());
      case I64 -> bytes.asLongBuffer().put(tensor.toLongArray());
      case I32 -> {
        for (long element : tensor.toLongArray()) {
          bytes.putInt((int) element);
        }
      }
      case U8, BOOL -> {
        for (long element : tensor.toLongArray()) {
          bytes.put((byte) element);
        }
      }
    }
    return bytes.array();
  }

  private static Tensor tensor(DType dtype, byte[] elements, int size, int[] shape) {
    ByteBuffer bytes = ByteBuffer.wrap(elements);
    return switch (dtype) {
      case F32 -> {
        float[] values = new float[size];
        bytes.asFloatBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case F64 -> {
        double[] values = new double[size];
        bytes.asDoubleBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case F16, BF16 -> {
        short[] bits = new short[size];
        bytes.asShortBuffer().get(bits);
        yield Tensor.ofBits(dtype, bits, shape);
      }
      case I64 -> {
        long[] values = new long[size];
        bytes.asLongBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case I32 -> {
        int[] values = new int[size];
        bytes.asIntBuffer().get(values);
        yield Tensor.of(values, shape);
      }
      case U8 -> Tensor.of(elements, shape);
      case BOOL -> {
        boolean[] values = new boolean[size];
        for (int i = 0; i < size; i++) {
          values[i] = elements[i] != 0;
        }
        yield Tensor.of(values, shape);
      }
    };
  }
}
