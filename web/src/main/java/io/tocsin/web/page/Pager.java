package io.tocsin.web.page;

import org.jspecify.annotations.Nullable;

/**
 * Where in a long list a page stands.
 *
 * @param from number of its first row, from 1; 0 where there is none
 * @param to number of its last row
 * @param previous null on the first page
 * @param next null on the last page
 */
public record Pager(long from, long to, long total, @Nullable Link previous, @Nullable Link next) {
  public static final int SIZE = 50;
  public static final int MAX_SIZE = 200;
  private static final int MAX_PAGE = 100_000;

  /**
   * @param self the list's link without a page
   * @param page from 1
   * @param rows how many rows this page has
   */
  public static Pager of(Link self, int page, int size, int rows, long total) {
    long before = (long) (page - 1) * size;
    return new Pager(
        rows == 0 ? 0 : before + 1,
        before + rows,
        total,
        page > 1 ? self.and("page", page == 2 ? null : Integer.toString(page - 1)) : null,
        before + rows < total && rows > 0 ? self.and("page", Integer.toString(page + 1)) : null);
  }

  /** A page number from a request: anything that is none is 1. */
  public static int page(@Nullable String text) {
    return number(text, 1, MAX_PAGE, 1);
  }

  /** A page size from a request: anything that is none is {@link #SIZE}. */
  public static int size(@Nullable String text) {
    return number(text, 1, MAX_SIZE, SIZE);
  }

  private static int number(@Nullable String text, int min, int max, int otherwise) {
    if (text == null || text.isEmpty() || text.length() > 6) {
      return otherwise;
    }
    try {
      return Math.clamp(Integer.parseInt(text), min, max);
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }
}
