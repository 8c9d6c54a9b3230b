package io.tocsin.web;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The features of the console. A new page is a new package and a line here. */
@Configuration(proxyBeanMethods = false)
@ComponentScan({
  "io.tocsin.web.alerts",
  "io.tocsin.web.api",
  "io.tocsin.web.audit",
  "io.tocsin.web.backtest",
  "io.tocsin.web.backup",
  "io.tocsin.web.crash",
  "io.tocsin.web.deliveries",
  "io.tocsin.web.incidents",
  "io.tocsin.web.intake",
  "io.tocsin.web.latency",
  "io.tocsin.web.ledger",
  "io.tocsin.web.logs",
  "io.tocsin.web.oncall",
  "io.tocsin.web.overview",
  "io.tocsin.web.page",
  "io.tocsin.web.people",
  "io.tocsin.web.probe",
  "io.tocsin.web.profiles",
  "io.tocsin.web.services",
  "io.tocsin.web.signin",
  "io.tocsin.web.silences",
  "io.tocsin.web.status",
  "io.tocsin.web.tickets",
  "io.tocsin.web.traces"
})
public class ConsolePages {}
