package io.tocsin.collector.recording;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a recording as async-profiler would: samples, spans and settings of the test's choice. A
 * stack is {@code "a;b;c"}, the root first, methods of {@code com/bank/Pay}. One tick is a
 * nanosecond.
 */
public final class JfrSample {
  public static final long START_NANOS = 1_795_255_200_000_000_000L;
  private static final int HEADER = 68;

  private enum Type {
    LONG("long"),
    INT("int"),
    BOOLEAN("boolean"),
    STRING("java.lang.String"),
    THREAD(
        "java.lang.Thread",
        "osName:STRING",
        "osThreadId:LONG",
        "javaName:STRING",
        "javaThreadId:LONG"),
    CLASS("java.lang.Class", "name:SYMBOL*"),
    SYMBOL("jdk.types.Symbol", "string:STRING"),
    METHOD("jdk.types.Method", "type:CLASS*", "name:SYMBOL*"),
    FRAME(
        "jdk.types.StackFrame",
        "method:METHOD*",
        "lineNumber:INT",
        "bytecodeIndex:INT",
        "type:FRAME_TYPE*"),
    TRACE("jdk.types.StackTrace", "truncated:BOOLEAN", "frames:FRAME[]"),
    FRAME_TYPE("jdk.types.FrameType", "description:STRING"),
    STATE("jdk.types.ThreadState", "name:STRING"),
    EXECUTION(
        "jdk.ExecutionSample",
        "startTime:LONG",
        "sampledThread:THREAD*",
        "stackTrace:TRACE*",
        "state:STATE*"),
    ALLOC(
        "jdk.ObjectAllocationInNewTLAB",
        "startTime:LONG",
        "eventThread:THREAD*",
        "stackTrace:TRACE*",
        "objectClass:CLASS*",
        "allocationSize:LONG",
        "tlabSize:LONG"),
    MONITOR(
        "jdk.JavaMonitorEnter",
        "startTime:LONG",
        "duration:LONG",
        "eventThread:THREAD*",
        "stackTrace:TRACE*"),
    PARK(
        "jdk.ThreadPark",
        "startTime:LONG",
        "duration:LONG",
        "eventThread:THREAD*",
        "stackTrace:TRACE*",
        "parkedClass:CLASS*"),
    SPAN("profiler.Span", "startTime:LONG", "duration:LONG", "eventThread:THREAD*", "tag:STRING*"),
    SETTING("jdk.ActiveSetting", "startTime:LONG", "id:LONG", "name:STRING", "value:STRING"),
    JVM("jdk.JVMInformation", "startTime:LONG", "jvmArguments:STRING", "javaArguments:STRING"),
    OWN("com.bank.PaymentEvent", "startTime:LONG", "note:STRING");

    private final String jvmName;
    private final String[] fields;

    Type(String jvmName, String... fields) {
      this.jvmName = jvmName;
      this.fields = fields;
    }

    int id() {
      return 10 + ordinal();
    }
  }

  private final Map<Type, Map<Long, JfrOut>> pools = new LinkedHashMap<>();
  private final Map<String, Long> symbols = new HashMap<>();
  private final Map<String, Long> classes = new HashMap<>();
  private final Map<String, Long> methods = new HashMap<>();
  private final Map<String, Long> traces = new HashMap<>();
  private final Map<String, Long> strings = new HashMap<>();
  private final List<JfrOut> events = new ArrayList<>();

  public JfrSample() {
    String[] kinds = {"Interpreted", "JIT compiled", "Inlined", "Native", "C++", "Kernel"};
    for (int i = 0; i < kinds.length; i++) {
      constant(Type.FRAME_TYPE, i).text(kinds[i]);
    }
    constant(Type.STATE, 0).text("STATE_DEFAULT");
    constant(Type.STATE, 1).text("STATE_SLEEPING");
    event(Type.SETTING).number(0).number(Type.EXECUTION.id()).text("interval").text("10000000");
  }

  private JfrOut constant(Type pool, long key) {
    return pools
        .computeIfAbsent(pool, absent -> new LinkedHashMap<>())
        .computeIfAbsent(key, absent -> new JfrOut());
  }

  private JfrOut event(Type type) {
    JfrOut event = new JfrOut().number(type.id());
    events.add(event);
    return event;
  }

  private long symbol(String text) {
    return symbols.computeIfAbsent(
        text,
        absent -> {
          long key = symbols.size() + 1L;
          constant(Type.SYMBOL, key).text(text);
          return key;
        });
  }

  private long classOf(String name) {
    long symbol = symbol(name);
    return classes.computeIfAbsent(
        name,
        absent -> {
          long key = classes.size() + 1L;
          constant(Type.CLASS, key).number(symbol);
          return key;
        });
  }

  private long method(String name) {
    long type = classOf("com/bank/Pay");
    long symbol = symbol(name);
    return methods.computeIfAbsent(
        name,
        absent -> {
          long key = methods.size() + 1L;
          constant(Type.METHOD, key).number(type).number(symbol);
          return key;
        });
  }

  private long trace(String stack) {
    String[] rootFirst = stack.split(";");
    long[] found = java.util.Arrays.stream(rootFirst).mapToLong(this::method).toArray();
    return traces.computeIfAbsent(
        stack,
        absent -> {
          long key = traces.size() + 1L;
          JfrOut trace = constant(Type.TRACE, key).number(0).number(found.length);
          for (int i = found.length - 1; i >= 0; i--) {
            trace.number(found[i]).number(i + 1L).number(0).number(1);
          }
          return key;
        });
  }

