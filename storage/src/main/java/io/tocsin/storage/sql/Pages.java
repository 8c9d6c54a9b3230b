package io.tocsin.storage.sql;

import io.tocsin.model.store.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages by offset, with a total that is counted up to a limit. */
final class Pages {
  /** Rows that a total looks at; beyond it the total is a lower bound. */
  private static final int COUNTED = 100_000;

  private Pages() {}

  /**
   * @param from the query from FROM on, without ORDER BY
   */
  static <T> Page<T> page(
      JdbcClient sql,
      String columns,
      String from,
      String orderBy,
      Map<String, Object> params,
      int offset,
      int limit,
      RowMapper<T> mapper) {
    if (offset < 0 || limit < 1) {
      throw new IllegalArgumentException(
          "offset " + offset + ", limit " + limit + " (expected: at least 0 and 1)");
    }
    List<T> found =
        sql.sql("SELECT " + columns + from + orderBy + " LIMIT :limit OFFSET :offset")
            .params(params)
            .param("limit", limit + 1)
            .param("offset", offset)
            .query(mapper)
            .list();
    boolean more = found.size() > limit;
    List<T> items = more ? found.subList(0, limit) : found;
    long counted = more || offset > 0 ? count(sql, from, params) : items.size();
    return new Page<>(
        items,
        Math.min(counted, COUNTED),
        counted > COUNTED,
        more ? Integer.toString(offset + limit) : null);
  }

  private static long count(JdbcClient sql, String from, Map<String, Object> params) {
    return sql.sql("SELECT COUNT(*) FROM (SELECT 1" + from + " LIMIT :counted) AS few")
        .params(params)
        .param("counted", COUNTED + 1)
        .query(Long.class)
        .single();
  }

  /** For {@code LIKE :x ESCAPE '!'}: the word as it stands, anywhere in the text. */
  static String containing(String word) {
    String plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return '%' + plain.toLowerCase(Locale.ROOT) + '%';
  }
}
