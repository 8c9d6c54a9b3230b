package io.tocsin.storage.sql;

import org.springframework.transaction.TransactionDefinition;

/** SQLite has one writer at a time, so rows need no locks. */
final class SqliteDialect implements Dialect {
  @Override
  public String migrations() {
    return "sqlite";
  }

  @Override
  public boolean oneWriter() {
    return true;
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

  @Override
  public String jsonText(String column, String field) {
    return "json_extract(" + column + ", '$." + field + "')";
  }

  /** Every transaction of a write-ahead log does. */
  @Override
  public int isolationAtOneMoment() {
    return TransactionDefinition.ISOLATION_DEFAULT;
  }
}
