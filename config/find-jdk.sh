# Copyright 2026 The Navette Authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by ./build, ./navette and .ci/run. Sets and exports JAVA_HOME to a JDK 25 or newer, or says
# where it looked and returns 1. What the user names comes first, in this order:
#   NAVETTE_JDK_HOME, JAVA_HOME, JAVA_HOME_25_X64 and its like, javac on the PATH
# then the oldest fitting JDK of the usual places.

navette_jdk_wanted=25

# Prints the feature release of the JDK at $1; nothing when there is none.
navette_jdk_feature() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# True when a JDK new enough is at $1.
navette_jdk_fits() {
  [ -n "$1" ] || return 1
  navette_jdk_version=$(navette_jdk_feature "$1")
  [ -n "$navette_jdk_version" ] && [ "$navette_jdk_version" -ge "$navette_jdk_wanted" ]
}

# Prints the home of the JDK to use; nothing when none fits.
navette_jdk_pick() {
  navette_on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$navette_on_path" ]; then
    navette_on_path=$(readlink -f "$navette_on_path" 2>/dev/null || echo "$navette_on_path")
    navette_on_path=$(dirname "$(dirname "$navette_on_path")")
  fi
  for navette_home in "${NAVETTE_JDK_HOME:-}" "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" \
    "${JAVA_HOME_25_ARM64:-}" "${JDK25_HOME:-}" "$navette_on_path"; do
    if navette_jdk_fits "$navette_home"; then
      echo "$navette_home"
      return
    fi
  done
  navette_best=
  navette_best_version=
  for navette_home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/.sdkman/candidates/java/* \
    "${HOME:-/}"/.jdks/* "${HOME:-/}"/.local/share/mise/installs/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    navette_jdk_fits "$navette_home" || continue
    if [ -z "$navette_best" ] || [ "$navette_jdk_version" -lt "$navette_best_version" ]; then
      navette_best=$navette_home
      navette_best_version=$navette_jdk_version
    fi
  done
  [ -z "$navette_best" ] || echo "$navette_best"
}

if [ -n "${NAVETTE_JDK_HOME:-}" ] && ! navette_jdk_fits "$NAVETTE_JDK_HOME"; then
  echo "error: NAVETTE_JDK_HOME is $NAVETTE_JDK_HOME, and no JDK $navette_jdk_wanted or newer is there." >&2
  return 1
fi
navette_jdk_home=$(navette_jdk_pick)
if [ -z "$navette_jdk_home" ]; then
  {
    echo "error: Navette needs a JDK $navette_jdk_wanted or newer, and none was found."
    echo "  looked at: NAVETTE_JDK_HOME, JAVA_HOME, javac on the PATH, /usr/lib/jvm, SDKMAN, ~/.jdks,"
    echo "             mise, Homebrew and macOS's JavaVirtualMachines"
    echo "  fix: install a JDK $navette_jdk_wanted (Eclipse Temurin, for one), or set"
    echo "       NAVETTE_JDK_HOME=/path/to/jdk-$navette_jdk_wanted if it lies elsewhere"
  } >&2
  return 1
fi
JAVA_HOME=$navette_jdk_home
export JAVA_HOME
