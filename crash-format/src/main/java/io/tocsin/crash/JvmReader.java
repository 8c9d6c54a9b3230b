package io.tocsin.crash;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads which JVM it was, from the head, the line vm_info and what else tells. */
final class JvmReader {
  private static final Pattern BUILD = Pattern.compile("\\(build ([^)\\s]+)\\)");
  private static final Pattern VM_INFO_JRE =
      Pattern.compile(" JRE (?:\\([^()]*\\) )?\\(([^)]+)\\)");
  private static final Pattern ANY_RELEASE =
      Pattern.compile("\\((\\d+(?:\\.[\\d.]+)?(?:_\\d+)?(?:-b\\d+|\\+\\d+)[^,)\\s]*)");
  private static final Pattern EARLY_RELEASE = Pattern.compile("\\((8\\.0_[^)]+)\\)");
  private static final Pattern PLATFORM =
      Pattern.compile("\\b(linux|windows|bsd|solaris|aix)-([a-z0-9_]+(?:-musl)?)");
  private static final Pattern GC = Pattern.compile(", ([a-z0-9 ]+) gc[,)]");
  private static final Pattern GC_FLAG =
      Pattern.compile(
          "Use(G1|Parallel|ParallelOld|Serial|ConcMarkSweep|Z|Shenandoah|Epsilon)GC\\b");
  private static final Pattern BUILDER = Pattern.compile(" by \"([^\"]*)\"");

  private final CrashText text;
  private final String jre;
  private final String vm;
  private final String info;

  JvmReader(CrashText text, HeaderReader header) {
    this.text = text;
    jre = header.labelled("JRE version:");
    vm = header.labelled("Java VM:");
    info = text.opening(Section.VM_INFO);
  }

  JvmBuild read() {
    String platform = (vm + " " + info).toLowerCase(Locale.ROOT);
    return new JvmBuild(
        vmName(),
        jdk(),
        Vendor.of(jre, vm, info, builder(), text),
        gc(),
        os(platform),
        arch(platform));
  }

  String jre() {
    return jre;
  }

  String vmLine() {
    return vm;
  }

  /** Account that built it, such as mockbuild; empty where unknown. */
  String builder() {
    return HeaderReader.group(BUILDER, info);
  }

  private String vmName() {
    String name = vm.isEmpty() ? info.substring(Math.min(info.length(), 8)).trim() : vm;
    int end = name.indexOf(" (");
    return end < 0 ? name : name.substring(0, end);
  }

  private String jdk() {
    String build = HeaderReader.group(BUILD, jre);
    if (!build.isEmpty()) {
      return build;
    }
    String ofInfo = HeaderReader.group(VM_INFO_JRE, info);
    if (!ofInfo.isEmpty()) {
      return ofInfo;
    }
    String early = HeaderReader.group(EARLY_RELEASE, jre);
    if (!early.isEmpty()) {
      return "1." + early;
    }
    String release = HeaderReader.group(ANY_RELEASE, jre);
    return release.isEmpty() ? HeaderReader.group(ANY_RELEASE, vm) : release;
  }

  private static String os(String platform) {
    String os = HeaderReader.group(PLATFORM, platform);
    if (os.equals("linux") && platform.contains("-musl")) {
      return "linux-musl";
    }
    return os.equals("bsd") ? "macos" : os;
  }

  private static String arch(String platform) {
    java.util.regex.Matcher matcher = PLATFORM.matcher(platform);
    String arch = matcher.find() ? matcher.group(2).replace("-musl", "") : "";
    return arch.equals("amd64") ? "x86_64" : arch;
  }

  private String gc() {
    String gc = HeaderReader.group(GC, vm);
    if (gc.equals("concurrent mark sweep")) {
      return "cms";
    }
    if (!gc.isEmpty() && !gc.equals("unknown")) {
      return gc.substring(gc.lastIndexOf(", ") + 1).trim();
    }
    String heap = ofHeap();
    return heap.isEmpty() ? ofFlags() : heap;
  }

  private String ofHeap() {
    for (Line line : text.in(Section.HEAP)) {
      String content = line.text().trim();
      if (content.startsWith("garbage-first heap")) {
        return "g1";
      } else if (content.startsWith("PSYoungGen")) {
        return "parallel";
      } else if (content.startsWith("concurrent mark-sweep generation")
          || content.startsWith("par new generation")) {
        return "cms";
      } else if (content.startsWith("def new generation") || content.startsWith("DefNew")) {
        return "serial";
      } else if (content.startsWith("Shenandoah Heap")) {
        return "shenandoah";
      } else if (content.startsWith("ZHeap")) {
        return "z";
      } else if (content.startsWith("Epsilon Heap")) {
        return "epsilon";
      }
    }
    return "";
  }

  private String ofFlags() {
    for (Section section : new Section[] {Section.VM_ARGUMENTS, Section.COMMAND_LINE}) {
      for (Line line : text.in(section)) {
        java.util.regex.Matcher flag = GC_FLAG.matcher(line.text());
        while (flag.find()) {
          if (flag.start() > 0 && line.text().charAt(flag.start() - 1) == '+') {
            String name = flag.group(1).toLowerCase(Locale.ROOT);
            return name.equals("concmarksweep") ? "cms" : name.replace("old", "");
          }
        }
      }
    }
    return "";
  }
}
