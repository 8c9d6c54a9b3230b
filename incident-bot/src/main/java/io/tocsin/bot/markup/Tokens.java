package io.tocsin.bot.markup;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * How a markup writes things.
 *
 * @param strong around bold words
 * @param emphasis around words in italics
 * @param code of a span of code: its text to what is written
 * @param blockOpen a line before a block of code
 * @param blockClose a line after it
 * @param link of a text and an address
 * @param words makes plain words safe, so that nothing in them is markup
 */
public record Tokens(
    String strong,
    String emphasis,
    UnaryOperator<String> code,
    String blockOpen,
    String blockClose,
    BinaryOperator<String> link,
    UnaryOperator<String> words) {}
