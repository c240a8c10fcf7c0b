// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// The file of a checkpoint: named sections, each with a checksum, and a digest over all.
///
/// Big-endian: 8 bytes `NAVETTE` and 0x1A; the version (int); the number of sections (int); for
/// each its name (length as unsigned short, modified UTF-8), its length (long), the CRC-32C of its
/// bytes (int) and the bytes; the SHA-256 of everything before (32 bytes), and nothing after it.
final class SectionFile {
  static final int VERSION = 1;
  private static final byte[] MAGIC = "NAVETTE\u001a".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST = 32;

  private SectionFile() {}

  static void write(OutputStream target, Map<String, byte[]> sections) throws IOException {
    DigestOutputStream digested = new DigestOutputStream(target, sha256());
    DataOutputStream out = new DataOutputStream(digested);
    out.write(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(sections.size());
    for (Map.Entry<String, byte[]> section : sections.entrySet()) {
      out.writeUTF(section.getKey());
      out.writeLong(section.getValue().length);
      out.writeInt(checksum(section.getValue()));
      out.write(section.getValue());
    }
    out.flush();
    target.write(digested.getMessageDigest().digest());
  }

  /// The sections by name, in order.
  ///
  /// @throws IOException if the file cannot be read; if it is damaged, cut off, of another version
  ///   or no checkpoint, the message says so after the file's name
  static Map<String, byte[]> read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    if (all.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(all, MAGIC.length))) {
      throw damaged(file, "it does not begin as a checkpoint does");
    }
    int body = all.length - DIGEST;
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(all, MAGIC.length, Math.max(0, body - MAGIC.length)));
    Map<String, byte[]> sections = new LinkedHashMap<>();
    try {
      int version = in.readInt();
      if (version != VERSION) {
        throw damaged(
            file, "its version is " + version + ", and this Navette reads version " + VERSION);
      }
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        long length = in.readLong();
        int checksum = in.readInt();
        if (length < 0 || length > in.available()) {
          throw damaged(file, "section '" + name + "' is cut off");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (checksum(bytes) != checksum) {
          throw damaged(file, "the checksum of section '" + name + "' is wrong");
        }
        sections.put(name, bytes);
      }
    } catch (java.io.EOFException | java.io.UTFDataFormatException e) {
      throw damaged(file, "it is cut off");
    }
    byte[] digest = sha256().digest(Arrays.copyOf(all, body));
    if (in.available() > 0 || !Arrays.equals(digest, Arrays.copyOfRange(all, body, all.length))) {
      throw damaged(file, "its digest is wrong");
    }
    return sections;
  }

  private static IOException damaged(Path file, String how) {
    return new IOException(file.getFileName() + ": " + how);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
