package io.tocsin.demo.bank.work;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.tocsin.demo.bank.edge.Operation;

/**
 * What goes on after its request was answered: it takes the operation and the trace along to
 * whatever thread runs it, and leaves neither behind there.
 */
public final class Work implements Runnable {
  private static final String SCOPE = "io.tocsin.demo.bank";

  private final String name;
  private final Operation operation;
  private final Context parent;
  private final Runnable body;

  private Work(String name, Operation operation, Context parent, Runnable body) {
    this.name = name;
    this.operation = operation;
    this.parent = parent;
    this.body = body;
  }

  /** Of the operation and the trace of the calling thread. */
  public static Work of(String name, Runnable body) {
    return new Work(name, Operation.current(), Context.current(), body);
  }

  @Override
  public void run() {
    Span span =
        GlobalOpenTelemetry.getTracer(SCOPE).spanBuilder(name).setParent(parent).startSpan();
    Operation.Open open = operation.open();
    try (Scope scope = span.makeCurrent()) {
      body.run();
    } finally {
      open.close();
      span.end();
    }
  }
}
