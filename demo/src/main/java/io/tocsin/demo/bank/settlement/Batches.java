package io.tocsin.demo.bank.settlement;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sales that wait for their settlement. */
@Component
class Batches {
  private final JdbcClient database;

  Batches(JdbcClient database) {
    this.database = database;
  }

  void add(String merchant, SettlementDesk.Sale sale) {
    database
        .sql("insert into sale (account_id, batch, amount) values (:merchant, :batch, :amount)")
        .param("merchant", merchant)
        .param("batch", sale.batch())
        .param("amount", sale.amount().toPlainString())
        .update();
  }

  /** Takes them out: a batch is settled once. */
  List<BigDecimal> take(String merchant, String batch) {
    return database
        .sql("delete from sale where account_id = :merchant and batch = :batch returning amount")
        .param("merchant", merchant)
        .param("batch", batch)
        .query((row, number) -> new BigDecimal(row.getString("amount")))
        .list();
  }
}
