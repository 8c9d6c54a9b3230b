package io.tocsin.demo.plan;

/**
 * A place that reads native memory by an address of its own, and that data can lead astray: the JVM
 * dies of SIGSEGV there.
 */
public enum CrashingPlace implements Place {
  FORWARD("forward", "ForwardTable", "rate", "accounts"),
  TARIFF("tariff", "TariffCache", "price", "accounts"),
  ARCHIVE("archive", "Archive", "checksum", "accounts"),
  BRANCH("branch", "BranchDirectory", "region", "gateway");

  private final Code code;
  private final String service;

  CrashingPlace(String folder, String className, String method, String service) {
    this.code = new Code(folder, className, method);
    this.service = service;
  }

  @Override
  public Code code() {
    return code;
  }

  @Override
  public String service() {
    return service;
  }
}
