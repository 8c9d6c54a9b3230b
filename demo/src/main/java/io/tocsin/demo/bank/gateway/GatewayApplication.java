package io.tocsin.demo.bank.gateway;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The service that customers' apps talk to. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@ComponentScan({
  "io.tocsin.demo.bank.branch",
  "io.tocsin.demo.bank.edge",
  "io.tocsin.demo.bank.gateway",
  "io.tocsin.demo.bank.limit",
  "io.tocsin.demo.bank.payee",
  "io.tocsin.demo.bank.screening",
  "io.tocsin.demo.bank.step",
})
public class GatewayApplication {}
