// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.MalformedFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON (RFC 8259) into maps, lists, strings, numbers and truth values, so that this package
/// needs no library for the index of a data set. A null in an object is left out.
final class Json {
  private static final Object NULL = new Object();

  private final String name;
  private final String text;
  private int at;

  private Json(String name, String text) {
    this.name = name;
    this.text = text;
  }

  static Object parse(String name, String text) throws MalformedFileException {
    Json json = new Json(name, text);
    Object value = json.value();
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.wrong("the end of the file");
    }
    return value;
  }

  private Object value() throws MalformedFileException {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Map<String, Object> object() throws MalformedFileException {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    if (next('}')) {
      return members;
    }
    do {
      skipSpace();
      String key = string();
      expect(':');
      Object value = value();
      if (value != NULL) {
        members.put(key, value);
      }
    } while (next(','));
    expect('}');
    return members;
  }

  private List<Object> array() throws MalformedFileException {
    List<Object> items = new ArrayList<>();
    expect('[');
    if (next(']')) {
      return items;
    }
    do {
      items.add(value());
    } while (next(','));
    expect(']');
    return items;
  }

  private String string() throws MalformedFileException {
    expect('"');
    StringBuilder content = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      content.append(c == '\\' ? escaped() : c);
    }
    at++;
    return content.toString();
  }

  private char escaped() throws MalformedFileException {
    char c = peek();
    at++;
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        try {
          yield (char) Integer.parseInt(text, Math.min(at - 4, text.length()), at, 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
          at -= 4;
          throw wrong("four hexadecimal digits");
        }
      }
      default -> c;
    };
  }

  private Object word(String word, Object meaning) throws MalformedFileException {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return meaning;
  }

  private Double number() throws MalformedFileException {
    int begin = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(begin, at));
    } catch (NumberFormatException e) {
      at = begin;
      throw wrong("a value");
    }
  }

  private void expect(char wanted) throws MalformedFileException {
    if (!next(wanted)) {
      throw wrong("'" + wanted + "'");
    }
  }

  private boolean next(char wanted) {
    skipSpace();
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private char peek() throws MalformedFileException {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private MalformedFileException wrong(String expected) {
    String found = text.substring(at, Math.min(text.length(), at + 12));
    return new MalformedFileException(
        name + ": character " + at,
        "expected " + expected + ", found " + (found.isEmpty() ? "the end" : "'" + found + "'"));
  }
}
