package io.tocsin.storage.sql;

/** What one database says otherwise than the others. */
interface Dialect {
  /** Folder of its own migrations, beside the common ones. */
  String migrations();

  /** For Flyway. */
  default String[] locations() {
    String all = "classpath:io/tocsin/storage/sql/migration/";
    return new String[] {all + "common", all + migrations()};
  }

  /** Whether one transaction at a time may write; who else wants to waits for it. */
  boolean oneWriter();

  /** Ends a SELECT whose rows the same transaction will write. */
  String lockingRows();

  /** Ends a SELECT of rows to take: those that another transaction is taking are left out. */
  String skippingLockedRows();

  /** LIKE that does not tell cases apart. */
  String likeInAnyCase();

  /** The text of a field of a column's JSON object. */
  String jsonText(String column, String field);

  /** Of a transaction whose SELECTs see the database as of one moment; a Spring constant. */
  int isolationAtOneMoment();
}
