package io.tocsin.demo.bank.accounts;

import io.tocsin.demo.bank.ledger.InsufficientFundsException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a caller is told when a desk cannot do what it was asked. */
@RestControllerAdvice
public class AccountsAdvice {
  private static final Logger log = LoggerFactory.getLogger(AccountsAdvice.class);

  @ExceptionHandler
  public ProblemDetail refused(InsufficientFundsException refusal) {
    log.info("refused: {}", refusal.getMessage());
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "insufficient funds");
  }

  @ExceptionHandler
  public ProblemDetail failed(RuntimeException failure, HttpServletRequest request) {
    log.error("{} failed", request.getRequestURI(), failure);
    return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
  }
}
