// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.backend.math.F32Math;
import dev.navette.backend.math.F64Math;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/// Says what a [Program] means, one boxed element after another and nothing shared with the emitter
/// but the scalar functions. Elements are `Float`, `Double`, `Long`, or `Integer` (i32, u8, bool).
final class ProgramOracle {
  private final Program program;
  private final Object[] arrays;
  private final int[] at;
  private final Map<Instr, Object> row = new HashMap<>();

  private ProgramOracle(Program program, Object[] arrays, int[] at) {
    this.program = program;
    this.arrays = arrays;
    this.at = at;
  }

  static void run(Program program, Object[] arrays, int[] at, int n, int inner) {
    if (program.form() == Form.COLUMNS) {
      for (int c = 0; c < inner; c++) {
        new ProgramOracle(program, arrays, at).column(c, n);
      }
    } else {
      int[] moved = at.clone();
      for (int row = 0; row < inner; row++) {
        new ProgramOracle(program, arrays, moved).row(n);
        for (int k = 0; k < program.operands().size(); k++) {
          moved[k] += at[2 * program.operands().size() + k];
        }
      }
    }
  }

  private int stride(int k, boolean index) {
    Step step = program.operands().get(k).step();
    return step == Step.STRIDED || index
        ? at[program.operands().size() + k]
        : step == Step.UNIT ? 1 : 0;
  }

  private int down(int k) {
    return at[2 * program.operands().size() + k];
  }

  private void row(int n) {
    for (int p = 0; p < program.phases().size(); p++) {
      Phase phase = program.phases().get(p);
      Object[][] terms = new Object[phase.sums().size()][n];
      for (int i = 0; i < n; i++) {
        int element = i;
        Object[] values =
            evaluate(phase.body(), k -> at[k] + element * stride(k, isIndex(phase.body(), k)));
        for (Program.Store s : phase.stores()) {
          int k = s.operand();
          set(k, at[k] + i * stride(k, false), values[s.value()]);
        }
        for (int s = 0; s < terms.length; s++) {
          terms[s][i] = values[phase.sums().get(s).value()];
        }
      }
      for (int s = 0; s < terms.length; s++) {
        Accumulate sum = phase.sums().get(s);
        row.put(new Instr.Folded(p, s, sum.dtype()), foldPieces(sum, terms[s]));
      }
      Object[] after = evaluate(phase.after(), k -> at[k]);
      for (int v = 0; v < after.length; v++) {
        row.put(new Instr.Scalar(p, v, phase.after().get(v).dtype()), after[v]);
      }
      for (Program.Store s : phase.rowStores()) {
        set(s.operand(), at[s.operand()], after[s.value()]);
      }
    }
  }

  private void column(int c, int n) {
    Phase phase = program.phases().getFirst();
    Object[] sums = new Object[phase.sums().size()];
    for (int s = 0; s < sums.length; s++) {
      sums[s] = identity(phase.sums().get(s));
    }
    for (int i = 0; i < n; i++) {
      int d = i;
      Object[] values =
          evaluate(
              phase.body(), k -> at[k] + c * stride(k, isIndex(phase.body(), k)) + d * down(k));
      for (int s = 0; s < sums.length; s++) {
        sums[s] = combine(phase.sums().get(s), sums[s], values[phase.sums().get(s).value()]);
      }
    }
    for (int s = 0; s < sums.length; s++) {
      row.put(new Instr.Folded(0, s, phase.sums().get(s).dtype()), sums[s]);
    }
    Object[] after = evaluate(phase.after(), k -> at[k] + c * stride(k, false));
    for (Program.Store s : phase.rowStores()) {
      set(s.operand(), at[s.operand()] + c * stride(s.operand(), false), after[s.value()]);
    }
  }

  private static boolean isIndex(List<Instr> list, int k) {
    return list.stream().anyMatch(i -> i instanceof Instr.Index x && x.operand() == k);
  }

  private static Object foldPieces(Accumulate sum, Object[] terms) {
    Object total = identity(sum);
    for (int from = 0; from < terms.length; from += 32768) {
      int to = Math.min(from + 32768, terms.length);
      total = combine(sum, total, foldLanes(sum, Arrays.copyOfRange(terms, from, to)));
    }
    return total;
  }

  private static Object foldLanes(Accumulate sum, Object[] terms) {
    Object[] lanes = new Object[64];
    for (int l = 0; l < 64; l++) {
      lanes[l] = identity(sum);
    }
    for (int i = 0; i < terms.length; i++) {
      lanes[i % 64] = combine(sum, lanes[i % 64], terms[i]);
    }
    for (int s = 32; s > 0; s /= 2) {
      for (int l = 0; l < s; l++) {
        lanes[l] = combine(sum, lanes[l], lanes[l + s]);
      }
    }
    return lanes[0];
  }

