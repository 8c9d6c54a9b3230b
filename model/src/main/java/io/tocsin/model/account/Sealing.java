package io.tocsin.model.account;

/** Ciphers for account ids, both with 128-bit keys, in Galois/counter mode. */
public enum Sealing {
  /** FIPS 197. Every JDK has it. */
  AES("v1", "AES", "AES/GCM/NoPadding"),

  /** GB/T 32907. Of a security provider that the process registers. */
  SM4("s1", "SM4", "SM4/GCM/NoPadding");

  /** With which texts under it begin. */
  final String version;

  final String keyAlgorithm;
  final String transformation;

  Sealing(String version, String keyAlgorithm, String transformation) {
    this.version = version;
    this.keyAlgorithm = keyAlgorithm;
    this.transformation = transformation;
  }
}
