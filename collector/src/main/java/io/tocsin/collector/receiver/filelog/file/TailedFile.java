package io.tocsin.collector.receiver.filelog.file;

import io.tocsin.collector.receiver.filelog.checkpoint.KnownFile;
import io.tocsin.collector.receiver.filelog.checkpoint.Place;
import io.tocsin.collector.receiver.filelog.checkpoint.Print;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One file and how far it is read. For one thread. */
public final class TailedFile {
  /** Bytes before a place that are looked at again before what follows is believed. */
  static final int PRINT_BYTES = 256;

  private static final int MAX_PLACES = 32;

  private final long id;
  private final int pattern;
  private Path path;
  private String key;
  private Print start;
  private Print head;
  private Place place;
  private final Deque<Place> earlier = new ArrayDeque<>();
  private @Nullable FileChannel channel;
  private boolean isVerified;
  private boolean isMissing;
  private long missingNanos;
  private long size;
  private long grownNanos;
  private long stalledSize = -1;

  TailedFile(KnownFile known) {
    id = known.id();
    pattern = known.pattern();
    path = Path.of(known.path());
    key = known.key();
    start = known.start();
    head = known.head();
    place = known.place();
    size = place.offset();
  }

  public long id() {
    return id;
  }

  /** Number of the include glob that found it. */
  public int pattern() {
    return pattern;
  }

  public Path path() {
    return path;
  }

  public Place place() {
    return place;
  }

  public long size() {
    return size;
  }

  public long unread() {
    return Math.max(0, size - place.offset());
  }

  /** When it was last seen to be longer than before. */
  public long grownNanos() {
    return grownNanos;
  }

  /** Whether reading found no whole record although bytes are unread, and none have come since. */
  public boolean isStalled() {
    return stalledSize == size;
  }

  public void stalled() {
    stalledSize = size;
  }

  String key() {
    return key;
  }

  Print start() {
    return start;
  }

  Print head() {
    return head;
  }

  boolean isOpen() {
    return channel != null;
  }

  boolean isVerified() {
    return isVerified;
  }

  boolean isMissing() {
    return isMissing;
  }

  long missingNanos() {
    return missingNanos;
  }

  void missing(long nowNanos) {
    if (!isMissing) {
      isMissing = true;
      missingNanos = nowNanos;
    }
  }

  void seen(Path where, long bytes, long nowNanos) {
    path = where;
    isMissing = false;
    sized(bytes, nowNanos);
  }

  void sized(long bytes, long nowNanos) {
    if (bytes != size) {
      size = bytes;
      grownNanos = nowNanos;
    }
  }

  void found(Path where, String newKey) {
    path = where;
    key = newKey;
    isMissing = false;
    isVerified = false;
  }

  void known(Print firstBytes, Print moreBytes) {
    start = firstBytes;
    head = moreBytes;
  }

  void open() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      isVerified = false;
    }
  }

  void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Nothing was written to it, so nothing is lost.
        isVerified = false;
      }
    }
  }

  /** Size of what is open, whatever stands under its name now. */
  long openSize() throws IOException {
    return channel().size();
  }

  private FileChannel channel() {
    FileChannel open = channel;
    if (open == null) {
      throw new IllegalStateException(path + " is not open");
    }
    return open;
  }

  /** Whether it still begins as it did and goes on where it was left. */
  boolean verify() throws IOException {
    byte[] first = bytesAt(0, head.length());
    isVerified = head.matches(first, 0, first.length) && agrees(place);
    return isVerified;
  }

  private boolean agrees(Place at) throws IOException {
    byte[] before = bytesAt(at.offset() - at.before().length(), at.before().length());
    return at.before().matches(before, 0, before.length);
  }

  /** Whether another file holds what this one held up to where both go. */
  boolean isContinuedIn(Candidate other) throws IOException {
    Place known = place.offset() <= other.size() ? place : null;
    for (Place at : earlier) {
      if (known == null && at.offset() <= other.size()) {
        known = at;
      }
    }
    if (known == null) {
      return true;
    }
    int length = known.before().length();
    byte[] before = other.bytesAt(known.offset() - length, length);
    return known.before().matches(before, 0, before.length);
  }

  /** Fewer where the file ends. */
  byte[] bytesAt(long from, int length) throws IOException {
    return Candidate.bytesAt(channel(), from, length);
  }

  /**
   * Fills {@code buffer} from some bytes before the place on, and returns how many are in it; -1
   * where those, or the file's first, are not what they were, so that the file is another now.
   *
   * @param limit offset up to which to read
   */
  public int read(byte[] buffer, long limit) throws IOException {
    int before = place.before().length();
    long from = place.offset() - before;
    int wanted = (int) Math.min(buffer.length, limit - from);
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, Math.max(0, wanted));
    while (bytes.hasRemaining()) {
      if (channel().read(bytes, from + bytes.position()) < 0) {
        break;
      }
    }
    int read = bytes.position();
    byte[] first = bytesAt(0, head.length());
    boolean same = place.before().matches(buffer, 0, read) && head.matches(first, 0, first.length);
    return same ? read : -1;
  }

  /** The place {@code at} in a buffer that {@link #read} filled. */
  public Place placeAt(byte[] buffer, int at, int state) {
    long offset = place.offset() - place.before().length() + at;
    return new Place(offset, state, Print.of(buffer, Math.max(0, at - PRINT_BYTES), at));
  }

  public void move(Place to) {
    earlier.addFirst(place);
    if (earlier.size() > MAX_PLACES) {
      earlier.removeLast();
    }
    place = to;
  }

  KnownFile known() {
    return new KnownFile(id, path.toString(), key, pattern, start, head, place);
  }

  @Override
  public String toString() {
    return path + " (" + id + ") at " + place.offset();
  }
}
