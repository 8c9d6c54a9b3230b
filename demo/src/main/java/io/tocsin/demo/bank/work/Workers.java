package io.tocsin.demo.bank.work;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pools that several desks share. Work past a pool's queue is done by whoever asks for it. */
@Configuration(proxyBeanMethods = false)
public class Workers {
  private static final int THREADS = 2;
  private static final int WAITING = 256;

  /** For work that waits on the database. */
  @Bean(destroyMethod = "shutdown")
  public ExecutorService backOffice() {
    AtomicLong number = new AtomicLong();
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING),
        body -> Thread.ofPlatform().name("back-office-" + number.incrementAndGet()).unstarted(body),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** For work that keeps a processor busy. */
  @Bean(destroyMethod = "shutdown")
  public ForkJoinPool rendering() {
    return new ForkJoinPool(THREADS);
  }
}
