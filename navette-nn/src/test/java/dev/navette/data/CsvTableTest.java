// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  @TempDir Path directory;

  @Test
  void readsTypedColumns() throws IOException {
    CsvTable table =
        parse(
            """
            species,mass,sex
            Adelie,3750,male
            Gentoo,,female
            Adelie,3.25e3,NA
            """);
    assertEquals(List.of("species", "mass", "sex"), table.columnNames());
    assertEquals(3, table.rows());
    assertArrayEquals(new double[] {3750, Double.NaN, 3250}, table.numeric("mass").values());
    assertEquals(1, table.numeric("mass").missing());
    Column.Categorical species = table.categorical("species");
    assertEquals(List.of("Adelie", "Gentoo"), species.levels());
    assertEquals(1, species.code(1));
    Column.Categorical sex = table.categorical("sex");
    assertEquals(-1, sex.code(2));
    assertTrue(sex.isMissing(2));
    assertEquals("", sex.text(2));
    assertEquals("3750", table.column("mass").text(0));
    assertEquals("", table.column("mass").text(1));
    assertEquals(List.of("mass", "sex"), table.without("species").columnNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void findsTheDelimiter(String delimiter) throws IOException {
    CsvTable table = parse("a,b,c\n1,2,x\n".replace(",", delimiter));
    assertEquals(List.of("a", "b", "c"), table.columnNames());
    assertEquals(2, table.numeric("b").get(0));
  }

  @Test
  void aDelimiterInsideQuotesDoesNotCount() throws IOException {
    CsvTable table = parse("\"a,b,c,d\";x\ny;1\n");
    assertEquals(List.of("a,b,c,d", "x"), table.columnNames());
  }

  @Test
  void quotingFollowsRfc4180() throws IOException {
    CsvTable table =
        parse("name,text\r\n\"a,b\",\"say \"\"hi\"\"\"\r\n\"two\nlines\", plain \r\n x ,\"\"\r\n");
    assertEquals("a,b", table.column("name").text(0));
    assertEquals("say \"hi\"", table.column("text").text(0));
    assertEquals("two\nlines", table.column("name").text(1));
    assertEquals("plain", table.column("text").text(1));
    assertEquals("x", table.column("name").text(2));
    assertTrue(table.column("text").isMissing(2));
  }

  @Test
  void lineEndsAndBlankLines() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      CsvTable table = parse("a,b\n\n1,2\n\n3,4".replace("\n", end));
      assertEquals(2, table.rows());
      assertEquals(4, table.numeric("b").get(1));
    }
  }

  @Test
  void aFirstRecordWithNumbersIsNoHeader() throws IOException {
    CsvTable table = parse("0,1.5,a\n1,2.5,b\n");
    assertEquals(List.of("column1", "column2", "column3"), table.columnNames());
    assertEquals(2, table.rows());
    CsvTable forced = CsvTable.parse("t", "x,y\nz,w\n", CsvOptions.detect().withHeader(false));
    assertEquals(2, forced.rows());
    CsvTable years = CsvTable.parse("t", "2023,2024\n5,6\n", CsvOptions.detect().withHeader(true));
    assertEquals(List.of("2023", "2024"), years.columnNames());
  }

  @Test
  void anUnnamedColumnGetsAName() throws IOException {
    assertEquals(List.of("column1", "b"), parse(",b\n1,2\n").columnNames());
  }

  @Test
  void aDecimalCommaNeedsASemicolon() throws IOException {
    assertEquals(3.14, parse("a;b\n3,14;x\n").numeric("a").get(0));
  }

  @Test
  void aByteOrderMarkIsDropped() throws IOException {
    Path file = directory.resolve("t.csv");
    Files.writeString(file, "\uFEFFa,b\n1,2\n");
    assertEquals(List.of("a", "b"), CsvTable.read(file).columnNames());
  }

  @Test
  void readsGzip() throws IOException {
    Path file = directory.resolve("t.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(1, CsvTable.read(file).rows());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
    assertEquals(file + ": the gzip file is truncated; copy or download it again", failure(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1.5", "+2", ".5", "5.", "1e3", "1E-3", "-1.2e+5"})
  void acceptsNumbers(String text) {
    assertEquals(Double.parseDouble(text), CsvColumns.parseNumber(text, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1f",
        "1d",
        "0x1p3",
        "Infinity",
        "1e999",
        "1,5",
        "--1",
        "1-2",
        "e5",
        ".",
        "1 2"
      })
  void refusesWhatIsNoNumber(String text) {
    assertTrue(Double.isNaN(CsvColumns.parseNumber(text, false)));
  }

  @Test
  void aMistypedNumberIsReportedWithItsPlace() {
    String rows =
        IntStream.range(0, 30).mapToObj(i -> "x," + i + "\n").collect(Collectors.joining());
    assertEquals(
        "t:17:3: column 'age' has '3O', not a number, but 29 numbers in other rows; correct it,"
            + " leave it empty if the value is missing, or read the column as categories",
        failure("name,age\n" + rows.replace("x,15\n", "x,3O\n")));
  }

  @Test
  void aMistypedNumberAfterQuotedLinesIsReportedWithItsPlace() {
    StringBuilder text = new StringBuilder("name,age\n");
    for (int i = 0; i < 12; i++) {
      text.append("\"two\nlines\",").append(i).append('\n');
    }
    text.append("\"and\ntwo\", oops\n");
    assertEquals("t:27:7: column 'age' has 'oops'", failure(text.toString()).substring(0, 31));
  }

  @Test
  void anyColumnCanBeReadAsCategories() throws IOException {
    CsvOptions options = CsvOptions.detect().withCategorical(Set.of("zip"));
    CsvTable table = CsvTable.parse("t", "zip,n\n01000,1\n75001,2\n", options);
    assertEquals(List.of("01000", "75001"), table.categorical("zip").levels());
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                CsvTable.parse(
                    "t", "zip,n\n1,1\n", CsvOptions.detect().withCategorical(Set.of("zap"))));
    assertEquals("t: unknown column 'zap'; did you mean 'zip'?", e.getMessage());
  }

  @Test
  void raggedRowsAreReportedWithTheirPlace() {
    assertEquals(
        "t:3:3: expected 3 fields, as in the first record, found 2 (delimiter: a comma)",
        failure("a,b,c\n1,2,3\n4,5\n"));
    assertEquals(
        "t:2:7: expected 3 fields, as in the first record, found 4 (delimiter: a comma)",
        failure("a,b,c\n1,2,3,4\n"));
  }

  @Test
  void brokenQuotesAreReportedWithTheirPlace() {
    assertEquals(
        "t:3:3: the quote that opens here is never closed; close it, or double it inside",
        failure("a,b\n1,2\n3,\"x\n4,5\n"));
    assertEquals(
        "t:2:6: expected a comma or the end of the line after a quoted field, found 'y'; a quote"
            + " inside quotes is written twice",
        failure("a,b\n1,\"x\"y\n".replace("1,\"x\"y", "\"1\" ,\"x\"y").replace("\"1\" ,", "1,")));
  }

  @Test
  void emptyFilesAndRepeatedNamesAreReported() {
    assertEquals("t:1:1: expected a table, found an empty file", failure(""));
    assertEquals("t:1:1: expected a table, found an empty file", failure("\n\n"));
    assertEquals("t:2:1: expected rows after the header, found none", failure("a,b\n"));
    MalformedFileException e =
        assertThrows(
            MalformedFileException.class,
            () -> CsvTable.parse("t", "a,b,a\n1,2,3\n", CsvOptions.detect().withHeader(true)));
    assertEquals("t:1:5: two columns are called 'a'; rename one", e.getMessage());
  }

  @Test
  void whatIsNotUtf8IsReportedWithItsPlace() throws IOException {
    Path file = directory.resolve("t.csv");
    Files.write(file, "name,n\ncaf\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file + ":2:4: expected text in UTF-8, found the byte 0xe9; save the file as 'CSV UTF-8'",
        failure(file));
    Files.write(file, "a,b\n".getBytes(StandardCharsets.UTF_16));
    assertEquals(
        file + ":1:1: expected text in UTF-8, found UTF-16; save it as 'CSV UTF-8'", failure(file));
    Files.write(file, new byte[] {'a', ',', 'b', '\n', '1', 0, 2});
    assertEquals(file + ":2:2: expected text, found a zero byte: a binary file?", failure(file));
    Files.write(file, new byte[] {'a', (byte) 0xc3});
    assertEquals(
        file + ":1:2: expected text in UTF-8, found the byte 0xc3; save the file as 'CSV UTF-8'",
        failure(file));
  }

  @Test
  void wrongColumnsAreExplained() throws IOException {
    CsvTable table = parse("bill_length,sex\n1,male\n2,female\n");
    assertEquals(
        "t: unknown column 'bill_lenght'; did you mean 'bill_length'?",
        problem(() -> table.column("bill_lenght")));
    assertEquals(
        "t:2:3: column 'sex' has 'male', not a number; a column of numbers was expected",
        problem(() -> table.numeric("sex")));
    assertEquals(
        "t: column 'bill_length' is numeric; read the table with CsvOptions.withCategorical to take"
            + " it as categories",
        problem(() -> table.categorical("bill_length")));
  }

  private static CsvTable parse(String text) throws MalformedFileException {
    return CsvTable.parse("t", text, CsvOptions.detect());
  }

  private static String problem(Runnable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static String failure(String text) {
    return String.valueOf(
        assertThrows(MalformedFileException.class, () -> parse(text)).getMessage());
  }

  private static String failure(Path file) {
    return String.valueOf(
        assertThrows(MalformedFileException.class, () -> CsvTable.read(file)).getMessage());
  }
}
