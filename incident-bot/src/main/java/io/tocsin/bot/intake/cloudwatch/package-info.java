/** What CloudWatch's alarms send by SNS. */
package io.tocsin.bot.intake.cloudwatch;
