package io.tocsin.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory that the JVM had reserved, committed and used by its own account, in bytes. */
final class JvmMemory {
  private static final Pattern GENERATION =
      Pattern.compile(
          "(?:garbage-first heap|PSYoungGen|ParOldGen|PSOldGen|par new generation|"
              + "concurrent mark-sweep generation|tenured generation|def new generation|DefNew|"
              + "Tenured) +total (?:reserved \\d+K, committed )?(\\d+K),.* used (\\d+K)(.*)");
  private static final Pattern SPANNED =
      Pattern.compile("\\[(0x[0-9a-fA-F]+),.*?(0x[0-9a-fA-F]+)\\)\\s*$");
  private static final Pattern SHENANDOAH =
      Pattern.compile("(\\d+[KMG]) (?:total|max), .*?(\\d+[KMG]) committed, (\\d+[KMG]) used");
  private static final Pattern Z_HEAP =
      Pattern.compile("ZHeap +used (\\d+[KMG]), capacity (\\d+[KMG]), max capacity (\\d+[KMG])");
  private static final Pattern METASPACE =
      Pattern.compile(
          "Metaspace +used (\\d+K),(?: capacity \\d+K,)? committed (\\d+K), reserved (\\d+K)");
  private static final Pattern ADDRESS_SIZE = Pattern.compile("size: (\\d+) MB");
  private static final Pattern CODE_RESERVED = Pattern.compile(": size=(\\d+K)b");
  private static final Pattern CODE_USED = Pattern.compile(": size=\\d+Kb,? used=(\\d+K)b");
  private static final Pattern CLASS_SPACE = Pattern.compile("class space size: (\\d+)");

  private final CrashText text;
  private final JvmOptions options;
  private long reserved = Numbers.UNKNOWN;
  private long committed = Numbers.UNKNOWN;
  private long used = Numbers.UNKNOWN;
  private long metaspaceReserved = Numbers.UNKNOWN;
  private long metaspaceCommitted = Numbers.UNKNOWN;
  private long metaspaceUsed = Numbers.UNKNOWN;

  JvmMemory(CrashText text, JvmOptions options) {
    this.text = text;
    this.options = options;
    for (Line line : text.in(Section.HEAP)) {
      readHeap(line.text().trim());
    }
    for (Section section : new Section[] {Section.HEAP, Section.METASPACE}) {
      for (Line line : text.in(section)) {
        readMetaspace(line.text());
      }
    }
    long asked = options.maxHeap();
    long told = addressed();
    reserved = asked != Numbers.UNKNOWN ? asked : told != Numbers.UNKNOWN ? told : reserved;
  }

  private void readHeap(String line) {
    Matcher generation = GENERATION.matcher(line);
    if (generation.matches()) {
      add(spanOf(generation.group(3)), generation.group(1), generation.group(2));
      return;
    }
    Matcher shenandoah = SHENANDOAH.matcher(line);
    if (shenandoah.matches()) {
      add(Numbers.bytes(shenandoah.group(1)), shenandoah.group(2), shenandoah.group(3));
      return;
    }
    Matcher z = Z_HEAP.matcher(line);
    if (z.find()) {
      add(Numbers.bytes(z.group(3)), z.group(2), z.group(1));
    }
  }

  private void add(long span, String ofCommitted, String ofUsed) {
    reserved = Numbers.sum(reserved, span);
    committed = Numbers.sum(committed, Numbers.bytes(ofCommitted));
    used = Numbers.sum(used, Numbers.bytes(ofUsed));
  }

  private static long spanOf(String rest) {
    Matcher span = SPANNED.matcher(rest);
    if (!span.find()) {
      return Numbers.UNKNOWN;
    }
    long begin = Numbers.address(span.group(1));
    long end = Numbers.address(span.group(2));
    return begin == Numbers.UNKNOWN || end <= begin ? Numbers.UNKNOWN : end - begin;
  }

