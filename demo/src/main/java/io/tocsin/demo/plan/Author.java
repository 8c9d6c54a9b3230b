package io.tocsin.demo.plan;

/** Somebody who writes the bank's code: a generated name, an address at an example domain. */
public record Author(String name) {
  public String address() {
    return name + "@bank.example";
  }

  /** Whether a ticket's text for a person can only mean this one. */
  public boolean isMeantBy(String person) {
    return person.equals(name)
        || person.equals(address())
        || person.equals(name + " <" + address() + '>');
  }
}
