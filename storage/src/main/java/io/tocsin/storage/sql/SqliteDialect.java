package io.tocsin.storage.sql;

/** SQLite has one writer at a time, so rows need no locks. */
final class SqliteDialect implements Dialect {
  @Override
  public String migrations() {
    return "sqlite";
  }

  @Override
  public String lockingRows() {
    return "";
  }

  @Override
  public String skippingLockedRows() {
    return "";
  }

  @Override
  public String likeInAnyCase() {
    return "LIKE";
  }
}
