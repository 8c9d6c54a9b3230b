package io.tocsin.collector.template;

/** What a token of a message is by its form alone. */
enum Token {
  /** May be part of the statement. */
  WORD,

  /** Was put in when the line was written: it can be nothing else. */
  VARIABLE,

  /** Jan or Mon: a variable beside one, else a word. */
  CALENDAR
}
