package io.tocsin.demo.bank.accounts;

import io.tocsin.demo.bank.edge.Operation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.EnableAsync;

/** The service that keeps the books. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@ComponentScan({
  "io.tocsin.demo.bank.accounts",
  "io.tocsin.demo.bank.archive",
  "io.tocsin.demo.bank.bond",
  "io.tocsin.demo.bank.edge",
  "io.tocsin.demo.bank.exposure",
  "io.tocsin.demo.bank.fee",
  "io.tocsin.demo.bank.forward",
  "io.tocsin.demo.bank.fx",
  "io.tocsin.demo.bank.interest",
  "io.tocsin.demo.bank.ledger",
  "io.tocsin.demo.bank.loan",
  "io.tocsin.demo.bank.memo",
  "io.tocsin.demo.bank.notice",
  "io.tocsin.demo.bank.receipt",
  "io.tocsin.demo.bank.refund",
  "io.tocsin.demo.bank.risk",
  "io.tocsin.demo.bank.settlement",
  "io.tocsin.demo.bank.split",
  "io.tocsin.demo.bank.statement",
  "io.tocsin.demo.bank.step",
  "io.tocsin.demo.bank.tariff",
  "io.tocsin.demo.bank.work",
})
public class AccountsApplication {
  /** Asynchronous methods go on with the operation of whoever called them. */
  @Bean
  public TaskDecorator operationDecorator() {
    return body -> {
      Operation operation = Operation.current();
      return () -> {
        Operation.Open open = operation.open();
        try {
          body.run();
        } finally {
          open.close();
        }
      };
    };
  }
}
