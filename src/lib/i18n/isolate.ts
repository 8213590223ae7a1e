/** A name or a date inside a sentence, so that its direction does not disturb the sentence's (U+2068 and U+2069). */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
