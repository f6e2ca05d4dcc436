// What a router says no to.

/** An expected no, with its reasons; anything else that is thrown is a bug. */
export class Refused extends Error {
  readonly details: string[];
  constructor(message: string, details: string[] = []) {
    super(message);
    this.details = details;
  }
}
