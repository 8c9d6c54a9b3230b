package io.tocsin.collector;

import io.tocsin.model.profile.ProfileStore;
import io.tocsin.model.profile.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The profile catalogue's writing side without a disk. */
public final class InMemoryProfiles implements ProfileStore {
  private final Map<String, Recording> recordings = new LinkedHashMap<>();
  private final Map<String, byte[]> originals = new LinkedHashMap<>();
  private int failures;
  private int writes;

  public synchronized void failNext(int times) {
    failures = times;
  }

  @Override
  public synchronized boolean write(Recording recording, byte[] original) {
    writes++;
    if (failures > 0) {
      failures--;
      throw new UncheckedIOException(new IOException("disk full"));
    }
    Recording there = recordings.putIfAbsent(recording.info().id(), recording);
    originals.putIfAbsent(recording.info().id(), original.clone());
    return there == null || there.record().equals(recording.record());
  }

  public synchronized List<Recording> recordings() {
    return new ArrayList<>(recordings.values());
  }

  public synchronized byte[] original(String id) {
    byte[] original = originals.get(id);
    if (original == null) {
      throw new IllegalArgumentException("no recording " + id);
    }
    return original;
  }

  public synchronized int writes() {
    return writes;
  }
}
