package io.tocsin.web.backup;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/v1/backup}, for the operator only. The answer is the backup itself: no request
 * names a place that the server writes to.
 */
@RestController
class BackupController {
  private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._@-]{1,64}");

  private final BackupSource source;

  BackupController(BackupSource source) {
    this.source = source;
  }

  /**
   * @param by system user who asks, as the command says; for the journal
   */
  @PostMapping("/api/v1/backup")
  void backup(
      @RequestParam(defaultValue = "true") boolean keys,
      @RequestParam(defaultValue = "unknown") String by,
      HttpServletResponse response)
      throws IOException, BackupRefusedException {
    if (!NAME.matcher(by).matches()) {
      throw new IllegalArgumentException("by (expected: 1 to 64 of letters, digits and ._@-)");
    }
    try (FrozenBackup frozen = source.freeze(keys, by)) {
      response.setContentType("application/zip");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Tocsin-Backup-Files", Integer.toString(frozen.files()));
      response.setHeader("Tocsin-Backup-Bytes", Long.toString(frozen.bytes()));
      frozen.writeTo(response.getOutputStream());
    }
  }

  @ExceptionHandler(BackupRefusedException.class)
  ResponseEntity<Map<String, Object>> refused(BackupRefusedException e) {
    return answer(
        switch (e.reason()) {
          case RUNNING -> HttpStatus.CONFLICT;
          case NO_SPACE -> HttpStatus.INSUFFICIENT_STORAGE;
          case ELSEWHERE -> HttpStatus.NOT_IMPLEMENTED;
        },
        e);
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<Map<String, Object>> wrong(IllegalArgumentException e) {
    return answer(HttpStatus.BAD_REQUEST, e);
  }

  private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Exception because) {
    return ResponseEntity.status(status)
        .body(Map.of("status", status.value(), "error", String.valueOf(because.getMessage())));
  }
}
