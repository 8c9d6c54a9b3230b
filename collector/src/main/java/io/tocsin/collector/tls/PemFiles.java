package io.tocsin.collector.tls;

import io.grpc.util.CertificateUtils;
import io.tocsin.model.config.InvalidSettingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** PEM files to keys and certificates; what cannot be used names its setting. */
final class PemFiles {
  private static final byte[] PROBE = "tocsin".getBytes(StandardCharsets.US_ASCII);

  private PemFiles() {}

  static X509Certificate[] certificates(String key, Path file) {
    try {
      X509Certificate[] found =
          CertificateUtils.getX509Certificates(new ByteArrayInputStream(read(key, file)));
      if (found.length > 0) {
        return found;
      }
    } catch (CertificateException notPem) {
      // Told below, as a file without any.
    }
    throw new InvalidSettingException(key, file, "certificates in PEM");
  }

  static PrivateKey privateKey(String key, Path file) {
    byte[] pem = read(key, file);
    try {
      return CertificateUtils.getPrivateKey(new ByteArrayInputStream(pem));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new InvalidSettingException(
          key,
          file + form(new String(pem, StandardCharsets.ISO_8859_1)),
          "a private key as PKCS#8 in PEM (BEGIN PRIVATE KEY), RSA or EC;"
              + " openssl pkcs8 -topk8 -nocrypt -in %s -out pkcs8.key makes one".formatted(file));
    }
  }

  /** What the file has instead, where its first line says so. */
  private static String form(String pem) {
    if (pem.contains("BEGIN RSA PRIVATE KEY")) {
      return " in PKCS#1";
    }
    if (pem.contains("BEGIN EC PRIVATE KEY")) {
      return " in SEC1";
    }
    if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED")) {
      return " with a password";
    }
    return pem.contains("BEGIN CERTIFICATE") ? " with a certificate" : "";
  }

  /** Whether the key is that of the certificate. */
  static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
    PublicKey known = certificate.getPublicKey();
    if (!known.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    try {
      String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(known);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] read(String key, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidSettingException(key, file, "a readable file");
    }
  }
}
