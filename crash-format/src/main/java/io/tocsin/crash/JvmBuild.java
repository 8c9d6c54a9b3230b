package io.tocsin.crash;

/** Which JVM died. Texts are empty where the report does not say. */
public final class JvmBuild {
  private final String vm;
  private final String jdk;
  private final String vendor;
  private final String gc;
  private final String os;
  private final String arch;

  JvmBuild(String vm, String jdk, String vendor, String gc, String os, String arch) {
    this.vm = vm;
    this.jdk = jdk;
    this.vendor = vendor;
    this.gc = gc;
    this.os = os;
    this.arch = arch;
  }

  /** As it calls itself, such as OpenJDK 64-Bit Server VM. */
  public String vm() {
    return vm;
  }

  /** The release with its build, such as 1.8.0_262-b10 or 17.0.1+12-LTS. */
  public String jdk() {
    return jdk;
  }

  /** 8, 11, 17 …; 0 where unknown. */
  public int major() {
    return JdkRelease.majorOf(jdk);
  }

  /** Who built it, such as Red Hat, Oracle, Eclipse Adoptium; empty where nothing tells. */
  public String vendor() {
    return vendor;
  }

  /** Such as g1, parallel, serial, cms, z, shenandoah, epsilon. */
  public String gc() {
    return gc;
  }

  /** linux, linux-musl, windows, macos, solaris, aix. */
  public String os() {
    return os;
  }

  /** x86_64, aarch64, ppc64le, ppc64, sparc, s390x, riscv64, x86, arm. */
  public String arch() {
    return arch;
  }
}
