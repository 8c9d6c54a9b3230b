/** What the agent says on standard error. */
package io.tocsin.agent.notice;
