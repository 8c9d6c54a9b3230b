package io.tocsin.demo.bank.interest;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which percentage a balance earns: by product, from the smallest balance upwards. */
@Component
class Tiers {
  /**
   * @param upTo the largest balance it applies to
   */
  public record Tier(String product, BigDecimal upTo, BigDecimal percent) {}

  private final JdbcClient database;

  Tiers(JdbcClient database) {
    this.database = database;
  }

  void add(Tier tier) {
    database
        .sql("insert into tier (product, up_to, percent) values (:product, :upTo, :percent)")
        .param("product", tier.product())
        .param("upTo", tier.upTo().toPlainString())
        .param("percent", tier.percent().toPlainString())
        .update();
  }

  /** In the order in which they were added. */
  private List<Tier> of(String product) {
    return database
        .sql("select up_to, percent from tier where product = :product order by rowid")
        .param("product", product)
        .query((row, number) ->
            new Tier(
                product,
                new BigDecimal(row.getString("up_to")),
                new BigDecimal(row.getString("percent"))))
        .list();
  }

  BigDecimal percentFor(String product, BigDecimal balance) {
    return of(product).stream()
        .filter(tier -> balance.compareTo(tier.upTo()) <= 0)
        .findFirst()
        .orElseThrow()
        .percent();
  }
}
