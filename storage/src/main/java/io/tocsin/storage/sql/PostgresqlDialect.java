package io.tocsin.storage.sql;

import org.springframework.transaction.TransactionDefinition;

/** PostgreSQL has many writers: rows to be written are locked, rows to be taken are shared out. */
final class PostgresqlDialect implements Dialect {
  @Override
  public String migrations() {
    return "postgresql";
  }

  @Override
  public boolean oneWriter() {
    return false;
  }

  @Override
  public String lockingRows() {
    return " FOR UPDATE";
  }

  @Override
  public String skippingLockedRows() {
    return " FOR UPDATE SKIP LOCKED";
  }

  @Override
  public String likeInAnyCase() {
    return "ILIKE";
  }

  @Override
  public String jsonText(String column, String field) {
    return "CAST(" + column + " AS json) ->> '" + field + "'";
  }

  /** The default sees, in each statement, what was committed before it. */
  @Override
  public int isolationAtOneMoment() {
    return TransactionDefinition.ISOLATION_REPEATABLE_READ;
  }
}
