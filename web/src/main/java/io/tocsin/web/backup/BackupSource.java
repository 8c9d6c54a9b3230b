package io.tocsin.web.backup;

import java.io.IOException;

/** Who can hold all of the server's data still as of one moment. */
public interface BackupSource {
  /**
   * Holds it still; the server goes on. One at a time.
   *
   * @param withKeys whether keys and tokens are part of it
   * @param by who asks, as the journal is to name them
   */
  FrozenBackup freeze(boolean withKeys, String by) throws IOException, BackupRefusedException;
}