  private static Object identity(Accumulate sum) {
    boolean max = sum.kind() == ReduceKind.MAX;
    return switch (sum.kind()) {
      case SUM -> of(0, sum.dtype());
      case PROD -> of(1, sum.dtype());
      case MAX, MIN ->
          switch (sum.dtype()) {
            case BOOL -> max ? 0 : 1;
            case U8 -> max ? 0 : 255;
            case I32 -> max ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            case I64 -> max ? Long.MIN_VALUE : Long.MAX_VALUE;
            case F16, BF16, F32 -> max ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
            case F64 -> max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
          };
    };
  }

  private static Object combine(Accumulate sum, Object a, Object b) {
    BinaryKind kind =
        switch (sum.kind()) {
          case SUM -> BinaryKind.ADD;
          case PROD -> BinaryKind.MUL;
          case MAX -> BinaryKind.MAX;
          case MIN -> BinaryKind.MIN;
        };
    return binary(kind, sum.dtype(), a, b);
  }

  private Object[] evaluate(List<Instr> list, IntUnaryOperator offset) {
    Object[] v = new Object[list.size()];
    for (int i = 0; i < v.length; i++) {
      Instr instr = list.get(i);
      DType type = instr.dtype();
      v[i] =
          switch (instr) {
            case Instr.Load l -> get(l.operand(), offset.applyAsInt(l.operand()));
            case Instr.Const c -> of(c.value(), type);
            case Instr.Index x -> of(offset.applyAsInt(x.operand()), type);
            case Instr.Unary u -> unary(u.kind(), type, v[u.a()]);
            case Instr.Polygamma p ->
                type == DType.F32
                    ? (Object) F32Math.polygamma(p.order(), (float) v[p.a()])
                    : (Object) F64Math.polygamma(p.order(), (double) v[p.a()]);
            case Instr.Binary b -> binary(b.kind(), type, v[b.a()], v[b.b()]);
            case Instr.Compare c -> compare(c, v[c.a()], v[c.b()]) ? 1 : 0;
            case Instr.Where w -> (int) v[w.a()] != 0 ? v[w.b()] : v[w.c()];
            case Instr.Cast c -> cast((Number) v[c.a()], type);
            case Instr.Bitcast b -> bitcast(v[b.a()], type);
            case Instr.Round r ->
                HalfFloat.decode(r.to(), HalfFloat.encode(r.to(), (float) v[r.a()]));
            case Instr.Folded _, Instr.Scalar _ -> row.get(instr);
          };
    }
    return v;
  }

  private static Object of(double value, DType type) {
    return switch (type) {
      case BOOL -> value != 0 ? 1 : 0;
      case U8, I32 -> (int) value;
      case I64 -> (long) value;
      case F16, BF16, F32 -> (float) value;
      case F64 -> value;
    };
  }

  private Object get(int k, int i) {
    return switch (arrays[k]) {
      case boolean[] a -> a[i] ? 1 : 0;
      case byte[] a -> a[i] & 0xFF;
      case int[] a -> a[i];
      case long[] a -> a[i];
      case float[] a -> a[i];
      case double[] a -> a[i];
      case short[] a -> HalfFloat.decode(program.operands().get(k).dtype(), a[i]);
      default -> throw new IllegalArgumentException(arrays[k].getClass().getName());
    };
  }

  private void set(int k, int i, Object value) {
    switch (arrays[k]) {
      case boolean[] a -> a[i] = (int) value != 0;
      case byte[] a -> a[i] = (byte) (int) value;
      case int[] a -> a[i] = (int) value;
      case long[] a -> a[i] = (long) value;
      case float[] a -> a[i] = (float) value;
      case double[] a -> a[i] = (double) value;
      case short[] a -> a[i] = HalfFloat.encode(program.operands().get(k).dtype(), (float) value);
      default -> throw new IllegalArgumentException(arrays[k].getClass().getName());
    }
  }

  private static Object cast(Number x, DType to) {
    return switch (to) {
      case BOOL -> x.doubleValue() != 0 || x instanceof Long l && l != 0 ? 1 : 0;
      case U8 -> (x instanceof Long l ? (int) (long) l : x.intValue()) & 0xFF;
      case I32 -> x.intValue();
      case I64 -> x.longValue();
      case F16, BF16, F32 -> x.floatValue();
      case F64 -> x.doubleValue();
    };
  }

  private static Object bitcast(Object x, DType to) {
    return switch (x) {
      case Float f when to == DType.I32 -> Float.floatToRawIntBits(f);
      case Integer i when to == DType.F32 -> Float.intBitsToFloat(i);
      case Double d when to == DType.I64 -> Double.doubleToRawLongBits(d);
      case Long l when to == DType.F64 -> Double.longBitsToDouble(l);
      default -> x;
    };
  }

