// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Copies the bodies of the vector formulas into an emitted class, in place of the calls.
///
/// HotSpot's C2 stops inlining calls once a method has grown to 18,000 nodes, and one operation of
/// the Vector API costs about 400 of them. A call that is not inlined passes its vectors in
/// objects, ten times slower. The Vector API's own methods are exempt, so a kernel that holds the
/// operations itself has no such limit (measured: 400 fused multiply-adds in one loop, no
/// allocation).
///
/// What is copied: methods of [VectorF32Math], [VectorFormulas] and [VectorHalves] that return a
/// vector.
final class FormulaInliner {
  /// HotSpot compiles no method of 8,000 bytes or more.
  private static final int MAX_CODE = 7900;

  private static final List<String> FORMULAS =
      List.of("VectorF32Math", "VectorFormulas", "VectorHalves");

  private FormulaInliner() {}

  /// The same class without calls to formulas. Returned as it was where a method would become too
  /// large to be compiled.
  static byte[] inline(byte[] classBytes) {
    ClassFile classFile = ClassFile.of();
    byte[] inlined =
        classFile.transformClass(
            classFile.parse(classBytes),
            (type, element) -> {
              if (element instanceof MethodModel method && method.code().isPresent()) {
                int locals = maxLocals(method);
                type.transformMethod(
                    method,
                    MethodTransform.transformingCode(
                        (code, instruction) -> copy(code, instruction, locals)));
              } else {
                type.with(element);
              }
            });
    boolean compilable =
        classFile.parse(inlined).methods().stream()
            .allMatch(m -> m.code().isEmpty() || codeLength(m) <= MAX_CODE);
    return compilable ? inlined : classBytes;
  }

  private static void copy(CodeBuilder code, CodeElement element, int locals) {
    if (element instanceof InvokeInstruction call && call.opcode() == Opcode.INVOKESTATIC) {
      MethodModel body = Bodies.BY_NAME.get(key(call));
      if (body != null) {
        splice(code, body, locals);
        return;
      }
    }
    code.with(element);
  }

  /// Emits the body of a static method whose arguments are on the stack; leaves its result there.
  ///
  /// @param base the first local variable that the body may use
  private static void splice(CodeBuilder code, MethodModel method, int base) {
    popArguments(code, method, base);
    Map<Label, Label> labels = new HashMap<>();
    UnaryOperator<Label> label = l -> labels.computeIfAbsent(l, _ -> code.newLabel());
    int locals = maxLocals(method);
    Label end = code.newLabel();
    for (CodeElement element : method.code().orElseThrow()) {
      switch (element) {
        case LoadInstruction load -> code.loadLocal(load.typeKind(), base + load.slot());
        case StoreInstruction store -> code.storeLocal(store.typeKind(), base + store.slot());
        case IncrementInstruction i -> code.iinc(base + i.slot(), i.constant());
        case BranchInstruction b -> code.branch(b.opcode(), label.apply(b.target()));
        case LabelTarget target -> code.labelBinding(label.apply(target.label()));
        case ReturnInstruction _ -> code.goto_(end);
        case Instruction other -> copy(code, other, base + locals);
        default -> {
          // Line numbers and variable names describe the method that was copied.
        }
      }
    }
    code.labelBinding(end);
  }

  private static void popArguments(CodeBuilder code, MethodModel method, int base) {
    List<ClassDesc> parameters = method.methodTypeSymbol().parameterList();
    List<Integer> slots = new ArrayList<>();
    int slot = base;
    for (ClassDesc parameter : parameters) {
      slots.add(slot);
      slot += TypeKind.from(parameter).slotSize();
    }
    for (int i = parameters.size() - 1; i >= 0; i--) {
      code.storeLocal(TypeKind.from(parameters.get(i)), slots.get(i));
    }
  }

  private static int maxLocals(MethodModel method) {
    return attribute(method).maxLocals();
  }

  private static int codeLength(MethodModel method) {
    return attribute(method).codeLength();
  }

  private static CodeAttribute attribute(MethodModel method) {
    return (CodeAttribute) method.code().orElseThrow();
  }

  private static String key(InvokeInstruction call) {
    String owner = call.owner().asSymbol().displayName();
    return owner + "." + call.name().stringValue() + call.type().stringValue();
  }

  private static final class Bodies {
    static final Map<String, MethodModel> BY_NAME = read();

    private static Map<String, MethodModel> read() {
      Map<String, MethodModel> bodies = new HashMap<>();
      for (String owner : FORMULAS) {
        for (MethodModel method : parse(owner).methods()) {
          String type = method.methodType().stringValue();
          if (type.contains(")Ljdk/incubator/vector/")) {
            bodies.put(owner + "." + method.methodName().stringValue() + type, method);
          }
        }
      }
      return Map.copyOf(bodies);
    }

    private static ClassModel parse(String owner) {
      try (InputStream in = FormulaInliner.class.getResourceAsStream(owner + ".class")) {
        if (in == null) {
          throw new IllegalStateException("the class file of " + owner + " is missing");
        }
        return ClassFile.of().parse(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
