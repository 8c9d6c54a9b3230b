package io.tocsin.bench.app;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Prices loans. */
@SpringBootApplication
@RestController
public class QuoteApplication {
  private static final Logger LOG = LoggerFactory.getLogger(QuoteApplication.class);
  private static final int PRODUCTS = 100;
  private static final int MONTHS = 60;

  private final JdbcClient sql;

  /**
   * @param number month of the plan, from 1
   */
  public record Instalment(int number, BigDecimal interest, BigDecimal rest) {}

  public record Quote(String product, BigDecimal rate, String seal, List<Instalment> plan) {}

  QuoteApplication(JdbcClient sql) {
    this.sql = sql;
    sql.sql("CREATE TABLE IF NOT EXISTS product (id INTEGER PRIMARY KEY, name TEXT, rate TEXT)")
        .update();
    for (int i = 0; i < PRODUCTS; i++) {
      sql.sql("INSERT OR IGNORE INTO product VALUES (?, ?, ?)")
          .params(i, "loan " + i, "0.0" + (10 + i % 80))
          .update();
    }
  }

  @GetMapping("/ready")
  String ready() {
    return "ready";
  }

  @GetMapping("/quotes/{amount}")
  Quote quote(@PathVariable int amount) throws NoSuchAlgorithmException {
    int product = amount % PRODUCTS;
    String rate =
        sql.sql("SELECT rate FROM product WHERE id = ?")
            .param(product)
            .query(String.class)
            .single();
    List<Instalment> plan = plan(BigDecimal.valueOf(amount), new BigDecimal(rate));
    String seal = seal(plan);
    LOG.info("quoted {} at {}, seal {}", amount, rate, seal);
    return new Quote("loan " + product, new BigDecimal(rate), seal, plan);
  }

  private static List<Instalment> plan(BigDecimal amount, BigDecimal yearly) {
    BigDecimal monthly = yearly.divide(BigDecimal.valueOf(12), MathContext.DECIMAL64);
    BigDecimal share = amount.divide(BigDecimal.valueOf(MONTHS), MathContext.DECIMAL64);
    List<Instalment> plan = new ArrayList<>();
    BigDecimal rest = amount;
    for (int month = 1; month <= MONTHS; month++) {
      BigDecimal interest = rest.multiply(monthly).setScale(2, RoundingMode.HALF_EVEN);
      rest = rest.subtract(share).setScale(2, RoundingMode.HALF_EVEN);
      plan.add(new Instalment(month, interest, rest));
    }
    return plan;
  }

  private static String seal(List<Instalment> plan) throws NoSuchAlgorithmException {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (Instalment each : plan) {
      hash.update(each.toString().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(hash.digest(), 0, 8);
  }
}
