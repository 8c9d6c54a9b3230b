package io.tocsin.web.alerts;

import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.alert.AlertIntake.Taken;
import io.tocsin.model.alert.AlertsRefusedException;
import io.tocsin.web.page.Viewer;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Web hooks for alerts of other systems, each at the name of its format. */
@RestController
class IntakeApi {
  private final AlertIntake intake;

  IntakeApi(AlertIntake intake) {
    this.intake = intake;
  }

  /** Answers when all of it is on disk. */
  @PostMapping("/api/v1/intake/{format:[a-z0-9_]{1,32}}")
  Taken post(@AuthenticationPrincipal Viewer viewer, @PathVariable String format, InputStream body)
      throws IOException, AlertsRefusedException {
    return intake.take(viewer.tenant(), format, body);
  }
}
