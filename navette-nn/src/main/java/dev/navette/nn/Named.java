// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a component of a [Module] contributes to the paths of its parts, where that is not its own
/// name: `@Named("running_mean") Variable mean`. The empty name contributes nothing, so that
/// `@Named("") List<Layer> layers` gives `0.weight` rather than `layers.0.weight`. In a name with a
/// star, or a key of a map with one, the names of the parts stand for the star: `@Named("*_l0")
/// Cell cell` gives `weight_l0`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Named {
  /// The name in files of weights.
  String value();
}
