package io.tocsin.collector.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelStandardFunctions;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.log.TelemetryKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * CEL with what there is to say of a log record, or of a span. Its standard functions are there but
 * those which could make a text out of all proportion to what they read; these are {@link
 * TextFunctions}' own.
 */
final class Language {
  private static final int MAX_CHARACTERS = 8_192;
  private static final int MAX_DEPTH = 60;
  private static final CelType FIELDS = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final CelStringExtensions STRINGS =
      CelExtensions.strings(EnumSet.complementOf(EnumSet.of(Function.REPLACE)));
  private static final CelOptionalLibrary OPTIONALS = CelExtensions.optional();

  /** Numbers of OTLP's SeverityNumber that begin a level. */
  static final Map<String, Long> LEVELS =
      new TreeMap<>(
          Map.of("TRACE", 1L, "DEBUG", 5L, "INFO", 9L, "WARN", 13L, "ERROR", 17L, "FATAL", 21L));

  private static final Map<String, CelType> OF_BOTH =
      Map.of(
          "tenant", SimpleType.STRING,
          "service", SimpleType.STRING,
          "scope", SimpleType.STRING,
          "trace_id", SimpleType.STRING,
          "span_id", SimpleType.STRING,
          "attributes", FIELDS,
          "resource", FIELDS,
          "scope_attributes", FIELDS);

  /** Loaded only where a rule asks for it. */
  private static final class Logs {
    static final Language LANGUAGE =
        new Language(
            "a log record",
            Map.of(
                "body", SimpleType.STRING,
                "body_fields", FIELDS,
                "severity", SimpleType.INT,
                "severity_text", SimpleType.STRING,
                "event_name", SimpleType.STRING));
  }

  private static final class Spans {
    static final Language LANGUAGE =
        new Language(
            "a span",
            Map.of(
                "name", SimpleType.STRING,
                "kind", SimpleType.STRING,
                "status", SimpleType.STRING,
                "status_message", SimpleType.STRING,
                "parent_span_id", SimpleType.STRING,
                "duration", SimpleType.DURATION));
  }

  private final String what;
  private final Map<String, CelType> variables = new TreeMap<>(OF_BOTH);
  private final Patterns patterns = new Patterns();
  private final Cel checker;

  private Language(String what, Map<String, CelType> more) {
    this.what = what;
    variables.putAll(more);
    checker = cel(ExpressionLimits.defaults());
  }

  static Language of(TelemetryKind kind) {
    return switch (kind) {
      case LOGS -> Logs.LANGUAGE;
      case TRACES -> Spans.LANGUAGE;
      case METRICS, PROFILES -> throw new IllegalArgumentException("no expressions of " + kind);
    };
  }

  private Cel cel(ExpressionLimits limits) {
    TextFunctions functions = new TextFunctions(patterns, limits.maxTextBytes());
    CelBuilder cel =
        CelFactory.standardCelBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(MAX_CHARACTERS)
                    .maxParseRecursionDepth(MAX_DEPTH)
                    .comprehensionMaxIterations(limits.maxIterations())
                    .build())
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(CelStandardDeclarations.newBuilder().build())
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(STRINGS, OPTIONALS)
            .addRuntimeLibraries(STRINGS, OPTIONALS)
            .addFunctionDeclarations(TextFunctions.DECLARATIONS)
            .addFunctionBindings(functions.bindings());
    variables.forEach(cel::addVar);
    LEVELS.keySet().forEach(level -> cel.addVar(level, SimpleType.INT));
    return cel.build();
  }

  CelRuntime.Program program(CelAbstractSyntaxTree checked, ExpressionLimits limits)
      throws CelEvaluationException {
    return cel(limits).createProgram(checked);
  }

  CelAbstractSyntaxTree check(String key, String text, Result wanted) {
    CelAbstractSyntaxTree checked;
    try {
      checked = checker.compile(text).getAst();
    } catch (CelValidationException e) {
      CelIssue first = e.getErrors().getFirst();
      throw invalid(key, text, first.getSourceLocation(), first.getMessage());
    }
    if (!wanted.canBe(checked.getResultType().kind())) {
      String problem = "gives " + checked.getResultType().name() + ", not " + wanted.expected();
      throw invalid(key, text, CelSourceLocation.of(1, 0), problem);
    }
    CelNavigableAst.fromAst(checked)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
        .forEach(node -> checkPattern(key, text, checked, node.expr().call()));
    return checked;
  }

  /** A pattern that stands in the expression is tried now, and kept for all records. */
  private void checkPattern(
      String key, String text, CelAbstractSyntaxTree in, CelExpr.CelCall call) {
    int argument = TextFunctions.patternOf(call.function(), call.target().isPresent());
    if (argument < 0) {
      return;
    }
    CelExpr pattern = call.args().get(argument);
    if (pattern.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && pattern.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      try {
        patterns.keep(pattern.constant().stringValue());
      } catch (IllegalArgumentException e) {
        int offset = in.getSource().getPositionsMap().getOrDefault(pattern.id(), 0);
        throw invalid(
            key,
            text,
            in.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0)),
            "RE2 syntax: " + e.getMessage());
      }
    }
  }

  private InvalidSettingException invalid(
      String key, String text, CelSourceLocation at, String problem) {
    String where = "at " + at.getLine() + ':' + (at.getColumn() + 1);
    String names =
        problem.startsWith("undeclared reference")
            ? "; " + what + " has " + String.join(", ", variables.keySet())
            : "";
    return new InvalidSettingException(
        key,
        List.of(text.strip()),
        "CEL of " + what + "; " + where + ": " + problem.replace(" (in container '')", "") + names);
  }
}
