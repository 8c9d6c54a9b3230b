package io.tocsin.storage.sql;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers for people: from 1, by tenant. One that a rolled back transaction took is free again. */
final class Counter {
  private Counter() {}

  static long next(JdbcClient transaction, String tenant, String name) {
    return transaction
        .sql(
            """
            INSERT INTO counter (tenant, name, value) VALUES (:tenant, :name, 1)
            ON CONFLICT (tenant, name) DO UPDATE SET value = counter.value + 1
            RETURNING value\
            """)
        .param("tenant", tenant)
        .param("name", name)
        .query(Long.class)
        .single();
  }
}
