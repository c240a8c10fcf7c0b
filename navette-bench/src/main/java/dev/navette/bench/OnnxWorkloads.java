// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Inference of the nets in ONNX Runtime.
final class OnnxWorkloads {
  private static final int CLASSES = 10;

  private OnnxWorkloads() {}

  static List<Workload> all() {
    return List.of(net("mlp-infer-128", 128), net("mlp-infer-1", 1), net("cnn-infer-1", 1));
  }

  private static Workload net(String name, int batch) {
    return new Workload(
        name,
        Group.NETS,
        Peer.ONNX_RUNTIME,
        () ->
            name.startsWith("mlp")
                ? NetWorkloads.mlpInference(batch, (net, x) -> side(dense(net, batch), x))
                : NetWorkloads.cnnInference(batch, (net, x) -> side(cnn(net, batch), x)));
  }

  private static byte[] dense(Nets.Dense net, int batch) {
    Onnx onnx = parameters(net.parameters());
    int layers = net.layers().size();
    String h = "x";
    for (int i = 0; i < layers; i++) {
      h = linear(onnx, h, 2 * i, i + 1 == layers ? "y" : "");
    }
    return onnx.model("x", new int[] {batch, 784}, "y", new int[] {batch, CLASSES});
  }

  private static byte[] cnn(Nets.Cnn net, int batch) {
    Onnx onnx = parameters(net.parameters());
    onnx.node("Conv", List.of("x", "p0", "p1"), "c1").node("Relu", List.of("c1"), "r1");
    onnx.node("Conv", List.of("r1", "p2", "p3"), "c2").node("Relu", List.of("c2"), "r2");
    onnx.maxPool(2, "r2", "pooled").node("Flatten", List.of("pooled"), "flat", "axis", 1);
    linear(onnx, linear(onnx, "flat", 4, ""), 6, "y");
    return onnx.model("x", new int[] {batch, 1, 28, 28}, "y", new int[] {batch, CLASSES});
  }

  private static Onnx parameters(List<Variable> parameters) {
    Onnx onnx = new Onnx();
    for (int i = 0; i < parameters.size(); i++) {
      onnx.parameter("p" + i, parameters.get(i).value());
    }
    return onnx;
  }

  /// A linear layer, and ReLU unless its output has a name: then it is the last.
  private static String linear(Onnx onnx, String input, int parameter, String last) {
    String sum = last.isEmpty() ? "sum" + parameter : last;
    List<String> inputs = List.of(input, "p" + parameter, "p" + (parameter + 1));
    onnx.node("Gemm", inputs, sum, "transB", 1);
    if (!last.isEmpty()) {
      return last;
    }
    onnx.node("Relu", List.of(sum), "relu" + parameter);
    return "relu" + parameter;
  }

  /// Runs the model with its best settings: all rewrites, its own threads, outputs in memory that
  /// is there already.
  private static Side side(byte[] model, Tensor x) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(Integer.getInteger("navette.threads", 1));
      OrtSession session = environment.createSession(model, options);
      FloatBuffer values = floats(x.size());
      values.put(x.toFloatArray()).rewind();
      long[] shape = Arrays.stream(x.shape().toArray()).asLongStream().toArray();
      Map<String, OnnxTensor> inputs =
          Map.of("x", OnnxTensor.createTensor(environment, values, shape));
      FloatBuffer outputs = floats(x.dim(0) * CLASSES);
      Map<String, OnnxTensor> results =
          Map.of(
              "y", OnnxTensor.createTensor(environment, outputs, new long[] {x.dim(0), CLASSES}));
      return new Side() {
        private final float[] read = new float[outputs.capacity()];

        @Override
        public void run() {
          try (OrtSession.Result _ = session.run(inputs, results)) {
            outputs.get(0, read);
          } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed", e);
          }
        }

        @Override
        public float[] result() {
          return read;
        }
      };
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not take the model", e);
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