  private void readMetaspace(String line) {
    Matcher metaspace = METASPACE.matcher(line);
    if (metaspaceUsed == Numbers.UNKNOWN && metaspace.find()) {
      metaspaceUsed = Numbers.bytes(metaspace.group(1));
      metaspaceCommitted = Numbers.bytes(metaspace.group(2));
      metaspaceReserved = Numbers.bytes(metaspace.group(3));
    }
  }

  /** By the line that tells the heap's place, such as "Heap address: 0x…, size: 7980 MB". */
  private long addressed() {
    for (Line line : text.in(Section.HEAP_ADDRESS)) {
      Matcher size = ADDRESS_SIZE.matcher(line.text());
      if (size.find()) {
        return Numbers.bytes(size.group(1) + "m");
      }
    }
    return Numbers.UNKNOWN;
  }

  long heapReserved() {
    return reserved;
  }

  long heapCommitted() {
    return committed;
  }

  long heapUsed() {
    return used;
  }

  /** What the JVM surely holds: committed heap, class data, code; unknown without a heap. */
  long committedAll() {
    return committed == Numbers.UNKNOWN
        ? Numbers.UNKNOWN
        : Numbers.sum(committed, metaspaceCommitted, codeCacheUsed());
  }

  private long codeCacheUsed() {
    return codeCache(CODE_USED);
  }

  private long codeCacheReserved() {
    long asked = options.flag("ReservedCodeCacheSize");
    return asked != Numbers.UNKNOWN ? asked : codeCache(CODE_RESERVED);
  }

  /** The total where there is one, as in JDK 8 and after 21; else the sum of the code heaps. */
  private long codeCache(Pattern amount) {
    Optional<Line> whole = text.first(Section.CODE_CACHE, "CodeCache:");
    long total = whole.isPresent() ? Numbers.bytesIn(amount, whole.get().text()) : Numbers.UNKNOWN;
    long sum = Numbers.UNKNOWN;
    for (Line line : text.in(Section.CODE_CACHE)) {
      sum = Numbers.sum(sum, Numbers.bytesIn(amount, line.text()));
    }
    return total != Numbers.UNKNOWN ? total : sum;
  }

  private long classSpace() {
    long asked = options.flag("CompressedClassSpaceSize");
    if (asked != Numbers.UNKNOWN) {
      return asked;
    }
    for (Line line : text.in(Section.HEAP_ADDRESS)) {
      long told = Numbers.bytesIn(CLASS_SPACE, line.text());
      if (told != Numbers.UNKNOWN) {
        return told;
      }
    }
    return Numbers.UNKNOWN;
  }

  void addTo(FactMap facts, long javaThreads) {
    long direct = options.flag("MaxDirectMemorySize");
    long stacks = javaThreads < 0 ? Numbers.UNKNOWN : javaThreads * options.threadStackKib() * 1024;
    facts.number("jvmMemoryHeapReserved", reserved);
    facts.number("jvmMemoryHeapCommitted", committed);
    facts.number("jvmMemoryHeapUsed", used);
    facts.number("jvmMemoryMetaspaceReserved", metaspaceReserved);
    facts.number("jvmMemoryMetaspaceCommitted", metaspaceCommitted);
    facts.number("jvmMemoryMetaspaceUsed", metaspaceUsed);
    facts.number("jvmMemoryDirectMemoryReserved", direct);
    facts.number("jvmMemoryThreadStackReserved", stacks);
    facts.number("jvmMemoryCodeCacheReserved", codeCacheReserved());
    facts.number("compressedClassSpaceSize", classSpace());
    facts.number("threadStackSize", options.threadStackKib());
    if (reserved != Numbers.UNKNOWN) {
      facts.number(
          "jvmMemoryTotalReserved",
          Numbers.sum(reserved, metaspaceReserved, direct, stacks, codeCacheReserved()));
    }
  }
}
