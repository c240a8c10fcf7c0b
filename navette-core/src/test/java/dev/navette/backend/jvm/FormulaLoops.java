// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// One loop for each vector formula. Loaded as a hidden class with the width as class data, so that
/// the species is a constant, as it is in emitted kernels.
final class FormulaLoops implements FormulaLoop {
  private static final VectorSpecies<Float> S = species();

  private static VectorSpecies<Float> species() {
    try {
      int bits =
          MethodHandles.classData(
              MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Integer.class);
      return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public void run(String function, float[] x, float[] y) {
    switch (function) {
      case "exp" -> exp(x, y);
      case "expm1" -> expm1(x, y);
      case "log" -> log(x, y);
      case "log1p" -> log1p(x, y);
      case "sin" -> sin(x, y);
      case "cos" -> cos(x, y);
      case "tanh" -> tanh(x, y);
      case "sigmoid" -> sigmoid(x, y);
      case "erf" -> erf(x, y);
      default -> throw new IllegalArgumentException(function);
    }
  }

  private static void exp(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.exp(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void expm1(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.expm1(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void log(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.log(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void log1p(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.log1p(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void sin(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.sin(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void cos(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.cos(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void tanh(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.tanh(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void sigmoid(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.sigmoid(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }

  private static void erf(float[] x, float[] y) {
    for (int i = 0; i < x.length; i += S.length()) {
      VectorF32Math.erf(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
  }
}
