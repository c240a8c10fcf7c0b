// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.navette.ir.DType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The floors of the house: a lower floor never imports an upper one.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.navette");

  /// A package of the core and the packages of ours that it may import beside itself.
  record Floor(String name, List<String> below) {
    Floor(String name, String... below) {
      this(name, List.of(below));
    }

    @Override
    public String toString() {
      return name + " -> " + below;
    }
  }

  static Stream<Floor> floors() {
    return Stream.of(
        new Floor("ir"),
        new Floor("memory", "ir"),
        new Floor("backend", "ir", "memory"),
        new Floor("backend.math", "ir"),
        new Floor("backend.reference", "ir", "memory", "backend", "backend.math"),
        new Floor("backend.jvm", "ir", "memory", "backend", "backend.math"),
        new Floor("grad", "ir"),
        new Floor("plan", "ir", "memory", "backend"),
        new Floor("tensor", "ir", "memory", "backend", "backend.math", "grad", "plan"),
        new Floor("distribution", "ir", "tensor"),
        new Floor("linalg", "ir", "tensor"));
  }

  @ParameterizedTest
  @MethodSource("floors")
  void importsOnlyWhatLiesBelow(Floor floor) {
    String self = "dev.navette." + floor.name();
    String[] allowed =
        Stream.concat(Stream.of(self), floor.below().stream().map(name -> "dev.navette." + name))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(self)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.navette..").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /// Backends are found as services, so nothing of a plan can reach the interpreter but by choosing
  /// it for the whole plan.
  @Test
  void noOperationOfAnotherBackendRunsOnTheInterpreter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.navette.backend.reference")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.navette.backend.reference")
        .check(CLASSES);
  }

  @Test
  void everyPackageOfTheCoreIsAFloor() {
    String[] known = floors().map(floor -> "dev.navette." + floor.name()).toArray(String[]::new);
    classes()
        .that(belongToTheCore())
        .should()
        .resideInAnyPackage(known)
        .because("a new package of the core needs a line in floors()")
        .check(CLASSES);
  }

  @Test
  void noPackageImportsItselfThroughAnother() {
    slices()
        .matching("dev.navette.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theVectorApiStaysInTheJvmBackend() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.navette.backend.jvm")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(CLASSES);
  }

  @Test
  void theCoreNeedsNothingButTheJdk() {
    classes()
        .that(belongToTheCore())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "jdk.incubator.vector..", "org.jspecify.annotations..", "dev.navette..")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassDoes() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
        .because("the name should tell the job, not that there is one")
        .check(CLASSES);
  }

  @Test
  void theClassesAreFound() {
    assertFalse(CLASSES.that(belongToTheCore()).isEmpty());
  }

  private static DescribedPredicate<JavaClass> belongToTheCore() {
    String core = DType.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return DescribedPredicate.describe(
        "belong to navette-core",
        type ->
            type.getSource()
                .map(source -> source.getUri().toString().contains(core))
                .orElse(false));
  }
}
