package io.tocsin.demo.bank.interest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Which percentage a balance earns: by product, from the smallest balance upwards. */
@Component
class Tiers {
  /**
   * @param upTo the largest balance it applies to
   */
  public record Tier(String product, BigDecimal upTo, BigDecimal percent) {}

  private final Map<String, List<Tier>> byProduct = new ConcurrentHashMap<>();

  void add(Tier tier) {
    byProduct.computeIfAbsent(tier.product(), product -> new CopyOnWriteArrayList<>()).add(tier);
  }

  BigDecimal percentFor(String product, BigDecimal balance) {
    return byProduct.getOrDefault(product, List.of()).stream()
        .filter(tier -> balance.compareTo(tier.upTo()) <= 0)
        .findFirst()
        .orElseThrow()
        .percent();
  }
}
