package io.tocsin.demo.bank.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens the operation at the request's edge and closes it on the way out. */
@Component
public class OperationFilter extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Operation operation =
        Operation.received(
            request.getHeader(Operation.ID_HEADER),
            request.getHeader(Operation.TENANT_HEADER),
            request.getHeader(Operation.ACCOUNT_HEADER),
            request.getHeader(Operation.LOAD_TEST_HEADER));
    Operation.Open open = operation.open();
    try {
      chain.doFilter(request, response);
    } finally {
      open.close();
    }
  }
}
