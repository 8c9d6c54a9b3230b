import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Becomes another program, for which the kernel refuses some system calls, as a container's seccomp
 * profile does. Started from source by JDK 25: {@code java Refusing.java perf,timer java ...}.
 */
public class Refusing {
  private static final int PR_SET_SECCOMP = 22;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SECCOMP_MODE_FILTER = 2;
  private static final int REFUSE = 0x0005_0001; // SECCOMP_RET_ERRNO with EPERM
  private static final int ALLOW = 0x7fff_0000;

  private static final Linker LINKER = Linker.nativeLinker();

  public static void main(String[] arguments) throws Throwable {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    int[] calls =
        Arrays.stream(arguments[0].split(","))
            .mapToInt(each -> each.equals("perf") ? (arm ? 241 : 298) : (arm ? 107 : 222))
            .toArray();
    try (Arena arena = Arena.ofConfined()) {
      check(prctl(PR_SET_NO_NEW_PRIVS, 1, MemorySegment.NULL));
      check(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program(arena, calls)));
      String[] command = Arrays.copyOfRange(arguments, 1, arguments.length);
      MemorySegment list = arena.allocate(ValueLayout.ADDRESS, command.length + 1L);
      for (int i = 0; i < command.length; i++) {
        list.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command[i]));
      }
      MethodHandle execv =
          LINKER.downcallHandle(
              LINKER.defaultLookup().find("execv").orElseThrow(),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      check((int) execv.invoke(arena.allocateFrom(command[0]), list));
    }
  }

  /** Classic BPF: load the number of the call; refuse where it is one of these, else allow. */
  private static MemorySegment program(Arena arena, int[] calls) {
    MemorySegment code = arena.allocate(8L * (2 + 2L * calls.length), 8);
    int at = 0;
    at = instruction(code, at, 0x20, 0, 0, 0);
    for (int each : calls) {
      at = instruction(code, at, 0x15, 0, 1, each);
      at = instruction(code, at, 0x06, 0, 0, REFUSE);
    }
    at = instruction(code, at, 0x06, 0, 0, ALLOW);
    MemorySegment program = arena.allocate(16, 8);
    program.set(ValueLayout.JAVA_SHORT, 0, (short) at);
    program.set(ValueLayout.ADDRESS, 8, code);
    return program;
  }

  private static int instruction(MemorySegment code, int at, int op, int yes, int no, int value) {
    code.set(ValueLayout.JAVA_SHORT, 8L * at, (short) op);
    code.set(ValueLayout.JAVA_BYTE, 8L * at + 2, (byte) yes);
    code.set(ValueLayout.JAVA_BYTE, 8L * at + 3, (byte) no);
    code.set(ValueLayout.JAVA_INT, 8L * at + 4, value);
    return at + 1;
  }

  private static int prctl(int option, long second, MemorySegment third) throws Throwable {
    MethodHandle prctl =
        LINKER.downcallHandle(
            LINKER.defaultLookup().find("prctl").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    return (int) prctl.invoke(option, second, third, 0L, 0L);
  }

  private static void check(int result) {
    if (result != 0) {
      throw new IllegalStateException("refused: " + result);
    }
  }
}
