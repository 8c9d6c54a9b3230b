/** Fatal error logs of the JVM before: found, read, redacted, told. */
package io.tocsin.agent.crash;
