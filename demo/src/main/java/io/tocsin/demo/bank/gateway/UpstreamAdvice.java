package io.tocsin.demo.bank.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;

/** Passes on what the accounts service answered: it has told its owners already. */
@RestControllerAdvice
class UpstreamAdvice {
  private static final Logger log = LoggerFactory.getLogger(UpstreamAdvice.class);

  @ExceptionHandler
  ProblemDetail answered(RestClientResponseException answer) {
    HttpStatusCode status = answer.getStatusCode();
    log.warn("accounts answered {}", status.value());
    return ProblemDetail.forStatus(status.is5xxServerError() ? HttpStatus.BAD_GATEWAY : status);
  }

  @ExceptionHandler
  ProblemDetail silent(ResourceAccessException silence) {
    log.warn("accounts did not answer: {}", silence.getMessage());
    return ProblemDetail.forStatus(HttpStatus.GATEWAY_TIMEOUT);
  }
}
