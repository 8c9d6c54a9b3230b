package io.tocsin.demo.run;

import java.nio.file.Path;
import java.util.List;

/**
 * A version of the bank as it is started.
 *
 * @param name such as 1.0.0
 * @param revision the commit that it was built from, 40 hex digits
 * @param classPath what comes first wins
 */
record Version(String name, String revision, List<Path> classPath) {}
