package com.example.orders;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Somebody's own application that logs in every way that moves a line to another thread. Each
 * request says one line on its own thread, with the account in its MDC, and some elsewhere.
 */
@SpringBootApplication
@EnableKafka
public class OrderApplication {
  private static final String TOPIC = "orders";
  private static final Logger LOG = LoggerFactory.getLogger(OrderApplication.class);
  private static final org.apache.logging.log4j.Logger LOG4J = LogManager.getLogger("orders.log4j");

  private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();

  public static void main(String[] args) {
    SpringApplication.run(OrderApplication.class, args);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ListAppender<ILoggingEvent> slow = new ListAppender<>();
    slow.setContext(context);
    slow.start();
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.addAppender(slow);
    async.start();
    context.getLogger("orders.async").addAppender(async);
  }

  @Bean
  SecurityFilterChain open(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
  }

  @Bean(destroyMethod = "destroy")
  EmbeddedKafkaBroker broker() {
    EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1, TOPIC);
    broker.afterPropertiesSet();
    return broker;
  }

  @Bean
  KafkaTemplate<String, String> orders(EmbeddedKafkaBroker broker) {
    return new KafkaTemplate<>(
        new DefaultKafkaProducerFactory<>(
            Map.of("bootstrap.servers", broker.getBrokersAsString()),
            new StringSerializer(),
            new StringSerializer()));
  }

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
      EmbeddedKafkaBroker broker) {
    ConcurrentKafkaListenerContainerFactory<String, String> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(
        new DefaultKafkaConsumerFactory<>(
            Map.of(
                "bootstrap.servers", broker.getBrokersAsString(),
                "auto.offset.reset", "earliest",
                "group.id", "orders"),
            new StringDeserializer(),
            new StringDeserializer()));
    return factory;
  }

  @RestController
  static class Orders {
    private final OrderApplication application;
    private final KafkaTemplate<String, String> orders;

    Orders(OrderApplication application, KafkaTemplate<String, String> orders) {
      this.application = application;
      this.orders = orders;
    }

    @GetMapping("/order")
    String order(@RequestHeader("X-Account") String account, @RequestParam String id)
        throws Exception {
      MDC.put("account_id", account);
      ThreadContext.put("account_id", account);
      try {
        LOG.info("{} here", id);
        LoggerFactory.getLogger("orders.async").info("{} async", id);
        LOG4J.info("{} log4j", id);
        application.onVirtualThread(id, account);
        application.onReactor(id);
        orders.send(TOPIC, id).get();
        return "ordered";
      } finally {
        MDC.clear();
        ThreadContext.clearAll();
      }
    }
  }

  /** MDC does not go along: who wants it there puts it there. */
  private void onVirtualThread(String id, String account) throws Exception {
    Future<?> done =
        virtual.submit(() -> {
          MDC.put("account_id", account);
          LOG.info("{} virtual", id);
          return null;
        });
    done.get();
  }

  /** Without an MDC: the account is that of the trace. */
  private void onReactor(String id) {
    Flux.just("first", "second")
        .publishOn(Schedulers.parallel())
        .doOnNext(step -> LOG.info("{} reactor {}", id, step))
        .publishOn(Schedulers.boundedElastic())
        .doOnNext(step -> LOG.info("{} elastic {}", id, step))
        .blockLast();
  }

  @KafkaListener(topics = TOPIC)
  void ordered(String id) {
    LOG.info("{} listener", id);
  }
}
