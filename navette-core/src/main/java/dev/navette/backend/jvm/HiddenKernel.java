// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/// A hidden class with one method, `run`, that implements an interface of this package.
///
/// @param <T> the interface
/// @param type the interface
/// @param run the parameters of its method, which returns nothing
record HiddenKernel<T>(Class<T> type, MethodTypeDesc run) {

  /// The name of the class, for constants that it keeps in fields of its own.
  static ClassDesc named(String name) {
    return ClassDesc.of(HiddenKernel.class.getPackageName(), name);
  }

  /// Writes, loads and instantiates a class.
  ///
  /// @param body the method's code
  T emit(ClassDesc name, Consumer<CodeBuilder> body) {
    return emit(name, members -> {}, body);
  }

  /// The same with fields and whatever else the method needs.
  T emit(ClassDesc name, Consumer<ClassBuilder> members, Consumer<CodeBuilder> body) {
    byte[] bytes = ClassFile.of().build(name, built -> write(built, members, body));
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return type.cast(lookup.lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name.displayName(), e);
    }
  }

  private void write(
      ClassBuilder built, Consumer<ClassBuilder> members, Consumer<CodeBuilder> body) {
    built
        .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
        .withInterfaceSymbols(type.describeConstable().orElseThrow())
        .withMethodBody(
            ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, HiddenKernel::callObject)
        .withMethodBody("run", run, ClassFile.ACC_PUBLIC, body);
    members.accept(built);
  }

  private static void callObject(CodeBuilder code) {
    code.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
        .return_();
  }
}
