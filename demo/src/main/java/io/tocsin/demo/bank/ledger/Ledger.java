package io.tocsin.demo.bank.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The book of entries. Money is kept in whole cents, so that the database adds it up exactly. */
@Component
public class Ledger {
  private static final int SCALE = 2;

  private final JdbcClient database;

  public Ledger(JdbcClient database) {
    this.database = database;
  }

  public void write(Entry entry) {
    database
        .sql(
            "insert into entry (reference, leg, account_id, cents, memo)"
                + " values (:reference, :leg, :account, :cents, :memo)")
        .param("reference", entry.reference())
        .param("leg", entry.leg())
        .param("account", entry.accountId())
        .param("cents", cents(entry.amount()))
        .param("memo", entry.memo())
        .update();
  }

  /** Zero for an account without entries. */
  public BigDecimal balance(String accountId) {
    long cents =
        database
            .sql("select coalesce(sum(cents), 0) from entry where account_id = :account")
            .param("account", accountId)
            .query(Long.class)
            .single();
    return BigDecimal.valueOf(cents, SCALE);
  }

  /** Of all accounts that have entries. */
  public Map<String, BigDecimal> balances() {
    Map<String, BigDecimal> balances = new HashMap<>();
    database
        .sql("select account_id, sum(cents) as cents from entry group by account_id")
        .query(row -> {
          balances.put(
              row.getString("account_id"), BigDecimal.valueOf(row.getLong("cents"), SCALE));
        });
    return balances;
  }

  /** All legs of one booking, in their order. */
  public List<Entry> legs(String reference) {
    return database
        .sql("select * from entry where reference = :reference order by leg")
        .param("reference", reference)
        .query(Ledger::entry)
        .list();
  }

  /** The newest first. */
  public List<Entry> newest(String accountId, int limit) {
    return database
        .sql("select * from entry where account_id = :account order by id desc limit :limit")
        .param("account", accountId)
        .param("limit", limit)
        .query(Ledger::entry)
        .list();
  }

  private static long cents(BigDecimal amount) {
    return amount.setScale(SCALE, RoundingMode.UNNECESSARY).movePointRight(SCALE).longValueExact();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    return new Entry(
        row.getString("reference"),
        row.getInt("leg"),
        row.getString("account_id"),
        BigDecimal.valueOf(row.getLong("cents"), SCALE),
        row.getString("memo"));
  }
}
