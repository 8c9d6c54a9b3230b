package io.tocsin.storage.sql;

/** What one database says otherwise than the others. */
interface Dialect {
  /** Folder of its own migrations, beside the common ones. */
  String migrations();

  /** Ends a SELECT whose rows the same transaction will write. */
  String lockingRows();

  /** Ends a SELECT of rows to take: those that another transaction is taking are left out. */
  String skippingLockedRows();

  /** LIKE that does not tell cases apart. */
  String likeInAnyCase();
}
