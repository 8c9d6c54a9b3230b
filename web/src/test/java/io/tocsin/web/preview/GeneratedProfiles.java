package io.tocsin.web.preview;

import io.tocsin.model.profile.ProfileFrame;
import io.tocsin.model.profile.ProfileFrame.Kind;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Stacks from a seed: a server's usual shape, in which one method of the newer version is slow. */
public final class GeneratedProfiles {
  public static final String OLD = "2.4.0";
  public static final String NEW = "2.5.0";
  public static final String SLOW = "com.bank.fees.FeeTable.rate";

  private static final List<String> AREAS =
      List.of("fees", "ledger", "limits", "quotes", "customers", "audit");

  private final Random random;

  public GeneratedProfiles(long seed) {
    this.random = new Random(seed);
  }

  /** What one service did; with a fee table that is ten times slower in the newer version. */
  public Stacks service(String service, ProfileType type, String version) {
    Stacks.Builder stacks = Stacks.builder();
    long unit = type == ProfileType.ALLOC ? 524_288 : 10_000_000;
    List<ProfileFrame> base = entry(service);
    for (int area = 0; area < AREAS.size(); area++) {
      String name = AREAS.get(area);
      String simple = Character.toUpperCase(name.charAt(0)) + name.substring(1);
      for (int step = 0; step < 7; step++) {
        List<ProfileFrame> stack = new ArrayList<>(base);
        stack.add(java("com.bank." + name + "." + simple + "Service", "handle" + step));
        stack.add(java("com.bank." + name + "." + simple + "Policy", "apply"));
        inner(stack, step);
        stacks.add(stack, unit * (20 + random.nextInt(60)));
      }
    }
    List<ProfileFrame> slow = new ArrayList<>(base);
    slow.add(java("com.bank.fees.FeesService", "handle0"));
    slow.add(java("com.bank.fees.FeeTable", "rate"));
    stacks.add(slow, unit * (NEW.equals(version) ? 1_900 : 190));
    collector(stacks, unit);
    return stacks.build();
  }

  private void inner(List<ProfileFrame> stack, int step) {
    switch (step) {
      case 0 -> {
        stack.add(java("java.util.HashMap", "computeIfAbsent"));
        stack.add(java("java.util.HashMap", "hash"));
      }
      case 1 -> {
        stack.add(java("org.postgresql.jdbc.PgStatement", "execute"));
        stack.add(java("sun.nio.ch.NioSocketImpl", "read"));
        stack.add(new ProfileFrame(Kind.NATIVE, "libc.so.6", "__libc_recv"));
        stack.add(new ProfileFrame(Kind.KERNEL, "", "tcp_recvmsg"));
      }
      case 2 -> {
        stack.add(java("tools.jackson.databind.ObjectMapper", "writeValueAsBytes"));
        stack.add(java("java.lang.StringLatin1", "inflate"));
      }
      case 3 -> stack.add(java("java.math.BigDecimal", "divide"));
      case 4 -> stack.add(new ProfileFrame(Kind.CPP, "", "G1ParScanThreadState::steal"));
      default -> stack.add(java("java.time.LocalDate", "plusDays"));
    }
  }

  private static void collector(Stacks.Builder stacks, long unit) {
    stacks.add(
        List.of(
            new ProfileFrame(Kind.NATIVE, "libc.so.6", "start_thread"),
            new ProfileFrame(Kind.CPP, "", "thread_native_entry"),
            new ProfileFrame(Kind.CPP, "", "G1EvacuateRegionsTask::work")),
        unit * 300);
  }

  private static List<ProfileFrame> entry(String service) {
    return List.of(
        java("java.lang.VirtualThread", "run"),
        java("org.apache.catalina.connector.CoyoteAdapter", "service"),
        java("org.springframework.web.servlet.DispatcherServlet", "doDispatch"),
        java("com.bank." + service.replace("-", "") + ".Controller", "post"));
  }

  /** A tree of about {@code nodes} frames: a trunk, and ever more and thinner branches. */
  public Stacks wide(int nodes) {
    Stacks.Builder stacks = Stacks.builder();
    int[] frames = new int[6_000];
    for (int i = 0; i < frames.length; i++) {
      String area = AREAS.get(i % AREAS.size());
      frames[i] =
          stacks.frame(
              i % 5 == 4
                  ? java("java.util.stream.Pipeline" + i % 90, "evaluate" + i)
                  : java("com.bank." + area + ".Part" + i / 12, "step" + i));
    }
    int made = 0;
    while (made < nodes) {
      int shared = 6 + random.nextInt(18);
      int[] stack = new int[shared + 4 + random.nextInt(30)];
      int branch = 0;
      for (int d = 0; d < stack.length; d++) {
        branch =
            (branch * 3 + (d % 4 == 3 ? Math.min(random.nextInt(3), random.nextInt(3)) : 0)) % 599;
        stack[d] = d < shared ? frames[(d * 7 + branch) % 600] : frames[random.nextInt(6_000)];
      }
      made += stack.length - shared;
      long heavier = made % 50 < 2 ? 100 : 1;
      stacks.addIndexed(stack, 10_000_000L * heavier * (1 + random.nextInt(6)));
    }
    return stacks.build();
  }

  private static ProfileFrame java(String className, String method) {
    return new ProfileFrame(Kind.JAVA, className, method);
  }
}
