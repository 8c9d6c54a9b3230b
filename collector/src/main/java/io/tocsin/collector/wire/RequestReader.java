package io.tocsin.collector.wire;

import io.tocsin.model.log.TelemetryKind;
import java.util.List;

/**
 * Reads a request on to the tape, and puts right before what readers behind would refuse or read
 * differently: text that is not UTF-8, values nested too deep, singular fields that stand twice.
 * For one thread.
 */
final class RequestReader {
  private final Tape tape;
  private final Records records;
  private final WireLimits limits;
  private final Edits repairs = new Edits();
  private final Puts noPuts = new Puts();
  private final Tally repaired = new Tally();
  private final Indexer indexer;
  private final Normaliser normaliser;

  /**
   * @param recursionLimit for protobuf, where it must put a request right
   */
  RequestReader(
      Tape tape,
      Records records,
      List<? extends KeyClassifier> classifiers,
      WireLimits limits,
      int recursionLimit) {
    this.tape = tape;
    this.records = records;
    this.limits = limits;
    indexer = new Indexer(tape, records, repairs, new KeyDictionary(classifiers), limits);
    normaliser = new Normaliser(recursionLimit);
  }

  /** Returns the bytes that the tape speaks of: the request's own where nothing was wrong. */
  byte[] read(TelemetryKind kind, byte[] request) throws WireException {
    repaired.clear();
    indexer.index(request, Schema.of(kind));
    return indexer.repeated() || !repairs.isEmpty() ? putRight(kind, request) : request;
  }

  private byte[] putRight(TelemetryKind kind, byte[] request) throws WireException {
    count("cut", indexer.cuts());
    count("utf8", indexer.invalidTexts());
    count("merged", indexer.repeated() ? 1 : 0);
    byte[] right = request;
    if (!repairs.isEmpty()) {
      noPuts.clear(records.size(), Schema.attributesTag(kind));
      PartWriter repair = new PartWriter(tape, records, repairs, noPuts);
      repair.settle(right);
      right = repair.write(0, new int[records.size()], true);
    }
    if (indexer.repeated()) {
      right = normaliser.normalise(kind, right);
    }
    indexer.index(right, Schema.of(kind));
    if (indexer.repeated() || !repairs.isEmpty()) {
      throw new WireException("cannot be put right within " + limits.maxValueDepth() + " levels");
    }
    return right;
  }

  private void count(String kind, int count) {
    if (count > 0) {
      repaired.add(kind, count);
    }
  }

  /** What was put right, and how often. */
  Tally repaired() {
    return repaired;
  }
}
