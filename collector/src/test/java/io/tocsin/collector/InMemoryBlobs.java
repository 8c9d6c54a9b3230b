package io.tocsin.collector;

import io.tocsin.model.TenantId;
import io.tocsin.model.blob.BlobKey;
import io.tocsin.model.blob.BlobStore;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The blob store's contract without a disk. */
public final class InMemoryBlobs implements BlobStore {
  private final Map<BlobKey, byte[]> blobs = new ConcurrentHashMap<>();

  @Override
  public boolean put(BlobKey key, byte[] content) {
    return blobs.putIfAbsent(key, content.clone()) == null;
  }

  @Override
  public Optional<byte[]> get(BlobKey key) {
    return Optional.ofNullable(blobs.get(key)).map(byte[]::clone);
  }

  @Override
  public List<BlobKey> list(TenantId tenant, String kind, LocalDate day) {
    return blobs.keySet().stream()
        .filter(key -> key.tenant().equals(tenant) && key.kind().equals(kind))
        .filter(key -> key.day().equals(day))
        .sorted(Comparator.comparing(BlobKey::name))
        .toList();
  }

  @Override
  public void delete(TenantId tenant, String kind, LocalDate day) {
    list(tenant, kind, day).forEach(blobs::remove);
  }
}