  private static boolean compare(Instr.Compare c, Object a, Object b) {
    if (a instanceof Float x && b instanceof Float y) {
      return compare(c, (double) x, (double) y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      double p = x;
      double q = y;
      return switch (c.kind()) {
        case EQ -> p == q;
        case NE -> p != q;
        case LT -> p < q;
        case LE -> p <= q;
        case GT -> p > q;
        case GE -> p >= q;
      };
    }
    long p = ((Number) a).longValue();
    long q = ((Number) b).longValue();
    return switch (c.kind()) {
      case EQ -> p == q;
      case NE -> p != q;
      case LT -> p < q;
      case LE -> p <= q;
      case GT -> p > q;
      case GE -> p >= q;
    };
  }

  private static Object unary(UnaryKind kind, DType type, Object a) {
    if (a instanceof Float x) {
      float f = x;
      return switch (kind) {
        case NEG -> -f;
        case ABS -> Math.abs(f);
        case SIGN -> Math.signum(f);
        case FLOOR -> (float) Math.floor(f);
        case CEIL -> (float) Math.ceil(f);
        case ROUND -> (float) Math.rint(f);
        case RECIP -> 1f / f;
        case SQRT -> (float) Math.sqrt(f);
        default -> call(F32Math.class, kind.label(), float.class, x);
      };
    }
    if (a instanceof Double x) {
      double f = x;
      return switch (kind) {
        case NEG -> -f;
        case ABS -> Math.abs(f);
        case SIGN -> Math.signum(f);
        case FLOOR -> Math.floor(f);
        case CEIL -> Math.ceil(f);
        case ROUND -> Math.rint(f);
        case RECIP -> 1.0 / f;
        case SQRT -> Math.sqrt(f);
        default -> call(F64Math.class, kind.label(), double.class, x);
      };
    }
    long x = ((Number) a).longValue();
    long y =
        switch (kind) {
          case NEG -> -x;
          case ABS -> type == DType.I32 ? Math.abs((int) x) : Math.abs(x);
          case SIGN -> Long.signum(x);
          case NOT -> type == DType.BOOL ? 1 - x : ~x;
          default -> x;
        };
    return wrapped(y, type);
  }

  private static Object binary(BinaryKind kind, DType type, Object a, Object b) {
    if (a instanceof Float x && b instanceof Float y) {
      float p = x;
      float q = y;
      return switch (kind) {
        case ADD -> p + q;
        case SUB -> p - q;
        case MUL -> p * q;
        case DIV -> p / q;
        case MAX -> Math.max(p, q);
        case MIN -> Math.min(p, q);
        case MOD -> (p % q) * q < 0 ? p % q + q : p % q;
        default -> call(F32Math.class, kind.label(), float.class, x, y);
      };
    }
    if (a instanceof Double x && b instanceof Double y) {
      double p = x;
      double q = y;
      return switch (kind) {
        case ADD -> p + q;
        case SUB -> p - q;
        case MUL -> p * q;
        case DIV -> p / q;
        case MAX -> Math.max(p, q);
        case MIN -> Math.min(p, q);
        case MOD -> (p % q) * q < 0 ? p % q + q : p % q;
        default -> call(F64Math.class, kind.label(), double.class, x, y);
      };
    }
    long x = ((Number) a).longValue();
    long y = ((Number) b).longValue();
    boolean wide = type == DType.I64;
    long z =
        switch (kind) {
          case ADD -> x + y;
          case SUB -> x - y;
          case MUL -> x * y;
          case DIV -> x / y;
          case MOD -> Math.floorMod(x, y);
          case MAX -> Math.max(x, y);
          case MIN -> Math.min(x, y);
          case AND -> x & y;
          case OR -> x | y;
          case XOR -> x ^ y;
          case SHL -> wide ? x << y : (int) x << (int) y;
          case SHR -> wide ? x >>> y : (int) x >>> (int) y;
          default -> throw new IllegalArgumentException(kind + " of " + type);
        };
    return wrapped(z, type);
  }

  private static Object wrapped(long x, DType type) {
    return switch (type) {
      case BOOL -> (int) (x & 1);
      case U8 -> (int) (x & 0xFF);
      case I64 -> x;
      default -> (int) x;
    };
  }

  private static Object call(Class<?> owner, String name, Class<?> type, Object... arguments) {
    try {
      Class<?>[] types = new Class<?>[arguments.length];
      java.util.Arrays.fill(types, type);
      return owner.getMethod(name, types).invoke(null, arguments);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(owner + "." + name, e);
    }
  }
}
