package io.tocsin.web.alerts;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tocsin.model.effect.EffectsAwayException;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class IntakeErrorsTest {
  @Test
  void sendersOfAlerts_areAskedToTryAgain_whileWhatRemembersThemIsAway() throws Exception {
    // Local, so that the console of another test does not find it.
    @RestController
    class Away {
      @PostMapping("/alerts")
      void post() {
        throw new EffectsAwayException("the database does not answer", new IllegalStateException());
      }
    }
    MockMvc web =
        MockMvcBuilders.standaloneSetup(new Away()).setControllerAdvice(new IntakeErrors()).build();

    web.perform(post("/alerts"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(jsonPath("$.error").value("not taken; try again"));
  }
}
