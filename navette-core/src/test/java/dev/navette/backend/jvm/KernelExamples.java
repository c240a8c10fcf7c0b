// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Operand;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.backend.jvm.Program.Store;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import java.util.ArrayList;
import java.util.List;

/// Programs that training steps consist of, f32.
final class KernelExamples {
  private final List<Operand> operands = new ArrayList<>();
  private final List<Instr> body = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();
  private final List<Accumulate> sums = new ArrayList<>();
  private final List<Instr> after = new ArrayList<>();
  private final List<Store> rowStores = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();
  private List<Instr> list = body;

  private int operand(Step step, DType dtype, boolean stored) {
    operands.add(new Operand(dtype, step, stored));
    return operands.size() - 1;
  }

  private int add(Instr instr) {
    list.add(instr);
    return list.size() - 1;
  }

  private int load(int operand) {
    return add(new Instr.Load(operand, operands.get(operand).dtype()));
  }

  private int load(Step step) {
    return load(operand(step, DType.F32, false));
  }

  private int value(double v) {
    return add(new Instr.Const(v, DType.F32));
  }

  private int op(BinaryKind kind, int a, int b) {
    return add(new Instr.Binary(kind, a, b, list.get(a).dtype()));
  }

  private int op(UnaryKind kind, int a) {
    return add(new Instr.Unary(kind, a, list.get(a).dtype()));
  }

  private int mul(int a, int b) {
    return op(BinaryKind.MUL, a, b);
  }

  private int plus(int a, int b) {
    return op(BinaryKind.ADD, a, b);
  }

  private int minus(int a, int b) {
    return op(BinaryKind.SUB, a, b);
  }

  private void store(int value) {
    stores.add(new Store(operand(Step.UNIT, list.get(value).dtype(), true), value));
  }

  private void phase() {
    phases.add(
        new Phase(
            List.copyOf(body),
            List.copyOf(stores),
            List.copyOf(sums),
            List.copyOf(after),
            List.copyOf(rowStores)));
    body.clear();
    stores.clear();
    sums.clear();
    after.clear();
    rowStores.clear();
    list = body;
  }

  private Program program(Form form) {
    phase();
    return new Program(form, List.copyOf(operands), List.copyOf(phases));
  }

  /// p, g, m, v in place; the rate and the two corrections are operands.
  static Program adam() {
    KernelExamples e = new KernelExamples();
    int p = e.operand(Step.UNIT, DType.F32, true);
    int m = e.operand(Step.UNIT, DType.F32, true);
    int v = e.operand(Step.UNIT, DType.F32, true);
    int g = e.load(Step.UNIT);
    int rate = e.load(Step.FIXED);
    int correct1 = e.load(Step.FIXED);
    int correct2 = e.load(Step.FIXED);
    int m1 = e.plus(e.mul(e.load(m), e.value(0.9)), e.mul(g, e.value(0.1)));
    int v1 = e.plus(e.mul(e.load(v), e.value(0.999)), e.mul(e.mul(g, g), e.value(0.001)));
    int mHat = e.op(BinaryKind.DIV, m1, correct1);
    int vHat = e.op(BinaryKind.DIV, v1, correct2);
    int root = e.plus(e.op(UnaryKind.SQRT, vHat), e.value(1e-8));
    int p1 = e.minus(e.load(p), e.mul(rate, e.op(BinaryKind.DIV, mHat, root)));
    e.stores.add(new Store(m, m1));
    e.stores.add(new Store(v, v1));
    e.stores.add(new Store(p, p1));
    return e.program(Form.MAP);
  }

  /// x + bias, then GELU in its tanh form.
  static Program biasGelu() {
    KernelExamples e = new KernelExamples();
    int x = e.plus(e.load(Step.UNIT), e.load(Step.UNIT));
    int cube = e.mul(e.mul(x, x), x);
    int inner = e.mul(e.plus(x, e.mul(cube, e.value(0.044715))), e.value(0.7978845608));
    int t = e.plus(e.op(UnaryKind.TANH, inner), e.value(1));
    e.store(e.mul(e.mul(x, e.value(0.5)), t));
    return e.program(Form.MAP);
  }

  static Program biasRelu() {
    KernelExamples e = new KernelExamples();
    int x = e.plus(e.load(Step.UNIT), e.load(Step.UNIT));
    e.store(e.op(BinaryKind.MAX, x, e.value(0)));
    return e.program(Form.MAP);
  }

