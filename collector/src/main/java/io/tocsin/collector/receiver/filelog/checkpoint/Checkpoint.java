package io.tocsin.collector.receiver.filelog.checkpoint;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one tail: a line an entry, CRC-32C in hex, a blank, JSON. Before a batch goes to
 * the log its ranges are on disk; afterwards it is noted as done, which need not be on disk, as the
 * log knows a batch that comes again. A torn last line is cut off. Safe for several threads.
 */
public final class Checkpoint implements AutoCloseable {
  private static final int VERSION = 1;
  private static final int CRC_DIGITS = 8;
  private static final int COMPACT_BYTES = 1 << 20;
  private static final Gson JSON = new Gson();

  /** One line: one of its fields is set. */
  private record Entry(
      @Nullable Header header,
      @Nullable KnownFile file,
      @Nullable Intent intent,
      @Nullable Long done,
      @Nullable Long forget) {
    static Entry of(KnownFile file) {
      return new Entry(null, file, null, null, null);
    }
  }

  private record Header(int version, String id, boolean started) {}

  private final Path path;
  private final String id;
  private final Map<Long, KnownFile> files = new TreeMap<>();
  private final Map<Long, Intent> pending = new TreeMap<>();
  private final StringBuilder unwritten = new StringBuilder();
  private final @Nullable String damage;
  private FileChannel channel;
  private boolean started;
  private long lastFile;
  private long lastIntent;
  private long compactAt = COMPACT_BYTES;

  private Checkpoint(Path path, List<Entry> entries, @Nullable String damage) throws IOException {
    this.path = path;
    this.damage = damage;
    Header header = entries.isEmpty() ? null : entries.getFirst().header();
    this.id = header == null ? UUID.randomUUID().toString() : header.id();
    this.started = header != null && header.started();
    entries.forEach(this::replay);
    this.channel = rewrite();
  }

  /**
   * One that cannot be read is put aside, and {@link #damage} tells. Folders are made as needed.
   */
  public static Checkpoint open(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!Files.exists(path)) {
      return new Checkpoint(path, List.of(), null);
    }
    try {
      return new Checkpoint(path, read(path), null);
    } catch (JsonParseException e) {
      Path aside = path.resolveSibling(path.getFileName() + ".damaged");
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      return new Checkpoint(path, List.of(), e.getMessage() + "; put aside as " + aside);
    }
  }

  private static List<Entry> read(Path path) throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<String> lines =
        new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
    for (String line : lines) {
      boolean intact =
          line.length() > CRC_DIGITS
              && crc(line.substring(CRC_DIGITS + 1)).equals(line.substring(0, CRC_DIGITS));
      if (!intact) {
        // Written in order, so what follows a torn line was not acknowledged to anybody.
        break;
      }
      entries.add(JSON.fromJson(line.substring(CRC_DIGITS + 1), Entry.class));
    }
    Header header = entries.isEmpty() ? null : entries.getFirst().header();
    if (header == null || header.version() != VERSION) {
      throw new JsonParseException("no checkpoint of version " + VERSION);
    }
    return entries;
  }

  private void replay(Entry entry) {
    if (entry.file() != null) {
      files.put(entry.file().id(), entry.file());
      lastFile = Math.max(lastFile, entry.file().id());
    } else if (entry.intent() != null) {
      pending.put(entry.intent().sequence(), entry.intent());
      lastIntent = Math.max(lastIntent, entry.intent().sequence());
    } else if (entry.done() != null) {
      finish(entry.done());
    } else if (entry.forget() != null) {
      files.remove(entry.forget());
      lastFile = Math.max(lastFile, entry.forget());
    }
  }

  private void finish(long sequence) {
    Intent done = pending.remove(sequence);
    if (done != null) {
      done.ranges()
          .forEach(range ->
              files.computeIfPresent(range.file(), (unused, file) -> file.at(range.end())));
    }
  }

  /** Part of every batch's digest. */
  public String id() {
    return id;
  }

  /** Whether files were looked for before: what is new since then is read from its beginning. */
  public synchronized boolean isStarted() {
    return started;
  }

  /** To be told once the first search is done. */
  public synchronized void start() throws IOException {
    if (!started) {
      started = true;
      compact();
    }
  }

  /** What was wrong with it; null where nothing was. */
  public @Nullable String damage() {
    return damage;
  }

  public synchronized List<KnownFile> files() {
    return List.copyOf(files.values());
  }

  /** Batches of which nobody knows whether the log has them, oldest first. */
  public synchronized List<Intent> pending() {
    return List.copyOf(pending.values());
  }

  public synchronized long newId() {
    return ++lastFile;
  }

  /** On disk with the next intent at the latest, which is before anything of the file is. */
  public synchronized void put(KnownFile file) {
    files.put(file.id(), file);
    add(Entry.of(file));
  }

  /** A place that nothing was read up to: of a file that begins at its end, or of blank lines. */
  public synchronized void move(long file, Place place) {
    KnownFile known = files.get(file);
    if (known != null) {
      put(known.at(place));
    }
  }

  /** Where a file is, apart from how far it is read. */
  public synchronized void moved(
      long file, String newPath, String newKey, Print start, Print head) {
    KnownFile known = files.get(file);
    if (known != null) {
      put(new KnownFile(file, newPath, newKey, known.pattern(), start, head, known.place()));
    }
  }

  public synchronized void forget(long file) {
    if (files.remove(file) != null) {
      add(new Entry(null, null, null, null, file));
    }
  }

  /** On disk when it returns. */
  public synchronized Intent intend(List<Range> ranges) throws IOException {
    Intent intent = new Intent(++lastIntent, ranges);
    pending.put(intent.sequence(), intent);
    add(new Entry(null, null, intent, null, null));
    write();
    channel.force(false);
    return intent;
  }

  /** The log has it. Survives a kill, and need not survive a power cut. */
  public synchronized void done(Intent intent) throws IOException {
    finish(intent.sequence());
    add(new Entry(null, null, null, intent.sequence(), null));
    write();
    if (channel.size() > compactAt) {
      compact();
    }
  }

  /** Writes what waits, without forcing it. */
  public synchronized void flush() throws IOException {
    write();
  }

  private void add(Entry entry) {
    line(unwritten, entry);
  }

  private static void line(StringBuilder out, Entry entry) {
    String json = JSON.toJson(entry);
    out.append(crc(json)).append(' ').append(json).append('\n');
  }

  private static String crc(String json) {
    CRC32C crc = new CRC32C();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  private void write() throws IOException {
    write(channel, unwritten);
    unwritten.setLength(0);
  }

  private static void write(FileChannel channel, StringBuilder lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void compact() throws IOException {
    FileChannel old = channel;
    channel = rewrite();
    old.close();
    unwritten.setLength(0);
    compactAt = COMPACT_BYTES + 4 * channel.size();
  }

  /** All that counts into a new file, which then takes the old one's name. */
  private FileChannel rewrite() throws IOException {
    StringBuilder lines = new StringBuilder();
    line(lines, new Entry(new Header(VERSION, id, started), null, null, null, null));
    files.values().forEach(file -> line(lines, Entry.of(file)));
    pending.values().forEach(intent -> line(lines, new Entry(null, null, intent, null, null)));
    Path unfinished = path.resolveSibling(path.getFileName() + ".new");
    FileChannel written =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    write(written, lines);
    written.force(true);
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
    return written;
  }

  @Override
  public synchronized void close() throws IOException {
    write();
    channel.close();
  }
}
