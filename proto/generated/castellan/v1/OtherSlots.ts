// Original file: proto/control.proto


export interface OtherSlotsInput {
  'slots'?: (number);
  'serving'?: (number);
  'notWell'?: (number);
}

export interface OtherSlots {
  'slots': (number);
  'serving': (number);
  'notWell': (number);
}