  static Program reluGradient() {
    KernelExamples e = new KernelExamples();
    int x = e.load(Step.UNIT);
    int g = e.load(Step.UNIT);
    int positive = e.add(new Instr.Compare(CompareKind.GT, x, e.value(0), DType.BOOL));
    e.store(e.add(new Instr.Where(positive, g, e.value(0), DType.F32)));
    return e.program(Form.MAP);
  }

  /// Keeps an element with probability 0.9, by a random word each.
  static Program dropout() {
    KernelExamples e = new KernelExamples();
    int words = e.operand(Step.UNIT, DType.I32, false);
    int bits = e.add(new Instr.Load(words, DType.I32));
    int eight = e.add(new Instr.Const(8, DType.I32));
    int top = e.add(new Instr.Binary(BinaryKind.SHR, bits, eight, DType.I32));
    int u = e.mul(e.add(new Instr.Cast(top, DType.F32)), e.value(0x1p-24));
    int keep = e.add(new Instr.Compare(CompareKind.LT, u, e.value(0.9), DType.BOOL));
    int scaled = e.mul(e.load(Step.UNIT), e.value(1 / 0.9));
    e.store(e.add(new Instr.Where(keep, scaled, e.value(0), DType.F32)));
    return e.program(Form.MAP);
  }

  static Program softmax() {
    KernelExamples e = new KernelExamples();
    int x = e.operand(Step.UNIT, DType.F32, false);
    int y = e.operand(Step.UNIT, DType.F32, true);
    e.sums.add(new Accumulate(ReduceKind.MAX, e.load(x), DType.F32));
    e.phase();
    int max = e.add(new Instr.Folded(0, 0, DType.F32));
    int exp = e.op(UnaryKind.EXP, e.minus(e.load(x), max));
    e.stores.add(new Store(y, exp));
    e.sums.add(new Accumulate(ReduceKind.SUM, exp, DType.F32));
    e.phase();
    int sum = e.add(new Instr.Folded(1, 0, DType.F32));
    e.stores.add(new Store(y, e.op(BinaryKind.DIV, e.load(y), sum)));
    return e.program(Form.ROWS);
  }

  static Program rowSum() {
    KernelExamples e = new KernelExamples();
    e.sums.add(new Accumulate(ReduceKind.SUM, e.load(Step.UNIT), DType.F32));
    int out = e.operand(Step.UNIT, DType.F32, true);
    e.after.add(new Instr.Folded(0, 0, DType.F32));
    e.rowStores.add(new Store(out, 0));
    return e.program(Form.ROWS);
  }

  /// The largest and the smallest element of each row.
  static Program extremes() {
    KernelExamples e = new KernelExamples();
    int x = e.load(Step.UNIT);
    int sum = 0;
    for (ReduceKind kind : List.of(ReduceKind.MAX, ReduceKind.MIN)) {
      e.sums.add(new Accumulate(kind, x, DType.F32));
      e.after.add(new Instr.Folded(0, sum, DType.F32));
      e.rowStores.add(new Store(e.operand(Step.UNIT, DType.F32, true), sum++));
    }
    return e.program(Form.ROWS);
  }

  static Program columnSum() {
    KernelExamples e = new KernelExamples();
    e.sums.add(new Accumulate(ReduceKind.SUM, e.load(Step.UNIT), DType.F32));
    int out = e.operand(Step.UNIT, DType.F32, true);
    e.after.add(new Instr.Folded(0, 0, DType.F32));
    e.rowStores.add(new Store(out, 0));
    return e.program(Form.COLUMNS);
  }

  /// A long chain of cheap and costly functions, each value used again much later.
  static Program chain(int length) {
    KernelExamples e = new KernelExamples();
    int x = e.load(Step.UNIT);
    for (int i = 0; i < length; i++) {
      int back = Math.max(0, e.list.size() - 1 - 7 * (i % 11));
      x = e.plus(e.mul(x, e.value(0.5)), back);
      if (i % 8 == 0) {
        x = e.op(i % 16 == 0 ? UnaryKind.TANH : UnaryKind.EXP, e.op(UnaryKind.SIN, x));
      }
    }
    e.store(x);
    return e.program(Form.MAP);
  }
}
