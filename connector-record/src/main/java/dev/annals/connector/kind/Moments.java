package dev.annals.connector.kind;

import static java.time.ZoneOffset.UTC;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/**
 * Dates, times of day and timestamps as text, to the millisecond: {@code 2026-01-31}, {@code
 * 23:59:59.999}, {@code 2026-01-31T23:59:59.999Z}. A date that is not at midnight, or a time that
 * is on another day than the first, is none that Connect's own types allow, but may occur: it is
 * written as a timestamp.
 */
// Connect says dates so.
@SuppressWarnings("JavaUtilDate")
final class Moments {
  private static final LocalDate FIRST_DAY = LocalDate.EPOCH;

  private Moments() {}

  static String write(Logical type, Date date) {
    // Not toInstant(): those of java.sql throw.
    Instant instant = Instant.ofEpochMilli(date.getTime());
    LocalTime time = LocalTime.ofInstant(instant, UTC);
    LocalDate day = LocalDate.ofInstant(instant, UTC);
    if (type == Logical.DATE && time.equals(LocalTime.MIDNIGHT)) {
      return day.toString();
    }
    if (type == Logical.TIME && day.equals(FIRST_DAY)) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }
    return instant.toString();
  }

  static Date read(Logical type, String text) {
    try {
      return new Date(instant(type, text).toEpochMilli());
    } catch (DateTimeException | ArithmeticException none) {
      throw new Misfit(
          switch (type) {
            case DATE -> "a text that is no date, such as 2026-01-31";
            case TIME -> "a text that is no time of day, such as 23:59:59.999";
            default -> "a text that is no timestamp, such as 2026-01-31T23:59:59.999Z";
          });
    }
  }

  private static Instant instant(Logical type, String text) {
    if (text.indexOf('T') < 0 && type == Logical.DATE) {
      return LocalDate.parse(text).atStartOfDay(UTC).toInstant();
    }
    if (text.indexOf('T') < 0 && type == Logical.TIME) {
      return LocalTime.parse(text).atDate(FIRST_DAY).toInstant(UTC);
    }
    return Instant.parse(text);
  }
}
