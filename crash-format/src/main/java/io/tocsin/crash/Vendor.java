package io.tocsin.crash;

/** Who built a JVM, by the marks that each vendor leaves. */
final class Vendor {
  private static final String[][] MARKS = {
    {"Red_Hat", "Red Hat"},
    {"Temurin", "Eclipse Adoptium"},
    {"AdoptOpenJDK", "AdoptOpenJDK"},
    {"SapMachine", "SAP"},
    {"Corretto", "Amazon"},
    {"Zulu", "Azul"},
    {"Zing", "Azul"},
    {"Prime", "Azul"},
    {"GraalVM CE", "GraalVM Community"},
    {"GraalVM", "Oracle GraalVM"},
    {"Microsoft-", "Microsoft"},
    {"Liberica", "BellSoft"},
    {"Homebrew", "Homebrew"},
    {"JBR-", "JetBrains"},
    {"DragonWell", "Alibaba"},
    {"Dragonwell", "Alibaba"},
    {"TencentKona", "Tencent"},
    {"BiSheng", "Huawei"},
    {"Debian", "Debian"},
    {"Ubuntu", "Ubuntu"},
    {"HotSpot(TM)", "Oracle"},
    {"Java(TM)", "Oracle"},
  };

  private static final String[][] BUILDERS = {
    {"mockbuild", "Red Hat"},
    {"zulu_re", "Azul"},
    {"java_re", "Oracle"},
    {"mach5one", "Oracle"},
    {"buildd", "Debian"},
    {"sapmachine", "SAP"},
    {"temurin", "Eclipse Adoptium"},
    {"brew", "Homebrew"},
  };

  private Vendor() {}

  /** Empty where nothing tells; a build of one's own has no mark. */
  static String of(String jre, String vm, String info, String builder, CrashText text) {
    String said = jre + " " + vm + " " + info;
    for (String[] mark : MARKS) {
      if (said.contains(mark[0])) {
        return mark[1];
      }
    }
    for (String[] known : BUILDERS) {
      if (builder.equals(known[0])) {
        return known[1];
      }
    }
    return ofReleaseFile(text);
  }

  static boolean isKnownBuilder(String builder) {
    for (String[] known : BUILDERS) {
      if (known[0].equals(builder)) {
        return true;
      }
    }
    return false;
  }

  /** JDK 22 and later print the file release of their folder. */
  private static String ofReleaseFile(CrashText text) {
    return text.after(Section.RELEASE_FILE, "IMPLEMENTOR=").replace("\"", "").trim();
  }
}
