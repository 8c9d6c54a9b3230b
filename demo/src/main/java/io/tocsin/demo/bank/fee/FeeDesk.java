package io.tocsin.demo.bank.fee;

import io.tocsin.demo.bank.step.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Says what a product will cost. */
@RestController
public class FeeDesk {
  /**
   * @param basisPoints null while the product is being prepared
   */
  public record Product(String code, @Nullable Integer basisPoints) {}

  public record Question(String product, BigDecimal amount) {}

  public record Quote(BigDecimal fee) {}

  private static final Logger log = LoggerFactory.getLogger(FeeDesk.class);
  private static final BigDecimal LEAST = new BigDecimal("0.10");
  private static final int BASIS_POINT_SCALE = 4;

  private final JdbcClient database;
  private final Steps steps;

  public FeeDesk(JdbcClient database, Steps steps) {
    this.database = database;
    this.steps = steps;
  }

  @PostMapping("/products")
  @ResponseStatus(HttpStatus.CREATED)
  public void define(@RequestBody Product product) {
    database
        .sql("insert or replace into product (code, basis_points) values (:code, :points)")
        .param("code", product.code())
        .param("points", product.basisPoints())
        .update();
  }

  @PostMapping("/fees")
  public Quote quote(@RequestBody Question question) {
    FeeRule rule =
        database
            .sql("select code as product, basis_points from product where code = :code")
            .param("code", question.product())
            .query(FeeRule.class)
            .single();
    log.info("fee asked, product={} amount={}", question.product(), question.amount());
    return new Quote(fee(rule, question.amount()));
  }

  private BigDecimal fee(FeeRule rule, BigDecimal amount) {
    steps.enter("fee.quote");
    BigDecimal share = BigDecimal.valueOf(rule.basisPoints(), BASIS_POINT_SCALE);
    return amount.multiply(share).setScale(2, RoundingMode.HALF_EVEN).max(LEAST);
  }
}
