package com.example.shop;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Somebody's own Spring Boot application: it knows nothing of Tocsin. Nobody signs in at it; the
 * default user's password, which the framework would log, is a leak and would become a ticket too.
 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@RestController
public class ShopApplication {
  private static final Logger LOG = LoggerFactory.getLogger(ShopApplication.class);

  private final Map<String, String> prices = Map.of("tea", "3.20", "coffee", "");
  private final ExecutorService worker = Executors.newSingleThreadExecutor();

  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }

  @Bean
  SecurityFilterChain open(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
  }

  @GetMapping("/price-of-coffee")
  String coffee(@RequestHeader("X-Account") String account) {
    MDC.put("account_id", account);
    try {
      LOG.info("price of coffee asked");
      return "at " + Double.parseDouble(prices.get("coffee"));
    } finally {
      MDC.remove("account_id");
    }
  }

  @GetMapping("/price-of-milk-later")
  String milkLater(@RequestHeader("X-Account") String account) {
    worker.execute(() -> lookUpMilk(account));
    return "soon";
  }

  private void lookUpMilk(String account) {
    MDC.put("account_id", account);
    try {
      System.out.println("milk costs " + prices.get("milk").strip());
    } finally {
      MDC.remove("account_id");
    }
  }
}
