package io.tocsin.demo.bank.fx;

import java.math.BigDecimal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What one unit of a currency is worth in the bank's own, as the market desk last set it. */
@Component
class Rates {
  private final JdbcClient database;

  Rates(JdbcClient database) {
    this.database = database;
  }

  void set(String currency, BigDecimal rate) {
    database
        .sql("insert or replace into rate (currency, rate) values (:currency, :rate)")
        .param("currency", currency)
        .param("rate", rate.toPlainString())
        .update();
  }

  BigDecimal of(String currency) {
    return new BigDecimal(
        database
            .sql("select rate from rate where currency = :currency")
            .param("currency", currency)
            .query(String.class)
            .single());
  }
}
