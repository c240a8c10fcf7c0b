// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0

/// The `navette` command.
@SuppressWarnings("requires-automatic") // XChart has no module descriptor; nothing depends on us.
module dev.navette.cli {
  requires dev.navette.datasets;
  requires dev.navette.formats;
  requires dev.navette.zoo;
  requires info.picocli;
  requires java.desktop;
  requires static org.jspecify;
  requires tools.jackson.databind;
  requires xchart;

  opens dev.navette.cli to
      info.picocli;
  opens dev.navette.cli.run to
      info.picocli;
  opens dev.navette.cli.task to
      info.picocli;
}