  private long pooled(String text) {
    return strings.computeIfAbsent(
        text,
        absent -> {
          long key = strings.size() + 1L;
          constant(Type.STRING, key).text(text);
          return key;
        });
  }

  public JfrSample thread(long key, String name) {
    constant(Type.THREAD, key).text(name).number(key).text(name).number(key);
    return this;
  }

  public JfrSample cpu(long time, long thread, String stack) {
    event(Type.EXECUTION).number(time).number(thread).number(trace(stack)).number(0);
    return this;
  }

  public JfrSample sleeping(long time, long thread, String stack) {
    event(Type.EXECUTION).number(time).number(thread).number(trace(stack)).number(1);
    return this;
  }

  public JfrSample alloc(long time, long thread, String stack, long tlabSize) {
    event(Type.ALLOC)
        .number(time)
        .number(thread)
        .number(trace(stack))
        .number(classOf("[B"))
        .number(24)
        .number(tlabSize);
    return this;
  }

  public JfrSample monitor(long time, long nanos, long thread, String stack) {
    event(Type.MONITOR).number(time).number(nanos).number(thread).number(trace(stack));
    return this;
  }

  public JfrSample park(long time, long nanos, long thread, String stack, String parkedFor) {
    event(Type.PARK)
        .number(time)
        .number(nanos)
        .number(thread)
        .number(trace(stack))
        .number(classOf(parkedFor));
    return this;
  }

  public JfrSample span(long time, long nanos, long thread, String tag) {
    event(Type.SPAN).number(time).number(nanos).number(thread).number(pooled(tag));
    return this;
  }

  public JfrSample setting(String name, String value) {
    event(Type.SETTING).number(0).number(Type.EXECUTION.id()).text(name).text(value);
    return this;
  }

  public JfrSample jvm(String jvmArguments, String javaArguments) {
    event(Type.JVM).number(0).text(jvmArguments).chars(javaArguments);
    return this;
  }

  /** An application's own event; its text goes where JFR puts long ones. */
  public JfrSample own(String note) {
    JfrOut event = event(Type.OWN).number(0);
    event.write(2);
    event.number(pooled(note));
    return this;
  }

  public byte[] make() {
    JfrOut body = new JfrOut();
    events.forEach(event -> body.writeBytes(sized(event.toByteArray())));
    int pool = HEADER + body.size();
    body.writeBytes(sized(checkpoint()));
    int metadata = HEADER + body.size();
    body.writeBytes(sized(metadata()));
    ByteBuffer chunk = ByteBuffer.allocate(HEADER + body.size());
    chunk.putInt(0x464c5200).putShort((short) 2).putShort((short) 0).putLong(chunk.capacity());
    chunk.putLong(pool).putLong(metadata).putLong(START_NANOS).putLong(10_000_000_000L);
    chunk.putLong(0).putLong(1_000_000_000L).putInt(1).put(body.toByteArray());
    return chunk.array();
  }

  /** An event with its own size, in four bytes, before it. */
  private static byte[] sized(byte[] event) {
    int size = event.length + 4;
    ByteBuffer sized = ByteBuffer.allocate(size);
    for (int i = 0; i < 4; i++) {
      int low = size >>> 7 * i & 0x7f;
      sized.put((byte) (i < 3 ? low | 0x80 : low));
    }
    return sized.put(event).array();
  }

  private byte[] checkpoint() {
    JfrOut out = new JfrOut().number(1).number(0).number(0).number(0).number(0);
    out.number(pools.size());
    pools.forEach((type, constants) -> {
      out.number(type.id()).number(constants.size());
      constants.forEach((key, value) -> out.number(key).writeBytes(value.toByteArray()));
    });
    return out.toByteArray();
  }

  private static byte[] metadata() {
    List<String> texts = new ArrayList<>();
    JfrOut tree = new JfrOut();
    element(tree, texts, "root", List.of(), 1);
    element(tree, texts, "metadata", List.of(), Type.values().length);
    for (Type type : Type.values()) {
      element(
          tree,
          texts,
          "class",
          List.of("name", type.jvmName, "id", Integer.toString(type.id())),
          type.fields.length);
      for (String field : type.fields) {
        field(tree, texts, field);
      }
    }
    JfrOut out = new JfrOut().number(0).number(0).number(0).number(0).number(texts.size());
    texts.forEach(out::text);
    out.writeBytes(tree.toByteArray());
    return out.toByteArray();
  }

  private static void field(JfrOut tree, List<String> texts, String field) {
    String name = field.substring(0, field.indexOf(':'));
    String type = field.substring(field.indexOf(':') + 1).replaceAll("[*\\[\\]]", "");
    List<String> attributes =
        new ArrayList<>(List.of("name", name, "class", Integer.toString(Type.valueOf(type).id())));
    if (field.endsWith("*")) {
      attributes.addAll(List.of("constantPool", "true"));
    }
    if (field.endsWith("[]")) {
      attributes.addAll(List.of("dimension", "1"));
    }
    element(tree, texts, "field", attributes, 0);
  }

  private static void element(
      JfrOut tree, List<String> texts, String kind, List<String> attributes, int children) {
    tree.number(index(texts, kind)).number(attributes.size() / 2);
    attributes.forEach(text -> tree.number(index(texts, text)));
    tree.number(children);
  }

  private static int index(List<String> texts, String text) {
    if (!texts.contains(text)) {
      texts.add(text);
    }
    return texts.indexOf(text);
  }
}
